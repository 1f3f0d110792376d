"""Cells in old letters, before and after they were converted to Unicode."""

from collections.abc import Sequence

from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from ktt_desktop.domain.importing.decoding import Converted
from ktt_desktop.ui.dialog_frames import button_line, fit, key_button
from ktt_desktop.ui.import_column_lines import column_letter
from ktt_desktop.ui.import_list_words import ENCODINGS
from ktt_desktop.ui.tables.columns import Column
from ktt_desktop.ui.tables.window_model import WindowModel
from ktt_desktop.ui.tables.window_table import WindowTable
from ktt_desktop.ui.theme import SPACE_8, SPACE_20
from ktt_desktop.ui.update_dialogs import paragraph

SIZE = (1000, 560)  # logical pixels, where the screen has them
WORDS = (
    "Tệp chỉ được đọc, không bị sửa. Ô chưa chắc nên đọc lại bên cột “Đã chuyển”; sai thì sửa ô đó "
    "ở bước Kiểm tra."
)


class ConvertedDialog(QDialog):
    """Chữ đã chuyển bảng mã."""

    def __init__(self, cells: Sequence[Converted], parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle("Chữ đã chuyển sang Unicode")
        # What is not sure stands first.
        self.cells = sorted(cells, key=lambda each: each.sure)
        model: WindowModel[Converted] = WindowModel(
            _columns(), lambda places: {place: self.cells[place] for place in places}
        )
        self.table = WindowTable(model)
        self.table.setAccessibleName("Chữ đã chuyển")
        words = paragraph(WORDS)
        words.setProperty("hint", True)
        column = QVBoxLayout(self)
        column.setContentsMargins(*[SPACE_20] * 4)
        column.setSpacing(SPACE_8)
        column.addWidget(words)
        column.addWidget(self.table, 1)
        column.addLayout(button_line((), (key_button("Đóng  Esc", self.reject),)))
        fit(self, SIZE)
        self.table.show_ids(range(len(self.cells)))
        self.table.setFocus()


def _columns() -> tuple[Column[Converted], ...]:
    return (
        Column("after", "Đã chuyển", 34, lambda each: each.after),
        Column("before", "Trong tệp", 34, lambda each: each.before),
        Column(
            "place",
            "Ô",
            14,
            lambda each: (
                f"{each.sheet + '!' if each.sheet else ''}{column_letter(each.column)}{each.row}"
            ),
        ),
        Column("encoding", "Bảng mã", 12, lambda each: ENCODINGS.get(each.encoding, "–")),
        Column(
            "sure",
            "Chắc chắn",
            10,
            lambda each: "chắc" if each.sure else "chưa chắc",
            tone=lambda each: "" if each.sure else "warning",
        ),
    )

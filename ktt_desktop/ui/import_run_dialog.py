"""What an earlier import left out or left empty, row by row."""

from collections.abc import Sequence

from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from ktt_desktop.domain.importing.records import Issue
from ktt_desktop.services.import_words import sentence
from ktt_desktop.ui.dialog_frames import button_line, fit, key_button
from ktt_desktop.ui.screens.register_columns import count_text
from ktt_desktop.ui.tables.columns import Column
from ktt_desktop.ui.tables.window_model import WindowModel
from ktt_desktop.ui.tables.window_table import WindowTable
from ktt_desktop.ui.theme import SPACE_8, SPACE_20

SIZE = (1000, 560)  # logical pixels, where the screen has them


class RunDialog(QDialog):
    """Điều để lại của một lần nhập."""

    def __init__(self, file: str, issues: Sequence[Issue], parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(f"Điều để lại khi nhập tệp {file}")
        model: WindowModel[Issue] = WindowModel(
            _columns(), lambda places: {place: issues[place] for place in places}
        )
        self.table = WindowTable(model)
        self.table.setAccessibleName("Điều để lại")
        column = QVBoxLayout(self)
        column.setContentsMargins(*[SPACE_20] * 4)
        column.setSpacing(SPACE_8)
        column.addWidget(self.table, 1)
        column.addLayout(button_line((), (key_button("Đóng  Esc", self.reject),)))
        fit(self, SIZE)
        self.table.show_ids(range(len(issues)))
        self.table.setFocus()


def _columns() -> tuple[Column[Issue], ...]:
    return (
        Column("reason", "Lý do", 40, lambda each: sentence(each.reason)),
        Column("row", "Dòng", 6, lambda each: count_text(each.row), is_right=True),
        Column("column", "Cột", 24, lambda each: sentence(each.column or "cả dòng")),
        Column("value", "Ghi trong tệp", 28, lambda each: each.value or "–"),
    )

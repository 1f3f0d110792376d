"""Totals a file states beside the sums of its rows."""

from collections.abc import Sequence

from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from ktt_desktop.domain.importing.records import ReadList, StatedTotal
from ktt_desktop.services.list_reading import FileReading
from ktt_desktop.ui.dialog_frames import button_line, fit, key_button
from ktt_desktop.ui.forms.rows_view import RowsView
from ktt_desktop.ui.screens.register_columns import count_text
from ktt_desktop.ui.theme import SPACE_8, SPACE_20
from ktt_desktop.ui.update_dialogs import paragraph

SIZE = (980, 460)  # logical pixels, where the screen has them
HEADS = ("Dòng", "Ghi là", "Số cộng ghi trong tệp", "So với các dòng")
WORDS = "Số cộng chỉ để đối chiếu, không nhập vào sổ."


class TotalsDialog(QDialog):
    """Số cộng trong tệp."""

    def __init__(self, totals: Sequence[tuple[str, ...]], parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle("Số cộng trong tệp")
        self.table = RowsView(HEADS, "", stretch=2, right=(0,))
        self.table.setAccessibleName("Số cộng trong tệp")
        self.table.show_rows(totals, 0)
        words = paragraph(WORDS)
        words.setProperty("hint", True)
        column = QVBoxLayout(self)
        column.setContentsMargins(*[SPACE_20] * 4)
        column.setSpacing(SPACE_8)
        column.addWidget(words)
        column.addWidget(self.table, 1)
        column.addLayout(button_line((), (key_button("Đóng  Esc", self.reject),)))
        fit(self, SIZE)
        self.table.setFocus()


def stated_totals(reading: FileReading) -> list[tuple[str, ...]]:
    """Every total of the file as a row of the dialog."""
    return [
        _row(total, reasons.get(total.row, ""))
        for each in reading.lists
        for reasons in [_reasons(each.list)]
        for total in each.list.totals
    ]


def _reasons(read: ReadList) -> dict[int, str]:
    """What is said of whole rows, by row."""
    return {each.row: each.reason for each in read.issues if not each.column}


def _row(total: StatedTotal, reason: str) -> tuple[str, ...]:
    said = [f"{use.head}: {count_text(value)}" for use, value in total.stated.items()]
    if total.count is not None:
        said.insert(0, f"{count_text(total.count)} tổ chức")
    agrees = {True: "khớp", False: reason or "không khớp", None: "không so được"}
    return count_text(total.row), total.text, "; ".join(said) or "–", agrees[total.agrees]

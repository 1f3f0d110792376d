"""Chọn dòng tiêu đề: the first rows of a sheet as they are, and which of them are the head."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from ktt_desktop.domain.importing.table import Sheet, text_of
from ktt_desktop.ui.dialog_frames import button_line, dress_rows, fit, key_button
from ktt_desktop.ui.import_column_lines import column_letter
from ktt_desktop.ui.theme import SPACE_8, SPACE_20
from ktt_desktop.ui.update_dialogs import paragraph

SIZE = (1180, 600)  # logical pixels, where the screen has them
ROWS, COLUMNS = 80, 40  # of the sheet that are shown
LETTERS = 40  # of a cell
WIDTH = 130  # logical pixels of a column
WORDS = (
    "Đứng ở dòng đầu của tiêu đề; tiêu đề nhiều dòng thì giữ Shift và ↓ để chọn thêm. Rồi Enter."
)


class HeadDialog(QDialog):
    """Hộp thoại chọn dòng tiêu đề; `taken` tells its first and last row, as Excel counts them."""

    taken = Signal(int, int)

    def __init__(self, sheet: Sheet, head: tuple[int, int] | None, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(f"Dòng tiêu đề của trang {sheet.name or ''}".strip())
        rows = sheet.rows[:ROWS]
        width = min(COLUMNS, len(rows[0]) if rows else 0)
        self.table = QTableWidget(len(rows), width)
        self._fill(sheet, width)
        words = paragraph(WORDS)
        words.setProperty("hint", True)
        take = key_button("Chọn  Enter", self.take)
        take.setProperty("primary", True)
        column = QVBoxLayout(self)
        column.setContentsMargins(*[SPACE_20] * 4)
        column.setSpacing(SPACE_8)
        column.addWidget(words)
        column.addWidget(self.table, 1)
        column.addLayout(button_line((), (take, key_button("Hoãn  Esc", self.reject))))
        fit(self, SIZE)
        self._mark(head)
        self.table.setFocus()

    def _fill(self, sheet: Sheet, width: int) -> None:
        letters = [column_letter(each) for each in range(width)]
        dress_rows(self.table, "Các dòng đầu của trang", letters)
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.ContiguousSelection)
        self.table.verticalHeader().show()
        self.table.horizontalHeader().setDefaultSectionSize(WIDTH)
        for row, cells in enumerate(sheet.rows[:ROWS]):
            for column, value in enumerate(cells[:width]):
                text = text_of(value)
                item = QTableWidgetItem(text[:LETTERS])
                item.setToolTip(text)
                self.table.setItem(row, column, item)

    def _mark(self, head: tuple[int, int] | None) -> None:
        """The rows taken for the head now."""
        first, last = head or (1, 1)
        self.table.setCurrentCell(first - 1, 0)
        for row in range(first, min(last, self.table.rowCount())):
            self.table.selectionModel().select(
                self.table.model().index(row, 0),
                self.table.selectionModel().SelectionFlag.Select
                | self.table.selectionModel().SelectionFlag.Rows,
            )

    def take(self) -> None:
        """These rows are the head."""
        rows = sorted(each.row() for each in self.table.selectionModel().selectedRows())
        if rows:
            self.accept()
            self.taken.emit(rows[0] + 1, rows[-1] + 1)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter takes."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.take()
        else:
            super().keyPressEvent(event)

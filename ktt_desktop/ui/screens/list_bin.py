"""The frame of a bin (thùng rác): a line to search in, what was deleted, one record to read."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from ktt_desktop.domain.records import ChangeSet
from ktt_desktop.ui.context import Context
from ktt_desktop.ui.errors import show_error
from ktt_desktop.ui.forms.picker import STEPS
from ktt_desktop.ui.forms.rows_view import RowsView
from ktt_desktop.ui.shortcuts import RESTORE
from ktt_desktop.ui.theme import SPACE_8, SPACE_20

WIDTH, HEIGHT = 860, 620  # logical pixels, where the screen has them


class ListBin(QDialog):
    """Hộp thoại Thùng rác: type to search, ↑ and ↓ in the list, Ctrl+R takes the record back.

    A subclass reads the rows, and says what one of them is.
    """

    def __init__(
        self, context: Context, title: str, hint: str, table: RowsView, parent: QWidget
    ) -> None:
        """`hint` says what is searched."""
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(title)
        self._context, self.list = context, table
        self._rows: Sequence[Any] = ()
        self.search, self.record, self.words = QLineEdit(), QPlainTextEdit(), QLabel()
        self.search.setPlaceholderText(hint)
        self.take_back = QPushButton(f"Lấy lại  {RESTORE}")
        self.leave = QPushButton("Đóng  Esc")
        self._lay_out()
        self.search.textChanged.connect(self.words.clear)
        self.search.textChanged.connect(self.look_up)
        self.list.currentItemChanged.connect(lambda *_: self._read())
        self.take_back.clicked.connect(self._on_take_back)
        self.leave.clicked.connect(self.reject)
        QShortcut(QKeySequence(RESTORE), self, self._on_take_back)
        space = self.screen().availableSize()
        self.resize(min(WIDTH, space.width() - 40), min(HEIGHT, space.height() - 60))

    def _lay_out(self) -> None:
        self.search.setAccessibleName("Tìm trong thùng rác")
        self.search.setClearButtonEnabled(True)
        self.list.setAccessibleName("Hồ sơ đã xóa")
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # the keyboard stays in the field
        self.record.setReadOnly(True)
        self.record.setTabChangesFocus(True)
        self.record.setAccessibleName("Nội dung hồ sơ đang chọn")
        self.words.setWordWrap(True)
        self.words.setTextFormat(Qt.TextFormat.PlainText)
        self.take_back.setProperty("primary", True)
        ends = QHBoxLayout()
        ends.addWidget(self.words, 1)
        for button in (self.leave, self.take_back):
            button.setAutoDefault(False)
            button.setAccessibleName(button.text().split("  ")[0])
            ends.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACE_20, SPACE_20, SPACE_20, SPACE_8)
        column.setSpacing(SPACE_8)
        column.addWidget(self.search)
        column.addWidget(self.list, 1)
        column.addWidget(self.record, 1)
        column.addLayout(ends)

    def refresh(self) -> None:
        """Read the bin anew, off the UI thread."""
        raise NotImplementedError

    def look_up(self) -> None:
        """Show what has the words of the field, with `show_rows`."""
        raise NotImplementedError

    def tell(self, row: Any) -> None:
        """Show what a row says, with `show_record`."""
        raise NotImplementedError

    def put_back(self, row: Any) -> ChangeSet:
        """Take it out of the bin, off the UI thread."""
        raise NotImplementedError

    def taken_back(self, row: Any) -> str:
        """The sentence said afterwards."""
        raise NotImplementedError

    def show_rows(self, rows: Sequence[Any], texts: Sequence[Sequence[str]]) -> None:
        """Fill the list; the cursor stays where it was."""
        place = min(max(self.list.place, 0), len(rows) - 1)
        self._rows = rows
        self.list.show_rows(texts, place)
        if not rows:
            self._read()

    def show_record(self, row: Any, lines: Sequence[tuple[str, str]]) -> None:
        """Fill the lower half, unless the cursor has moved on."""
        if row is self._chosen():
            self.record.setPlainText("\n".join(f"{label}: {words}" for label, words in lines))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """What the field leaves over: Up, Down and the Page keys move, Esc leaves."""
        key = Qt.Key(event.key())
        if key in STEPS and self._rows:
            row = self.list.place + STEPS[key]
            self.list.go_to(max(0, min(row, len(self._rows) - 1)))
        elif key not in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            super().keyPressEvent(event)

    def _chosen(self) -> Any:
        place = self.list.place
        return self._rows[place] if 0 <= place < len(self._rows) else None

    def _read(self) -> None:
        """Show the record the cursor is on."""
        row = self._chosen()
        self.take_back.setEnabled(row is not None)
        if row is None:
            self.record.clear()
        else:
            self.tell(row)

    def _on_take_back(self) -> None:
        row = self._chosen()
        if row is None or not self.take_back.isEnabled():
            return
        self.take_back.setEnabled(False)

        def done(_: object) -> None:
            self.words.setText(self.taken_back(row))
            self.refresh()

        def failed(error: Exception) -> None:
            self._read()
            show_error(self, error)

        self._context.save(self, lambda _: self.put_back(row), done, failed)

"""The history tab of a record: every changed value, newest first, and putting an old one back."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPlainTextEdit, QPushButton, QVBoxLayout, QWidget
from shiboken6 import isValid

from ktt_desktop.domain.records import ChangeSet
from ktt_desktop.services.book import Book
from ktt_desktop.services.history import HistoryLine, HistoryPage, history_page, restore_value
from ktt_desktop.services.register import load_organisation
from ktt_desktop.ui.context import Context
from ktt_desktop.ui.errors import show_error
from ktt_desktop.ui.forms.rows_view import RowsView
from ktt_desktop.ui.shortcuts import RESTORE
from ktt_desktop.ui.theme import SPACE_4, SPACE_8, SPACE_12, SPACE_20

COLUMNS = ("Lúc", "Mục", "Thay đổi", "Nguồn")
CHANGE_COLUMN = 2
DETAIL_LINES = 3
NOT_SAVED = "Trong hồ sơ còn thay đổi chưa ghi. Ghi hoặc bỏ các thay đổi đó rồi khôi phục."


@dataclass(frozen=True, slots=True)
class RecordHistory:
    """Lịch sử của một hồ sơ: read a page before a line, put a value back, load the record anew."""

    page: Callable[[int | None], HistoryPage]
    restore: Callable[[int], ChangeSet]
    load: Callable[[], object]


def organisation_history(book: Book, uid: str, commune: Callable[[str], str]) -> RecordHistory:
    """The history of a record of the register."""
    return RecordHistory(
        lambda before: history_page(book, uid, commune, before),
        lambda line: restore_value(book, uid, line),
        lambda: load_organisation(book, uid),
    )


class HistoryTab(QWidget):
    """Lịch sử: read when it is shown, older lines as one goes down; Ctrl+R puts a value back."""

    restored = Signal(object)  # the draft as it is now

    def __init__(
        self, context: Context, history: RecordHistory, is_changed: Callable[[], bool]
    ) -> None:
        """`is_changed` tells whether the form holds what is not saved."""
        super().__init__()
        self._context, self._history, self._is_changed = context, history, is_changed
        self._lines: list[HistoryLine] = []
        self._is_last, self._is_reading = True, False
        self.table = RowsView(COLUMNS, "Chưa có thay đổi nào.", stretch=CHANGE_COLUMN)
        self.table.setAccessibleName("Lịch sử thay đổi của hồ sơ")
        self.detail, self.words = QPlainTextEdit(), QLabel()
        self.button = QPushButton(f"Khôi phục giá trị này  {RESTORE}")
        self._lay_out()
        self.table.currentItemChanged.connect(lambda *_: self._tell())
        self.table.verticalScrollBar().valueChanged.connect(self._on_scrolled)
        self.button.clicked.connect(self._on_restore)
        shortcut = QShortcut(QKeySequence(RESTORE), self, self._on_restore)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)

    def _lay_out(self) -> None:
        self.detail.setReadOnly(True)
        self.detail.setTabChangesFocus(True)
        self.detail.setAccessibleName("Toàn văn thay đổi đang chọn")
        self.detail.setFixedHeight((DETAIL_LINES + 1) * self.fontMetrics().lineSpacing())
        self.words.setWordWrap(True)
        self.words.setTextFormat(Qt.TextFormat.PlainText)
        self.words.setProperty("hint", True)
        self.button.setAccessibleName("Khôi phục giá trị này")
        self.button.setAutoDefault(False)
        row = QHBoxLayout()
        row.setSpacing(SPACE_8)
        row.addWidget(self.button)
        row.addWidget(self.words, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACE_20, SPACE_12, SPACE_20, SPACE_12)
        column.setSpacing(SPACE_4)
        column.addWidget(self.table, 1)
        column.addWidget(self.detail)
        column.addLayout(row)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if not event.spontaneous():
            self.refresh()

    def refresh(self) -> None:
        """Read the newest lines anew, off the UI thread."""
        self._read(None)

    def _read(self, before: int | None) -> None:
        history, self._is_reading = self._history, True
        self._context.ask(
            self, lambda _: history.page(before), lambda page: self._show(page, before)
        )

    def _show(self, page: HistoryPage, before: int | None) -> None:
        if before is not None and self._lines[-1].id != before:
            return  # read anew meanwhile
        self._is_reading, self._is_last = False, page.is_last
        rows = [(local_time(each.at), each.label, each.words, each.source) for each in page.lines]
        if before is None:
            self._lines = list(page.lines)
            self.table.show_rows(rows, 0 if rows else -1)
        else:
            self._lines += page.lines
            self.table.add_rows(rows)
        self._tell()

    def _on_scrolled(self, value: int) -> None:
        """Read on where the end of what was read comes into sight."""
        is_end = value >= self.table.verticalScrollBar().maximum()
        if is_end and self._lines and not self._is_last and not self._is_reading:
            self._read(self._lines[-1].id)

    def _chosen(self) -> HistoryLine | None:
        place = self.table.place
        return self._lines[place] if 0 <= place < len(self._lines) else None

    def _tell(self) -> None:
        line = self._chosen()
        self.detail.setPlainText(f"{line.label}: {line.words}" if line else "")
        self.words.setText(line.refusal if line else "")
        self.button.setEnabled(line is not None and not line.refusal)

    def _on_restore(self) -> None:
        line = self._chosen()
        if line is None or line.refusal:
            return
        if self._is_changed():
            self.words.setText(NOT_SAVED)
            return
        history = self._history
        self.button.setEnabled(False)
        self._context.save(
            self,
            lambda _: history.restore(line.id),
            lambda _: self._context.ask(self, lambda _: history.load(), self._on_restored),
            self._on_refused,  # the form may be gone by then
        )

    def _on_restored(self, draft: object) -> None:
        self.restored.emit(draft)
        self.refresh()
        self.table.setFocus()

    def _on_refused(self, error: Exception) -> None:
        here = self if isValid(self) else None
        if here is not None:
            here.button.setEnabled(True)
        show_error(here, error)


def local_time(moment: datetime) -> str:
    """Where the program runs: "5/3/2026 08:15"."""
    here = moment.astimezone()
    return f"{here.day}/{here.month}/{here.year} {here:%H:%M}"

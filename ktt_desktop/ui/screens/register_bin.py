"""Thùng rác: find what was deleted, read it, take it back; nothing is ever deleted for good."""

from collections.abc import Callable, Sequence

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

from ktt_desktop.services.bin import LIMIT, BinRow, deleted_organisations, deleted_record
from ktt_desktop.services.list_columns import MISSING_CODE
from ktt_desktop.services.register import restore_organisation
from ktt_desktop.ui.context import Context
from ktt_desktop.ui.forms.picker import STEPS
from ktt_desktop.ui.forms.rows_view import RowsView
from ktt_desktop.ui.screens.register_history import local_time
from ktt_desktop.ui.shortcuts import RESTORE
from ktt_desktop.ui.theme import SPACE_8, SPACE_20

COLUMNS = ("Tên", "Loại", "Mã số", "Xóa lúc")
WIDTH, HEIGHT = 860, 620  # logical pixels, where the screen has them


class BinDialog(QDialog):
    """Hộp thoại Thùng rác: type to search, ↑ and ↓ in the list, Ctrl+R takes the record back."""

    def __init__(self, context: Context, commune: Callable[[str], str], parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("Thùng rác")
        self._context, self._commune = context, commune
        self._rows: list[BinRow] = []
        self.search, self.record, self.words = QLineEdit(), QPlainTextEdit(), QLabel()
        self.list = RowsView(COLUMNS, "Không có hồ sơ nào.", stretch=0)
        self.take_back = QPushButton(f"Lấy lại  {RESTORE}")
        self.leave = QPushButton("Đóng  Esc")
        self._lay_out()
        self.search.textChanged.connect(self.words.clear)
        self.search.textChanged.connect(self.refresh)
        self.list.currentItemChanged.connect(lambda *_: self._read())
        self.take_back.clicked.connect(self._on_take_back)
        self.leave.clicked.connect(self.reject)
        QShortcut(QKeySequence(RESTORE), self, self._on_take_back)
        space = self.screen().availableSize()
        self.resize(min(WIDTH, space.width() - 40), min(HEIGHT, space.height() - 60))
        self.refresh()

    def _lay_out(self) -> None:
        self.search.setPlaceholderText("Tên, mã số, người đại diện; có dấu hoặc không dấu")
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
        """Search anew for what stands in the field, off the UI thread."""
        book, typed = self._context.book, self.search.text()
        self._context.ask(
            self,
            lambda _: deleted_organisations(book, typed),
            lambda rows: self._show(typed, rows),
        )

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """What the field leaves over: Up, Down and the Page keys move, Esc leaves."""
        key = Qt.Key(event.key())
        if key in STEPS and self._rows:
            row = self.list.place + STEPS[key]
            self.list.go_to(max(0, min(row, len(self._rows) - 1)))
        elif key not in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            super().keyPressEvent(event)

    def _show(self, typed: str, rows: Sequence[BinRow]) -> None:
        if typed != self.search.text():
            return  # the officer has typed on; a newer search is under way
        place = min(max(self.list.place, 0), len(rows) - 1)
        self._rows = list(rows)
        self.list.show_rows(
            [
                (
                    each.name,
                    each.kind.value,
                    each.tax_code or MISSING_CODE,
                    local_time(each.deleted_at),
                )
                for each in rows
            ],
            place,
        )
        if len(rows) == LIMIT:
            self.words.setText(f"Hiện {LIMIT} hồ sơ xóa gần nhất. Gõ để tìm hồ sơ khác.")
        if not rows:
            self._read()

    def _chosen(self) -> BinRow | None:
        place = self.list.place
        return self._rows[place] if 0 <= place < len(self._rows) else None

    def _read(self) -> None:
        """Show the record the cursor is on."""
        row = self._chosen()
        self.take_back.setEnabled(row is not None)
        if row is None:
            self.record.clear()
            return
        book, commune = self._context.book, self._commune
        self._context.ask(
            self,
            lambda _: deleted_record(book, row.uid, commune),
            lambda lines: self._show_record(row, lines),
        )

    def _show_record(self, row: BinRow, lines: Sequence[tuple[str, str]]) -> None:
        if row == self._chosen():
            self.record.setPlainText("\n".join(f"{label}: {words}" for label, words in lines))

    def _on_take_back(self) -> None:
        row = self._chosen()
        if row is None or not self.take_back.isEnabled():
            return
        book = self._context.book

        def done(_: object) -> None:
            self.words.setText(f"Đã lấy lại “{row.name}” vào danh mục.")
            self.refresh()

        self._context.save(self, lambda _: restore_organisation(book, row.uid), done)

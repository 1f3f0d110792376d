"""Thùng rác của một loại hồ sơ công việc: find, read, take back."""

from collections.abc import Sequence

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

from ktt_desktop.catalogue.dossiers_loader import DossierKind
from ktt_desktop.domain.dossier_list import DossierQuery, ListedRow
from ktt_desktop.services.dossier_columns import DossierColumn
from ktt_desktop.services.dossier_list import Listing, list_rows, shown_rows
from ktt_desktop.services.dossiers import restore_dossier
from ktt_desktop.ui.context import Context
from ktt_desktop.ui.forms.picker import STEPS
from ktt_desktop.ui.forms.rows_view import RowsView
from ktt_desktop.ui.shortcuts import RESTORE
from ktt_desktop.ui.theme import SPACE_8, SPACE_20

WIDTH, HEIGHT = 860, 620  # logical pixels, where the screen has them
MOST = 5  # columns: the record below tells the rest


class DossierBin(QDialog):
    """Hộp thoại Thùng rác: type to search, ↑ and ↓ in the list, Ctrl+R takes the record back."""

    def __init__(self, context: Context, kind: DossierKind, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(f"Thùng rác: {kind.label}")
        self._context, self._kind = context, kind
        self._listing: Listing | None = None
        self._rows: Sequence[ListedRow] = ()
        self.search, self.record, self.words = QLineEdit(), QPlainTextEdit(), QLabel()
        self.list = RowsView([""] * min(MOST, len(kind.columns)), f"Không có {kind.one} nào.")
        self.take_back = QPushButton(f"Lấy lại  {RESTORE}")
        self.leave = QPushButton("Đóng  Esc")
        self._lay_out()
        self.search.textChanged.connect(self.words.clear)
        self.search.textChanged.connect(self._find)
        self.list.currentItemChanged.connect(lambda *_: self._read())
        self.take_back.clicked.connect(self._on_take_back)
        self.leave.clicked.connect(self.reject)
        QShortcut(QKeySequence(RESTORE), self, self._on_take_back)
        space = self.screen().availableSize()
        self.resize(min(WIDTH, space.width() - 40), min(HEIGHT, space.height() - 60))
        self.refresh()

    def _lay_out(self) -> None:
        self.search.setPlaceholderText("Chữ có trong hồ sơ; có dấu hoặc không dấu")
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
        book, kind = self._context.book, self._kind.id
        self._context.ask(self, lambda _: list_rows(book, kind, in_bin=True), self._show)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """What the field leaves over: Up, Down and the Page keys move, Esc leaves."""
        key = Qt.Key(event.key())
        if key in STEPS and self._rows:
            row = self.list.place + STEPS[key]
            self.list.go_to(max(0, min(row, len(self._rows) - 1)))
        elif key not in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            super().keyPressEvent(event)

    def _show(self, listing: Listing) -> None:
        self._listing = listing
        self.list.setHeaderLabels([each.heading for each in self._columns(listing)])
        self._find()

    def _find(self) -> None:
        listing, query = self._listing, DossierQuery(text=self.search.text())
        if listing is None:
            return
        self._context.ask(
            self,
            lambda _: shown_rows(listing, query),
            lambda rows: self._show_rows(listing, query, rows),
        )

    def _show_rows(self, listing: Listing, query: DossierQuery, rows: Sequence[ListedRow]) -> None:
        if listing is not self._listing or query.text != self.search.text():
            return  # a newer search is under way
        place = min(max(self.list.place, 0), len(rows) - 1)
        self._rows = rows
        columns = self._columns(listing)
        self.list.show_rows([[column.text(row) for column in columns] for row in rows], place)
        self._read()

    def _columns(self, listing: Listing) -> list[DossierColumn]:
        return [listing.columns[key] for key in listing.kind.columns[:MOST]]

    def _chosen(self) -> ListedRow | None:
        place = self.list.place
        return self._rows[place] if 0 <= place < len(self._rows) else None

    def _read(self) -> None:
        """Show the record the cursor is on."""
        listed, listing = self._chosen(), self._listing
        self.take_back.setEnabled(listed is not None)
        if listed is None or listing is None:
            self.record.clear()
            return
        told = ((column, column.text(listed)) for column in listing.columns.values())
        lines = [f"{column.heading}: {text}" for column, text in told if text != column.blank]
        self.record.setPlainText("\n".join(lines))

    def _on_take_back(self) -> None:
        listed = self._chosen()
        if listed is None or not self.take_back.isEnabled():
            return
        book, uid = self._context.book, listed.row.draft.uid
        self.take_back.setEnabled(False)

        def done(_: object) -> None:
            self.words.setText(f"Đã lấy lại {self._kind.one} vào danh sách.")
            self.refresh()

        self._context.save(self, lambda _: restore_dossier(book, uid), done)

"""The tab of the work records of an organisation: read, opened and added from its record."""

from collections.abc import Callable

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QMenu, QPushButton, QVBoxLayout, QWidget

from ktt_desktop.catalogue.dossiers_loader import NONE, DossierKind
from ktt_desktop.domain.dossier import DossierDraft, Kind
from ktt_desktop.domain.records import ChangeSet
from ktt_desktop.services.dossiers import load_dossier
from ktt_desktop.services.organisation_dossiers import (
    DossierLine,
    OrganisationDossiers,
    organisation_dossiers,
    received_words,
)
from ktt_desktop.services.rating import RatingSheet, load_rating
from ktt_desktop.ui.context import Context
from ktt_desktop.ui.forms.rows_view import RowsView
from ktt_desktop.ui.screens.dossier_form import dossier_dialog
from ktt_desktop.ui.screens.rating_dialog import RatingDialog
from ktt_desktop.ui.theme import SPACE_4, SPACE_8, SPACE_12, SPACE_20

TITLE = "Hồ sơ công việc"
COLUMNS = ("Năm", "Loại", "Kỳ", "Nội dung", "Số tiền (triệu đồng)")
WORDS_COLUMN = 3
NONE_YET = "Chưa có hồ sơ công việc nào. Bấm Ctrl+N để thêm."


class DossiersTab(QWidget):
    """Hồ sơ công việc của tổ chức: read when it is shown; Enter opens one, Ctrl+N adds one."""

    def __init__(self, context: Context, uid: str) -> None:
        super().__init__()
        self._context, self._uid = context, uid
        self._found = OrganisationDossiers((), ())
        self._wanted = ""  # the record to go to after the next reading
        self.table = RowsView(COLUMNS, NONE_YET, WORDS_COLUMN)
        self.table.setAccessibleName(TITLE)
        self.received = QLabel()
        self.add = self._button("Thêm hồ sơ…", "Ctrl+N", self._on_add)
        self.change = self._button("Mở", "Enter", self._on_open)
        self._lay_out()
        shortcut = QShortcut(QKeySequence.StandardKey.New, self, self._on_add)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        self.table.itemDoubleClicked.connect(lambda *_: self._on_open())
        context.changes.changed.connect(self._on_changed)

    def _button(self, words: str, key: str, act: Callable[[], None]) -> QPushButton:
        button = QPushButton(f"{words}  {key}")
        button.setAccessibleName(words)
        button.setAutoDefault(False)
        button.clicked.connect(lambda _=False: act())
        return button

    def _lay_out(self) -> None:
        self.received.setWordWrap(True)
        self.received.setTextFormat(Qt.TextFormat.PlainText)
        row = QHBoxLayout()
        row.setSpacing(SPACE_8)
        for button in (self.add, self.change):
            row.addWidget(button)
        row.addStretch()
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACE_20, SPACE_12, SPACE_20, SPACE_12)
        column.setSpacing(SPACE_4)
        column.addWidget(self.table, 1)
        column.addWidget(self.received)
        column.addLayout(row)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if not event.spontaneous():
            self.refresh()

    def refresh(self) -> None:
        """Read the records anew, off the UI thread."""
        book, uid = self._context.book, self._uid
        self._context.ask(self, lambda _: organisation_dossiers(book, uid), self._show)

    def _show(self, found: OrganisationDossiers) -> None:
        uids = [each.uid for each in found.lines]
        wanted = self._wanted or self._chosen_uid()
        self._found, self._wanted = found, ""
        place = uids.index(wanted) if wanted in uids else 0
        self.table.show_rows([_cells(each) for each in found.lines], place if uids else -1)
        catalogue = self._context.book.catalogue
        years = [received_words(catalogue, each) for each in found.received]
        self.received.setText("\n".join(["Đã được hỗ trợ:", *years]) if years else "")
        self.received.setVisible(bool(years))
        self.change.setEnabled(bool(uids))

    def _chosen_uid(self) -> str:
        place = self.table.place
        return self._found.lines[place].uid if 0 <= place < len(self._found.lines) else ""

    def _on_changed(self, change: ChangeSet) -> None:
        if change.dossiers and self.isVisible():
            self.refresh()

    def _on_open(self) -> None:
        book, uid = self._context.book, self._chosen_uid()
        if uid:
            self._context.ask(self, lambda _: load_dossier(book, uid), self._open)

    def _on_add(self) -> None:
        """Ask what is to be recorded of this organisation."""
        menu = QMenu(self)
        for kind in self._context.book.catalogue.dossiers.values():
            if kind.organisations != NONE:
                action = menu.addAction(kind.label)
                action.triggered.connect(lambda _=False, kind=kind: self._open(self._new(kind)))
        menu.setActiveAction(menu.actions()[0])
        menu.popup(self.table.mapToGlobal(QPoint(SPACE_20, SPACE_20)))

    def _new(self, kind: DossierKind) -> DossierDraft:
        year = self._context.period.year if "year" in kind.uses else None
        return DossierDraft(kind.id, year=year, organisations=(self._uid,))

    def _open(self, draft: DossierDraft) -> None:
        """In the form of its kind; a rating has a sheet of its own."""
        if draft.kind == Kind.RATING and draft.year is not None:
            book, uid, year = self._context.book, self._uid, draft.year
            self._context.ask(self, lambda _: load_rating(book, uid, year), self._open_sheet)
            return
        dialog = dossier_dialog(self._context, draft, self)
        dialog.saved.connect(lambda _: self._go_to(dialog.stored))
        dialog.reload_wanted.connect(self._on_open)
        dialog.finished.connect(lambda _: self.table.setFocus())
        dialog.open()
        dialog.form.focus()

    def _open_sheet(self, sheet: RatingSheet) -> None:
        dialog = RatingDialog(self._context, sheet, self)
        dialog.reload_wanted.connect(lambda: self._open(sheet.draft))
        dialog.finished.connect(lambda _: self.table.setFocus())
        dialog.open()

    def _go_to(self, stored: DossierDraft | None) -> None:
        self._wanted = stored.uid if stored else ""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter in the list opens the record."""
        entered = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if entered and self.table.hasFocus():
            self._on_open()
        else:
            super().keyPressEvent(event)


def _cells(line: DossierLine) -> tuple[str, ...]:
    return line.year, line.kind, line.period, line.words, line.money

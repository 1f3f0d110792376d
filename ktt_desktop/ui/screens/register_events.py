"""The events tab of a record: what happened to it, with whom, and taking an event back."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QBrush, QColor, QKeyEvent, QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QMenu, QPushButton, QVBoxLayout, QWidget

from ktt_desktop.domain.errors import NotFoundError
from ktt_desktop.domain.events import EventLine, EventParty
from ktt_desktop.domain.organisation import OrganisationDraft
from ktt_desktop.services.book import Book
from ktt_desktop.services.events import events_of, undo_event
from ktt_desktop.services.register import load_organisation
from ktt_desktop.ui import messages
from ktt_desktop.ui.context import Context
from ktt_desktop.ui.forms.rows_view import RowsView
from ktt_desktop.ui.screens.communes import Communes
from ktt_desktop.ui.screens.register_event_acts import EventActs, Subject
from ktt_desktop.ui.screens.register_history import local_time
from ktt_desktop.ui.shortcuts import RECORD_EVENT, UNDO_EVENT
from ktt_desktop.ui.theme import HINT, SPACE_4, SPACE_8, SPACE_12, SPACE_20

COLUMNS = ("Ngày", "Sự kiện", "Với", "Văn bản")
WITH_COLUMN = 2
ABOUT_LINES = 4
TITLE = "Hoàn tác sự kiện"
NONE_YET = f"Chưa ghi sự kiện nào. Bấm {RECORD_EVENT} để ghi."
NOT_SAVED = "Trong hồ sơ còn thay đổi chưa ghi. Ghi hoặc bỏ các thay đổi đó trước."


class EventsTab(QWidget):
    """Sự kiện: read when it is shown; Enter opens the other record, Ctrl+Z takes an event back."""

    other_wanted = Signal(str)  # uid
    changed = Signal(object)  # the OrganisationDraft as it is after an event, or without one
    gone = Signal()  # the event that made this record was taken back

    def __init__(
        self,
        context: Context,
        communes: Communes,
        draft: Callable[[], OrganisationDraft],
        is_changed: Callable[[], bool],
    ) -> None:
        """`draft` gives the record, `is_changed` tells whether its form holds what is not saved."""
        super().__init__()
        self._context, self._draft, self._is_changed = context, draft, is_changed
        self._lines: Sequence[EventLine] = ()
        self.table, self.about, self.words = (
            RowsView(COLUMNS, NONE_YET, WITH_COLUMN),
            QLabel(),
            QLabel(),
        )
        self.table.setAccessibleName("Các sự kiện của hồ sơ")
        self._acts = EventActs(
            context, communes, self, None, lambda _: self._reload(), self.table.setFocus
        )
        self.record = self._button("Ghi sự kiện…", RECORD_EVENT, self._on_record)
        self.undo = self._button("Hoàn tác sự kiện…", UNDO_EVENT, self._on_undo)
        self.other = self._button("Mở hồ sơ kia", "Enter", self._on_open)
        self._lay_out()
        self.table.currentItemChanged.connect(lambda *_: self._tell())
        self.table.itemDoubleClicked.connect(lambda *_: self._on_open())

    def _button(self, words: str, key: str, act: Callable[[], None]) -> QPushButton:
        button = QPushButton(f"{words}  {key}")
        button.setAccessibleName(words)
        button.setAutoDefault(False)
        button.clicked.connect(act)
        if key != "Enter":
            shortcut = QShortcut(QKeySequence(key), self, act)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        return button

    def _lay_out(self) -> None:
        self.about.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.about.setMinimumHeight(ABOUT_LINES * self.fontMetrics().lineSpacing())
        self.words.setProperty("problem", True)
        for label in (self.about, self.words):
            label.setWordWrap(True)
            label.setTextFormat(Qt.TextFormat.PlainText)
        row = QHBoxLayout()
        row.setSpacing(SPACE_8)
        for button in (self.record, self.undo, self.other):
            row.addWidget(button)
        row.addWidget(self.words, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACE_20, SPACE_12, SPACE_20, SPACE_12)
        column.setSpacing(SPACE_4)
        column.addWidget(self.table, 1)
        column.addWidget(self.about)
        column.addLayout(row)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if not event.spontaneous():
            self.refresh()

    def refresh(self) -> None:
        """Read the events anew, off the UI thread."""
        book, uid = self._context.book, self._draft().uid
        self._context.ask(self, lambda _: events_of(book, uid), self._show)

    def _show(self, lines: Sequence[EventLine]) -> None:
        self._lines = lines
        self.table.show_rows([_texts(each) for each in lines], 0 if lines else -1)
        for place, line in enumerate(lines):
            item = self.table.topLevelItem(place)
            assert item is not None
            for column in range(len(COLUMNS)):
                item.setForeground(column, QBrush(QColor(HINT)) if line.undone_at else QBrush())
        self._tell()

    def _chosen(self) -> EventLine | None:
        place = self.table.place
        return self._lines[place] if 0 <= place < len(self._lines) else None

    def _tell(self) -> None:
        line = self._chosen()
        self.about.setText(_whole(line) if line else "")
        self.words.setText(line.refusal if line and not line.undone_at else "")
        self.undo.setEnabled(line is not None and line.may_undo)
        self.other.setEnabled(line is not None and bool(line.others))

    # --- the acts

    def _on_record(self) -> None:
        if not self._refused():
            draft = self._draft()
            self._acts.choose(Subject(draft.uid, draft.name, draft.kind))

    def _on_undo(self) -> None:
        line = self._chosen()
        if line is None or not line.may_undo or self._refused():
            return
        when = f" {line.on.running()}" if line.on else ""
        question = (
            f"Hoàn tác “{line.label}”{when}? Mọi hồ sơ của sự kiện trở lại như trước khi ghi; "
            "hồ sơ mới lập vào thùng rác."
        )
        if messages.ask(self, TITLE, question, "Hoàn tác", "Giữ nguyên"):
            book, uid = self._context.book, line.uid
            self._context.save(self, lambda _: undo_event(book, uid), lambda _: self._reload())

    def _refused(self) -> bool:
        """Tell that the form holds what is not saved; nothing is done over it."""
        is_refused = self._is_changed()
        self.words.setText(NOT_SAVED if is_refused else "")
        return is_refused

    def _reload(self) -> None:
        """Show the record as it is now; it may be gone with the event that made it."""
        book, uid = self._context.book, self._draft().uid
        self._context.ask(self, lambda _: _found(book, uid), self._on_reloaded)

    def _on_reloaded(self, draft: OrganisationDraft | None) -> None:
        if draft is None:
            self.gone.emit()
            return
        self.changed.emit(draft)
        self.refresh()
        self.table.setFocus()

    def _on_open(self) -> None:
        """Open the other record, of several ones the one that is chosen from a list."""
        line = self._chosen()
        if line is None or not line.others:
            return
        if len(line.others) == 1:
            self.other_wanted.emit(line.others[0].uid)
            return
        menu = QMenu(self)
        for party in line.others:
            action = menu.addAction(_party(party))
            action.triggered.connect(lambda _=False, uid=party.uid: self.other_wanted.emit(uid))
        menu.setActiveAction(menu.actions()[0])
        menu.popup(self.table.mapToGlobal(QPoint(SPACE_20, SPACE_20)))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter in the list opens the other record."""
        entered = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if entered and self.table.hasFocus():
            self._on_open()
        else:
            super().keyPressEvent(event)


def _found(book: Book, uid: str) -> OrganisationDraft | None:
    try:
        return load_organisation(book, uid)
    except NotFoundError:
        return None


def _texts(line: EventLine) -> tuple[str, ...]:
    label = f"{line.label} – đã hoàn tác" if line.undone_at else line.label
    names = "; ".join(each.name for each in line.others)
    return line.on.short() if line.on else "", label, names, line.document


def _party(party: EventParty) -> str:
    return f"{party.name} ({party.role})"


def _whole(line: EventLine) -> str:
    """All of an event, where the columns are too narrow."""
    others = "; ".join(_party(each) for each in line.others)
    undone = f" Đã hoàn tác lúc {local_time(line.undone_at)}." if line.undone_at else ""
    return "\n".join(
        (
            f"{line.label}. Tổ chức này: {line.own_role}.{undone}",
            *([f"Với: {others}"] if others else []),
            *([f"Ghi chú: {line.note}"] if line.note else []),
            f"Ghi lúc {local_time(line.recorded_at)}.",
        )
    )

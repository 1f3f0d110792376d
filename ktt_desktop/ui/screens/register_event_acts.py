"""Ghi sự kiện: choose what happened, fill it in, and afterwards offer to take it back."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtWidgets import QWidget

from ktt_desktop.domain.events import EventKind, EventPlan
from ktt_desktop.domain.terms import OrganisationKind
from ktt_desktop.services.events import event_kinds, start_event, undo_event
from ktt_desktop.ui.context import Context
from ktt_desktop.ui.screens.communes import Communes
from ktt_desktop.ui.screens.register_event_chooser import EventChooser
from ktt_desktop.ui.screens.register_event_dialog import EventDialog
from ktt_desktop.ui.screens.undo_strip import UndoStrip


@dataclass(frozen=True, slots=True)
class Subject:
    """Hồ sơ mà sự kiện bắt đầu từ đó."""

    uid: str
    name: str
    kind: OrganisationKind


class EventActs:
    """Ghi sự kiện of a list or of one record, asked and told over `screen`."""

    def __init__(
        self,
        context: Context,
        communes: Communes,
        screen: QWidget,
        undo: UndoStrip | None,
        go_to: Callable[[str], object],
        back: Callable[[], object],
    ) -> None:
        """`go_to` is told the uid of the record to show, before the list is read anew; `back`
        takes the focus where it was.
        """
        self._context, self._communes, self._screen = context, communes, screen
        self._undo, self._go_to, self._back = undo, go_to, back

    def choose(self, subject: Subject | None) -> None:
        """Ask what happened to a record, or to one that is not in the register yet."""
        book = self._context.book
        own = event_kinds(book, subject.kind) if subject else ()
        kinds: Sequence[EventKind] = (*own, *event_kinds(book, None))
        dialog = EventChooser(subject.name if subject else "", kinds, self._screen)
        dialog.chosen.connect(lambda kind: self._start(kind, subject if kind in own else None))
        dialog.rejected.connect(self._back)
        dialog.open()

    def _start(self, kind: EventKind, subject: Subject | None) -> None:
        book, uid = self._context.book, subject.uid if subject else ""
        self._context.ask(
            self._screen,
            lambda _: start_event(book, kind.code, uid),
            lambda plan: self._open(kind, plan, subject),
        )

    def _open(self, kind: EventKind, plan: EventPlan, subject: Subject | None) -> None:
        told = (subject.name, subject.kind) if subject else None
        dialog = EventDialog(self._context, self._communes, kind, plan, told, self._screen)
        dialog.recorded.connect(lambda *done: self._on_recorded(kind, subject, *done))
        dialog.finished.connect(lambda _: self._back())
        dialog.open()

    def _on_recorded(
        self, kind: EventKind, subject: Subject | None, event_uid: str, record: str
    ) -> None:
        self._go_to(record)
        if self._undo is None:
            return
        context, screen = self._context, self._screen

        def undo() -> None:
            self._go_to(subject.uid if subject else "")
            context.save(screen, lambda _: undo_event(context.book, event_uid))

        of = f" của “{subject.name}”" if subject else ""
        self._undo.offer(f"Đã ghi sự kiện “{kind.label}”{of}.", undo)

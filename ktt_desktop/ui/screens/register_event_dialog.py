"""The dialog in which one event is filled in; what it will change is told while one types."""

import math
from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import (
    QFont,
    QKeySequence,
    QResizeEvent,
    QShortcut,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
)
from PySide6.QtWidgets import (
    QDialog,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QTextEdit,
    QVBoxLayout,
    QWidget,
)

from ktt_desktop.domain.events import Consequence, EventKind, EventPlan
from ktt_desktop.domain.records import ChangeSet
from ktt_desktop.domain.terms import OrganisationKind
from ktt_desktop.services.book import Book
from ktt_desktop.services.events import consequences, event_problems, events_of, record_event
from ktt_desktop.ui import messages
from ktt_desktop.ui.context import Context
from ktt_desktop.ui.errors import show_error
from ktt_desktop.ui.screens.communes import Communes
from ktt_desktop.ui.screens.register_event_form import EventForm
from ktt_desktop.ui.theme import SPACE_4, SPACE_8, SPACE_12, SPACE_20

WIDTH, HEIGHT = 860, 700  # logical pixels, where the screen has them
VIEW_SHARE = 28  # per cent of the height for what will change
PAUSE = 200  # ms without a key before the consequences are computed
NOTHING_YET = "Chưa có gì thay đổi."


class EventDialog(QDialog):
    """Ghi sự kiện (Ctrl+S) does it all at once; Hoãn (Esc) asks if something was typed."""

    recorded = Signal(str, str)  # uid of the event, uid of the record to go to

    def __init__(
        self,
        context: Context,
        communes: Communes,
        kind: EventKind,
        plan: EventPlan,
        subject: tuple[str, OrganisationKind] | None,
        parent: QWidget,
    ) -> None:
        """`subject`: name and kind of the organisation it starts from."""
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(f"{kind.label}: {subject[0]}" if subject else kind.label)
        self._context, self._kind = context, kind
        self._is_saving, self._asked = False, plan
        self.form = EventForm(context, communes, kind, subject[1] if subject else None, plan)
        self.refusal, self.view = QLabel(), _Consequences(kind)
        self._words = QLabel()
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(PAUSE)
        self._lay_out()
        self._timer.timeout.connect(self._check)
        self.form.edited.connect(self._on_edited)
        self.form.left.connect(self._timer.start)
        self.form.jumped.connect(lambda: QTimer.singleShot(0, self, self._scroll))
        QShortcut(QKeySequence.StandardKey.Save, self, self._on_save)
        space = self.screen().availableSize()
        self.resize(min(WIDTH, space.width() - 40), min(HEIGHT, space.height() - 60))
        self._check()
        self.form.focus()

    def _lay_out(self) -> None:
        self.area = QScrollArea()
        self.area.setWidgetResizable(True)
        self.area.setFrameShape(QFrame.Shape.NoFrame)
        self.area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.area.setWidget(self.form)
        self.refusal.setProperty("tone", "error")
        self.refusal.hide()
        self._words.setProperty("problem", True)
        for label in (self.refusal, self._words):
            label.setWordWrap(True)
            label.setTextFormat(Qt.TextFormat.PlainText)
        heading = QLabel("Sẽ thay đổi")
        heading.setProperty("subheading", True)
        heading.setBuddy(self.view)
        below = QVBoxLayout()
        below.setContentsMargins(SPACE_20, SPACE_4, SPACE_20, SPACE_4)
        below.setSpacing(SPACE_4)
        for widget in (self.refusal, heading, self.view):
            below.addWidget(widget)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE_4)
        column.addWidget(self.area, 1)
        column.addLayout(below)
        column.addLayout(self._buttons())
        self.setTabOrder(self.view, self.keep)  # after the last field comes the green button
        self.setTabOrder(self.keep, self.leave)

    def _buttons(self) -> QHBoxLayout:
        self.leave, self.keep = QPushButton("Hoãn  Esc"), QPushButton("Ghi sự kiện  Ctrl+S")
        self.keep.setProperty("primary", True)
        row = QHBoxLayout()
        row.setContentsMargins(SPACE_20, 0, SPACE_20, SPACE_8)
        row.addWidget(self._words, 1)
        for button, act in ((self.leave, self.reject), (self.keep, self._on_save)):
            button.setAutoDefault(button is self.keep)  # Enter moves on in the form
            button.setAccessibleName(button.text().split("  ")[0])
            button.clicked.connect(act)
            row.addWidget(button)
        return row

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """What will change takes the room it needs, up to a share of the dialog."""
        self.view.setFixedHeight(min(self.view.wanted_height, self.height() * VIEW_SHARE // 100))

    def _scroll(self) -> None:
        """Bring the field into sight that has the focus."""
        focused = self.focusWidget()
        if focused is not None and self.form.isAncestorOf(focused):
            self.area.ensureWidgetVisible(focused)

    # --- what would happen

    def _on_edited(self) -> None:
        self._words.clear()
        self._timer.start()

    def _check(self) -> None:
        """Ask, off the UI thread, what is wrong and what will change."""
        book, plan = self._context.book, self.form.plan()
        self._asked = plan
        self._context.ask(
            self,
            lambda _: (event_problems(book, plan), consequences(book, plan)),
            lambda found: self._show(*found) if plan is self._asked else None,
        )

    def _show(self, problems: Mapping[str, str], found: Sequence[Consequence]) -> None:
        self._tell(problems)
        self.view.show_all(found)
        self._fit()

    def _tell(self, problems: Mapping[str, str]) -> None:
        elsewhere = self.form.tell(problems)
        self.refusal.setText("\n".join(elsewhere.values()))
        self.refusal.setVisible(bool(elsewhere))

    # --- leaving

    def reject(self) -> None:
        if self._is_saving:
            return
        if not self.form.is_changed() or messages.ask(
            self,
            self.windowTitle(),
            "Sự kiện này chưa được ghi. Bỏ những gì đã nhập hay tiếp tục?",
            "Bỏ",
            "Tiếp tục",
        ):
            super().reject()

    def _on_save(self) -> None:
        if self._is_saving:
            return
        self._timer.stop()
        self.form.touch()
        book, plan = self._context.book, self.form.plan()
        self._asked = plan
        self._context.ask(
            self, lambda _: event_problems(book, plan), lambda found: self._save(plan, found)
        )

    def _save(self, plan: EventPlan, found: Mapping[str, str]) -> None:
        """Record it, or tell all that is wrong and go to the first place."""
        problems = {**found, **self.form.problems()}
        self._tell(problems)
        if problems:
            self._words.setText(f"Chưa ghi được: còn {len(problems)} chỗ phải sửa, xem chữ đỏ.")
            self.form.focus(problems)
        elif not self._is_saving:
            self._set_saving(True)
            book, made = self._context.book, list[tuple[str, str]]()

            def work(_: object) -> ChangeSet:
                uid, change = record_event(book, plan)
                made.append((uid, _outcome(book, plan, uid, change)))
                return change

            self._context.save(self, work, lambda _: self._on_saved(*made[0]), self._on_failed)

    def _set_saving(self, is_saving: bool) -> None:
        self._is_saving = is_saving
        for widget in (self.form, self.leave, self.keep):
            widget.setEnabled(not is_saving)

    def _on_saved(self, uid: str, record: str) -> None:
        self._set_saving(False)
        self.recorded.emit(uid, record)
        self.accept()

    def _on_failed(self, error: Exception) -> None:
        self._set_saving(False)
        show_error(self, error)


class _Consequences(QTextEdit):
    """Sẽ thay đổi: each record by name and part, what becomes of it below; ↑ and ↓ scroll."""

    def __init__(self, kind: EventKind) -> None:
        super().__init__()
        self._roles = kind.roles
        self.setReadOnly(True)
        self.setTabChangesFocus(True)
        self.setAccessibleName("Sẽ thay đổi")
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByKeyboard
            | Qt.TextInteractionFlag.TextSelectableByMouse
        )
        self.show_all(())

    def show_all(self, found: Sequence[Consequence]) -> None:
        """Tell them anew; the place that was being read stays."""
        place = self.verticalScrollBar().value()
        plain, strong, hanging = QTextCharFormat(), QTextCharFormat(), QTextBlockFormat()
        strong.setFontWeight(QFont.Weight.DemiBold)
        hanging.setLeftMargin(SPACE_12)
        hanging.setTextIndent(-SPACE_12)
        self.clear()
        cursor = self.textCursor()
        for each in found:
            self._begin(cursor, QTextBlockFormat())
            cursor.insertText(each.name, strong)
            cursor.insertText(f" ({self._roles[each.role]})", plain)
            for sentence in each.sentences:
                self._begin(cursor, hanging)
                cursor.insertText(f"–\u00a0{sentence}", plain)
        if not found:
            cursor.insertText(NOTHING_YET, plain)
        cursor.movePosition(QTextCursor.MoveOperation.Start)
        self.setTextCursor(cursor)
        self.verticalScrollBar().setValue(place)

    def _begin(self, cursor: QTextCursor, look: QTextBlockFormat) -> None:
        """A new line, the first one where nothing stands yet."""
        if cursor.position():
            cursor.insertBlock(look)

    @property
    def wanted_height(self) -> int:
        """The height in which nothing has to be scrolled."""
        line = self.fontMetrics().lineSpacing() + SPACE_8  # before the text was laid out
        return max(math.ceil(self.document().size().height()), line) + SPACE_12


def _outcome(book: Book, plan: EventPlan, event_uid: str, change: ChangeSet) -> str:
    """The record to look at afterwards: a new one, the one that takes over, or the subject."""
    party = plan.subject or next(iter(change.organisations))
    line = next(each for each in events_of(book, party) if each.uid == event_uid)
    new = [each.uid for each in line.others if each.uid not in (*plan.others, plan.into)]
    return new[0] if new else plan.into or party

"""The form of an event: what happened, the other records, the new records, in one column."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QVBoxLayout, QWidget

from ktt_desktop.domain.events import EventKind, EventPlan
from ktt_desktop.domain.organisation import OrganisationDraft
from ktt_desktop.domain.terms import OrganisationKind
from ktt_desktop.services.events import new_record
from ktt_desktop.ui import messages
from ktt_desktop.ui.context import Context
from ktt_desktop.ui.forms.editor import Editor
from ktt_desktop.ui.forms.field_block import FieldBlock
from ktt_desktop.ui.forms.rows_editor import ADD
from ktt_desktop.ui.forms.tab_order import put_in_order
from ktt_desktop.ui.forms.yes_no_editor import YesNoEditor
from ktt_desktop.ui.screens.communes import Communes
from ktt_desktop.ui.screens.register_event_created import RecordCard
from ktt_desktop.ui.screens.register_event_fields import (
    FINISHED,
    LEAVES,
    asked_fields,
    created_fields,
    event_choices,
    event_fields,
)
from ktt_desktop.ui.screens.register_event_record import OneRecordEditor
from ktt_desktop.ui.screens.register_records import record_searches
from ktt_desktop.ui.theme import SPACE_12, SPACE_20

CREATED = "created"


class EventForm(QWidget):
    """Phiếu sự kiện; F5 adds a new record, F6 removes the one the cursor is in."""

    edited = Signal()
    left = Signal()
    jumped = Signal()  # the focus went to a field by itself

    def __init__(
        self,
        context: Context,
        communes: Communes,
        kind: EventKind,
        of: OrganisationKind | None,
        plan: EventPlan,
    ) -> None:
        """`of` is the kind of the organisation it starts from, None without one."""
        super().__init__()
        self._context, self._kind, self._communes = context, kind, communes
        catalogue = context.book.catalogue
        self._choices = event_choices(catalogue, communes, kind, of)
        self._fields = event_fields(kind, of, plan)
        self._created_fields = created_fields(catalogue, kind.creation) if kind.creation else ()
        self.cards: list[RecordCard] = []
        self._words = QLabel()
        self.add = QPushButton(f"Thêm hồ sơ mới  {ADD}")
        self._searches = record_searches(context, communes, self)
        self.block = FieldBlock(self._fields, plan, self._choices, self._special(), self._searches)
        self._lay_out()
        for draft in plan.created:
            self._add_card(draft)
        self._count()
        self.block.show_only(asked_fields(self._fields, plan))
        self.block.edited.connect(self._on_edited)
        self.block.left.connect(self.left)
        self._start = self.plan()

    def _special(self) -> dict[str, Callable[[], Editor]]:
        into = next((each for each in self._fields if each.attr == "into"), None)
        made: dict[str, Callable[[], Editor]] = {
            "is_finished": lambda: YesNoEditor(FINISHED),
            "leaves": lambda: YesNoEditor(LEAVES),
        }
        if into is not None:
            made["into"] = lambda: OneRecordEditor(into.label, self._searches[into.choices])
        return made

    def _lay_out(self) -> None:
        about = QLabel(f"{self._kind.summary}\nCăn cứ: {self._kind.told_basis}.")
        about.setProperty("hint", True)
        self._words.setProperty("problem", True)
        for label in (about, self._words):
            label.setWordWrap(True)
            label.setTextFormat(Qt.TextFormat.PlainText)
        self.add.setAccessibleName("Thêm hồ sơ mới")
        self.add.setAutoDefault(False)
        self.add.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # its key does the same from any field
        self.add.clicked.connect(self._on_add)
        self._stack = QWidget()
        self._pile = QVBoxLayout(self._stack)
        self._pile.setContentsMargins(0, 0, 0, 0)
        self._pile.setSpacing(SPACE_12)
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACE_20, SPACE_12, SPACE_20, SPACE_12)
        column.setSpacing(SPACE_12)
        for widget in (about, self.block, self._stack, self._words):
            column.addWidget(widget)
        column.addWidget(self.add, alignment=Qt.AlignmentFlag.AlignLeft)
        column.addStretch()

    # --- what stands in it

    def plan(self) -> EventPlan:
        """The event as it was typed so far."""
        return replace(self.block.draft(), created=tuple(each.draft() for each in self.cards))

    def is_changed(self) -> bool:
        """Whether leaving now would lose something."""
        return bool(self.problems()) or self.plan() != self._start

    def problems(self) -> dict[str, str]:
        """What cannot be read, by attribute as the checks of events name it."""
        found = self.block.problems()
        for place, card in enumerate(self.cards):
            told = card.problems().items()
            found |= {f"{CREATED}.{place}.{attr}": text for attr, text in told}
        return found

    def tell(self, problems: Mapping[str, str]) -> dict[str, str]:
        """Put each problem under its field, if the field was left; return those of no field."""
        problems = {**problems, **self.problems()}
        self.block.tell(problems)
        for place, card in enumerate(self.cards):
            card.block.tell(_of_record(problems, place))
        self._words.setText(problems.get(CREATED, ""))
        self._words.setVisible(CREATED in problems)
        return {attr: text for attr, text in problems.items() if not self._has(attr)}

    def touch(self) -> None:
        """From now on tell every problem."""
        for block in self._blocks():
            block.touch()

    def focus(self, problems: Mapping[str, str] | None = None) -> None:
        """Go to the first field, or to the first one with a problem."""
        for place, block in enumerate(self._blocks()):
            own = problems if problems is None or not place else _of_record(problems, place - 1)
            for attr, row in block.rows.items():
                if row.is_shown and (own is None or attr in own):
                    self._go(block, attr)
                    return

    def _go(self, block: FieldBlock[Any], attr: str) -> None:
        block.focus(attr)
        self.jumped.emit()

    def _has(self, attr: str) -> bool:
        if attr == CREATED:
            return True
        rows = dict(self.block.rows)
        for place, card in enumerate(self.cards):
            rows |= {f"{CREATED}.{place}.{own}": row for own, row in card.block.rows.items()}
        return attr in rows and rows[attr].is_shown

    def _blocks(self) -> list[FieldBlock[Any]]:
        return [self.block, *(card.block for card in self.cards)]

    def _on_edited(self) -> None:
        self.block.show_only(asked_fields(self._fields, self.block.draft()))
        self.edited.emit()

    # --- new records

    def _add_card(self, draft: OrganisationDraft) -> RecordCard:
        communes = self._communes.choices
        if not draft.commune_code and len(communes) == 1:
            draft = replace(draft, commune_code=communes[0][0])
        if draft.commune_code not in dict(communes):
            elsewhere = (draft.commune_code, self._communes.name(draft.commune_code))
            communes = [*communes, elsewhere] if draft.commune_code else communes
        card = RecordCard(self._created_fields, draft, {**self._choices, "communes": communes})
        card.block.edited.connect(self.edited)
        card.block.left.connect(self.left)
        card.removal_wanted.connect(lambda: self._remove(card))
        self.cards.append(card)
        self._pile.addWidget(card)
        self._count()
        return card

    def _count(self) -> None:
        """Number the cards; tell by the buttons whether there may be more or fewer."""
        creation, count = self._kind.creation, len(self.cards)
        for place, card in enumerate(self.cards):
            card.number(place, creation is not None and count > creation.least)
        has_room = creation is not None and (creation.most is None or count < creation.most)
        self.add.setVisible(has_room)
        self._stack.setVisible(bool(count))

    def _on_add(self) -> None:
        if not self.add.isHidden():
            book, plan = self._context.book, self.plan()
            self._context.ask(self, lambda _: new_record(book, plan), self._on_made)

    def _on_made(self, plan: EventPlan) -> None:
        last = self.cards[-1].last if self.cards else self.block.rows["note"].editor.input
        card = self._add_card(plan.created[-1])
        put_in_order(last, card)
        self.edited.emit()
        self._go(card.block, "name")

    def _remove(self, card: RecordCard) -> None:
        if card.remove.isHidden() or not self._may_remove(card):
            return
        place = self.cards.index(card)
        self.cards.remove(card)
        self._pile.removeWidget(card)
        self._count()
        self._go(self.cards[max(place - 1, 0)].block, "name")
        card.hide()
        card.deleteLater()
        self.edited.emit()

    def _may_remove(self, card: RecordCard) -> bool:
        name = card.draft().name
        question = f"Bỏ hồ sơ mới “{name}” khỏi sự kiện này?"
        return not name or messages.ask(self, "Ghi sự kiện", question, "Bỏ", "Giữ lại")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter moves on; F5 and F6 are for the new records where no list takes them."""
        key = event.key()
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.focusNextChild()
        elif key == Qt.Key.Key_F5:
            self._on_add()
        elif key == Qt.Key.Key_F6 and (card := self._card_in_focus()):
            self._remove(card)
        else:
            super().keyPressEvent(event)

    def _card_in_focus(self) -> RecordCard | None:
        focused = QApplication.focusWidget()
        return next((each for each in self.cards if focused and each.isAncestorOf(focused)), None)


def _of_record(problems: Mapping[str, str], place: int) -> dict[str, str]:
    """The problems of one of the new records, by its own attributes."""
    lead = f"{CREATED}.{place}."
    return {
        attr.removeprefix(lead): text for attr, text in problems.items() if attr.startswith(lead)
    }

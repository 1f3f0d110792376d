"""The commune of before 1/7/2025 in the form of a record: found as it is typed, or offered."""

from collections.abc import Callable
from itertools import islice
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QPushButton

from ktt_desktop.catalogue.old_addresses import former_commune
from ktt_desktop.catalogue.units import LAST_THREE_LEVEL_DAY, Unit, Units
from ktt_desktop.domain.organisation import OrganisationDraft
from ktt_desktop.domain.terms import UnitLevel
from ktt_desktop.domain.text import matches
from ktt_desktop.ui.context import Context
from ktt_desktop.ui.forms.choice_editor import Choice, ChoiceEditor
from ktt_desktop.ui.forms.record_form import RecordForm

FIELD = "former_commune_code"
ALL, SHOWN = 200, 20  # of one name there are never more; lines in the list below the field


def former_editor(
    context: Context, name: Callable[[str], str], form: RecordForm[Any]
) -> "FormerEditor":
    """The editor of a record's old commune; it follows the address and the commune of today."""
    editor = FormerEditor(context, name, form.draft)
    form.left.connect(editor.suggest)
    return editor


class FormerEditor(ChoiceEditor):
    """Xã, phường trước 1/7/2025; the list has those the address and the present commune suggest."""

    def __init__(
        self,
        context: Context,
        name: Callable[[str], str],
        draft: Callable[[], OrganisationDraft],
    ) -> None:
        """`name` tells what a recorded code is called, `draft` what stands in the form."""
        super().__init__(())
        self._context, self._name, self._draft = context, name, draft
        self._asked = ("", "")
        self.offer = QPushButton()
        self.offer.setProperty("link", True)
        self.offer.setAutoDefault(False)
        self.offer.clicked.connect(self._on_offer)
        self.column.addWidget(self.offer, alignment=Qt.AlignmentFlag.AlignLeft)
        self._named: Unit | None = None
        self._tell()
        self.edited.connect(self._tell)

    def set_value(self, value: Any) -> None:
        if value and value not in dict(self._choices):
            self.set_choices([*self._choices, (value, self._name(value))])
        super().set_value(value)

    def suggest(self) -> None:
        """Look up, off the UI thread, which ones are likely."""
        draft, units = self._draft(), self._context.book.units
        asked = self._asked = (draft.address, draft.commune_code)
        self._context.ask(
            self,
            lambda _: _likely(units, *asked),
            lambda found: self._show_likely(*found) if asked == self._asked else None,
        )

    def take(self, unit: Unit) -> None:
        """Take the one an address names, unless the officer has chosen another one."""
        if not self.value():
            self._take(self._choice(unit))

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.suggest()

    def _matching(self, text: str) -> list[Choice]:
        """Of the whole country: the name, after a comma words of its district and province."""
        name, _, above = text.partition(",")
        units = self._context.book.units
        found = units.search(name, LAST_THREE_LEVEL_DAY, UnitLevel.COMMUNE, ALL)
        choices = map(self._choice, found)
        return list(islice((each for each in choices if matches(above, each[1])), SHOWN))

    def _take(self, choice: Choice) -> None:
        if choice[0] not in dict(self._choices):
            self.set_choices([*self._choices, choice])
        super()._take(choice)

    def _choice(self, unit: Unit) -> Choice:
        return unit.code, self._context.book.units.full_address(unit)

    def _show_likely(self, named: Unit | None, others: tuple[Unit, ...]) -> None:
        self._named = named
        offered = dict(map(self._choice, (*([named] if named else ()), *others)))
        if not self.problem():  # what is being typed stays
            here = {key: label for key, label in self._choices if key == self.value()}
            self.set_choices(list((here | offered).items()))
        self._tell()

    def _tell(self) -> None:
        is_offered = self._named is not None and not self.value() and not self.problem()
        if self._named is not None:
            self.offer.setText(f"Địa chỉ ghi: {self._choice(self._named)[1]} – Nhận")
        self.offer.setVisible(is_offered)

    def _on_offer(self) -> None:
        if self._named is not None:
            self.input.setFocus()  # before the button goes, so that the focus stays in the field
            self.take(self._named)


def _likely(units: Units, address: str, commune: str) -> tuple[Unit | None, tuple[Unit, ...]]:
    """The one an address names, and those the commune of today took over.

    Searching once here reads what typing is compared with: it takes longer than a key may.
    """
    units.search(address or "xã", LAST_THREE_LEVEL_DAY)
    found = former_commune(units, address) if address else None
    named = found.unit if found and found.is_one else None
    return named, units.predecessors(commune) if commune else ()

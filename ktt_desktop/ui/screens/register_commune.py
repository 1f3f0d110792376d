"""The commune of a record, and the present one suggested from an address printed before 7/2025."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget

from ktt_desktop.catalogue.old_addresses import FormerCommune, former_commune
from ktt_desktop.catalogue.units import TWO_LEVEL_FROM, Unit
from ktt_desktop.services.places import unit_day
from ktt_desktop.ui.context import Context
from ktt_desktop.ui.forms.choice_editor import Choice, ChoiceEditor
from ktt_desktop.ui.forms.editor import Editor
from ktt_desktop.ui.forms.record_form import RecordForm
from ktt_desktop.ui.forms.tab_order import put_in_order
from ktt_desktop.ui.screens.register_former import FIELD as FORMER
from ktt_desktop.ui.screens.register_former import FormerEditor
from ktt_desktop.ui.theme import SPACE_4


def commune_editor(context: Context, choices: Sequence[Choice], form: RecordForm[Any]) -> Editor:
    """The editor of a record's commune; a book of before 7/2025 has nothing to suggest."""
    day = unit_day(context.profile)
    if day < TWO_LEVEL_FROM:
        return ChoiceEditor(choices)
    editor = CommuneEditor(context, choices, day, lambda: form.draft().address)
    form.left.connect(editor.suggest)
    editor.accepted.connect(lambda old: _take_former(form, old))
    return editor


def _take_former(form: RecordForm[Any], old: Unit) -> None:
    """Both communes are kept: the old one of an accepted offer goes into its own field."""
    editor = form.editor(FORMER)
    if isinstance(editor, FormerEditor):
        editor.take(old)


class CommuneEditor(ChoiceEditor):
    """Xã, phường hiện nay; while it is not known, an old address offers what it is today."""

    accepted = Signal(object)  # the old commune, a Unit, of an offer that was taken

    def __init__(
        self,
        context: Context,
        choices: Sequence[Choice],
        day: date,
        address: Callable[[], str],
    ) -> None:
        """`day` is one of the present units; `address` tells what stands in the form."""
        super().__init__(choices)
        self._context, self._day, self._address = context, day, address
        self._known, self._asked = tuple(choices), ""
        self.words, self.offers = QLabel(), QWidget()
        self.words.setWordWrap(True)
        self.words.setProperty("hint", True)
        self.words.setTextFormat(Qt.TextFormat.PlainText)
        self._stack = QVBoxLayout(self.offers)
        self._stack.setContentsMargins(0, 0, 0, 0)
        self._stack.setSpacing(SPACE_4)
        self.column.addWidget(self.words)
        self.column.addWidget(self.offers)
        self._show_offers(None)

    def suggest(self) -> None:
        """Look the address up, off the UI thread, unless the commune is one of today."""
        is_present = self._context.book.units.find(self.value(), self._day) is not None
        self._asked = "" if is_present else self._address()
        if not self._asked:
            self._show_offers(None)
            return
        units, address = self._context.book.units, self._asked
        self._context.ask(
            self,
            lambda _: former_commune(units, address),
            lambda found: self._show_offers(found) if address == self._asked else None,
        )

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.suggest()

    def _show_offers(self, found: FormerCommune | None) -> None:
        for button in self.offers.findChildren(QPushButton):
            self._stack.removeWidget(button)
            button.deleteLater()
        self.words.setVisible(found is not None)
        self.offers.setVisible(found is not None)
        if found is None:
            return
        several = ", đã chia cho nhiều xã, phường; chọn nơi có trụ sở" if found.now[1:] else ""
        self.words.setText(f"Địa chỉ ghi {found.unit.running_name} (cũ){several}.")
        for unit in found.now:
            self._stack.addWidget(self._button(unit, found), alignment=Qt.AlignmentFlag.AlignLeft)
        put_in_order(self.input, self.offers)

    def _button(self, unit: Unit, found: FormerCommune) -> QPushButton:
        name = self._context.book.units.full_address(unit)
        button = QPushButton(f"Nay thuộc: {name} – Nhận")
        button.setProperty("link", True)
        button.setAutoDefault(False)
        button.clicked.connect(lambda: self._accept(unit, found))
        return button

    def _accept(self, unit: Unit, found: FormerCommune) -> None:
        """Take a commune of today; one of another office becomes choosable."""
        self.input.setFocus()  # before the button goes, so that the focus stays in the field
        if unit.code not in dict(self._known):
            self._known += ((unit.code, self._context.book.units.full_address(unit)),)
            self.set_choices(self._known)
        self.set_value(unit.code)
        self.suggest()  # nothing more: what was asked before is not waited for
        if found.is_one:
            self.accepted.emit(found.unit)
        self.edited.emit()

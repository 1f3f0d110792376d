"""Beside the columns of a list: what holds for all its rows where their cells say nothing."""

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFormLayout, QFrame, QLabel, QVBoxLayout

from ktt_desktop.domain.importing.choices import ListChoice
from ktt_desktop.domain.terms import Measure, OrganisationKind, UnitLevel
from ktt_desktop.services.compared_words import MEASURES
from ktt_desktop.services.import_usual import Taken, Usual
from ktt_desktop.ui.context import Context
from ktt_desktop.ui.forms.choice_editor import ChoiceEditor
from ktt_desktop.ui.import_column_lines import unit_words
from ktt_desktop.ui.import_column_panel import MEASURE_CHOICES, UNIT_CHOICES, year_choices
from ktt_desktop.ui.screens.communes import Communes
from ktt_desktop.ui.theme import SPACE_8, SPACE_12

CONSTANTS = ("type", "sector", "commune")  # fields a list may leave to its title


class CommonValues(QFrame):
    """Giá trị chung: kinds, sector, commune; year, measure and money unit of figures."""

    changed = Signal(object)  # ListChoice

    def __init__(self, context: Context, newest_year: int) -> None:
        super().__init__()
        self.setProperty("card", True)
        self._choice = ListChoice()
        communes = Communes(context.book, context.profile)
        kinds = tuple((each.value, each.value) for each in OrganisationKind)
        self.constants = {
            "type": ChoiceEditor(kinds),
            "sector": ChoiceEditor(tuple(context.book.catalogue.sectors.items())),
            "commune": ChoiceEditor([(name, name) for _, name in communes.choices]),
        }
        self.year = ChoiceEditor(year_choices(newest_year))
        self.measure, self.unit = ChoiceEditor(MEASURE_CHOICES), ChoiceEditor(UNIT_CHOICES)
        self._form = QFormLayout()
        self._own = context.profile.name if context.profile.level is UnitLevel.COMMUNE else ""
        self.editors = (*self.constants.values(), self.year, self.measure, self.unit)
        self._lay_out()

    def _lay_out(self) -> None:
        head, form = QLabel("Dùng cho dòng, cột không ghi"), self._form
        head.setProperty("subheading", True)
        form.setSpacing(SPACE_8)
        labels = (
            "Loại hình", "Lĩnh vực", "Xã, phường", "Năm số liệu", "Loại số liệu", "Đơn vị tiền",
        )  # fmt: skip
        for label, editor in zip(labels, self.editors, strict=True):
            editor.input.setAccessibleName(label)
            editor.edited.connect(self._on_edited)
            form.addRow(label, editor)
        column = QVBoxLayout(self)
        column.setContentsMargins(*[SPACE_12] * 4)
        column.setSpacing(SPACE_8)
        column.addWidget(head)
        column.addLayout(form)

    def show_choice(self, choice: ListChoice) -> None:
        """Show what was chosen for a list."""
        self._choice = choice
        for name, editor in self.constants.items():
            editor.set_value(choice.constants.get(name, ""))
        self.year.set_value("" if choice.year is None else str(choice.year))
        self.measure.set_value(choice.measure or "")
        self.unit.set_value("" if choice.zeros is None else str(choice.zeros))

    def show_usual(self, usual: Usual, taken: Sequence[Taken]) -> None:
        """What holds where nothing is chosen; of what the list does not have nothing is asked."""
        figures = [each for each in taken if each.is_figure]
        money = [each for each in taken if each.is_money]
        for editor, has in ((self.year, figures), (self.measure, figures), (self.unit, money)):
            self._form.setRowVisible(editor, bool(has))
        self.constants["commune"].set_usual(self._own and f"{self._own} (đơn vị của sổ)")
        self.year.set_usual(_year_words(usual, figures))
        self.measure.set_usual(MEASURES[Measure.ACTUAL])
        self.unit.set_usual(_unit_words(usual))

    def _on_edited(self) -> None:
        if any(each.problem() for each in self.editors):
            return
        year, measure, zeros = self.year.value(), self.measure.value(), self.unit.value()
        given = {name: editor.value() for name, editor in self.constants.items()}
        others = {
            name: text for name, text in self._choice.constants.items() if name not in CONSTANTS
        }
        self._choice = replace(
            self._choice,
            constants=others | {name: text for name, text in given.items() if text},
            year=int(year) if year else None,
            measure=Measure(measure) if measure else None,
            zeros=int(zeros) if zeros else None,
        )
        self.changed.emit(self._choice)


def _year_words(usual: Usual, figures: Sequence[Taken]) -> str:
    if usual.year is not None:
        return f"{usual.year} (theo ngày số liệu của tệp)"
    is_needed = any(each.use.year is None for each in figures)
    return "chưa rõ năm, cần chọn" if is_needed else "theo tiêu đề cột"


def _unit_words(usual: Usual) -> str:
    if usual.read.zeros is not None:
        return f"{unit_words(usual.read.zeros)} (ghi trong tệp)"
    guessed = sorted(set(usual.read.guessed.values()))
    return f"{', '.join(map(unit_words, guessed))} (theo độ lớn)" if guessed else ""

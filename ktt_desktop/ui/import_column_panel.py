"""Beside the columns of a list: what the active one is taken for, changed by keyboard."""

from collections.abc import Collection, Sequence
from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFormLayout, QFrame, QLabel, QVBoxLayout

from ktt_desktop.domain.importing.columns import ColumnUse
from ktt_desktop.domain.terms import Measure
from ktt_desktop.services.compared_words import MEASURES
from ktt_desktop.services.import_usual import Taken
from ktt_desktop.ui.forms.choice_editor import Choice, ChoiceEditor
from ktt_desktop.ui.import_column_lines import UNITS, ColumnLine, unit_words
from ktt_desktop.ui.theme import SPACE_8, SPACE_12
from ktt_desktop.ui.update_dialogs import paragraph

FIRST_YEAR = 2000
UNIT_CHOICES = tuple((str(zeros), words) for zeros, words in UNITS.items())
MEASURE_CHOICES = tuple((each.value, words) for each, words in MEASURES.items())


def year_choices(newest: int) -> tuple[Choice, ...]:
    """The years figures may be of, newest first."""
    return tuple((str(year), str(year)) for year in range(newest, FIRST_YEAR - 1, -1))


class ColumnPanel(QFrame):
    """Công dụng của cột đang đứng; `changed` tells its uses."""

    changed = Signal(object)  # tuple of ColumnUse

    def __init__(self, newest_year: int) -> None:
        super().__init__()
        self.setProperty("card", True)
        self._line: ColumnLine | None = None
        self._amounts: Collection[str] = ()
        self._money: Collection[str] = ()
        self.title, self.samples = QLabel(), paragraph("")
        self.title.setProperty("subheading", True)
        self.title.setWordWrap(True)
        self.samples.setProperty("hint", True)
        self.field, self.second = ChoiceEditor(()), ChoiceEditor(())
        self.unit = ChoiceEditor(UNIT_CHOICES)
        self.year, self.measure = (
            ChoiceEditor(year_choices(newest_year)),
            ChoiceEditor(MEASURE_CHOICES),
        )
        self._form = QFormLayout()
        self._lay_out()

    def _lay_out(self) -> None:
        self._form.setContentsMargins(0, 0, 0, 0)
        self._form.setSpacing(SPACE_8)
        for label, editor in (
            ("Lấy vào", self.field),
            ("và vào", self.second),
            ("Đơn vị tiền", self.unit),
            ("Năm", self.year),
            ("Loại số liệu", self.measure),
        ):
            editor.input.setAccessibleName(label)
            self._form.addRow(label, editor)
            editor.edited.connect(self._on_edited)
        column = QVBoxLayout(self)
        column.setContentsMargins(*[SPACE_12] * 4)
        column.setSpacing(SPACE_8)
        column.addWidget(self.title)
        column.addWidget(self.samples)
        column.addLayout(self._form)
        column.addStretch()

    def offer(
        self, fields: Sequence[Choice], amounts: Collection[str], money: Collection[str]
    ) -> None:
        """The fields a column can feed; which of them are figures, and which of these money."""
        self._amounts, self._money = amounts, money
        self.field.set_choices(fields)
        self.second.set_choices(fields)

    def show_line(self, line: ColumnLine | None) -> None:
        """Show a column."""
        self._line = line
        self.setEnabled(line is not None)
        if line is None:
            return
        self.title.setText(f"Cột {line.letter}: {line.head or 'không có tiêu đề'}")
        self.samples.setText(" · ".join(line.samples))
        first, second = (*line.uses[:2], None, None)[:2]
        self.field.set_value(first.field if first else "")
        self.second.set_value(second.field if second else "")
        timed = next((each for each in line.uses if each.field in self._amounts), None)
        self.unit.set_value("" if timed is None or timed.zeros is None else str(timed.zeros))
        self.year.set_value("" if timed is None or timed.year is None else str(timed.year))
        self.measure.set_value("" if timed is None or timed.measure is None else timed.measure)
        self._show_usual(next((each for each in line.taken if each.use is timed), None))
        self._show_rows()

    def _show_usual(self, taken: Taken | None) -> None:
        """What holds where nothing is chosen here."""
        known = taken if taken is not None else Taken(ColumnUse(0, "", ""))
        self.unit.set_usual("" if known.zeros is None else unit_words(known.zeros))
        period = known.period
        self.year.set_usual("chưa rõ năm" if period is None else str(period.year))
        self.measure.set_usual(MEASURES[Measure.ACTUAL if period is None else period.measure])

    def _show_rows(self) -> None:
        """A unit is asked for money only, a time for figures only."""
        chosen = {self.field.value(), self.second.value()}
        self._form.setRowVisible(self.unit, bool(chosen & set(self._money)))
        for editor in (self.year, self.measure):
            self._form.setRowVisible(editor, bool(chosen & set(self._amounts)))
        self._form.setRowVisible(self.second, bool(self.field.value()))

    def _on_edited(self) -> None:
        editors = (self.field, self.second, self.unit, self.year, self.measure)
        if self._line is None or any(each.problem() for each in editors):
            return
        self._show_rows()
        names = dict.fromkeys(filter(None, (self.field.value(), self.second.value())))
        self.changed.emit(tuple(self._use(self._line, name) for name in names))

    def _use(self, line: ColumnLine, name: str) -> ColumnUse:
        known = next((each for each in line.uses if each.field == name), None)
        use = known or ColumnUse(line.column, name, line.head)
        if name not in self._amounts:
            return use
        year, zeros, measure = self.year.value(), self.unit.value(), self.measure.value()
        return replace(
            use,
            year=int(year) if year else None,
            measure=Measure(measure) if measure else None,
            zeros=int(zeros) if zeros and name in self._money else None,
        )

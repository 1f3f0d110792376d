"""What a list is read with where a head says no year, no kind of figure, no unit of money."""

from dataclasses import dataclass

from ktt_desktop.domain.importing.choices import ListChoice
from ktt_desktop.domain.importing.columns import ColumnUse
from ktt_desktop.domain.importing.records import ReadList
from ktt_desktop.domain.importing.words import FIGURE, ImportWords
from ktt_desktop.domain.period import YearMeasure


@dataclass(frozen=True, slots=True)
class Taken:
    """Một công dụng như sẽ được đọc; `zeros` are those of money, None where none is known."""

    use: ColumnUse
    is_figure: bool = False
    is_money: bool = False
    period: YearMeasure | None = None
    zeros: int | None = None

    @property
    def lacks_year(self) -> bool:
        """Whether a year has to be chosen before its figures are imported."""
        return self.is_figure and self.period is None


@dataclass(frozen=True, slots=True)
class Usual:
    """Điều ngầm hiểu của một danh sách: what was read, and what the officer chose for it."""

    read: ReadList
    choice: ListChoice
    words: ImportWords
    year: int | None  # of the day the file speaks of

    def taken(self, use: ColumnUse) -> Taken:
        """How a column is read, be it that its head does not say."""
        field = self.words.fields.get(use.field)
        if field is None:
            return Taken(use)
        is_figure, is_money = field.into.startswith(FIGURE), field.amount == "money"
        is_timed = is_figure or (is_money and use.year is not None)
        period = self.choice.period_of(use, self.year) if is_timed else None
        return Taken(use, is_figure, is_money, period, self._zeros(use) if is_money else None)

    def _zeros(self, use: ColumnUse) -> int | None:
        told = (use.zeros, self.choice.zeros, self.read.zeros, self.read.guessed.get(use))
        return next((each for each in told if each is not None), None)

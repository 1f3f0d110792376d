"""What the officer chose for the lists of a file: columns, constants, corrections, decisions."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from ktt_desktop.domain.importing.columns import ColumnUse
from ktt_desktop.domain.importing.words import plain
from ktt_desktop.domain.period import YearMeasure
from ktt_desktop.domain.terms import Measure


@dataclass(frozen=True, slots=True, order=True)
class ListAt:
    """Which list of a file: sheet of the file and list of the sheet, both from 0."""

    sheet: int
    number: int = 0


class Act(StrEnum):
    """Việc làm với một dòng còn ngờ."""

    ADD = "them_moi"
    UPDATE = "cap_nhat"
    SKIP = "bo_qua"


@dataclass(frozen=True, slots=True)
class Decision:
    """Quyết định của cán bộ về một dòng; `uid` is the record an UPDATE goes to."""

    act: Act
    uid: str = ""


@dataclass(frozen=True, slots=True)
class ListChoice:
    """Lựa chọn cho một danh sách; what is None or missing stays as proposed.

    `constants` hold the text of a field for the rows that say nothing (lĩnh vực, loại hình, xã).
    `year` and `measure` are those of figures whose head names none; `zeros` of money without a
    unit. `fixes` hold text in place of what a row says, by Excel row and `ColumnUse.key`; `values`
    in place of a text wherever it stands, by field and plain text. Of loại hình, lĩnh vực and
    tình trạng these are words or codes. `head` are the first and the last row of the head, as
    Excel counts them. Where `every_row`, each row with a name is an organisation: there are no
    totals and no groups, and the kind is what the cell says before the name does.
    """

    is_taken: bool = True
    uses: tuple[ColumnUse, ...] | None = None
    constants: Mapping[str, str] = field(default_factory=dict)
    year: int | None = None
    measure: Measure | None = None
    zeros: int | None = None
    fixes: Mapping[tuple[int, str], str] = field(default_factory=dict)
    decisions: Mapping[int, Decision] = field(default_factory=dict)  # by Excel row
    values: Mapping[tuple[str, str], str] = field(default_factory=dict)
    head: tuple[int, int] | None = None
    every_row: bool = False

    @property
    def touched(self) -> frozenset[str]:
        """The keys of the columns whose texts are not only as the file says."""
        return frozenset(
            (*self.constants, *(key for _, key in self.fixes), *(key for key, _ in self.values))
        )

    def period_of(self, use: ColumnUse, usual_year: int | None) -> YearMeasure | None:
        """Năm và loại số liệu of a column of figures; None where nobody says its year."""
        year = use.year or self.year or usual_year
        measure = use.measure or self.measure or Measure.ACTUAL
        return None if year is None else YearMeasure(year, measure)

    def instead(self, row: int, key: str, text: str = "") -> str | None:
        """What the officer says in place of a text of a row; None where nothing."""
        fixed = self.fixes.get((row, key))
        return self.values.get((key, plain(text))) if fixed is None and text else fixed


Choices = Mapping[ListAt, ListChoice]
AS_PROPOSED = ListChoice()

"""What a list says: organisations column by column, totals it states, rows that are no records."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from ktt_desktop.domain.dates import PartialDate
from ktt_desktop.domain.importing.columns import ColumnUse
from ktt_desktop.domain.importing.meanings import Group


@dataclass(frozen=True, slots=True)
class Issue:
    """Điều phải hỏi hoặc báo: where (column head, empty for the row), what was there, why."""

    row: int
    column: str
    value: str
    reason: str


@dataclass(frozen=True, slots=True)
class StatedTotal:
    """Một dòng tổng: what it states by column; `agrees` None where it states nothing."""

    row: int
    text: str
    stated: dict[ColumnUse, int]
    count: int | None = None  # of the organisations it stands for, where that is known
    kind: str = ""
    agrees: bool | None = None


@dataclass(frozen=True, slots=True)
class Skipped:
    """Một dòng không phải tổ chức."""

    row: int
    reason: str


@dataclass(slots=True)
class ReadList:
    """Một trang đã đọc; the lists by organisation are equally long, in the order of the rows."""

    sheet: str | None
    title: str = ""
    head_row: int | None = None
    head_rows: int = 0
    index_row: int | None = None
    uses: tuple[ColumnUse, ...] = ()
    heads: tuple[str, ...] = ()  # of every column, "" where nothing stands over it
    zeros: int | None = None  # of the money unit of the sheet, None where none is named
    rows: list[int] = field(default_factory=list)  # as Excel counts them
    names: list[str] = field(default_factory=list)
    kinds: list[str] = field(default_factory=list)
    groups: list[Group] = field(default_factory=list)
    communes: list[str] = field(default_factory=list)
    sectors: list[str] = field(default_factory=list)
    states: list[str] = field(default_factory=list)
    founded: list[PartialDate | None] = field(default_factory=list)
    texts: dict[str, Sequence[str]] = field(default_factory=dict)
    figures: dict[ColumnUse, Sequence[int | None]] = field(default_factory=dict)
    guessed: dict[ColumnUse, int] = field(default_factory=dict)  # zeros of money without a unit
    totals: list[StatedTotal] = field(default_factory=list)
    skipped: list[Skipped] = field(default_factory=list)
    issues: list[Issue] = field(default_factory=list)

    def column(self, name: str) -> Sequence[str]:
        """A field of all organisations; empty texts where the list has no such column."""
        return self.texts.get(name) or [""] * len(self.rows)

    def text(self, name: str, place: int) -> str:
        """A field of an organisation; empty where the list has no such column."""
        column = self.texts.get(name)
        return column[place] if column else ""

    def figure(self, name: str, place: int) -> int | None:
        """A figure without a year, else the first one of its field; money in đồng."""
        uses = sorted(
            (use for use in self.figures if use.field == name), key=lambda use: use.year or 0
        )
        return next(
            (self.figures[use][place] for use in uses if self.figures[use][place] is not None), None
        )

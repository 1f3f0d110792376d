"""A table whose every figure knows the records it was added up from (gốc của con số)."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import chain

from ktt_desktop.domain.document import Column, Row, Table
from ktt_desktop.domain.table_formulas import Formulas, Number, holding
from ktt_desktop.domain.table_sums import Candidate, Grid, along_rows, down, under_parents

Value = Fraction | int | str | None  # as printed: money in triệu đồng, words, None where blank


@dataclass(frozen=True, slots=True)
class SourcedCell:
    """Một ô; `origin` are uids of work records, or the word for where a figure comes from.

    `shares` says of each of them how much of the figure it is: đồng, or numbers by unit; empty
    where that is not told.
    """

    text: str = ""
    value: Value = None
    origin: tuple[str, ...] = ()
    shares: tuple[int | Mapping[str, int], ...] = ()


@dataclass(frozen=True, slots=True)
class SourcedColumn:
    """Một cột; the key is its name for other programs, "" where it describes the row."""

    key: str
    column: Column


@dataclass(frozen=True, slots=True)
class SourcedRow:
    """Một dòng; `cells` has one for each column of the table, `hint` tells more than the label."""

    code: str
    cells: tuple[SourcedCell, ...]
    label: str = ""
    unit: str = ""
    bold: bool = False
    hint: str = ""


@dataclass(frozen=True, slots=True)
class SourcedTable:
    """Biểu có gốc số liệu: C, D, E, and the tables of indicators told in the same way."""

    id: str
    title: str
    columns: tuple[SourcedColumn, ...]
    rows: tuple[SourcedRow, ...]
    unit_line: str = ""
    notes: tuple[str, ...] = ()

    @property
    def is_filled(self) -> bool:
        """Whether any figure comes from somewhere."""
        return any(cell.origin for row in self.rows for cell in row.cells)

    @property
    def printed(self) -> Table:
        """The same without its origins; its sums stay sums."""
        rows = tuple(
            Row(tuple(cell.text for cell in row.cells), row.bold, _numbers(row))
            for row in self.rows
        )
        columns = tuple(each.column for each in self.columns)
        return Table(columns, rows, self.unit_line, self.notes, self._formulas(rows))

    def _formulas(self, rows: Sequence[Row]) -> Formulas:
        grid = [row.values or (None,) * len(self.columns) for row in rows]
        codes = [row.code for row in self.rows]
        groups = [each.column.group for each in self.columns]
        candidates = chain(
            self._of_all(rows, grid), under_parents(codes, grid), along_rows(groups, grid)
        )
        return holding(candidates, lambda place: grid[place.row][place.column])

    def _of_all(self, rows: Sequence[Row], grid: Grid) -> Iterator[Candidate]:
        """The last row, where it is bold: of the numbered rows at the top, or of the others."""
        if not rows or not rows[-1].bold:
            return
        last, codes = len(rows) - 1, {row.code for row in self.rows}
        top = [
            place
            for place, row in enumerate(self.rows[:-1])
            if row.code.rpartition(".")[0] not in codes
        ]
        for kept in (
            [place for place in top if rows[place].cells[0]],
            [place for place in top if not rows[place].cells[0]],
        ):
            yield from down(last, kept, grid)


def _numbers(row: SourcedRow) -> tuple[Number | None, ...]:
    """The numbers of a row; none at all where it is words only."""
    found = tuple(
        cell.value if isinstance(cell.value, int | Fraction) else None for cell in row.cells
    )
    return found if any(each is not None for each in found) else ()


def unsourced(id_: str, title: str, table: Table) -> SourcedTable:
    """A table of finished texts in the same shape."""
    columns = tuple(SourcedColumn("", each) for each in table.columns)
    rows = tuple(
        SourcedRow("", tuple(map(SourcedCell, row.cells)), bold=row.bold) for row in table.rows
    )
    return SourcedTable(id_, title, columns, rows, table.unit_line, table.notes)

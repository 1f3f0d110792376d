"""What a row says cell by cell, so that one of them can be said otherwise."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ktt_desktop.domain.importing.choices import ListChoice
from ktt_desktop.domain.importing.columns import ColumnUse
from ktt_desktop.domain.importing.plan import PlannedRow
from ktt_desktop.domain.importing.records import ReadList
from ktt_desktop.domain.importing.table import Sheet, text_of
from ktt_desktop.domain.importing.words import ImportWords
from ktt_desktop.services.import_words import sentence

ALWAYS = ("type", "sector", "commune")  # they may be said by a heading, or nowhere


@dataclass(frozen=True, slots=True)
class FixLine:
    """Một ô của dòng: `text` as it is in the file, `fixed` what the officer said instead."""

    use: ColumnUse
    label: str
    text: str
    fixed: str | None
    reason: str
    others: int  # further rows with the same text

    @property
    def now(self) -> str:
        """What counts."""
        return self.text if self.fixed is None else self.fixed


def fix_lines(
    row: PlannedRow, read: ReadList, sheet: Sheet, choice: ListChoice, words: ImportWords
) -> list[FixLine]:
    """Every cell of a row that is taken, what was unclear first."""
    lines = [_line(row, use, read, sheet, choice, words) for use in _uses(read, words)]
    return sorted(lines, key=lambda line: not line.reason)


def _uses(read: ReadList, words: ImportWords) -> Iterator[ColumnUse]:
    yield from (use for use in read.uses if use.field != "number")
    known = {use.field for use in read.uses}
    yield from (ColumnUse(-1, name, "") for name in ALWAYS if name not in known)


def _line(
    row: PlannedRow,
    use: ColumnUse,
    read: ReadList,
    sheet: Sheet,
    choice: ListChoice,
    words: ImportWords,
) -> FixLine:
    cells = _column(sheet, use.column)
    text = cells[row.row - 1] if cells else ""
    field = words.fields.get(use.field)
    label = field.label if field else use.field
    reasons = (
        each.reason
        for each in row.issues
        if each.column and each.column.lower() in (use.head.lower(), *_names(label))
    )
    same = sum(cells[each - 1] == text for each in read.rows) - 1 if text else 0
    return FixLine(
        use,
        f"{label} {use.year}" if use.year else label,
        text,
        choice.instead(row.row, use.key, text),
        "; ".join(map(sentence, reasons)),
        same,
    )


def _names(label: str) -> tuple[str, str]:
    """As an issue may name a field: "xã, phường" or "xã"."""
    name = label.lower()
    return name, name.split(",")[0]


def _column(sheet: Sheet, column: int) -> Sequence[str]:
    return [] if column < 0 else [text_of(each[column]) for each in sheet.rows]

"""Columns that say one thing together: a tick under one of several words; day, month and year."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from ktt_desktop.domain.importing.heads import Head
from ktt_desktop.domain.importing.records import Issue
from ktt_desktop.domain.importing.table import Row, Sheet, Value, text_of
from ktt_desktop.domain.importing.words import ImportWords, first_word, plain, sector_of

TICKS = frozenset({"x", "v", "1", "✓", "√", "✔", "+", "☑", "o"})
_DAYS = (("ngay", "thang", "nam"), ("thang", "nam"))
TWO_TICKS = "đánh dấu hai cột, không rõ là cột nào"


@dataclass(frozen=True, slots=True)
class _Together:
    """Các cột ghép: those of one group of the head, with the words over each."""

    columns: tuple[int, ...]
    words: tuple[str, ...]
    over: tuple[str, ...]
    is_day: bool

    def joined(self, row: Row) -> tuple[Value, str]:
        """What the columns say together, and the reason why it is not certain."""
        if self.is_day:
            parts = [text_of(row[each]) for each in self.columns]
            return "/".join(filter(None, parts)) or None, ""
        ticked = [
            word
            for column, word in zip(self.columns, self.words, strict=True)
            if text_of(row[column])
        ]
        if len(ticked) > 1:
            return None, TWO_TICKS
        return (ticked[0] if ticked else None), ""


def joined_columns(sheet: Sheet, head: Head, words: ImportWords) -> tuple[Sheet, Head, list[Issue]]:
    """The sheet with such columns written into the first of them, and its head."""
    together = list(_together(sheet, head, words))
    if not together:
        return sheet, head, []
    rows: list[Row] = list(sheet.rows)
    issues: list[Issue] = []
    for place in range(head.below, len(rows)):
        cells = list(rows[place])
        for each in together:
            said, doubt = each.joined(cells)
            for column in each.columns:
                cells[column] = None
            cells[each.columns[0]] = said
            if doubt:
                issues.append(Issue(place + 1, " / ".join(each.over), "", doubt))
        rows[place] = cells
    parts = list(head.parts)
    for each in together:
        for column in each.columns:
            parts[column] = ()
        parts[each.columns[0]] = each.over
    return replace(sheet, rows=rows), replace(head, parts=tuple(parts)), issues


def _together(sheet: Sheet, head: Head, words: ImportWords) -> Iterator[_Together]:
    start = 0
    while start < len(head.parts):
        over = head.parts[start][:-1]
        end = start + 1
        while over and end < len(head.parts) and head.parts[end][:-1] == over:
            end += 1
        if over and end - start > 1:
            columns = tuple(range(start, end))
            last = tuple(head.parts[each][-1] for each in columns)
            field = words.best_field(plain(" ".join(over)))
            is_day = field == "founded" and tuple(map(plain, last)) in _DAYS
            if is_day or (_all_mean(field, last, words) and _are_ticks(sheet, head, columns)):
                yield _Together(columns, last, over, is_day)
        start = end


def _all_mean(field: str, said: Sequence[str], words: ImportWords) -> bool:
    """Whether each word over the columns is a kind, a sector or a state."""
    match field:
        case "type":
            return all(
                any(plain(each).startswith(word) for word, _ in words.kinds) for each in said
            )
        case "sector":
            return all(sector_of(each, words.sectors) for each in said)
        case "status":
            return all(first_word(plain(each), words.states) for each in said)
    return False


def _are_ticks(sheet: Sheet, head: Head, columns: Sequence[int]) -> bool:
    """Whether organisations are ticked in these columns; sums of them may stand below."""
    rows = sheet.rows[head.below :]
    texts = [
        plain(text) or text for row in rows for each in columns if (text := text_of(row[each]))
    ]
    ticks = sum(each in TICKS for each in texts)
    return ticks > 0 and all(each in TICKS or each.isdigit() for each in texts)

"""The rows of a list that were left out, as a sheet of its own: title, head, groups, reasons.

Read again, the sheet says of these rows what the whole list said.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from ktt_desktop.domain.importing.reading import MERGED_DOWN, WHY
from ktt_desktop.domain.importing.records import Issue, ReadList
from ktt_desktop.domain.importing.rows import RowKind
from ktt_desktop.domain.importing.table import Row, Sheet, Span, Value, text_of
from ktt_desktop.domain.importing.words import ImportWords, holds, plain

REASON = "Lý do"  # the head of the column the program adds
GROUP = "dòng nhóm"  # what the reason of a row that names a group begins with

Place = tuple[int, int]


@dataclass(frozen=True, slots=True)
class LeftRow:
    """Một dòng chưa nhập: as Excel counts it, the reason in words, what is wrong in it."""

    row: int
    reason: str
    issues: tuple[Issue, ...] = ()


@dataclass(frozen=True, slots=True)
class LeftSheet:
    """Một trang các dòng chưa nhập; rows and columns from 0, `reason` is the last column.

    `head` are the first and the last row of the head, if there is one, `bodies` the rows of the
    organisations, `hidden` rows nobody need see. `wrong` says of a cell what is wrong with it.
    """

    name: str
    rows: Sequence[Row]
    spans: tuple[Span, ...]
    head: tuple[int, int] | None
    bodies: frozenset[int]
    reason: int
    wrong: Mapping[Place, str]
    hidden: frozenset[int] = frozenset()


def left_sheet(
    name: str,
    sheet: Sheet,
    read: ReadList,
    others: Sequence[ReadList],
    left: Sequence[LeftRow],
    words: ImportWords,
) -> LeftSheet:
    """These rows of a list on their own; `others` are the other lists of its sheet."""
    top = (read.head_row or 1) - 1
    bottom = top + read.head_rows - 1
    by_place = {each.row - 1: each for each in left}
    kept = [*_above(top, read, others), *range(top, bottom + 1)]
    kept.extend([] if read.index_row is None else [read.index_row - 1])
    kept.extend(_body(read, by_place))
    new = {place: at for at, place in enumerate(kept)}
    columns = _columns(len(sheet.rows[top]), read, others)
    rests = {each.row - 1 for each in read.skipped if each.reason == WHY[RowKind.CONTINUED]}
    filled = _filled(sheet, read, bottom, by_place)
    cut = [
        [filled.get((place, column), sheet.rows[place][column]) for column in range(columns.stop)]
        for place in kept
    ]
    for row, place in zip(cut, kept, strict=True):
        if place >= top:
            row[: columns.start] = [None] * columns.start
    reason = _reason_column(cut, read)
    rows = [[*row[:reason], *[None] * (reason - len(row[:reason])), None] for row in cut]
    if bottom >= top:
        rows[new[top]][reason] = REASON
    for place, each in by_place.items():
        rows[new[place]][reason] = each.reason
    spans = [*_spans(sheet, new, bottom, columns.start, reason)]
    if bottom > top:
        spans.append(Span(new[top], reason, new[bottom], reason))
    return LeftSheet(
        name,
        rows,
        tuple(spans),
        (new[top], new[bottom]) if bottom >= top else None,
        frozenset(new[place] for place in kept if place in by_place or place in rests),
        reason,
        _wrong(read, by_place, new, words),
        frozenset(new[place] for place in sheet.hidden_rows if place <= bottom and place in new),
    )


def _above(top: int, read: ReadList, others: Sequence[ReadList]) -> Iterator[int]:
    """The rows above the head that belong to no list above it."""
    taken = [
        range((each.head_row or 1) - 1, max((*each.rows, *(row.row for row in each.skipped))))
        for each in others
        if (each.head_row or 1) < (read.head_row or 1) and each.rows
    ]
    return (place for place in range(top) if not any(place in each for each in taken))


def _body(read: ReadList, left: Collection[int]) -> Iterator[int]:
    """The rows left out under the groups they stood in, with the rest of their names; the end."""
    reasons = {each.row - 1: each.reason for each in read.skipped}
    groups: list[int] = []  # that no row was written under yet
    last = -1
    for place in sorted((*reasons, *(row - 1 for row in read.rows))):
        reason = reasons.get(place, "")
        if reason.startswith(GROUP):
            if groups and reasons[groups[-1]] == reason:
                groups.pop()
            groups.append(place)
        elif place in left:
            yield from groups
            groups, last = [], place
            yield place
        elif reason == WHY[RowKind.CONTINUED] and place == last + 1:
            last = place
            yield place
        elif reason == WHY[RowKind.END]:
            yield place


def _columns(width: int, read: ReadList, others: Sequence[ReadList]) -> range:
    """The columns of the list; of two lists side by side each has its own."""
    beside = [each for each in others if each.head_row == read.head_row]
    if not beside:
        return range(width)
    own = _first_column(read)
    right = [start for each in beside if (start := _first_column(each)) > own]
    is_first = all(_first_column(each) > own for each in beside)
    return range(0 if is_first else own, min(right, default=width))


def _first_column(read: ReadList) -> int:
    return next((column for column, head in enumerate(read.heads) if head), 0)


def _reason_column(rows: Sequence[Sequence[Value]], read: ReadList) -> int:
    """The first column beside the list; the one of the reasons it came with."""
    said = [plain(each) for each in read.heads]
    while said and not said[-1]:
        said.pop()
    if said and said[-1] == plain(REASON):
        return len(said) - 1
    filled = (column for row in rows for column, value in enumerate(row) if text_of(value))
    return max(filled, default=0) + 1


def _filled(sheet: Sheet, read: ReadList, bottom: int, left: Collection[int]) -> dict[Place, Value]:
    """The words of cells merged down, in every row they covered."""
    columns = {use.column for use in read.uses if use.field in MERGED_DOWN}
    return {
        (place, span.left): sheet.rows[span.top][span.left]
        for span in sheet.spans
        if span.top > bottom and span.bottom > span.top and span.left in columns
        for place in range(span.top, span.bottom + 1)
        if place in left
    }


def _spans(
    sheet: Sheet, new: Mapping[int, int], bottom: int, first: int, reason: int
) -> Iterator[Span]:
    """The merged cells whose rows all stand here still; below the head only those across."""
    for each in sheet.spans:
        is_kept = all(place in new for place in range(each.top, each.bottom + 1))
        is_inside = first <= each.left and each.right < reason
        if is_kept and is_inside and (each.bottom <= bottom or each.top == each.bottom):
            yield Span(new[each.top], each.left, new[each.bottom], each.right)


def _wrong(
    read: ReadList, left: Mapping[int, LeftRow], new: Mapping[int, int], words: ImportWords
) -> dict[Place, str]:
    """The cells the reasons speak of; the name where they speak of the row."""
    name = next((use.column for use in read.uses if use.field == "name"), 0)
    found: dict[Place, str] = {}
    for place, row in left.items():
        for issue in row.issues or (Issue(row.row, "", "", row.reason),):
            column = _column(issue.column, read, words)
            at = new[place], name if column is None else column
            found[at] = f"{found[at]}; {issue.reason}" if at in found else issue.reason
    return found


def _column(said: str, read: ReadList, words: ImportWords) -> int | None:
    """The column a reason names: by its head, or by what the program calls it."""
    if said in read.heads and said:
        return read.heads.index(said)
    wanted = plain(said)
    labels = [(plain(words.fields[use.field].label), use.column) for use in read.uses]
    fitting = [
        (len(label), column)
        for label, column in labels
        if wanted and (f"{label} ".startswith(f"{wanted} ") or holds(wanted, label))
    ]
    return max(fitting)[1] if fitting else None

"""The lists of a sheet, each with its head: one below the other, or side by side."""

from collections.abc import Iterator, Mapping
from types import MappingProxyType

from ktt_desktop.domain.importing.choices import AS_PROPOSED, ListChoice
from ktt_desktop.domain.importing.column_contents import ruled_out, with_contents, with_name
from ktt_desktop.domain.importing.columns import ColumnUse, propose
from ktt_desktop.domain.importing.head_by_content import head_by_content
from ktt_desktop.domain.importing.heads import Head, chosen_head, find_head
from ktt_desktop.domain.importing.joined_columns import joined_columns
from ktt_desktop.domain.importing.reading import ListReader
from ktt_desktop.domain.importing.records import Issue, ReadList
from ktt_desktop.domain.importing.support import propose_support
from ktt_desktop.domain.importing.table import Sheet, text_of
from ktt_desktop.domain.importing.words import ImportWords, plain

NO_HEAD = "không rõ tiêu đề của danh sách, các cột đọc theo nội dung; xem lại từng cột"
NO_CHOICES: Mapping[int, ListChoice] = MappingProxyType({})


def read_lists(
    sheet: Sheet, words: ImportWords, choices: Mapping[int, ListChoice] = NO_CHOICES
) -> Iterator[ReadList]:
    """Every list of a sheet: side by side, or one below the other.

    `choices` are the officer's, by the number of the list; without a column of names chosen, a
    list has no rows.
    """
    number = 0
    for part in _side_by_side(sheet, words):
        is_found = False
        for read in _of_part(part, words, choices, number):
            choice = choices.get(number, AS_PROPOSED)
            is_chosen = choice.head is not None or choice.uses is not None
            is_found = is_found or is_chosen or bool(read.names)
            number += 1
            yield read
        if not is_found and (told := head_by_content(part, words)) is not None:
            yield _by_content(part, words, *told, choices.get(number, AS_PROPOSED))
            number += 1


def _of_part(
    part: Sheet, words: ImportWords, choices: Mapping[int, ListChoice], number: int
) -> Iterator[ReadList]:
    """The lists below each other; `number` is that of the first."""
    start, zeros = 0, None
    while True:
        choice = choices.get(number, AS_PROPOSED)
        head = chosen_head(part, *choice.head) if choice.head else find_head(part, words, start)
        if head is None:
            return
        joined, head, doubts = joined_columns(part, head, words)
        uses = choice.uses
        if uses is None:
            uses = _proposed(joined, start, head, words)
        is_named = any(each.field == "name" for each in uses)
        if not is_named and choice.head is None and choice.uses is None:
            start = head.below
            continue
        number += 1
        reader = ListReader(joined, words, head, uses, start, zeros, choice)
        read = reader.read() if is_named else reader.found
        rows = set(read.rows) if doubts else ()
        read.issues.extend(each for each in doubts if each.row in rows)
        yield read
        if reader.next is None:
            return
        start, zeros = reader.next, reader.zeros


def _by_content(
    part: Sheet, words: ImportWords, head: Head, uses: tuple[ColumnUse, ...], choice: ListChoice
) -> ReadList:
    """A list without a head that says anything."""
    if choice.uses is not None:
        uses = choice.uses
    reader = ListReader(part, words, head, uses, choice=choice)
    is_named = any(each.field == "name" for each in uses)
    read = reader.read() if is_named else reader.found
    read.issues.append(Issue(head.below + 1, "", "", NO_HEAD))
    return read


def _proposed(sheet: Sheet, start: int, head: Head, words: ImportWords) -> tuple[ColumnUse, ...]:
    """What the columns are, of organisations or of support given to them."""
    above = [text_of(value) for row in sheet.rows[start : head.first] for value in row]
    support = propose_support(above, head, words)
    if support is not None:
        return support
    uses = propose(head, words, ruled_out(sheet, head))
    uses = with_name(uses, sheet, head, {word for word, _ in words.kinds})
    return with_contents(uses, sheet, head)


def _side_by_side(sheet: Sheet, words: ImportWords) -> Iterator[Sheet]:
    """The sheet, or its halves where the whole head is written twice beside itself."""
    head = find_head(sheet, words)
    fields = (
        [] if head is None else [words.best_field(plain(" ".join(each))) for each in head.parts]
    )
    filled = [place for place, each in enumerate(fields) if each]
    again = [
        place
        for place in filled[1:]
        if fields[place] == fields[filled[0]] and "name" in fields[place:]
    ]
    if head is None or not again or "name" not in fields[: again[0]]:
        yield sheet
        return
    rows, width = range(len(sheet.rows)), len(fields)
    yield sheet.part(rows, range(again[0]))
    yield sheet.part(rows, range(again[0], width))

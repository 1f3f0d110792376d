"""Mẫu nhập: what the officer chose for lists with the same heads, remembered in the book."""

import json
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any

from ktt_desktop.domain.importing.choices import AS_PROPOSED, Choices, ListChoice
from ktt_desktop.domain.importing.columns import ColumnUse, money_zeros, time_of
from ktt_desktop.domain.importing.left_rows import REASON
from ktt_desktop.domain.importing.records import ReadList
from ktt_desktop.domain.importing.words import ImportWords, plain
from ktt_desktop.domain.records import ChangeSet
from ktt_desktop.domain.terms import Measure
from ktt_desktop.models.imports import ImportLayout
from ktt_desktop.services.book import Book, now
from ktt_desktop.services.list_reading import FileReading
from ktt_desktop.storage import import_layouts as stored
from ktt_desktop.storage.session import transaction

LONGEST_NAME = 200
_DIGITS = re.compile(r"\d+")


@dataclass(frozen=True, slots=True)
class LayoutColumn:
    """Một cột của mẫu; `measure` and `zeros` None where the head or the list names them."""

    column: int
    field: str
    measure: Measure | None = None
    zeros: int | None = None


@dataclass(frozen=True, slots=True)
class Layout:
    """Mẫu nhập: columns, constants and texts that were corrected once; never a row or a year.

    A year is always that of the head: last year's must not be taken for this one's.
    """

    key: str
    name: str
    columns: tuple[LayoutColumn, ...] | None = None
    constants: Mapping[str, str] = field(default_factory=dict)
    values: Mapping[tuple[str, str], str] = field(default_factory=dict)
    measure: Measure | None = None
    zeros: int | None = None


def layout_key(heads: Sequence[str]) -> str:
    """The same for lists with the same heads, whatever years they name; "" for no heads."""
    said = [_DIGITS.sub("#", plain(each)) for each in heads]
    while said and said[-1] in ("", plain(REASON)):
        said.pop()
    return sha256("\n".join(said).encode()).hexdigest() if said else ""


def layouts_of(book: Book) -> list[Layout]:
    """Every layout of the book, the last used first."""
    with transaction(book.sessions) as session:
        return [_layout(each) for each in stored.all_layouts(session)]


def remembered(book: Book, reading: FileReading, words: ImportWords) -> Choices:
    """What is remembered for the lists of a file, read as proposed; nothing for new heads."""
    known = {each.key: each for each in layouts_of(book)}
    lists = (*((each.at, each.list) for each in reading.lists), *reading.left_out)
    return {
        at: as_choice(known[key], read, words)
        for at, read in lists
        if (key := layout_key(read.heads)) in known
    }


def keep_layouts(
    book: Book, reading: FileReading, choices: Choices, words: ImportWords
) -> ChangeSet:
    """Remember what the officer chose for the lists that are taken; a name given before stays."""
    names = {each.key: each.name for each in layouts_of(book)}
    with transaction(book.sessions) as session:
        for each in reading.lists:
            layout = _chosen(each.list, choices.get(each.at, AS_PROPOSED), words, reading.file)
            if layout.key and (layout.key in names or _says_something(layout)):
                name = names.get(layout.key, layout.name)
                stored.keep_layout(session, layout.key, name, _content(layout), now())
    return ChangeSet(settings=True)


def rename_layout(book: Book, key: str, name: str) -> ChangeSet:
    """Call a layout otherwise."""
    with transaction(book.sessions) as session:
        stored.rename_layout(session, key, " ".join(name.split())[:LONGEST_NAME])
    return ChangeSet(settings=True)


def forget_layout(book: Book, key: str) -> ChangeSet:
    """Forget a layout; lists with its heads are proposed anew."""
    with transaction(book.sessions) as session:
        stored.forget_layout(session, key)
    return ChangeSet(settings=True)


def as_choice(layout: Layout, read: ReadList, words: ImportWords) -> ListChoice:
    """The choice for a list, read as proposed; a unit of money the list names itself stays."""
    uses = None
    if layout.columns is not None:
        found = list(_uses(layout.columns, read, words))
        often = Counter(each.key for each in found)
        uses = tuple(each for each in found if often[each.key] == 1)
    return ListChoice(
        uses=uses,
        constants=layout.constants,
        measure=layout.measure,
        zeros=layout.zeros if read.zeros is None else None,
        values=layout.values,
    )


def _uses(
    columns: Sequence[LayoutColumn], read: ReadList, words: ImportWords
) -> Iterator[ColumnUse]:
    for each in columns:
        if each.column >= len(read.heads) or each.field not in words.fields:
            continue
        head = read.heads[each.column]
        year, measure, zeros = _named(each.field, head, words)
        if zeros is None and read.zeros is None:
            zeros = each.zeros
        yield ColumnUse(each.column, each.field, head, year, each.measure or measure, zeros)


def _named(
    field: str, head: str, words: ImportWords
) -> tuple[int | None, Measure | None, int | None]:
    """The year, the kind of figure and the unit a head names for a field."""
    amount = words.fields[field].amount
    year, measure = time_of(head.split(" / ")) if amount else (None, None)
    return year, measure, money_zeros(plain(head), words) if amount == "money" else None


def _chosen(read: ReadList, choice: ListChoice, words: ImportWords, file: str) -> Layout:
    columns = None
    if choice.uses is not None:
        columns = tuple(_column(each, words) for each in choice.uses)
    name = read.title or read.sheet or file
    return Layout(
        layout_key(read.heads),
        name[:LONGEST_NAME],
        columns,
        choice.constants,
        choice.values,
        choice.measure,
        choice.zeros,
    )


def _column(use: ColumnUse, words: ImportWords) -> LayoutColumn:
    _, measure, zeros = _named(use.field, use.head, words)
    return LayoutColumn(
        use.column,
        use.field,
        None if use.measure == measure else use.measure,
        None if use.zeros == zeros else use.zeros,
    )


def _says_something(layout: Layout) -> bool:
    said = (layout.columns, layout.constants, layout.values, layout.measure)
    return any(said) or layout.zeros is not None


def _content(layout: Layout) -> str:
    columns = layout.columns
    raw = {
        "columns": columns
        and [[each.column, each.field, each.measure, each.zeros] for each in columns],
        "constants": dict(layout.constants),
        "values": [[*key, value] for key, value in layout.values.items()],
        "measure": layout.measure,
        "zeros": layout.zeros,
    }
    return json.dumps(raw, ensure_ascii=False)


def _layout(row: ImportLayout) -> Layout:
    raw: Mapping[str, Any] = json.loads(row.content)
    columns = raw["columns"]
    return Layout(
        row.key,
        row.name,
        None
        if columns is None
        else tuple(
            LayoutColumn(column, field, measure and Measure(measure), zeros)
            for column, field, measure, zeros in columns
        ),
        raw["constants"],
        {(field, text): value for field, text, value in raw["values"]},
        raw["measure"] and Measure(raw["measure"]),
        raw["zeros"],
    )

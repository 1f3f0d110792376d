"""The head of a list whose words nobody knows, or that has none: told by the names below it."""

import re

from ktt_desktop.domain.importing.column_contents import with_contents
from ktt_desktop.domain.importing.columns import ColumnUse, propose
from ktt_desktop.domain.importing.heads import Head, chosen_head
from ktt_desktop.domain.importing.table import Row, Sheet, text_of
from ktt_desktop.domain.importing.words import ImportWords, plain

LOOKED_AT = 300  # rows
_NUMBER = re.compile(r"^\s*\d{1,3}\s*[.)/-]\s*")
LEAST = 2  # organisations by which a column of names is known


def head_by_content(sheet: Sheet, words: ImportWords) -> tuple[Head, tuple[ColumnUse, ...]] | None:
    """The head and the columns of a list, by a column in which names begin with their kind.

    The head has no rows where the list begins with its first organisation.
    """
    rows = sheet.rows[:LOOKED_AT]
    kinds = tuple(f"{word} " for word, _ in words.kinds)
    named = [
        (column, place)
        for place, row in enumerate(rows)
        if _filled(row) > 1
        for column, value in enumerate(row)
        if isinstance(value, str) and plain(_NUMBER.sub("", value)).startswith(kinds)
    ]
    columns = [column for column, _ in named]
    name = max(sorted(set(columns)), key=columns.count, default=None)
    if name is None or columns.count(name) < LEAST:
        return None
    first = next(place for column, place in named if column == name)
    head = _head(sheet, first, name)
    own = ColumnUse(name, "name", " / ".join(head.parts[name]))
    others = (each for each in propose(head, words) if each.column != name and each.field != "name")
    return head, with_contents((own, *others), sheet, head)


def _head(sheet: Sheet, first: int, name: int) -> Head:
    """The row above the first organisation where every cell of it is a word, else no row."""
    above = sheet.rows[first - 1] if first else ()
    texts = [value for value in above if text_of(value)]
    if len(texts) > 1 and text_of(above[name]) and all(isinstance(each, str) for each in texts):
        return chosen_head(sheet, first, first)
    return Head(first, first - 1, ((),) * len(sheet.rows[first]))


def _filled(row: Row) -> int:
    return sum(bool(text_of(value)) for value in row)

"""What a received file would change, in words: whose figure, which one, from what to what."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import IntEnum

from ktt_desktop.domain.receiving import Cell, FieldCell
from ktt_desktop.domain.records import UnitProfile
from ktt_desktop.services.book import Book
from ktt_desktop.services.cell_words import BLANK, CellWords
from ktt_desktop.services.consolidation import (
    Differences,
    FigureDifference,
    OrganisationDifference,
    Value,
)
from ktt_desktop.storage import organisations
from ktt_desktop.storage.session import transaction

WHOLE_UNIT = "Cả đơn vị"
ON_LIST, OFF_LIST = "có trong danh sách", "không còn"


class Change(IntEnum):
    """Loại thay đổi, in the order they are looked at: what is lost first."""

    GONE = 0  # a whole organisation
    LOST = 1  # a value that becomes blank
    CHANGED = 2
    ADDED = 3  # a value where none was
    NEW = 4  # a whole organisation


@dataclass(frozen=True, slots=True)
class DifferenceLine:
    """Một dòng thay đổi in words; `cell` is None for a whole organisation."""

    change: Change
    subject: str
    label: str
    old: str
    new: str
    cell: Cell | None = None


def difference_lines(
    book: Book, profile: UnitProfile, found: Differences
) -> tuple[DifferenceLine, ...]:
    """Every change of a file, what is lost first, then in the order it was found."""
    words = CellWords(book, profile, _names(book, found))
    lines = [
        *(_whole(each, Change.GONE, ON_LIST, OFF_LIST) for each in found.organisations_gone),
        *(line for each in found.organisations_changed for line in _fields(words, each)),
        *(_whole(each, Change.NEW, BLANK, ON_LIST) for each in found.organisations_new),
        *(_figure(words, each) for each in dict.fromkeys((*found.lost, *found.figures))),
    ]
    return tuple(sorted(lines, key=lambda line: line.change))


def _whole(each: OrganisationDifference, change: Change, old: str, new: str) -> DifferenceLine:
    return DifferenceLine(change, each.name, "Tổ chức", old, new)


def _fields(words: CellWords, each: OrganisationDifference) -> Iterator[DifferenceLine]:
    for name, old, new in each.fields:
        cell = FieldCell(each.uid, name)
        before, after = (_field_words(words, cell, value) for value in (old, new))
        yield DifferenceLine(_change(old, new), each.name, words.what(cell), before, after, cell)


def _field_words(words: CellWords, cell: FieldCell, value: Value) -> str:
    try:
        return words.value(cell, value)
    except (KeyError, ValueError):  # a value the register of this program has no place for
        return str(value)


def _figure(words: CellWords, each: FigureDifference) -> DifferenceLine:
    cell = each.cell
    old, new = words.value(cell, each.old), words.value(cell, each.new)
    whose = words.whose(cell) or WHOLE_UNIT
    return DifferenceLine(_change(each.old, each.new), whose, words.what(cell), old, new, cell)


def _names(book: Book, found: Differences) -> Mapping[str, str]:
    """Of the organisations the file names, and of those only its figures speak of."""
    told = (*found.organisations_new, *found.organisations_changed, *found.organisations_gone)
    names = {each.uid: each.name for each in told}
    missing = set(_subjects(found)) - names.keys()
    with transaction(book.sessions) as session:
        return names | organisations.names_by_uid(session, missing)


def _subjects(found: Differences) -> Iterable[str]:
    return (each.cell.subject_key for each in (*found.lost, *found.figures))


def _change(old: Value, new: Value) -> Change:
    if new in (None, ""):
        return Change.LOST
    return Change.ADDED if old in (None, "") else Change.CHANGED

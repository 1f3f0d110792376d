"""The records of an organisation two units sent, side by side: what they say differently."""

from dataclasses import dataclass

from ktt_desktop.domain.dates import PartialDate
from ktt_desktop.domain.receiving import (
    DuplicateClaim,
    DuplicateSide,
    FieldCell,
    FileState,
    HeldFile,
    in_order,
)
from ktt_desktop.domain.records import UnitProfile
from ktt_desktop.interchange.submission_format import DELETE, REPLACE, Cell
from ktt_desktop.services.book import Book
from ktt_desktop.services.cell_words import CellWords
from ktt_desktop.services.receiving_kept import kept_data, received_files
from ktt_desktop.services.register import load_organisation

Record = dict[str, Cell]
SHEET = "organisations"
OTHERWISE_KNOWN = ("act", "uid", "source_unit", "representative", "representative_title")


@dataclass(frozen=True, slots=True)
class ComparedField:
    """Một mục khác nhau; `texts` has one entry a side, in the order of the claim."""

    label: str
    texts: tuple[str, ...]


def differing_fields(
    book: Book, profile: UnitProfile, claim: DuplicateClaim
) -> tuple[ComparedField, ...]:
    """The fields the sides do not agree in, as the units sent them.

    Raises NotFoundError, UnreadableFileError where a kept file is gone or was changed.
    """
    files = received_files(book)
    records = [_record(book, files, side) for side in claim.sides]
    words = CellWords(book, profile, {})
    found = []
    for name in dict.fromkeys(name for each in records for name in each):
        values = [each.get(name) or "" for each in records]
        if len({str(value) for value in values}) > 1:
            texts = tuple(words.value(FieldCell("", name), value) for value in values)
            found.append(ComparedField(words.what(FieldCell("", name)), texts))
    return tuple(found)


def _record(book: Book, files: list[HeldFile], side: DuplicateSide) -> Record:
    return _sent(book, files, side) if side.unit else _own(book, side)


def _sent(book: Book, files: list[HeldFile], side: DuplicateSide) -> Record:
    """What the accepted files of a unit say of it, the newer over the older."""
    found: Record = {}
    for file in in_order(
        each for each in files if each.lands_on == side.unit and each.state is FileState.ACCEPTED
    ):
        for row in kept_data(book, file)[SHEET].records():
            if row["uid"] != side.organisation:
                continue
            act = row["act"]
            said = {name: cell for name, cell in row.items() if name not in OTHERWISE_KNOWN}
            if act == DELETE:
                found = {}
            elif act == REPLACE:
                found = said
            else:
                found |= {name: cell for name, cell in said.items() if cell not in (None, "")}
    return found


def _own(book: Book, side: DuplicateSide) -> Record:
    """What the register of this level says of it."""
    draft = load_organisation(book, side.organisation)
    found: Record = {}
    for field in book.catalogue.register_of(draft.kind):
        value = getattr(draft, field.attr)
        if isinstance(value, PartialDate):
            found[field.attr] = value.iso()
        elif isinstance(value, (str, int)):
            found[field.attr] = value
    return found

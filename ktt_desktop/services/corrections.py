"""Điều chỉnh: values of received files that this level put right, with what was received."""

from dataclasses import replace

from sqlalchemy.orm import Session

from ktt_desktop.domain.consolidation.corrected import AS_OF
from ktt_desktop.domain.dates import PartialDate
from ktt_desktop.domain.errors import NotFoundError
from ktt_desktop.domain.receiving import Cell, Correction, FieldCell, FigureCell
from ktt_desktop.domain.records import ChangeSet, Subject
from ktt_desktop.domain.terms import Measure, SubjectKind
from ktt_desktop.domain.text import nfc
from ktt_desktop.services.annual_return import write_day, write_values
from ktt_desktop.services.book import Book
from ktt_desktop.services.consolidation import rebuild
from ktt_desktop.services.received_merge import open_merge
from ktt_desktop.storage import received_corrections as storage
from ktt_desktop.storage.session import transaction

GONE = "Mục này không còn số điều chỉnh. Nạp lại danh sách."


def corrections(book: Book) -> list[Correction]:
    """Every correction of what stands in the book, by unit."""
    with transaction(book.sessions) as session:
        return storage.every(session)


def explain_correction(book: Book, cell: Cell, reason: str) -> ChangeSet:
    """Write down why a value was corrected; raises NotFoundError."""
    with transaction(book.sessions) as session:
        storage.keep(session, replace(_found(session, cell), reason=nfc(reason)))
    return ChangeSet(exchange=True)


def drop_correction(book: Book, cell: Cell) -> ChangeSet:
    """Put the received value back.

    A record of the register is built anew from the files of its unit. Raises NotFoundError (also
    for a kept file that is gone), PeriodClosedError, UnreadableFileError.
    """
    with transaction(book.sessions) as session:
        found = _found(session, cell)
        if isinstance(cell, FigureCell):
            return _put_back(session, book, cell, found)
        storage.forget(session, cell)
        for owner in open_merge(session, book).owners([_unit(session, cell)]):
            rebuild(session, book, owner)
    return ChangeSet(organisations=frozenset({cell.organisation}), exchange=True)


def _unit(session: Session, cell: FieldCell) -> str:
    return storage.unit_of_record(session, cell.organisation)


def _put_back(session: Session, book: Book, cell: FigureCell, found: Correction) -> ChangeSet:
    kind = SubjectKind(cell.subject_kind)
    subject = Subject(kind, cell.subject_key, cell.sector)
    before = book.returns.read(session, subject, cell.year, Measure(cell.measure))
    if cell.code == AS_OF:
        day = found.received
        write_day(session, book, before, PartialDate.from_iso(str(day)) if day else None)
    else:
        reasons = {code: why for code, why in before.reasons.items() if code != cell.code}
        received = found.received if isinstance(found.received, int) else None
        write_values(session, book, before, {cell.code: received}, reasons)
    uids = {cell.subject_key} if kind is SubjectKind.ORGANISATION else set()
    return ChangeSet(frozenset(uids), frozenset({cell.year}), exchange=True)


def _found(session: Session, cell: Cell) -> Correction:
    found = storage.find(session, cell)
    if found is None:
        raise NotFoundError(GONE)
    return found

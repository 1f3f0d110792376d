"""Tổ chức trùng giữa các đơn vị: counted nowhere until somebody decides."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime

from sqlalchemy.orm import Session

from ktt_desktop.domain.consolidation.claims import CODE, UID
from ktt_desktop.domain.errors import InvalidInputError, NotFoundError, ReasonRequiredError
from ktt_desktop.domain.receiving import (
    DuplicateAnswer,
    DuplicateClaim,
    DuplicateDecision,
    DuplicateSide,
)
from ktt_desktop.domain.records import ChangeSet
from ktt_desktop.domain.text import nfc
from ktt_desktop.services.book import Book, now
from ktt_desktop.services.consolidation import rebuild
from ktt_desktop.services.received_merge import open_merge
from ktt_desktop.services.register import mark_deleted
from ktt_desktop.storage import journal, organisations, received_claims
from ktt_desktop.storage.session import transaction

GONE = "Tổ chức này không còn trùng giữa các đơn vị. Nạp lại danh sách."
SUBJECT = "duplicate_decision"


def duplicate_claims(book: Book) -> list[DuplicateClaim]:
    """What two units sent and nobody decided yet, in the order of subjects."""
    with transaction(book.sessions) as session:
        decided = received_claims.decisions(session)
        found = received_claims.claims(session)
    return [claim for claim in found.values() if not _is_settled(claim, decided)]


def decide_duplicate(
    book: Book, subject: str, kept: str, answer: DuplicateAnswer, reason: str
) -> ChangeSet:
    """Say which unit's record counts, or that the tax code of the others is wrong.

    `kept` is the key of a unit, empty for this book's own record. Raises ReasonRequiredError,
    NotFoundError when the claim is gone, InvalidInputError for a unit that is no side of it.
    """
    reason = nfc(reason)
    if not reason:
        raise ReasonRequiredError("Ghi lý do xử lý tổ chức trùng, ví dụ số công văn xác nhận.")
    with transaction(book.sessions) as session:
        claim = received_claims.claims(session, [subject]).get(subject)
        if claim is None:
            raise NotFoundError(GONE)
        if all(each.unit != kept for each in claim.sides):
            raise InvalidInputError("Chọn một trong các đơn vị đã gửi tổ chức này.")
        decision = DuplicateDecision(subject, kept, answer, reason, now())
        received_claims.keep_decision(session, decision)
        change = (answer.value, None, f"{kept}|{reason}")
        journal.record(session, decision.at, SUBJECT, subject, [change])
        if answer is DuplicateAnswer.ONE and kept:
            _put_own_away(session, claim.sides, decision.at)
        return _rebuilt(session, book, (each.unit for each in claim.sides))


def undo_decision(book: Book, subject: str) -> ChangeSet:
    """Take a decision back: the organisation waits again.

    Raises NotFoundError when nothing was decided.
    """
    with transaction(book.sessions) as session:
        if subject not in received_claims.decisions(session):
            raise NotFoundError("Chưa có quyết định nào về tổ chức này. Nạp lại danh sách.")
        sides = received_claims.claims(session, [subject]).get(subject)
        decision = received_claims.decisions(session)[subject]
        received_claims.forget_decision(session, subject)
        journal.record(session, now(), SUBJECT, subject, [("undone", None, "1")])
        back = _take_own_back(session, decision)
        units = {decision.kept, *(each.unit for each in (sides.sides if sides else ()))}
        change = _rebuilt(session, book, units)
    return replace(change, organisations=change.organisations | back)


def _is_settled(claim: DuplicateClaim, decided: dict[str, DuplicateDecision]) -> bool:
    decision = decided.get(claim.subject)
    return decision is not None and any(each.unit == decision.kept for each in claim.sides)


def _put_own_away(session: Session, sides: Iterable[DuplicateSide], moment: datetime) -> None:
    """This book's own record goes into the bin: that of a unit counts."""
    for side in sides:
        entity = None if side.unit else organisations.find(session, side.organisation)
        if entity is not None:
            mark_deleted(session, entity, moment)
    session.flush()


def _take_own_back(session: Session, decision: DuplicateDecision) -> frozenset[str]:
    """This book's own records the decision put into the bin; a unit's record yields its code."""
    found = [
        each
        for each in organisations.put_away_at(session, decision.at)
        if decision.subject in (f"{CODE}{each.tax_code}", f"{UID}{each.uid}")
    ]
    for entity in found:
        if entity.tax_code and (holder := organisations.find_by_tax_code(session, entity.tax_code)):
            holder.tax_code = None
            session.flush()
        mark_deleted(session, entity, None)
    session.flush()
    return frozenset(each.uid for each in found)


def _rebuilt(session: Session, book: Book, units: Iterable[str]) -> ChangeSet:
    """The units built anew; those that lose something first."""
    uids: set[str] = set()
    years: set[int] = set()
    for owner in sorted(open_merge(session, book).owners(units)):
        change = rebuild(session, book, owner).changes
        uids |= change.organisations
        years |= change.years
    return ChangeSet(frozenset(uids), frozenset(years), dossiers=True, exchange=True)

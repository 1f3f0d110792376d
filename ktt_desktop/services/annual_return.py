"""Yearly figures: open a form, save what was typed, show the tables of the unit."""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from sqlalchemy.orm import Session

from ktt_desktop.domain.dates import PartialDate
from ktt_desktop.domain.errors import NotFoundError, ReasonRequiredError
from ktt_desktop.domain.numbers import format_number
from ktt_desktop.domain.period import YearMeasure
from ktt_desktop.domain.records import (
    ChangeSet,
    ReturnRecord,
    Subject,
    UnitFigures,
    UnitProfile,
    UnitShare,
    Values,
)
from ktt_desktop.domain.terms import Measure, SubjectKind
from ktt_desktop.services.book import Book, now
from ktt_desktop.services.closing import refuse_closed
from ktt_desktop.services.correcting import correct_day, correct_figures
from ktt_desktop.services.unit_figures import Key, read_unit_figures
from ktt_desktop.storage import journal, organisations
from ktt_desktop.storage.session import transaction


def load_return(book: Book, subject: Subject, year: int, measure: Measure) -> ReturnRecord:
    """One answered form; empty where nothing was entered yet."""
    with transaction(book.sessions) as session:
        return book.returns.read(session, subject, year, measure)


def load_history(book: Book, subject: Subject, measure: Measure) -> list[ReturnRecord]:
    """All years of one subject and measure, oldest first."""
    with transaction(book.sessions) as session:
        return book.returns.history(session, subject, measure)


def unit_figures(
    book: Book, profile: UnitProfile, pairs: Iterable[tuple[int, Measure]]
) -> Mapping[Key, UnitFigures]:
    """The unit's figures, whole ("") and by sector group, for years and measures."""
    with transaction(book.sessions) as session:
        return read_unit_figures(session, book, profile, pairs)


def save_values(
    book: Book,
    subject: Subject,
    year: int,
    measure: Measure,
    values: Values,
    *,
    reason: str = "",
) -> ChangeSet:
    """Save what was typed, one transaction; other figures of the form stay as they are.

    `values`: indicator code → stored integer, None clears. `reason` goes with each of the values.
    A copied figure counts as looked at from then on. Raises NotFoundError when the organisation is
    gone, PeriodClosedError when the figures are closed.
    """
    with transaction(book.sessions) as session:
        before = book.returns.read(session, subject, year, measure)
        reasons = {code: why for code, why in before.reasons.items() if code not in values}
        if reason:
            reasons |= {code: reason for code, value in values.items() if value is not None}
        write_values(session, book, before, values, reasons)
    return _changes(subject, year)


def save_unit_values(
    book: Book,
    profile: UnitProfile,
    subject: Subject,
    year: int,
    measure: Measure,
    values: Values,
    *,
    reason: str = "",
) -> ChangeSet:
    """Save figures entered for the unit; one that replaces a computed figure needs a reason.

    Raises ReasonRequiredError naming the indicator and both values; nothing is saved then.
    """
    if not reason:
        figures = unit_figures(book, profile, [(year, measure)])[subject.sector, year, measure]
        for code, value in values.items():
            found = figures.figures[code]
            if not profile.list_complete and (found.units is None or not found.units.known):
                continue  # nothing but a list that names some organisations
            if value is not None and found.computed is not None and value != found.computed:
                told = _replacing(book, code, value, found.computed, found.units)
                raise ReasonRequiredError(told)
    return save_values(book, subject, year, measure, values, reason=reason)


def _replacing(book: Book, code: str, value: int, computed: int, units: UnitShare | None) -> str:
    """What an entered figure replaces: a sum of the list, or of the units below."""
    quantity = book.catalogue.edition.indicators[code].quantity
    gives, ending = "Danh mục tính được", "tính được"
    if units is not None and units.known:
        gives, ending = f"Tổng hợp {units.known} đơn vị dưới được", "tổng hợp"
    return (
        f"{gives} [{code}] = {format_number(computed, quantity)}, "
        f"số nhập là {format_number(value, quantity)}. "
        f"Ghi lý do để dùng số nhập, hoặc để trống ô để dùng số {ending}."
    )


def save_as_of(
    book: Book, subject: Subject, year: int, measure: Measure, as_of: PartialDate | None
) -> ChangeSet:
    """Set the day the figures of a form speak of (ngày chốt số liệu)."""
    with transaction(book.sessions) as session:
        before = book.returns.read(session, subject, year, measure)
        write_day(session, book, before, as_of)
    return _changes(subject, year)


def write_day(
    session: Session, book: Book, before: ReturnRecord, as_of: PartialDate | None
) -> None:
    """Set the day of one form; `before` is the form as it is. Raises as write_values."""
    correct_day(session, before, as_of.iso() if as_of else None, now())
    write_values(session, book, replace(before, as_of=as_of), {})


def confirm_values(
    book: Book, subject: Subject, year: int, measure: Measure, codes: Iterable[str]
) -> ChangeSet:
    """Say that copied figures were looked at and are right."""
    with transaction(book.sessions) as session:
        before = book.returns.read(session, subject, year, measure)
        write_values(session, book, before, {code: before.values[code] for code in codes})
    return _changes(subject, year)


def write_values(
    session: Session,
    book: Book,
    before: ReturnRecord,
    values: Values,
    reasons: Mapping[str, str] | None = None,
    *,
    copied: bool = False,
) -> None:
    """Store values of one form and write them down; `before` is the form as it is.

    Those `copied` wait to be confirmed. Raises NotFoundError, PeriodClosedError.
    """
    refuse_closed(session, YearMeasure(before.year, before.measure))
    subject, organisation_id = before.subject, None
    if subject.kind is SubjectKind.ORGANISATION:
        organisation_id = organisations.id_of(session, subject.key)
        if organisation_id is None:
            raise NotFoundError("Tổ chức không còn trong danh mục nên chưa ghi được số liệu.")
    moment = now()
    waiting = before.unconfirmed | values.keys() if copied else before.unconfirmed - values.keys()
    record = replace(
        before,
        values=values,
        reasons=before.reasons if reasons is None else reasons,
        unconfirmed=frozenset(waiting),
    )
    correct_figures(session, before, values, record.reasons, moment)
    book.returns.write(session, record, organisation_id, moment)
    key = f"{subject.key}|{subject.sector}|{before.year}|{before.measure.value}"
    changes = [
        (code, _text(before.values.get(code)), _text(value)) for code, value in values.items()
    ]
    journal.record(session, moment, "annual_return", key, changes)


def _text(value: int | None) -> str | None:
    return None if value is None else str(value)


def _changes(subject: Subject, year: int) -> ChangeSet:
    own = subject.kind is SubjectKind.ORGANISATION
    return ChangeSet(
        organisations=frozenset({subject.key}) if own else frozenset(), years=frozenset({year})
    )

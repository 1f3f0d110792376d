"""The particulars of the unit over time: kept in the book, and the profile a day prints."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, fields, replace
from datetime import date
from typing import Any, TypeVar

from sqlalchemy.orm import Session

from ktt_desktop.domain.records import ChangeSet, UnitProfile
from ktt_desktop.domain.terms import PeriodKind
from ktt_desktop.domain.unit_particulars import (
    Deadline,
    DocumentKind,
    DocumentLine,
    DueYear,
    IssuingBody,
    Signatory,
    Signing,
    UnitParticulars,
    printed,
    undated,
)
from ktt_desktop.domain.validity import DatedLine
from ktt_desktop.models.document import Setting
from ktt_desktop.services.book import Book, now, today
from ktt_desktop.services.first_run import particulars_for, printing_day
from ktt_desktop.services.places import unit_day
from ktt_desktop.services.settings import keep_profile, load_profile, load_value
from ktt_desktop.storage import journal
from ktt_desktop.storage.session import transaction

PARTICULARS = "unit_particulars"
DAYS = ("valid_from", "valid_to")
CODES: Mapping[str, type] = {
    "kind": DocumentKind,
    "form": Signing,
    "cycle": PeriodKind,
    "due_year": DueYear,
}

L = TypeVar("L", bound=DatedLine)


def load_particulars(book: Book, profile: UnitProfile) -> UnitParticulars:
    """The lines of the unit; one undated line of each where the book knows no dates yet."""
    raw = load_value(book, PARTICULARS)
    if raw is None:
        return replace(undated(profile), deadlines=book.catalogue.deadlines)
    own = raw["deadlines"]
    return UnitParticulars(
        bodies=_lines(IssuingBody, raw["bodies"]),
        signatories=_lines(Signatory, raw["signatories"]),
        documents=_lines(DocumentLine, raw["documents"]),
        deadlines=book.catalogue.deadlines if own is None else _lines(Deadline, own),
        chosen=raw["chosen"],
    )


def save_unit(book: Book, profile: UnitProfile, particulars: UnitParticulars) -> ChangeSet:
    """Keep profile and lines together (thông tin đơn vị), and in the journal what they were.

    Deadlines nobody changed are not kept: those of a newer catalogue then count.
    """
    stored = asdict(particulars)
    if particulars.deadlines == book.catalogue.deadlines:
        stored["deadlines"] = None
    with transaction(book.sessions) as session:
        keep_profile(session, book, in_print(profile, particulars))
        _keep(session, stored)
    return ChangeSet(settings=True)


def profile_in_force(book: Book) -> UnitProfile | None:
    """The profile as the report of its signing day prints it; None before the first run."""
    profile = load_profile(book)
    return profile and in_print(profile, load_particulars(book, profile))


def in_print(profile: UnitProfile, particulars: UnitParticulars) -> UnitProfile:
    """The profile with the lines of the day it is signed on, else of today."""
    return printed(profile, particulars, printing_day(profile, today()))


def begin_unit(book: Book, profile: UnitProfile) -> UnitProfile:
    """Give a new book its unit, with the usual lines where the list of units knows it."""
    day = unit_day(profile)
    unit = book.units.find(profile.code, day)
    if unit is None:
        particulars = load_particulars(book, profile)
    else:
        province = book.units.path(unit, day)[-1]
        lines = particulars_for(unit, province, book.catalogue.profile_lines)
        particulars = replace(lines, deadlines=book.catalogue.deadlines)
    save_unit(book, profile, particulars)
    return in_print(profile, particulars)


def _keep(session: Session, stored: Mapping[str, Any]) -> None:
    old = session.get(Setting, PARTICULARS)
    before = json.loads(old.value) if old else {}
    after = json.loads(_text(stored))
    journal.record(
        session,
        now(),
        Setting.__tablename__,
        PARTICULARS,
        [
            (part, _text(before[part]) if part in before else None, _text(after[part]))
            for part in after
        ],
    )
    session.merge(Setting(name=PARTICULARS, value=_text(stored)))


def _text(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, default=date.isoformat)


def _lines(kind: type[L], raw: Sequence[Mapping[str, Any]]) -> tuple[L, ...]:
    """What a newer program kept and this one does not know, is left out."""
    known = {each.name for each in fields(kind)}
    return tuple(
        kind(**{name: _value(name, value) for name, value in each.items() if name in known})
        for each in raw
    )


def _value(name: str, value: Any) -> Any:
    if name in DAYS:
        return value and date.fromisoformat(value)
    if name in CODES:
        return CODES[name](value)
    return tuple(value) if isinstance(value, list) else value

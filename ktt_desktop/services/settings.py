"""The profile of the unit and the other settings of the work, kept in the book."""

import json
from collections.abc import Mapping
from dataclasses import asdict
from datetime import date
from typing import Any
from uuid import uuid4

from sqlalchemy.orm import Session

from ktt_desktop.domain.period import ReportingPeriod
from ktt_desktop.domain.records import ChangeSet, UnitProfile
from ktt_desktop.domain.terms import UnitLevel
from ktt_desktop.models.document import Setting
from ktt_desktop.services.book import Book
from ktt_desktop.services.places import keep_units
from ktt_desktop.storage.session import transaction

PROFILE, PERIOD, INSTALL_ID = "profile", "period", "install_id"


def load_profile(book: Book) -> UnitProfile | None:
    """Who this book belongs to, as saved last; None until the first-run dialog was answered."""
    raw = load_value(book, PROFILE)
    return None if raw is None else profile_from(raw)


def profile_from(raw: Mapping[str, Any]) -> UnitProfile:
    """The profile as the book keeps it; raises KeyError, TypeError, ValueError otherwise."""
    fields: dict[str, Any] = {
        name: tuple(value) if isinstance(value, list) else value for name, value in raw.items()
    }
    signed_on = fields.pop("signed_on")
    fields["level"] = UnitLevel(fields["level"])
    fields["signed_on"] = date.fromisoformat(signed_on) if signed_on else None
    return UnitProfile(**fields)


def save_profile(book: Book, profile: UnitProfile) -> ChangeSet:
    """Keep the profile of the unit (thông tin đơn vị), and the units it speaks of."""
    with transaction(book.sessions) as session:
        keep_profile(session, book, profile)
    return ChangeSet(settings=True)


def keep_profile(session: Session, book: Book, profile: UnitProfile) -> None:
    """Keep the profile as part of a larger change."""
    raw = asdict(profile)
    raw["signed_on"] = profile.signed_on.isoformat() if profile.signed_on else None
    session.merge(Setting(name=PROFILE, value=json.dumps(raw, ensure_ascii=False)))
    keep_units(session, book.units, profile)


def load_period(book: Book) -> ReportingPeriod | None:
    """The period the officer worked in last."""
    raw = load_value(book, PERIOD)
    return None if raw is None else ReportingPeriod.parse(raw)


def save_period(book: Book, period: ReportingPeriod) -> ChangeSet:
    """Keep the period being worked in."""
    save_value(book, PERIOD, period.code)
    return ChangeSet(settings=True)


def install_id(book: Book) -> str:
    """The name of this installation in what it sends; made when first asked for."""
    known = load_value(book, INSTALL_ID)
    if known is None:
        known = str(uuid4())
        save_value(book, INSTALL_ID, known)
    return str(known)


def load_value(book: Book, name: str) -> Any:
    """A setting by its name; None where it was never made."""
    with transaction(book.sessions) as session:
        found = session.get(Setting, name)
        return None if found is None else json.loads(found.value)


def save_value(book: Book, name: str, value: Any) -> None:
    """Keep a setting, as JSON."""
    with transaction(book.sessions) as session:
        session.merge(Setting(name=name, value=json.dumps(value, ensure_ascii=False)))

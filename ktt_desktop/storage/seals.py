"""Queries of the machines of units below whose seals were registered."""

from datetime import datetime

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from ktt_desktop.domain.seals import RegisteredSeal
from ktt_desktop.models.exchange import KnownSeal


def all_seals(session: Session) -> list[RegisteredSeal]:
    """Every registered machine, by unit and time."""
    rows = session.scalars(select(KnownSeal).order_by(KnownSeal.unit_key, KnownSeal.registered_at))
    return [_seal(row) for row in rows]


def find_seal(session: Session, fingerprint: str) -> RegisteredSeal | None:
    """The machine with this fingerprint."""
    row = session.get(KnownSeal, fingerprint)
    return None if row is None else _seal(row)


def has_seal(session: Session, unit: str) -> bool:
    """Whether a machine of the unit is registered."""
    query = select(KnownSeal.fingerprint).where(KnownSeal.unit_key == unit).limit(1)
    return session.scalar(query) is not None


def keep_seal(
    session: Session, fingerprint: str, unit: str, public_key: str, note: str, moment: datetime
) -> None:
    """Register a machine for a unit, in place of what was registered under its fingerprint."""
    session.merge(
        KnownSeal(
            fingerprint=fingerprint,
            unit_key=unit,
            public_key=public_key,
            note=note,
            registered_at=moment,
        )
    )


def remove_seal(session: Session, fingerprint: str) -> None:
    """Forget a machine."""
    session.execute(delete(KnownSeal).where(KnownSeal.fingerprint == fingerprint))


def _seal(row: KnownSeal) -> RegisteredSeal:
    return RegisteredSeal(
        row.fingerprint, row.unit_key, row.public_key, row.note, row.registered_at
    )

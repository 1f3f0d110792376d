"""The programmes of the catalogue as work records of the book, so that they can be completed."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy.orm import Session

from ktt_desktop.domain.dossier import Kind, Value
from ktt_desktop.domain.records import Programme
from ktt_desktop.models.dossier import Dossier
from ktt_desktop.storage.dossiers import known_uids, text_of


def add_shipped_programmes(
    session: Session, shipped: Sequence[Programme], moment: datetime
) -> None:
    """Write those the book does not have yet; one in the bin stays there."""
    known = known_uids(session, [each.code for each in shipped])
    session.add_all(_entity(each, moment) for each in shipped if each.code not in known)


def _entity(programme: Programme, moment: datetime) -> Dossier:
    values: dict[str, Value] = {"name": programme.name}
    for key in ("document", "first_year", "last_year", "level"):
        if value := getattr(programme, key):
            values[key] = value
    return Dossier(
        uid=programme.code,
        kind=Kind.PROGRAMME,
        period="",
        programme="",
        topic="",
        part_of="",
        content=text_of(values),
        money="{}",
        updated_at=moment,
    )

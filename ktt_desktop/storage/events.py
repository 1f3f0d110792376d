"""Events of organisations and their parties, as rows."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select, text
from sqlalchemy.orm import Session

from ktt_desktop.domain.events import EventParty as Told
from ktt_desktop.models.event import EventParty, OrganisationEvent
from ktt_desktop.models.organisation import Organisation

LIVE = "dossier.id = dossier_party.dossier_id AND dossier.deleted_at IS NULL"


@dataclass(frozen=True, slots=True)
class EventRow:
    """Một sự kiện với các bên, in the order they were recorded in; `role` is a code here."""

    event: OrganisationEvent
    parties: tuple[Told, ...]


def find(session: Session, uid: str) -> OrganisationEvent | None:
    """The event of a uid."""
    return session.scalar(select(OrganisationEvent).where(OrganisationEvent.uid == uid))


def events_of(session: Session, organisation_id: int) -> list[EventRow]:
    """The events an organisation had a part in, the newest first."""
    own = select(EventParty.event_id).where(EventParty.organisation_id == organisation_id)
    found = session.scalars(
        select(OrganisationEvent)
        .where(OrganisationEvent.id.in_(own))
        .order_by(OrganisationEvent.happened_on.desc(), OrganisationEvent.id.desc())
    )
    return [EventRow(each, parties_of(session, each.id)) for each in found]


def pairs_of_events(session: Session) -> list[tuple[str, str]]:
    """Every two parties of an event that holds, the smaller uid first."""
    found = session.execute(
        text(
            "SELECT DISTINCT a.uid, b.uid FROM event_party x "
            "JOIN event_party y ON y.event_id = x.event_id "
            "JOIN organisation_event e ON e.id = x.event_id AND e.undone_at IS NULL "
            "JOIN organisation a ON a.id = x.organisation_id "
            "JOIN organisation b ON b.id = y.organisation_id WHERE a.uid < b.uid"
        )
    )
    return [(row[0], row[1]) for row in found]


def with_entries(session: Session, ids: Sequence[int]) -> frozenset[int]:
    """The organisations among these that have yearly figures or work records."""
    found: set[int] = set()
    for table in ("annual_return", f"dossier_party JOIN dossier ON {LIVE}"):
        for each in ids:
            question = f"SELECT 1 FROM {table} WHERE organisation_id = :id LIMIT 1"
            if session.execute(text(question), {"id": each}).first():
                found.add(each)
    return frozenset(found)


def move_parties(session: Session, source: int, target: int) -> None:
    """Give the events of a record to another one, but those the other has a part in already."""
    session.execute(
        text(
            "UPDATE OR IGNORE event_party SET organisation_id = :target "
            "WHERE organisation_id = :source"
        ),
        {"source": source, "target": target},
    )


def parties_of(session: Session, event_id: int) -> tuple[Told, ...]:
    """Who had a part in an event, in the order it was recorded in; roles as codes."""
    found = session.execute(
        select(Organisation.uid, Organisation.name, EventParty.role)
        .join(EventParty, EventParty.organisation_id == Organisation.id)
        .where(EventParty.event_id == event_id)
        .order_by(EventParty.place)
    )
    return tuple(Told(row.uid, row.name, row.role) for row in found)

"""Writing an event down: every record it changes, the new ones, what the journal tells of it."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from uuid import uuid4

from sqlalchemy.orm import Session

from ktt_desktop.domain.events import EventKind, EventPlan, EventRole, Outcome
from ktt_desktop.domain.events import EventParty as Told
from ktt_desktop.domain.history import Source
from ktt_desktop.domain.text import nfc
from ktt_desktop.models.event import EventParty, OrganisationEvent
from ktt_desktop.models.organisation import Organisation
from ktt_desktop.services.correcting import correct_fields
from ktt_desktop.services.register import apply_draft
from ktt_desktop.services.register_parts import write_links
from ktt_desktop.services.statuses import read_steps, write_steps
from ktt_desktop.storage import events, journal, organisations
from ktt_desktop.storage.snapshots import RECORD, linked_ids, read_snapshot, to_text


def write_event(
    session: Session,
    kind: EventKind,
    plan: EventPlan,
    outcomes: Sequence[Outcome],
    moment: datetime,
) -> tuple[str, frozenset[str]]:
    """Make every record what its outcome says; the uid of the event and of all records touched."""
    existing = organisations.ids_by_uid(session, (each.after.uid for each in outcomes))
    changed = [
        existing[each.after.uid]
        for each in outcomes
        if each.before is not None and each.role is not EventRole.INTO
    ]
    before = read_snapshot(session, changed, RECORD)
    written = [_write(session, each, moment) for each in outcomes]
    new = [entity.id for entity, each in zip(written, outcomes, strict=True) if each.before is None]
    after = read_snapshot(session, [*changed, *new], RECORD)
    event = OrganisationEvent(
        uid=str(uuid4()),
        kind=plan.kind,
        happened_on=plan.day,
        document=nfc(plan.document if plan.is_finished else plan.began_document),
        note=nfc("\n".join(filter(None, (plan.note, *_codes_moved(outcomes))))),
        before=to_text(before),
        after=to_text(after),
        recorded_at=moment,
        parties=[
            EventParty(organisation_id=entity.id, role=each.role.value, place=place)
            for place, (entity, each) in enumerate(zip(written, outcomes, strict=True))
        ],
    )
    session.add(event)
    session.flush()
    parties = events.parties_of(session, event.id)
    for each in parties:
        words = event_words(event, kind, parties, each.uid)
        _journal(session, each.uid, moment, [("event", None, words)])
    linked = organisations.names_by_id(session, set(linked_ids((before, after))))
    touched = {each.uid for each in parties} | {uid for uid, _ in linked.values()}
    return event.uid, frozenset(touched)


def event_label(event: OrganisationEvent, kind: EventKind | None) -> str:
    """What a recorded event is called; its code where the catalogue knows it no more."""
    return kind.label if kind else event.kind


def event_words(
    event: OrganisationEvent, kind: EventKind | None, parties: Sequence[Told], uid: str
) -> str:
    """An event as the history of one of its parties tells it."""
    roles = kind.roles if kind else {}
    others = [f"{each.name} ({roles.get(each.role, '')})" for each in parties if each.uid != uid]
    when = f", {event.happened_on.running()}" if event.happened_on else ""
    own = next((roles.get(each.role, "") for each in parties if each.uid == uid), "")
    return f"{event_label(event, kind)}{when}: {'; '.join([own, *others])}"


def _write(session: Session, outcome: Outcome, moment: datetime) -> Organisation:
    """One record; the existing ones come first, so a code that moves is free for the new one."""
    draft = outcome.after
    entity = organisations.find(session, draft.uid) if outcome.before else None
    if entity is not None and outcome.role is EventRole.INTO:
        return entity
    if entity is None:
        entity = Organisation(uid=str(uuid4()), created_at=moment)
        session.add(entity)
    apply_draft(session, entity, draft, moment, Source.EVENT)
    if outcome.steps:
        steps = (*read_steps(entity.status_changes), *outcome.steps)
        told = write_steps(entity, steps)
        correct_fields(session, entity, told, moment)
        _journal(session, entity.uid, moment, told)
    session.flush()
    write_links(session, entity, draft, moment, Source.EVENT)
    return entity


def _codes_moved(outcomes: Iterable[Outcome]) -> Iterable[str]:
    for each in outcomes:
        if each.before is not None and each.before.draft.tax_code and not each.after.tax_code:
            yield f"Mã số {each.before.draft.tax_code} chuyển sang hồ sơ mới."


def _journal(
    session: Session, uid: str, moment: datetime, changes: Iterable[journal.Change]
) -> None:
    journal.record(session, moment, "organisation", uid, changes, Source.EVENT)

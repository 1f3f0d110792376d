"""Taking an event back: every record as it was, whatever time has passed, if nobody changed it."""

from datetime import datetime

from sqlalchemy.orm import Session

from ktt_desktop.domain.events import EventKind
from ktt_desktop.domain.history import Source
from ktt_desktop.models.event import OrganisationEvent
from ktt_desktop.services.event_writing import event_words
from ktt_desktop.services.record_values import told_values
from ktt_desktop.storage import events, journal, organisations
from ktt_desktop.storage.snapshots import (
    RECORD,
    Snapshot,
    altered,
    from_text,
    ids_in,
    linked_ids,
    read_snapshot,
    restore_snapshot,
)


def undo_refusal(session: Session, event: OrganisationEvent) -> str:
    """Why an event cannot be undone; "" when it can."""
    if event.undone_at is not None:
        return "Sự kiện này đã được hoàn tác."
    after = from_text(event.after)
    ids, new = ids_in(after), _new(event, after)
    changed = altered(after, read_snapshot(session, ids, RECORD))
    entered = events.with_entries(session, new)
    names = organisations.names_by_id(session, ids)
    for each in ids:
        name = names[each][1]
        if each in changed:
            return f"Hồ sơ “{name}” đã được đổi tiếp sau sự kiện này nên không hoàn tác được."
        if each in entered:
            return (
                f"Hồ sơ “{name}” do sự kiện này lập đã có số liệu hoặc hồ sơ công việc nên không "
                "hoàn tác được. Chuyển hoặc xóa các mục đó trước."
            )
    return ""


def put_back(
    session: Session, event: OrganisationEvent, kind: EventKind | None, moment: datetime
) -> frozenset[str]:
    """Restore the rows of every record; new ones go to the bin. The uids of all touched."""
    before, after = from_text(event.before), from_text(event.after)
    new = _new(event, after)
    parties = events.parties_of(session, event.id)
    told = {each.uid: event_words(event, kind, parties, each.uid) for each in parties}
    ids = organisations.ids_by_uid(session, told)
    touched = organisations.by_ids(
        session, sorted({*ids.values(), *ids_in(after), *linked_ids((before, after))})
    )
    values = {each.uid: told_values(session, each) for each in touched}
    for each in touched:
        if each.id in new:
            each.deleted_at = moment
    event.undone_at = moment
    session.flush()
    restore_snapshot(session, ids_in(before), before)
    session.expire_all()
    for each in touched:
        changes: list[journal.Change] = [("event", told.get(each.uid), None)]
        now = told_values(session, each)
        changes += [(field, old, now[field]) for field, old in values[each.uid].items()]
        if each.id in new:
            changes.append(("deleted_at", "", str(moment)))
        journal.record(session, moment, "organisation", each.uid, changes, Source.EVENT)
    return frozenset(each.uid for each in touched)


def _new(event: OrganisationEvent, after: Snapshot) -> list[int]:
    """The records the event made."""
    old = set(ids_in(from_text(event.before)))
    return [each for each in ids_in(after) if each not in old]

"""Sự kiện: one guided act with its consequences on all records, in one transaction."""

from collections.abc import Iterator
from dataclasses import replace

from sqlalchemy.orm import Session

from ktt_desktop.domain.errors import InvalidInputError, NotFoundError, StaleRecordError
from ktt_desktop.domain.event_checks import EventCheck
from ktt_desktop.domain.event_drafts import first_drafts, next_draft
from ktt_desktop.domain.event_outcomes import has_begun, outcomes
from ktt_desktop.domain.events import (
    Consequence,
    EventKind,
    EventLine,
    EventParty,
    EventPlan,
    Outcome,
    Parties,
    Party,
)
from ktt_desktop.domain.records import ChangeSet
from ktt_desktop.domain.terms import OrganisationKind
from ktt_desktop.models.organisation import Organisation
from ktt_desktop.services.book import Book, now, today
from ktt_desktop.services.event_consequences import EventWords
from ktt_desktop.services.event_undoing import put_back, undo_refusal
from ktt_desktop.services.event_writing import event_label, write_event
from ktt_desktop.services.places import commune_name
from ktt_desktop.services.register import read_draft
from ktt_desktop.services.register_checks import check_draft
from ktt_desktop.services.settings import load_profile
from ktt_desktop.services.statuses import read_steps
from ktt_desktop.storage import events, organisations
from ktt_desktop.storage.events import EventRow
from ktt_desktop.storage.session import transaction
from ktt_desktop.storage.units import unit_names

GONE = "Hồ sơ không còn trong sổ. Nạp lại danh mục."


def event_kinds(book: Book, kind: OrganisationKind | None) -> tuple[EventKind, ...]:
    """What may happen to an organisation of a kind; None: what begins with a new record."""
    return tuple(
        each
        for each in book.catalogue.events.values()
        if (kind in each.starts_from if kind is not None else not each.starts_from)
    )


def start_event(book: Book, code: str, uid: str) -> EventPlan:
    """The plan to fill in, its new records prefilled from the subject; "" where there is none.

    Raises NotFoundError.
    """
    kind, plan = book.catalogue.events[code], EventPlan(code, uid)
    subject = _read_parties(book, plan).get(uid)
    if kind.creation is not None:
        drafts = first_drafts(kind.creation, subject.draft if subject else None)
        plan = replace(plan, created=drafts)
    if subject is None:
        return plan
    endings = kind.endings_of(subject.draft.kind)
    begun = next((each for each in endings if has_begun(each, subject)), None)
    if begun is not None:
        return replace(plan, manner=begun.code, has_begun=True)
    return replace(plan, manner=endings[0].code) if len(endings) == 1 else plan


def new_record(book: Book, plan: EventPlan) -> EventPlan:
    """The plan with one more new record, prefilled as the first ones; raises NotFoundError."""
    creation = book.catalogue.events[plan.kind].creation
    if creation is None:
        return plan
    subject = _read_parties(book, plan).get(plan.subject)
    draft = next_draft(creation, subject.draft if subject else None)
    return replace(plan, created=(*plan.created, draft))


def event_problems(book: Book, plan: EventPlan) -> dict[str, str]:
    """What keeps the event from being recorded: attribute of the plan → sentence.

    Those of a new record as "created.0.name". Raises NotFoundError when a record is gone.
    """
    kind, parties = book.catalogue.events[plan.kind], _read_parties(book, plan)
    rules = book.catalogue.status_rules
    made = outcomes(rules, kind, plan, parties)
    found = EventCheck(rules, kind, plan, parties, made, today()).problems()
    for attr, sentence in _draft_problems(book, kind, plan, parties, made):
        found.setdefault(attr, sentence)
    return found


def consequences(book: Book, plan: EventPlan) -> tuple[Consequence, ...]:
    """What will be changed on each record, as far as the plan goes; raises NotFoundError."""
    kind, parties = book.catalogue.events[plan.kind], _read_parties(book, plan)
    profile = load_profile(book)
    with transaction(book.sessions) as session:
        kept = unit_names(session)
        linked = {
            uid
            for each in parties.values()
            for uid in (*each.draft.unions, *each.draft.members_of_union)
        }
        names = organisations.names_by_uid(session, linked)

    def commune(code: str) -> str:
        return commune_name(book.units, profile, code, kept) if profile else code

    words = EventWords(book.catalogue, kind, commune, names)
    made = outcomes(book.catalogue.status_rules, kind, plan, parties)
    return tuple(words.consequence(each) for each in made)


def record_event(book: Book, plan: EventPlan) -> tuple[str, ChangeSet]:
    """Do it all at once; returns the uid of the event.

    Raises InvalidInputError (first problem of event_problems), NotFoundError.
    """
    for sentence in event_problems(book, plan).values():
        raise InvalidInputError(sentence)
    moment, kind = now(), book.catalogue.events[plan.kind]
    with transaction(book.sessions) as session:
        parties = _parties(session, plan)
        made = outcomes(book.catalogue.status_rules, kind, plan, parties)
        uid, touched = write_event(session, kind, plan, made, moment)
    return uid, ChangeSet(organisations=touched)


def events_of(book: Book, uid: str) -> tuple[EventLine, ...]:
    """What happened to an organisation, newest first; raises NotFoundError."""
    with transaction(book.sessions) as session:
        entity = organisations.find_any(session, uid)
        if entity is None:
            raise NotFoundError(GONE)
        found = events.events_of(session, entity.id)
        return tuple(_line(session, book, each, uid) for each in found)


def undo_event(book: Book, event_uid: str) -> ChangeSet:
    """Put every record back as it was; new ones go to the bin, the event stays as undone.

    Raises StaleRecordError naming the record that was changed since, NotFoundError.
    """
    with transaction(book.sessions) as session:
        event = events.find(session, event_uid)
        if event is None:
            raise NotFoundError("Sự kiện này không còn trong sổ. Nạp lại hồ sơ.")
        if refusal := undo_refusal(session, event):
            raise StaleRecordError(refusal)
        touched = put_back(session, event, book.catalogue.events.get(event.kind), now())
    return ChangeSet(organisations=touched)


def _read_parties(book: Book, plan: EventPlan) -> Parties:
    with transaction(book.sessions) as session:
        return _parties(session, plan)


def _parties(session: Session, plan: EventPlan) -> Parties:
    """The existing records of a plan; raises NotFoundError."""
    uids = [each for each in (plan.subject, *plan.others, plan.into) if each]
    return {uid: _party(session, organisations.find(session, uid)) for uid in uids}


def _party(session: Session, entity: Organisation | None) -> Party:
    if entity is None:
        raise NotFoundError(GONE)
    return Party(read_draft(session, entity), read_steps(entity.status_changes))


def _draft_problems(
    book: Book, kind: EventKind, plan: EventPlan, parties: Parties, made: tuple[Outcome, ...]
) -> Iterator[tuple[str, str]]:
    """What is wrong with the new records; a code that moves to one is still held by another."""
    creation, codes = kind.creation, set()
    subject = parties.get(plan.subject)
    kept = subject.draft.tax_code if subject and creation and creation.keeps_tax_code else ""
    for each in made:
        if each.before is not None:
            continue
        typed = plan.created[each.place].tax_code
        if kept and typed not in ("", kept):
            yield (
                f"created.{each.place}.tax_code",
                f"Mã số {kept} được giữ khi chuyển đổi. Xóa mã số đã gõ.",
            )
        draft = replace(each.after, tax_code="") if kept else each.after
        for attr, sentence in check_draft(book, draft).items():
            yield _plan_attr(each.place, attr), sentence
        if draft.tax_code and draft.tax_code in codes:
            yield (
                f"created.{each.place}.tax_code",
                f"Hai hồ sơ mới có cùng mã số {draft.tax_code}. Kiểm tra lại.",
            )
        codes.add(draft.tax_code)


def _plan_attr(place: int, attr: str) -> str:
    """A new record gets its day and document from the plan."""
    of_plan = {"status_on": "on", "status_document": "document"}
    return of_plan.get(attr, f"created.{place}.{attr}")


def _line(session: Session, book: Book, row: EventRow, uid: str) -> EventLine:
    event, kind = row.event, book.catalogue.events.get(row.event.kind)
    parties = [
        EventParty(each.uid, each.name, kind.roles.get(each.role, "") if kind else "")
        for each in row.parties
    ]
    return EventLine(
        uid=event.uid,
        label=event_label(event, kind),
        on=event.happened_on,
        document=event.document,
        note=event.note,
        own_role=next(each.role for each in parties if each.uid == uid),
        others=tuple(each for each in parties if each.uid != uid),
        recorded_at=event.recorded_at,
        undone_at=event.undone_at,
        refusal=undo_refusal(session, event),
    )

"""The parts of a record that repeat: read from their rows, put in order, written back."""

from collections.abc import Mapping
from dataclasses import fields, replace
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from ktt_desktop.domain.errors import InvalidInputError
from ktt_desktop.domain.history import Source
from ktt_desktop.domain.identifiers import parse_personal_id, parse_tax_code
from ktt_desktop.domain.organisation import (
    Activity,
    Attachment,
    Branch,
    OrganisationDraft,
    Person,
    Recognition,
    RegistrationChange,
)
from ktt_desktop.domain.organisation_json import to_json
from ktt_desktop.domain.terms import OrganisationKind
from ktt_desktop.domain.text import nfc
from ktt_desktop.models import organisation_parts as models
from ktt_desktop.models.base import Base
from ktt_desktop.models.organisation import Organisation
from ktt_desktop.services.correcting import correct_members
from ktt_desktop.storage import journal, organisations, unions
from ktt_desktop.storage.journal import Change

# Attribute of draft and organisation → one of its parts, its row.
PARTS: Mapping[str, tuple[type[Any], type[Base]]] = {
    "persons": (Person, models.OrganisationPerson),
    "changes": (RegistrationChange, models.RegistrationChange),
    "activities": (Activity, models.OrganisationActivity),
    "branches": (Branch, models.OrganisationBranch),
    "recognitions": (Recognition, models.OrganisationRecognition),
    "attachments": (Attachment, models.OrganisationAttachment),
}
# The two sides of one table: attribute, attribute of the other record, whose it is, how to store.
SIDES = (
    ("unions", "members_of_union", OrganisationKind.COOPERATIVE, unions.set_unions),
    ("members_of_union", "unions", OrganisationKind.COOPERATIVE_UNION, unions.set_members),
)

Parts = dict[str, tuple[Any, ...]]
Links = dict[str, tuple[str, ...]]


def read_parts(entity: Organisation) -> Parts:
    """The parts of a stored record, by attribute."""
    return {
        attr: tuple(
            part(**{each.name: getattr(row, each.name) for each in fields(part)})
            for row in getattr(entity, attr)
        )
        for attr, (part, _) in PARTS.items()
    }


def write_parts(entity: Organisation, draft: OrganisationDraft) -> list[Change]:
    """Replace the parts that differ; returns what the journal writes down, one field each."""
    before, changes = read_parts(entity), []
    for attr, (part, model) in PARTS.items():
        wanted = tuple(_tidy(each) for each in getattr(draft, attr) if each != _blank(part))
        if wanted != before[attr]:
            changes.append((attr, parts_text(before[attr]), parts_text(wanted)))
            rows = [
                model(place=place, **{name.name: getattr(each, name.name) for name in fields(each)})
                for place, each in enumerate(wanted)
            ]
            setattr(entity, attr, rows)
    return changes


def parts_text(parts: tuple[Any, ...]) -> str | None:
    """What the journal keeps of a list: canonical JSON, None where it is empty."""
    return to_json(parts) if parts else None


def read_links(session: Session, organisation_id: int) -> Links:
    """The uids of the LHHTX an HTX belongs to, and of the HTX of an LHHTX."""
    return {
        "unions": unions.unions_of(session, organisation_id),
        "members_of_union": unions.members_of(session, organisation_id),
    }


def write_links(
    session: Session,
    entity: Organisation,
    draft: OrganisationDraft,
    moment: datetime,
    source: Source,
) -> None:
    """Join and leave unions as the draft says; both records get it into their journal."""
    for attr, other, kind, store in SIDES:
        wanted = set(getattr(draft, attr)) if draft.kind is kind else set()
        before = read_links(session, entity.id)
        touched = organisations.ids_by_uid(session, wanted ^ set(before[attr]))
        if not touched:
            continue
        theirs = {uid: read_links(session, id_) for uid, id_ in touched.items()}
        store(session, entity.id, organisations.ids_by_uid(session, wanted).values())
        session.flush()
        after = read_links(session, entity.id)
        _record(session, moment, entity.uid, attr, before, after, source)
        for uid, id_ in touched.items():
            mine = read_links(session, id_)
            _record(session, moment, uid, other, theirs[uid], mine, source)
            if attr == "unions":
                _correct(session, uid, theirs[uid], mine, moment)
        if attr == "members_of_union":
            _correct(session, entity.uid, before, after, moment)


def _correct(session: Session, union: str, before: Links, after: Links, moment: datetime) -> None:
    members = "members_of_union"
    correct_members(session, union, before[members], after[members], moment)


def _record(
    session: Session,
    moment: datetime,
    uid: str,
    attr: str,
    before: Links,
    after: Links,
    source: Source,
) -> None:
    change = (attr, parts_text(before[attr]), parts_text(after[attr]))
    journal.record(session, moment, "organisation", uid, [change], source)


def _blank(part: type[Any]) -> Any:
    """A row nobody filled in; attachments are never blank."""
    return None if part is Attachment else part()


def _tidy(part: Any) -> Any:
    """Texts composed, the codes of persons and branches as digits where they can be read."""
    texts = {
        each.name: nfc(value)
        for each in fields(part)
        if type(value := getattr(part, each.name)) is str
    }
    part = replace(part, **texts)
    match part:
        case Person(identity_number=number) if number:
            return replace(part, identity_number=_digits(parse_personal_id, number))
        case Branch(code=code) if code:
            return replace(part, code=_digits(parse_tax_code, code))
        case _:
            return part


def _digits(parse: Any, text: str) -> str:
    try:
        return str(parse(text).digits)
    except InvalidInputError:
        return text

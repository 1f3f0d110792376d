"""One change to many records of the list: shown first, made in one transaction, taken back whole.

What is changed is an attribute of the record, or the operating status, which goes by the rules of
its history: a record for which they do not allow it is left as it is, and says why.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from sqlalchemy.orm import Session

from ktt_desktop.catalogue.fields import FieldType
from ktt_desktop.domain.dates import PartialDate
from ktt_desktop.domain.errors import NotFoundError, StaleRecordError
from ktt_desktop.domain.history import Source
from ktt_desktop.domain.progress import Progress
from ktt_desktop.domain.records import ChangeSet
from ktt_desktop.domain.status_history import (
    StatusOwner,
    StatusStep,
    change_problems,
    in_order,
    present_steps,
)
from ktt_desktop.domain.terms import OperatingStatus, StatusAxis
from ktt_desktop.domain.text import nfc
from ktt_desktop.models.organisation import Organisation
from ktt_desktop.services.book import Book, now, today
from ktt_desktop.services.correcting import correct_fields
from ktt_desktop.services.statuses import read_steps, write_steps
from ktt_desktop.storage import journal, organisations
from ktt_desktop.storage.session import transaction

STATUS = "operating_status"
FIELDS = (
    *("sector", "commune_code", "former_commune_code", STATUS, "is_alliance_member"),
    *("charter_is_2023", "conversion_2012", "wants_support"),
)

Value = str | bool | None
Lines = tuple[StatusStep, ...]


@dataclass(frozen=True, slots=True)
class BulkChange:
    """Một thay đổi cho nhiều hồ sơ; `on` and `document` belong to a new operating status."""

    field: str
    value: Value
    on: PartialDate | None = None
    document: str = ""

    @property
    def step(self) -> StatusStep:
        """The line a change of the status adds."""
        return StatusStep(
            StatusAxis.OPERATING, str(self.value), self.on, document=nfc(self.document)
        )


@dataclass(frozen=True, slots=True)
class BulkLine:
    """Một hồ sơ trong bản xem trước; `problem` says why it stays, "" where it will change."""

    uid: str
    name: str
    old: Value
    new: Value
    problem: str


@dataclass(frozen=True, slots=True)
class BulkUndo:
    """Những gì để hoàn tác: by uid, what was there and what was put there."""

    change: BulkChange
    before: Mapping[str, Any]
    after: Mapping[str, Any]


def preview_change(book: Book, ids: Sequence[int], change: BulkChange) -> list[BulkLine]:
    """What the change would do to each record, in the order of the ids."""
    with transaction(book.sessions) as session:
        return [
            _line(book, entity, change, today()) for entity in organisations.by_ids(session, ids)
        ]


def make_change(
    book: Book, ids: Sequence[int], change: BulkChange, progress: Progress
) -> tuple[BulkUndo, ChangeSet]:
    """Change every record that can be changed; all or none of them are written."""
    before: dict[str, Any] = {}
    after: dict[str, Any] = {}
    moment, day = now(), today()
    with transaction(book.sessions) as session:
        entities = organisations.by_ids(session, ids)
        for place, entity in enumerate(entities):
            progress.report(place, len(entities), f"Sửa hồ sơ {entity.name}")
            if not _line(book, entity, change, day).problem:
                before[entity.uid] = _held(entity, change)
                after[entity.uid] = _wanted(entity, change)
                _put(session, entity, change, after[entity.uid], moment)
        session.flush()
    return BulkUndo(change, before, after), ChangeSet(organisations=frozenset(before))


def write_each(
    book: Book, field: str, wanted: Mapping[int, str], progress: Progress
) -> tuple[BulkUndo, ChangeSet]:
    """Fill a field that is still empty with a value of its own for each id; all or none."""
    change, moment = BulkChange(field, None), now()
    with transaction(book.sessions) as session:
        found = organisations.by_ids(session, list(wanted))
        entities = [each for each in found if not _held(each, change)]
        for place, entity in enumerate(entities):
            progress.report(place, len(entities), f"Sửa hồ sơ {entity.name}")
            _put(session, entity, change, wanted[entity.id], moment)
        session.flush()
    after = {each.uid: wanted[each.id] for each in entities}
    return BulkUndo(change, dict.fromkeys(after, ""), after), ChangeSet(frozenset(after))


def undo_change(book: Book, undo: BulkUndo, progress: Progress) -> ChangeSet:
    """Put every record back as it was.

    Raises StaleRecordError when one was changed since, NotFoundError when one is gone; then none
    is put back.
    """
    moment = now()
    with transaction(book.sessions) as session:
        for place, (uid, value) in enumerate(undo.before.items()):
            entity = organisations.find(session, uid)
            if entity is None:
                raise NotFoundError("Có hồ sơ không còn trong sổ nên không hoàn tác được.")
            progress.report(place, len(undo.before), f"Trả lại hồ sơ {entity.name}")
            if _held(entity, undo.change) != undo.after[uid]:
                raise StaleRecordError(
                    f"Hồ sơ “{entity.name}” đã được đổi tiếp sau đó nên không hoàn tác được. "
                    "Sửa từng hồ sơ nếu cần."
                )
            _put(session, entity, undo.change, value, moment)
    return ChangeSet(organisations=frozenset(undo.before))


def _line(book: Book, entity: Organisation, change: BulkChange, day: date) -> BulkLine:
    old = _shown(entity, change, day)
    return BulkLine(entity.uid, entity.name, old, change.value, _problem(book, entity, change, old))


def _shown(entity: Organisation, change: BulkChange, day: date) -> Value:
    if change.field != STATUS:
        found: Value = getattr(entity, change.field)
        return found
    _, operating = present_steps(read_steps(entity.status_changes), day)
    return OperatingStatus(operating.status)


def _problem(book: Book, entity: Organisation, change: BulkChange, old: Value) -> str:
    if old == change.value:
        return "Đã như vậy."
    if change.field != STATUS:
        field = book.catalogue.register_field(change.field)
        return "" if field.applies_to(entity.kind) else f"{entity.kind.value} không có mục này."
    owner = StatusOwner(entity.kind, entity.registered_on)
    steps = read_steps(entity.status_changes)
    problems = change_problems(book.catalogue.status_rules, owner, steps, change.step, today())
    return next(iter(problems.values()), "")


def _held(entity: Organisation, change: BulkChange) -> Any:
    """What a record holds now, comparable with what was put there."""
    if change.field != STATUS:
        return getattr(entity, change.field)
    return _contents(read_steps(entity.status_changes))


def _wanted(entity: Organisation, change: BulkChange) -> Any:
    return (
        change.value
        if change.field != STATUS
        else _contents((*read_steps(entity.status_changes), change.step))
    )


def _contents(steps: Lines) -> Lines:
    """The lines in the order they are read back in, whatever their ids."""
    ordered = (each for axis in StatusAxis for each in in_order(steps, axis))
    return tuple(replace(each, id=0) for each in ordered)


def _put(
    session: Session, entity: Organisation, change: BulkChange, value: Any, moment: datetime
) -> None:
    if change.field == STATUS:
        changes = write_steps(entity, value)
    else:
        old = getattr(entity, change.field)
        changes = [(change.field, _text(old), _text(value))]
        setattr(entity, change.field, value)
    entity.updated_at = moment
    correct_fields(session, entity, changes, moment)
    journal.record(session, moment, "organisation", entity.uid, changes, Source.BULK)


def _text(value: Value) -> str | None:
    """As the journal writes a value of a record."""
    if value is None or value == "":
        return None
    return str(int(value)) if isinstance(value, bool) else value


def takes_yes_or_no(book: Book, field: str) -> bool:
    """Whether the value of a field is yes, no or unknown."""
    return field != STATUS and book.catalogue.register_field(field).type is FieldType.YES_NO

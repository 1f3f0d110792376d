"""The records of an import: new ones in bulk, changed ones as if they had been typed."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any
from uuid import uuid4

from sqlalchemy.orm import Session

from ktt_desktop.domain.dates import PartialDate
from ktt_desktop.domain.errors import InvalidInputError
from ktt_desktop.domain.history import Source
from ktt_desktop.domain.identifiers import parse_tax_code
from ktt_desktop.domain.importing.agreeing import same_person
from ktt_desktop.domain.importing.plan import PlannedRow, Stored
from ktt_desktop.domain.organisation import OrganisationDraft, Person
from ktt_desktop.domain.progress import Progress
from ktt_desktop.domain.search import KIND_WORDS, text_keys
from ktt_desktop.domain.status_history import (
    StatusOwner,
    StatusStep,
    change_problems,
    present_steps,
)
from ktt_desktop.domain.terms import LegalStatus, OperatingStatus, OrganisationKind, StatusAxis
from ktt_desktop.domain.text import nfc, sort_keys
from ktt_desktop.models.organisation import Organisation
from ktt_desktop.services.book import Book, today
from ktt_desktop.services.correcting import correct_fields
from ktt_desktop.services.register import apply_draft, draft_alone
from ktt_desktop.services.statuses import read_steps, write_steps
from ktt_desktop.storage import import_rows as storage
from ktt_desktop.storage import import_traces as traces
from ktt_desktop.storage import journal, organisations

AT_ONCE, CHANGED_AT_ONCE = 500, 100  # each takes well under a second
STATUSES = {"legal_status": StatusAxis.LEGAL, "operating_status": StatusAxis.OPERATING}
FIRST = {StatusAxis.LEGAL: LegalStatus.ACTIVE, StatusAxis.OPERATING: OperatingStatus.ACTIVE}
ABOUT_STATUS = {*STATUSES, "status_on", "status_document"}
SEARCHED = ("name", "short_name", "foreign_name", "tax_code", "old_certificate")
HEAD = ("id", "uid", "search_key", "sort_key", "created_at", "updated_at", "revision")
STEP = ("organisation_id", "axis", "status", "effective_on", "document")
IMPORTED = "imported"  # the field of the one line the journal has of a new record

Cells = dict[str, Any]


def write_new(
    session: Session, rows: Sequence[PlannedRow], moment: datetime, file: str, progress: Progress
) -> dict[int, str]:
    """Add the records of new rows, their ids one after the other; id → uid in the order of rows."""
    columns = {each.name for each in storage.ORGANISATION.columns}
    used = sorted({name for row in rows for name in row.values if name in columns})
    names = sorted({name for row in rows for name in row.person})
    next_id = storage.last_id(session, storage.ORGANISATION) + 1
    made = {next_id + place: str(uuid4()) for place in range(len(rows))}
    writing = _New(session, used, names, stored_time(moment), file)
    ids = list(made.items())
    for start in range(0, len(rows), AT_ONCE):
        progress.report(start, len(rows), f"Ghi tổ chức mới, {start} trên {len(rows)}")
        writing.write(rows[start : start + AT_ONCE], ids[start : start + AT_ONCE])
    return made


class _New:
    """Writes new records some hundreds at a time."""

    def __init__(
        self, session: Session, used: Sequence[str], person: Sequence[str], at: str, file: str
    ) -> None:
        self._session, self._at, self._file = session, at, file
        rest = storage.needed(storage.ORGANISATION, (*used, *HEAD))
        self._columns = (*HEAD, *rest, *used)
        self._rest = tuple(rest.values())
        self._used = storage.blanks(storage.ORGANISATION, used)
        others = storage.needed(storage.PERSON, (*person, "organisation_id", "place"))
        self._person_columns = ("organisation_id", "place", *others, *person)
        self._others = tuple(others.values())
        self._person = storage.blanks(storage.PERSON, person)

    def write(self, rows: Sequence[PlannedRow], ids: Sequence[tuple[int, str]]) -> None:
        """The records with their statuses, representatives and lines of the journal."""
        values = [{name: _cell(name, value) for name, value in row.values.items()} for row in rows]
        persons = [{name: _cell(name, value) for name, value in row.person.items()} for row in rows]
        keys = _search_keys(values, persons)
        places = sort_keys(each["name"] for each in values)
        self._insert(
            storage.ORGANISATION,
            self._columns,
            [
                (
                    *(id_, uid, key, place, self._at, self._at, 1, *self._rest),
                    *(each.get(name, blank) for name, blank in self._used.items()),
                )
                for (id_, uid), key, place, each in zip(ids, keys, places, values, strict=True)
            ],
        )
        steps = [
            (id_, axis.value, each.get(attr, FIRST[axis].value), *_since(each))
            for (id_, _), each in zip(ids, values, strict=True)
            for attr, axis in STATUSES.items()
        ]
        self._insert(storage.STATUS, STEP, steps)
        people = [
            (
                *(id_, 0, *self._others),
                *(each.get(name, blank) for name, blank in self._person.items()),
            )
            for (id_, _), each in zip(ids, persons, strict=True)
            if each
        ]
        self._insert(storage.PERSON, self._person_columns, people)
        lines = ((uid, IMPORTED, None, self._file) for _, uid in ids)
        storage.write_lines(self._session, self._at, "organisation", lines)

    def _insert(self, table: Any, names: Sequence[str], rows: Sequence[tuple[Any, ...]]) -> None:
        storage.insert_rows(self._session, table, names, rows)


def write_changed(
    session: Session,
    book: Book,
    rows: Iterable[PlannedRow],
    ids: Mapping[str, int],
    trace: traces.Trace,
    moment: datetime,
    progress: Progress,
) -> None:
    """Carry rows over to the records they belong to.

    Raises InvalidInputError where the rules do not allow a change of status.
    """
    by_id: dict[int, list[PlannedRow]] = {}
    for row in rows:
        if row.is_record_changed:
            by_id.setdefault(ids[row.uid], []).append(row)
    wanted = list(by_id)
    for start in range(0, len(wanted), CHANGED_AT_ONCE):
        progress.report(start, len(wanted), f"Sửa tổ chức đã có, {start} trên {len(wanted)}")
        found = []
        for entity in organisations.whole(session, wanted[start : start + CHANGED_AT_ONCE]):
            before = draft_alone(entity)
            draft, steps = before, list[StatusStep]()
            for row in by_id[entity.id]:
                draft = _with(draft, row)
                steps += _new_steps(book, entity, row)
            if draft != before or steps:
                found.append((entity, draft, steps))
        traces.note_before(session, trace, traces.TOUCHED, [each.id for each, _, _ in found])
        with session.no_autoflush:  # all of them at once, which is far sooner
            for entity, draft, steps in found:
                apply_draft(session, entity, draft, moment, Source.IMPORTED)
                _add_steps(session, entity, steps, moment)
        session.flush()
        session.expunge_all()


def _with(draft: OrganisationDraft, row: PlannedRow) -> OrganisationDraft:
    """A record with what a row states; another representative brings no particulars of the old."""
    values: dict[str, Any] = {
        name: nfc(value) if type(value) is str else value
        for name, value in row.values.items()
        if name not in ABOUT_STATUS
    }
    if "kind" in values:
        values["kind"] = OrganisationKind(values["kind"])
    if row.person:
        values["persons"] = (_person(draft.persons[:1], row.person), *draft.persons[1:])
    return replace(draft, **values)


def _person(before: Sequence[Person], stated: Mapping[str, Stored]) -> Person:
    told: dict[str, Any] = {
        name: nfc(value) if type(value) is str else value for name, value in stated.items()
    }
    same = [each for each in before if same_person(told.get("name", each.name), each.name)]
    return replace(*same, **told) if same else Person(**told)


def _new_steps(book: Book, entity: Organisation, row: PlannedRow) -> list[StatusStep]:
    """The steps a row adds to the histories of its record."""
    owner, steps = StatusOwner(entity.kind, entity.registered_on), read_steps(entity.status_changes)
    found = []
    for present in present_steps(steps, today()):
        attr = next(name for name, axis in STATUSES.items() if axis is present.axis)
        status = row.values.get(attr, present.status)
        if status == present.status:
            continue
        on, document = row.values.get("status_on"), row.values.get("status_document", "")
        assert on is None or isinstance(on, PartialDate)
        step = StatusStep(present.axis, str(status), on, document=str(document))
        problems = change_problems(book.catalogue.status_rules, owner, steps, step, today())
        if problems:
            sentence = next(iter(problems.values()))
            raise InvalidInputError(f"Dòng {row.row}, “{row.name}”: {sentence}")
        found.append(step)
    return found


def _add_steps(
    session: Session, entity: Organisation, steps: Sequence[StatusStep], moment: datetime
) -> None:
    if steps:
        changes = write_steps(entity, (*read_steps(entity.status_changes), *steps))
        correct_fields(session, entity, changes, moment)
        journal.record(session, moment, "organisation", entity.uid, changes, Source.IMPORTED)


def _search_keys(values: Sequence[Cells], persons: Sequence[Cells]) -> list[str]:
    """What each record is found by (register.apply_draft), all at once."""
    texts = [
        " ".join(
            (
                *(str(each.get(name) or "") for name in SEARCHED),
                person.get("name", ""),
                KIND_WORDS[OrganisationKind(each["kind"])],
            )
        )
        for each, person in zip(values, persons, strict=True)
    ]
    pairs = zip(*text_keys(texts), strict=True)
    return [f"{bare.strip()}\n{marked.strip()}" for bare, marked in pairs]


def _since(values: Cells) -> tuple[Any, Any]:
    """Since when, and by which document, the first statuses hold."""
    return values.get("status_on"), values.get("status_document", "")


def _cell(name: str, value: Stored) -> Any:
    """A value as its column has it."""
    if name == "tax_code":
        return parse_tax_code(str(value)).digits if value else None
    if isinstance(value, str):
        return nfc(value)
    return value.iso() if isinstance(value, PartialDate) else value


def stored_time(moment: datetime) -> str:
    """A moment as models/types.py UtcTime stores it."""
    return moment.astimezone(UTC).isoformat(timespec="seconds")

"""The two status histories of an organisation: read, changed, corrected, taken back."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from sqlalchemy import update

from ktt_desktop.domain.alerts import Alert
from ktt_desktop.domain.errors import InvalidInputError, NotFoundError, StaleRecordError
from ktt_desktop.domain.organisation import OrganisationDraft
from ktt_desktop.domain.organisation_json import to_json
from ktt_desktop.domain.records import ChangeSet
from ktt_desktop.domain.status_history import (
    Problems,
    StatusOwner,
    StatusStep,
    change_problems,
    correction_problems,
    in_order,
    present_steps,
    removal_problem,
)
from ktt_desktop.domain.terms import StatusAxis
from ktt_desktop.domain.text import nfc
from ktt_desktop.models.organisation import Organisation, StatusChange
from ktt_desktop.services.alerts import read_alerts
from ktt_desktop.services.book import Book, now, today
from ktt_desktop.services.correcting import correct_fields
from ktt_desktop.storage import journal, organisations
from ktt_desktop.storage.journal import Change
from ktt_desktop.storage.session import transaction

Lines = tuple[StatusStep, ...]


@dataclass(frozen=True, slots=True)
class StatusPage:
    """Tình trạng của một tổ chức: both histories, oldest first, and what has to be done."""

    uid: str
    owner: StatusOwner
    steps: Lines
    alerts: tuple[Alert, ...]
    contradictions: tuple[str, ...]


def status_page(book: Book, uid: str) -> StatusPage:
    """Everything the status tab of a record shows, as of today; raises NotFoundError."""
    day = today()
    with transaction(book.sessions) as session:
        entity = organisations.find(session, uid)
        if entity is None:
            raise NotFoundError("Hồ sơ không còn trong sổ. Nạp lại danh mục.")
        steps = read_steps(entity.status_changes)
        alerts = read_alerts(session, book, day, [entity.id]).get(entity.id, ())
        owner = StatusOwner(entity.kind, entity.registered_on)
    legal, operating = present_steps(steps, day)
    doubts = book.catalogue.status_rules.contradictions(legal.status, operating.status)
    return StatusPage(uid, owner, steps, alerts, doubts)


def check_change(book: Book, page: StatusPage, step: StatusStep) -> Problems:
    """What keeps a new line from being added, by attribute."""
    return change_problems(book.catalogue.status_rules, page.owner, page.steps, step, today())


def check_correction(book: Book, page: StatusPage, step: StatusStep) -> Problems:
    """What keeps a line from being corrected, by attribute."""
    return correction_problems(book.catalogue.status_rules, page.owner, page.steps, step, today())


def check_removal(book: Book, page: StatusPage, step: StatusStep, reason: str) -> str:
    """Why a line cannot be taken away; "" when it can."""
    return removal_problem(book.catalogue.status_rules, page.owner, page.steps, step, reason)


def check_first(book: Book, draft: OrganisationDraft) -> Problems:
    """What is wrong with the statuses a new record begins with, by attribute of the draft."""
    owner, rules = StatusOwner(draft.kind, draft.registered_on), book.catalogue.status_rules
    attrs = {"on": "status_on", "document": "status_document"}
    found: Problems = {}
    for step in first_steps(draft):
        own = "legal_status" if step.axis is StatusAxis.LEGAL else "operating_status"
        problems = change_problems(rules, owner, (), step, today())
        found |= {({"status": own} | attrs)[attr]: words for attr, words in problems.items()}
    return found


def first_steps(draft: OrganisationDraft) -> Lines:
    """The line of each axis a new record begins with."""
    wanted = {
        StatusAxis.LEGAL: draft.legal_status,
        StatusAxis.OPERATING: draft.operating_status,
    }
    return tuple(
        StatusStep(axis, status.value, draft.status_on, document=draft.status_document)
        for axis, status in wanted.items()
    )


def change_status(book: Book, uid: str, step: StatusStep) -> ChangeSet:
    """Add a line to the history of its axis.

    Raises InvalidInputError (first problem of check_change), NotFoundError.
    """

    def add(owner: StatusOwner, steps: Lines) -> Lines:
        rules = book.catalogue.status_rules
        _refuse(change_problems(rules, owner, steps, step, today()).values())
        return (*steps, replace(step, id=0))

    return _rewrite(book, uid, add)


def correct_status(book: Book, uid: str, step: StatusStep) -> ChangeSet:
    """Replace the line of the same id (sửa sai); its reason says why.

    Raises InvalidInputError (first problem of check_correction), NotFoundError.
    """

    def put_right(owner: StatusOwner, steps: Lines) -> Lines:
        _stored(steps, step.id)
        rules = book.catalogue.status_rules
        _refuse(correction_problems(rules, owner, steps, step, today()).values())
        return tuple(step if each.id == step.id else each for each in steps)

    return _rewrite(book, uid, put_right)


def remove_status(book: Book, uid: str, step_id: int, reason: str) -> ChangeSet:
    """Take a line away that should never have been there.

    Raises InvalidInputError when it is the only one or leaves a gap, NotFoundError.
    """

    def take_away(owner: StatusOwner, steps: Lines) -> Lines:
        step, rules = _stored(steps, step_id), book.catalogue.status_rules
        _refuse([removal_problem(rules, owner, steps, step, reason)])
        return tuple(each for each in steps if each.id != step_id)

    return _rewrite(book, uid, take_away, reason)


def undo_status(book: Book, uid: str, left: Lines, wanted: Lines) -> ChangeSet:
    """Put both histories back as they were; `left` is what the act to be undone made of them.

    Raises StaleRecordError when they were changed since, NotFoundError.
    """

    def put_back(_: StatusOwner, steps: Lines) -> Lines:
        if _contents(steps) != _contents(left):
            raise StaleRecordError("Tình trạng đã được đổi tiếp sau đó nên không hoàn tác được.")
        return wanted

    return _rewrite(book, uid, put_back)


def read_steps(changes: Iterable[StatusChange]) -> Lines:
    """The stored lines, oldest first, one axis after the other."""
    steps = [
        StatusStep(
            each.axis,
            each.status,
            each.effective_on,
            each.ends_on,
            each.document,
            each.reason,
            each.id,
        )
        for each in changes
    ]
    return tuple(step for axis in StatusAxis for step in in_order(steps, axis))


def write_steps(entity: Organisation, wanted: Sequence[StatusStep]) -> list[Change]:
    """Make the histories of an organisation those; what the journal says of it, axis by axis.

    Lines that stay at the beginning are left alone; the others are written anew, so that lines of
    one day keep their order.
    """
    changes: list[Change] = []
    before = read_steps(entity.status_changes)
    for axis in StatusAxis:
        old, new = in_order(before, axis), in_order(wanted, axis)
        same = _same_beginning(old, new)
        gone = {each.id for each in old[same:]}
        for row in [each for each in entity.status_changes if each.id in gone]:
            entity.status_changes.remove(row)
        entity.status_changes.extend(_row(each) for each in new[same:])
        changes.append((axis.value, _text(old), _text(new)))
    return changes


def _rewrite(
    book: Book, uid: str, edit: Callable[[StatusOwner, Lines], Lines], reason: str = ""
) -> ChangeSet:
    moment = now()
    with transaction(book.sessions) as session:
        entity = organisations.find(session, uid)
        if entity is None:
            raise NotFoundError("Hồ sơ không còn trong sổ. Nạp lại danh mục.")
        owner = StatusOwner(entity.kind, entity.registered_on)
        before = read_steps(entity.status_changes)
        after = edit(owner, before)
        changes = write_steps(entity, after)
        if reason:
            axis = next(each.axis for each in before if each not in after)
            changes.append((f"{axis.value}.reason", None, nfc(reason)))
        correct_fields(session, entity, changes, moment)
        journal.record(session, moment, "organisation", uid, changes)
        # Not through the record: its revision stays, so a form that is open can still be saved.
        session.execute(
            update(Organisation).where(Organisation.id == entity.id).values(updated_at=moment)
        )
    return ChangeSet(organisations=frozenset({uid}))


def _stored(steps: Lines, step_id: int) -> StatusStep:
    found = next((each for each in steps if each.id == step_id), None)
    if found is None:
        raise NotFoundError("Dòng tình trạng này không còn trong sổ. Nạp lại hồ sơ.")
    return found


def _refuse(problems: Iterable[str]) -> None:
    for sentence in problems:
        if sentence:
            raise InvalidInputError(sentence)


def _row(step: StatusStep) -> StatusChange:
    return StatusChange(
        axis=step.axis,
        status=step.status,
        effective_on=step.on,
        ends_on=step.ends_on,
        document=nfc(step.document),
        reason=nfc(step.reason),
    )


def _same_beginning(old: Lines, new: Lines) -> int:
    pairs = zip(_contents(old), _contents(new), strict=False)
    return next(
        (n for n, (one, other) in enumerate(pairs) if one != other), min(len(old), len(new))
    )


def _contents(steps: Lines) -> Lines:
    return tuple(replace(each, id=0) for each in steps)


def _text(steps: Lines) -> str | None:
    return to_json(_contents(steps)) if steps else None

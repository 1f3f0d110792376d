"""What an officer decides about received files: conflicts, units, approvals, sending back."""

import json
from collections.abc import Iterable, Mapping, Sequence
from types import MappingProxyType

from sqlalchemy.orm import Session

from ktt_desktop.domain.errors import (
    InvalidInputError,
    NotFoundError,
    PeriodClosedError,
    ReasonRequiredError,
)
from ktt_desktop.domain.receipt import ReceiptItem
from ktt_desktop.domain.receiving import (
    Approval,
    Correction,
    FieldCell,
    FileState,
    HeldFile,
    in_order,
    standing,
    unit_key,
)
from ktt_desktop.domain.records import ChangeSet, UnitProfile
from ktt_desktop.domain.text import nfc
from ktt_desktop.interchange.receipt_format import item_rows, items_of
from ktt_desktop.services.book import Book, now
from ktt_desktop.services.consolidation import rebuild
from ktt_desktop.services.file_looks import Keep
from ktt_desktop.services.receiving_judging import here_of, state_now
from ktt_desktop.services.receiving_kept import held_file, kept_data
from ktt_desktop.services.receiving_words import turn
from ktt_desktop.services.unit_particulars import profile_in_force
from ktt_desktop.storage import received_corrections
from ktt_desktop.storage import received_files as storage
from ktt_desktop.storage.session import transaction

IN_FORCE = (FileState.ACCEPTED, FileState.LOCKED)
LONGEST_REASON = 500

Field = tuple[str, str]  # uid of an organisation, name of the field
NO_FIELDS: Mapping[Field, Keep] = MappingProxyType({})


def conflict_partner(book: Book, file_id: int) -> HeldFile:
    """The file in force that a file in conflict stands against; raises NotFoundError."""
    with transaction(book.sessions) as session:
        file = held_file(session, file_id)
        found = _partner(session, file)
    if found is None:
        raise NotFoundError(f"Không còn tệp nào xung đột với bản này của {file.unit_name}.")
    return found


def choose_conflict(
    book: Book, file_id: int, keep: Keep, reason: str, fields: Mapping[Field, Keep] = NO_FIELDS
) -> ChangeSet:
    """Settle a conflict; the file not chosen is set aside, both stay kept.

    `fields` of the register that are chosen otherwise than `keep` become corrections of this level,
    with the reason. Raises ReasonRequiredError, InvalidInputError where there is no conflict,
    PeriodClosedError while the period is approved and something would change.
    """
    reason = _needed(reason, "chọn tệp")
    with transaction(book.sessions) as session:
        file = _in_state(held_file(session, file_id), FileState.CONFLICT)
        partner = _partner(session, file)
        others = [field for field, chosen in fields.items() if chosen is not keep]
        if keep is Keep.NEW or others:
            _refuse_closed(session, file)
        winner, loser = (file, partner) if keep is Keep.NEW else (partner, file)
        if loser is not None:
            storage.set_state(session, loser.id, FileState.SET_ASIDE, reason=reason)
        if winner is not None:
            state = FileState.ACCEPTED if keep is Keep.NEW else winner.state
            storage.set_state(session, winner.id, state, reason=reason)
        if winner is not None and loser is not None and others:
            _correct(session, book, winner, loser, others, reason)
        return _rebuilt(session, book, [file.lands_on])


def assign_unit(
    book: Book, profile: UnitProfile, file_id: int, lands_on: str, decision: str
) -> ChangeSet:
    """Say which unit of today the files of a former or unknown unit come to.

    All files of that unit land there from now on, also those already taken in. `decision` is the
    number of the resolution, free text. Raises ReasonRequiredError, InvalidInputError for a unit
    that is not below this one.
    """
    decision = _needed(decision, "chọn đơn vị nhận số liệu, ghi số nghị quyết hoặc căn cứ")
    here = here_of(book, profile)
    with transaction(book.sessions) as session:
        sender = held_file(session, file_id).key.unit
        if not here.may_land(sender, lands_on):
            raise InvalidInputError(
                f"{here.name(lands_on)} không thuộc {profile.name}. Chọn đơn vị khác."
            )
        before = storage.files_of(session, sender)
        storage.keep_mapping(session, sender, lands_on, decision, now())
        storage.land(session, sender, lands_on)
        _let_in(session, storage.files_of(session, sender), FileState.UNKNOWN_UNIT)
        return _rebuilt(session, book, [lands_on, *(each.lands_on for each in before)])


def return_file(book: Book, file_id: int, items: Sequence[ReceiptItem], reason: str) -> ChangeSet:
    """Trả lại để sửa: its figures leave the book, the file stays kept; `items` say what is wrong.

    Raises ReasonRequiredError without a reason for the whole or for an item, PeriodClosedError
    while the period is approved.
    """
    reason = _needed(reason, "trả lại tệp")
    if not all(each.reason.strip() for each in items):
        raise ReasonRequiredError("Mỗi số liệu trả lại để sửa cần một lý do.")
    profile = profile_in_force(book)
    own_key = profile and unit_key(profile.code, former=profile.historical)
    with transaction(book.sessions) as session:
        file = held_file(session, file_id)
        if file.key.unit == own_key:
            raise InvalidInputError("Tệp của chính đơn vị không trả lại được.")
        if file.state in (FileState.RETURNED, FileState.SET_ASIDE):
            raise InvalidInputError(f"{_named(file)} đã trả lại hoặc đã để riêng.")
        if file.state is FileState.ACCEPTED:
            _refuse_closed(session, file)
        written = json.dumps(item_rows(items), ensure_ascii=False)
        storage.set_state(session, file.id, FileState.RETURNED, reason=reason, items=nfc(written))
        return _rebuilt(session, book, [file.lands_on])


def accept_again(book: Book, file_id: int) -> ChangeSet:
    """Take a file in after all that was sent back; raises InvalidInputError for another one."""
    with transaction(book.sessions) as session:
        file = _in_state(held_file(session, file_id), FileState.RETURNED)
        _let_in(session, storage.files_of(session, file.key.unit), FileState.RETURNED, only=file)
        return _rebuilt(session, book, [file.lands_on])


def returned_items(book: Book, file_id: int) -> tuple[ReceiptItem, ...]:
    """What was sent back to be mended with a file."""
    with transaction(book.sessions) as session:
        written = storage.items_of(session, file_id)
    return items_of(json.loads(written or "[]"))


def approve(book: Book, unit: str, period: str, note: str = "") -> ChangeSet:
    """Chốt (duyệt) a period of a unit: a file that comes now waits until it is opened again.

    Raises InvalidInputError without an accepted file, with a conflict, or when it is approved.
    """
    with transaction(book.sessions) as session:
        files = [each for each in storage.files_of(session, unit) if each.key.period == period]
        if storage.approval_in_force(session, unit, period):
            raise InvalidInputError(f"Kỳ {period} của đơn vị này đã chốt.")
        if any(each.state is FileState.CONFLICT for each in files):
            raise InvalidInputError(
                f"Kỳ {period} của {files[0].unit_name} còn tệp xung đột chưa chọn. Chọn tệp có "
                "hiệu lực trước khi chốt."
            )
        if not any(each.state is FileState.ACCEPTED for each in files):
            raise InvalidInputError(f"Chưa tiếp nhận tệp nào của kỳ {period} để chốt.")
        approval = Approval(unit, period, now(), nfc(note.strip())[:LONGEST_REASON])
        storage.add_approval(session, approval)
    return ChangeSet(exchange=True)


def open_again(book: Book, unit: str, period: str, reason: str) -> ChangeSet:
    """Mở chốt with a reason; files that wait for it are taken in.

    Raises ReasonRequiredError, InvalidInputError when the period is not approved.
    """
    reason = _needed(reason, "mở chốt")
    with transaction(book.sessions) as session:
        if storage.approval_in_force(session, unit, period) is None:
            raise InvalidInputError(f"Kỳ {period} của đơn vị này chưa chốt.")
        storage.open_approval(session, unit, period, now(), reason)
        waiting = [each for each in storage.files_of(session, unit) if each.key.period == period]
        let_in = _let_in(session, waiting, FileState.LOCKED)
        return _rebuilt(session, book, [each.lands_on for each in let_in])


def unlock(book: Book, file_id: int, reason: str) -> ChangeSet:
    """Mở chốt the period of a file that waits for it, and take it in; errors as open_again."""
    with transaction(book.sessions) as session:
        file = _in_state(held_file(session, file_id), FileState.LOCKED)
    return open_again(book, file.key.unit, file.key.period, reason)


def approvals(book: Book) -> list[Approval]:
    """Every approval, also those opened again, the oldest first."""
    with transaction(book.sessions) as session:
        return storage.all_approvals(session)


def _let_in(
    session: Session,
    files: Iterable[HeldFile],
    waited_for: FileState,
    only: HeldFile | None = None,
) -> list[HeldFile]:
    """Give files that waited the state they would have if they came now, the oldest first."""
    waiting = [
        each for each in files if each.state is waited_for and (only is None or each.id == only.id)
    ]
    for file in in_order(waiting):
        others = [each for each in storage.files_of(session, file.key.unit) if each.id != file.id]
        counted = [each for each in others if each.state is not waited_for]
        state = state_now(session, file, standing(file, counted))
        storage.set_state(session, file.id, state, reason=file.reason)
    return waiting


def _rebuilt(session: Session, book: Book, units: Iterable[str]) -> ChangeSet:
    """Each unit as its accepted files say now."""
    change = ChangeSet(exchange=True)
    for unit in filter(None, dict.fromkeys(units)):
        one = rebuild(session, book, unit).changes
        change = ChangeSet(
            organisations=change.organisations | one.organisations,
            years=change.years | one.years,
            dossiers=change.dossiers or one.dossiers,
            settings=change.settings or one.settings,
            exchange=True,
            explanations=change.explanations or one.explanations,
        )
    return change


def _correct(
    session: Session,
    book: Book,
    winner: HeldFile,
    loser: HeldFile,
    fields: Iterable[Field],
    reason: str,
) -> None:
    """Single fields as the file says that was not chosen."""
    received, wanted = _register(book, winner), _register(book, loser)
    for uid, field in fields:
        if uid not in received or field not in wanted.get(uid, {}):
            raise InvalidInputError(
                "Chỉ chọn từng mục cho tổ chức có trong cả hai tệp. Nạp lại hai tệp rồi chọn lại."
            )
        before, after = received[uid].get(field), wanted[uid][field]
        if before != after:
            cell = FieldCell(uid, field)
            correction = Correction(cell, before, after, reason, now(), winner.lands_on)
            received_corrections.keep(session, correction)


def _register(book: Book, file: HeldFile) -> dict[str, dict[str, int | str | None]]:
    """The organisations of a kept file by uid."""
    records = kept_data(book, file)["organisations"].records()
    return {str(record["uid"]): record for record in records}


def _partner(session: Session, file: HeldFile) -> HeldFile | None:
    return next(
        (
            each
            for each in storage.files_of(session, file.key.unit)
            if (each.key, each.number) == (file.key, file.number)
            and each.id != file.id
            and each.state in IN_FORCE
        ),
        None,
    )


def _in_state(file: HeldFile, state: FileState) -> HeldFile:
    if file.state is not state:
        raise InvalidInputError(f"{_named(file)} không còn chờ quyết định này. Nạp lại danh sách.")
    return file


def _refuse_closed(session: Session, file: HeldFile) -> None:
    if storage.approval_in_force(session, file.key.unit, file.key.period):
        raise PeriodClosedError(
            f"Kỳ {file.key.period} của {file.unit_name} đã chốt. Mở chốt với lý do, rồi làm lại."
        )


def _needed(reason: str, what: str) -> str:
    text = nfc(reason.strip())
    if not text:
        raise ReasonRequiredError(f"Cần ghi lý do để {what}.")
    if len(text) > LONGEST_REASON:
        raise InvalidInputError(f"Lý do dài hơn {LONGEST_REASON} ký tự. Viết ngắn lại.")
    return text


def _named(file: HeldFile) -> str:
    return f"Tệp {file.unit_name}, kỳ {file.key.period}, bản {turn(file.number)}"

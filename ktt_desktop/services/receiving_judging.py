"""Where a file that came stands: its place among those held, and what accepting it makes of it."""

from collections.abc import Iterable
from dataclasses import replace

from sqlalchemy.orm import Session

from ktt_desktop.domain.receiving import FileState, HeldFile, Standing, standing
from ktt_desktop.domain.records import UnitProfile
from ktt_desktop.services.book import Book
from ktt_desktop.services.file_looks import FileLook
from ktt_desktop.services.receiving_units import Here
from ktt_desktop.services.receiving_words import standing_note, state_note
from ktt_desktop.storage import received_files as storage
from ktt_desktop.storage.session import transaction

TWO_OWN = (
    "Hai tệp của chính đơn vị cùng kỳ, cùng số nhưng khác số liệu. Nhận lại vào sổ mới lập một tệp "
    "trong hai tệp đó."
)


def here_of(book: Book, profile: UnitProfile) -> Here:
    """The receiving unit with what was decided of other units' files."""
    with transaction(book.sessions) as session:
        return Here(book.units, profile, storage.mappings(session))


def state_now(session: Session, file: HeldFile, where: Standing) -> FileState:
    """What becomes of a file that is written down now."""
    if not file.lands_on:
        return FileState.UNKNOWN_UNIT
    if where is Standing.CONFLICT:
        return FileState.CONFLICT
    if storage.approval_in_force(session, file.key.unit, file.key.period):
        return FileState.LOCKED
    return FileState.ACCEPTED


def judge(
    session: Session, here: Here, look: FileLook, before: Iterable[HeldFile] = ()
) -> FileLook:
    """The look with standing, state and what there is to say of them."""
    if look.refusal or look.held is None:
        return look
    file = look.held
    if file.key.unit == here.key and not _may_restore(session, file):
        return replace(look, refusal=_own(here))
    others = [*storage.files_of(session, file.key.unit), *before]
    where = standing(file, others)
    if file.key.unit == here.key and where is Standing.CONFLICT:
        return replace(look, refusal=TWO_OWN)
    state = state_now(session, file, where)
    words = [standing_note(file, others, where)]
    if where is not Standing.SAME:
        words.append(state_note(state, file))
    if file.key.unit == here.key:
        words.append("Tệp của chính đơn vị: nhận lại để dựng sổ trên máy này.")
    return replace(
        look,
        standing=where,
        state=None if where is Standing.SAME else state,
        notes=(*look.notes, *filter(None, words)),
    )


def _may_restore(session: Session, file: HeldFile) -> bool:
    """Whether the book's own file may rebuild it: nobody has worked in the book yet."""
    if storage.was_worked_in(session):
        return False
    return not storage.has_own_organisations(session) or bool(
        storage.files_of(session, file.key.unit)
    )


def _own(here: Here) -> str:
    return (
        f"Tệp này do chính {here.profile.name} kết xuất; số liệu đã có trong sổ. Chỉ sổ mới lập, "
        "chưa ghi gì, mới nhận lại tệp của chính đơn vị."
    )

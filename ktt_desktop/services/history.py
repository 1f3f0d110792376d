"""Lịch sử một hồ sơ: every value that changed, newest first, and putting an old one back."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, fields, replace
from datetime import datetime
from functools import partial

from sqlalchemy.orm import Session

from ktt_desktop.domain.errors import InvalidInputError, NotFoundError
from ktt_desktop.domain.history import Source
from ktt_desktop.domain.organisation import OrganisationDraft
from ktt_desktop.domain.organisation_json import value_from_text
from ktt_desktop.domain.records import ChangeSet
from ktt_desktop.services.book import Book
from ktt_desktop.services.places import former_name
from ktt_desktop.services.record_words import OLD_FIELDS, STATUS_FIELDS, RecordWords, linked_uids
from ktt_desktop.services.register import load_organisation, save_organisation
from ktt_desktop.storage import journal, organisations
from ktt_desktop.storage.session import transaction

PAGE = 100  # lines read at once
SUBJECT = "organisation"
SOURCES: dict[str, str] = {
    Source.ENTRY: "Nhập",
    Source.BULK: "Sửa hàng loạt",
    Source.RESTORED: "Khôi phục",
    Source.MERGED: "Gộp hồ sơ",
    Source.EVENT: "Sự kiện",
    Source.TAKEN_OVER: "Nhận sổ",
    Source.RECEIVED: "Nhận tệp nộp",
    Source.IMPORTED: "Nhập từ Excel",
}
RESTORABLE = {each.name for each in fields(OrganisationDraft)}


@dataclass(frozen=True, slots=True)
class HistoryLine:
    """Một lần đổi giá trị; `refusal` says why the old value cannot be put back, "" when it can."""

    id: int
    at: datetime
    label: str
    words: str
    source: str
    refusal: str


@dataclass(frozen=True, slots=True)
class HistoryPage:
    """Một đoạn lịch sử, newest line first; `is_last`: nothing is older."""

    lines: tuple[HistoryLine, ...]
    is_last: bool


def history_page(
    book: Book, uid: str, commune: Callable[[str], str], before: int | None = None
) -> HistoryPage:
    """The newest lines of a record, or those older than the line `before`.

    Raises NotFoundError.
    """
    with transaction(book.sessions) as session:
        entity = organisations.find_any(session, uid)
        if entity is None:
            raise NotFoundError("Hồ sơ không còn trong sổ. Nạp lại danh mục.")
        entries = journal.newest(session, SUBJECT, uid, before, PAGE + 1)
        shown = entries[:PAGE]
        names = _names(book, session, shown)
    former = partial(former_name, book.units)
    words = RecordWords(book.catalogue, entity.kind, commune, former, names)
    lines = tuple(
        HistoryLine(
            each.id,
            each.at,
            words.label(each.field),
            words.change(each.field, each.old, each.new),
            SOURCES.get(each.source, each.source),
            _refusal(each.field),
        )
        for each in shown
    )
    return HistoryPage(lines, len(entries) <= PAGE)


def restore_value(book: Book, uid: str, line_id: int) -> ChangeSet:
    """Put the value back that stood before a line, as a change of its own.

    Raises InvalidInputError (also the first problem of check_draft), NotFoundError.
    """
    draft = load_organisation(book, uid)
    with transaction(book.sessions) as session:
        entry = journal.find(session, SUBJECT, uid, line_id)
    if entry is None:
        raise NotFoundError("Dòng lịch sử này không còn trong sổ. Nạp lại hồ sơ.")
    if refusal := _refusal(entry.field):
        raise InvalidInputError(refusal)
    value = value_from_text(entry.field, entry.old)
    if value == getattr(draft, entry.field):
        raise InvalidInputError("Hồ sơ đang có đúng giá trị cũ này, không phải khôi phục.")
    return save_organisation(book, replace(draft, **{entry.field: value}), Source.RESTORED)[1]


def _refusal(field: str) -> str:
    """Why a value of this field is not put back from the history."""
    if field.partition(".")[0] in STATUS_FIELDS:
        return "Tình trạng được sửa ở tab Tình trạng: Shift+F4 sửa sai, F6 xóa dòng."
    if field in OLD_FIELDS:
        return "Mục này nay nằm ở phần khác của hồ sơ. Gõ lại giá trị cũ trong hồ sơ nếu cần."
    if field not in RESTORABLE:
        return "Dòng này chỉ ghi lại việc đã làm, không có giá trị cũ để khôi phục."
    return ""


def _names(book: Book, session: Session, entries: Sequence[journal.Entry]) -> dict[str, str]:
    uids = {
        uid
        for each in entries
        for text in (each.old, each.new)
        for uid in linked_uids(book.catalogue, each.field, text)
    }
    return organisations.names_by_uid(session, uids) if uids else {}

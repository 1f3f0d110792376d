"""Lịch sử một hồ sơ công việc: every value that changed, and putting an old one back."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy.orm import Session

from ktt_desktop.catalogue.dossiers_loader import DossierKind
from ktt_desktop.domain.dossier import DossierDraft, DossierRow, Value
from ktt_desktop.domain.errors import InvalidInputError, NotFoundError
from ktt_desktop.domain.history import Source
from ktt_desktop.domain.numbers import MILLIONS, format_number
from ktt_desktop.domain.records import ChangeSet
from ktt_desktop.services.book import Book
from ktt_desktop.services.dossier_checks import WHOLE
from ktt_desktop.services.dossier_choices import whole_words
from ktt_desktop.services.dossier_words import DossierWords, words_of
from ktt_desktop.services.dossiers import GONE, PLAIN, SUBJECT, load_dossier, save_dossier
from ktt_desktop.services.history import PAGE, SOURCES, HistoryLine, HistoryPage
from ktt_desktop.services.record_words import NOTHING
from ktt_desktop.storage import dossiers as storage
from ktt_desktop.storage import journal, organisations
from ktt_desktop.storage.session import transaction

DELETED, PARTIES, PART_OF, MONEY_PREFIX = "deleted_at", "organisations", "part_of", "money."
ONLY_TOLD = "Dòng này chỉ ghi lại việc đã làm, không có giá trị cũ để khôi phục."


@dataclass(frozen=True, slots=True)
class _Names:
    """The names behind the uids a history speaks of."""

    organisations: Mapping[str, str]
    wholes: Mapping[str, str]


def dossier_history(book: Book, uid: str, before: int | None = None) -> HistoryPage:
    """The newest lines of a record, or those older than the line `before`.

    Raises NotFoundError.
    """
    words = words_of(book)
    with transaction(book.sessions) as session:
        entity = storage.find(session, uid, in_bin=True)
        if entity is None:
            raise NotFoundError(GONE)
        kind = book.catalogue.dossiers[entity.kind]
        entries = journal.newest(session, SUBJECT, uid, before, PAGE + 1)
        names = _names(book, session, entries[:PAGE])
    lines = tuple(
        HistoryLine(
            each.id,
            each.at,
            "Hồ sơ" if each.field == DELETED else words.label(kind, each.field),
            _change(words, kind, names, each),
            SOURCES.get(each.source, each.source),
            "" if _is_restorable(kind, each.field) else ONLY_TOLD,
        )
        for each in entries[:PAGE]
    )
    return HistoryPage(lines, len(entries) <= PAGE)


def restore_dossier_value(book: Book, uid: str, line_id: int) -> ChangeSet:
    """Put the value back that stood before a line, as a change of its own.

    Raises InvalidInputError (also the first problem of check_dossier), NotFoundError.
    """
    draft = load_dossier(book, uid)
    kind = book.catalogue.dossiers[draft.kind]
    with transaction(book.sessions) as session:
        entry = journal.find(session, SUBJECT, uid, line_id)
    if entry is None:
        raise NotFoundError("Dòng lịch sử này không còn trong sổ. Nạp lại hồ sơ.")
    if not _is_restorable(kind, entry.field):
        raise InvalidInputError(ONLY_TOLD)
    earlier = _with(kind, draft, entry.field, entry.old)
    if earlier == draft:
        raise InvalidInputError("Hồ sơ đang có đúng giá trị cũ này, không phải khôi phục.")
    return save_dossier(book, earlier, Source.RESTORED)[1]


def _is_restorable(kind: DossierKind, field: str) -> bool:
    return field in (*PLAIN, PARTIES) or field in kind.fields or field.startswith(MONEY_PREFIX)


def _with(kind: DossierKind, draft: DossierDraft, field: str, text: str | None) -> DossierDraft:
    """The draft with one value as the journal tells it."""
    if field == PARTIES:
        return replace(draft, organisations=_uids(text))
    if field == "year":
        return replace(draft, year=int(text) if text else None)
    if field in PLAIN:
        changed: dict[str, Any] = {field: text or ""}
        return replace(draft, **changed)
    if field.startswith(MONEY_PREFIX):
        key = field.removeprefix(MONEY_PREFIX)
        others = {name: amount for name, amount in draft.money.items() if name != key}
        return replace(draft, money=others | ({key: int(text)} if text else {}))
    rest = {name: value for name, value in draft.values.items() if name != field}
    value = _value(kind, field, text)
    return replace(draft, values=rest if value is None else rest | {field: value})


def _value(kind: DossierKind, field: str, text: str | None) -> Value | None:
    if not text:
        return None
    return int(text) if kind.fields[field].type in WHOLE else text


def _change(words: DossierWords, kind: DossierKind, names: _Names, entry: journal.Entry) -> str:
    if entry.field == DELETED:
        return "Đưa vào thùng rác" if entry.new else "Lấy lại từ thùng rác"
    before, after = (
        _words(words, kind, names, entry.field, text) for text in (entry.old, entry.new)
    )
    return f"{before or NOTHING} → {after or NOTHING}"


def _words(
    words: DossierWords, kind: DossierKind, names: _Names, field: str, text: str | None
) -> str:
    """The words of one value of the journal, with its unit."""
    if not text:
        return ""
    if field == PARTIES:
        return "; ".join(names.organisations.get(uid, uid) for uid in _uids(text))
    if field == PART_OF:
        return names.wholes.get(text, text)
    if field in PLAIN:
        return words.head(kind, field, text)
    if field.startswith(MONEY_PREFIX):
        return f"{format_number(int(text), MILLIONS)} {MILLIONS.unit}"
    spec = kind.fields.get(field)
    if spec is None:
        return text
    return f"{words.value(spec, _value(kind, field, text))} {spec.unit}".rstrip()


def _uids(text: str | None) -> tuple[str, ...]:
    return tuple(text.split(", ")) if text else ()


def _names(book: Book, session: Session, entries: Sequence[journal.Entry]) -> _Names:
    told = [(each.field, text) for each in entries for text in (each.old, each.new)]
    uids = {uid for field, text in told if field == PARTIES for uid in _uids(text)}
    wholes = {}
    for uid in {text for field, text in told if field == PART_OF and text}:
        if entity := storage.find(session, uid, in_bin=True):
            wholes[uid] = whole_words(book.catalogue, DossierRow(storage.draft_of(entity, ())))
    return _Names(organisations.names_by_uid(session, uids) if uids else {}, wholes)

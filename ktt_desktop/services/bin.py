"""Thùng rác: what was deleted from the register, to be found, read and taken back."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import partial

from ktt_desktop.domain.errors import NotFoundError
from ktt_desktop.domain.search import search_words
from ktt_desktop.domain.terms import OrganisationKind
from ktt_desktop.services.book import Book
from ktt_desktop.services.places import former_name
from ktt_desktop.services.record_words import RecordWords
from ktt_desktop.services.register import read_draft
from ktt_desktop.storage import organisations
from ktt_desktop.storage.session import transaction

LIMIT = 200  # shown at once; more words find fewer


@dataclass(frozen=True, slots=True)
class BinRow:
    """Một hồ sơ trong thùng rác."""

    uid: str
    kind: OrganisationKind
    name: str
    tax_code: str
    deleted_at: datetime


def deleted_organisations(book: Book, typed: str = "") -> list[BinRow]:
    """What lies in the bin and has the typed words, the newest first; LIMIT rows at most."""
    with transaction(book.sessions) as session:
        found = organisations.in_bin(session, search_words(typed), LIMIT)
        return [
            BinRow(each.uid, each.kind, each.name, each.tax_code or "", each.deleted_at)
            for each in found
            if each.deleted_at is not None
        ]


def deleted_record(
    book: Book, uid: str, commune: Callable[[str], str]
) -> tuple[tuple[str, str], ...]:
    """A record of the bin to read: label and words of what is filled in; raises NotFoundError."""
    with transaction(book.sessions) as session:
        entity = organisations.find_any(session, uid)
        if entity is None or entity.deleted_at is None:
            raise NotFoundError("Hồ sơ không còn trong thùng rác. Mở lại thùng rác.")
        draft = read_draft(session, entity)
        names = organisations.names_by_uid(session, {*draft.unions, *draft.members_of_union})
    former = partial(former_name, book.units)
    return tuple(RecordWords(book.catalogue, draft.kind, commune, former, names).lines(draft))

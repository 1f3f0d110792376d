"""Hồ sơ trùng: records that may be one, while entering and on demand."""

from ktt_desktop.domain.duplicates import (
    DuplicatePair,
    Entry,
    Likeness,
    duplicate_pairs,
    likenesses,
)
from ktt_desktop.domain.organisation import OrganisationDraft
from ktt_desktop.domain.records import ChangeSet
from ktt_desktop.services.book import Book
from ktt_desktop.services.settings import load_value, save_value
from ktt_desktop.storage.duplicates import all_entries, entries_near
from ktt_desktop.storage.events import pairs_of_events
from ktt_desktop.storage.session import transaction

TOLD_APART = "told_apart"  # the setting: pairs of uids an officer said are two


def find_duplicates(book: Book) -> list[DuplicatePair]:
    """All pairs that may be one, but for those told apart before, strongest reason first."""
    with transaction(book.sessions) as session:
        entries = all_entries(session)
    apart = _known_apart(book)
    return [each for each in duplicate_pairs(entries) if _uids(each) not in apart]


def likely_duplicates(book: Book, draft: OrganisationDraft) -> list[DuplicatePair]:
    """The records a draft may be one with, the strongest reason first; `left` is the draft."""
    entry = _entry(draft)
    with transaction(book.sessions) as session:
        near = entries_near(session, entry)
    found = [DuplicatePair(entry, each, likenesses(entry, each)) for each in near]
    likely = [each for each in found if each.reasons]
    if likely and draft.uid:
        apart = _known_apart(book)
        likely = [each for each in likely if _uids(each) not in apart]
    return sorted(likely, key=lambda each: list(Likeness).index(each.reasons[0]))


def tell_apart(book: Book, pair: DuplicatePair) -> ChangeSet:
    """Remember that two records are two (không phải một); they are not proposed again."""
    apart = _told_apart(book) | {_uids(pair)}
    save_value(book, TOLD_APART, sorted(apart))
    return ChangeSet(settings=True)


def _known_apart(book: Book) -> set[tuple[str, ...]]:
    """Pairs an officer told apart, and those of one event: a THT and the HTX it became are two."""
    with transaction(book.sessions) as session:
        return _told_apart(book) | set(pairs_of_events(session))


def _told_apart(book: Book) -> set[tuple[str, ...]]:
    return {tuple(each) for each in load_value(book, TOLD_APART) or ()}


def _uids(pair: DuplicatePair) -> tuple[str, ...]:
    return tuple(sorted((pair.left.uid, pair.right.uid)))


def _entry(draft: OrganisationDraft) -> Entry:
    main = draft.persons[0] if draft.persons else None
    return Entry(
        0,
        draft.uid,
        draft.kind,
        draft.name,
        draft.commune_code,
        draft.old_certificate,
        main.name if main else "",
        (draft.phone, main.phone if main else ""),
    )

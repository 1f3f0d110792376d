"""Many records of the register into the bin at once, and out of it again."""

from collections.abc import Collection, Sequence

from ktt_desktop.domain.errors import NotFoundError
from ktt_desktop.domain.progress import Progress
from ktt_desktop.domain.records import ChangeSet
from ktt_desktop.services.book import Book, now
from ktt_desktop.services.register import mark_deleted
from ktt_desktop.storage import organisations
from ktt_desktop.storage.session import transaction


def delete_organisations(book: Book, ids: Sequence[int], progress: Progress) -> ChangeSet:
    """Put the records of the list with these ids into the bin (thùng rác), all or none."""
    moment = now()
    with transaction(book.sessions) as session:
        entities = organisations.by_ids(session, ids)
        for place, entity in enumerate(entities):
            progress.report(place, len(entities), f"Đưa vào thùng rác: {entity.name}")
            mark_deleted(session, entity, moment)
        return ChangeSet(organisations=frozenset(each.uid for each in entities))


def restore_organisations(book: Book, uids: Collection[str], progress: Progress) -> ChangeSet:
    """Take them all out of the bin again, or none.

    Raises InvalidInputError when a tax code is taken by now, NotFoundError.
    """
    with transaction(book.sessions) as session:
        for place, uid in enumerate(sorted(uids)):
            entity = organisations.find_any(session, uid)
            if entity is None:
                raise NotFoundError("Có hồ sơ không còn trong sổ nên không hoàn tác được.")
            progress.report(place, len(uids), f"Lấy lại hồ sơ {entity.name}")
            if entity.deleted_at is not None:  # else it was taken back from the bin meanwhile
                mark_deleted(session, entity, None)
    return ChangeSet(organisations=frozenset(uids))

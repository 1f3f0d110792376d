"""What was typed of a record and not yet saved (bản nháp), kept in the book."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from ktt_desktop.domain.organisation import OrganisationDraft
from ktt_desktop.domain.organisation_json import draft_from_json, to_json
from ktt_desktop.models.draft import Draft
from ktt_desktop.services.book import Book, now
from ktt_desktop.storage.session import transaction

ORGANISATION = "organisation"


@dataclass(frozen=True, slots=True)
class KeptDraft:
    """Bản nháp đã giữ; `at` in UTC."""

    draft: OrganisationDraft
    at: datetime


def keep_draft(book: Book, draft: OrganisationDraft) -> None:
    """Keep what stands in a form; one draft a record, one for what was never saved."""
    with transaction(book.sessions) as session:
        session.merge(Draft(entity=ORGANISATION, key=draft.uid, content=to_json(draft), at=now()))


def load_draft(book: Book, uid: str) -> KeptDraft | None:
    """The draft kept of a record, "" for the new one; None where there is none."""
    with transaction(book.sessions) as session:
        found = session.get(Draft, (ORGANISATION, uid))
        return None if found is None else KeptDraft(draft_from_json(found.content), found.at)


def drop_draft(book: Book, uid: str) -> None:
    """Forget the draft of a record."""
    with transaction(book.sessions) as session:
        forget_draft(session, uid)


def forget_draft(session: Session, uid: str) -> None:
    """Forget it in a transaction that saves the record itself."""
    found = session.get(Draft, (ORGANISATION, uid))
    if found is not None:
        session.delete(found)

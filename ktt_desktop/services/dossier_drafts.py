"""What was typed of a work record and not yet saved (bản nháp); a kind has one of a new record."""

import json
from dataclasses import asdict, dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from ktt_desktop.domain.dossier import DossierDraft
from ktt_desktop.models.draft import Draft
from ktt_desktop.services.book import Book, now
from ktt_desktop.storage.session import transaction


@dataclass(frozen=True, slots=True)
class KeptDossier:
    """Bản nháp đã giữ; `at` in UTC."""

    draft: DossierDraft
    at: datetime


def keep_dossier(book: Book, draft: DossierDraft) -> None:
    """Keep what stands in the form of a work record."""
    content = json.dumps(asdict(draft), ensure_ascii=False)
    with transaction(book.sessions) as session:
        session.merge(Draft(entity=_entity(draft.kind), key=draft.uid, content=content, at=now()))


def kept_dossier(book: Book, kind: str, uid: str) -> KeptDossier | None:
    """The draft kept of a record, "" for the new one of a kind; None where there is none."""
    with transaction(book.sessions) as session:
        found = session.get(Draft, (_entity(kind), uid))
        if found is None:
            return None
        raw = json.loads(found.content)
        return KeptDossier(
            DossierDraft(**raw | {"organisations": tuple(raw["organisations"])}), found.at
        )


def drop_kept_dossier(book: Book, kind: str, uid: str) -> None:
    """Forget the draft of a record."""
    with transaction(book.sessions) as session:
        forget_kept_dossier(session, kind, uid)


def forget_kept_dossier(session: Session, kind: str, uid: str) -> None:
    """Forget it in a transaction that saves the record itself."""
    found = session.get(Draft, (_entity(kind), uid))
    if found is not None:
        session.delete(found)


def _entity(kind: str) -> str:
    return f"dossier.{kind}"

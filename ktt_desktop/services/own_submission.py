"""A submission of the book's own unit that came back: the next export follows it."""

from sqlalchemy.orm import Session

from ktt_desktop.domain.receiving import HeldFile
from ktt_desktop.interchange.submission_reader import SINCE_UNITS, Bundle
from ktt_desktop.models.exchange import SubmissionSent
from ktt_desktop.services.sent_data import pack
from ktt_desktop.storage import exchange


def remember_own(session: Session, file: HeldFile, bundle: Bundle) -> None:
    """Write down that it was sent, so that numbers go on and equal data stay equal.

    What it says counts for later rows as if this book had sent it (before 1.4 no row was erased).
    """
    sent = exchange.sent_of_period(session, file.key.period)
    if any(each.number == file.number for each in sent):
        return
    session.add(
        SubmissionSent(
            bundle_id=file.bundle_id,
            period=file.key.period,
            number=file.number,
            file_name=file.file_name,
            folder="",
            data_digest=file.data_digest,
            check_code=file.check_code,
            created_at=file.created_at,
            data=pack(bundle.data_bytes) if bundle.version >= SINCE_UNITS else None,
        )
    )

"""The officer's own words come back with the unit's own file: giải trình, lời văn báo cáo."""

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy.orm import Session

from ktt_desktop.interchange.submission_format import Sheet
from ktt_desktop.models.document import Explanation, ReportText
from ktt_desktop.storage import documents


def keep_words(session: Session, period: str, data: Mapping[str, Sheet], moment: datetime) -> None:
    """Write down the explanations and texts of a period."""
    for key, digest, text in data["explanations"].rows:
        documents.keep(
            session,
            Explanation(
                period=period,
                finding_key=str(key),
                digest=str(digest),
                text=str(text),
                written_at=moment,
            ),
        )
    for section, text in data["texts"].rows:
        documents.keep(
            session,
            ReportText(period=period, section=str(section), text=str(text), written_at=moment),
        )

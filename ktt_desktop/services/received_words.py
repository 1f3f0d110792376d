"""The officer's own words come back with the unit's own file: giải trình, lời văn báo cáo."""

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy.orm import Session

from ktt_desktop.domain.report import ReportKey
from ktt_desktop.domain.report_text import from_plain
from ktt_desktop.interchange.submission_format import Sheet
from ktt_desktop.models.document import Explanation
from ktt_desktop.services.report_texts import report_text
from ktt_desktop.storage import documents, reports


def keep_words(
    session: Session, report: ReportKey, data: Mapping[str, Sheet], moment: datetime
) -> None:
    """Write down the explanations of a period and the texts of its usual report."""
    period = report.period.code
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
        words = from_plain(str(text))
        reports.keep_text(session, report_text(report, str(section), words, moment))

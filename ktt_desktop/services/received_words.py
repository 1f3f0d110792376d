"""The officer's own words come back with the unit's own file: giải trình, lời văn báo cáo."""

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy.orm import Session

from ktt_desktop.domain.report import ReportKey
from ktt_desktop.domain.report_words import with_plain
from ktt_desktop.interchange.submission_format import Sheet
from ktt_desktop.models.document import Explanation
from ktt_desktop.services.report_texts import read_texts, report_text
from ktt_desktop.services.report_versions import VersionCause, keep_now
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
    _keep_texts(
        session, report, {str(each): str(text) for each, text in data["texts"].rows}, moment
    )


def _keep_texts(
    session: Session, report: ReportKey, said: Mapping[str, str], moment: datetime
) -> None:
    """Words the book says already stay with their style; others come after a version of now."""
    own = read_texts(session, report)
    laid = {section: with_plain(own.get(section, ()), text) for section, text in said.items()}
    told = {section: words for section, words in laid.items() if words != own.get(section, ())}
    if told:
        keep_now(session, report, VersionCause.RECEIVED)
    for section, words in told.items():
        reports.keep_text(session, report_text(report, section, words, moment))

"""What an export would send now and under which number; equal data keeps number and code."""

from dataclasses import dataclass, replace
from uuid import uuid4

from sqlalchemy.orm import Session

from ktt_desktop.domain.dates import PartialDate
from ktt_desktop.domain.period import ReportingPeriod
from ktt_desktop.domain.records import SentRow, UnitProfile
from ktt_desktop.interchange.check_code import check_code, data_digest
from ktt_desktop.interchange.submission_format import SubmissionData
from ktt_desktop.interchange.submission_writer import data_bytes
from ktt_desktop.models.exchange import SubmissionSent
from ktt_desktop.services.book import Book, now
from ktt_desktop.services.report_figures import read_report_figures
from ktt_desktop.services.submission_data import collect
from ktt_desktop.storage import exchange
from ktt_desktop.storage.session import transaction


@dataclass(frozen=True, slots=True)
class Numbered:
    """The place of an export in the series of its period; equal data keeps its place."""

    row: SentRow
    sequence: int
    supersedes: tuple[str, str] | None
    is_again: bool = False  # the data are those of the last export: no new number


@dataclass(frozen=True, slots=True)
class Prepared:
    """Số liệu sắp kết xuất: data.json, its place in the series, the day the figures speak of."""

    data: bytes
    numbered: Numbered
    as_of: PartialDate


def prepare(book: Book, profile: UnitProfile, period: ReportingPeriod) -> Prepared:
    """What an export would send now, and under which number; nothing is written."""
    with transaction(book.sessions) as session:
        collected = collect(session, book, profile, period)
        data, numbered = _numbered(session, period, collected)
        as_of = read_report_figures(session, book, profile, period).as_of_date
    return Prepared(data, numbered, as_of)


def code_of_present_data(book: Book, profile: UnitProfile, period: ReportingPeriod) -> str:
    """Mã kiểm tra to print: that of the period's last export while the book says the same.

    Empty where nothing was exported, or where something became different since.
    """
    with transaction(book.sessions) as session:
        if not exchange.sent_of_period(session, period.code):
            return ""
        collected = collect(session, book, profile, period)
        _, numbered = _numbered(session, period, collected)
    return numbered.row.check_code if numbered.is_again else ""


def _numbered(
    session: Session, period: ReportingPeriod, collected: SubmissionData
) -> tuple[bytes, Numbered]:
    """data.json under its number: that of the last export where nothing else is different."""
    sent = exchange.sent_of_period(session, period.code)
    if sent:
        again = data_bytes(replace(collected, number=sent[-1].number))
        if data_digest(again) == sent[-1].data_digest:
            before = sent[-2] if len(sent) > 1 else None
            place = exchange.count_sent(session, sent[-1].id)
            return again, Numbered(sent_row(sent[-1]), place, _key(before), is_again=True)
    number = sent[-1].number + 1 if sent else 0
    data = data_bytes(replace(collected, number=number))
    digest = data_digest(data)
    row = SentRow(
        period=period.code,
        number=number,
        file_name="",
        folder="",
        check_code=check_code(digest),
        data_digest=digest,
        bundle_id=str(uuid4()),
        created_at=now().replace(microsecond=0),
    )
    place = exchange.count_sent(session) + 1
    return data, Numbered(row, place, _key(sent[-1] if sent else None))


def _key(sent: SubmissionSent | None) -> tuple[str, str] | None:
    return None if sent is None else (sent.bundle_id, sent.data_digest)


def sent_row(sent: SubmissionSent) -> SentRow:
    """A row of the table of exports as the screens take it."""
    return SentRow(
        period=sent.period,
        number=sent.number,
        file_name=sent.file_name,
        folder=sent.folder,
        check_code=sent.check_code,
        data_digest=sent.data_digest,
        bundle_id=sent.bundle_id,
        created_at=sent.created_at,
        answer=sent.answer,
        answered_at=sent.answered_at,
        has_data=sent.has_data,
    )

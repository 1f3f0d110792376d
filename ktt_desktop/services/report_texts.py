"""The officer's words of a report, section by section, kept in the book."""

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy.orm import Session

from ktt_desktop.domain.records import ChangeSet
from ktt_desktop.domain.report import ReportKey
from ktt_desktop.domain.report_text import SectionText, plain_text
from ktt_desktop.domain.report_text_json import text_from_json, text_json
from ktt_desktop.models.report import ReportText
from ktt_desktop.services.book import Book, now
from ktt_desktop.services.report_versions import keep_of_day
from ktt_desktop.storage import reports
from ktt_desktop.storage.session import transaction


def load_texts(book: Book, key: ReportKey) -> dict[str, SectionText]:
    """What the officer wrote, by section; sections without words of theirs are left out."""
    with transaction(book.sessions) as session:
        return read_texts(session, key)


def read_texts(session: Session, key: ReportKey) -> dict[str, SectionText]:
    """The same inside a larger reading."""
    found = reports.texts(session, key.outline, key.period.code)
    return {each.section: text_from_json(each.content) for each in found}


def save_texts(book: Book, key: ReportKey, texts: Mapping[str, SectionText]) -> ChangeSet:
    """Keep the words of sections; none at all give a section back to the program."""
    with transaction(book.sessions) as session:
        keep_of_day(session, key)
        write_texts(session, key, texts)
    return ChangeSet(years=frozenset({key.period.year}))


def write_texts(session: Session, key: ReportKey, texts: Mapping[str, SectionText]) -> None:
    """The same inside a larger act, which keeps a version itself where one is due."""
    for section, text in texts.items():
        reports.keep_text(session, report_text(key, section, text, now()))


def report_text(key: ReportKey, section: str, text: SectionText, moment: datetime) -> ReportText:
    """The words of a section as a row of the book."""
    return ReportText(
        report=key.outline,
        period=key.period.code,
        section=section,
        text=plain_text(text),
        content=text_json(text) if text else "",
        written_at=moment,
    )

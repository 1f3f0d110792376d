"""Versions of a report's words compared with each other, and brought back."""

import json
from dataclasses import dataclass

from sqlalchemy.orm import Session

from ktt_desktop.domain.errors import NotFoundError
from ktt_desktop.domain.records import ChangeSet, UnitProfile
from ktt_desktop.domain.report import ReportKey
from ktt_desktop.domain.report_text import (
    AutoPiece,
    RichParagraph,
    RichPicture,
    RichTable,
    SectionText,
)
from ktt_desktop.domain.report_text_json import text_from_json
from ktt_desktop.domain.text_comparison import ComparedParagraph, Fate, compared
from ktt_desktop.services.book import Book
from ktt_desktop.services.report_opening import read_report
from ktt_desktop.services.report_texts import read_texts, write_texts
from ktt_desktop.services.report_versions import VersionCause, keep_now
from ktt_desktop.storage import reports
from ktt_desktop.storage.session import transaction

HIDDEN = "[Một câu tự lập không in]"


@dataclass(frozen=True, slots=True)
class ComparedSection:
    """Một mục ở hai bản; only sections that differ are told."""

    section: str
    heading: str
    paragraphs: tuple[ComparedParagraph, ...]


def compare_versions(
    book: Book, profile: UnitProfile, key: ReportKey, older: int, newer: int | None = None
) -> tuple[ComparedSection, ...]:
    """What changed between two versions; without `newer`, up to the words as they stand now.

    Raises NotFoundError where a version is gone or another report's.
    """
    with transaction(book.sessions) as session:
        before = _read(session, key, older)
        after = read_texts(session, key) if newer is None else _read(session, key, newer)
        report = read_report(session, book, profile, key)
    headings = {each.id: each.heading.text for each in report.sections}
    order = [*headings, *sorted({*before, *after} - headings.keys())]
    found = (
        ComparedSection(
            each, headings.get(each, each), compared(_lines(before, each), _lines(after, each))
        )
        for each in order
    )
    return tuple(
        each for each in found if any(one.fate is not Fate.KEPT for one in each.paragraphs)
    )


def restore_version(book: Book, key: ReportKey, version: int) -> ChangeSet:
    """Bring the words of a version back; those of now are kept as a version before."""
    with transaction(book.sessions) as session:
        texts = _read(session, key, version)
        keep_now(session, key, VersionCause.RESTORE)
        gone = dict.fromkeys(read_texts(session, key), ())
        write_texts(session, key, {**gone, **texts})
    return ChangeSet(years=frozenset({key.period.year}))


def _read(session: Session, key: ReportKey, version: int) -> dict[str, SectionText]:
    found = reports.version(session, version)
    if found is None or (found.report, found.period) != (key.outline, key.period.code):
        raise NotFoundError("Bản lời văn này không còn trong sổ. Mở lại danh sách các bản.")
    return {
        section: text_from_json(json.dumps(items))
        for section, items in json.loads(found.content).items()
    }


def _lines(texts: dict[str, SectionText], section: str) -> list[str]:
    """The officer's items in words, one each; of generated sentences only that one is left out."""
    lines = []
    for item in texts.get(section, ()):
        match item:
            case RichParagraph():
                lines.append(item.text)
            case RichTable(rows=rows):
                lines.extend(" | ".join(row) for row in rows)
            case RichPicture(words=words):
                lines.append(f"[Hình] {words}".strip())
            case AutoPiece(hidden=True):
                lines.append(HIDDEN)
            case _:
                pass
    return lines

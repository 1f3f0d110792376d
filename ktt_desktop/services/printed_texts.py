"""The officer's words of a report as they are printed now (lời văn như bản in)."""

from sqlalchemy.orm import Session

from ktt_desktop.domain.locked_figures import following
from ktt_desktop.domain.records import UnitProfile
from ktt_desktop.domain.report import ReportKey
from ktt_desktop.domain.report_text import RichParagraph, SectionText, plain_text
from ktt_desktop.domain.report_text_json import text_from_json
from ktt_desktop.services.book import Book
from ktt_desktop.services.report_sections import current_in, read_source
from ktt_desktop.services.report_settings import read_settings
from ktt_desktop.storage import reports


def printed_words(
    session: Session, book: Book, profile: UnitProfile, key: ReportKey
) -> dict[str, str]:
    """Plain words by section; locked figures as the book says now, not as they were seen last."""
    kept = reports.texts(session, key.outline, key.period.code)
    words = {each.section: each.text for each in kept}
    texts = {each.section: text_from_json(each.content) for each in kept}
    locked = {section: text for section, text in texts.items() if _has_figures(text)}
    if not locked:
        return words
    source = read_source(session, book, profile, key, read_settings(session, key))
    pieces = {each.id: source.pieces(each) for each in source.outline.sections}
    for section, text in locked.items():
        current = current_in(source, pieces.get(section, ()))
        words[section] = plain_text(following(text, current))
    return words


def _has_figures(text: SectionText) -> bool:
    return any(
        run.figure is not None
        for item in text
        if isinstance(item, RichParagraph)
        for run in item.runs
    )

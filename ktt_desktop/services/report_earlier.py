"""The words of an earlier period of the same outline as a start (lời văn kỳ trước)."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from ktt_desktop.domain.locked_figures import accepted, differing
from ktt_desktop.domain.period import ReportingPeriod
from ktt_desktop.domain.records import ChangeSet, UnitProfile
from ktt_desktop.domain.report import ReportKey
from ktt_desktop.domain.report_text import SectionText
from ktt_desktop.services.book import Book
from ktt_desktop.services.report_sections import current_in, read_source
from ktt_desktop.services.report_settings import read_settings
from ktt_desktop.services.report_texts import read_texts, write_texts
from ktt_desktop.services.report_versions import VersionCause, keep_now
from ktt_desktop.storage import reports
from ktt_desktop.storage.session import transaction


@dataclass(frozen=True, slots=True)
class EarlierTexts:
    """Lời văn của kỳ trước, by section."""

    period: ReportingPeriod
    texts: Mapping[str, SectionText]


def earlier_texts(book: Book, key: ReportKey) -> EarlierTexts | None:
    """The words of the latest period before this one that has any; None where none has."""
    with transaction(book.sessions) as session:
        periods = map(ReportingPeriod.parse, reports.periods_with_words(session, key.outline))
        before = [each for each in periods if _place(each) < _place(key.period)]
        if not before:
            return None
        latest = max(before, key=_place)
        return EarlierTexts(latest, read_texts(session, ReportKey(key.outline, latest)))


def _place(period: ReportingPeriod) -> tuple[int, str]:
    """Periods in the order of time; those of one year by the day they are of."""
    return period.year, f"{period.default_as_of}{period.kind}"


def take_earlier_words(
    book: Book, profile: UnitProfile, key: ReportKey, sections: Collection[str] | None = None
) -> ChangeSet:
    """Take the words of `sections`, else of every section without own words, from earlier_texts.

    What stood there is kept as a version. Locked figures are those of the new period at once.
    """
    earlier = earlier_texts(book, key)
    if earlier is None:
        return ChangeSet()
    with transaction(book.sessions) as session:
        source = read_source(session, book, profile, key, read_settings(session, key))
        own = read_texts(session, key)
        taken = {}
        for section in source.outline.sections:
            wanted = section.id not in own if sections is None else section.id in sections
            if wanted and section.id in earlier.texts:
                text = earlier.texts[section.id]
                current = current_in(source, source.pieces(section))
                changes = [each for each in differing(section.id, text, current) if each.new]
                taken[section.id] = accepted(text, changes)
        keep_now(
            session, key, VersionCause.EARLIER, f"Trước khi lấy lời văn {earlier.period.label}"
        )
        write_texts(session, key, taken)
    return ChangeSet(years=frozenset({key.period.year}))

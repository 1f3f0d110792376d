"""What the settings of one report can say, and what stands there where they say nothing."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from ktt_desktop.catalogue.outline import Outline
from ktt_desktop.domain.records import UnitProfile
from ktt_desktop.domain.report import ReportKey, ReportSettings
from ktt_desktop.domain.unit_particulars import DocumentKind
from ktt_desktop.services.annex_contents import read_annexes
from ktt_desktop.services.book import Book
from ktt_desktop.services.outlines import main_report, outline_of
from ktt_desktop.services.report_head import closing_words
from ktt_desktop.services.report_sections import ReportSource, read_source
from ktt_desktop.services.report_settings import read_settings
from ktt_desktop.storage.session import transaction


@dataclass(frozen=True, slots=True)
class Switch:
    """Một mục hay phụ lục in hay không in; `on` unless the report asks otherwise."""

    id: str
    words: str
    on: bool


@dataclass(frozen=True, slots=True)
class ReportSetup:
    """Thiết lập của một báo cáo và những gì in khi để trống."""

    outline: Outline
    settings: ReportSettings
    number: str
    signed_on: date | None
    span: tuple[int, int]
    opening: str
    closing: str
    switches: tuple[Switch, ...]


def load_setup(book: Book, profile: UnitProfile, key: ReportKey) -> ReportSetup:
    """Read the settings of a report and what it prints without them."""
    with transaction(book.sessions) as session:
        settings = read_settings(session, key)
        outline = outline_of(session, book, key.outline)
        usual = replace(settings, number="", signed_on=None, span=None, opening="", closing="")
        source = read_source(session, book, profile, key, usual)
        annexed = bool(read_annexes(session, book, source, ()))
    is_usual = key == main_report(book, key.period)  # number and day of the unit are its own
    is_plan = outline.document is DocumentKind.PLAN
    return ReportSetup(
        outline,
        settings,
        profile.number if is_usual else "",
        profile.signed_on if is_usual else None,
        source.figures.span,
        (profile.opening if is_usual and is_plan else "") or source.plain(outline.opening),
        closing_words(source, annexed=annexed),
        tuple(_switches(source, outline)),
    )


def _switches(source: ReportSource, outline: Outline) -> Iterator[Switch]:
    can_be_out = {each.id: each for each in outline.sections if each.optional or each.off}
    for section in can_be_out.values():
        yield Switch(section.id, source.plain(section.heading), not section.off)
    for annex in outline.annexes:
        if annex.off:
            yield Switch(annex.id, f"Phụ lục: {annex.title}", on=False)

"""A report opened for writing: every section with its sentences, the officer's words, changes."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from sqlalchemy.orm import Session

from ktt_desktop.catalogue.outline import FreeText, Outline, OutlineSection, numbered
from ktt_desktop.domain.document import Heading, Run
from ktt_desktop.domain.locked_figures import FigureChange, differing
from ktt_desktop.domain.records import UnitProfile
from ktt_desktop.domain.report import ReportKey, ReportSettings
from ktt_desktop.domain.report_blocks import Current
from ktt_desktop.domain.report_text import (
    LockedFigure,
    Piece,
    RichItem,
    RichParagraph,
    SectionText,
    laid_out,
)
from ktt_desktop.services.book import Book
from ktt_desktop.services.report_head import missing_in_report
from ktt_desktop.services.report_pictures import pictures_of
from ktt_desktop.services.report_sections import ReportSource, current_in, read_source
from ktt_desktop.services.report_settings import read_settings
from ktt_desktop.services.report_texts import read_texts
from ktt_desktop.storage.session import transaction


@dataclass(frozen=True, slots=True)
class OpenSection:
    """Một mục đang soạn.

    `items` are what it holds now, in order: generated pieces and items of `text`. `figures` are
    the locked figures of `text` as the data say now, with their anchors; one without an entry has
    no value any more. `changes` are those to be accepted or refused, `refused` those that keep
    another value than the data. `hint` tells what to write, empty where no words are expected;
    `none` is printed where a section and those below it say nothing.
    """

    id: str
    heading: Heading
    hint: str
    pieces: tuple[Piece, ...]
    text: SectionText
    items: tuple[Piece | RichItem, ...]
    figures: Mapping[LockedFigure, Run]
    changes: tuple[FigureChange, ...]
    refused: tuple[FigureChange, ...]
    takes_words: bool
    none: str

    @property
    def is_unwritten(self) -> bool:
        """Whether words are expected here and nothing at all is said yet."""
        return self.takes_words and not self.items


@dataclass(frozen=True, slots=True)
class OpenReport:
    """Một báo cáo đang soạn; `pictures` are the bytes by name of those its words show.

    `missing` tells what its head and foot lack, a sentence each.
    """

    key: ReportKey
    outline: Outline
    settings: ReportSettings
    sections: tuple[OpenSection, ...]
    pictures: Mapping[str, bytes]
    missing: tuple[str, ...] = ()

    @property
    def changes(self) -> tuple[FigureChange, ...]:
        """Every locked figure to be accepted or refused."""
        return tuple(change for each in self.sections for change in each.changes)

    @property
    def unwritten(self) -> int:
        """How many sections wait for words."""
        return sum(each.is_unwritten for each in self.sections)


def open_report(book: Book, profile: UnitProfile, key: ReportKey) -> OpenReport:
    """Read a report as the editor shows it; raises InvalidInputError for an unknown outline."""
    with transaction(book.sessions) as session:
        report = read_report(session, book, profile, key)
    return replace(report, missing=missing_in_report(book, profile, key))


def read_report(session: Session, book: Book, profile: UnitProfile, key: ReportKey) -> OpenReport:
    """The same inside a larger reading."""
    settings = read_settings(session, key)
    source = read_source(session, book, profile, key, settings)
    texts = read_texts(session, key)
    sections = opened_sections(source, texts)
    shown = [each.text for each in sections]
    return OpenReport(key, source.outline, settings, sections, pictures_of(session, shown))


def opened_sections(
    source: ReportSource, texts: Mapping[str, SectionText]
) -> tuple[OpenSection, ...]:
    """The sections in use, in order."""
    return tuple(
        _opened(source, section, number, texts.get(section.id, ()))
        for section, number in numbered(source.outline.sections)
    )


def _opened(
    source: ReportSource, section: OutlineSection, number: str, text: SectionText
) -> OpenSection:
    pieces = source.pieces(section)
    current = current_in(source, pieces)
    changes = tuple(differing(section.id, text, current))
    hint = next((each.says.hint for each in section.blocks if isinstance(each.says, FreeText)), "")
    return OpenSection(
        id=section.id,
        heading=source.heading(section, number),
        hint=hint,
        pieces=pieces,
        text=text,
        items=tuple(laid_out(pieces, text)),
        figures=_figures(text, current),
        changes=tuple(each for each in changes if not each.reason),
        refused=tuple(each for each in changes if each.reason),
        takes_words=bool(section.blocks),
        none=section.none,
    )


def _figures(text: SectionText, current: Current) -> dict[LockedFigure, Run]:
    locked = (
        run.figure
        for item in text
        if isinstance(item, RichParagraph)
        for run in item.runs
        if run.figure is not None
    )
    found = {figure: current(figure) for figure in locked}
    return {figure: run for figure, run in found.items() if run is not None}

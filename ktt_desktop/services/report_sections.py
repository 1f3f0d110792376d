"""What the program writes in each section of a report, from figures and work records."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from sqlalchemy.orm import Session

from ktt_desktop.catalogue.outline import (
    Content,
    FreeText,
    Outline,
    OutlineBlock,
    OutlineSection,
    SectorLines,
    Sentence,
)
from ktt_desktop.domain.document import Heading, Paragraph, Run
from ktt_desktop.domain.errors import CatalogueError
from ktt_desktop.domain.narrative import Style, fill
from ktt_desktop.domain.narrative_template import Template, parse_template
from ktt_desktop.domain.period import TableColumn
from ktt_desktop.domain.records import UnitProfile
from ktt_desktop.domain.report import ReportKey, ReportSettings
from ktt_desktop.domain.report_blocks import Current
from ktt_desktop.domain.report_text import LockedFigure, Piece
from ktt_desktop.services.book import Book
from ktt_desktop.services.outlines import outline_of
from ktt_desktop.services.report_figures import ReportFigures, read_report_figures
from ktt_desktop.services.report_records import ReportRecords, read_report_records
from ktt_desktop.services.sector_sentences import sector_pieces

# Options of outlines that change how every sentence is written.
COMPARE, SHARE = "compare", "share"  # "đạt 60% kế hoạch"
MOMENT, ESTIMATE = "figures", "estimate"  # of the whole year, as estimated


@dataclass(frozen=True, slots=True)
class ReportSource:
    """Nguồn của một báo cáo: its outline as chosen, its figures and records, how it is written."""

    outline: Outline
    settings: ReportSettings
    figures: ReportFigures
    records: ReportRecords

    @property
    def style(self) -> Style:
        """How sentences are written."""
        return Style(
            self.told.told,
            zero_padded=self.settings.zero_padded,
            keep_blanks=self.settings.keep_blanks,
            as_share=self._chose(COMPARE, SHARE),
        )

    @property
    def told(self) -> ReportFigures:
        """The figures as its sentences speak of them: of the moment chosen."""
        if self._chose(MOMENT, ESTIMATE):
            return replace(self.figures, about=TableColumn.ESTIMATE)
        return self.figures

    def _chose(self, option: str, choice: str) -> bool:
        return self.outline.chosen(self.settings.options).get(option) == choice

    def plain(self, template: Template) -> str:
        """A heading, a subject, an opening: words without anchors."""
        return "".join(run.text for run in fill(template, self.told, self.style) or ())

    def heading(self, section: OutlineSection, number: str) -> Heading:
        """The heading of a section with its number."""
        heading = number + self.plain(section.heading)
        return Heading(section.level, heading, self.plain(section.title))

    def pieces(self, section: OutlineSection) -> tuple[Piece, ...]:
        """What the program writes in a section, in order; nothing where there are no figures."""
        return tuple(self._pieces(section))

    def _pieces(self, section: OutlineSection) -> Iterator[Piece]:
        of_blocks = [(each, tuple(self._of_block(section, each))) for each in section.blocks]
        told = {block.id for block, pieces in of_blocks if pieces}
        for block, pieces in of_blocks:
            if not block.beside or block.beside in told:
                yield from pieces

    def _of_block(self, section: OutlineSection, block: OutlineBlock) -> Iterator[Piece]:
        match block.says:
            case Sentence() as sentence:
                is_told = self.records.says(section, sentence)
                runs = None if is_told else fill(sentence.template, self.told, self.style)
                if runs:
                    yield Piece(block.id, Paragraph(runs))
            case FreeText():
                pass
            case says:
                for piece in self._of_many(says):
                    key = f"{block.id}#{piece.key}" if piece.key else block.id
                    yield replace(piece, key=key)

    def _of_many(self, says: Content) -> Iterator[Piece]:
        if isinstance(says, SectorLines):
            return sector_pieces(says, self.told, self.style, self.records.members)
        return self.records.pieces(says)


def read_source(
    session: Session, book: Book, profile: UnitProfile, key: ReportKey, settings: ReportSettings
) -> ReportSource:
    """Read everything a report says by itself."""
    outline = outline_of(session, book, key.outline).used(settings.options, settings.sections)
    found = read_report_figures(session, book, profile, key.period)
    figures = replace(found, chosen_span=settings.span)
    records = read_report_records(session, book, outline, figures)
    return ReportSource(outline, settings, figures, records)


def current_in(source: ReportSource, pieces: Sequence[Piece]) -> Current:
    """What the locked figures of a section are now."""
    runs = {
        piece.key: [run for run in piece.block.runs if run.anchor]
        for piece in pieces
        if isinstance(piece.block, Paragraph)
    }

    def current(figure: LockedFigure) -> Run | None:
        if figure.piece:
            found = [run for run in runs.get(figure.piece, ()) if run.slot == figure.slot]
            return found[figure.nth] if figure.nth < len(found) else None
        try:
            template = parse_template(f"{{{figure.slot}}}", figure.slot)
            written = fill(template, source.told, source.style)
        except (CatalogueError, KeyError):  # words of another edition of the forms
            return None
        return next((run for run in written or () if run.anchor), None)

    return current

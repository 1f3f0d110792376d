"""What the program writes in each section of a report, from figures and work records."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from sqlalchemy.orm import Session

from ktt_desktop.catalogue.outline import FreeText, Outline, OutlineSection, Sentence
from ktt_desktop.domain.document import Heading, Paragraph, Run
from ktt_desktop.domain.narrative import Style, Template, fill, parse_template
from ktt_desktop.domain.records import UnitProfile
from ktt_desktop.domain.report import ReportKey, ReportSettings
from ktt_desktop.domain.report_blocks import Current
from ktt_desktop.domain.report_text import LockedFigure, Piece
from ktt_desktop.services.book import Book
from ktt_desktop.services.outlines import outline_of
from ktt_desktop.services.report_figures import ReportFigures, main_style, read_report_figures
from ktt_desktop.services.report_records import ReportRecords, read_report_records


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
        return replace(
            main_style(self.figures.period),
            zero_padded=self.settings.zero_padded,
            keep_blanks=self.settings.keep_blanks,
        )

    def plain(self, template: Template) -> str:
        """A heading, a subject, an opening: words without anchors."""
        return "".join(run.text for run in fill(template, self.figures, self.style) or ())

    def heading(self, section: OutlineSection, number: str) -> Heading:
        """The heading of a section with its number."""
        heading = number + self.plain(section.heading)
        return Heading(section.level, heading, self.plain(section.title))

    def pieces(self, section: OutlineSection) -> tuple[Piece, ...]:
        """What the program writes in a section, in order; nothing where there are no figures."""
        return tuple(self._pieces(section))

    def _pieces(self, section: OutlineSection) -> Iterator[Piece]:
        for block in section.blocks:
            match block.says:
                case Sentence() as sentence:
                    if self.records.says(section, sentence):
                        continue
                    if runs := fill(sentence.template, self.figures, self.style):
                        yield Piece(block.id, Paragraph(runs))
                case FreeText():
                    pass
                case says:
                    for piece in self.records.pieces(says):
                        key = f"{block.id}#{piece.key}" if piece.key else block.id
                        yield replace(piece, key=key)


def read_source(
    session: Session, book: Book, profile: UnitProfile, key: ReportKey, settings: ReportSettings
) -> ReportSource:
    """Read everything a report says by itself."""
    outline = outline_of(session, book, key.outline).used(settings.options, settings.sections)
    figures = read_report_figures(session, book, profile, key.period)
    records = read_report_records(session, book, outline, figures)
    return ReportSource(outline, settings, figures, records)


def all_pieces(source: ReportSource) -> Mapping[str, tuple[Piece, ...]]:
    """The pieces of every section, by its id."""
    return {section.id: source.pieces(section) for section in source.outline.sections}


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
        written = fill(
            parse_template(f"{{{figure.slot}}}", figure.slot), source.figures, source.style
        )
        return next((run for run in written or () if run.anchor), None)

    return current

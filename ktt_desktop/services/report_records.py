"""Work records and targets as a report speaks of them, by the blocks of its outline."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy.orm import Session

from ktt_desktop.catalogue.outline import (
    BY_YEAR,
    IN_SPAN,
    PROGRESS,
    Content,
    Outline,
    OutlineSection,
    RecordLines,
    Sentence,
    SupportLines,
    TargetLines,
)
from ktt_desktop.domain.dossier import DossierRow, Kind
from ktt_desktop.domain.narrative_template import codes
from ktt_desktop.domain.report_text import Piece
from ktt_desktop.domain.targets import Progress, Shape, Target
from ktt_desktop.services.book import Book
from ktt_desktop.services.dossier_sentences import record_pieces
from ktt_desktop.services.report_figures import ReportFigures
from ktt_desktop.services.sector_sentences import Members, read_members
from ktt_desktop.services.support_sentences import SupportFigures, support_pieces
from ktt_desktop.services.support_tables import read_support
from ktt_desktop.services.targets import (
    lines_by_year,
    printed_table,
    read_progress,
    target_lines,
)
from ktt_desktop.storage import dossiers as storage

OF_SUPPORT = (Kind.SUPPORT, Kind.CREDIT, Kind.PILOT)


@dataclass(frozen=True, slots=True)
class ReportRecords:
    """Hồ sơ công việc của một báo cáo; `rows` by kind."""

    figures: ReportFigures
    rows: Mapping[str, Sequence[DossierRow]]
    support: SupportFigures
    progress: Sequence[Progress]
    members: Members

    def pieces(self, says: Content) -> Iterator[Piece]:
        """What a block of the outline says; the keys tell its pieces from one another."""
        catalogue = self.figures.catalogue
        match says:
            case RecordLines(kind=kind):
                yield from record_pieces(says, catalogue, self.rows[kind], self.figures)
            case SupportLines():
                yield from support_pieces(says, catalogue, self.support, self.figures)
            case TargetLines(of=of) if of == PROGRESS:
                begun = [each for each in self.progress if not self._begins_later(each.target)]
                if begun:
                    yield Piece("", printed_table(catalogue, begun))
            case TargetLines(of=of) if of == BY_YEAR:
                yield from lines_by_year(catalogue, self._stated)
            case TargetLines(of=of):
                found = self._in_span if of == IN_SPAN else self._next_year
                yield from target_lines(catalogue, found)

    def says(self, section: OutlineSection, sentence: Sentence) -> bool:
        """Whether a target says already what a sentence of its section would say."""
        if not any(isinstance(each.says, TargetLines) for each in section.blocks):
            return False
        told = {each.topic for each in self._next_year}
        return any(code in told for code in codes(sentence.template))

    @property
    def _next_year(self) -> list[Target]:
        """The targets of the year after: due then, or to be reached in every year."""
        year = self.figures.year + 1
        return [
            each
            for each in self._stated
            if each.due_year == year or (each.shape is not Shape.LEVEL and each.in_force(year))
        ]

    @property
    def _in_span(self) -> list[Target]:
        """The targets to be reached within the span, those without a year among them."""
        first, last = self.figures.span
        return [each for each in self._stated if first <= (each.due_year or last) <= last]

    @property
    def _stated(self) -> list[Target]:
        """The targets whose level is known."""
        return [each.target for each in self.progress if each.target.value is not None]

    def _begins_later(self, target: Target) -> bool:
        return (target.from_year or 0) > self.figures.year


def read_report_records(
    session: Session, book: Book, outline: Outline, figures: ReportFigures
) -> ReportRecords:
    """Read all records the outline speaks of."""
    period = figures.period
    wanted = {
        block.says.kind
        for section in outline.sections
        for block in section.blocks
        if isinstance(block.says, RecordLines)
    }
    rows: dict[str, list[DossierRow]] = {kind: [] for kind in wanted}
    found = storage.rows(session, [*wanted, *OF_SUPPORT])
    for row in found:
        rows.setdefault(row.draft.kind, []).append(row)
    counts, lines = read_support(session, book.catalogue, period)
    return ReportRecords(
        figures,
        rows,
        SupportFigures(counts, lines, {each.draft.uid: each for each in found}),
        read_progress(session, book, figures.profile, period),
        read_members(session, book, outline, figures),
    )

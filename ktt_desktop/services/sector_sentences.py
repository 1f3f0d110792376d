"""What a report says of each sector: its figures, and the organisations of one that has few."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction

from sqlalchemy.orm import Session

from ktt_desktop.catalogue.edition import SectorGroup
from ktt_desktop.catalogue.fields import Indicator
from ktt_desktop.catalogue.outline import INDUSTRIES, Outline, SectorLines
from ktt_desktop.domain.aggregation import AggregateKind
from ktt_desktop.domain.document import Paragraph, Run
from ktt_desktop.domain.narrative import Style, fill
from ktt_desktop.domain.narrative_template import Template, slots
from ktt_desktop.domain.period import TableColumn, YearMeasure
from ktt_desktop.domain.record_sentences import ended
from ktt_desktop.domain.records import Figure, Subject
from ktt_desktop.domain.report_text import Piece
from ktt_desktop.domain.terms import Origin, SubjectKind
from ktt_desktop.services.book import Book
from ktt_desktop.services.list_totals import TOTAL
from ktt_desktop.services.report_figures import ReportFigures, main_column, running
from ktt_desktop.services.unit_figures import as_printed
from ktt_desktop.storage.behind import Asked, in_total

Stored = Mapping[str, int | None]  # by indicator code


@dataclass(frozen=True, slots=True)
class Member:
    """Một tổ chức của lĩnh vực có ít tổ chức, with its forms."""

    uid: str
    name: str
    forms: Mapping[YearMeasure, Stored]


Members = Mapping[tuple[SectorLines, str], tuple[Member, ...]]  # by block and code of the sector


@dataclass(frozen=True, slots=True)
class SubjectFigures:
    """Số liệu của một lĩnh vực hoặc một tổ chức; what the templates of domain.narrative ask.

    `rows` tells which row of the tables a code of a template stands for, where it is another one.
    """

    whole: ReportFigures
    subject: str
    name: str
    form: Callable[[YearMeasure], Stored]
    rows: Mapping[str, str]

    @property
    def year(self) -> int:
        """Năm N."""
        return self.whole.year

    @property
    def span(self) -> tuple[int, int]:
        """Giai đoạn."""
        return self.whole.span

    @property
    def as_of(self) -> str:
        """The day of the main figures, in words."""
        return self.whole.as_of

    @property
    def unit_name(self) -> str:
        """Tên đơn vị."""
        return self.whole.unit_name

    @property
    def issuer(self) -> str:
        """Cơ quan ban hành, inside a sentence."""
        return self.whole.issuer

    def row(self, code: str) -> str:
        """The row of the tables a code stands for."""
        return self.rows.get(code, code)

    def value(self, code: str, column: str) -> Fraction | None:
        """The figure as printed."""
        row = self.row(code)
        stored = self.form(self.whole.pair(TableColumn(column))).get(row)
        return as_printed(self.whole.catalogue, row, stored)

    def of_plan(self, code: str, column: str) -> Fraction | None:
        """Nobody states it of a part of the unit."""

    def unit(self, code: str) -> str:
        """Đơn vị tính."""
        return self.whole.unit(self.row(code))

    def decimals(self, code: str) -> int:
        """The decimals the indicator can have."""
        return self.whole.decimals(self.row(code))


def sector_pieces(
    block: SectorLines, figures: ReportFigures, style: Style, members: Members
) -> Iterator[Piece]:
    """The sentences of one block by the code of their sector, and ".uid" of an organisation."""
    for group in _groups(block, figures):
        of_sector = _sector_figures(block, group, figures)
        runs = next(_sentences(block, of_sector, style), None)
        if runs is None:
            continue
        yield Piece(group.code, Paragraph(runs))
        for member in members.get((block, group.code), ()):
            if said := _of_member(block.organisation, member, figures, style):
                yield Piece(f"{group.code}.{member.uid}", Paragraph(said))


def read_members(
    session: Session, book: Book, outline: Outline, figures: ReportFigures
) -> dict[tuple[SectorLines, str], tuple[Member, ...]]:
    """The organisations of every sector that has few enough for its block to name them."""
    found: dict[tuple[SectorLines, str], tuple[Member, ...]] = {}
    contents = (block.says for section in outline.sections for block in section.blocks)
    for block in (each for each in contents if isinstance(each, SectorLines) and each.named):
        for group in _groups(block, figures):
            count = _count(block, _sector_figures(block, group, figures))
            if count is not None and count <= block.named:
                listed = _listed(session, block, group, figures)
                if len(listed) <= block.named:
                    found[block, group.code] = tuple(
                        Member(uid, name, _forms(session, book, block, uid, figures))
                        for uid, name in listed
                    )
    return found


def _groups(block: SectorLines, figures: ReportFigures) -> tuple[SectorGroup, ...]:
    catalogue = figures.catalogue
    groups = catalogue.sector_groups
    if block.by == INDUSTRIES:
        groups = catalogue.groupings[catalogue.edition.industry_grouping]
    return tuple(each for each in groups if not block.only or each.code in block.only)


def _sector_figures(
    block: SectorLines, group: SectorGroup, figures: ReportFigures
) -> SubjectFigures:
    by_industry = block.by == INDUSTRIES  # the rows of Biểu B are figures of the whole unit
    key = "" if by_industry else group.code

    def form(pair: YearMeasure) -> Stored:
        of_pair = figures.unit_figures[key, *pair].figures
        indicators = figures.catalogue.edition.indicators
        return {
            code: None if _is_partial(indicators[code], each) else each.value
            for code, each in of_pair.items()
        }

    rows = _rows_of_industry(group, figures) if by_industry else {}
    return SubjectFigures(figures, key, running(group.label), form, rows)


def _is_partial(indicator: Indicator, figure: Figure) -> bool:
    """Whether it is a sum over some of the organisations only, which says little of few."""
    rule = indicator.aggregate
    is_sum = rule is not None and rule.how is AggregateKind.SUM
    return is_sum and figure.origin is Origin.COMPUTED and figure.known < figure.total


def _rows_of_industry(group: SectorGroup, figures: ReportFigures) -> dict[str, str]:
    """N1 → the row of Biểu B that counts the cooperatives of this industry, "N1.5"."""
    indicators = figures.catalogue.edition.indicators.values()
    return {
        each.code.partition(".")[0]: each.code
        for each in indicators
        if each.aggregate and each.aggregate.group == group.code
    }


def _sentences(
    block: SectorLines, figures: SubjectFigures, style: Style
) -> Iterator[tuple[Run, ...]]:
    """What its templates say of a sector, those alone that say it has organisations."""
    for template in block.templates:
        if _first(template, figures, style) and (runs := fill(template, figures, style)):
            yield tuple(ended(list(runs)))


def _first(template: Template, figures: SubjectFigures, style: Style) -> Fraction | None:
    """The first figure of a template: how many organisations the sector has."""
    slot = next((each for each in slots(template) if not each.whole), None)
    return figures.value(slot.code, slot.column or style.main_column) if slot else None


def _count(block: SectorLines, figures: SubjectFigures) -> Fraction | None:
    style = Style(figures.whole.told)
    counts = (_first(each, figures, style) for each in block.templates)
    return next((each for each in counts if each is not None), None)


def _listed(
    session: Session, block: SectorLines, group: SectorGroup, figures: ReportFigures
) -> list[tuple[str, str]]:
    """(uid, name) of the register, in Vietnamese order."""
    on = figures.as_of_date.last_day()
    asked = Asked(block.kind, group.sectors, figures.period.main, on)
    total = figures.catalogue.counting_as(*TOTAL)
    return [(uid, name) for uid, name, *_ in in_total(session, asked, total)]


def _forms(
    session: Session, book: Book, block: SectorLines, uid: str, figures: ReportFigures
) -> dict[YearMeasure, Stored]:
    subject = Subject(SubjectKind.ORGANISATION, uid)
    pairs = {figures.pair(each) for each in _columns(block.organisation, figures)}
    return {pair: book.returns.read(session, subject, *pair).values for pair in pairs}


def _columns(template: Template | None, figures: ReportFigures) -> Iterable[TableColumn]:
    named = (each.column for each in slots(template) if each.column) if template else ()
    return {main_column(figures.period), TableColumn.ESTIMATE, *map(TableColumn, named)}


def _of_member(
    template: Template | None, member: Member, figures: ReportFigures, style: Style
) -> tuple[Run, ...] | None:
    if template is None:
        return None
    of_member = SubjectFigures(figures, member.uid, member.name, member.forms.__getitem__, {})
    runs = fill(template, of_member, style)
    return tuple(ended(list(runs))) if runs else None

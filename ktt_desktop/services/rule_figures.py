"""The figures a rule asks for: of the unit with its parts, of a sector, of one organisation."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from sqlalchemy.orm import Session

from ktt_desktop.catalogue.edition import Catalogue, SectorGroup
from ktt_desktop.catalogue.fields import Indicator
from ktt_desktop.domain.aggregation import AggregateKind
from ktt_desktop.domain.expression import Part
from ktt_desktop.domain.records import Figure, ReturnRecord, UnitFigures, UnitProfile
from ktt_desktop.domain.register_list import OrganisationRow
from ktt_desktop.domain.terms import Measure, OrganisationKind, Origin, SubjectKind
from ktt_desktop.services.book import Book
from ktt_desktop.services.register_list import all_rows
from ktt_desktop.services.unit_figures import Key, as_printed, read_unit_figures

MOST_ORGANISATIONS = 8  # a sector with more organisations is one part

Figures = Mapping[str, Figure]


@dataclass(frozen=True, slots=True)
class CheckedBook:
    """Everything one check looks at, read in one transaction."""

    catalogue: Catalogue
    year: int
    measure: Measure
    unit: Mapping[Key, UnitFigures]
    rows: tuple[OrganisationRow, ...]
    returns: Mapping[str, ReturnRecord]

    def figures(self, sector: str, year: int, measure: Measure) -> Figures:
        """The unit's figures, whole ("") or of a sector group."""
        return self.unit[sector, year, measure].figures


def read_for_check(
    session: Session, book: Book, profile: UnitProfile, year: int, measure: Measure
) -> CheckedBook:
    """Read the figures of a year and measure, of the plan, and of the year before."""
    pairs = [(year, measure), (year, Measure.PLAN), (year - 1, Measure.ACTUAL)]
    unit = read_unit_figures(session, book, profile, pairs)
    as_of = unit["", year, measure].as_of
    assert as_of is not None
    rows = all_rows(session, book, as_of.last_day())
    returns = book.returns.of_organisations(session, year, measure)
    return CheckedBook(book.catalogue, year, measure, unit, tuple(rows), returns)


@dataclass(frozen=True, slots=True)
class FormFigures:
    """Figures of one answered form with those of the plan and of the year before."""

    catalogue: Catalogue
    now: Mapping[str, int | None]
    before: Mapping[str, int | None]
    plans: Mapping[str, int | None]

    def value(self, code: str) -> Fraction | None:
        """The figure under check."""
        return as_printed(self.catalogue, code, self.now.get(code))

    def previous(self, code: str) -> Fraction | None:
        """Thực hiện năm trước."""
        return as_printed(self.catalogue, code, self.before.get(code))

    def plan(self, code: str) -> Fraction | None:
        """Kế hoạch của năm."""
        return as_printed(self.catalogue, code, self.plans.get(code))

    def parts(self, code: str) -> Sequence[Part]:
        """None: only a unit has parts."""
        return ()


def form_figures(checked: CheckedBook, sector: str) -> FormFigures:
    """The figures of the whole unit ("") or of one of its sectors."""
    return FormFigures(
        checked.catalogue,
        _values(checked.figures(sector, checked.year, checked.measure)),
        _values(checked.figures(sector, checked.year - 1, Measure.ACTUAL)),
        _values(checked.figures(sector, checked.year, Measure.PLAN)),
    )


def _values(figures: Figures) -> dict[str, int | None]:
    return {code: figure.value for code, figure in figures.items()}


@dataclass(frozen=True, slots=True)
class UnitRuleFigures(FormFigures):
    """The unit's figures and their parts: sectors, or the organisations of a small sector."""

    leaves: tuple["Leaf", ...] = ()

    def parts(self, code: str) -> Sequence[Part]:
        """The figure of every part."""
        indicator = self.catalogue.edition.indicators[code]
        return [leaf.part(self.catalogue, indicator) for leaf in self.leaves]


@dataclass(frozen=True, slots=True)
class Leaf:
    """Một phần của đơn vị: a sector by its figures, or one organisation by its form."""

    key: str
    label: str
    figures: Figures | None
    form: ReturnRecord | None

    def part(self, catalogue: Catalogue, indicator: Indicator) -> Part:
        """What this part contributes to an indicator of the sectors."""
        if self.figures is not None:
            figure = self.figures[indicator.code]
            stored = None if _is_partial(figure) else figure.value
            value = as_printed(catalogue, indicator.code, stored)
            return Part(self.key, self.label, value, SubjectKind.SECTOR)
        return Part(self.key, self.label, self._own(catalogue, indicator), SubjectKind.ORGANISATION)

    def _own(self, catalogue: Catalogue, indicator: Indicator) -> Fraction | None:
        rule = indicator.aggregate
        if rule is None or self.form is None:
            return None
        if rule.how is AggregateKind.COUNT:
            return Fraction(1) if rule.where == "listed" else None
        return as_printed(catalogue, rule.of, self.form.values.get(rule.of))


def unit_rule_figures(checked: CheckedBook, *, by_organisation: bool) -> UnitRuleFigures:
    """The unit with its parts; small sectors the list covers are taken organisation by one."""
    whole = form_figures(checked, "")
    leaves = [
        leaf
        for group in checked.catalogue.sector_groups
        for leaf in _leaves(checked, group, by_organisation=by_organisation)
    ]
    return UnitRuleFigures(
        whole.catalogue, whole.now, whole.before, whole.plans, leaves=tuple(leaves)
    )


def _leaves(checked: CheckedBook, group: SectorGroup, *, by_organisation: bool) -> list[Leaf]:
    figures = checked.figures(group.code, checked.year, checked.measure)
    if not any(figure.value for figure in figures.values()):
        return []
    members = [
        row
        for row in checked.rows
        if row.kind is OrganisationKind.COOPERATIVE and row.sector in group.sectors
    ]
    finer = by_organisation and 0 < len(members) <= MOST_ORGANISATIONS
    if not finer or not _from_list(checked.catalogue, figures, len(members)):
        return [Leaf(group.code, group.label, figures, None)]
    return [Leaf(row.uid, row.name, None, checked.returns.get(row.uid)) for row in members]


def _from_list(catalogue: Catalogue, figures: Figures, listed: int) -> bool:
    """Whether a sector's figures come from its organisations: all listed, only counts typed."""
    for code, figure in figures.items():
        rule = catalogue.edition.indicators[code].aggregate
        counts = rule is not None and rule.how is AggregateKind.COUNT
        if counts and rule is not None and rule.where == "listed" and figure.value != listed:
            return False
        if not counts and figure.origin is Origin.ENTERED:
            return False
    return True


def _is_partial(figure: Figure) -> bool:
    return figure.origin is Origin.COMPUTED and figure.known < figure.total

"""The figures of the unit and of its sectors: entered, or computed from the list, never mixed."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from sqlalchemy.orm import Session

from ktt_desktop.catalogue.edition import Catalogue, SectorGroup
from ktt_desktop.catalogue.fields import SECTOR_FORMS, UNIT_FORMS, Indicator
from ktt_desktop.domain.aggregation import (
    NOTHING,
    Aggregate,
    AggregateKind,
    Computed,
    ListTotals,
    from_list,
    half_up,
)
from ktt_desktop.domain.dates import PartialDate
from ktt_desktop.domain.evaluation import number
from ktt_desktop.domain.expression import Part
from ktt_desktop.domain.records import Figure, ReturnRecord, Subject, UnitFigures, UnitProfile
from ktt_desktop.domain.terms import Measure, OrganisationKind, Origin, SubjectKind
from ktt_desktop.services.book import Book
from ktt_desktop.services.list_totals import read_totals

Key = tuple[str, int, Measure]  # sector group code ("" for the whole unit), year, measure


def unit_subject(profile: UnitProfile, sector: str = "") -> Subject:
    """Whose figures: the whole unit, or one of its sectors."""
    kind = SubjectKind.SECTOR if sector else SubjectKind.UNIT
    return Subject(kind, profile.code, sector)


def forms_of(sector: str) -> tuple[str, ...]:
    """The forms the unit fills for itself, or for one of its sectors."""
    return SECTOR_FORMS if sector else UNIT_FORMS


def default_as_of(year: int, measure: Measure) -> PartialDate:
    """The day figures speak of when the unit has not said another one (domain 1.4)."""
    return PartialDate(year, 6, 30) if measure is Measure.HALF_YEAR else PartialDate(year, 12, 31)


def read_unit_figures(
    session: Session, book: Book, profile: UnitProfile, pairs: Iterable[tuple[int, Measure]]
) -> dict[Key, UnitFigures]:
    """Figures of the whole unit and of every sector group, for the given years and measures."""
    wanted = list(dict.fromkeys(pairs))
    own = {
        (record.subject.sector, record.year, record.measure): record
        for record in book.returns.of_unit(session, profile.code, wanted)
    }
    found: dict[Key, UnitFigures] = {}
    for year, measure in wanted:
        whole = own.get(("", year, measure))
        as_of = (whole.as_of if whole else None) or default_as_of(year, measure)
        totals = read_totals(session, book.catalogue, year, measure, as_of.last_day())
        above: Mapping[str, Figure] = {}
        for group in (None, *book.catalogue.sector_groups):
            sector = group.code if group else ""
            subject = unit_subject(profile, sector)
            entered = own.get((sector, year, measure), ReturnRecord(subject, year, measure))
            figures = _Figuring(book.catalogue, profile, totals, group, entered, above).figures()
            above = above or figures
            found[sector, year, measure] = UnitFigures(subject, year, measure, as_of, figures)
    return found


@dataclass(frozen=True, slots=True)
class _Figuring:
    """One answered form of the unit against what its list gives.

    `above` are the figures of the whole unit, which a formula of a sector may read.
    """

    catalogue: Catalogue
    profile: UnitProfile
    totals: ListTotals
    group: SectorGroup | None
    entered: ReturnRecord
    above: Mapping[str, Figure]

    def figures(self) -> dict[str, Figure]:
        indicators = self.catalogue.edition.of_form(*forms_of(self.entered.subject.sector))
        covered = {kind: self._covered(kind, indicators) for kind in OrganisationKind}
        found = {each.code: self._figure(each, covered) for each in indicators}
        for each in indicators:
            if each.aggregate is not None and each.aggregate.how is AggregateKind.FORMULA:
                found[each.code] = self._formula(each, found)
        return found

    def _computed(self, indicator: Indicator) -> Computed:
        if indicator.aggregate is None:
            return NOTHING
        rule = indicator.aggregate
        sectors = self.group.sectors if self.group else None
        if rule.group:
            sectors = self.catalogue.sectors_in(rule.group)
        return from_list(rule, self.totals, sectors)

    def _covered(self, kind: OrganisationKind, indicators: Iterable[Indicator]) -> bool:
        """Whether the list holds all organisations of a kind: declared, or the counts agree."""
        if self.profile.list_complete:
            return True
        for each in indicators:
            rule = each.aggregate
            if rule is not None and _is_total(rule) and rule.kind is kind:
                stated = self.entered.values.get(each.code)
                return stated is not None and stated == self._computed(each).value
        return False

    def _figure(self, indicator: Indicator, covered: Mapping[OrganisationKind, bool]) -> Figure:
        computed = self._computed(indicator)
        stated = self.entered.values.get(indicator.code)
        kind = indicator.aggregate.kind if indicator.aggregate else None
        value, origin = stated, Origin.ENTERED if stated is not None else None
        if stated is None and computed.value is not None and kind and covered[kind]:
            value, origin = computed.value, Origin.COMPUTED
        return Figure(
            value,
            origin,
            computed.value,
            computed.known,
            computed.total,
            self.entered.reasons.get(indicator.code, ""),
        )

    def _formula(self, indicator: Indicator, figures: Mapping[str, Figure]) -> Figure:
        """A row worked out from other rows; an entered value stands, with the result beside it."""
        formula = indicator.aggregate.formula if indicator.aggregate else None
        known = PlainFigures(self.catalogue, {**self.above, **figures})
        result = number(formula, known) if formula else None
        computed = None if result is None else half_up(result * indicator.quantity.factor)
        stated = self.entered.values.get(indicator.code)
        if stated is not None:
            reason = self.entered.reasons.get(indicator.code, "")
            return Figure(stated, Origin.ENTERED, computed, reason=reason)
        return Figure(computed, None if computed is None else Origin.COMPUTED, computed)


def _is_total(rule: Aggregate) -> bool:
    """Whether a figure counts all organisations of its kind: Tổng số hợp tác xã."""
    return rule.where == "listed" and not rule.group


@dataclass(frozen=True, slots=True)
class PlainFigures:
    """Figures of one form in the unit as printed, with nothing around them."""

    catalogue: Catalogue
    figures: Mapping[str, Figure]

    def value(self, code: str) -> Fraction | None:
        """The figure as printed (triệu đồng, %, người)."""
        figure = self.figures.get(code)
        return None if figure is None else as_printed(self.catalogue, code, figure.value)

    def other(self, code: str, reader: str) -> Fraction | None:
        """Unknown: a formula speaks of one form only."""

    def earlier(self, code: str) -> Sequence[Fraction]:
        """None: a formula speaks of one year only."""
        return ()

    def parts(self, code: str) -> Sequence[Part]:
        """None: a formula speaks of one form only."""
        return ()

    def marks(self) -> frozenset[str]:
        """None: a formula does not ask the status."""
        return frozenset()


def as_printed(catalogue: Catalogue, code: str, stored: int | None) -> Fraction | None:
    """A stored integer in the unit of its indicator."""
    if stored is None:
        return None
    return Fraction(stored, catalogue.edition.indicators[code].quantity.factor)

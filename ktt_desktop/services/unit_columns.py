"""One year's figures of every unit of the book: indicator by indicator, the lowest units first."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cache

from sqlalchemy.orm import Session

from ktt_desktop.catalogue.edition import Catalogue, SectorGroup
from ktt_desktop.catalogue.fields import SECTOR_FORMS, UNIT_FORMS, FieldType, Indicator
from ktt_desktop.domain.aggregation import (
    NOTHING,
    Aggregate,
    AggregateKind,
    Computed,
    ListTotals,
    by_unit,
    half_up,
    of_no_list,
    together,
    within,
)
from ktt_desktop.domain.dates import PartialDate
from ktt_desktop.domain.evaluation import number
from ktt_desktop.domain.expression import Expression, Part, codes
from ktt_desktop.domain.period import YearMeasure
from ktt_desktop.domain.receiving import LowerUnit
from ktt_desktop.domain.records import ReturnRecord, UnitProfile, Values
from ktt_desktop.domain.terms import Measure, OrganisationKind, Origin
from ktt_desktop.domain.unit_totals import (
    OWN_LIST,
    TOP,
    Column,
    How,
    UnitCell,
    UnitTree,
    consolidate,
    is_additive,
    list_key,
    own_list,
    tree_of,
)
from ktt_desktop.services.book import Book
from ktt_desktop.services.list_totals import read_totals
from ktt_desktop.storage.lower_units import lower_units, units_with_a_list

Cells = Mapping[str, UnitCell]  # by the key of the unit
Columns = Mapping[str, Cells]  # by indicator code
AVERAGES = (AggregateKind.MEAN, AggregateKind.WEIGHTED)
BLANK = UnitCell()


@dataclass(frozen=True, slots=True)
class Units:
    """Đơn vị của sổ và các đơn vị dưới; `complete` tells whose list names every organisation."""

    tree: UnitTree
    lower: Mapping[str, LowerUnit]
    complete: Mapping[str, bool]

    def name(self, key: str) -> str:
        """What a unit below is called; empty for an own list beside other units."""
        if key in self.lower:
            return self.lower[key].name
        return "" if key.endswith(OWN_LIST) else key


@dataclass(frozen=True, slots=True)
class YearOfUnits:
    """Số liệu của mọi đơn vị trong một năm và loại số liệu; forms by (unit key, sector)."""

    catalogue: Catalogue
    units: Units
    as_of: PartialDate
    totals: ListTotals
    entered: Mapping[tuple[str, str], ReturnRecord]

    def forms(self, asked: Collection[str]) -> Iterator[tuple[str, Columns]]:
        """(sector group code, figures) of the whole form ("") and of each sector group.

        What does not add up, like a share, is worked out for the units asked for alone.
        """
        above: Columns = {}
        listed = cache(lambda sectors: together(within(self.totals, sectors)))
        for group in (None, *self.catalogue.sector_groups):
            columns = _Form(self, group, above, listed).columns(asked)
            above = above or columns
            yield group.code if group else "", columns


def forms_of(sector: str) -> tuple[str, ...]:
    """The forms the unit fills for itself, or for one of its sectors."""
    return SECTOR_FORMS if sector else UNIT_FORMS


def default_as_of(year: int, measure: Measure) -> PartialDate:
    """The day figures speak of when the unit has not said another one (domain 1.4)."""
    return PartialDate(year, 6, 30) if measure is Measure.HALF_YEAR else PartialDate(year, 12, 31)


def read_units(session: Session, profile: UnitProfile) -> Units:
    """The units of the book; without received data there is its own one alone."""
    lower = {each.key: each for each in lower_units(session)}
    tree = tree_of(lower.values(), units_with_a_list(session) if lower else ())
    complete = {key: key not in lower or lower[key].list_complete for key in tree.order}
    return Units(tree, lower, complete | {TOP: profile.list_complete})


def read_years(
    session: Session, book: Book, profile: UnitProfile, pairs: Iterable[tuple[int, Measure]]
) -> Iterator[tuple[YearMeasure, YearOfUnits]]:
    """What the units entered and their lists give, for the given years and measures."""
    wanted = list(dict.fromkeys(YearMeasure(*pair) for pair in pairs))
    units = read_units(session, profile)
    entered = _entered(session, book, profile, units, wanted)
    for pair in wanted:
        forms = entered.get(pair, {})
        whole = forms.get((TOP, ""))
        as_of = (whole.as_of if whole else None) or default_as_of(*pair)
        apart = bool(units.lower)
        totals = read_totals(session, book.catalogue, *pair, as_of.last_day(), by_unit=apart)
        yield pair, YearOfUnits(book.catalogue, units, as_of, totals, forms)


def _entered(
    session: Session,
    book: Book,
    profile: UnitProfile,
    units: Units,
    pairs: Sequence[YearMeasure],
) -> dict[YearMeasure, dict[tuple[str, str], ReturnRecord]]:
    found: dict[YearMeasure, dict[tuple[str, str], ReturnRecord]] = {}
    records = [(TOP, each) for each in book.returns.of_unit(session, profile.code, pairs)]
    if units.lower:
        indicators = book.catalogue.edition.of_form(*UNIT_FORMS, *SECTOR_FORMS)
        below = book.returns.of_units(session, pairs, [each.code for each in indicators])
        records += [(each.subject.key, each) for each in below if each.subject.key in units.lower]
    for key, record in records:
        pair = YearMeasure(record.year, record.measure)
        found.setdefault(pair, {})[key, record.subject.sector] = record
    return found


class _Form:
    """One form of every unit: what each entered, what the lists give, what follows.

    `above` are the figures of the whole units, which a formula of a sector may read; `listed` says
    what the lists give of some sectors.
    """

    def __init__(
        self,
        year: YearOfUnits,
        group: SectorGroup | None,
        above: Columns,
        listed: Callable[[tuple[str, ...] | None], ListTotals],
    ) -> None:
        self._catalogue, self._units, self._above = year.catalogue, year.units, above
        sector = group.code if group else ""
        self._indicators = year.catalogue.edition.of_form(*forms_of(sector))
        self._totals, self._sectors = listed, group.sectors if group else None
        self._stated = _by_code(
            (key, record.values) for (key, of), record in year.entered.items() if of == sector
        )
        self._found: dict[str, Cells] = {}

    def columns(self, asked: Collection[str]) -> Columns:
        """In three steps: an average is over other figures, a formula reads them."""
        counted = {kind: self._counted(kind) for kind in OrganisationKind}
        weights = _weights(self._indicators)
        for each in self._indicators:
            if _how(each) not in (*AVERAGES, AggregateKind.FORMULA):
                self._found[each.code] = self._plain(each, counted, {})
        for each in self._indicators:
            if _how(each) in AVERAGES:
                over = self._found.get(weights.get(each.code, ""), {})
                self._found[each.code] = self._plain(each, counted, over)
        for each in self._indicators:
            if each.aggregate is not None and each.aggregate.formula is not None:
                worked_out = self._worked_out(each, each.aggregate.formula, asked)
                self._found[each.code] = worked_out
        return {each.code: self._found[each.code] for each in self._indicators}

    def _listed(self, rule: Aggregate | None) -> tuple[Mapping[str, Computed], Computed]:
        """What each list gives, and what a list without organisations gives."""
        if rule is None:
            return {}, NOTHING
        in_group = self._catalogue.sectors_in(rule.group) if rule.group else self._sectors
        totals = self._totals(in_group)
        return by_unit(rule, totals), of_no_list(rule, totals)

    def _counted(self, kind: OrganisationKind) -> frozenset[str]:
        """Whose list holds all organisations of a kind: declared, or the counts agree."""
        complete, totals = (
            self._units.complete,
            [each for each in self._indicators if _is_total(each.aggregate, kind)],
        )
        found = {each for each in self._units.tree.leaves if complete[list_key(each)]}
        if totals:
            stated = self._stated.get(totals[0].code, {})
            listed, no_list = self._listed(totals[0].aggregate)
            for each in self._units.tree.leaves:
                said = stated.get(list_key(each))
                gives = listed.get(list_key(each), no_list).value
                if said is not None and said == gives:
                    found.add(each)
        return frozenset(found)

    def _plain(
        self,
        indicator: Indicator,
        counted: Mapping[OrganisationKind, frozenset[str]],
        over: Cells,
    ) -> Cells:
        rule, stated = indicator.aggregate, self._stated.get(indicator.code, {})
        listed, no_list = self._listed(rule)
        column = Column(
            _way_up(indicator),
            stated,
            {**listed, **_own(listed, self._units.tree)},
            no_list,
            counted[rule.kind] if rule and rule.kind else frozenset(),
            {key: over[key].value for key in stated if key in over},
        )
        return consolidate(self._units.tree, column)

    def _worked_out(
        self, indicator: Indicator, formula: Expression, asked: Collection[str]
    ) -> Cells:
        """A row worked out from other rows; an entered value stands, with the result beside it.

        What adds up is Σ of the units, so that one that states only the result counts, too; not
        where a unit itself entered one of the rows it is worked out from.
        """
        read, adds = codes(formula), is_additive(formula)
        columns = {code: self._found.get(code) or self._above.get(code, {}) for code in read}
        tree, found = self._units.tree, dict[str, UnitCell]()
        for key in tree.order if adds else asked:
            below = [found[each] for each in tree.below.get(key, ()) if each in found]
            figures = {code: cells.get(key, BLANK) for code, cells in columns.items()}
            if adds and below and not _any_entered(figures):
                computed = _sum(below)
            else:
                computed = _result(self._catalogue, indicator, formula, figures)
            stated = self._stated.get(indicator.code, {}).get(key)
            cell = UnitCell(computed, None if computed is None else Origin.COMPUTED, computed)
            if adds and below:
                units = tree.units_below(key)
                having = [each for each in units if found[each].value is not None]
                cell = cell._replace(units_known=len(having), units=len(units))
            if stated is not None:
                cell = cell._replace(value=stated, origin=Origin.ENTERED)
            found[key] = cell
        return found


def _by_code(forms: Iterable[tuple[str, Values]]) -> dict[str, dict[str, int]]:
    found: dict[str, dict[str, int]] = {}
    for key, values in forms:
        for code, value in values.items():
            if value is not None:
                found.setdefault(code, {})[key] = value
    return found


def _own(listed: Mapping[str, Computed], tree: UnitTree) -> dict[str, Computed]:
    """What the own lists of units above others give, under the keys of those lists."""
    keys = (own_list(key) for key in tree.below if list_key(key) in listed)
    return {key: listed[list_key(key)] for key in keys}


def _how(indicator: Indicator) -> AggregateKind | None:
    return indicator.aggregate.how if indicator.aggregate else None


def adds_up(indicator: Indicator) -> bool:
    """Whether the figure of a unit is Σ of those of the units below it."""
    rule = indicator.aggregate
    if rule is not None and rule.formula is not None:
        return is_additive(rule.formula)
    return _way_up(indicator) is How.ADDED


def _way_up(indicator: Indicator) -> How:
    """How a figure comes to the unit above: a rate somebody stated says nothing of the whole."""
    if indicator.aggregate is not None:
        return How.AVERAGED if indicator.aggregate.how in AVERAGES else How.ADDED
    adds = indicator.type in (FieldType.COUNT, FieldType.MONEY) and "/" not in indicator.unit
    return How.ADDED if adds else How.APART


def _is_total(rule: Aggregate | None, kind: OrganisationKind | None) -> bool:
    """Whether a figure counts all organisations of a kind: Tổng số hợp tác xã."""
    return rule is not None and rule.kind is kind and rule.where == "listed" and not rule.group


def _weights(indicators: Iterable[Indicator]) -> dict[str, str]:
    """Average → the figure it is over: the number of organisations, or the sum of its weight."""
    every, found = list(indicators), dict[str, str]()
    for average in every:
        rule = average.aggregate
        if rule is not None and rule.how in AVERAGES:
            over = [each.code for each in every if _is_over(rule, each.aggregate)]
            found.update((average.code, code) for code in over[:1])
    return found


def _is_over(average: Aggregate, rule: Aggregate | None) -> bool:
    if average.how is AggregateKind.MEAN or rule is None:
        return _is_total(rule, average.kind)
    is_sum = rule.how is AggregateKind.SUM and not rule.where
    return is_sum and (rule.kind, rule.of) == (average.kind, average.weight)


def _any_entered(figures: Mapping[str, UnitCell]) -> bool:
    return any(each.origin is Origin.ENTERED for each in figures.values())


def _sum(cells: Iterable[UnitCell]) -> int | None:
    values = [each.value for each in cells if each.value is not None]
    return sum(values) if values else None


def _result(
    catalogue: Catalogue, indicator: Indicator, formula: Expression, figures: Mapping[str, UnitCell]
) -> int | None:
    result = number(formula, _Printed(catalogue, figures))
    return None if result is None else half_up(result * indicator.quantity.factor)


@dataclass(frozen=True, slots=True)
class _Printed:
    """Figures of one unit in the unit as printed, with nothing around them."""

    catalogue: Catalogue
    figures: Mapping[str, UnitCell]

    def value(self, code: str) -> Fraction | None:
        """The figure as printed (triệu đồng, %, người)."""
        stored = self.figures[code].value
        if stored is None:
            return None
        return Fraction(stored, self.catalogue.edition.indicators[code].quantity.factor)

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

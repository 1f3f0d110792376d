"""The figures a rule asks for: of the unit with its parts, of a sector, of one organisation."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction

from ktt_desktop.catalogue.edition import Catalogue, SectorGroup
from ktt_desktop.catalogue.fields import Indicator
from ktt_desktop.domain.aggregation import AggregateKind
from ktt_desktop.domain.expression import Exact, Part
from ktt_desktop.domain.period import YearMeasure
from ktt_desktop.domain.records import Figure
from ktt_desktop.domain.terms import Measure, Origin, SubjectKind
from ktt_desktop.services.checked_book import MOST_ORGANISATIONS, CheckedBook
from ktt_desktop.services.unit_figures import as_printed
from ktt_desktop.storage.checked_forms import AnsweredForm, Member

Figures = Mapping[str, Figure]
Stored = Mapping[str, int | None]
UNMARKED: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class FormFigures:
    """Figures of one answered form with what other years and measures say of the same.

    `others` are by the readers of domain.expression.OTHERS; `years` the figures done before.
    """

    catalogue: Catalogue
    factors: Mapping[str, int]
    now: Stored
    others: Mapping[str, Stored] = field(default_factory=dict)
    years: Sequence[Stored] = ()
    marked: frozenset[str] = UNMARKED

    def value(self, code: str) -> Exact | None:
        """The figure under check."""
        return self._printed(code, self.now)

    def other(self, code: str, reader: str) -> Exact | None:
        """The figure under a reader, like that of the year before."""
        others = self.others.get(reader)
        return self._printed(code, others) if others else None

    def earlier(self, code: str) -> Sequence[Exact]:
        """Thực hiện của các năm trước, oldest first, blanks left out."""
        found = (self._printed(code, each) for each in self.years)
        return [each for each in found if each is not None]

    def _printed(self, code: str, stored: Stored) -> Exact | None:
        """A stored integer in the unit of its indicator: asked a million times in one check."""
        number = stored.get(code)
        if number is None:
            return None
        whole, rest = divmod(number, self.factors[code])
        return Fraction(number, self.factors[code]) if rest else whole

    def parts(self, code: str) -> Sequence[Part]:
        """None: only a unit has parts."""
        return ()

    def marks(self) -> frozenset[str]:
        """Kind and status of an organisation, or the column of the unit's figures."""
        return self.marked


def form_figures(checked: CheckedBook, face: YearMeasure, sector: str) -> FormFigures:
    """The figures of the whole unit ("") or of one of its sectors, which may read the whole."""
    year = face.year
    readers = {
        "previous": YearMeasure(year - 1, Measure.ACTUAL),
        "plan": YearMeasure(year, Measure.PLAN),
        "next_plan": YearMeasure(year + 1, Measure.PLAN),
        "half_year": YearMeasure(year, Measure.HALF_YEAR),
        "estimate": YearMeasure(year, Measure.ESTIMATE),
    }
    others: dict[str, Stored] = {
        reader: _values(checked, pair, sector) for reader, pair in readers.items()
    }
    others["listed"] = {
        code: figure.computed for code, figure in checked.figures(sector, face).items()
    }
    years = [_values(checked, pair, sector) for pair in checked.years_before(face)]
    own = _values(checked, face, sector)
    words = checked.column_words(face)
    return FormFigures(checked.catalogue, checked.factors, own, others, years, words)


def _values(checked: CheckedBook, pair: YearMeasure, sector: str) -> dict[str, int | None]:
    figures = checked.figures(sector, pair)
    above = checked.figures("", pair) if sector else {}
    return {code: figure.value for code, figure in {**above, **figures}.items()}


def organisation_figures(checked: CheckedBook, face: YearMeasure, member: Member) -> FormFigures:
    """The figures of one organisation, its last year's, its years before, its kind and status."""
    others = {"previous": form.values} if (form := checked.previous.get(member.uid)) else {}
    now = checked.forms[face].get(member.uid)
    return FormFigures(
        checked.catalogue,
        checked.factors,
        now.values if now else {},
        others,
        checked.history.get(member.uid, ()),
        checked.marks[member.kind, member.status],
    )


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
    form: AnsweredForm | None

    def part(self, catalogue: Catalogue, indicator: Indicator) -> Part:
        """What this part contributes to an indicator of the sectors."""
        if self.figures is not None:
            figure = self.figures[indicator.code]
            partial = figure.origin is Origin.COMPUTED and figure.known < figure.total
            value = as_printed(catalogue, indicator.code, None if partial else figure.value)
            return Part(self.key, self.label, value, SubjectKind.SECTOR, unfinished=partial)
        own = self._own(catalogue, indicator)
        kind = SubjectKind.ORGANISATION
        return Part(self.key, self.label, own, kind, unfinished=own is None)

    def _own(self, catalogue: Catalogue, indicator: Indicator) -> Fraction | None:
        rule = indicator.aggregate
        if rule is None or self.form is None:
            return None
        if rule.how is AggregateKind.COUNT:
            return Fraction(1) if rule.where == "listed" else None
        return as_printed(catalogue, rule.of, self.form.values.get(rule.of))


def unit_rule_figures(
    checked: CheckedBook, face: YearMeasure, *, by_organisation: bool
) -> UnitRuleFigures:
    """The unit with its parts; small sectors the list covers are taken organisation by one."""
    whole = form_figures(checked, face, "")
    leaves = [
        leaf
        for group in checked.catalogue.sector_groups
        for leaf in _leaves(checked, face, group, by_organisation=by_organisation)
    ]
    return UnitRuleFigures(
        *(whole.catalogue, whole.factors, whole.now, whole.others, whole.years, whole.marked),
        leaves=tuple(leaves),
    )


def _leaves(
    checked: CheckedBook, face: YearMeasure, group: SectorGroup, *, by_organisation: bool
) -> list[Leaf]:
    figures = checked.figures(group.code, face)
    if not any(figure.value for figure in figures.values()):
        return []
    members = checked.cooperatives.get(group.code, ())
    finer = by_organisation and 0 < len(members) <= MOST_ORGANISATIONS
    if not finer or not _from_list(checked.catalogue, figures, len(members)):
        return [Leaf(group.code, group.label, figures, None)]
    forms = checked.forms[face]
    return [Leaf(each.uid, each.name, None, forms.get(each.uid)) for each in members]


def _from_list(catalogue: Catalogue, figures: Figures, listed: int) -> bool:
    """Whether a sector's figures come from its organisations: all listed, only counts typed.

    What is brought together from units may be entered by some of them.
    """
    if any(figure.units is not None for figure in figures.values()):
        return False
    for code, figure in figures.items():
        rule = catalogue.edition.indicators[code].aggregate
        counts = rule is not None and rule.how is AggregateKind.COUNT
        if counts and rule is not None and rule.where == "listed" and figure.value != listed:
            return False
        if not counts and figure.origin is Origin.ENTERED:
            return False
    return True

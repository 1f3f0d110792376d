"""What one check looks at, read in one transaction: the columns of a report, and what is beside."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from ktt_desktop.catalogue.edition import Catalogue
from ktt_desktop.domain.period import ReportingPeriod, TableColumn, YearMeasure
from ktt_desktop.domain.records import Figure, Subject, UnitFigures, UnitProfile
from ktt_desktop.domain.rules import Rule, Scope, rule_readings
from ktt_desktop.domain.terms import Measure, OrganisationKind, PeriodKind, SubjectKind
from ktt_desktop.services.book import Book
from ktt_desktop.services.unit_figures import Key, read_unit_figures
from ktt_desktop.storage import checked_forms
from ktt_desktop.storage.checked_forms import AnsweredForm, Member

MOST_ORGANISATIONS = 8  # a sector with more organisations is one part
YEARS_BACK = 6  # how many years done show what is usual


def faces_of(period: ReportingPeriod) -> tuple[YearMeasure, ...]:
    """The columns a report states figures in, its main one first."""
    if period.kind is not PeriodKind.PLAN:
        return (period.main,)
    return (
        period.main,
        period.column(TableColumn.ESTIMATE),
        period.column(TableColumn.NEXT_PLAN),
    )


@dataclass(frozen=True, slots=True)
class CheckedBook:
    """Everything one check looks at.

    `faces` are the columns under check, the main one first; `forms` the forms of organisations by
    face, `previous` those of the year before the main one, `history` figures of still earlier
    years; `cooperatives` are by sector group; `days` what the main forms say they speak of.
    """

    catalogue: Catalogue
    factors: Mapping[str, int]  # indicator code → stored integers to one of its unit
    faces: tuple[YearMeasure, ...]
    on: date
    unit: Mapping[Key, UnitFigures]
    rows: tuple[Member, ...]
    cooperatives: Mapping[str, Sequence[Member]]
    forms: Mapping[YearMeasure, Mapping[str, AnsweredForm]]
    previous: Mapping[str, AnsweredForm]
    history: Mapping[str, Sequence[Mapping[str, int | None]]]
    marks: Mapping[tuple[str, str], frozenset[str]]
    days: Sequence[tuple[Subject, str]]
    answered: int

    @property
    def main(self) -> YearMeasure:
        """The figures the report is about."""
        return self.faces[0]

    def figures(self, sector: str, pair: YearMeasure) -> Mapping[str, Figure]:
        """The unit's figures, whole ("") or of a sector group; none where they were not read."""
        found = self.unit.get((sector, *pair))
        return found.figures if found else {}

    def column_words(self, face: YearMeasure) -> frozenset[str]:
        """What the rules call the column of a face."""
        main = ("main",) if face == self.main else ()
        return frozenset((face.measure.value.lower(), *main))

    def years_before(self, face: YearMeasure) -> list[YearMeasure]:
        """The years done before a face that were read, oldest first."""
        before = range(face.year - YEARS_BACK, face.year)
        pairs = (YearMeasure(year, Measure.ACTUAL) for year in before)
        return [pair for pair in pairs if ("", *pair) in self.unit]


def read_for_check(
    session: Session,
    book: Book,
    profile: UnitProfile,
    period: ReportingPeriod,
    only: Collection[str] | None = None,
) -> CheckedBook:
    """Read a period; of single organisations only these, where they are given by uid."""
    catalogue, faces = book.catalogue, faces_of(period)
    main, columns = faces[0], _columns(catalogue)
    unit = read_unit_figures(session, book, profile, _pairs(session, faces))
    on = _last_day(unit["", *main])
    rows = tuple(checked_forms.members(session, on))
    cooperatives = _cooperatives(catalogue, rows)
    wanted = None if only is None else {*only, *_in_small_sectors(cooperatives)}
    before = YearMeasure(main.year - 1, Measure.ACTUAL)
    return CheckedBook(
        catalogue,
        {each.code: each.quantity.factor for each in catalogue.edition.indicators.values()},
        faces,
        on,
        unit,
        rows,
        cooperatives,
        {face: checked_forms.answered_forms(session, columns, *face, wanted) for face in faces},
        checked_forms.answered_forms(session, columns, *before, only),
        _history(session, catalogue, main.year, only),
        _marks(catalogue),
        _days(session, profile, main),
        sum(checked_forms.count_answers(session, list(columns.values()), *face) for face in faces),
    )


def _columns(catalogue: Catalogue) -> dict[str, str]:
    return {each.code: each.column for each in catalogue.edition.of_form("phieu")}


def _last_day(figures: UnitFigures) -> date:
    assert figures.as_of is not None
    return figures.as_of.last_day()


def _pairs(session: Session, faces: Sequence[YearMeasure]) -> list[YearMeasure]:
    """What the rules of the faces may read of the unit; years without any form are left out."""
    year = faces[0].year
    beside = [
        YearMeasure(year, Measure.PLAN),
        YearMeasure(year, Measure.HALF_YEAR),
        YearMeasure(year, Measure.ESTIMATE),
        YearMeasure(year + 1, Measure.PLAN),
        YearMeasure(year - 1, Measure.ACTUAL),
    ]
    earlier = [YearMeasure(each, Measure.ACTUAL) for each in range(year - YEARS_BACK, year - 1)]
    answered = checked_forms.forms_answered(session)
    return [*faces, *(pair for pair in (*beside, *earlier) if pair in answered)]


def _cooperatives(catalogue: Catalogue, rows: Sequence[Member]) -> dict[str, list[Member]]:
    group_of = {sector: group.code for group in catalogue.sector_groups for sector in group.sectors}
    found: dict[str, list[Member]] = defaultdict(list)
    for row in rows:
        if row.kind == OrganisationKind.COOPERATIVE:
            found[group_of[row.sector]].append(row)
    return found


def _in_small_sectors(cooperatives: Mapping[str, Sequence[Member]]) -> set[str]:
    return {
        each.uid
        for members in cooperatives.values()
        if len(members) <= MOST_ORGANISATIONS
        for each in members
    }


def _history(
    session: Session, catalogue: Catalogue, year: int, only: Collection[str] | None
) -> dict[str, list[Mapping[str, int | None]]]:
    """What organisations did in the years before, of the figures some rule compares with them."""
    codes = _compared_with_years(catalogue.edition.rules)
    if not codes:
        return {}
    columns = [catalogue.edition.indicators[code].column for code in codes]
    found: dict[str, list[Mapping[str, int | None]]] = defaultdict(list)
    years = (year - YEARS_BACK, year - 1)
    for uid, *values in checked_forms.years_done(session, columns, years, only):
        found[uid].append(dict(zip(codes, values, strict=True)))
    return found


def _compared_with_years(rules: Sequence[Rule]) -> list[str]:
    of_organisations = (rule for rule in rules if rule.scope is Scope.ORGANISATION)
    read = (pair for rule in of_organisations for pair in rule_readings(rule))
    return list(dict.fromkeys(code for code, reader in read if reader == "usual"))


def _days(session: Session, profile: UnitProfile, main: YearMeasure) -> list[tuple[Subject, str]]:
    """What the main forms of sectors and organisations say they speak of."""
    found = checked_forms.days_stated(session, profile.code, *main)
    return [
        (Subject(kind, key, sector), day)
        for kind, key, sector, day in found
        if kind is not SubjectKind.UNIT
    ]


def _marks(catalogue: Catalogue) -> dict[tuple[str, str], frozenset[str]]:
    """The words that hold of an organisation, by kind and operating status."""
    return {
        (kind.value, each.code.value): frozenset((kind.value, each.counts_as))
        for kind in OrganisationKind
        for each in catalogue.operating.values()
    }

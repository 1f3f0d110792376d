"""Số này gồm những gì: the units, organisations or other figures a figure is made of."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy.orm import Session

from ktt_desktop.catalogue.edition import Catalogue
from ktt_desktop.catalogue.fields import Indicator
from ktt_desktop.domain.aggregation import COUNT_WORDS_OF_YEAR, FOUNDED, Aggregate, AggregateKind
from ktt_desktop.domain.expression import codes
from ktt_desktop.domain.period import YearMeasure
from ktt_desktop.domain.receiving import HeldFile
from ktt_desktop.domain.records import Figure, ReturnRecord, Subject, UnitProfile
from ktt_desktop.domain.terms import SubjectKind
from ktt_desktop.domain.unit_totals import TOP, UnitCell, is_additive, list_key
from ktt_desktop.services.behind_files import FilesBehind, read_files
from ktt_desktop.services.book import Book
from ktt_desktop.services.list_totals import COUNTED, TOTAL
from ktt_desktop.services.unit_columns import BLANK, Units, YearOfUnits, read_years
from ktt_desktop.services.unit_figures import figures_of
from ktt_desktop.storage import behind as storage
from ktt_desktop.storage.session import transaction


@dataclass(frozen=True, slots=True)
class Source:
    """Một tổ chức phía sau con số; stored integers, None where it has not said or nothing is asked.

    A count asks for no number: each organisation stands for one. `file` is what a received one came
    with.
    """

    uid: str
    name: str
    value: int | None = None
    weight: int | None = None
    file: HeldFile | None = None
    corrected: bool = False


@dataclass(frozen=True, slots=True)
class UnitSource:
    """Một đơn vị phía sau con số; its own list stands among the units below it, without a name.

    `corrected` tells that this level put a figure behind it right.
    """

    key: str
    name: str
    figure: UnitCell
    file: HeldFile | None = None
    corrected: bool = False


@dataclass(frozen=True, slots=True)
class Behind:
    """Gốc của một con số: units, organisations with the indicators they were asked, or figures.

    `of` and `weight` are codes of the form of an organisation; `figures` code → figure of the same
    table, for one that is worked out from others. `own` is the unit the number is of, where that is
    one below.
    """

    figure: Figure
    of: str = ""
    weight: str = ""
    sources: tuple[Source, ...] = ()
    figures: tuple[tuple[str, Figure], ...] = ()
    units: tuple[UnitSource, ...] = ()
    own: UnitSource | None = None


def behind(
    book: Book, profile: UnitProfile, sector: str, code: str, pair: YearMeasure, unit: str = TOP
) -> Behind:
    """What a figure of a unit, whole ("") or of a sector group, is made of, in Vietnamese order.

    Empty where nothing is computed: it is entered, or the register cannot count a plan.
    """
    indicator = book.catalogue.edition.indicators[code]
    with transaction(book.sessions) as session:
        ((_, of_units),) = read_years(session, book, profile, [pair])
        forms = dict(of_units.forms([unit]))
        subject = Subject(SubjectKind.UNIT, unit, sector)
        entered = of_units.entered.get((unit, sector), ReturnRecord(subject, *pair))
        figures = figures_of({**forms[""], **forms[sector]}, unit, entered)
        files = read_files(session, of_units.units, sector, pair, _asked_codes(indicator))
        own = _unit(of_units.units, files, unit, forms[sector][code]) if unit != TOP else None
        if of_units.units.tree.below.get(unit) and not _is_worked_out(indicator):
            found = _units(of_units.units, files, unit, forms[sector][code])
            return Behind(figures[code], units=tuple(found), own=own)
        rule = indicator.aggregate
        if rule is None:
            return Behind(figures[code], own=own)
        if rule.formula is not None:
            parts = tuple((each, figures[each]) for each in codes(rule.formula))
            return Behind(figures[code], figures=parts, own=own)
        sources = tuple(
            _sources(session, of_units, rule, _asked(of_units, sector, rule, pair, unit), files)
        )
    return Behind(figures[code], rule.of, rule.weight, sources, own=own)


def _asked_codes(indicator: Indicator) -> list[str]:
    """The figures whose corrections show in this one."""
    rule = indicator.aggregate
    return [indicator.code, *filter(None, (rule.of, rule.weight) if rule else ())]


def _is_worked_out(indicator: Indicator) -> bool:
    """Whether the figure of a unit with others below it comes from its other figures."""
    formula = indicator.aggregate.formula if indicator.aggregate else None
    return formula is not None and not is_additive(formula)


def _units(
    units: Units, files: FilesBehind, above: str, cells: Mapping[str, UnitCell]
) -> Iterator[UnitSource]:
    for key in units.tree.below[above]:
        yield _unit(units, files, key, cells)


def _unit(units: Units, files: FilesBehind, key: str, cells: Mapping[str, UnitCell]) -> UnitSource:
    cell = cells.get(key, BLANK)
    return UnitSource(
        key, units.name(key), cell, files.of_unit(key, cell), list_key(key) in files.corrected_units
    )


def _asked(
    of_units: YearOfUnits, sector: str, rule: Aggregate, pair: YearMeasure, unit: str
) -> storage.Asked:
    only = list_key(unit) if of_units.units.lower else None
    sectors = _sectors(of_units.catalogue, sector, rule)
    return storage.Asked(rule.kind, sectors, pair, of_units.as_of.last_day(), only)


def _sectors(catalogue: Catalogue, sector: str, rule: Aggregate) -> tuple[str, ...] | None:
    if rule.group:
        return tuple(catalogue.sectors_in(rule.group))
    return next((each.sectors for each in catalogue.sector_groups if each.code == sector), None)


def _sources(
    session: Session,
    of_units: YearOfUnits,
    rule: Aggregate,
    asked: storage.Asked,
    files: FilesBehind,
) -> Iterator[Source]:
    catalogue = of_units.catalogue
    indicators, total = catalogue.edition.indicators, catalogue.counting_as(*TOTAL)
    unit = asked.unit or TOP
    if rule.how is not AggregateKind.COUNT:
        weight = indicators[rule.weight].column if rule.weight else ""
        columns = indicators[rule.of].column, weight
        is_founded = rule.where == FOUNDED
        rows = storage.in_total(session, asked, total, columns, founded=is_founded)
        for uid, name, value, over, file in rows:
            came = files.of_form(unit, file)
            yield Source(uid, name, value, over, came, uid in files.corrected_subjects)
        return
    if asked.figures.measure not in COUNTED:
        return  # the register holds no plan
    for uid, name, *_ in _counted(session, catalogue, rule.where, asked):
        yield Source(uid, name, file=files.of_form(unit, None))


def _counted(
    session: Session, catalogue: Catalogue, where: str, asked: storage.Asked
) -> Sequence[tuple[Any, ...]]:
    if where == FOUNDED:
        return storage.founded_in_year(session, asked)
    if where == "registered":
        return storage.registered(session, asked)
    if where in COUNT_WORDS_OF_YEAR:
        return storage.changed_to(session, asked, catalogue.counting_as(where))
    words = TOTAL if where == "listed" else (where,)
    return storage.in_total(session, asked, catalogue.counting_as(*words))

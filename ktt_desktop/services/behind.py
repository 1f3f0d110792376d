"""Số này gồm những gì: the organisations, or the other figures, a figure of the unit is made of."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy.orm import Session

from ktt_desktop.catalogue.edition import Catalogue
from ktt_desktop.domain.aggregation import COUNT_WORDS_OF_YEAR, FOUNDED, Aggregate, AggregateKind
from ktt_desktop.domain.expression import codes
from ktt_desktop.domain.period import YearMeasure
from ktt_desktop.domain.records import Figure, UnitProfile
from ktt_desktop.services.book import Book
from ktt_desktop.services.list_totals import COUNTED, TOTAL
from ktt_desktop.services.unit_figures import read_unit_figures
from ktt_desktop.storage import behind as storage
from ktt_desktop.storage.session import transaction


@dataclass(frozen=True, slots=True)
class Source:
    """Một tổ chức phía sau con số; stored integers, None where it has not said or nothing is asked.

    A count asks for no number: each organisation stands for one.
    """

    uid: str
    name: str
    value: int | None = None
    weight: int | None = None


@dataclass(frozen=True, slots=True)
class Behind:
    """Gốc của một con số: organisations with the indicators they were asked, or other figures.

    `of` and `weight` are codes of the form of an organisation; `figures` code → figure of the same
    table, for one that is worked out from others.
    """

    figure: Figure
    of: str = ""
    weight: str = ""
    sources: tuple[Source, ...] = ()
    figures: tuple[tuple[str, Figure], ...] = ()


def behind(book: Book, profile: UnitProfile, sector: str, code: str, pair: YearMeasure) -> Behind:
    """What a figure of the unit ("") or of a sector group is made of, in Vietnamese order.

    Empty where nothing is computed: it is entered, or the register cannot count a plan.
    """
    catalogue = book.catalogue
    with transaction(book.sessions) as session:
        forms = read_unit_figures(session, book, profile, [pair])
        form, whole = forms[sector, *pair], forms["", *pair]
        figure = form.figures[code]
        rule = catalogue.edition.indicators[code].aggregate
        if rule is None:
            return Behind(figure)
        if rule.how is AggregateKind.FORMULA:
            known = {**whole.figures, **form.figures}
            parts = codes(rule.formula) if rule.formula else ()
            return Behind(figure, figures=tuple((each, known[each]) for each in parts))
        assert whole.as_of is not None
        sectors = _sectors(catalogue, sector, rule)
        asked = storage.Asked(rule.kind, sectors, pair, whole.as_of.last_day())
        sources = tuple(_sources(session, catalogue, rule, asked))
    return Behind(figure, rule.of, rule.weight, sources)


def _sectors(catalogue: Catalogue, sector: str, rule: Aggregate) -> tuple[str, ...] | None:
    if rule.group:
        return tuple(catalogue.sectors_in(rule.group))
    return next((each.sectors for each in catalogue.sector_groups if each.code == sector), None)


def _sources(
    session: Session, catalogue: Catalogue, rule: Aggregate, asked: storage.Asked
) -> Iterator[Source]:
    indicators, total = catalogue.edition.indicators, catalogue.counting_as(*TOTAL)
    if rule.how is not AggregateKind.COUNT:
        weight = indicators[rule.weight].column if rule.weight else ""
        columns = indicators[rule.of].column, weight
        is_founded = rule.where == FOUNDED
        rows = storage.in_total(session, asked, total, columns, founded=is_founded)
        yield from (Source(*row) for row in rows)
        return
    if asked.figures.measure not in COUNTED:
        return  # the register holds no plan
    yield from (Source(*row[:2]) for row in _counted(session, catalogue, rule.where, asked))


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

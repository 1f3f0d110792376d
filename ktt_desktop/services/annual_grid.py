"""The grid organisations × indicators (lưới): rows of a page, totals, a block saved at once."""

import json
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import NamedTuple

from ktt_desktop.catalogue.edition import Catalogue
from ktt_desktop.catalogue.fields import FieldType
from ktt_desktop.domain.aggregation import AggregateKind, half_up
from ktt_desktop.domain.errors import NotFoundError, StaleRecordError
from ktt_desktop.domain.numbers import Quantity, format_number
from ktt_desktop.domain.period import YearMeasure
from ktt_desktop.domain.receiving import FigureCell
from ktt_desktop.domain.records import ChangeSet, Subject
from ktt_desktop.domain.terms import Measure, OrganisationKind, SubjectKind
from ktt_desktop.services.annual_return import write_values
from ktt_desktop.services.book import Book
from ktt_desktop.services.copying import last_year
from ktt_desktop.services.received_origin import correction_words, form_origin
from ktt_desktop.storage import annual_grid
from ktt_desktop.storage.session import transaction


class GridCell(NamedTuple):
    """Một ô của lưới: the id of an organisation and the code of an indicator."""

    id: int
    code: str


GridValues = Mapping[GridCell, int | None]


@dataclass(frozen=True, slots=True)
class GridColumn:
    """Một cột của lưới; `quantity` in the unit the officer chose, `weight` is a code or "".

    A column that is not `adds` has a total only where it has a weight (Σ/Σ).
    """

    code: str
    column: str
    title: str
    quantity: Quantity
    adds: bool
    weight: str = ""
    help: str = ""


@dataclass(frozen=True, slots=True)
class GridRow:
    """Một dòng của lưới: stored integers in the order of the columns; codes of copied figures."""

    id: int
    uid: str
    name: str
    values: tuple[int | None, ...]
    unconfirmed: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class GridTotal:
    """Dòng tổng: of `known` organisations; `weight` is the denominator of an average, else None."""

    value: int | None
    known: int
    weight: int | None = None


@dataclass(frozen=True, slots=True)
class GridPast:
    """Số để so sánh của một ô: last year's figure, the plan, and the years for the chart.

    `came` tells with which file a received figure came, and what this level corrected.
    """

    previous: int | None
    plan: int | None
    years: tuple[tuple[int, int | None], ...]
    came: str = ""


@dataclass(frozen=True, slots=True)
class GridForms:
    """Phiếu nào đang hiện: which columns of which year and measure."""

    columns: tuple[GridColumn, ...]
    year: int
    measure: Measure


class SavedBlock(NamedTuple):
    """What a saved block changed, and what stood before in the cells that did."""

    change: ChangeSet
    before: GridValues


def grid_columns(
    catalogue: Catalogue, kind: OrganisationKind, *, in_dong: bool = False
) -> tuple[GridColumn, ...]:
    """The indicators a kind of organisation answers; money in triệu đồng, or in đồng."""
    weights = _weights(catalogue)
    return tuple(
        GridColumn(
            each.code,
            each.column,
            each.title,
            each.shown_in(dong=in_dong),
            each.type is not FieldType.PERCENT and "/" not in each.unit,
            weights.get(each.code, ""),
            each.help,
        )
        for each in catalogue.edition.for_kind(kind)
    )


def read_grid(book: Book, ids: Sequence[int], forms: GridForms) -> list[GridRow]:
    """The rows of a page of ids; organisations in the bin are left out."""
    columns = [each.column for each in forms.columns]
    with transaction(book.sessions) as session:
        found = annual_grid.rows(session, ids, columns, forms.year, forms.measure)
    return [
        GridRow(id_, uid, name, tuple(values), frozenset(json.loads(waiting or "[]")))
        for id_, uid, name, waiting, *values in found
    ]


def grid_totals(book: Book, ids: Sequence[int], forms: GridForms) -> tuple[GridTotal, ...]:
    """The totals under the columns: Σ, or Σ/Σ where the catalogue names the weight."""
    indicators, columns = book.catalogue.edition.indicators, forms.columns
    with transaction(book.sessions) as session:
        found = annual_grid.sums(
            session, ids, [each.column for each in columns], forms.year, forms.measure
        )
        weighted = {
            each: annual_grid.pairs(
                session,
                ids,
                (each.column, indicators[each.weight].column),
                forms.year,
                forms.measure,
            )
            for each in columns
            if each.weight
        }
    return tuple(
        _mean(weighted[each]) if each.weight else _total(each, summed)
        for each, summed in zip(columns, found, strict=True)
    )


def read_past(
    book: Book, uid: str, code: str, year: int, measure: Measure, years: int = 5
) -> GridPast:
    """What to compare a figure of an organisation with."""
    subject = Subject(SubjectKind.ORGANISATION, uid)
    with transaction(book.sessions) as session:
        past = book.returns.read(session, subject, *last_year(YearMeasure(year, measure)))
        plan = book.returns.read(session, subject, year, Measure.PLAN)
        cell = FigureCell(subject.kind, uid, "", year, measure, code)
        came = (
            form_origin(session, subject, year, measure),
            correction_words(session, book, cell),
        )
        known = {
            record.year: record.values.get(code)
            for record in book.returns.history(session, subject, measure)
        }
    wanted = range(year - years + 1, year + 1)
    return GridPast(
        past.values.get(code),
        plan.values.get(code),
        tuple((each, known.get(each)) for each in wanted),
        " ".join(filter(None, came)),
    )


def save_block(
    book: Book,
    year: int,
    measure: Measure,
    values: GridValues,
    expected: GridValues | None = None,
) -> SavedBlock:
    """Save cells in one transaction; None clears. `expected` is what must stand there (undo).

    Raises StaleRecordError where something else stands there, NotFoundError where an organisation
    is gone, PeriodClosedError; nothing is saved then.
    """
    forms: dict[int, dict[str, int | None]] = defaultdict(dict)
    for cell, value in values.items():
        forms[cell.id][cell.code] = value
    before: dict[GridCell, int | None] = {}
    with transaction(book.sessions) as session:
        names = annual_grid.names(session, forms)
        for id_, typed in forms.items():
            if id_ not in names:
                raise NotFoundError("Tổ chức không còn trong danh mục nên chưa ghi được số liệu.")
            uid, name = names[id_]
            subject = Subject(SubjectKind.ORGANISATION, uid)
            record = book.returns.read(session, subject, year, measure)
            stood = {GridCell(id_, code): record.values.get(code) for code in typed}
            if expected is not None:
                _check_same(book, name, stood, expected)
            changed = {cell: value for cell, value in stood.items() if value != values[cell]}
            if changed:
                write_values(session, book, record, {cell.code: values[cell] for cell in changed})
            before |= changed
    uids = frozenset(uid for uid, _ in names.values())
    return SavedBlock(ChangeSet(organisations=uids, years=frozenset({year})), before)


def _check_same(book: Book, name: str, stood: GridValues, expected: GridValues) -> None:
    for cell, value in stood.items():
        if value != expected[cell]:
            indicator = book.catalogue.edition.indicators[cell.code]
            shown = "trống" if value is None else format_number(value, indicator.quantity)
            raise StaleRecordError(
                f"Chưa hoàn tác hoặc làm lại được: ô [{indicator.code}] {indicator.title} của "
                f"{name} đã được sửa ở nơi khác, nay là {shown}. Số liệu giữ như hiện có; "
                "sửa từng ô nếu cần."
            )


def _weights(catalogue: Catalogue) -> dict[str, str]:
    """The weight of every average by its code, as the tables of the unit work it out."""
    rules = (each.aggregate for each in catalogue.edition.indicators.values())
    return {
        rule.of: rule.weight
        for rule in rules
        if rule is not None and rule.how is AggregateKind.WEIGHTED
    }


def _mean(pairs: Sequence[tuple[int, int]]) -> GridTotal:
    weight = sum(each for _, each in pairs)
    if not weight:
        return GridTotal(None, len(pairs))
    product = sum(value * each for value, each in pairs)
    return GridTotal(half_up(Fraction(product, weight)), len(pairs), weight)


def _total(column: GridColumn, summed: annual_grid.ColumnSum) -> GridTotal:
    known = column.adds and summed.known
    return GridTotal(summed.total if known else None, summed.known)

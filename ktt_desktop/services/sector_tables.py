"""Biểu B2 as printed: one row a sector group, the main figures, and the sum of what is known."""

from collections.abc import Container, Mapping, Sequence
from fractions import Fraction

from ktt_desktop.catalogue.edition import TableSpec
from ktt_desktop.catalogue.fields import Indicator
from ktt_desktop.domain.aggregation import AggregateKind
from ktt_desktop.domain.document import Align, Column, Row, Table
from ktt_desktop.domain.numbers import format_number
from ktt_desktop.domain.records import Figure
from ktt_desktop.domain.table_formulas import Formulas, holding
from ktt_desktop.domain.table_sums import down
from ktt_desktop.services.report_annexes import notes
from ktt_desktop.services.report_figures import ReportFigures

PARTIAL = "*"  # beside a sum of some of the sectors only
SHORT_UNIT = "tr.đ: triệu đồng."
ADDED_UP = (AggregateKind.COUNT, AggregateKind.SUM)


def sector_table(table: TableSpec, figures: ReportFigures) -> Table:
    """A blank figure leaves its cell empty; averages and shares are not added up."""
    indicators = [figures.catalogue.edition.indicators[code] for code in table.codes]
    forms = {
        group.label: figures.unit_figures[group.code, *figures.period.main].figures
        for group in figures.catalogue.sector_groups
    }
    columns = (
        Column("TT", 4, Align.CENTRE),
        Column("Lĩnh vực", 30),
        *(Column(_head(each), 10, Align.RIGHT) for each in indicators),
    )
    rows = [
        _row(str(place), label, [(each, form[each.code].value) for each in indicators])
        for place, (label, form) in enumerate(forms.items(), start=1)
    ]
    totals = [(each, _total(each, forms)) for each in indicators]
    partial = [each for each, total in totals if total is not None and _is_partial(each, forms)]
    rows.append(_row("", "Cộng", totals, partial))
    shown = [(name, [(code, form[code]) for code in table.codes]) for name, form in forms.items()]
    star = [f"{PARTIAL} Cộng các lĩnh vực đã có số liệu."] if partial else []
    said = (*notes(figures, shown), SHORT_UNIT, *star)
    return Table(columns, tuple(rows), "", said, _formulas(rows))


def _formulas(rows: Sequence[Row]) -> Formulas:
    """The last row as the sums of the others."""
    grid, last = [row.values for row in rows], len(rows) - 1
    return holding(down(last, range(last), grid), lambda place: grid[place.row][place.column])


def _row(
    number: str,
    label: str,
    stored: Sequence[tuple[Indicator, int | None]],
    partial: Container[Indicator] = (),
) -> Row:
    """One sector, or the sum of all of them, which has no number and stands out."""
    texts = (_written(each, value) + PARTIAL * (each in partial) for each, value in stored)
    values = (
        None if value is None else Fraction(value, each.quantity.factor) for each, value in stored
    )
    return Row((number, label, *texts), not number, (None, None, *values))


def _head(indicator: Indicator) -> str:
    title = indicator.title[:1].upper() + indicator.title[1:]
    return f"{title}\n({_narrow(indicator.unit)})"


def _narrow(unit: str) -> str:
    """The unit in a narrow column, where it may be broken: "tr.đ/ người/ tháng"."""
    return unit.replace("triệu đồng", "tr.đ").replace("/", "/ ")


def _written(indicator: Indicator, value: int | None) -> str:
    return "" if value is None else format_number(value, indicator.quantity)


def _total(indicator: Indicator, forms: Mapping[str, Mapping[str, Figure]]) -> int | None:
    """The sum of what is known, of what can be added up."""
    rule = indicator.aggregate
    if rule is None or rule.how not in ADDED_UP:
        return None
    known = [value for value in _of_filled(indicator, forms) if value is not None]
    return sum(known) if known else None


def _is_partial(indicator: Indicator, forms: Mapping[str, Mapping[str, Figure]]) -> bool:
    """Whether a sector that has figures does not have this one."""
    return None in _of_filled(indicator, forms)


def _of_filled(indicator: Indicator, forms: Mapping[str, Mapping[str, Figure]]) -> list[int | None]:
    return [form[indicator.code].value for form in forms.values() if _is_filled(form)]


def _is_filled(form: Mapping[str, Figure]) -> bool:
    return any(figure.value for figure in form.values())

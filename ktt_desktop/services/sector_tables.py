"""Biểu B2 as printed: one row a sector group, the main figures, and the sum of what is known."""

from collections.abc import Mapping, Sequence

from ktt_desktop.catalogue.edition import TableSpec
from ktt_desktop.catalogue.fields import Indicator
from ktt_desktop.domain.aggregation import AggregateKind
from ktt_desktop.domain.document import Align, Column, Row, Table
from ktt_desktop.domain.numbers import format_number
from ktt_desktop.domain.records import Figure
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
        *(Column(f"{each.title}\n({_narrow(each.unit)})", 10, Align.RIGHT) for each in indicators),
    )
    rows = [
        Row((str(place), label, *(_written(each, form[each.code].value) for each in indicators)))
        for place, (label, form) in enumerate(forms.items(), start=1)
    ]
    total = [_total(each, forms) for each in indicators]
    rows.append(Row(("", "Cộng", *total), bold=True))
    shown = [(name, [(code, form[code]) for code in table.codes]) for name, form in forms.items()]
    partial = any(text.endswith(PARTIAL) for text in total)
    star = [f"{PARTIAL} Cộng các lĩnh vực đã có số liệu."] if partial else []
    return Table(columns, tuple(rows), notes=(*notes(figures, shown), SHORT_UNIT, *star))


def _narrow(unit: str) -> str:
    """The unit in a narrow column, where it may be broken: "tr.đ/ người/ tháng"."""
    return unit.replace("triệu đồng", "tr.đ").replace("/", "/ ")


def _written(indicator: Indicator, value: int | None) -> str:
    return "" if value is None else format_number(value, indicator.quantity)


def _total(indicator: Indicator, forms: Mapping[str, Mapping[str, Figure]]) -> str:
    """The sum, marked where a sector that has figures does not have this one."""
    rule = indicator.aggregate
    if rule is None or rule.how not in ADDED_UP:
        return ""
    values = [form[indicator.code].value for form in forms.values() if _is_filled(form)]
    known: Sequence[int] = [value for value in values if value is not None]
    if not known:
        return ""
    mark = PARTIAL if len(known) < len(values) else ""
    return format_number(sum(known), indicator.quantity) + mark


def _is_filled(form: Mapping[str, Figure]) -> bool:
    return any(figure.value for figure in form.values())

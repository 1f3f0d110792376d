"""Indicators and the tables that show them: read strictly, and written as they are read."""

import re
from collections.abc import Mapping
from typing import Any

from ktt_desktop.catalogue.edition import Section, TableSpec
from ktt_desktop.catalogue.fields import FORMS, PERCENT_PLACES, UNIT_FORMS, FieldType, Indicator
from ktt_desktop.catalogue.reading import Table, unique
from ktt_desktop.domain.aggregation import COUNTABLE, NEEDED, Aggregate, AggregateKind
from ktt_desktop.domain.errors import CatalogueError
from ktt_desktop.domain.expression import codes, parse_formula
from ktt_desktop.domain.terms import OrganisationKind

TABLE_KINDS = ("columns", "sectors")
CODE = re.compile(r"[A-Z][0-9]+(?:\.[0-9]+)*(?:\.?[a-z]{1,2})?")  # also a name and a column


def read_indicators(raw: Table) -> dict[str, Indicator]:
    """The entries [[indicator]] of a file; raises CatalogueError."""
    found = unique(
        ((each.code, each) for each in map(read_indicator, raw.tables("indicator"))), raw.where
    )
    for indicator in found.values():
        _check_aggregate(indicator, found, raw.where)
    return found


def read_indicator(raw: Table) -> Indicator:
    """One entry; raises CatalogueError."""
    code = raw.take("code", str)
    if not CODE.fullmatch(code):
        raise CatalogueError(f"{raw.where}: «{code}» không phải là mã chỉ tiêu.")
    aggregate = raw.take("aggregate", dict, None)
    return Indicator(
        code=code,
        form=raw.one_of("form", FORMS),
        label=raw.take("label", str),
        unit=raw.take("unit", str),
        type=raw.choice("type", FieldType),
        applies_to=raw.choices("applies_to", OrganisationKind, ()),
        signed=raw.take("signed", bool, False),
        decimals=raw.take("decimals", int, PERCENT_PLACES),
        aggregate=_aggregate(Table(aggregate, f"{raw.where}.aggregate")) if aggregate else None,
        help=raw.take("help", str, ""),
    )


def _aggregate(raw: Table) -> Aggregate:
    how = raw.choice("how", AggregateKind)
    for key in NEEDED[how]:
        if not raw.has(key):
            raise CatalogueError(f"{raw.where}: thiếu «{key}».")
    formula = raw.take("formula", str, "")
    aggregate = Aggregate(
        how=how,
        kind=raw.choice("kind", OrganisationKind) if raw.has("kind") else None,
        of=raw.take("of", str, ""),
        weight=raw.take("weight", str, ""),
        where=raw.one_of("where", COUNTABLE) if raw.has("where") else "",
        group=raw.take("group", str, ""),
        factor=raw.take("factor", int, 1),
        formula=parse_formula(formula, raw.where) if formula else None,
    )
    raw.finish()
    return aggregate


def _check_aggregate(indicator: Indicator, among: Mapping[str, Indicator], where: str) -> None:
    rule = indicator.aggregate
    if rule is None:
        return
    for code in (rule.of, rule.weight, *(codes(rule.formula) if rule.formula else ())):
        if code and code not in among:
            raise CatalogueError(f"{where}[{indicator.code}]: không có chỉ tiêu {code}.")
    for code in filter(None, (rule.of, rule.weight)):
        if among[code].form != FORMS[0]:  # only an organisation has a value to add up
            raise CatalogueError(
                f"{where}[{indicator.code}]: {code} không phải chỉ tiêu của phiếu tổ chức."
            )


def read_tables(raw: Table, indicators: Mapping[str, Indicator]) -> dict[str, TableSpec]:
    """The entries [[table]] of a file; raises CatalogueError."""
    read = (_table(each, indicators) for each in raw.tables("table"))
    return unique(((each.id, each) for each in read), raw.where)


def _table(raw: Table, indicators: Mapping[str, Indicator]) -> TableSpec:
    table = TableSpec(
        id=raw.take("id", str),
        form=raw.one_of("form", FORMS),
        title=raw.take("title", str),
        short_title=raw.take("short_title", str),
        kind=raw.one_of("kind", TABLE_KINDS),
        sections=tuple(_section(each) for each in raw.tables("section")),
    )
    unique(((code, code) for code in table.codes), raw.where)
    for code in table.codes:
        if code not in indicators:
            raise CatalogueError(f"{raw.where}: không có «{code}».")
        if indicators[code].form not in _forms_beside(table.form):
            raise CatalogueError(f"{raw.where}: {code} không thuộc mẫu {table.form}.")
    return table


def _forms_beside(form: str) -> tuple[str, ...]:
    """The forms whose rows a table may show: those about the same subject."""
    return UNIT_FORMS if form in UNIT_FORMS else (form,)


def _section(raw: Table) -> Section:
    return Section(raw.take("number", str), raw.take("title", str), raw.strings("codes"))


def indicator_entry(indicator: Indicator) -> dict[str, Any]:
    """What `read_indicator` reads back; what is as usual is left out."""
    rule = indicator.aggregate
    return {
        "code": indicator.code,
        "label": indicator.label,
        "unit": indicator.unit,
        "type": indicator.type.value,
        "form": indicator.form,
    } | _stated(
        applies_to=[kind.value for kind in indicator.applies_to],
        signed=indicator.signed,
        decimals=indicator.decimals if indicator.decimals != PERCENT_PLACES else None,
        aggregate=_aggregate_entry(rule) if rule else None,
        help=indicator.help,
    )


def _aggregate_entry(rule: Aggregate) -> dict[str, Any]:
    return {"how": rule.how.value} | _stated(
        kind=rule.kind.value if rule.kind else None,
        of=rule.of,
        weight=rule.weight,
        where=rule.where,
        group=rule.group,
        factor=rule.factor if rule.factor != 1 else None,
        formula=rule.formula.text if rule.formula else None,
    )


def _stated(**values: Any) -> dict[str, Any]:
    return {name: value for name, value in values.items() if value not in (None, "", [], False)}

"""Where the forms hold a number of a document: the row of an indicator and the column."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from ktt_desktop.catalogue.edition import Catalogue
from ktt_desktop.catalogue.fields import SECTOR_FORMS, UNIT_FORMS, Indicator
from ktt_desktop.domain.period import TableColumn
from ktt_desktop.domain.stated_figure import (
    NAMES,
    Holder,
    StatedFigure,
    is_money,
    is_said,
    likeness,
    nearest,
    words,
)
from ktt_desktop.domain.terms import Measure, OrganisationKind

OWN_FORM, ORGANISATION = "phieu", "organisation"
COLUMNS = {
    Measure.PLAN: TableColumn.PLAN,
    Measure.HALF_YEAR: TableColumn.HALF_YEAR,
    Measure.ESTIMATE: TableColumn.ESTIMATE,
    Measure.ACTUAL: TableColumn.HALF_YEAR,  # the main column of a report of that year
}
AGAINST = {"P": (TableColumn.PREVIOUS, "v0"), "KH": (TableColumn.PLAN, "vp")}
OF_INDUSTRIES, COOPERATIVE = "B:", OrganisationKind.COOPERATIVE
PLAN_SHARES, GROWTH = "bieu-k", "%/năm"
OTHER_BASE = "base"  # such a gap speaks of what a percentage is of, not of the row
_OF_SECTOR = re.compile(
    r"[A-Z][0-9]?:(?P<sector>[A-Z]+(?:\.[A-Z]+)*)\.(?P<name>[a-z_][\w.]*|S[0-9][\w.]*)"
)
_OF_ORGANISATION = re.compile(r"org(?:_year)?:(?P<name>[\w.]+)")
_CAPITALS = re.compile("[A-Z]+")
_MAIN_ROW = re.compile(r"[A-Z][0-9]+")


class FormRows:
    """The rows of the forms, for the statements of one file."""

    def __init__(self, catalogue: Catalogue, stated: Iterable[StatedFigure]) -> None:
        self._catalogue = catalogue
        self._indicators = catalogue.edition.indicators
        self._rows: dict[tuple[str, int | None, str], str] = {}
        for each in stated:
            if each.group == "indicator" and (row := self.row(each)):
                self._rows.setdefault((each.seed, each.line, each.code), row)
                self._rows.setdefault((each.seed, None, each.code), row)

    def holders(self, each: StatedFigure) -> list[Holder]:
        """The cell that holds a number, then those that follow from the same statement."""
        if each.group == "comparison":
            return list(self._comparison(each))
        row = self.row(each)
        is_of_sector = _OF_SECTOR.fullmatch(each.code) is not None
        if not row or (is_of_sector and not self._sector(each)):
            return []
        others = (replace(each, code=code, also=(), gap="") for code in each.also)
        return [self._cell(each, row), *(cell for other in others for cell in self.holders(other))]

    def row(self, each: StatedFigure) -> str:
        """The indicator a statement speaks of, "" where there is none."""
        code = self._named(each)
        if code and (code != each.code or not each.gap):
            return self._as_percent(code, each)
        if each.sum_of and (sum_ := self._sum(each.sum_of)):
            return self._as_percent(sum_, each)
        if not code:
            return self._by_words(each)
        return self._as_percent(self._in_family(code, each), each)

    def whole_of(self, code: str) -> str:
        """The row a row's own percentage is of, "" where it has none."""
        share = self._indicators.get(f"{code}p")
        return _formula_of(share).rpartition("/ ")[2].replace("_", ".") if share else ""

    def _named(self, each: StatedFigure) -> str:
        """The indicator by the name the file gives."""
        code = each.code
        if code.startswith(OF_INDUSTRIES):
            return self._industry(each)
        if found := _OF_SECTOR.fullmatch(code):
            return self._by_name(found["name"], SECTOR_FORMS)
        if found := _OF_ORGANISATION.fullmatch(code):
            return self._by_name(found["name"], (OWN_FORM,))
        return code if code in self._indicators else ""

    def _by_name(self, name: str, forms: tuple[str, ...]) -> str:
        """The row of a form by the name a file of figures has for it, or by its code."""
        rows = self._catalogue.edition.of_form(*forms)
        best = nearest(((item, item.label) for item in rows), words(NAMES.get(name, "")))
        return best.code if best else name if name in self._indicators else ""

    def _industry(self, each: StatedFigure) -> str:
        """A row of Biểu B: a group of industries, of the kind the unit or the code names."""
        named = {*_CAPITALS.findall(each.code), each.unit}
        kind = next((item for item in OrganisationKind if item.value in named), COOPERATIVE)
        for item in self._catalogue.edition.of_form("bieu-b"):
            rule = item.aggregate
            if rule is not None and rule.kind is kind and rule.group in named:
                return item.code
        return ""

    def _by_words(self, each: StatedFigure) -> str:
        """Where no row is named: the one most of whose words are said."""
        forms = (OWN_FORM,) if each.group == ORGANISATION else UNIT_FORMS
        rows = self._catalogue.edition.of_form(*forms)
        if each.group == "target":  # of a level or its growth, never of the share of a plan
            rows = tuple(item for item in rows if item.form != PLAN_SHARES)
        is_growth = each.unit == GROWTH
        fitting = [(item, item.label) for item in rows if _fits(item, each) is not is_growth]
        best = nearest(fitting, each.said)
        return best.code if best and is_said(best.label, each.said) else ""

    def _in_family(self, code: str, each: StatedFigure) -> str:
        """Where the named row is not quite right: one of its family that is nearer to the words."""
        if each.gap.startswith(OTHER_BASE):
            return code
        named, head = self._indicators[code], _main_row(code)
        family = [
            item
            for item in self._indicators.values()
            if (_main_row(item.code) == head or named.name in _formula_of(item).split(" + "))
            and _fits(item, replace(each, unit=named.unit))
        ]
        best = max(family, key=lambda item: likeness(item.label, each.said))
        is_nearer = likeness(best.label, each.said) > likeness(named.label, each.said)
        return best.code if is_nearer else code

    def _as_percent(self, code: str, each: StatedFigure, base: str = "") -> str:
        """The percentage beside a count; a target keeps the count and names its base itself."""
        item = self._indicators.get(code)
        is_count = item is not None and not item.unit.startswith("%")
        if item is None or not is_count or not each.is_percent or each.group == "target":
            return code
        whole = self._indicators.get(base)
        share = self._formula(f"100 * {item.name} / {whole.name}") if whole else ""
        return share or (f"{code}p" if f"{code}p" in self._indicators else code)

    def _sum(self, codes: frozenset[str]) -> str:
        """The row that adds these up, or the rows they are under (A1.1 and C1: A1 + C1)."""
        sums = {
            item.code: frozenset(name.replace("_", ".") for name in text.split(" + "))
            for item in self._indicators.values()
            if " + " in (text := _formula_of(item)) and not set("-*/") & set(text)
        }
        mains = frozenset(map(_main_row, codes))
        wanted = (codes, mains) if len(mains) == len(codes) else (codes,)
        return next((row for each in wanted for row, parts in sums.items() if parts == each), "")

    def _formula(self, text: str) -> str:
        """The row that is worked out like this."""
        rows = self._indicators.values()
        return next((item.code for item in rows if _formula_of(item) == text), "")

    def _comparison(self, each: StatedFigure) -> Iterator[Holder]:
        """What is worked out beside a figure, and the figure of the other column it implies."""
        places = ((each.seed, each.line, each.code), (each.seed, None, each.code))
        row = next((self._rows[key] for key in places if key in self._rows), self._named(each))
        if not row:
            return
        if each.versus not in AGAINST:
            yield replace(
                self._cell(each, self._as_percent(row, each, each.versus)), comparison="share"
            )
            return
        column, shape = AGAINST[each.versus]
        if each.direction == "of" and f"{row}k" in self._indicators:
            yield replace(self._cell(each, f"{row}k"), comparison="of")
        else:
            row = row if each.direction == "of" else self._as_percent(row, each)
            yield replace(self._cell(each, row), comparison=shape)
        if each.year is not None:
            year, measure = column.of(each.year)
            yield replace(
                self._cell(each, row), column=column.value, year=year, measure=measure.value
            )

    def _cell(self, each: StatedFigure, row: str) -> Holder:
        item = self._indicators[row]
        known = each.measure in set(Measure)
        column = COLUMNS[Measure(each.measure)] if known else TableColumn.NEXT_PLAN
        return Holder(
            table=self._table(item),
            row=row,
            column=column.value,
            label=item.title,
            unit=item.unit,
            subject=each.subject,
            sector=self._sector(each),
            year=each.year,
            measure=each.measure if known else Measure.PLAN.value,
        )

    def _sector(self, each: StatedFigure) -> str:
        """The group of Biểu B2, also by the code of a sector in it, or the end of that."""
        found = _OF_SECTOR.fullmatch(each.code)
        if found is None:
            return ""
        groups, name = self._catalogue.sector_groups, found["sector"]
        for group in groups:
            if name in (group.code, *group.sectors):
                return group.code
        return next((g.code for g in groups if any(s.endswith(f".{name}") for s in g.sectors)), "")

    def _table(self, item: Indicator) -> str:
        """The table of its own form that prints a row; a total may stand in others too."""
        tables = self._catalogue.edition.tables.values()
        return next(
            (table.id for table in tables if table.form == item.form and item.code in table.codes),
            OWN_FORM,
        )


def _formula_of(item: Indicator) -> str:
    rule = item.aggregate
    return rule.formula.text if rule is not None and rule.formula is not None else ""


def _fits(item: Indicator, each: StatedFigure) -> bool:
    """Whether a number of this unit can stand in the row."""
    return _kind(item.unit) == _kind(each.unit)


def _kind(unit: str) -> str:
    return "%" if unit.startswith("%") else "đồng" if is_money(unit) else ""


def _main_row(code: str) -> str:
    found = _MAIN_ROW.match(code)
    return found[0] if found else code

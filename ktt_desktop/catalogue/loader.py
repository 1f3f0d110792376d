"""resources/catalogue → frozen objects; unknown keys and dangling references are errors."""

import re
from collections.abc import Container, Iterator
from pathlib import Path

from ktt_desktop.catalogue.alerts_loader import load_alerts
from ktt_desktop.catalogue.edition import (
    Catalogue,
    Edition,
    Section,
    SectorGroup,
    SupportMeasure,
    TableSpec,
)
from ktt_desktop.catalogue.fields import FORMS, FieldType, Indicator
from ktt_desktop.catalogue.outline_loader import load_outline
from ktt_desktop.catalogue.reading import Table, toml_table, unique
from ktt_desktop.catalogue.register_loader import load_recognitions, load_register
from ktt_desktop.catalogue.rules_loader import load_rules
from ktt_desktop.catalogue.statuses_loader import load_statuses
from ktt_desktop.catalogue.unit_profile import load_profile_lines
from ktt_desktop.domain.aggregation import COUNTABLE, NEEDED, Aggregate, AggregateKind
from ktt_desktop.domain.errors import CatalogueError
from ktt_desktop.domain.expression import codes, parse_formula
from ktt_desktop.domain.records import Programme
from ktt_desktop.domain.terms import OrganisationKind
from ktt_desktop.domain.updates import Release
from ktt_desktop.runtime.paths import resources

TABLE_KINDS = ("columns", "sectors")
VERSIONS = range(20_000_101, 100_000_000)  # a day written as a number
CODE = re.compile(r"[A-Z][0-9]+(?:\.[0-9]+)*(?:\.?[a-z])?")  # also a name and a column


def load_catalogue(folder: Path | None = None, edition: str | None = None) -> Catalogue:
    """Read everything, of the newest edition; raises CatalogueError naming file, entry and key."""
    folder = folder or resources() / "catalogue"
    sectors = _sectors(folder / "sectors.toml")
    operating, legal, status_rules = load_statuses(folder / "statuses.toml")
    measures, sources, programmes = _policies(folder / "policies.toml")
    register, lists = load_register(folder / "register.toml")
    forms = _edition(folder / (edition or _newest_edition(folder)))
    catalogue = Catalogue(
        release=_release(folder / "version.toml"),
        edition=forms,
        register=register,
        lists=lists,
        recognitions=load_recognitions(folder / "recognitions.toml"),
        sectors=sectors,
        groupings=_groupings(folder / "sectors.toml", sectors),
        operating=operating,
        legal=legal,
        status_rules=status_rules,
        alert_rules=load_alerts(folder / "alerts.toml", forms.indicators),
        measures=measures,
        sources=sources,
        programmes=programmes,
        profile_lines=load_profile_lines(folder / "unit_profile.toml"),
    )
    if catalogue.edition.sector_grouping not in catalogue.groupings:
        raise CatalogueError(
            f"edition.toml: không có cách gộp {catalogue.edition.sector_grouping}."
        )
    return catalogue


def _release(path: Path) -> Release:
    with toml_table(path) as raw:
        release = Release(raw.take("version", int), raw.take("label", str))
    if release.version not in VERSIONS:
        raise CatalogueError(f"{path.name}: «version» phải là năm-tháng-ngày viết liền.")
    return release


def _newest_edition(folder: Path) -> str:
    """The folder whose edition is for the latest year."""
    years = {path.parent.name: _first_year(path) for path in sorted(folder.glob("*/edition.toml"))}
    newest = [name for name, year in years.items() if year == max(years.values())]
    if len(newest) != 1:
        raise CatalogueError(f"{folder.name}: cần đúng một ấn bản mới nhất, có {len(newest)}.")
    return newest[0]


def _first_year(path: Path) -> int:
    with toml_table(path) as raw:
        year = raw.take("first_year", int)
        raw.skip_rest()
    return year


def _edition(folder: Path) -> Edition:
    with toml_table(folder / "edition.toml") as raw:
        indicators = _indicators(folder / "indicators.toml")
        edition = Edition(
            id=raw.take("id", str),
            form=raw.take("form", str),
            version=raw.take("version", int),
            title=raw.take("title", str),
            first_year=raw.take("first_year", int),
            legal_basis=raw.take("legal_basis", str),
            sector_grouping=raw.take("sector_grouping", str),
            members_indicator=raw.take("members_indicator", str),
            indicators=indicators,
            tables=_tables(folder / "tables.toml", indicators),
            rules=load_rules(folder / "rules.toml", indicators),
            outlines={
                path.stem: load_outline(path, indicators)
                for path in sorted((folder / "reports").glob("*.toml"))
            },
        )
    _known(edition.members_indicator, indicators, "edition.toml")
    for outline in edition.outlines.values():
        for annex in outline.annexes:
            _known(annex.table, edition.tables, f"{outline.id}.toml")
    return edition


def _known(name: str, among: Container[str], where: str) -> None:
    if name not in among:
        raise CatalogueError(f"{where}: không có «{name}».")


def _indicators(path: Path) -> dict[str, Indicator]:
    with toml_table(path) as raw:
        found = unique(
            ((each.code, each) for each in map(_indicator, raw.tables("indicator"))), path.name
        )
    for indicator in found.values():
        _check_aggregate(indicator, found, path.name)
    return found


def _indicator(raw: Table) -> Indicator:
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
        factor=raw.take("factor", int, 1),
        formula=parse_formula(formula, raw.where) if formula else None,
    )
    raw.finish()
    return aggregate


def _check_aggregate(indicator: Indicator, among: dict[str, Indicator], where: str) -> None:
    rule = indicator.aggregate
    if rule is None:
        return
    for code in (rule.of, rule.weight, *(codes(rule.formula) if rule.formula else ())):
        if code and code not in among:
            raise CatalogueError(f"{where}[{indicator.code}]: không có chỉ tiêu {code}.")


def _tables(path: Path, indicators: dict[str, Indicator]) -> dict[str, TableSpec]:
    with toml_table(path) as raw:
        return unique(
            ((each.id, each) for each in (_table(t, indicators) for t in raw.tables("table"))),
            path.name,
        )


def _table(raw: Table, indicators: dict[str, Indicator]) -> TableSpec:
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
        _known(code, indicators, raw.where)
        if indicators[code].form != table.form:
            raise CatalogueError(f"{raw.where}: {code} không thuộc mẫu {table.form}.")
    return table


def _section(raw: Table) -> Section:
    return Section(raw.take("number", str), raw.take("title", str), raw.strings("codes"))


def _sectors(path: Path) -> dict[str, str]:
    with toml_table(path) as raw:
        raw.take("grouping", list)
        pairs = ((each.take("code", str), each.take("label", str)) for each in raw.tables("sector"))
        return unique(pairs, path.name)


def _groupings(path: Path, sectors: dict[str, str]) -> dict[str, tuple[SectorGroup, ...]]:
    with toml_table(path) as raw:
        raw.take("sector", list)
        return unique(_grouping(raw, sectors), path.name)


def _grouping(raw: Table, sectors: dict[str, str]) -> Iterator[tuple[str, tuple[SectorGroup, ...]]]:
    for each in raw.tables("grouping"):
        each.take("title", str)
        groups = tuple(
            SectorGroup(group.take("code", str), group.take("label", str), group.strings("sectors"))
            for group in each.tables("groups")
        )
        counted = sorted(sector for group in groups for sector in group.sectors)
        if counted != sorted(sectors):
            raise CatalogueError(f"{each.where}: mỗi lĩnh vực phải thuộc đúng một nhóm.")
        yield each.take("id", str), groups


def _policies(
    path: Path,
) -> tuple[dict[str, SupportMeasure], dict[str, str], tuple[Programme, ...]]:
    with toml_table(path) as raw:
        measures = [
            SupportMeasure(
                each.take("code", str),
                each.take("label", str),
                each.strings("units"),
                each.take("policy", str),
            )
            for each in raw.tables("measure")
        ]
        sources = unique(
            ((each.take("code", str), each.take("label", str)) for each in raw.tables("source")),
            path.name,
        )
        programmes = tuple(
            Programme(
                each.take("code", str),
                each.take("name", str),
                each.take("document", str, ""),
                each.take("first_year", int, None),
                each.take("last_year", int, None),
            )
            for each in raw.tables("programme")
        )
    unique(((each.code, each) for each in programmes), path.name)
    return unique(((each.code, each) for each in measures), path.name), sources, programmes

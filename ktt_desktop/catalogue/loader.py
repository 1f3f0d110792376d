"""resources/catalogue → frozen objects; unknown keys and dangling references are errors."""

from collections.abc import Container, Iterator, Mapping
from dataclasses import replace
from pathlib import Path

from ktt_desktop.catalogue.alerts_loader import load_alerts
from ktt_desktop.catalogue.charts_loader import load_charts
from ktt_desktop.catalogue.deadlines import load_deadlines
from ktt_desktop.catalogue.document_words_loader import load_document_words
from ktt_desktop.catalogue.dossiers_loader import DossierKind, Lists, load_dossiers
from ktt_desktop.catalogue.edition import Catalogue, Edition, SectorGroup
from ktt_desktop.catalogue.events_loader import load_events
from ktt_desktop.catalogue.indicators_loader import read_indicators, read_tables
from ktt_desktop.catalogue.outline import OTHER_ANNEXES
from ktt_desktop.catalogue.outline_entries import outline_entries
from ktt_desktop.catalogue.outline_loader import read_outline
from ktt_desktop.catalogue.policies_loader import load_policies
from ktt_desktop.catalogue.reading import Table, toml_table, unique
from ktt_desktop.catalogue.record_checks_loader import load_record_checks
from ktt_desktop.catalogue.register_loader import load_recognitions, load_register
from ktt_desktop.catalogue.rules_loader import load_rules
from ktt_desktop.catalogue.rulesets_loader import (
    Ratings,
    load_rulesets,
    rating_fields,
    rating_lists,
)
from ktt_desktop.catalogue.size_classes_loader import load_size_classes
from ktt_desktop.catalogue.statuses_loader import load_statuses
from ktt_desktop.catalogue.unit_profile import load_profile_lines
from ktt_desktop.domain.dossier import Kind, Stage
from ktt_desktop.domain.errors import CatalogueError
from ktt_desktop.domain.targets import Operator, Shape
from ktt_desktop.domain.updates import Release
from ktt_desktop.runtime.paths import resources

VERSIONS = range(20_000_101, 100_000_000)  # a day written as a number
DECIDING = {"periods": Stage, "operators": Operator, "target_shapes": Shape}


def load_catalogue(folder: Path | None = None, edition: str | None = None) -> Catalogue:
    """Read everything, of the newest edition; raises CatalogueError naming file, entry and key."""
    folder = folder or resources() / "catalogue"
    sectors = _sectors(folder / "sectors.toml")
    operating, legal, status_rules = load_statuses(folder / "statuses.toml")
    policies = load_policies(folder / "policies.toml")
    dossiers, dossier_lists = load_dossiers(folder / "dossiers.toml")
    _check_counted(dossiers, dossier_lists)
    register, lists = load_register(folder / "register.toml")
    forms = _edition(folder / (edition or _newest_edition(folder)), dossiers)
    sizes, size_rules = load_size_classes(folder / "size_classes.toml", forms.indicators, sectors)
    ratings = load_rulesets(folder / "rulesets.toml", forms.indicators, sectors)
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
        events=load_events(folder / "events.toml", status_rules, lists["formations"]),
        sizes=sizes,
        size_rules=size_rules,
        ratings=ratings,
        measures=policies.measures,
        measure_headings=policies.headings,
        policies=policies.groups,
        sources=policies.sources,
        programmes=policies.programmes,
        programme_rows=policies.programme_rows,
        dossiers=_with_rulesets(dossiers, ratings),
        dossier_lists={**dossier_lists, **rating_lists(ratings)},
        profile_lines=load_profile_lines(folder / "unit_profile.toml"),
        document_words=load_document_words(folder, forms.indicators),
        deadlines=load_deadlines(folder / "deadlines.toml"),
    )
    _check_groupings(catalogue)
    _check_target_bases(catalogue)
    return catalogue


def _check_counted(kinds: Container[str], lists: Lists) -> None:
    """The kinds the program counts with are there; of the lists it decides by it knows all."""
    for kind in Kind:
        _known(kind, kinds, "dossiers.toml")
    for name, codes in DECIDING.items():
        listed, known = lists.get(name, {}), {code.value for code in codes}
        for code in (*known, *listed):
            _known(code, listed.keys() & known, f"dossiers.toml[{name}]")


def _with_rulesets(kinds: Mapping[str, DossierKind], ratings: Ratings) -> dict[str, DossierKind]:
    """The kinds of work records; a rating has the fields its rulesets ask for."""
    rating = kinds[Kind.RATING]
    fields = {**rating_fields(ratings), **rating.fields}
    return {**kinds, rating.id: replace(rating, fields=fields)}


def _check_groupings(catalogue: Catalogue) -> None:
    """The groupings an edition names are there, and so are the groups its counts name."""
    edition = catalogue.edition
    for grouping in (edition.sector_grouping, edition.industry_grouping):
        if grouping not in catalogue.groupings:
            raise CatalogueError(f"edition.toml: không có cách gộp {grouping}.")
    groups = {each.code for each in catalogue.groupings[edition.industry_grouping]}
    for each in edition.indicators.values():
        if each.aggregate is not None and each.aggregate.group:
            _known(each.aggregate.group, groups, f"indicators.toml[{each.code}]")


def _check_target_bases(catalogue: Catalogue) -> None:
    """The bases an edition has figures for are those a target can name."""
    for base in catalogue.edition.target_bases:
        _known(base, catalogue.dossier_lists["target_bases"], "edition.toml.target_bases")


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


def _edition(folder: Path, kinds: Mapping[str, DossierKind]) -> Edition:
    with toml_table(folder / "edition.toml") as raw:
        with toml_table(folder / "indicators.toml") as entries:
            indicators = read_indicators(entries)
        with toml_table(folder / "tables.toml") as entries:
            tables = read_tables(entries, indicators)
        bases = unique(map(_target_base, raw.tables("target_base")), "edition.toml")
        edition = Edition(
            id=raw.take("id", str),
            form=raw.take("form", str),
            version=raw.take("version", int),
            title=raw.take("title", str),
            first_year=raw.take("first_year", int),
            legal_basis=raw.take("legal_basis", str),
            sector_grouping=raw.take("sector_grouping", str),
            industry_grouping=raw.take("industry_grouping", str),
            members_indicator=raw.take("members_indicator", str),
            key_indicators=raw.strings("key_indicators"),
            indicators=indicators,
            tables=tables,
            rules=load_rules(folder / "rules.toml", indicators),
            outlines={
                id_: read_outline(entry, id_, f"{id_}.toml", indicators, kinds)
                for id_, entry in outline_entries(folder / "reports").items()
            },
            target_bases=bases,
            record_checks=load_record_checks(folder / "record_checks.toml", indicators, bases),
            charts=load_charts(folder / "charts.toml", indicators),
        )
    of_bases = (code for codes in edition.target_bases.values() for code in codes)
    for code in (edition.members_indicator, *edition.key_indicators, *of_bases):
        _known(code, indicators, "edition.toml")
    for outline in edition.outlines.values():
        for annex in outline.annexes:
            _known(annex.table, (*edition.tables, *OTHER_ANNEXES), f"{outline.id}.toml")
    return edition


def _target_base(raw: Table) -> tuple[str, tuple[str, ...]]:
    return raw.take("id", str), raw.strings("figures")


def _known(name: str, among: Container[str], where: str) -> None:
    if name not in among:
        raise CatalogueError(f"{where}: không có «{name}».")


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

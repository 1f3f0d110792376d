"""size_classes.toml → what the classes of size are called, and the thresholds of each sector."""

from collections.abc import Container
from pathlib import Path

from ktt_desktop.catalogue.reading import Table, toml_table, unique
from ktt_desktop.domain.errors import CatalogueError
from ktt_desktop.domain.size_classes import TESTED, SizeClass, SizeRules, Thresholds

Labels = dict[SizeClass, str]
Classes = dict[SizeClass, Thresholds]


def load_size_classes(
    path: Path, indicators: Container[str], sectors: Container[str]
) -> tuple[Labels, SizeRules]:
    """Read labels and thresholds; raises CatalogueError naming entry and key."""
    with toml_table(path) as raw:
        members, revenue, capital = (
            raw.take(each, str) for each in ("members", "revenue", "capital")
        )
        labels = unique(map(_label, raw.tables("class")), path.name)
        groups = unique(map(_group, raw.tables("group")), path.name)
    thresholds = unique(
        ((sector, classes) for sectors, classes in groups.values() for sector in sectors),
        path.name,
    )
    for code in (members, revenue, capital):
        if code not in indicators:
            raise CatalogueError(f"{path.name}: không có chỉ tiêu {code}.")
    for sector in thresholds:
        if sector not in sectors:
            raise CatalogueError(f"{path.name}: không có lĩnh vực {sector}.")
    if set(labels) != set(SizeClass) or not thresholds:
        raise CatalogueError(f"{path.name}: cần đủ các quy mô và ít nhất một nhóm.")
    names = {label: sectors for label, (sectors, _) in groups.items()}
    return labels, SizeRules(members, revenue, capital, thresholds, names)


def _label(raw: Table) -> tuple[SizeClass, str]:
    return raw.choice("code", SizeClass), raw.take("label", str)


def _group(raw: Table) -> tuple[str, tuple[tuple[str, ...], Classes]]:
    classes = unique(map(_thresholds, raw.tables("thresholds")), raw.where)
    if unknown := set(classes) - set(TESTED):
        raise CatalogueError(f"{raw.where}: {sorted(unknown)[0]} không có ngưỡng.")
    return raw.take("id", str), (raw.strings("sectors"), classes)


def _thresholds(raw: Table) -> tuple[SizeClass, Thresholds]:
    numbers = (raw.take(each, int, None) for each in ("members", "revenue", "capital"))
    return raw.choice("code", SizeClass), Thresholds(*numbers)

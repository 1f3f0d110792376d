"""charts.toml → which indicators the charts draw."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from ktt_desktop.catalogue.fields import Indicator
from ktt_desktop.catalogue.reading import Table, toml_table
from ktt_desktop.domain.errors import CatalogueError
from ktt_desktop.domain.terms import OrganisationKind


@dataclass(frozen=True, slots=True)
class ChartedKind:
    """Một loại hình trên biểu đồ: its name and the figure of its number."""

    kind: OrganisationKind
    label: str
    figure: str


@dataclass(frozen=True, slots=True)
class ChartedLine:
    """Một biểu đồ đường theo năm: code → name of each series; {} of the title are their names."""

    id: str
    title: str
    series: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class ChartIndicators:
    """Chỉ tiêu của các biểu đồ; `by_sector` is the number of HTX of a sector (Biểu B2)."""

    by_sector: str
    planned: tuple[str, ...]
    organisations: tuple[ChartedKind, ...]
    lines: tuple[ChartedLine, ...]


def load_charts(path: Path, indicators: Mapping[str, Indicator]) -> ChartIndicators:
    """What is drawn; raises CatalogueError naming entry and key."""
    with toml_table(path) as raw:
        charts = ChartIndicators(
            by_sector=raw.take("by_sector", str),
            planned=raw.strings("planned"),
            organisations=tuple(map(_kind, raw.tables("organisations"))),
            lines=tuple(map(_line, raw.tables("line"))),
        )
    for code in _codes(charts):
        if code not in indicators:
            raise CatalogueError(f"{path.name}: không có chỉ tiêu {code}.")
    for line in charts.lines:
        if len({indicators[code].unit for code in line.series}) > 1:
            raise CatalogueError(f"{path.name}[{line.id}]: các dãy không cùng đơn vị tính.")
    return charts


def _codes(charts: ChartIndicators) -> Iterator[str]:
    yield charts.by_sector
    yield from charts.planned
    yield from (each.figure for each in charts.organisations)
    yield from (code for line in charts.lines for code in line.series)


def _kind(raw: Table) -> ChartedKind:
    kind = raw.choice("kind", OrganisationKind)
    return ChartedKind(kind, raw.take("label", str), raw.take("figure", str))


def _line(raw: Table) -> ChartedLine:
    series = {each.take("figure", str): each.take("label", str) for each in raw.tables("series")}
    return ChartedLine(raw.take("id", str), raw.take("title", str), series)

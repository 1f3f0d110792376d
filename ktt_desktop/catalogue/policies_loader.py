"""policies.toml → the measures of Biểu C, the articles behind them, sources, programmes."""

from collections.abc import Container, Mapping
from dataclasses import dataclass
from pathlib import Path

from ktt_desktop.catalogue.reading import Table, toml_table, unique
from ktt_desktop.domain.errors import CatalogueError
from ktt_desktop.domain.records import Programme


@dataclass(frozen=True, slots=True)
class PolicyGroup:
    """Một nhóm chính sách hỗ trợ: an article of a law, in the words of its heading."""

    code: str
    law: str
    article: str
    label: str


@dataclass(frozen=True, slots=True)
class SupportMeasure:
    """Nội dung hỗ trợ của Biểu C, với các đơn vị khối lượng.

    `parent` is the heading it is added up under, `policy` and `older` codes of policy groups of
    the law in force and of the frame before it; empty where there is none.
    """

    code: str
    label: str
    units: tuple[str, ...]
    policy: str
    older: str = ""
    parent: str = ""


@dataclass(frozen=True, slots=True)
class Policies:
    """Everything policies.toml says; `programme_rows` gives the line of Biểu C of a programme."""

    headings: Mapping[str, str]
    measures: Mapping[str, SupportMeasure]
    groups: Mapping[str, PolicyGroup]
    sources: Mapping[str, str]
    programmes: tuple[Programme, ...]
    programme_rows: Mapping[str, str]


def load_policies(path: Path) -> Policies:
    """Read the file; raises CatalogueError naming entry and key."""
    name = path.name
    with toml_table(path) as raw:
        headings = unique(map(_label, raw.tables("heading")), name)
        read = list(map(_measure, raw.tables("measure")))
        measures = unique(((each.code, each) for each in read), name)
        groups = unique(((each.code, each) for each in map(_group, raw.tables("policy"))), name)
        sources = unique(map(_label, raw.tables("source")), name)
        found = [(_programme(each), each.take("row", str, "")) for each in raw.tables("programme")]
    programmes = unique(((each.code, each) for each, _ in found), name)
    for each in measures.values():
        where = f"{name}[{each.code}]"
        _known(each.parent, headings, where)
        for code in (each.policy, each.older):
            _known(code, groups, where)
    rows = {each.code: row for each, row in found if row}
    return Policies(headings, measures, groups, sources, tuple(programmes.values()), rows)


def _label(raw: Table) -> tuple[str, str]:
    return raw.take("code", str), raw.take("label", str)


def _measure(raw: Table) -> SupportMeasure:
    return SupportMeasure(
        raw.take("code", str),
        raw.take("label", str),
        raw.strings("units"),
        raw.take("policy", str),
        raw.take("older", str, ""),
        raw.take("parent", str, ""),
    )


def _group(raw: Table) -> PolicyGroup:
    names = ("code", "law", "article", "label")
    return PolicyGroup(*(raw.take(each, str) for each in names))


def _programme(raw: Table) -> Programme:
    return Programme(
        raw.take("code", str),
        raw.take("name", str),
        raw.take("document", str, ""),
        raw.take("first_year", int, None),
        raw.take("last_year", int, None),
        raw.take("level", str, ""),
    )


def _known(code: str, among: Container[str], where: str) -> None:
    if code and code not in among:
        raise CatalogueError(f"{where}: không có «{code}».")

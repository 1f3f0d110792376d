"""dossiers.toml → the kinds of work records: their fields, money, lists and sums."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from ktt_desktop.catalogue.fields import PERCENT_PLACES, FieldSpec, FieldType
from ktt_desktop.catalogue.reading import Table, toml_table, unique
from ktt_desktop.domain.errors import CatalogueError

MANY, ONE, NONE = "many", "one", "none"
HEADS = ("year", "period", "programme", "topic", "part_of")
OUTSIDE_LISTS = ("measures", "indicators", "units")  # offered by the catalogue, not by this file


@dataclass(frozen=True, slots=True)
class MoneyGroup:
    """Một nhóm kinh phí của hồ sơ, entered by source with its stated total."""

    key: str
    label: str


@dataclass(frozen=True, slots=True)
class Composed:
    """Một cột ghép của danh sách: numbers of several fields with their units, in one cell.

    Of the ways the first that has a number is told: (words before it, fields).
    """

    key: str
    label: str
    ways: tuple[tuple[str, tuple[str, ...]], ...]


@dataclass(frozen=True, slots=True)
class DossierKind:
    """Một loại hồ sơ công việc: one entry of dossiers.toml.

    `one` names one of them in a sentence; `organisations` is MANY, ONE or NONE; `uses` are the
    heads (year, period, programme, topic, part_of) it has; `topics` names the list its topics come
    from. `columns` and `sums` name fields, heads, "organisations" or "money.<group>", `columns`
    also what is `composed`. `stated` are the fields that hold a number as a document states it.
    Where `is_open`, values need not be fields.
    """

    id: str
    label: str
    one: str
    organisations: str
    uses: tuple[str, ...]
    topics: str
    money: tuple[MoneyGroup, ...]
    columns: tuple[str, ...]
    sums: tuple[str, ...]
    fields: Mapping[str, FieldSpec]
    stated: frozenset[str]
    composed: tuple[Composed, ...]
    is_open: bool


Lists = Mapping[str, Mapping[str, str]]  # name of a list → code → label


def load_dossiers(path: Path) -> tuple[dict[str, DossierKind], Lists]:
    """The kinds by id in their order, and the lists their choices name; raises CatalogueError."""
    with toml_table(path) as raw:
        lists = unique(map(_list, raw.tables("list", [])), path.name)
        kinds = unique(((each.id, each) for each in map(_kind, raw.tables("kind"))), path.name)
    for kind in kinds.values():
        _check(kind, lists, path.name)
    return kinds, lists


def _list(raw: Table) -> tuple[str, dict[str, str]]:
    options = raw.tables("options")
    pairs = ((each.take("code", str), each.take("label", str)) for each in options)
    return raw.take("id", str), unique(pairs, raw.where)


def _kind(raw: Table) -> DossierKind:
    fields, stated = _fields(raw)
    return DossierKind(
        id=raw.take("id", str),
        label=raw.take("label", str),
        one=raw.take("one", str),
        organisations=raw.one_of("organisations", (MANY, ONE, NONE)),
        uses=raw.strings("uses"),
        topics=raw.take("topics", str, ""),
        money=tuple(
            MoneyGroup(each.take("key", str), each.take("label", str))
            for each in raw.tables("money", [])
        ),
        columns=raw.strings("columns"),
        sums=raw.strings("sums"),
        fields=fields,
        stated=stated,
        composed=tuple(map(_composed, raw.tables("composed", []))),
        is_open=raw.take("open", bool, False),
    )


def _composed(raw: Table) -> Composed:
    ways = raw.tables("ways")
    return Composed(
        raw.take("key", str),
        raw.take("label", str),
        tuple((each.take("before", str, ""), each.strings("fields")) for each in ways),
    )


def _fields(raw: Table) -> tuple[dict[str, FieldSpec], frozenset[str]]:
    fields, stated = [], set()
    for each in raw.tables("fields"):
        field = FieldSpec(
            attr=each.take("key", str),
            label=each.take("label", str),
            type=each.choice("type", FieldType),
            tab=each.take("tab", str, ""),
            unit=each.take("unit", str, ""),
            choices=each.take("choices", str, ""),
            required=each.take("required", bool, False),
            help=each.take("help", str, ""),
            kinds=each.strings("topics", []),
            signed=each.take("signed", bool, False),
            decimals=each.take("decimals", int, PERCENT_PLACES),
        )
        if each.take("stated", bool, False):
            stated.add(field.attr)
        fields.append(field)
    return unique(((each.attr, each) for each in fields), raw.where), frozenset(stated)


def _check(kind: DossierKind, lists: Lists, where: str) -> None:
    """Every name leads somewhere."""
    groups = {f"money.{each.key}" for each in kind.money}
    known = {*kind.fields, *kind.uses, *groups, "organisations"}
    composed = {each.key for each in kind.composed}
    known_lists = {"", *lists, *OUTSIDE_LISTS}
    named = [
        *(each for each in kind.columns if each not in known | composed),
        *(each for each in kind.sums if each not in known),
        *(
            key
            for each in kind.composed
            for _, fields in each.ways
            for key in fields
            if key not in kind.fields
        ),
        *(each for each in kind.uses if each not in HEADS),
        *(each.choices for each in kind.fields.values() if each.choices not in known_lists),
        *([kind.topics] if kind.topics not in known_lists else []),
    ]
    if named:
        raise CatalogueError(f"{where}[{kind.id}]: không có «{named[0]}».")

"""rulesets.toml → the rulesets of the rating (xếp loại) and the raw criteria they share."""

from collections.abc import Container, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from ktt_desktop.catalogue.fields import PERCENT_PLACES, FieldSpec, FieldType, Indicator
from ktt_desktop.catalogue.reading import Table, toml_table, unique
from ktt_desktop.domain.errors import CatalogueError
from ktt_desktop.domain.rulesets import (
    CLASS,
    NOTE,
    REASON,
    Criterion,
    Exclusion,
    Grade,
    Group,
    Limit,
    Ruleset,
    Step,
    note_key,
    point_key,
    raw_key,
)
from ktt_desktop.domain.terms import OrganisationKind

GRADES, RAW_TAB = "rating_grades", "Tiêu chí thô"
Sizes = tuple[tuple[int | None, str], ...]


@dataclass(frozen=True, slots=True)
class RatingItem:
    """Một tiêu chí thô and where it is read from.

    A line of the phiếu, divided by the line `per` (%) or, with `growth`, against the year before;
    `founded`: the months since the registration.
    """

    field: FieldSpec
    indicator: str = ""
    per: str = ""
    growth: bool = False
    founded: bool = False


@dataclass(frozen=True, slots=True)
class GradeSpec:
    """Tên và sắc thái của một loại."""

    label: str
    tone: str


@dataclass(frozen=True, slots=True)
class Ratings:
    """Xếp loại: raw criteria by key, classes, rulesets by id; the first ruleset goes before.

    `good` is the indicator of the unit that counts the classes tốt and khá.

    `sizes` by raw criterion: (below which figure, None for the last; what it is called).
    """

    items: Mapping[str, RatingItem]
    grades: Mapping[Grade, GradeSpec]
    rulesets: Mapping[str, Ruleset]
    sizes: Mapping[str, Sizes]
    good: str

    def size_of(self, item: str, value: int) -> str:
        """Quy mô by a raw criterion: "siêu nhỏ"."""
        classes = self.sizes[item]
        return next(label for below, label in classes if below is None or value < below)


def load_rulesets(
    path: Path, indicators: Mapping[str, Indicator], sectors: Container[str]
) -> Ratings:
    """Read everything; raises CatalogueError naming entry and key."""
    with toml_table(path) as raw:
        good = raw.take("good", str)
        items = unique(map(_item, raw.tables("item")), path.name)
        grades = unique(map(_grade, raw.tables("grade")), path.name)
        sizes = unique(map(_sizes, raw.tables("size")), path.name)
        rulesets = unique(((each.id, each) for each in map(_ruleset, raw.tables("ruleset"))), "id")
    if set(grades) != set(Grade):
        raise CatalogueError(f"{path.name}: cần đủ các loại.")
    if good not in indicators:
        raise CatalogueError(f"{path.name}: không có chỉ tiêu {good}.")
    for name in sizes:
        if name not in items:
            raise CatalogueError(f"{path.name}: không có «{name}».")
    for item in items.values():
        _check_item(item, indicators, path.name)
    for ruleset in rulesets.values():
        where = f"{path.name}[{ruleset.id}]"
        for name in _dangling(ruleset, items, sectors):
            raise CatalogueError(f"{where}: không có «{name}».")
    return Ratings(items, grades, rulesets, sizes, good)


def rating_fields(ratings: Ratings) -> dict[str, FieldSpec]:
    """The fields of a record of rating, by the keys its values are kept under."""
    fields = [
        replace(each.field, attr=raw_key(key), tab=RAW_TAB) for key, each in ratings.items.items()
    ]
    for ruleset in ratings.rulesets.values():
        fields += _ruleset_fields(ruleset)
    return {each.attr: each for each in fields}


def rating_lists(ratings: Ratings) -> dict[str, dict[str, str]]:
    """The lists these fields choose from."""
    grades = {grade.value: each.label for grade, each in ratings.grades.items()}
    reasons = {
        point_key(each.id, REASON): {one.code: one.label for one in each.exclusions}
        for each in ratings.rulesets.values()
    }
    return {GRADES: grades, **reasons}


def _ruleset_fields(ruleset: Ruleset) -> list[FieldSpec]:
    tab, own = ruleset.short, ruleset.id
    fields = []
    for each in ruleset.leaves:
        label = f"{ruleset.short}, tiêu chí {each.key}: {each.label}"
        points, words = FieldType.DECIMAL, FieldType.TEXT
        fields += [
            FieldSpec(point_key(own, each.key), label, points, tab, "điểm", decimals=2),
            FieldSpec(note_key(own, each.key), f"{label} (ghi chú)", words, tab),
        ]
    reasons = point_key(own, REASON)
    return [
        *fields,
        FieldSpec(
            point_key(own, CLASS),
            f"{ruleset.short}: loại ghi trực tiếp",
            FieldType.CHOICE,
            tab,
            choices=GRADES,
        ),
        FieldSpec(
            reasons, f"{ruleset.short}: không xếp loại vì", FieldType.CHOICE, tab, choices=reasons
        ),
        FieldSpec(point_key(own, NOTE), f"{ruleset.short}: ghi chú", FieldType.TEXT, tab),
    ]


def _item(raw: Table) -> tuple[str, RatingItem]:
    field = FieldSpec(
        attr=raw.take("key", str),
        label=raw.take("label", str),
        type=raw.choice("type", FieldType),
        unit=raw.take("unit", str, ""),
        help=raw.take("help", str, ""),
        signed=raw.take("signed", bool, False),
        decimals=raw.take("decimals", int, PERCENT_PLACES),
    )
    return field.attr, RatingItem(
        field,
        raw.take("indicator", str, ""),
        raw.take("per", str, ""),
        raw.take("growth", bool, False),
        raw.take("founded", bool, False),
    )


def _grade(raw: Table) -> tuple[Grade, GradeSpec]:
    code = raw.choice("code", Grade)
    return code, GradeSpec(raw.take("label", str), raw.take("tone", str))


def _sizes(raw: Table) -> tuple[str, Sizes]:
    classes: Sizes = tuple(
        (each.take("below", int, None), each.take("label", str)) for each in raw.tables("classes")
    )
    if not classes or classes[-1][0] is not None:
        raise CatalogueError(f"{raw.where}: quy mô cuối cùng không có giới hạn trên.")
    return raw.take("item", str), classes


def _ruleset(raw: Table) -> Ruleset:
    return Ruleset(
        id=raw.take("id", str),
        label=raw.take("label", str),
        short=raw.take("short", str),
        citation=raw.take("citation", str),
        first_year=raw.take("first_year", int, None),
        last_year=raw.take("last_year", int, None),
        kinds=raw.choices("kinds", OrganisationKind),
        sectors=raw.strings("sectors", []),
        groups=tuple(
            Group(each.take("key", str), each.take("label", str))
            for each in raw.tables("groups", [])
        ),
        criteria=tuple(map(_criterion, raw.tables("criteria", []))),
        limits=tuple(
            Limit(each.strings("groups"), each.take("max", int))
            for each in raw.tables("limits", [])
        ),
        thresholds=tuple(
            (each.choice("code", Grade), each.take("from", int))
            for each in raw.tables("thresholds", [])
        ),
        exclusions=tuple(map(_exclusion, raw.tables("exclusions"))),
        fined_by=raw.take("fined_by", str, ""),
        unconfirmed=raw.take("unconfirmed", str, ""),
    )


def _criterion(raw: Table) -> Criterion:
    key, parent = raw.take("key", str), raw.take("parent", str, "")
    return Criterion(
        key=key,
        number=f"{key.removeprefix(parent)})" if parent else key,
        label=raw.take("label", str),
        group=raw.take("group", str),
        parent=parent,
        most=raw.take("max", int, None),
        raw=raw.strings("raw", []),
        scale=tuple(Step(*each) for each in raw.take("scale", list, [])),
    )


def _exclusion(raw: Table) -> Exclusion:
    return Exclusion(
        raw.take("code", str),
        raw.take("label", str),
        raw.take("raw", str, ""),
        raw.take("below", int, None),
        raw.take("above", int, None),
    )


def _check_item(item: RatingItem, indicators: Mapping[str, Indicator], where: str) -> None:
    """What is read must be stored as what is typed."""
    name = item.field.attr
    for code in filter(None, (item.indicator, item.per)):
        if code not in indicators:
            raise CatalogueError(f"{where}[{name}]: không có chỉ tiêu {code}.")
    if item.per and item.field.type is not FieldType.PERCENT:
        raise CatalogueError(f"{where}[{name}]: tỷ lệ phải là «percent».")
    if item.indicator and not item.per:
        read = indicators[item.indicator]
        if (read.type, read.decimals) != (item.field.type, item.field.decimals):
            raise CatalogueError(f"{where}[{name}]: khác kiểu số với {read.code}.")


def _dangling(ruleset: Ruleset, items: Container[str], sectors: Container[str]) -> Iterator[str]:
    """Names of a ruleset that lead nowhere."""
    groups, keys = {each.key for each in ruleset.groups}, {each.key for each in ruleset.criteria}
    yield from (each for each in ruleset.sectors if each not in sectors)
    for each in ruleset.criteria:
        yield from (name for name in each.raw if name not in items)
        if each.group not in groups:
            yield each.group
        if each.parent and each.parent not in keys:
            yield each.parent
    yield from (name for each in ruleset.limits for name in each.groups if name not in groups)
    asked = (*(each.raw for each in ruleset.exclusions), ruleset.fined_by)
    yield from (name for name in asked if name and name not in items)

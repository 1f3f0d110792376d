"""So sánh hai cách chấm: the criteria of two rulesets by what they read, with points and words."""

from dataclasses import dataclass

from ktt_desktop.catalogue.edition import Catalogue
from ktt_desktop.catalogue.fields import FieldType
from ktt_desktop.catalogue.rulesets_loader import RatingItem
from ktt_desktop.domain.numbers import format_number
from ktt_desktop.domain.rating import Sheet, points_text
from ktt_desktop.domain.rating_comparison import compared
from ktt_desktop.domain.rulesets import Criterion, Ruleset
from ktt_desktop.services.rating import RatingSheet, raw_of, sheet_of

BLANK = "–"


@dataclass(frozen=True, slots=True)
class ComparedLine:
    """Một dòng so sánh, chữ đã viết ra; `is_open`: a criterion of it has no points yet."""

    item: str
    value: str
    left: str
    right: str
    remark: str
    is_open: bool


def scored_rulesets(sheet: RatingSheet) -> tuple[Ruleset, ...]:
    """The rulesets of a sheet that have criteria to compare."""
    return tuple(each for each in sheet.rulesets if each.criteria)


def compare_lines(
    catalogue: Catalogue, sheet: RatingSheet, left: Ruleset, right: Ruleset
) -> list[ComparedLine]:
    """What both rulesets judge first, then what only one of them does."""
    raw, items = raw_of(sheet.draft, sheet.known), catalogue.ratings.items
    sheets = {each.id: sheet_of(sheet.draft, each) for each in (left, right)}
    lines = []
    for each in compared(left, right):
        sides = ((left, each.left), (right, each.right))
        is_open = any(
            one.key not in sheets[ruleset.id].points
            for ruleset, criteria in sides
            for one in criteria
        )
        lines.append(
            ComparedLine(
                items[each.item].field.label,
                _value(items[each.item], raw.get(each.item)),
                _side(each.left, sheets[left.id]),
                _side(each.right, sheets[right.id]),
                _remark(each.left, each.right, [left.short, right.short]),
                is_open,
            )
        )
    return lines


def _side(criteria: tuple[Criterion, ...], sheet: Sheet) -> str:
    return "; ".join(f"Tiêu chí {each.key}: {_points(each, sheet)}" for each in criteria) or BLANK


def _points(criterion: Criterion, sheet: Sheet) -> str:
    given = sheet.points.get(criterion.key)
    if given is None:
        return "chưa chấm"
    most = f"/{points_text(criterion.most)}" if criterion.most is not None else ""
    return f"{points_text(given)}{most} điểm"


def _remark(left: tuple[Criterion, ...], right: tuple[Criterion, ...], shorts: list[str]) -> str:
    """Who judges by it; what has no points yet says so beside its criterion."""
    if left and right:
        return "Cả hai cùng dùng"
    return f"Chỉ {shorts[0] if left else shorts[1]} dùng"


def _value(item: RatingItem, value: int | str | None) -> str:
    if value is None:
        return BLANK
    if isinstance(value, str):
        return value
    if item.field.type is FieldType.YES_NO:
        return "Có" if value else "Không"
    return f"{format_number(value, item.field.quantity)} {item.field.unit}".strip()

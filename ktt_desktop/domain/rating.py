"""Xếp loại hợp tác xã: points by criterion, sums, class, and why one is not rated.

Points are whole hundredths ("7,5 điểm" is 750). A criterion without points is open, not zero.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from ktt_desktop.domain.numbers import Quantity, format_number
from ktt_desktop.domain.rulesets import Criterion, Grade, Raw, Ruleset

POINTS = Quantity("điểm", 100, 2)


class State(StrEnum):
    """Tình trạng chấm của một tổ chức theo một bộ tiêu chí."""

    BLANK = "CHUA_CHAM"
    MISSING = "CON_THIEU"
    NOT_RATED = "KHONG_XEP_LOAI"
    RATED = "DA_XEP_LOAI"
    NOT_CONCERNED = "KHONG_AP_DUNG"


@dataclass(frozen=True, slots=True)
class Sheet:
    """Phiếu chấm điểm như đã nhập: points by criterion, the class stated directly, the reason."""

    points: Mapping[str, int] = field(default_factory=dict)
    grade: Grade | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Outcome:
    """Kết quả của một phiếu.

    `sums` by group and by criterion with parts: what was given so far, absent while nothing was.
    `total` is None while a criterion is open. `missing` are the open criteria, `suggested` the
    points the scales give. `is_direct`: the class was stated, not worked out. `warnings` by
    criterion, by group or "".
    """

    state: State
    grade: Grade | None
    reason: str
    sums: Mapping[str, int]
    given: int
    total: int | None
    missing: tuple[str, ...]
    suggested: Mapping[str, int]
    is_direct: bool
    is_fined: bool
    warnings: Mapping[str, str]


def rate(ruleset: Ruleset, sheet: Sheet, raw: Raw) -> Outcome:
    """What a score sheet comes to under a ruleset."""
    leaves = ruleset.leaves
    missing = tuple(each.key for each in leaves if each.key not in sheet.points)
    given = sum(sheet.points.get(each.key, 0) for each in leaves)
    total = given if leaves and not missing else None
    reason = sheet.reason or excluded(ruleset, raw)
    is_fined = bool(ruleset.fined_by) and raw.get(ruleset.fined_by) == 1
    scored = _scored(ruleset, total, is_fined=is_fined)
    grade = None if reason else sheet.grade or scored
    sums = _sums(leaves, sheet.points)
    return Outcome(
        state=_state(grade, reason, sheet),
        grade=grade,
        reason=reason,
        sums=sums,
        given=given,
        total=total,
        missing=missing,
        suggested=dict(_suggested(leaves, raw)),
        is_direct=grade is not None and sheet.grade is not None,
        is_fined=is_fined,
        warnings={
            **dict(_too_much(ruleset, leaves, sheet.points, sums)),
            **_contradiction(sheet, scored, reason),
        },
    )


def excluded(ruleset: Ruleset, raw: Raw) -> str:
    """Lý do không xếp loại that the raw criteria give; "" where none does."""
    return next((each.code for each in ruleset.exclusions if each.holds(raw)), "")


def suggestion(criterion: Criterion, raw: Raw) -> int | None:
    """The points the scale of a criterion gives; None without a scale or without the figure."""
    value = raw.get(criterion.raw[0]) if criterion.raw and criterion.scale else None
    if not isinstance(value, int):
        return None
    return max((step for step in criterion.scale if step.at_least <= value), default=(0, 0))[1]


def _scored(ruleset: Ruleset, total: int | None, *, is_fined: bool) -> Grade | None:
    """The class by the threshold; whoever was fined is weak whatever the points say."""
    if is_fined:
        return Grade.WEAK
    return None if total is None else ruleset.grade_of(total)


def _state(grade: Grade | None, reason: str, sheet: Sheet) -> State:
    if reason:
        return State.NOT_RATED
    if grade is not None:
        return State.RATED
    return State.MISSING if sheet.points else State.BLANK


def _sums(leaves: tuple[Criterion, ...], points: Mapping[str, int]) -> dict[str, int]:
    """Of every group and every criterion with parts, where any points were given."""
    sums: dict[str, int] = {}
    for each in leaves:
        if each.key in points:
            for above in filter(None, (each.group, each.parent)):
                sums[above] = sums.get(above, 0) + points[each.key]
    return sums


def _suggested(leaves: tuple[Criterion, ...], raw: Raw) -> Iterator[tuple[str, int]]:
    for each in leaves:
        if (points := suggestion(each, raw)) is not None:
            yield each.key, points


def _too_much(
    ruleset: Ruleset,
    leaves: tuple[Criterion, ...],
    points: Mapping[str, int],
    sums: Mapping[str, int],
) -> Iterator[tuple[str, str]]:
    """What is more than a known maximum; it never keeps the sheet from being saved."""
    for each in leaves:
        given = points.get(each.key)
        if given is not None and each.most is not None and given > each.most:
            yield each.key, _over(each.key, given, each.most)
    for limit in ruleset.limits:
        given = sum(sums.get(group, 0) for group in limit.groups)
        if given > limit.most:
            names = "+".join(limit.groups)
            yield (
                limit.groups[-1],
                f"Nhóm {names}: {points_text(given)} điểm, quá tối đa {points_text(limit.most)}.",
            )


def _contradiction(sheet: Sheet, scored: Grade | None, reason: str) -> dict[str, str]:
    if reason and sheet.grade:
        return {"": "Vừa ghi loại, vừa ghi lý do không xếp loại. Bỏ một trong hai."}
    if sheet.grade and scored and sheet.grade is not scored:
        return {"": "Loại ghi trực tiếp khác loại tính từ điểm. Xem lại điểm hoặc loại."}
    return {}


def _over(key: str, given: int, most: int) -> str:
    return f"Tiêu chí {key}: {points_text(given)} điểm, quá tối đa {points_text(most)}."


def points_text(points: int) -> str:
    """ "7,5"."""
    return format_number(points, POINTS)

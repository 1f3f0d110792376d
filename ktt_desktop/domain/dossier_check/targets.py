"""Mục tiêu đọc lại: what it is a part of, what it is compared with, how it is written (R9)."""

from collections.abc import Iterator
from fractions import Fraction

from ktt_desktop.domain.dossier import DossierRow
from ktt_desktop.domain.dossier_check.subject import Rule, Spot, Subjects
from ktt_desktop.domain.findings import Finding
from ktt_desktop.domain.numbers import format_fraction
from ktt_desktop.domain.targets import Operator, Shape, Target, target_of
from ktt_desktop.domain.terms import Severity

PLACES = 3
ABOVE_BASE = Rule(
    "R9-HS-MT-NEN",
    Severity.WARNING,
    "Mục tiêu lớn hơn số tổ chức có thể đạt",
    "Sửa mục tiêu, chọn lại “Phần trăm của”, hoặc giải trình.",
)
OTHER_BASE = Rule(
    "R9-HS-MT-CACH-TINH",
    Severity.WARNING,
    "Mục tiêu và số hiện có không cùng cách tính",
    "Nhập số hiện có theo cách tính của mục tiêu (ở Chỉ tiêu hoặc ở mục Tiến độ của hồ sơ).",
)
BACKWARDS = Rule(
    "R9-HS-MT-TU-DEN",
    Severity.ERROR,
    "Mục tiêu “từ … đến …” có số đầu lớn hơn số cuối",
    "Đổi chỗ hai số, hoặc sửa lại.",
)
HALF_RANGE = Rule(
    "R13-HS-MT-TU-DEN",
    Severity.WARNING,
    "Mục tiêu “từ … đến …” thiếu một số",
    "Nhập đủ hai số, hoặc chọn mức khác.",
)
NO_BASE = Rule(
    "R9-HS-MT-PHAN-TRAM",
    Severity.NOTICE,
    "Mục tiêu phần trăm không nêu tính trên cái gì",
    "Chọn “Phần trăm của” để mục tiêu so được với số liệu.",
)
OVER_HUNDRED = Rule(
    "R2-HS-MT-100",
    Severity.ERROR,
    "Mục tiêu là tỷ lệ mà lớn hơn 100%",
    "Sửa giá trị hoặc đơn vị tính của mục tiêu.",
)


def targets(subjects: Subjects, row: DossierRow) -> Iterator[Finding]:
    """Everything that is looked at in one target."""
    quantities = subjects.kinds[row.draft.kind].quantities
    target = target_of(row.draft, {key: each.factor for key, each in quantities.items()})
    yield from _above_base(subjects, row, target)
    yield from _other_base(subjects, row, target)
    yield from _range(subjects, row, target)
    if target.is_percent and target.shape is Shape.LEVEL:
        yield from _percent(subjects, row, target)


def _above_base(subjects: Subjects, row: DossierRow, target: Target) -> Iterator[Finding]:
    base = subjects.bases.get(target.base or subjects.compared.parts.get(target.topic, ""))
    level = target.value if target.value_max is None else target.value_max
    counts = target.shape is Shape.LEVEL and target.operator is not Operator.AT_MOST
    if base is None or level is None or target.is_percent or not counts:
        return
    name, codes = base
    parts = [(code, subjects.latest(code)) for code in codes]
    whole = sum((Fraction(n) for _, n in parts if n is not None), Fraction(0))
    if not parts or any(n is None for _, n in parts) or level <= whole:
        return
    listed = " + ".join(f"[{code}] {_shown(Fraction(n or 0))}" for code, n in parts)
    detail = (
        f"mục tiêu {_level(target)} {target.unit}, nhưng {name} hiện có {_shown(whole)} ({listed})."
    )
    key = "value" if target.value_max is None else "value_max"
    yield ABOVE_BASE.found(subjects, [Spot(row, key), Spot(row, "base")], detail, parts)


def _other_base(subjects: Subjects, row: DossierRow, target: Target) -> Iterator[Finding]:
    others = subjects.compared.otherwise.get(target.topic, ())
    if target.current is not None or subjects.latest(target.topic) is not None:
        return
    known = [(code, Fraction(n)) for code in others if (n := subjects.latest(code)) is not None]
    if known:
        listed = "; ".join(f"[{code}] {_shown(n)}" for code, n in known)
        detail = (
            f"mục tiêu {_level(target)}{_unit(target)} theo [{target.topic}], chỉ tiêu này chưa có "
            f"số; số hiện có là {listed}, tính theo cách khác nên không so được."
        )
        yield OTHER_BASE.found(subjects, [Spot(row, "value"), Spot(row, "topic")], detail, known)


def _range(subjects: Subjects, row: DossierRow, target: Target) -> Iterator[Finding]:
    spots = [Spot(row, "value"), Spot(row, "value_max")]
    if target.value is not None and target.value_max is not None:
        if target.value > target.value_max:
            detail = f"từ {_shown(target.value)} đến {_shown(target.value_max)}{_unit(target)}."
            yield BACKWARDS.found(subjects, spots, detail)
    elif target.operator is Operator.RANGE:
        missing = "đầu" if target.value is None else "cuối"
        yield HALF_RANGE.found(subjects, spots, f"chưa có số {missing}.")


def _percent(subjects: Subjects, row: DossierRow, target: Target) -> Iterator[Finding]:
    if not target.base and target.topic not in subjects.shares:
        detail = f"mục tiêu {_level(target)}{_unit(target)}."
        yield NO_BASE.found(subjects, [Spot(row, "base")], detail)
    for key, level in (("value", target.value), ("value_max", target.value_max)):
        if level is not None and level > 100:
            yield OVER_HUNDRED.found(subjects, [Spot(row, key)], f"{_shown(level)}{target.unit}.")


def _level(target: Target) -> str:
    stated = [_shown(each) for each in (target.value, target.value_max) if each is not None]
    return "–".join(stated) or "chưa ghi"


def _unit(target: Target) -> str:
    return target.unit if target.is_percent else f" {target.unit}".rstrip()


def _shown(value: Fraction) -> str:
    return format_fraction(value, PLACES)

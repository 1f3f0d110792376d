"""A scale of points as officers write it: "1.000 = 2; 5.000 = 4" (from 1.000 on 2 points …)."""

from itertools import pairwise

from ktt_desktop.catalogue.fields import NUMBERS, FieldSpec, FieldType
from ktt_desktop.domain.errors import InvalidInputError
from ktt_desktop.domain.numbers import format_number, parse
from ktt_desktop.domain.rating import POINTS, points_text
from ktt_desktop.domain.rulesets import Step
from ktt_desktop.domain.text import fold, nfc

ANSWERS = {"co": 1, "khong": 0}


def can_have_scale(field: FieldSpec) -> bool:
    """Whether points can follow from the figure: a number, a yes or no."""
    return field.type in (*NUMBERS, FieldType.YES_NO)


def scale_text(steps: tuple[Step, ...], field: FieldSpec) -> str:
    """A scale as it is typed."""
    return "; ".join(
        f"{_figure(step.at_least, field)} = {points_text(step.points)}" for step in steps
    )


def read_scale(text: str, field: FieldSpec) -> tuple[Step, ...]:
    """The steps of a typed scale, from the lowest up; raises InvalidInputError."""
    typed = [part for part in map(nfc, text.split(";")) if part]
    steps = sorted(_step(part, field) for part in typed)
    for first, second in pairwise(steps):
        if first.at_least == second.at_least:
            raise InvalidInputError(
                f"Mức {_figure(first.at_least, field)} có hai lần. Mỗi mức ghi một lần."
            )
    return tuple(steps)


def read_points(text: str) -> int | None:
    """Điểm tối đa as typed, None where blank; raises InvalidInputError."""
    return parse(text, POINTS)


def _step(part: str, field: FieldSpec) -> Step:
    figure, sign, points = part.partition("=")
    given = parse(points, POINTS) if sign else None
    at_least = _read(nfc(figure), field)
    if given is None or at_least is None:
        raise InvalidInputError(
            f"“{part}” chưa đủ. Mỗi mức ghi: số liệu = điểm, các mức cách nhau bằng dấu chấm "
            "phẩy, ví dụ 1000 = 2; 5000 = 4."
        )
    return Step(at_least, given)


def _read(text: str, field: FieldSpec) -> int | None:
    if field.type is not FieldType.YES_NO:
        return parse(text, field.quantity)
    if text and fold(text) not in ANSWERS:
        raise InvalidInputError(f"“{text}” không đọc được. Ghi Có hoặc Không.")
    return ANSWERS.get(fold(text))


def _figure(stored: int, field: FieldSpec) -> str:
    if field.type is FieldType.YES_NO:
        return "Có" if stored else "Không"
    return format_number(stored, field.quantity)

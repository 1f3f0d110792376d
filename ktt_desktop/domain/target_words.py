"""Targets and their progress in words, as reports and tables print them."""

from fractions import Fraction

from ktt_desktop.domain.numbers import SHOWN_PLACES, format_fraction, prose_count
from ktt_desktop.domain.targets import ABOUT, Operator, Progress, Shape, Target, Verdict

PLACES = 1  # of percentages, and of what every year has to bring
A_YEAR = "/năm"
ABOUT_NOTE = (
    "Mục tiêu ghi “khoảng” được tính là đạt khi không thấp hơn mức đề ra quá "
    f"{format_fraction(ABOUT * 100, 0)}%, vì mức đề ra là số làm tròn."
)


def unit_words(target: Target) -> str:
    """The unit without "/năm" where the shape says it."""
    if target.shape is Shape.LEVEL:
        return target.unit
    return target.unit.removesuffix(A_YEAR)


def amount(value: Fraction, unit: str) -> str:
    """A number with its unit as in a sentence: "05 HTX", "40%", "1,55 tỷ đồng/năm"."""
    if unit.startswith("%"):
        return f"{format_fraction(value, SHOWN_PLACES)}{unit}"
    return f"{number(value)} {unit}".rstrip()


def number(value: Fraction) -> str:
    """A number as in a sentence: whole ones as counts."""
    whole = value.denominator == 1
    return prose_count(value.numerator) if whole else format_fraction(value, SHOWN_PLACES)


def level(target: Target, base: str = "") -> str:
    """Mức phải đạt: "từ 45 HTX trở lên", "tăng từ 7% đến 10% mỗi năm"; `base` of a percentage."""
    if target.value is None:
        return ""
    unit = unit_words(target)
    of_base = f" {base}" if base and target.is_percent and target.shape is not Shape.GROWTH else ""
    aim = amount(target.value, unit) + of_base
    match target.operator:
        case Operator.AT_LEAST:
            words = f"từ {aim} trở lên"
        case Operator.ABOVE:
            words = f"trên {aim}"
        case Operator.AT_MOST:
            words = f"không quá {aim}"
        case Operator.ABOUT:
            words = f"khoảng {aim}"
        case Operator.RANGE if target.value_max is not None:
            most = amount(target.value_max, unit) + of_base
            least = amount(target.value, "%") if target.is_percent else number(target.value)
            words = f"từ {least} đến {most}"
        case _:
            words = aim
    return _with_shape(target, words)


def _with_shape(target: Target, words: str) -> str:
    match target.shape:
        case Shape.YEARLY:
            return f"{words} mỗi năm"
        case Shape.GROWTH:
            return f"tăng {words} mỗi năm"
    return words


def sentence(target: Target, base: str = "") -> tuple[str, str]:
    """A target of a plan: what it is about, and its level: "- Số HTX thành lập mới: ", "…"."""
    return f"- {target.title.rstrip('.:; ')}: ", level(target, base)


def short_level(target: Target) -> str:
    """The level for a cell beside its unit: "≥ 45", "7 – 10", "≈ 850"."""
    if target.value is None:
        return ""
    aim = format_fraction(target.value, SHOWN_PLACES)
    match target.operator:
        case Operator.AT_LEAST:
            return f"≥ {aim}"
        case Operator.ABOVE:
            return f"> {aim}"
        case Operator.AT_MOST:
            return f"≤ {aim}"
        case Operator.ABOUT:
            return f"khoảng {aim}"
        case Operator.RANGE if target.value_max is not None:
            return f"{aim} – {format_fraction(target.value_max, SHOWN_PLACES)}"
    return aim


def shown(value: Fraction | None) -> str:
    """A figure in a cell; "" where unknown."""
    return "" if value is None else format_fraction(value, PLACES)


def outlook(progress: Progress) -> str:
    """Khả năng hoàn thành: the officer's own words, else the proposed ones with their reason."""
    if progress.target.assessment:
        return progress.target.assessment
    verdict = progress.why or progress.verdict.value
    reason = "; ".join(_reasons(progress))
    return f"{verdict[0].upper()}{verdict[1:]}{': ' if reason else ''}{reason}"


def _reasons(progress: Progress) -> list[str]:
    if progress.distance is None or progress.verdict is Verdict.REACHED:
        return []
    unit = "điểm %" if progress.target.is_percent else unit_words(progress.target)
    lack = "còn thiếu" if progress.distance > 0 else "còn vượt"
    reasons = [f"{lack} {_about(abs(progress.distance), unit)}"]
    if progress.yearly is not None:
        by = f" ({shown(progress.growth)}%/năm)" if progress.growth is not None else ""
        need = "tăng" if progress.yearly > 0 else "giảm"
        reasons.append(f"mỗi năm phải {need} {_about(abs(progress.yearly), unit)}{by}")
    if progress.pace is not None:
        reasons.append(_pace(progress.pace, unit))
    return reasons


def _pace(pace: Fraction, unit: str) -> str:
    if not pace:
        return "tốc độ năm nay: không thay đổi"
    return f"tốc độ năm nay: {'tăng' if pace > 0 else 'giảm'} {_about(abs(pace), unit)}/năm"


def _about(value: Fraction, unit: str) -> str:
    """A number of the calculation: one decimal, of money three."""
    unit = unit.removesuffix(A_YEAR)
    places = SHOWN_PLACES if "đồng" in unit else PLACES
    whole = value.denominator == 1
    text = prose_count(value.numerator) if whole else format_fraction(value, places)
    return f"{text} {unit}".rstrip()

"""What the check of a document found, each with its lines and its words."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from ktt_desktop.domain.numbers import format_fraction
from ktt_desktop.domain.terms import Severity

LONGEST_QUOTE = 160


@dataclass(frozen=True, slots=True)
class Quote:
    """Một chỗ trong văn bản: line counted from 1, words as they stand there."""

    line: int
    quote: str


@dataclass(frozen=True, slots=True)
class DocumentFinding:
    """Một phát hiện trong văn bản; `rule` is R1 … R15."""

    rule: str
    severity: Severity
    message: str
    places: tuple[Quote, ...]


def finding(
    rule: str, severity: Severity, message: str, places: Iterable[Quote]
) -> DocumentFinding:
    """A finding whose places are each told once, in the order of the text."""
    kept = sorted(dict.fromkeys(places), key=lambda each: each.line)
    return DocumentFinding(rule, severity, message, tuple(kept))


def error(rule: str, message: str, places: Iterable[Quote]) -> DocumentFinding:
    """Không thể đúng: arithmetically or logically impossible."""
    return finding(rule, Severity.ERROR, message, places)


def warning(rule: str, message: str, places: Iterable[Quote]) -> DocumentFinding:
    """Rất khó đúng: needs an explanation."""
    return finding(rule, Severity.WARNING, message, places)


def notice(rule: str, message: str, places: Iterable[Quote]) -> DocumentFinding:
    """Cách viết, căn cứ: to be put right before signing."""
    return finding(rule, Severity.NOTICE, message, places)


def shown(value: Fraction, places: int = 3) -> str:
    """A number in Vietnamese writing."""
    return format_fraction(value, places)


def percent(part: Fraction, whole: Fraction, places: int = 1) -> str:
    """A share, half up."""
    return f"{format_fraction(100 * part / whole, places)}%"


def numbers_of_lines(lines: Iterable[int]) -> str:
    """As "dòng 24, 149"."""
    return "dòng " + ", ".join(str(each) for each in sorted(set(lines)))


def day_of(day: date) -> str:
    """A day as officers write it: "3/2/2021"."""
    return f"{day.day}/{day.month}/{day.year}"


def opening(words: str) -> str:
    """The words as a sentence begins; abbreviations inside stay as they are."""
    return words[:1].upper() + words[1:]

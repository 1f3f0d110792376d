"""Breaking text into lines by the width of its letters."""

import re
from functools import cache

from ktt_desktop.reports.fonts import advances
from ktt_desktop.reports.layout import load_layout

NO_BREAK = "\u00a0"


def text_width(text: str, face: str, size: float) -> float:
    """Width of one line, points."""
    return size * sum(map(advances(face).__getitem__, text))


def broken(text: str, face: str, size: float, width: float) -> tuple[str, ...]:
    """Lines no wider than `width` points; a word wider than that is cut between letters."""
    lines: list[str] = []
    for part in text.split("\n"):
        if text_width(part, face, size) <= width:
            lines.append(part)
        else:
            lines.extend(_filled(part, face, size, width))
    return tuple(lines)


def balanced(text: str, face: str, size: float, width: float) -> tuple[str, ...]:
    """As few lines as `broken` makes, but of similar length: for centred titles."""
    words = _joined(text)
    if _widest(words, face, size) > width:
        words = text
    lines = broken(words, face, size, width)
    count, low, high = len(lines), _widest(words, face, size), width
    while high - low > 1:
        middle = (low + high) / 2
        attempt = broken(words, face, size, middle)
        if len(attempt) > count:
            low = middle
        else:
            lines, high = attempt, middle
    return tuple(line.replace(NO_BREAK, " ") for line in lines)


def longest_word(text: str, face: str, size: float) -> float:
    """Width of the widest word, points."""
    return max((text_width(word, face, size) for word in text.split()), default=0.0)


def _widest(words: str, face: str, size: float) -> float:
    return max(text_width(word, face, size) for word in re.split("[ \n]", words))


@cache
def _unbroken() -> re.Pattern[str]:
    words = "|".join(map(re.escape, load_layout().titles.unbroken))
    dates = r"(?:ngày \d+ tháng \d+ )?năm \d+|giai đoạn \d+"
    return re.compile(rf"\b(?:{dates}|{words})\b| (?=[-–] )", re.IGNORECASE)


def _joined(text: str) -> str:
    """The text with no-break spaces inside words of several syllables and before a dash."""
    return _unbroken().sub(lambda found: found[0].replace(" ", NO_BREAK), text)


def _filled(text: str, face: str, size: float, width: float) -> list[str]:
    first, *others = text.split(" ")
    *lines, line = _cut(first, face, size, width)
    for word in others:
        longer = f"{line} {word}"
        if text_width(longer, face, size) <= width:
            line = longer
            continue
        *whole, rest = _cut(word, face, size, width)
        lines += [line, *whole]
        line = rest
    return [*lines, line]


def _cut(word: str, face: str, size: float, width: float) -> list[str]:
    pieces = [""]
    for letter in word:
        if pieces[-1] and text_width(pieces[-1] + letter, face, size) > width:
            pieces.append("")
        pieces[-1] += letter
    return pieces

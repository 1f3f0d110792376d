"""Headings that Word numbers itself: I., 1., a), each counted anew under the one above."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from ktt_desktop.domain.document import Heading, HeadingLevel
from ktt_desktop.reports.docx.elements import element, part, value
from ktt_desktop.reports.docx.styles import LEVELS, heading_style

_USUAL = 1  # the list the heading styles belong to
_SHAPES = (("none", ""), ("upperRoman", "%2."), ("decimal", "%3."), ("lowerLetter", "%4)"))
_LABELS: Mapping[HeadingLevel, re.Pattern[str]] = MappingProxyType(
    {
        HeadingLevel.ROMAN: re.compile(r"([IVXL]+)\.\s+"),
        HeadingLevel.NUMBER: re.compile(r"([1-9]\d{0,2})\.\s+"),
        HeadingLevel.LETTER: re.compile(r"([a-z])\)\s+"),
    }
)


@dataclass(slots=True)
class HeadingNumbers:
    """Đếm đề mục như Word đếm; a number out of the row starts the list anew from there."""

    counts: dict[HeadingLevel, int] = field(default_factory=lambda: dict.fromkeys(LEVELS, 0))
    restarts: list[tuple[HeadingLevel, int]] = field(default_factory=list)

    def taken(self, heading: Heading) -> tuple[str, str]:
        """What ties the paragraph to the list (`w:numPr` or nothing), and its words alone."""
        level = heading.level
        if level is HeadingLevel.PART:
            self._count(level, self.counts[level] + 1)
            return self._tie(level), heading.text
        place, words = _label(heading)
        if not place:
            return element("numPr", value("ilvl", 0), value("numId", 0)), heading.text
        if place != self.counts[level] + 1 or self._overridden(level, place):
            self.restarts.append((level, place))
        self._count(level, place)
        return self._tie(level), words

    def xml(self) -> str:
        """numbering.xml."""
        levels = (_level(place, *shape) for place, shape in enumerate(_SHAPES))
        lists = (self._list(number) for number in range(_USUAL, _USUAL + len(self.restarts) + 1))
        kind = value("multiLevelType", "multilevel")
        abstract = element("abstractNum", kind, *levels, abstractNumId=0)
        return part("numbering", abstract, *lists)

    def _count(self, level: HeadingLevel, place: int) -> None:
        self.counts[level] = place
        for lower in LEVELS[LEVELS.index(level) + 1 :]:
            self.counts[lower] = 0

    def _overridden(self, level: HeadingLevel, place: int) -> bool:
        """Whether the list in use may begin this level elsewhere: programs read that two ways."""
        return not self.counts[level] and any(
            at is level and start != place for at, start in self.restarts[-1:]
        )

    def _tie(self, level: HeadingLevel) -> str:
        """The style ties a heading to the usual list; after a restart it says so itself."""
        if not self.restarts:
            return ""
        number = _USUAL + len(self.restarts)
        return element("numPr", value("ilvl", LEVELS.index(level)), value("numId", number))

    def _list(self, number: int) -> str:
        override = ""
        if number > _USUAL:
            level, place = self.restarts[number - _USUAL - 1]
            start = value("startOverride", place)
            override = element("lvlOverride", start, ilvl=LEVELS.index(level))
        return element("num", value("abstractNumId", 0), override, numId=number)


def _level(place: int, shape: str, text: str) -> str:
    return element(
        "lvl",
        value("start", 1),
        value("numFmt", shape),
        value("pStyle", heading_style(LEVELS[place])),
        value("suff", "space" if text else "nothing"),
        value("lvlText", text),
        value("lvlJc", "left"),
        ilvl=place,
    )


def _label(heading: Heading) -> tuple[int, str]:
    """Which number a heading bears, 0 where Word would not write it so, and its words."""
    found = _LABELS[heading.level].match(heading.text)
    if found is None:
        return 0, heading.text
    place = _PLACES[heading.level](found[1])
    return place, heading.text[found.end() :]


def _roman(place: int) -> str:
    tens, ones = divmod(place, 10)
    units = ("", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX")
    return "X" * tens + units[ones]


def _roman_place(label: str) -> int:
    return next((place for place in range(1, 40) if _roman(place) == label), 0)


def _letter_place(label: str) -> int:
    return ord(label) - ord("a") + 1


_PLACES: Mapping[HeadingLevel, Callable[[str], int]] = MappingProxyType(
    {
        HeadingLevel.ROMAN: _roman_place,
        HeadingLevel.NUMBER: int,
        HeadingLevel.LETTER: _letter_place,
    }
)

"""Numbers that Word draws before headings and items: I., 1., 1.1., a), and the dash of a list.

Counted as ISO/IEC 29500-1, 17.9 says: lists of one definition count on together, a level begins
anew below a higher one. An override of the start holds once, as Word and LibreOffice have it. What
a hostile file says is bounded: nine levels, short texts, small numbers.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from docx.oxml.ns import qn

from ktt_desktop.interchange.word_styles import WordStyles, is_on, style_id, value_of

MOST_LEVELS, LONGEST_TEXT, HIGHEST = 9, 60, 999_999
HIGHEST_ROMAN, HIGHEST_LETTER = 3999, 26 * 5
DASH, PLUS = "-", "+"
_LINKS = 8  # definitions that only point to a style of lists, and on from there
_NUMBER = re.compile(r"\d{1,6}")
_PLACE = re.compile(r"%([1-9])")
_ROMAN = (
    *((1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L")),
    *((40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I")),
)
_NUM_PR = f"{qn('w:pPr')}/{qn('w:numPr')}"
_NUM_ID, _ILVL, _LVL, _START = qn("w:numId"), qn("w:ilvl"), qn("w:lvl"), qn("w:start")
_LEGAL = qn("w:isLgl")
_ABSTRACT, _ABSTRACT_ID, _NUM = qn("w:abstractNum"), qn("w:abstractNumId"), qn("w:num")


@dataclass(frozen=True, slots=True)
class Level:
    """Một bậc; `restart`: it begins anew after any level before that one (from 0)."""

    start: int
    shape: str
    text: str
    restart: int
    style: str
    is_legal: bool
    gap: str


@dataclass(frozen=True, slots=True)
class NumberedList:
    """Một danh sách; `definition` is whose counts it goes on with, `starts` are its overrides."""

    definition: str
    levels: Mapping[int, Level]
    starts: Mapping[int, int]


class ListNumbers:
    """Đếm như Word đếm; ask for the paragraphs in the order of the document, each once."""

    def __init__(self, root: Any | None, styles: WordStyles) -> None:
        self._styles = styles
        self._definitions = _by_id(root, _ABSTRACT, _ABSTRACT_ID)
        self._nums = _by_id(root, _NUM, _NUM_ID)
        self._levels: dict[str, dict[int, Level]] = {}
        self._lists: dict[str, NumberedList | None] = {}
        self._places: dict[tuple[str, str], str] = {}
        self._counts: dict[str, dict[int, int]] = {}
        self._begun: set[tuple[str, int]] = set()

    def label(self, paragraph: Any) -> str:
        """What stands before the words, with its space; "" for a paragraph of no list."""
        tie = self._tie(paragraph)
        if tie is None:
            return ""
        id_, listed, place = tie
        self._count(id_, listed, place)
        return _label(listed, place, self._counts[listed.definition])

    def _tie(self, paragraph: Any) -> tuple[str, NumberedList, int] | None:
        """The list and the level of a paragraph, by itself or by its style."""
        own = paragraph.find(_NUM_PR)
        style = self._styles.of_paragraph(paragraph)
        said = [*([] if own is None else [own]), *self._styles.every(style, _NUM_PR)]
        if not said:
            return None
        id_ = next((each for each in (value_of(pr, _NUM_ID) for pr in said) if each), "")
        listed = self._list(id_)
        if listed is None:
            return None
        places = [
            value_of(own, _ILVL) if own is not None else "",
            self._place_of(style, id_, listed),
            *(value_of(pr, _ILVL) for pr in said),
        ]
        place = _number(next(filter(None, places), ""), 0)
        return (id_, listed, place) if place in listed.levels else None

    def _place_of(self, style: str, id_: str, listed: NumberedList) -> str:
        """The level that is tied to a style, or to one it is based on."""
        if (style, id_) not in self._places:
            tied = {level.style: place for place, level in listed.levels.items() if level.style}
            found = (tied.get(style_id(each)) for each in self._styles.chain(style))
            place = next((place for place in found if place is not None), "")
            self._places[style, id_] = str(place)
        return self._places[style, id_]

    def _count(self, id_: str, listed: NumberedList, place: int) -> None:
        counts = self._counts.setdefault(listed.definition, {})
        if place in listed.starts and (id_, place) not in self._begun:
            counts[place] = listed.starts[place]
        elif place in counts:
            counts[place] += 1
        else:
            counts[place] = listed.levels[place].start
        self._begun.add((id_, place))
        for lower in [each for each in counts if each > place]:
            if lower not in listed.levels or place < listed.levels[lower].restart:
                del counts[lower]

    def _list(self, id_: str) -> NumberedList | None:
        if id_ not in self._lists:
            num = self._nums.get(id_)
            self._lists[id_] = None if num is None else self._read(num)
        return self._lists[id_]

    def _read(self, num: Any) -> NumberedList | None:
        definition = self._definition(num)
        if definition is None:
            return None
        name = str(definition.get(_ABSTRACT_ID, ""))
        if name not in self._levels:
            self._levels[name] = _levels(definition)
        levels = dict(self._levels[name])
        starts: dict[int, int] = {}
        for override in num.findall(qn("w:lvlOverride")):
            place = _number(override.get(_ILVL, ""), MOST_LEVELS)
            levels |= _levels(override)
            if begin := value_of(override, qn("w:startOverride")):
                starts[place] = _number(begin, 1)
        return NumberedList(name, levels, starts)

    def _definition(self, num: Any) -> Any | None:
        """The definition of a list; one that is only a link to a style of lists is followed."""
        for _ in range(_LINKS):
            definition = self._definitions.get(value_of(num, _ABSTRACT_ID))
            if definition is None:
                return None
            link = value_of(definition, qn("w:numStyleLink"))
            chain = self._styles.chain(link)
            if not chain:
                return definition
            num = self._nums.get(value_of(chain[0], f"{_NUM_PR}/{_NUM_ID}"))
            if num is None:
                return None
        return None


def _by_id(root: Any | None, tag: str, id_: str) -> dict[str, Any]:
    return {} if root is None else {each.get(id_, ""): each for each in root.findall(tag)}


def _levels(element: Any) -> dict[int, Level]:
    every = ((_number(each.get(_ILVL, ""), MOST_LEVELS), each) for each in element.findall(_LVL))
    return {place: _level(each, place) for place, each in every if place < MOST_LEVELS}


def _level(element: Any, place: int) -> Level:
    legal = element.find(_LEGAL)
    return Level(
        start=_number(value_of(element, _START), 0),
        shape=value_of(element, qn("w:numFmt")) or "decimal",
        text=value_of(element, qn("w:lvlText"))[:LONGEST_TEXT],
        restart=_number(value_of(element, qn("w:lvlRestart")), place),
        style=value_of(element, qn("w:pStyle")),
        is_legal=legal is not None and is_on(legal),
        gap="" if value_of(element, qn("w:suff")) == "nothing" else " ",
    )


def _number(text: str, otherwise: int) -> int:
    """A small number as written; `otherwise` for anything else."""
    return int(text) if _NUMBER.fullmatch(text) and text.isascii() else otherwise


def _label(listed: NumberedList, place: int, counts: Mapping[int, int]) -> str:
    level = listed.levels[place]
    if level.shape == "bullet":
        return f"{PLUS if level.text == PLUS else DASH} "

    def shown(found: re.Match[str]) -> str:
        at = int(found[1]) - 1
        if at > place or at not in listed.levels:
            return ""
        shape = "decimal" if level.is_legal else listed.levels[at].shape
        return _in_shape(counts.get(at, listed.levels[at].start), shape)

    text = _PLACE.sub(shown, level.text).strip()
    return f"{text}{level.gap}" if text else ""


def _in_shape(number: int, shape: str) -> str:
    """A count as it is drawn; in digits where the shape has no sign for it."""
    match shape:
        case "none":
            return ""
        case "upperRoman" | "lowerRoman" if 0 < number <= HIGHEST_ROMAN:
            text = _roman(number)
        case "upperLetter" | "lowerLetter" if 0 < number <= HIGHEST_LETTER:
            text = chr(ord("A") + (number - 1) % 26) * ((number - 1) // 26 + 1)
        case "decimalZero":
            text = f"{number:02}"
        case _:
            text = str(min(number, HIGHEST))
    return text.lower() if shape.startswith("lower") else text


def _roman(number: int) -> str:
    text = ""
    for worth, sign in _ROMAN:
        times, number = divmod(number, worth)
        text += sign * times
    return text

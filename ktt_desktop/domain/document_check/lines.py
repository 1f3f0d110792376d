"""A document as lines: clean words, words for comparing, headings, sentences."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise

from ktt_desktop.domain.document_check.findings import LONGEST_QUOTE, Quote
from ktt_desktop.domain.text import tone_canonical

_MARKS = re.compile(r"\*+|^\s*#+\s*|<[^>]{0,20}>")
_SPACES = re.compile(r"[^\S\n]+")
_LEVELS = (  # how deep a heading stands, by what it begins with
    (re.compile(r"phần (?:thứ |[ivx\d])"), 0),
    (re.compile(r"[ivx]+\s*[.-]\s"), 1),
    (re.compile(r"\d+\.\s?(?!\d)\D"), 2),
    (re.compile(r"\d+\.\d+\.?\s?(?!\d)\D"), 3),
    (re.compile(r"[a-zđ]\)"), 4),
)
ITEM_LEVEL, LONGEST_HEADING = 5, 200
BROKEN_FROM, BROKEN_SHARE, FULL, NARROWEST, SHORTEST = 5, 0.1, 0.8, 50, 3
_PAGE = re.compile(r"\d{1,3}")
UPPER = "A-ZĐ" + "".join(  # capitals for a character class; their ranges hold small letters too
    unicodedata.normalize("NFC", letter + tone)
    for letter in "AĂÂEÊIOÔƠUƯY"
    for tone in ("", "\u0300", "\u0301", "\u0303", "\u0309", "\u0323")
)
_END = re.compile(rf";|[.!?](?=\s+[\"“(]?[{UPPER}]|\s*$)")


@dataclass(frozen=True, slots=True)
class Line:
    """Một dòng; `plain` is `text` in lower case with the newer tones, letter for letter."""

    number: int
    raw: str
    text: str
    plain: str
    level: int | None  # of a heading, None of anything else
    emphasised: bool
    pieces: tuple[tuple[int, int], ...] = ()  # where the lines of a broken paragraph begin

    def at(self, place: int) -> int:
        """The number of the line of the text that a place of a joined paragraph stands in."""
        return max((row for start, row in self.pieces if start <= place), default=self.number)

    def quote(self, start: int = 0, end: int | None = None) -> Quote:
        """A place in this line."""
        words = (self.text or self.raw)[start:end]
        first = start + len(words) - len(words.lstrip())
        words = words.strip()
        if len(words) > LONGEST_QUOTE:
            words = words[:LONGEST_QUOTE].rsplit(" ", 1)[0] + "…"
        return Quote(self.at(first), words)


@dataclass(frozen=True, slots=True)
class Sentence:
    """Một câu, hoặc một vế ngăn bằng dấu chấm phẩy."""

    line: Line
    start: int
    end: int

    @property
    def row(self) -> int:
        """The number of the line it begins in."""
        return self.line.at(self.start)

    @property
    def plain(self) -> str:
        """The words for comparing."""
        return self.line.plain[self.start : self.end]

    def quote(self) -> Quote:
        """The sentence as a place."""
        return self.line.quote(self.start, self.end)


def read_lines(text: str) -> tuple[Line, ...]:
    """Every line of a text, counted as editors do, empty ones too."""
    rows = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return joined([_line(number, raw) for number, raw in enumerate(rows, start=1)])


def joined(lines: list[Line]) -> tuple[Line, ...]:
    """Paragraphs that were broken into lines put together; the lines they leave stand empty."""
    wide = _width(lines)
    found = list(lines)
    first = last = 0
    for place in range(1, len(lines)):
        if _PAGE.fullmatch(lines[place].text):
            continue  # the number of a page, between two halves of a paragraph
        if _goes_on(lines[last], lines[place], wide):
            found[first] = _with(found[first], lines[place])
            found[place] = replace(lines[place], text="", plain="", level=None)
        else:
            first = place
        last = place
    return tuple(found)


def _width(lines: list[Line]) -> int:
    """How long a full line is where a text is broken by its margin; 0 where it is not."""
    pairs = [(a, b) for a, b in pairwise(lines) if a.text and b.text]
    small = [a for a, b in pairs if b.text[0].islower() and _open(a)]
    written = sum(bool(line.text) for line in lines)
    if len(small) < BROKEN_FROM or len(small) < BROKEN_SHARE * written:
        return 0
    wide = sorted(len(line.text) for line in small)[len(small) * 4 // 5]
    return wide if wide >= NARROWEST else 0


def _goes_on(before: Line, after: Line, wide: int) -> bool:
    """Whether a line is the rest of the one before, as at a margin or a lost footnote mark."""
    if not before.text or not after.text or not _open(before):
        return False
    if after.level is not None or after.emphasised or after.text[0] in "-+*•":
        return False
    if after.text[0].islower() or after.text[0] in ".,:;)":
        return True
    full = wide > 0 and len(before.text) >= FULL * wide and before.level is None
    title = after.text.isupper() and not after.text.endswith((".", ";"))
    return full and len(after.text) > SHORTEST and not title


def _open(line: Line) -> bool:
    """Whether a line ends in the middle of a sentence."""
    return not line.text.endswith((".", ";", ":", "!", "?")) and not line.text.isupper()


def _with(line: Line, rest: Line) -> Line:
    space = "" if rest.text[0] in ".,:;)" else " "
    start = len(line.text) + len(space)
    pieces = (*(line.pieces or ((0, line.number),)), (start, rest.number))
    text, plain = f"{line.text}{space}{rest.text}", f"{line.plain}{space}{rest.plain}"
    return replace(line, text=text, plain=plain, pieces=pieces)


def plain_of(text: str) -> str:
    """Lower case, newer tone placement; as long as the text."""
    return tone_canonical("".join(_lower(char) for char in text))


def _line(number: int, raw: str) -> Line:
    composed = unicodedata.normalize("NFC", raw)
    text = _SPACES.sub(" ", _MARKS.sub("", composed)).strip()
    emphasised = bool(re.match(r"\s*(?:#|\*\*)", composed))
    plain = plain_of(text)
    return Line(number, raw, text, plain, _level(text, plain, emphasised), emphasised)


def _lower(char: str) -> str:
    low = char.lower()
    return low if len(low) == 1 else char


def _level(text: str, plain: str, emphasised: bool) -> int | None:
    """Where the outline puts a line; a long paragraph that begins with a number is no heading."""
    for form, level in _LEVELS:
        if form.match(plain):
            inline = ":" in plain[:LONGEST_HEADING] or len(plain) <= LONGEST_HEADING
            return level if inline or emphasised else None
    return None


def sentences(line: Line) -> Iterator[Sentence]:
    """The sentences of a line; a semicolon ends one too."""
    start = 0
    for found in _END.finditer(line.text):
        yield Sentence(line, start, found.end())
        start = found.end()
    if line.text[start:].strip():
        yield Sentence(line, start, len(line.text))

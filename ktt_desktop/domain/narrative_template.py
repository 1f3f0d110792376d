"""Templates of sentences bound to figures: their language, read and checked.

{A1}               the figure in the main column: "64", "1.200"; counts 1–9 as "05"
{A1.1@UOC}         the same in a named column: P, KH, TH, UOC, KHN
{A5|unit}          with its unit: "1.200 triệu đồng"
{A8|money}         triệu đồng as money in prose: "1.022 tỷ đồng"
{S1.2|some}        the figure, a blank where it is zero
{S1p|rest}         what a percentage leaves: "26,6%"
{A4.1/A4|percent}  a share: "73,4%"; {A4.1p|percent} a figure that is a percentage already
{A5|v0}            "giảm 200 triệu đồng so với thời điểm 31/12/2021" (against column P)
{A5|vp}            "so với mục tiêu kế hoạch năm 2022 giảm 800 triệu đồng" (against column KH),
                   or "đạt 60% kế hoạch" where the style says so, or only that share is known
{A5|V0} {A5|Vp}    the same with a capital letter
{A2|vp:thành viên} unit, v0 and vp with other words for the unit than the catalogue's
{N} {N-1} {N+1} {as_of} {unit}   the year, the day of the figures, the name of the unit
{issuer}           who issues the report: "Ủy ban nhân dân huyện Lạng Giang"
{from} {to}        the first and the last year of a report of several years (giai đoạn)
{=A1} {sector} {name}   in a sentence about a sector or an organisation: a figure of the whole
                   unit, whom the sentence is about
[[ … ]]            left out when a figure inside is blank
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from ktt_desktop.domain.errors import CatalogueError

COLUMNS = ("P", "KH", "TH", "UOC", "KHN")

_SHAPES = ("unit", "money", "some", "rest", "percent", "v0", "V0", "vp", "Vp")
_WITH_WORDS = ("unit", "v0", "V0", "vp", "Vp")
_WORDS = ("N", "N-1", "N+1", "from", "to", "as_of", "unit", "issuer", "sector", "name")
_TOKENS = re.compile(r"(\{[^{}]*\}|\[\[|\]\])")
_FIGURE = re.compile(
    r"(?P<whole>=)?(?P<code>[A-Z][0-9][0-9a-z.]*)(?:@(?P<column>[A-Z]+))?"
    r"(?:/(?P<base>[A-Z][0-9][0-9a-z.]*)(?:@(?P<base_column>[A-Z]+))?)?"
    r"(?:\|(?P<shape>\w+)(?::(?P<words>.+))?)?"
)


@dataclass(frozen=True, slots=True)
class Slot:
    """Chỗ của một con số trong câu; `base` makes it a share, `words` replaces the unit.

    `whole` asks the whole unit in a sentence about a sector.
    """

    code: str
    column: str | None = None
    base: str | None = None
    base_column: str | None = None
    shape: str = ""
    words: str = ""
    whole: str = ""

    @property
    def text(self) -> str:
        """As in a template, without its braces: "A5@UOC|v0"."""
        column = f"@{self.column}" if self.column else ""
        base = f"/{self.base}" if self.base else ""
        base_column = f"@{self.base_column}" if self.base_column else ""
        shape = f"|{self.shape}" if self.shape else ""
        words = f":{self.words}" if self.words else ""
        return f"{self.whole}{self.code}{column}{base}{base_column}{shape}{words}"


@dataclass(frozen=True, slots=True)
class Word:
    """Chỗ của một chữ đổi theo kỳ, theo đối tượng: N, N-1, N+1, from, to, as_of, unit, sector."""

    name: str


@dataclass(frozen=True, slots=True)
class OptionalSegment:
    """Đoạn bỏ đi khi thiếu số."""

    pieces: tuple[str | Slot | Word, ...]


@dataclass(frozen=True, slots=True)
class Template:
    """Mẫu câu đã đọc."""

    text: str
    pieces: tuple[str | Slot | Word | OptionalSegment, ...]


def parse_template(text: str, where: str) -> Template:
    """Đọc mẫu câu; raises CatalogueError naming `where` and the piece."""
    pieces = (
        OptionalSegment(tuple(_piece(token, where) for token in each))
        if isinstance(each, tuple)
        else _piece(each, where)
        for each in split_template(text, where)
    )
    return Template(text, tuple(pieces))


def split_template(text: str, where: str) -> Iterator[str | tuple[str, ...]]:
    """Its words and {slots} one by one, those of an optional segment together.

    Raises CatalogueError naming `where` and the piece.
    """
    segment: list[str] | None = None
    for token in filter(None, _TOKENS.split(text)):
        if token == "[[" and segment is None:
            segment = []
        elif token == "]]" and segment is not None:
            yield tuple(segment)
            segment = None
        elif not is_slot(token) and (token in ("[[", "]]") or "{" in token or "}" in token):
            raise CatalogueError(f"{where}: ngoặc đặt sai chỗ ở «{token}».")
        elif segment is None:
            yield token
        else:
            segment.append(token)
    if segment is not None:
        raise CatalogueError(f"{where}: thiếu «]]» trong «{text}».")


def is_slot(token: str) -> bool:
    """Whether a piece of a template stands for something else: {A1}."""
    return token.startswith("{") and token.endswith("}")


def _piece(token: str, where: str) -> str | Slot | Word:
    if not is_slot(token):
        return token
    if token[1:-1] in _WORDS:
        return Word(token[1:-1])
    found = _FIGURE.fullmatch(token[1:-1])
    slot = Slot(**{k: v for k, v in found.groupdict().items() if v}) if found else None
    if slot is None or not _is_sound(slot):
        raise CatalogueError(f"{where}: không hiểu «{token}».")
    return slot


def _is_sound(slot: Slot) -> bool:
    return (
        slot.shape in ("", *_SHAPES)
        and (slot.base is None or slot.shape == "percent")
        and (not slot.words or slot.shape in _WITH_WORDS)
        and all(column in (None, *COLUMNS) for column in (slot.column, slot.base_column))
    )


def codes(template: Template) -> tuple[str, ...]:
    """Các chỉ tiêu mẫu câu nêu tên, in the order of the text, each once."""
    named = (code for slot in slots(template) for code in (slot.code, slot.base) if code)
    return tuple(dict.fromkeys(named))


def slots(template: Template) -> Iterator[Slot]:
    """Its places for figures, in the order of the text."""
    return (each for each in _flat(template) if isinstance(each, Slot))


def words(template: Template) -> tuple[str, ...]:
    """The words of a period or a subject it asks for: "N", "sector"."""
    return tuple(each.name for each in _flat(template) if isinstance(each, Word))


def _flat(template: Template) -> Iterator[str | Slot | Word]:
    for piece in template.pieces:
        yield from piece.pieces if isinstance(piece, OptionalSegment) else (piece,)

"""Sentences bound to figures: a template and the figures give the runs of one paragraph.

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
{from} {to}        the first and the last year of a report of several years (giai đoạn)
{=A1} {sector} {name}   in a sentence about a sector or an organisation: a figure of the whole
                   unit, whom the sentence is about
[[ … ]]            left out when a figure inside is blank

The anchor of a run names its figures, code and column: "A5:TH A5:KH"; those of a sector or an
organisation have its code or uid behind: "S1:TH:NN".
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from fractions import Fraction
from typing import Protocol

from ktt_desktop.domain.document import Run
from ktt_desktop.domain.errors import CatalogueError
from ktt_desktop.domain.numbers import SHOWN_PLACES, format_fraction, prose_count, prose_money

COLUMNS = ("P", "KH", "TH", "UOC", "KHN")
BLANK = "……"
DONG_IN_MILLION = 10**6

_SHAPES = ("unit", "money", "some", "rest", "percent", "v0", "V0", "vp", "Vp")
_WITH_WORDS = ("unit", "v0", "V0", "vp", "Vp")
_WORDS = ("N", "N-1", "N+1", "from", "to", "as_of", "unit", "sector", "name")
_TOKENS = re.compile(r"(\{[^{}]*\}|\[\[|\]\])")
_FIGURE = re.compile(
    r"(?P<whole>=)?(?P<code>[A-Z][0-9][0-9a-z.]*)(?:@(?P<column>[A-Z]+))?"
    r"(?:/(?P<base>[A-Z][0-9][0-9a-z.]*)(?:@(?P<base_column>[A-Z]+))?)?"
    r"(?:\|(?P<shape>\w+)(?::(?P<words>.+))?)?"
)


class NarrativeFigures(Protocol):
    """Số liệu của một đối tượng theo cột của biểu, in the unit as printed; None is a blank."""

    @property
    def year(self) -> int:
        """Năm N."""

    @property
    def span(self) -> tuple[int, int]:
        """Giai đoạn: its first and its last year."""

    @property
    def as_of(self) -> str:
        """Thời điểm của số liệu, in words: "tháng 8/2022"."""

    @property
    def unit_name(self) -> str:
        """Tên đơn vị."""

    @property
    def subject(self) -> str:
        """Whose figures: the code of a sector, the uid of an organisation; "" the whole unit."""

    @property
    def name(self) -> str:
        """Tên lĩnh vực hoặc tổ chức; of the whole unit its own name."""

    @property
    def whole(self) -> "NarrativeFigures":
        """The figures of the whole unit."""

    def row(self, code: str) -> str:
        """The indicator a code of a template stands for."""

    def value(self, code: str, column: str) -> Fraction | None:
        """The figure of an indicator in a column."""

    def of_plan(self, code: str, column: str) -> Fraction | None:
        """Tỷ lệ đạt so với kế hoạch, as stated beside the figures; None where it was not."""

    def unit(self, code: str) -> str:
        """Đơn vị tính: "triệu đồng/năm"."""

    def decimals(self, code: str) -> int:
        """The decimals the indicator can have."""


@dataclass(frozen=True, slots=True)
class Style:
    """Cách viết: the main column, "05 HTX" or "5 HTX", and whether a blank keeps its sentence.

    With `as_share` a figure is held against the plan as "đạt 60% kế hoạch", not as tăng, giảm.
    """

    main_column: str = "TH"
    zero_padded: bool = True
    keep_blanks: bool = False
    as_share: bool = False


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


def fill(
    template: Template, figures: NarrativeFigures, style: Style | None = None
) -> tuple[Run, ...] | None:
    """Viết câu từ số liệu; None when a figure is blank and blanks are not kept.

    The anchor of a run lists the figures it was made from: "A5:TH", "A5:TH A5:KH".
    """
    writer = _Writer(figures, style or Style())
    runs: list[Run] = []
    for piece in template.pieces:
        if isinstance(piece, OptionalSegment):
            runs.extend(writer.segment(piece.pieces) or ())
            continue
        run = writer.run(piece)
        is_blank = run.text == BLANK and run.anchor
        if is_blank and (not writer.style.keep_blanks or run.slot.endswith("|some")):
            return None
        runs.append(run)
    return tuple(merged(runs))


def word_of(name: str, figures: NarrativeFigures) -> str:
    """What a word of a template stands for: the years, the day of the figures, the unit."""
    year = figures.year
    first, last = figures.span
    years = {"N": year, "N-1": year - 1, "N+1": year + 1, "from": first, "to": last}
    if name in years:
        return str(years[name])
    if name in ("sector", "name"):
        return figures.name
    return figures.as_of if name == "as_of" else figures.unit_name


def merged(runs: Iterable[Run]) -> Iterator[Run]:
    """Neighbours without an anchor become one run."""
    plain = ""
    for run in runs:
        if run.anchor is None:
            plain += run.text
            continue
        if plain:
            yield Run(plain)
        plain = ""
        yield run
    if plain:
        yield Run(plain)


@dataclass(frozen=True, slots=True)
class _Writer:
    figures: NarrativeFigures
    style: Style

    def segment(self, pieces: tuple[str | Slot | Word, ...]) -> list[Run] | None:
        """The runs of an optional segment; None when a figure inside is blank."""
        runs = [self.run(piece) for piece in pieces]
        return None if any(run.anchor and run.text == BLANK for run in runs) else runs

    def run(self, piece: str | Slot | Word) -> Run:
        match piece:
            case Slot():
                text = self._slot(piece)
                shown = BLANK if text is None else text
                return Run(shown, anchor=self._anchor(piece), slot=piece.text)
            case Word(name=name):
                return Run(word_of(name, self.figures))
        return Run(piece)

    def _anchor(self, slot: Slot) -> str:
        of = self._of(slot)
        names = [f"{of.row(slot.code)}:{self._column(slot.column)}"]
        if slot.base:
            names.append(f"{of.row(slot.base)}:{self._column(slot.base_column)}")
        if against := _against(slot):
            names.append(f"{of.row(slot.code)}:{against}")
        return " ".join(f"{each}:{of.subject}" if of.subject else each for each in names)

    def _of(self, slot: Slot) -> NarrativeFigures:
        return self.figures.whole if slot.whole else self.figures

    def _column(self, column: str | None) -> str:
        return column or self.style.main_column

    def _slot(self, slot: Slot) -> str | None:
        value = self._of(slot).value(slot.code, self._column(slot.column))
        if value is None:
            return None
        if against := _against(slot):
            return self._compared(slot, value, self._of(slot).value(slot.code, against))
        match slot.shape:
            case "percent":
                return self._percent(slot, value)
            case "rest":
                return f"{format_fraction(100 - value, 1)}%"
            case "money":
                return prose_money(int(value * DONG_IN_MILLION))
            case "unit":
                return self._amount(slot, value)
            case "some" if not value:
                return None
        return self._number(slot, value)

    def _compared(self, slot: Slot, value: Fraction, other: Fraction | None) -> str | None:
        """Against the plan or the end of last year: vp and v0."""
        is_share = slot.shape in ("vp", "Vp") and (self.style.as_share or other is None)
        change = self._share_of_plan if is_share else self._change
        phrase = change(slot, value, other)
        return phrase[0].upper() + phrase[1:] if phrase and slot.shape[0] == "V" else phrase

    def _share_of_plan(self, slot: Slot, value: Fraction, plan: Fraction | None) -> str | None:
        """ "đạt 65% kế hoạch": as stated, else worked out."""
        share = self._of(slot).of_plan(slot.code, self._column(slot.column))
        if share is None and plan:
            share = value / plan * 100
        return None if share is None else f"đạt {format_fraction(share, 1)}% kế hoạch"

    def _percent(self, slot: Slot, value: Fraction) -> str | None:
        if slot.base is None:
            return f"{format_fraction(value, 1)}%"
        base = self._of(slot).value(slot.base, self._column(slot.base_column))
        return f"{format_fraction(value / base * 100, 1)}%" if base else None

    def _change(self, slot: Slot, value: Fraction, other: Fraction | None) -> str | None:
        if other is None:
            return None
        change = value - other
        year = self.figures.year
        moved = f"{'tăng' if change > 0 else 'giảm'} {self._amount(slot, abs(change))}"
        if slot.shape in ("vp", "Vp"):
            outcome = moved if change else "đạt 100% kế hoạch"
            return f"so với mục tiêu kế hoạch năm {year} {outcome}"
        outcome = moved if change else "không thay đổi"
        return f"{outcome} so với thời điểm 31/12/{year - 1}"

    def _amount(self, slot: Slot, value: Fraction) -> str:
        """With its unit; what the unit is counted per is left to the sentence."""
        words = slot.words or self._of(slot).unit(slot.code).split("/")[0]
        return f"{self._number(slot, value)}{'' if words == '%' else ' '}{words}"

    def _number(self, slot: Slot, value: Fraction) -> str:
        of = self._of(slot)
        counted = value.denominator == 1 and not of.unit(slot.code).startswith("%")
        if counted and self.style.zero_padded:
            return prose_count(value.numerator)
        return format_fraction(value, min(of.decimals(slot.code), SHOWN_PLACES))


def _against(slot: Slot) -> str | None:
    """The column a phrase compares with."""
    return {"v0": "P", "V0": "P", "vp": "KH", "Vp": "KH"}.get(slot.shape)

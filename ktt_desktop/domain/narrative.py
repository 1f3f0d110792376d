"""Sentences bound to figures: a template and the figures give the runs of one paragraph.

The anchor of a run names its figures, code and column: "A5:TH A5:KH"; those of a sector or an
organisation have its code or uid behind: "S1:TH:NN".
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from fractions import Fraction
from typing import Protocol

from ktt_desktop.domain.document import Run
from ktt_desktop.domain.narrative_template import OptionalSegment, Slot, Template, Word
from ktt_desktop.domain.numbers import SHOWN_PLACES, format_fraction, prose_count, prose_money

BLANK = "……"
DONG_IN_MILLION = 10**6


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
    def issuer(self) -> str:
        """Cơ quan ban hành, in words."""

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


def fill(
    template: Template, figures: NarrativeFigures, style: Style | None = None
) -> tuple[Run, ...] | None:
    """Viết câu từ số liệu; None when a figure is blank and blanks are not kept.

    The anchor of a run lists the figures it was made from: "A5:TH", "A5:TH A5:KH". Of nothing no
    parts are told: "là 0 LHHTX", not "là 0 LHHTX, trong đó 0 LHHTX đang hoạt động".
    """
    writer = _Writer(figures, style or Style())
    runs: list[Run] = []
    said_none = False
    for piece in template.pieces:
        if isinstance(piece, OptionalSegment):
            if not (said_none and writer.tells_none(piece.pieces)):
                runs.extend(writer.segment(piece.pieces) or ())
            continue
        run = writer.run(piece)
        is_blank = run.text == BLANK and run.anchor
        if is_blank and (not writer.style.keep_blanks or run.slot.endswith("|some")):
            return None
        said_none = said_none or (isinstance(piece, Slot) and writer.is_zero(piece))
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
    return {"as_of": figures.as_of, "issuer": figures.issuer}.get(name, figures.unit_name)


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

    def is_zero(self, slot: Slot) -> bool:
        """Whether it is a plain figure, and 0."""
        plain = not slot.shape and not slot.base
        return plain and self._of(slot).value(slot.code, self._column(slot.column)) == 0

    def tells_none(self, pieces: tuple[str | Slot | Word, ...]) -> bool:
        """Whether a segment has figures, every one of them 0."""
        slots = [piece for piece in pieces if isinstance(piece, Slot)]
        return bool(slots) and all(self.is_zero(slot) for slot in slots)

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

"""Sentences bound to work records: a template and the values of one or several give a paragraph.

{officers}              a number as a sentence writes it ("05"), words, a date ("ngày 30/6/2022")
{area|unit}             a number with its unit: "50 ha", "300 tấn"; money always has it
{money.period|sources}  by source: "ngân sách tỉnh 500 triệu đồng, nguồn khác 13 tỷ đồng"
{task|running}          words that begin small
{bad_debt|zero:không phát sinh nợ xấu}   these words where zero was stated, else unknown
{change|moved}          a signed number: "tăng 18,23 triệu đồng", "giảm 5%"
{bad_debt|some}         unknown where zero was stated
{value_meaning|or:giá trị}               running, and these words where nothing is known
{who} {topic} {line}    whom and what the records speak of; {year} only where it is another one
{records} {organisations}  how many records there are, and how many organisations they speak of
{volume, funding@TH}    of a line of Biểu C, in one of its groups of columns: what is known, after
                        one another; volume, funding, money, sources
{N} {N-1} {N+1}         the years, as in domain/narrative.py
[[ … ]]                 left out when a value inside is unknown

A paragraph in which no value of a record stands is not written. Separators before its full stop go.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Protocol

from ktt_desktop.domain.document import Run
from ktt_desktop.domain.errors import CatalogueError
from ktt_desktop.domain.narrative import merged
from ktt_desktop.domain.narrative_template import Word, is_slot, split_template

NAMED = ("who", "topic", "year", "line")  # what a paragraph speaks of: no value of its own
YEARS = ("N", "N-1", "N+1")
COUNTED = ("records", "organisations")
SUPPORT_NAMES = ("line", "who", "content", "nothing", "volume", "funding", "money", "sources")
SHAPES = ("", "unit", "sources", "running", "zero", "some", "moved", "or")
WITH_WORDS = ("zero", "or")

_NAME = r"[a-z_]+(?:\.[a-z_]+)?"
_SLOT = re.compile(
    rf"(?P<names>{_NAME}(?:, {_NAME})*)(?:@(?P<period>[0-9A-Z]+))?"
    r"(?:\|(?P<shape>[a-z]+)(?::(?P<words>.+))?)?"
)
_LOOSE_END = re.compile(r"[\s;,:]+\.(?=\s|$)")


@dataclass(frozen=True, slots=True)
class ValueSlot:
    """Chỗ của một giá trị, hoặc của nhiều giá trị liền nhau."""

    names: tuple[str, ...]
    period: str = ""
    shape: str = ""
    words: str = ""

    def text(self, name: str) -> str:
        """The place of one of its names, as in a template: "money.period|sources"."""
        period = f"@{self.period}" if self.period else ""
        return f"{name}{period}{f'|{self.shape}' if self.shape else ''}"


Piece = str | ValueSlot | Word


@dataclass(frozen=True, slots=True)
class RecordTemplate:
    """Mẫu câu cho hồ sơ công việc; a tuple of pieces is an optional segment."""

    text: str
    pieces: tuple[Piece | tuple[Piece, ...], ...]

    @property
    def slots(self) -> Iterator[ValueSlot]:
        """Its places for values, in the order of the text."""
        for piece in self.pieces:
            inner = piece if isinstance(piece, tuple) else (piece,)
            yield from (each for each in inner if isinstance(each, ValueSlot))


class RecordValues(Protocol):
    """Giá trị của một hoặc nhiều hồ sơ, in words; None is unknown."""

    def text(self, name: str, slot: ValueSlot) -> str | None:
        """The value of a name, in the shape and period of its slot."""

    def anchor(self, slot: ValueSlot) -> str:
        """The records a slot speaks of: "support:<uid> support:<uid>"."""

    def word(self, name: str) -> str:
        """One of YEARS."""


def parse_record_template(text: str, where: str) -> RecordTemplate:
    """Đọc mẫu câu; raises CatalogueError naming `where` and the piece."""
    pieces = (
        tuple(_piece(token, where) for token in each)
        if isinstance(each, tuple)
        else _piece(each, where)
        for each in split_template(text, where)
    )
    return RecordTemplate(text, tuple(pieces))


def _piece(token: str, where: str) -> Piece:
    if not is_slot(token):
        return token
    if token[1:-1] in YEARS:
        return Word(token[1:-1])
    found = _SLOT.fullmatch(token[1:-1])
    shape, words = (found["shape"] or "", found["words"] or "") if found else ("", "")
    if found is None or shape not in SHAPES or bool(words) is not (shape in WITH_WORDS):
        raise CatalogueError(f"{where}: không hiểu «{token}».")
    return ValueSlot(tuple(found["names"].split(", ")), found["period"] or "", shape, words)


def fill_record(template: RecordTemplate, values: RecordValues) -> tuple[Run, ...] | None:
    """Viết câu; None when a value outside [[ ]] is unknown, or none stands in it."""
    runs: list[Run] = []
    for piece in template.pieces:
        written = _written(piece if isinstance(piece, tuple) else (piece,), values)
        if written is not None:
            runs += written
        elif not isinstance(piece, tuple):
            return None
    return tuple(ended(list(merged(runs)))) if any(run.anchor for run in runs) else None


def _written(pieces: tuple[Piece, ...], values: RecordValues) -> list[Run] | None:
    runs: list[Run] = []
    for piece in pieces:
        match piece:
            case str():
                runs.append(Run(piece))
            case Word(name=name):
                runs.append(Run(values.word(name)))
            case ValueSlot():
                told = {name: values.text(name, piece) for name in piece.names}
                known = [(name, text) for name, text in told.items() if text]
                if not known:
                    return None
                anchor = None if piece.names[0] in NAMED else values.anchor(piece)
                for place, (name, text) in enumerate(known):
                    runs += [Run(", ")] if place else []
                    runs.append(Run(text, anchor=anchor, slot=piece.text(name) if anchor else ""))
    return runs


def ended(runs: list[Run]) -> list[Run]:
    """One full stop at the end of each sentence, and no separator before it."""
    tidy = [run if run.anchor else Run(_LOOSE_END.sub(".", run.text)) for run in runs]
    *before, last = tidy
    if last.anchor is not None:
        return tidy
    text = last.text.rstrip()
    if text == "." and before and before[-1].text.endswith("."):
        return before
    return [*before, Run(text)]

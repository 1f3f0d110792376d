"""What each row below the head is: an organisation, a group, a total, the end of the list.

Nearly every row is plainly an organisation: numbered, with a name. Only the others are looked at
cell by cell.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from ktt_desktop.domain.importing.columns import ColumnUse
from ktt_desktop.domain.importing.heads import Head, head_score, is_index
from ktt_desktop.domain.importing.table import Row, Sheet, text_of
from ktt_desktop.domain.importing.words import ImportWords, plain, plain_all

PLACE_WORDS = ("xa", "phuong", "thi tran", "tt", "huyen", "quan", "thi xa", "thanh pho")
OTHER_HEAD = 3  # fields a row must name to be the head of another list
_MARKER = re.compile(r"(?:[ivxl]{1,5}|[a-zđ]|\d{1,2}|[a-z]?\d?\.\d)[.)]?")
_LETTER_MARKER = re.compile(r"(?:[ivxl]{1,5}|[a-zđ])[.)]?")
_RUNNING = re.compile(r"^\d{1,3} ")  # before the name in one cell: "1. HTX Na Rì"
_PARTS = ("-", "+", "trong do", "bao gom")  # what an organisation is made up of
_PLACE_AND_DAY = re.compile(r".*ngay .{0,8}thang .{0,8}nam .{0,6}")
_NO_FIGURE = re.compile(r"\bngay\b|\d\s*/\s*\d+\s*/\s*\d{4}")


class RowKind(StrEnum):
    """Loại của một dòng."""

    RECORD = "record"
    CONTINUED = "continued"  # the name above goes on
    GROUP = "group"
    TOTAL = "total"
    HEAD = "head"
    OTHER_HEAD = "other head"  # another list begins
    END = "end"
    BLANK = "blank"
    OTHER = "other"


class SortedRow(NamedTuple):
    """Một dòng đã xếp loại; `text` is what a group or a total says, `marker` its number."""

    row: int
    kind: RowKind
    text: str = ""
    marker: str = ""


@dataclass(frozen=True, slots=True)
class _Cells:
    """One row looked at cell by cell: its texts by column, as written and plain."""

    texts: Mapping[int, str]
    plains: Mapping[int, str]
    name: str  # plain
    number: str
    others: tuple[int, ...]  # columns filled beside the running number
    figures: bool

    @property
    def is_numbered(self) -> bool:
        return self.number.strip(".)").isdigit()

    @property
    def is_lettered(self) -> bool:
        return _LETTER_MARKER.fullmatch(self.number) is not None


class RowSorter:
    """Xếp loại các dòng dưới tiêu đề của một trang."""

    def __init__(
        self, sheet: Sheet, head: Head, uses: Sequence[ColumnUse], words: ImportWords
    ) -> None:
        self.sheet, self.head, self.words = sheet, head, words
        columns = {each.field: each.column for each in uses if not each.year}
        self.name, self.number = columns["name"], columns.get("number")
        self.amounts = [each.column for each in uses if each.field in words.amounts]
        self.heads = {
            plain(text_of(value))
            for row in sheet.rows[head.first : head.last + 1]
            for value in row
            if text_of(value)
        }
        self.kind_words = {word for word, _ in words.kinds}
        self.special = {word.split()[0] for word in (*PLACE_WORDS, *words.totals, *words.ends)}

    def sorted(self) -> Iterator[SortedRow]:
        """Every row below the head with its kind, as far as the head of another list."""
        rows, number = self.sheet.rows, self.number
        names = plain_all([text_of(row[self.name]) for row in rows[self.head.below :]])
        ended, last = False, RowKind.HEAD
        for place, name in enumerate(names, start=self.head.below):
            row = rows[place]
            if number is not None and _is_number(row[number]) and self._is_plain(name):
                ended, last = False, RowKind.RECORD
                yield SortedRow(place, last)
                continue
            found = self._sorted(place, row, ended, last)
            yield found
            if found.kind is RowKind.OTHER_HEAD:
                return
            ended = (ended or found.kind is RowKind.END) and found.kind is not RowKind.RECORD
            last = found.kind

    def _is_plain(self, name: str) -> bool:
        """Whether a name is neither the beginning of a total, a group, an end, nor nothing."""
        return (
            bool(name)
            and name.partition(" ")[0] not in self.special
            and name not in self.kind_words
            and not name.isdigit()
        )

    def _sorted(self, place: int, row: Row, ended: bool, last: RowKind) -> SortedRow:
        texts = {column: text for column, value in enumerate(row) if (text := text_of(value))}
        if not texts:
            return SortedRow(place, RowKind.BLANK)
        plains = {column: plain(text) for column, text in texts.items()}
        if is_index(row) or self._is_head(plains):
            return SortedRow(place, RowKind.HEAD)
        if self._is_other_head(row, plains):
            return SortedRow(place, RowKind.OTHER_HEAD)
        cells = _Cells(
            texts,
            plains,
            plains.get(self.name, "").lstrip("-+ "),
            "" if self.number is None else plains.get(self.number, ""),
            tuple(column for column in texts if column != self.number),
            any(_is_figure(plains.get(each, "")) for each in self.amounts),
        )
        if ended and not (self._has_kind(cells.name) and cells.figures):
            return SortedRow(place, RowKind.END, " ".join(texts.values()))
        return SortedRow(place, *self._kind(cells, last), cells.number)

    def _kind(self, cells: _Cells, last: RowKind) -> tuple[RowKind, str]:
        if self._is_record(cells):
            return RowKind.RECORD, cells.texts[self.name]
        if (said := self._total(cells)) is not None:
            return RowKind.TOTAL, " ".join(
                cells.texts[each] for each in cells.texts if said <= each <= max(said, self.name)
            )
        if any(self._ends(text) for text in cells.plains.values()) and not cells.figures:
            return RowKind.END, " ".join(cells.texts.values())
        if self._is_group(cells):
            text = next(
                (cells.texts[each] for each in cells.others), cells.texts.get(self.number or 0, "")
            )
            return self._continued(cells, last, text)
        is_part = cells.plains.get(self.name, "").startswith(_PARTS)
        if cells.name and not (is_part or cells.is_numbered or cells.name in self.kind_words):
            return RowKind.RECORD, cells.texts[self.name]
        return RowKind.OTHER, " ".join(cells.texts.values())

    def _is_record(self, cells: _Cells) -> bool:
        """Whether a row names an organisation: by its number, or by the word for its kind."""
        if not cells.name or cells.name in self.kind_words or cells.is_lettered:
            return False
        if cells.is_numbered:
            return not self._is_place(cells.name)
        if self._has_kind(cells.name):
            alone = len(cells.others) == 1
            return not alone or (self.number is None and not cells.texts[self.name].isupper())
        return False

    def _is_group(self, cells: _Cells) -> bool:
        """Whether a row only says what the rows below it are."""
        if not cells.others:
            return self.number is not None and not _MARKER.fullmatch(cells.number)
        if len(cells.others) == 1 and not cells.figures:
            return True
        heading = cells.is_lettered or self._is_place(cells.name) or cells.name in self.kind_words
        return bool(cells.name) and heading

    def _continued(self, cells: _Cells, last: RowKind, text: str) -> tuple[RowKind, str]:
        """A name over two rows goes on with a small letter or a bracket below an organisation."""
        begins = text[:1].islower() or text.startswith("(")
        is_name = cells.others == (self.name,) and not cells.number
        if is_name and begins and last in (RowKind.RECORD, RowKind.CONTINUED):
            return RowKind.CONTINUED, text
        return RowKind.GROUP, text

    def _is_head(self, plains: Mapping[int, str]) -> bool:
        same = sum(each in self.heads for each in plains.values())
        return len(plains) >= 2 and same * 3 >= len(plains) * 2

    def _is_other_head(self, row: Row, plains: Mapping[int, str]) -> bool:
        if not any(self.words.best_field(text) == "name" for text in plains.values()):
            return False
        return head_score(row, self.words) >= OTHER_HEAD and not any(
            self._has_kind(text) and text not in self.kind_words for text in plains.values()
        )

    def _has_kind(self, name: str) -> bool:
        name = _RUNNING.sub("", name)
        return any(name.startswith(f"{word} ") for word in self.kind_words)

    def _is_place(self, name: str) -> bool:
        return any(name.startswith(f"{word} ") for word in PLACE_WORDS)

    def _total(self, cells: _Cells) -> int | None:
        """The cell that says this is a total: one of the first words of the row."""
        for place, text in cells.plains.items():
            if place > self.name + 1:
                break
            if any(text == word or text.startswith(f"{word} ") for word in self.words.totals):
                return place
        return None

    def _ends(self, text: str) -> bool:
        if _PLACE_AND_DAY.fullmatch(text) and len(text) < 70:
            return True
        return any(text == word or text.startswith(f"{word} ") for word in self.words.ends)


def _is_figure(text: str) -> bool:
    """Whether a plain cell of a column of figures holds one: the day of a signature is none."""
    return any(map(str.isdigit, text)) and not _NO_FIGURE.search(text)


def _is_number(value: object) -> bool:
    """Whether a cell is a running number."""
    if isinstance(value, float):
        return value > 0 and value.is_integer()
    return isinstance(value, str) and value.strip(" .").isdigit()


def named_rows(sheet: Sheet, head: Head, uses: Sequence[ColumnUse]) -> Iterator[SortedRow]:
    """The rows of a sheet without totals and groups: each with a name is a record."""
    name = next(each.column for each in uses if each.field == "name")
    for place, row in enumerate(sheet.rows[head.below :], start=head.below):
        if text_of(row[name]):
            yield SortedRow(place, RowKind.RECORD)
        else:
            is_filled = any(text_of(row[each.column]) for each in uses)
            yield SortedRow(place, RowKind.OTHER if is_filled else RowKind.BLANK)

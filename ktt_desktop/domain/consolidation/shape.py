"""What the book has a place for: the columns of each table, and what may stand in them."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from ktt_desktop.domain.dates import PartialDate
from ktt_desktop.domain.errors import InvalidInputError, UnreadableFileError

Cell = str | int | None


class Table(Protocol):
    """A table of a file: values stand in the order of the columns."""

    @property
    def columns(self) -> "tuple[str, ...] | list[str]":
        """The names of the columns."""

    @property
    def rows(self) -> "tuple[tuple[Cell, ...], ...] | list[list[Cell]]":
        """The rows."""


class Holds(StrEnum):
    """Kiểu của một cột."""

    TEXT = "text"
    NUMBER = "number"
    DATE = "date"


@dataclass(frozen=True, slots=True)
class Column:
    """Một cột của sổ; `blank` is what stands where nothing is known ("" or None).

    `choices` are all it may hold, empty for any text; `needed`: it is never blank.
    """

    name: str
    holds: Holds
    blank: str | None
    choices: frozenset[str] = frozenset()
    needed: bool = False


@dataclass(frozen=True, slots=True)
class Shape:
    """Các cột mà sổ nhận: of an organisation, of its lists by sheet, the codes of figures."""

    fields: tuple[Column, ...]
    lists: Mapping[str, tuple[Column, ...]]
    codes: tuple[str, ...]
    measures: frozenset[str]


def check_column(sheet: str, column: Column, values: "set[Cell]") -> None:
    """Raises UnreadableFileError naming the table and the column for what the book cannot hold."""
    if column.needed and not all(values):
        raise unreadable(sheet, column.name)
    for value in values:
        if value is not None and value != "" and not _fits(column, value):
            raise unreadable(sheet, column.name)


def check_objects(
    sheet: str, column: str, texts: "set[Cell]", holds: type | tuple[type, ...]
) -> None:
    """Raises UnreadableFileError for a text that is no JSON object of such values."""
    for text in texts:
        if text is None or text in ("", "{}"):
            continue
        try:
            found = json.loads(str(text))
        except ValueError:
            raise unreadable(sheet, column) from None
        if not isinstance(found, dict) or not all(
            isinstance(each, holds) and not isinstance(each, bool) for each in found.values()
        ):
            raise unreadable(sheet, column)


def unreadable(sheet: str, column: str) -> UnreadableFileError:
    """The sentence for a table that is not as the format says."""
    return UnreadableFileError(
        f"Tệp có bảng “{sheet}” không đúng mẫu ở cột “{column}” nên chưa nhận được. "
        "Xin lại tệp từ đơn vị nộp, kết xuất bằng bản mới của chương trình."
    )


def _fits(column: Column, value: str | int) -> bool:
    if column.holds is Holds.NUMBER:
        return isinstance(value, int)
    if not isinstance(value, str) or (column.choices and value not in column.choices):
        return False
    return column.holds is Holds.TEXT or _is_date(value)


def _is_date(text: str) -> bool:
    try:
        PartialDate.from_iso(text)
    except InvalidInputError:
        return False
    return True

"""A column of a list: what it shows of a row, how wide, and by what it sorts."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Generic, TypeVar

Row = TypeVar("Row")


@dataclass(frozen=True, slots=True)
class Column(Generic[Row]):
    """Cột; `width` in characters, `header` two lines at most, `sort_key` "" where it cannot sort.

    `tone` names the tone (good, warning, error, neutral) of a row's cell, "" for plain ink.
    """

    key: str
    header: str
    width: int
    text: Callable[[Row], str]
    is_right: bool = False
    sort_key: str = ""
    tone: Callable[[Row], str] | None = None

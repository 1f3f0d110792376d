"""Words looked for on printed pages: with their marks as typed, without any they match all."""

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

Box = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Hit:
    """Một chỗ tìm thấy; a box a line: left, top, width, height in points from the upper left."""

    page: int
    boxes: tuple[Box, ...]


def places(letters: Sequence[str], sought: str) -> Iterator[tuple[int, int]]:
    """First and last letter of each place; letters of a page as printed, line ends among them."""
    wanted = " ".join(unicodedata.normalize("NFC", sought).lower().split())
    if not wanted:
        return
    is_bare = wanted == "".join(map(_bare, wanted))
    text, origins = _on_one_line([_bare(each) if is_bare else each.lower() for each in letters])
    at = text.find(wanted)
    while at >= 0:
        yield origins[at], origins[at + len(wanted) - 1]
        at = text.find(wanted, at + len(wanted))


def _on_one_line(letters: Sequence[str]) -> tuple[str, list[int]]:
    """The text with one space for every gap, and where each of its letters comes from."""
    kept: list[str] = []
    origins: list[int] = []
    for place, each in enumerate(letters):
        letter = each if len(each) == 1 and each.isprintable() else " "
        if letter != " " or kept[-1:] != [" "]:
            kept.append(letter)
            origins.append(place)
    return "".join(kept), origins


@cache
def _bare(letter: str) -> str:
    """A small letter without its marks, still one letter."""
    small = letter.lower()
    return "d" if small == "đ" else unicodedata.normalize("NFD", small)[:1]

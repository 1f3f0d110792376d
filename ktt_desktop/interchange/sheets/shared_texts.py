"""How much text the cells of a workbook hold once every cell has its own copy of it.

A workbook keeps a text once for all its cells; calamine gives each cell a copy, so that a long
text in a million cells, a few kilobytes as a file, would be more than any memory.
"""

import re
from collections.abc import Iterable

MOST_TEXT = 100 * 1024 * 1024  # bytes of the texts of all cells
MOST_TEXTS = 1_500_000  # cells with text: each is an object of its own
MOST_INLINE = 250 * 1024 * 1024  # bytes of worksheets that keep the texts in their cells
_INDEX = re.compile(rb"""\bt\s*=\s*["']s["'][^>]*>\s*<(?:\w+:)?v[^>]*>\s*(\d{1,9})""")
_ENTRY = re.compile(rb"<(?:\w+:)?si(?=[\s/>])")


def shared_cells(sheet: bytes) -> int:
    """How many cells of a worksheet show a shared text."""
    return sheet.count(b'"s"') + sheet.count(b"'s'")


def own_texts(sheet: bytes) -> int:
    """How many cells of a worksheet keep their text themselves."""
    return sheet.count(b'"inlineStr"') + sheet.count(b"'inlineStr'") + sheet.count(b'"str"')


def lengths(texts: bytes) -> list[int]:
    """The bytes of each shared text."""
    return [len(each) for each in _ENTRY.split(texts)[1:]]


def is_too_much(texts: list[int], sheets: Iterable[bytes]) -> bool:
    """Whether the cells of these worksheets repeat too much, by the lengths of the texts."""
    total = 0
    for sheet in sheets:
        for found in _INDEX.finditer(sheet):
            place = int(found[1])
            total += texts[place] if place < len(texts) else 0
            if total > MOST_TEXT:
                return True
    return False

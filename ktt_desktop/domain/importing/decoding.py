"""Sheets in old Vietnamese letters read as Unicode; every change is noted, lost letters told."""

import re
from collections import Counter
from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass, replace

from ktt_desktop.domain.importing.records import Issue
from ktt_desktop.domain.importing.table import Row, Sheet
from ktt_desktop.domain.legacy_text import (
    Encoding,
    decode,
    is_surely_unicode,
    is_tcvn3_capitals,
    may_be_old,
)

LOST = "chữ có dấu đã mất thành “?”, không đoán được; ghi lại từ bản gốc"  # why of an issue
MANY_LOST = 0.2  # of the cells with letters: then no cell of the sheet can be believed
_LOST = re.compile(r"[^\W\d_]\?[^\W\d_]|(?<![^\W\d_])\?[^\W\d_]{1,6}|[^\W\d_]\?\s+[^\W\d_]|\ufffd")
_LETTER = re.compile(r"[^\W\d_]")


@dataclass(frozen=True, slots=True)
class Converted:
    """Một ô đã chuyển bảng mã: before and after, shown to the officer; rows from 1."""

    sheet: str | None
    row: int
    column: int
    before: str
    after: str
    encoding: Encoding
    sure: bool


def decoded(sheet: Sheet) -> tuple[Sheet, list[Converted]]:
    """The sheet with old letters as Unicode, and what was changed.

    A cell that may be read either way and has no font is old only where no cell is surely Unicode.

    Fonts are asked for only where some cell is old by its letters alone: an old font is often left
    on cells that were typed anew in Unicode.
    """
    alone = {
        value: decode(value)
        for value in sheet.texts
        if not value.isascii() and (may_be_old(value) or "\u00ad" in value)
    }
    old = Counter(
        each.encoding
        for each in alone.values()
        if each.sure and each.encoding is not Encoding.UNICODE
    )
    if not old:
        return sheet, []
    is_mixed = any(map(is_surely_unicode, sheet.texts))
    usual = None if is_mixed else old.most_common(1)[0][0]
    rows, converted = [list(row) for row in sheet.rows], []
    small = {each for each in sheet.texts if each.isascii() and each != each.upper()}
    for at, column, value in _places(sheet.rows, alone.keys() | small):
        font = sheet.font(at, column)
        if value in small and not is_tcvn3_capitals(font):
            continue
        found = decode(value, font, usual)
        rows[at][column] = found.text
        if found.encoding is not Encoding.UNICODE:
            converted.append(
                Converted(sheet.name, at + 1, column, value, found.text, found.encoding, found.sure)
            )
    comments = {place: decode(text, "", usual).text for place, text in sheet.comments.items()}
    return replace(sheet, rows=rows, comments=comments), converted


def lost_letters(sheet: Sheet) -> tuple[list[Issue], bool]:
    """Cells whose letters were lost ("H?p t?c x?"), and whether they are too many to read on."""
    signs = "".join(sheet.texts)
    if "?" not in signs and "\ufffd" not in signs:
        return [], False
    lost = {
        each for each in sheet.texts if ("?" in each or "\ufffd" in each) and _LOST.search(each)
    }
    if not lost:
        return [], False
    issues = [Issue(at + 1, "", value, LOST) for at, _, value in _places(sheet.rows, lost)]
    words = (each for row in sheet.rows for each in row if isinstance(each, str))
    return issues, len(issues) > MANY_LOST * sum(_LETTER.search(each) is not None for each in words)


def _places(rows: Sequence[Row], wanted: Container[str]) -> Iterator[tuple[int, int, str]]:
    """Where these texts stand."""
    return (
        (at, column, value)
        for at, row in enumerate(rows)
        for column, value in enumerate(row)
        if isinstance(value, str) and value in wanted
    )

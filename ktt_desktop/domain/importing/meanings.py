"""Kinds, sectors and states of organisations, told by cells, groups, names and the title."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache

from ktt_desktop.domain.importing.words import (
    ImportWords,
    first_word,
    holds,
    plain,
    plain_all,
    sector_of,
)

_NUMBERING = re.compile(r"^\s*(?:[IVXL]+|[A-HĐ]|\d+)\s*[.)/:\-–]\s*(?=\D)")
_COMMUNES = ("xa ", "phuong ", "thi tran ", "tt ", "p ", "x ")
_DISTRICTS = ("huyen ", "quan ", "thi xa ", "thanh pho ", "tp ", "tx ")


@dataclass(frozen=True, slots=True)
class Group:
    """Điều các dòng nhóm nói về những dòng dưới nó; "" where they say nothing."""

    kind: str = ""
    commune: str = ""
    sector: str = ""
    district: str = ""
    heading: str = ""  # a heading that says none of these: perhaps a commune without its word


def kinds(
    names: Sequence[str],
    said: Sequence[str],
    groups: Sequence[Group],
    around: str,
    words: ImportWords,
) -> list[str]:
    """The kind a name begins with, else what is said of it, else of all of the list.

    `around` are the title, the name of the sheet and the head over the names.
    """
    around = plain(around)
    named = {kind for word, kind in words.kinds if holds(around, word)}
    usual = named.pop() if len(named) == 1 else ""
    begins = cache(
        lambda text: next((kind for word, kind in words.kinds if text.startswith(word)), "")
    )
    told = zip(plain_all([name[:40] for name in names]), plain_all(said), groups, strict=True)
    return [
        begins(_start(name)) or (cell and begins(_start(cell))) or group.kind or usual
        for name, cell, group in told
    ]


def _start(text: str) -> str:
    """The first word, or as many letters as the longest word for a kind where it may be one."""
    first = text[:4]
    return first if first == "htx " else text[:24]


def sectors(
    names: Sequence[str], said: Sequence[str], groups: Sequence[Group], words: ImportWords
) -> list[str]:
    """What the cell says, else the group, else the name; a weak word gives way to the name."""
    strong = [each for each in words.sectors if not each.weak]
    labels = {each.bare: each.sector for each in words.sectors}
    of_cell = cache(lambda text: labels.get(plain(text)) or sector_of(text, strong))
    of_name = cache(lambda name: sector_of(name, strong))
    weak = cache(lambda text: sector_of(text, words.sectors))
    return [
        (text and of_cell(text))
        or group.sector
        or of_name(name)
        or (text and weak(text))
        or weak(name)
        for text, group, name in zip(said, groups, names, strict=True)
    ]


def states(said: Sequence[str], words: ImportWords) -> list[str]:
    """The state of each organisation; "" where none is said or the words are not known."""
    state = cache(lambda text: first_word(plain(text), words.states))
    return [state(text) if text else "" for text in said]


def entered(row: str, group: Group, words: ImportWords) -> tuple[Group, str]:
    """The group after a row that only names what follows, and why it is no record."""
    said = _NUMBERING.sub("", row)
    text = plain(said)
    if text.startswith(_COMMUNES):
        return replace(group, commune=said, heading=""), "dòng nhóm: xã, phường"
    if text.startswith(_DISTRICTS):
        return replace(group, commune="", district=said, heading=""), "dòng nhóm: huyện"
    kind = next((kind for word, kind in words.kinds if holds(text, word)), "")
    if kind and len(text.split()) <= 8:
        sector = sector_of(said, [each for each in words.sectors if not each.weak])
        return Group(kind, "", sector, group.district), "dòng nhóm: loại tổ chức"
    if sector := sector_of(said, words.sectors):
        return replace(group, sector=sector, heading=""), "dòng nhóm: lĩnh vực"
    return replace(group, commune="", heading=said), "dòng nhóm"

"""Kinds, sectors and states of organisations, told by cells, groups, names and the title."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from ktt_desktop.domain.importing.words import (
    ImportWords,
    first_word,
    holds,
    plain,
    plain_all,
    sector_of,
)
from ktt_desktop.domain.text import nfc

_KIND_IN_NAME = re.compile(r"(?i)^(?:(?:liên hiệp|lh) ?)?(?:hợp tác xã|htx|tổ hợp tác|tht|tổ)\b")
_STATES_OF_TITLES = (
    ("da giai the", "da_giai_the"),
    ("tam ngung hoat dong", "tam_ngung"),
    ("ngung hoat dong", "ngung_hoat_dong"),
    ("dang hoat dong", "dang_hoat_dong"),
    ("cho giai the", "dang_giai_the"),
    ("dang giai the", "dang_giai_the"),
)
_MORE = ("phai", "can", "de nghi", "du kien", "ke hoach", "khong", "chua")  # it is not so yet
NO_KIND = "-"  # an organisation that is none of the kinds


@dataclass(frozen=True, slots=True)
class Group:
    """Điều các dòng nhóm nói về những dòng dưới nó; "" where they say nothing."""

    kind: str = ""
    commune: str = ""
    sector: str = ""
    district: str = ""
    state: str = ""
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
    usual = _kind_of_all(plain(around), words)
    begins = cache(lambda text: _kind_begun(text, words))
    told = zip(plain_all(names), plain_all(said), groups, strict=True)
    found = (
        begins(_start(name)) or (cell and begins(_start(cell))) or group.kind or usual
        for name, cell, group in told
    )
    return ["" if kind == NO_KIND else kind for kind in found]


def _kind_begun(text: str, words: ImportWords) -> str:
    """The kind a text begins with, NO_KIND of a company, "" where it tells nothing."""
    if any(text.startswith(f"{word} ") or text == word for word in words.others):
        return NO_KIND
    return next((kind for word, kind in words.kinds if text.startswith(word)), "")


def _kind_of_all(around: str, words: ImportWords) -> str:
    """The one kind that is named; a word inside a longer one is none: "tổ hợp tác xã Kép"."""
    named = set()
    for word, kind in words.kinds:
        if holds(around, word):
            named.add(kind)
            around = f" {around} ".replace(f" {word} ", " ")
    return named.pop() if len(named) == 1 else ""


def _start(text: str) -> str:
    """The first word, or as many letters as the longest word for a kind where it may be one."""
    first = text[:4]
    return first if first == "htx " else text[:24]


def sectors(
    names: Sequence[str], said: Sequence[str], groups: Sequence[Group], words: ImportWords
) -> list[str]:
    """What the cell says, else the group, else the name; a weak word gives way to the name."""
    names = without_proper(names, words)
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


def without_proper(names: Sequence[str], words: ImportWords) -> list[str]:
    """The names without words that only look like a sector: "HTX Hoa Mai", "HTX An Lạc"."""
    return [
        name if words.proper.isdisjoint(name.lower().split()) else _without_proper(name, words)
        for name in names
    ]


def _without_proper(name: str, words: ImportWords) -> str:
    if name.isupper():
        return name
    texts = _KIND_IN_NAME.sub("", nfc(name)).split()
    capital = [False, *(each[:1].isupper() and not each.isupper() for each in texts), False]
    return " ".join(
        text
        for at, text in enumerate(texts, start=1)
        if not (
            capital[at] and text.lower() in words.proper and (capital[at - 1] or capital[at + 1])
        )
    )


def state_of_all(title: str) -> str:
    """The one state a title says of all that is listed: "Danh sách HTX đã giải thể"."""
    text, named = plain(title), set()
    if any(holds(text, word) for word in _MORE):
        return ""
    for word, state in _STATES_OF_TITLES:
        if holds(text, word):
            named.add(state)
            text = f" {text} ".replace(f" {word} ", " ")
    return named.pop() if len(named) == 1 else ""


def states(said: Sequence[str], words: ImportWords) -> list[str]:
    """The state of each organisation; "" where none is said or the words are not known."""
    state = cache(lambda text: first_word(plain(text), words.states))
    return [state(text) if text else "" for text in said]

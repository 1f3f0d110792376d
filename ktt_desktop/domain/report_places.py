"""Which section of a report a heading of another text means: same words, order left aside."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from ktt_desktop.domain.text import fold

LEAST_ALIKE = 0.5  # of the words of two headings
ANCESTOR = 0.4  # how much a heading above counts beside the heading itself
_SHORT = {
    "lien hiep hop tac xa": "lhhtx",
    "lh htx": "lhhtx",
    "to hop tac": "tht",
    "hop tac xa": "htx",
    "kinh te tap the": "kttt",
}
_NUMBER = re.compile(r"^\s*(?:phan (?:thu )?\w+|[ivx]+|\d+(?:\.\d+)*|[a-z])\s*[.):-]?\s+")
_WORD = re.compile(r"[a-z]{2,}")
_EMPTY = frozenset({"ve", "cac", "cua", "va", "cho", "trong", "nam", "den", "tinh", "thang", "doi"})


@dataclass(frozen=True, slots=True)
class Section:
    """Một mục của báo cáo: its id, its heading and those above it, the outermost first."""

    id: str
    headings: tuple[str, ...]


def key_words(text: str) -> frozenset[str]:
    """The words a text is known by: folded, the usual names shortened, without its number."""
    plain = fold(text)
    plain = _NUMBER.sub("", plain)
    for long, short in _SHORT.items():
        plain = plain.replace(long, short)
    return frozenset(_WORD.findall(plain)) - _EMPTY


def alike(one: frozenset[str], other: frozenset[str]) -> float:
    """How many of the words of the two are common, from 0 to 1."""
    return len(one & other) / len(one | other) if one and other else 0.0


def contained(one: frozenset[str], other: frozenset[str]) -> float:
    """How much of the shorter the longer one holds, from 0 to 1."""
    return len(one & other) / min(len(one), len(other)) if one and other else 0.0


def section_of(headings: Sequence[str], sections: Iterable[Section]) -> str:
    """The section that headings mean, the innermost they name; empty where none is alike."""
    known = list(sections)
    for depth in range(len(headings), 0, -1):
        path = headings[:depth]
        rated = [(rate, each.id) for each in known if (rate := _rate(path, each)) > 0]
        if rated:
            return max(rated, key=lambda each: each[0])[1]
    return ""


def _rate(path: Sequence[str], section: Section) -> float:
    own = alike(key_words(path[-1]), key_words(section.headings[-1]))
    if own < LEAST_ALIKE:
        return 0.0
    above = [key_words(each) for each in path[:-1]]
    there = [key_words(each) for each in section.headings[:-1]]
    if not above or not there:
        return own
    found = [max(alike(each, other) for other in there) for each in above]
    return own + ANCESTOR * sum(found) / len(found)


def below(id_: str, sections: Mapping[str, Section]) -> frozenset[str]:
    """A section with all that stand under it."""
    headings = sections[id_].headings
    return frozenset(
        each.id for each in sections.values() if each.headings[: len(headings)] == headings
    )

"""Searching the register: the key stored beside a record, and what a typed text asks of it."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from unicodedata import normalize

from ktt_desktop.domain.terms import OrganisationKind
from ktt_desktop.domain.text import fold, nfc, tone_canonical

# A search for either form of the kind finds the record, whichever form its name is written in.
KIND_WORDS: Mapping[OrganisationKind, str] = {
    OrganisationKind.COOPERATIVE: "hợp tác xã htx",
    OrganisationKind.COOPERATIVE_UNION: "liên hiệp hợp tác xã htx lhhtx",
    OrganisationKind.COOPERATIVE_GROUP: "tổ hợp tác tht",
}
_SIGNS = re.compile(r"[\W_]+")
_SIGNS_OF_LINES = re.compile(r" ?(?:[^\w\n ]|_)(?:[^\w\n]|_)*")  # single spaces stay
_MARKS = re.compile("[\u0300-\u036f]+")


@dataclass(frozen=True, slots=True)
class SearchWord:
    """Một từ cần tìm: without marks, and as typed where it was typed with marks (else empty)."""

    bare: str
    marked: str


def search_key(kind: OrganisationKind, texts: Iterable[str]) -> str:
    """Khóa tìm of an organisation: its texts and the words for its kind."""
    return text_key(" ".join((*texts, KIND_WORDS[kind])))


def text_key(text: str) -> str:
    """The words without marks, a line break, the words with their marks."""
    marked = _plain(text)
    return f"{fold(marked)}\n{marked}"


def text_keys(texts: Iterable[str]) -> tuple[list[str], list[str]]:
    """The same for many texts at once, far sooner: without marks, and with their marks."""
    lines = "\n".join(" ".join(text.split()) for text in texts)
    marked = _SIGNS_OF_LINES.sub(" ", tone_canonical(lines.lower()))
    bare = _MARKS.sub("", normalize("NFD", marked)).replace("đ", "d")
    return bare.split("\n"), marked.split("\n")


def has_words(key: str, words: Iterable[SearchWord]) -> bool:
    """Whether a text with this key has all the words; marks that were typed must be there."""
    return all((word.marked or word.bare) in key for word in words)


def search_words(typed: str) -> tuple[SearchWord, ...]:
    """The words of a search; signs and spacing do not matter, empty for a blank text."""
    return tuple(
        SearchWord(fold(word), "" if fold(word) == word else word) for word in _plain(typed).split()
    )


def _plain(text: str) -> str:
    """Composed, lower case, newer tone placement, one space where there were signs."""
    return _SIGNS.sub(" ", tone_canonical(nfc(text).lower())).strip()

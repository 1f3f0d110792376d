"""The words lists are understood by: heads of columns, groups, totals, kinds, states, sectors."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from ktt_desktop.domain.text import fold, fold_lines, nfc, single_spaces

_SIGNS = re.compile(r"[^\w/%&+-]+")
_NOT = re.compile(
    r"\b(?:phi (?:nông nghiệp|nong nghiep|nn)"
    r"|điện (?:biên|bàn)|dien (?:bien|ban)|(?:chợ|cho) (?:mới|moi|đồn|don|gạo|gao|lách|lach))\b"
)
_SIGNS_OF_LINES = re.compile(r"[^\w/%&+\-\n ]+")


FIGURE = "figure."  # what `into` begins with where a value is a figure of the phiếu
NOT_OF_SUPPORT = (FIGURE, "organisation.charter_capital", "organisation.note")


def plain(text: str) -> str:
    """Folded words with single spaces and no punctuation but / % & + -."""
    return " ".join(_SIGNS.sub(" ", fold(text)).split())


def plain_all(texts: Sequence[str]) -> list[str]:
    """The same of many texts, each on one line, far sooner."""
    folded = fold_lines("\n".join(("|", *texts, "|")))  # no blank first or last line is lost
    lines = single_spaces(_SIGNS_OF_LINES.sub(" ", folded)).split("\n")
    return [line.strip() for line in lines[1:-1]]


def holds(text: str, word: str) -> bool:
    """Whether the words stand in the plain text as whole words."""
    return f" {word} " in f" {text} "


@dataclass(frozen=True, slots=True)
class FieldWords:
    """Một cột có thể có của danh sách: by which words its head is known.

    A head holds one of `needs` where there are any; `whole` heads hold nothing else. `amount` is
    "count" or "money" for figures.
    """

    id: str
    any: tuple[str, ...]
    none: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()
    whole: bool = False
    amount: str = ""
    label: str = ""  # what officers see
    into: str = ""  # where a value goes, see import_words.toml; "" where it only helps to read
    of_year: str = ""  # where a value goes whose head names a year, if elsewhere
    titled: tuple[str, ...] = ()  # the words of its head in a list whose title says support

    def fits(self, head: str) -> bool:
        """Whether all that stands over a column, plain, may be this field."""
        return not any(holds(head, word) for word in self.none) and (
            not self.needs or any(holds(head, word) for word in self.needs)
        )

    def score(self, head: str) -> int:
        """How well a plain head fits: the letters of the longest word in it; 0 = not at all."""
        if self.whole:
            return len(head) if head in self.any else 0
        apart = head.replace("/", " ")
        return max(
            (len(word) for word in self.any if holds(head, word) or holds(apart, word)), default=0
        )


@dataclass(frozen=True, slots=True)
class SectorWord:
    """Một chữ chỉ lĩnh vực: with its marks, and without; a weak one counts where no other does."""

    marked: str
    bare: str
    sector: str
    weak: bool


@dataclass(frozen=True)
class ImportWords:
    """Từ vựng của việc nhập danh sách."""

    fields: Mapping[str, FieldWords]
    kinds: tuple[tuple[str, str], ...]  # (words a name begins with, kind), the longest first
    states: tuple[tuple[str, str], ...]
    sectors: tuple[SectorWord, ...]
    totals: tuple[str, ...]
    ends: tuple[str, ...]
    units: tuple[tuple[str, int], ...]  # (words of a money unit, zeros of đồng)
    others: tuple[str, ...] = ()  # what the name of an organisation of no kind begins with
    proper: frozenset[str] = frozenset()  # words for a sector that are also parts of proper names

    @cached_property
    def amounts(self) -> frozenset[str]:
        """The fields that are figures."""
        return frozenset(each.id for each in self.fields.values() if each.amount)

    @cached_property
    def of_support(self) -> "ImportWords":
        """The words of a list that says in its title that it tells of support given."""
        fields = {
            id_: replace(each, any=() if each.into.startswith(NOT_OF_SUPPORT) else each.any)
            for id_, each in self.fields.items()
        }
        titled = {
            id_: replace(each, any=each.titled) for id_, each in self.fields.items() if each.titled
        }
        return replace(self, fields=fields | titled)

    @cached_property
    def _best(self) -> dict[str, str]:
        """What was asked before: the same heads are looked at again and again."""
        return {}

    @cached_property
    def _begun(self) -> dict[str, list[tuple[str, FieldWords]]]:
        """The words for fields by what they begin with: a cell of a list holds none of most."""
        found: dict[str, list[tuple[str, FieldWords]]] = {}
        for each in self.fields.values():
            for word in each.any:
                found.setdefault(word.split(" ")[0], []).append((word, each))
        return found

    def best_field(self, head: str) -> str:
        """The field a plain head fits best, "" where none."""
        if (known := self._best.get(head)) is None:
            said = self._said(head)
            if not said:
                return ""
            scored = (
                (each.score(head), bool(each.needs), each.id) for each in said if each.fits(head)
            )
            score, _, id_ = max(scored, default=(0, False, ""))
            known = self._best[head] = id_ if score else ""
        return known

    def _said(self, head: str) -> list[FieldWords]:
        """The fields with a word in a plain head, some of them twice."""
        apart = head.replace("/", " ")
        return [
            each
            for begun in {*head.split(" "), *apart.split(" ")} & self._begun.keys()
            for word, each in self._begun[begun]
            if holds(head, word) or holds(apart, word)
        ]


def first_word(text: str, words: Iterable[tuple[str, str]]) -> str:
    """What the first of the words that stands in a plain text means; "" where none does.

    A word that means nothing is taken out of the text.
    """
    for word, meaning in words:
        if holds(text, word):
            if meaning:
                return meaning
            text = f" {text} ".replace(f" {word} ", " ").strip()
    return ""


def sector_of(text: str, words: Iterable[SectorWord]) -> str:
    """The sector the first telling word of a cell names; "" where none does.

    A text with marks is compared with marks: "chế biến" is no "chè". A text that is one of the
    words and nothing else is what it says, however weak the word.
    """
    lower = _NOT.sub(" ", " ".join(_SIGNS.sub(" ", nfc(text).lower()).split()))
    bare = fold(lower)
    is_marked = bare != lower
    found = [
        (each.weak, f" {lower if is_marked else bare} ".find(f" {word} "), -len(word), each.sector)
        for each in words
        for word in [each.marked if is_marked else each.bare]
        if holds(lower if is_marked else bare, word)
    ]
    return min(found)[3] if found else ""

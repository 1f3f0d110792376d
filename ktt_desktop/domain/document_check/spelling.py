"""R12: fixed terms written wrong."""

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

from ktt_desktop.domain.document_check.findings import DocumentFinding, notice
from ktt_desktop.domain.document_check.known import Known
from ktt_desktop.domain.document_check.lines import Line
from ktt_desktop.domain.text import fold

_WORD = re.compile(r"[^\W\d_]+")
_PAIR = re.compile(r"(?=(?<!\w)(?P<pair>[^\W\d_]+ [^\W\d_]+)(?!\w))")
_BEFORE, _AFTER = re.compile(r"([^\W\d_]+) $"), re.compile(r" ([^\W\d_]+)")
TONES = "\u0300\u0301\u0303\u0309\u0323"


def slips(known: Known) -> Iterator[DocumentFinding]:
    """Fixed terms written wrong."""
    for line in known.document.lines:
        for found in _WORD.finditer(line.plain):
            right = known.words.wrong.get(found[0])
            if right:
                yield _slip(line, found.start(), found.end(), right)
        for wrong, right in known.words.wrong.items():
            for match in (
                re.finditer(rf"(?<!\w){re.escape(wrong)}(?!\w)", line.plain) if " " in wrong else ()
            ):
                yield _slip(line, match.start(), match.end(), right)
        for pair in _PAIR.finditer(line.plain):
            term = _misspelt(pair["pair"], known.words.terms, known.words.fine)
            if term and not _joined(line.plain, pair.span("pair"), known):
                yield _slip(line, pair.start("pair"), pair.end("pair"), term)


def _slip(line: Line, start: int, end: int, right: str) -> DocumentFinding:
    place = line.quote(max(0, start - 30), end + 30)
    return notice("R12", f"“{line.text[start:end]}” có thể là “{right}”.", [place])


def _joined(plain: str, span: tuple[int, int], known: Known) -> bool:
    """Whether one of the two words belongs to its other neighbour: "nhận thức | đầy đủ"."""
    before, after = _BEFORE.search(plain[: span[0]]), _AFTER.match(plain[span[1] :])
    first, _, second = plain[span[0] : span[1]].partition(" ")
    pairs = (f"{before[1]} {first}" if before else "", f"{second} {after[1]}" if after else "")
    return any(pair in known.words.compounds for pair in pairs)


def _misspelt(pair: str, terms: tuple[str, ...], fine: frozenset[str]) -> str:
    """The term this pair of words is one slip away from."""
    if pair in fine or pair in terms:
        return ""
    first, second = pair.split(" ")
    by_first, by_second, folded = _index(terms)
    if term := folded.get(fold(pair)):
        return term
    for term in by_first.get(first, ()):
        if _one_slip(second, term.split(" ")[1]):
            return term
    for term in by_second.get(second, ()):
        if _one_slip(first, term.split(" ")[0]):
            return term
    return ""


@lru_cache(maxsize=4)
def _index(
    terms: tuple[str, ...],
) -> tuple[dict[str, list[str]], dict[str, list[str]], dict[str, str]]:
    first: dict[str, list[str]] = {}
    second: dict[str, list[str]] = {}
    for term in terms:
        one, two = term.split(" ")
        first.setdefault(one, []).append(term)
        second.setdefault(two, []).append(term)
    return first, second, {fold(term): term for term in terms}


@lru_cache(maxsize=65536)
def _one_slip(word: str, right: str) -> bool:
    """Other marks on the same letters, or one letter more, less or different."""
    if word == right:
        return False
    one, other = fold(word), fold(right)
    if one == other:
        return True
    return _one_letter(one, other) and _tones(word) == _tones(right)


def _tones(word: str) -> str:
    return "".join(char for char in unicodedata.normalize("NFD", word) if char in TONES)


def _one_letter(one: str, other: str) -> bool:
    if abs(len(one) - len(other)) > 1:
        return False
    start = 0
    while start < min(len(one), len(other)) and one[start] == other[start]:
        start += 1
    rest = (one[start:], other[start:])
    return rest[0][1:] == rest[1][1:] or rest[0][1:] == rest[1] or rest[0] == rest[1][1:]

"""Two texts side by side: which paragraphs were kept, added, removed or changed, word by word."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum


class Fate(StrEnum):
    """Số phận của một đoạn, một cụm từ giữa hai bản."""

    KEPT = "kept"
    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"  # of a paragraph only


@dataclass(frozen=True, slots=True)
class Span:
    """Cụm từ của một đoạn đã sửa."""

    fate: Fate
    text: str


@dataclass(frozen=True, slots=True)
class ComparedParagraph:
    """Một đoạn ở hai bản; the spans of a changed one, one span of any other."""

    fate: Fate
    spans: tuple[Span, ...]


ALIKE = 0.5  # paragraphs that share fewer words are two, not one that was changed
_WORDS = re.compile(r"\s+|[^\W_]+(?:[.,][^\W_]+)*|.", re.DOTALL)


def compared(older: Sequence[str], newer: Sequence[str]) -> tuple[ComparedParagraph, ...]:
    """The paragraphs of both texts in order."""
    return tuple(_paragraphs(older, newer))


def _paragraphs(older: Sequence[str], newer: Sequence[str]) -> Iterator[ComparedParagraph]:
    matcher = SequenceMatcher(None, older, newer, autojunk=False)
    for tag, i, j, k, m in matcher.get_opcodes():
        if tag == "equal":
            yield from (_whole(Fate.KEPT, each) for each in newer[k:m])
        else:
            yield from _replaced(older[i:j], newer[k:m])


def _replaced(older: Sequence[str], newer: Sequence[str]) -> Iterator[ComparedParagraph]:
    """Paragraphs that are alike were changed; of the others the old ones come first."""
    at_old = at_new = 0
    for old, new in (*_alike(older, newer), (len(older), len(newer))):
        yield from (_whole(Fate.REMOVED, each) for each in older[at_old:old])
        yield from (_whole(Fate.ADDED, each) for each in newer[at_new:new])
        if old < len(older):
            yield ComparedParagraph(Fate.CHANGED, tuple(spans(older[old], newer[new])))
        at_old, at_new = old + 1, new + 1


def _alike(older: Sequence[str], newer: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Every new paragraph with the first old one it is like, in the order of both."""
    first = 0
    for new, words in enumerate(newer):
        found = (old for old in range(first, len(older)) if _is_like(older[old], words))
        if (old := next(found, None)) is not None:
            yield old, new
            first = old + 1


def _is_like(old: str, new: str) -> bool:
    matcher = SequenceMatcher(None, _split(old), _split(new), autojunk=False)
    bounds = (matcher.real_quick_ratio, matcher.quick_ratio, matcher.ratio)  # the cheap ones first
    return all(each() >= ALIKE for each in bounds)


def spans(old: str, new: str) -> Iterator[Span]:
    """What was taken out of a paragraph and put in, word by word; numbers are never cut."""
    before, after = _split(old), _split(new)
    for tag, i, j, k, m in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if tag == "equal":
            yield Span(Fate.KEPT, "".join(after[k:m]))
            continue
        if i < j:
            yield Span(Fate.REMOVED, "".join(before[i:j]))
        if k < m:
            yield Span(Fate.ADDED, "".join(after[k:m]))


def _split(text: str) -> list[str]:
    return _WORDS.findall(text)


def _whole(fate: Fate, text: str) -> ComparedParagraph:
    return ComparedParagraph(fate, (Span(fate, text),))

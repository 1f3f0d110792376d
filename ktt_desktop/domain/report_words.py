"""Plain words laid over the officer's richer ones: what they say alike keeps its style."""

import re
from collections.abc import Iterator

from ktt_desktop.domain.report_text import (
    RichItem,
    RichParagraph,
    RichRun,
    SectionText,
    from_plain,
    plain_text,
)

VALUES = (r"\d[\d.,]*", "(?:tăng|giảm)")  # what a figure can say otherwise
_PARTS = re.compile(f"({'|'.join(VALUES)})")


def with_plain(text: SectionText, words: str) -> SectionText:
    """The items of `text` whose words come in `words`, in that order, and plain ones for others.

    A locked figure may have another value in `words`: it follows the data, not the words.
    Items without words of their own (pictures, places of sentences) stay behind what they followed.
    """
    groups = list(_groups(text))
    found: list[RichItem] = list(groups.pop(0)[1])  # what stands before the first words
    waiting = words.split("\n")
    while waiting:
        place = next((n for n, (said, _) in enumerate(groups) if _begin(waiting, said)), None)
        if place is None:
            found += from_plain(waiting.pop(0))
            continue
        said, items = groups.pop(place)
        found += items
        del waiting[: len(said)]
    return tuple(found) + tuple(
        item for _, items in groups for item in items if not plain_text((item,))
    )


def _begin(lines: list[str], said: list[re.Pattern[str]]) -> bool:
    begun = lines[: len(said)]
    return len(begun) == len(said) and all(map(re.Pattern.fullmatch, said, begun))


def _groups(text: SectionText) -> Iterator[tuple[list[re.Pattern[str]], list[RichItem]]]:
    """Each item with words and what its lines say, and the items without any that follow it."""
    said: list[re.Pattern[str]] = []
    items: list[RichItem] = []
    for item in text:
        if plain_text((item,)):
            yield said, items
            said, items = list(_lines(item)), []
        items.append(item)
    yield said, items


def _lines(item: RichItem) -> Iterator[re.Pattern[str]]:
    """A paragraph of nothing but figures says nothing one could know it by."""
    if isinstance(item, RichParagraph) and any(_says(run) for run in item.runs):
        yield from map(re.compile, "".join(map(_pattern, item.runs)).split("\n"))
    else:
        yield from (re.compile(re.escape(line)) for line in plain_text((item,)).split("\n"))


def _says(run: RichRun) -> bool:
    return run.figure is None and bool(run.text.strip())


def _pattern(run: RichRun) -> str:
    """The words of a run; a locked figure with any number, more or less."""
    if run.figure is None or run.figure.refused:
        return "\n".join(map(re.escape, run.text.split("\n")))
    return "".join(
        next((each for each in VALUES if re.fullmatch(each, part)), re.escape(part))
        for part in _PARTS.split(run.text)
    )

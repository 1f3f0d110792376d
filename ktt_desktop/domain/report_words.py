"""Plain words laid over the officer's richer ones: what they say alike keeps its style."""

from collections.abc import Iterator

from ktt_desktop.domain.report_text import RichItem, SectionText, from_plain, plain_text


def with_plain(text: SectionText, words: str) -> SectionText:
    """The items of `text` whose words come in `words`, in that order, and plain ones for others.

    Items without words of their own (pictures, places of sentences) stay behind what they followed.
    """
    groups = list(_groups(text))
    found: list[RichItem] = list(groups.pop(0)[1])  # what stands before the first words
    waiting = words.split("\n")
    while waiting:
        place = next((n for n, (said, _) in enumerate(groups) if _begins(waiting, said)), None)
        if place is None:
            found += from_plain(waiting.pop(0))
            continue
        said, items = groups.pop(place)
        found += items
        del waiting[: len(said)]
    return tuple(found) + tuple(
        item for _, items in groups for item in items if not plain_text((item,))
    )


def _begins(lines: list[str], said: list[str]) -> bool:
    return lines[: len(said)] == said


def _groups(text: SectionText) -> Iterator[tuple[list[str], list[RichItem]]]:
    """Each item with words and its lines, and the items without any that follow it."""
    said: list[str] = []
    items: list[RichItem] = []
    for item in text:
        if plain_text((item,)):
            yield said, items
            said, items = plain_text((item,)).split("\n"), []
        items.append(item)
    yield said, items

"""Changes of an outline as the unit makes them: its entry in, another entry out.

A section is known by its place in the list; those under it are the deeper ones that follow.
"""

from collections.abc import Mapping
from typing import Any

from ktt_desktop.catalogue.outline import DEPTH
from ktt_desktop.catalogue.outline_entries import Entry
from ktt_desktop.domain.document import HeadingLevel


def as_own(entry: Entry, label: str) -> Entry:
    """A copy under another name; it is the usual report of no kind of period."""
    return {**entry, "label": label, "periods": []}


def sections_of(entry: Entry) -> list[Entry]:
    """Its sections in order."""
    return list(entry["section"])


def with_section(entry: Entry, place: int, section: Entry) -> Entry:
    """With a section in place of the one that stands there."""
    sections = sections_of(entry)
    sections[place] = section
    return {**entry, "section": sections}


def with_new_section(entry: Entry, after: int, id_: str) -> tuple[Entry, int]:
    """With an empty section behind one and those under it, at the same level; and its place."""
    sections = sections_of(entry)
    level = sections[after]["level"] if sections else HeadingLevel.ROMAN.value
    place = end_of(sections, after) if sections else 0
    new = {"id": id_, "level": level, "heading": "Mục mới", "block": [{"free": "Lời văn"}]}
    sections.insert(place, new)
    return {**entry, "section": sections}, place


def without_section(entry: Entry, place: int) -> Entry:
    """Without a section and those under it."""
    sections = sections_of(entry)
    del sections[place : end_of(sections, place)]
    return {**entry, "section": sections}


def with_section_moved(entry: Entry, place: int, down: bool) -> tuple[Entry, int]:
    """With a section and those under it before or behind its neighbour; and its place then."""
    sections = sections_of(entry)
    end = end_of(sections, place)
    if down:
        if end == len(sections) or _depth(sections[end]) != _depth(sections[place]):
            return entry, place
        behind = end_of(sections, end)
        moved = sections[end:behind] + sections[place:end]
        return {**entry, "section": sections[:place] + moved + sections[behind:]}, (
            place + behind - end
        )
    before = place - 1
    while before >= 0 and _depth(sections[before]) > _depth(sections[place]):
        before -= 1
    if before < 0 or _depth(sections[before]) != _depth(sections[place]):
        return entry, place
    moved = sections[place:end] + sections[before:place]
    return {**entry, "section": sections[:before] + moved + sections[end:]}, before


def with_switch(entry: Entry, place: int) -> Entry:
    """With a section printed or not printed, unless a report asks otherwise."""
    section = sections_of(entry)[place]
    return with_section(entry, place, {**section, "off": not section.get("off", False)})


def end_of(sections: list[Entry], place: int) -> int:
    """The place behind a section and all that stand under it."""
    end = place + 1
    while end < len(sections) and _depth(sections[end]) > _depth(sections[place]):
        end += 1
    return end


def _depth(section: Mapping[str, Any]) -> int:
    return DEPTH.index(HeadingLevel(section["level"]))

"""Rows of a file that may be an organisation of a row above them."""

from collections.abc import Mapping

from ktt_desktop.domain.importing.choices import ListAt
from ktt_desktop.services.list_reading import FileReading

Where = tuple[ListAt, int]  # a list, and the place of a row in it


def repeats(reading: FileReading) -> Mapping[Where, tuple[tuple[Where, ...], str]]:
    """Row → the rows above that it may be one with, and why."""
    places: dict[tuple[str | None, int, str], Where] = {}
    for each in reading.lists:
        read = each.list
        for place, (row, name) in enumerate(zip(read.rows, read.names, strict=True)):
            places[read.sheet, row, name] = each.at, place
    found: dict[Where, tuple[tuple[Where, ...], str]] = {}
    for same in reading.duplicates:
        keys = zip(same.sheets, same.rows, same.names, strict=True)
        group = [places[key] for key in keys if key in places]
        for number, where in enumerate(group[1:], start=1):
            found.setdefault(where, (tuple(group[:number]), same.reason))
    return found

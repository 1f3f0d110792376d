"""Rows as runs: ten thousand chosen rows are a few ranges, not ten thousand selections."""

from collections.abc import Iterable, Iterator


def ranges(rows: Iterable[int]) -> Iterator[tuple[int, int]]:
    """The first and last row of every run of rows that follow each other; rows come in order."""
    first = last = None
    for row in rows:
        if last is None or row != last + 1:
            if first is not None and last is not None:
                yield first, last
            first = row
        last = row
    if first is not None and last is not None:
        yield first, last

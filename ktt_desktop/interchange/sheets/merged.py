"""Merged cells as they count: of more than one cell, and no more than a sheet may have."""

from collections.abc import Iterable, Iterator

from ktt_desktop.domain.importing.table import Span

MOST_MERGED = 2_000_000  # cells under all merges of a sheet


def counted(spans: Iterable[Span]) -> Iterator[Span]:
    """The merges without those of one cell, and without what no hand can have merged."""
    cells = 0
    for each in spans:
        area = (each.bottom - each.top + 1) * (each.right - each.left + 1)
        if area > 1 and cells + area <= MOST_MERGED:
            cells += area
            yield each

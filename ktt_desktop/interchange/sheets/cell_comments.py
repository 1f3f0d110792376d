"""Comments officers wrote on cells (ghi chú của ô), within bounds, without those of the program."""

from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from typing import Any

from ktt_desktop.interchange.sheets.far_cells import Place, column_of

PROGRAM = "Sổ KTTT"  # who signs the comments of an error workbook
MOST, LONGEST = 2_000, 300  # comments of a sheet, letters of one
LARGEST_PART = 20 * 1024 * 1024


def bounded(comments: Iterable[tuple[Place, str, str]]) -> dict[Place, str]:
    """The comments by their cell, of (cell, author, text)."""
    told = (
        (place, text)
        for place, author, said in comments
        if author != PROGRAM and (text := " ".join(said.split()))
    )
    return {
        place: text if len(text) <= LONGEST else f"{text[:LONGEST]}…"
        for place, text in islice(told, MOST)
    }


def comments_of(notes: bytes, threads: bytes = b"") -> dict[Place, str]:
    """The comments of a worksheet of an .xlsx: its notes, and threads, which say it better."""
    return bounded(_notes(notes)) | bounded(_threads(threads))


def _notes(part: bytes) -> Iterator[tuple[Place, str, str]]:
    root = _root(part)
    if root is None:
        return
    authors = ["".join(each.itertext()) for each in root.iter("{*}author")]
    for each in root.iter("{*}comment"):
        place, author = _place(each), each.get("authorId", "")
        known = author.isdecimal() and int(author) < len(authors)
        texts = (t.text or "" for text in each.iterchildren("{*}text") for t in text.iter("{*}t"))
        if place is not None:
            yield place, authors[int(author)] if known else "", "".join(texts)


def _threads(part: bytes) -> Iterator[tuple[Place, str, str]]:
    root = _root(part)
    said: dict[Place, list[str]] = {}
    for each in () if root is None else root.iter("{*}threadedComment"):
        if (place := _place(each)) is not None:
            said.setdefault(place, []).append(each.findtext("{*}text") or "")
    yield from ((place, "", " | ".join(texts)) for place, texts in said.items())


def _root(part: bytes) -> Any:
    """The root of a part; none where it is empty, too large or broken."""
    from lxml import etree

    if not part or len(part) > LARGEST_PART:
        return None
    try:
        parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)
        return etree.fromstring(part, parser=parser)
    except (etree.LxmlError, ValueError):
        return None


def _place(comment: Any) -> Place | None:
    said = comment.get("ref", "")
    letters = said.rstrip("0123456789")
    digits = said[len(letters) :]
    if (
        not digits
        or not letters.isalpha()
        or not letters.isascii()
        or len(said) > len("XFD1048576")
    ):
        return None
    return int(digits) - 1, column_of(letters.upper().encode())


def placed(comments: Mapping[Place, str], height: int, width: int) -> dict[Place, str]:
    """Those of cells that are in the sheet."""
    return {
        (row, column): text
        for (row, column), text in comments.items()
        if row < height and column < width
    }

"""The outline of the file (dấu trang): one entry a heading, nested as the headings are."""

from reportlab.pdfgen.canvas import Canvas

from ktt_desktop.domain.document import Annex, Heading, HeadingLevel

_RANKS = {level: rank for rank, level in enumerate(HeadingLevel, start=1)}
ANNEX_RANK = 0


class Bookmark:
    """Một dấu trang: its words, and how deep a heading of its kind stands."""

    def __init__(self, title: str, rank: int) -> None:
        self.title, self.rank = title, rank


def of_heading(heading: Heading) -> Bookmark:
    """Dấu trang của một đề mục."""
    title = f"{heading.text}. {heading.title}" if heading.title else heading.text
    return Bookmark(title, _RANKS[heading.level])


def of_annex(annex: Annex) -> Bookmark:
    """Dấu trang của một phụ lục; what is inside stands below it."""
    return Bookmark(f"Phụ lục {annex.number}".strip() + f": {annex.title}", ANNEX_RANK)


class Bookmarks:
    """Writes them in the order of the pages; a level left out makes no hole in the outline."""

    def __init__(self) -> None:
        self._open: list[int] = []
        self._count = 0

    def add(self, canvas: Canvas, bookmark: Bookmark, top: float) -> None:
        """One more entry, for a place `top` points above the foot of the page being written."""
        while self._open and self._open[-1] >= bookmark.rank:
            self._open.pop()
        level = len(self._open)
        self._open.append(bookmark.rank)
        self._count += 1
        key = f"de-muc-{self._count}"
        canvas.bookmarkPage(key, fit="XYZ", left=0, top=top)
        canvas.addOutlineEntry(bookmark.title, key, level, closed=False)

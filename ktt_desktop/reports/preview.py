"""Pages of a finished PDF as images and as text: for the preview and for the printer."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from threading import Lock
from types import TracebackType
from typing import Self

from pypdfium2 import PdfDocument, PdfiumError, PdfTextPage
from pypdfium2.raw import FPDFText_GetUnicode

from ktt_desktop.domain.errors import UnreadableFileError
from ktt_desktop.domain.page_search import Box, Hit, places

_pdfium = Lock()  # pdfium is not safe to enter from two threads


@dataclass(frozen=True, slots=True)
class PageImage:
    """Ảnh một trang: four bytes per pixel, blue, green, red, unused (QImage.Format_RGB32)."""

    pixels: bytes
    width: int
    height: int
    stride: int


class PdfPages:
    """Một tệp PDF đang xem; close it, or use it in a `with`."""

    def __init__(self, source: Path | bytes) -> None:
        try:
            with _pdfium:
                self._document = PdfDocument(source)
                self.count = len(self._document)
        except (PdfiumError, OSError) as error:
            name = source.name if isinstance(source, Path) else "PDF"
            raise UnreadableFileError(
                f"Không mở được tệp {name}: tệp không có hoặc không phải là PDF. Cần chọn tệp khác."
            ) from error

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the file; calling it twice does no harm."""
        with _pdfium:
            self._document.close()

    def size(self, index: int) -> tuple[float, float]:
        """Width and height of a page, points; the first page has index 0."""
        with _pdfium:
            width, height = self._document.get_page_size(index)
        return float(width), float(height)

    def render(self, index: int, zoom: float) -> PageImage:
        """A page at `zoom` pixels per point: 1.0 is 72 dpi."""
        with _pdfium:
            page = self._document[index]
            bitmap = page.render(scale=zoom, prefer_bgrx=True)
            image = PageImage(bytes(bitmap.buffer), bitmap.width, bitmap.height, bitmap.stride)
            bitmap.close()
            page.close()
        return image

    def text(self, index: int) -> str:
        """The words of a page in the order they were printed."""
        with _pdfium:
            page = self._document[index]
            words = page.get_textpage()
            found = str(words.get_text_range())
            words.close()
            page.close()
        return found

    def find(self, sought: str, most: int = 1000) -> list[Hit]:
        """Where the words stand, page after page; typed without marks they match with marks too."""
        found: list[Hit] = []
        for index in range(self.count):
            height = self.size(index)[1]
            with _pdfium:
                page = self._document[index]
                words = page.get_textpage()
                found += [Hit(index, boxes) for boxes in _found(words, sought, height)]
                words.close()
                page.close()
            if len(found) >= most:
                break
        return found[:most]


def _found(words: PdfTextPage, sought: str, height: float) -> Iterator[tuple[Box, ...]]:
    """The boxes of each place of the words on a page; a line may end between two of them."""
    count = words.count_chars()
    letters = [chr(FPDFText_GetUnicode(words.raw, place)) for place in range(count)]
    for first, last in places(letters, sought):
        rects = (words.get_rect(n) for n in range(words.count_rects(first, last - first + 1)))
        yield tuple(
            (left, height - top, right - left, top - bottom) for left, bottom, right, top in rects
        )

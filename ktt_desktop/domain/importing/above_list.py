"""What the lines above a list say of all of it: its title and the unit of its money."""

from collections.abc import Iterable

from ktt_desktop.domain.importing.columns import money_zeros
from ktt_desktop.domain.importing.table import Row, text_of
from ktt_desktop.domain.importing.words import ImportWords, holds, plain


def title_of(above: Iterable[Row]) -> str:
    """What the lines above a list call it; "" where there are none."""
    texts = (text for row in above for value in row if (text := text_of(value)))
    return max(texts, key=_title_like, default="")


def _title_like(text: str) -> int:
    """The title is the longest line that names what is listed."""
    starts = ("danh sach", "bieu", "tong hop", "trich", "ds")
    return len(text) if plain(text).startswith(starts) else 0


def zeros_of(above: Iterable[str], words: ImportWords) -> int | None:
    """The unit a note above the table names: "Đơn vị tính: triệu đồng"."""
    alone = dict(words.units)
    for text in map(plain, above):
        if text in alone:
            return alone[text]
        if "don vi" in text or holds(text, "dvt"):
            zeros = money_zeros(text, words)
            if zeros is not None:
                return zeros
    return None

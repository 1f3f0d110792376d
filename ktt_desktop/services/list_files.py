"""Tệp danh sách đã mở: its sheets in memory, read as often as the officer changes a choice.

`list_reading.read_opened` understands what is in it.
"""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from ktt_desktop.domain.errors import UnreadableFileError
from ktt_desktop.domain.importing.decoding import Converted, decoded
from ktt_desktop.domain.importing.records import ReadList
from ktt_desktop.domain.importing.table import Sheet, text_of
from ktt_desktop.domain.progress import Progress
from ktt_desktop.interchange.sheets.reader import PASTED, read_pasted, read_sheets
from ktt_desktop.runtime.uncollected import uncollected

LOOKED_AT, SAMPLES = 200, 5  # rows looked at for samples, different texts shown of a column


@dataclass(frozen=True, slots=True)
class OpenedFile:
    """Một tệp hoặc bảng đã dán; old letters are Unicode already.

    `digest` is the SHA-256 of the file, or of the pasted text.
    """

    name: str
    digest: str
    sheets: tuple[Sheet, ...]
    converted: tuple[Converted, ...] = ()


@uncollected()
def open_file(path: Path, progress: Progress) -> OpenedFile:
    """Every sheet of a file; raises UnreadableFileError, CancelledError."""
    progress.report(0, 4, f"Đọc tệp {path.name}")
    digest, sheets = _digest(path), read_sheets(path)
    progress.report(1, 4, "Xem bảng mã chữ")
    return _opened(path.name, digest, sheets)


def open_pasted(text: str, html: str = "") -> OpenedFile:
    """The table on the clipboard; raises UnreadableFileError."""
    digest = hashlib.sha256(text.encode()).hexdigest()
    return _opened(PASTED, digest, read_pasted(text, html))


def _opened(name: str, digest: str, sheets: Sequence[Sheet]) -> OpenedFile:
    pairs = [decoded(each) for each in sheets]
    return OpenedFile(
        name,
        digest,
        tuple(sheet for sheet, _ in pairs),
        tuple(each for _, converted in pairs for each in converted),
    )


def _digest(path: Path) -> str:
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as error:
        raise UnreadableFileError(
            f"Không mở được tệp {path.name}. Kiểm tra tệp còn ở đó."
        ) from error


def samples(sheet: Sheet, read: ReadList) -> tuple[tuple[str, ...], ...]:
    """The first different texts of every column of a list, as the officer sees them."""
    below = (read.head_row or 1) - 1 + read.head_rows
    places = [row - 1 for row in read.rows] or range(below, len(sheet.rows))
    looked_at = [sheet.rows[place] for place in places[:LOOKED_AT]]
    return tuple(
        tuple(dict.fromkeys(text for row in looked_at if (text := text_of(row[column]))))[:SAMPLES]
        for column in range(len(sheet.rows[0]) if sheet.rows else 0)
    )

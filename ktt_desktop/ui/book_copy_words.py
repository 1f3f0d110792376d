"""The words of copying a book and taking it in; light, for the first-run dialog uses them."""

from datetime import datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ktt_desktop.services.book_restore import Staged

FOLDER = "book-copy/folder"
FILTER = "Tệp chép sổ (*.kttt-so)"


def moment_words(moment: datetime | None) -> str:
    """A time where the program runs."""
    return "chưa có số liệu" if moment is None else f"{moment.astimezone():%H:%M %d/%m/%Y}"


def contents_words(staged: "Staged") -> str:
    """What is in the book of a copy."""
    found = staged.contents
    return (
        f"{found.organisations} tổ chức, {found.forms} phiếu số liệu, {found.dossiers} hồ sơ công "
        f"việc, {staged.attachments} tệp đính kèm, {staged.received} tệp đã nhận"
    )


def here_words(staged: "Staged") -> str:
    """What happens to the book that is here; empty where there is none."""
    here = staged.here
    if here is None:
        return ""
    later = " Sổ trên máy này được sửa SAU sổ trong tệp." if staged.is_older else ""
    return (
        f"Trên máy này đã có sổ: {here.unit or 'không đọc được'}, sửa lần cuối: "
        f"{moment_words(here.changed)}.{later} Sổ này được sao lưu vào thư mục sao-luu trước khi "
        "thay; hai sổ không tự gộp vào nhau."
    )

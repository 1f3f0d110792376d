"""A book that was copied to another machine to be worked on there: said at every opening."""

from dataclasses import dataclass
from datetime import datetime

from ktt_desktop.domain.records import ChangeSet
from ktt_desktop.models.document import Setting
from ktt_desktop.services.book import Book
from ktt_desktop.services.settings import load_value, save_value
from ktt_desktop.storage.session import transaction

MOVED = "moved_away"  # the setting: when, and into which file


@dataclass(frozen=True, slots=True)
class MovedAway:
    """Sổ đã chuyển đi lúc nào, bằng tệp nào."""

    at: datetime
    file_name: str

    @property
    def advice(self) -> str:
        """What the officer is told, and what is the safe way."""
        moment = self.at.astimezone()
        return (
            f"Sổ này đã chuyển sang máy khác lúc {moment:%H:%M %d/%m/%Y} (tệp {self.file_name}). "
            "Nên chỉ làm việc trên máy mới: số liệu ghi ở hai máy không tự gộp vào nhau."
        )

    @property
    def sentence(self) -> str:
        """The advice, and how to work on here all the same."""
        return (
            f"{self.advice} Nếu vẫn làm việc trên máy này, mở Hệ thống, Chép sổ sang máy khác, "
            "chọn Tiếp tục dùng sổ trên máy này."
        )


def mark_moved(book: Book, file_name: str, at: datetime) -> None:
    """Remember that the work goes on elsewhere."""
    save_value(book, MOVED, {"at": at.isoformat(timespec="seconds"), "file": file_name})


def moved_away(book: Book) -> MovedAway | None:
    """Where the work went; None for a book that is worked on here."""
    raw = load_value(book, MOVED)
    return None if raw is None else MovedAway(datetime.fromisoformat(raw["at"]), raw["file"])


def keep_here(book: Book) -> ChangeSet:
    """The work goes on here after all."""
    with transaction(book.sessions) as session:
        found = session.get(Setting, MOVED)
        if found is not None:
            session.delete(found)
    return ChangeSet(settings=True)

"""Pictures in the words of a report: PNG and JPEG, kept in the book once."""

from collections.abc import Iterable
from hashlib import sha256
from pathlib import Path

from sqlalchemy.orm import Session

from ktt_desktop.domain.errors import UnreadableFileError
from ktt_desktop.domain.report_text import RichPicture, SectionText
from ktt_desktop.services.book import Book, now
from ktt_desktop.storage import reports
from ktt_desktop.storage.session import transaction

MOST_BYTES = 20 * 2**20
USUAL_WIDTH = 120  # mm
PASTED = "Hình dán vào"


def add_picture(book: Book, source: Path | bytes, words: str = "") -> RichPicture:
    """Keep a picture, made fit for paper; raises UnreadableFileError for all but PNG and JPEG."""
    from ktt_desktop.interchange.picture_file import paper_picture

    title = PASTED if isinstance(source, bytes) else f"Tệp {source.name}"
    kept = paper_picture(_read(source, title), title)
    name = sha256(kept).hexdigest()
    with transaction(book.sessions) as session:
        reports.keep_picture(session, name, kept, now())
    return RichPicture(name, USUAL_WIDTH, words)


def pictures_of(session: Session, texts: Iterable[SectionText]) -> dict[str, bytes]:
    """The bytes of the pictures these words show, by name; a lost one is left out."""
    names = {item.name for text in texts for item in text if isinstance(item, RichPicture)}
    return reports.pictures(session, names) if names else {}


def _read(source: Path | bytes, title: str) -> bytes:
    try:
        content = source if isinstance(source, bytes) else _beginning(source)
    except OSError as error:
        raise UnreadableFileError(f"{title} không đọc được. Kiểm tra lại đường dẫn.") from error
    if len(content) > MOST_BYTES:
        raise UnreadableFileError(
            f"{title} lớn hơn {MOST_BYTES // 2**20} MB. Thu nhỏ hình rồi chèn lại."
        )
    return content


def _beginning(path: Path) -> bytes:
    """No more of a file than tells that it is too large."""
    with path.open("rb") as file:
        return file.read(MOST_BYTES + 1)

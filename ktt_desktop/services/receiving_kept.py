"""Tệp đang giữ: the received files beside the book, byte for byte, and their rows."""

import tempfile
from collections.abc import Mapping
from contextlib import suppress
from hashlib import sha256
from pathlib import Path

from sqlalchemy.orm import Session

from ktt_desktop.domain.errors import (
    NotFoundError,
    StorageUnavailableError,
    UnreadableFileError,
)
from ktt_desktop.domain.receiving import HeldFile
from ktt_desktop.interchange.bounded_zip import RefusedZipError, read_members
from ktt_desktop.interchange.submission_format import REPORT, WORKBOOK, Sheet
from ktt_desktop.interchange.submission_reader import Bundle, open_bundle
from ktt_desktop.services.book import Book
from ktt_desktop.services.files import write_safely
from ktt_desktop.services.receiving_quarantine import kept_folder
from ktt_desktop.storage import received_files as storage
from ktt_desktop.storage.session import transaction

VIEWS = "so-kttt-xem-"


def received_files(book: Book) -> list[HeldFile]:
    """Every kept file, the newest first."""
    with transaction(book.sessions) as session:
        return storage.all_files(session)


def kept_path(book: Book, file_hash: str) -> Path:
    """Where a file of this SHA-256 is kept."""
    return kept_folder(book) / f"{file_hash}.kttt"


def kept_bytes(book: Book, file: HeldFile) -> bytes:
    """The file as it came.

    Raises NotFoundError when the folder does not have it, UnreadableFileError when it was changed.
    """
    path = kept_path(book, file.file_hash)
    try:
        content = path.read_bytes()
    except OSError as error:
        raise NotFoundError(
            f"Không có tệp của {file.unit_name}, kỳ {file.key.period} trong thư mục {path.parent}. "
            "Nếu sổ được chuyển từ máy khác, chép cả thư mục đó từ máy cũ sang; hoặc nhận lại tệp "
            "từ đơn vị nộp."
        ) from error
    if sha256(content).hexdigest() != file.file_hash:
        raise UnreadableFileError(
            f"Tệp {path.name} trong thư mục {path.parent} không còn như khi nhận. Nhận lại tệp "
            "từ đơn vị nộp."
        )
    return content


def kept_bundle(book: Book, file: HeldFile) -> Bundle:
    """A kept file, read and verified again; errors as kept_bytes."""
    return open_bundle(kept_bytes(book, file), name=file.file_name)


def kept_data(book: Book, file: HeldFile) -> Mapping[str, Sheet]:
    """The sheets of its data.json in today's version of the format; errors as kept_bytes."""
    return kept_bundle(book, file).data


def keep(book: Book, file_hash: str, content: bytes) -> bool:
    """Put a file into the folder; whether it was not there. Raises StorageUnavailableError."""
    path = kept_path(book, file_hash)
    if _holds(path, file_hash):
        return False
    try:
        path.parent.mkdir(exist_ok=True)
        write_safely(path, content)
    except (OSError, StorageUnavailableError) as error:
        forget(book, file_hash)
        raise StorageUnavailableError(
            f"Không chép được tệp vào thư mục {path.parent}. Kiểm tra chỗ trống và quyền ghi rồi "
            "nhận lại; sổ vẫn như trước."
        ) from error
    return True


def forget(book: Book, file_hash: str) -> None:
    """Remove a file that got no row; a whole file without a row is ignored."""
    with suppress(OSError):
        kept_path(book, file_hash).unlink(missing_ok=True)


def open_view(book: Book, file: HeldFile, *, report: bool = False) -> Path:
    """The Excel view of a kept file, or its PDF report, in a temporary folder to be opened.

    Errors as kept_bytes, and StorageUnavailableError.
    """
    return write_view(kept_bytes(book, file), Path(file.file_name).stem, report=report)


def write_view(content: bytes, stem: str, *, report: bool = False) -> Path:
    """The Excel view inside the bytes of a submission file, also of an altered one.

    Raises UnreadableFileError where there is none, StorageUnavailableError.
    """
    member = REPORT if report else WORKBOOK
    try:
        view = read_members(content)[member]
    except (RefusedZipError, KeyError) as error:
        raise UnreadableFileError(f"Tệp {stem} không có phần xem được.") from error
    try:
        folder = Path(tempfile.mkdtemp(prefix=VIEWS))
    except OSError as error:
        raise StorageUnavailableError(
            "Không ghi được vào thư mục tạm của máy. Kiểm tra chỗ trống rồi mở lại."
        ) from error
    target = folder / f"{stem[:60]}{Path(member).suffix}"
    write_safely(target, view)
    return target


def held_file(session: Session, file_id: int) -> HeldFile:
    """A kept file by its database id; raises NotFoundError."""
    found = storage.find_file(session, file_id)
    if found is None:
        raise NotFoundError("Tệp này không còn trong danh sách tệp đã nhận.")
    return found


def _holds(path: Path, file_hash: str) -> bool:
    try:
        return sha256(path.read_bytes()).hexdigest() == file_hash
    except OSError:
        return False

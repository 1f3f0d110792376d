"""Files attached to a record: copied beside the book under their SHA-256, never deleted by it.

Copies of the book (sao lưu) hold the list of files, not the files: these stay where they are, so a
restored book finds them again. A book that moves to another machine takes the folder along.
"""

from datetime import UTC
from hashlib import sha256
from pathlib import Path

from ktt_desktop.domain.errors import (
    InvalidInputError,
    NotFoundError,
    StorageUnavailableError,
    UnreadableFileError,
)
from ktt_desktop.domain.organisation import Attachment
from ktt_desktop.domain.text import nfc
from ktt_desktop.services.book import Book, now
from ktt_desktop.services.files import write_safely

FOLDER = "tep-dinh-kem"
MEGABYTE = 1024 * 1024
LARGEST = 10 * MEGABYTE


def attach_file(book: Book, source: Path) -> Attachment:
    """Copy a file into the folder of the book; it belongs to a record once that is saved.

    Raises InvalidInputError for an empty or too large file, UnreadableFileError,
    StorageUnavailableError.
    """
    content = _read(source)
    digest = sha256(content).hexdigest()
    folder = attachment_folder(book)
    if not _holds(folder / digest, digest):
        try:
            folder.mkdir(exist_ok=True)
            write_safely(folder / digest, content)
        except (OSError, StorageUnavailableError) as error:
            raise StorageUnavailableError(
                f"Không chép được tệp {source.name} vào thư mục {folder}. "
                "Kiểm tra chỗ trống và quyền ghi rồi đính kèm lại; hồ sơ vẫn như trước."
            ) from error
    moment = now().astimezone(UTC).isoformat(timespec="seconds")
    return Attachment(nfc(source.name), digest, len(content), moment)


def attachment_folder(book: Book) -> Path:
    """Where the attached files of a book lie."""
    return book.path.parent / FOLDER


def read_attachment(book: Book, attachment: Attachment) -> bytes:
    """The bytes of an attached file.

    Raises NotFoundError when the folder does not have it, UnreadableFileError when it was changed.
    """
    path = attachment_folder(book) / attachment.sha256
    try:
        content = path.read_bytes()
    except OSError as error:
        raise NotFoundError(
            f"Không có tệp “{attachment.name}” trong thư mục {path.parent}. "
            "Nếu sổ được chuyển từ máy khác, chép cả thư mục đó từ máy cũ sang."
        ) from error
    if sha256(content).hexdigest() != attachment.sha256:
        raise UnreadableFileError(
            f"Tệp “{attachment.name}” trong thư mục {path.parent} không còn như khi đính kèm. "
            "Đính kèm lại từ bản gốc."
        )
    return content


def copy_attachment(book: Book, attachment: Attachment, target: Path) -> None:
    """Write an attached file to where the officer wants it; errors as in read_attachment."""
    write_safely(target, read_attachment(book, attachment))


def _read(source: Path) -> bytes:
    try:
        size = source.stat().st_size
        if size > LARGEST:
            raise InvalidInputError(
                f"Tệp {source.name} có {_megabytes(size)} MB, lớn hơn mức {LARGEST // MEGABYTE} MB "
                "của một tệp đính kèm. Quét lại ở độ phân giải thấp hơn, hoặc tách thành nhiều tệp."
            )
        content = source.read_bytes()
    except OSError as error:
        raise UnreadableFileError(
            f"Không đọc được tệp {source}. Kiểm tra tệp còn ở đó và có quyền đọc."
        ) from error
    if not content:
        raise InvalidInputError(f"Tệp {source.name} không có gì bên trong. Chọn tệp khác.")
    return content


def _megabytes(size: int) -> str:
    """Rounded up to a tenth, so that it is never shown as what is still allowed."""
    tenths = -(-size * 10 // MEGABYTE)
    return f"{tenths // 10},{tenths % 10}"


def _holds(path: Path, digest: str) -> bool:
    try:
        return sha256(path.read_bytes()).hexdigest() == digest
    except OSError:
        return False

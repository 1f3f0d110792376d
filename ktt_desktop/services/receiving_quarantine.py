"""Khu cách ly: copies of what came, made before anything is looked at, and always emptied."""

import errno
import os
import shutil
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from ktt_desktop.domain.errors import StorageUnavailableError, UnreadableFileError
from ktt_desktop.interchange.encrypted_file import LARGEST_ENCRYPTED
from ktt_desktop.services.book import Book

FOLDER, KEPT_FOLDER = "cach-ly", "tep-nhan"
SUFFIXES = (".kttt", ".zip", ".xlsx")
DEEPEST, MOST_FOUND, MOST_SEEN = 8, 5_000, 200_000
CHUNK = 1024 * 1024
NOT_OURS = {"$recycle.bin", "system volume information", FOLDER, KEPT_FOLDER, "sao-luu"}
PARTS = (".dang-ghi", ".part", ".crdownload", ".tmp")


@dataclass(frozen=True, slots=True)
class Came:
    """Một tệp để xem; `chosen` by itself, not found in a folder."""

    path: Path
    chosen: bool


@dataclass(frozen=True, slots=True)
class Found:
    """Các tệp tìm thấy; `notes` say which folders were not read to the end."""

    files: tuple[Came, ...]
    notes: tuple[str, ...] = ()


def quarantine_of(book: Book) -> Path:
    """The folder of the copies, beside the book."""
    return book.path.parent / FOLDER


def empty_quarantine(book: Book) -> None:
    """Remove every copy; what another program holds is removed the next time."""
    shutil.rmtree(quarantine_of(book), ignore_errors=True)


def kept_folder(book: Book) -> Path:
    """Where the files a book has taken in lie."""
    return book.path.parent / KEPT_FOLDER


def tidy_up(book: Book) -> None:
    """Remove what a stopped program left: copies in quarantine, parts of kept files.

    A whole kept file without a row stays: an older copy of the book may have been restored.
    """
    empty_quarantine(book)
    with suppress(OSError):
        for path in kept_folder(book).glob("*.dang-ghi"):
            path.unlink()


def find_files(paths: Sequence[Path]) -> Found:
    """The files named, and those inside the folders named, each once, in order of their paths."""
    files: dict[Path, Came] = {}
    notes: list[str] = []
    for path in paths:
        if _is_folder(path):
            for each in _inside(path, notes):
                files.setdefault(each, Came(each, chosen=False))
        else:
            files[path] = Came(path, chosen=True)
    whole = {_stem(path) for path in files if path.suffix.casefold() == ".kttt"}
    kept = [each for each in files.values() if not _is_view_of(each.path, whole)]
    return Found(tuple(kept[:MOST_FOUND]), (*notes, *_too_many(kept)))


def copy_in(book: Book, source: Path, number: int) -> Path:
    """A copy of a file in quarantine.

    Reads at most one byte more than a file may have. Raises UnreadableFileError for the source,
    StorageUnavailableError for the disk of the book.
    """
    folder = quarantine_of(book)
    target = folder / f"{number:05}{_safe_suffix(source)}"
    try:
        folder.mkdir(exist_ok=True)
        with target.open("wb") as copy:
            for chunk in _chunks(source):
                copy.write(chunk)
    except OSError as error:
        with suppress(OSError):
            target.unlink(missing_ok=True)
        raise StorageUnavailableError(_why_not_written(folder, error)) from error
    except UnreadableFileError:
        with suppress(OSError):
            target.unlink(missing_ok=True)
        raise
    return target


def unreadable(source: Path, error: OSError) -> str:
    """Why a file cannot be read, and what to do."""
    where = f"Tệp {source.name}"
    if isinstance(error, FileNotFoundError | NotADirectoryError) or error.errno in (
        errno.ENODEV,
        errno.ENXIO,
        errno.EIO,
        errno.ESTALE,
    ):
        return (
            f"{where} không còn đọc được ở {source.parent}. Nếu tệp ở trên USB, cắm lại USB "
            "rồi nhận lại; sổ vẫn như trước."
        )
    if isinstance(error, PermissionError):
        return (
            f"{where} đang được chương trình khác giữ, hoặc không có quyền đọc. Đóng chương trình "
            "đang mở tệp rồi nhận lại."
        )
    if error.errno == errno.ENAMETOOLONG:
        return (
            f"Đường dẫn của tệp {source.name[:40]}… quá dài. Chép tệp ra một thư mục gần gốc ổ "
            "đĩa rồi nhận lại."
        )
    return f"{where} không đọc được ({error.strerror}). Chép tệp sang nơi khác rồi nhận lại."


def _chunks(source: Path) -> Iterator[bytes]:
    """The bytes of a file up to one more than it may have."""
    left = LARGEST_ENCRYPTED + 1
    try:
        with source.open("rb") as file:
            while left and (chunk := file.read(min(CHUNK, left))):
                left -= len(chunk)
                yield chunk
    except ValueError as error:  # a path with a zero byte
        raise UnreadableFileError(f"Tên tệp {source.name!r} không dùng được.") from error
    except OSError as error:
        raise UnreadableFileError(unreadable(source, error)) from error


def _why_not_written(folder: Path, error: OSError) -> str:
    if error.errno == errno.ENOSPC:
        return (
            f"Ổ đĩa chứa sổ đã đầy nên chưa chép được tệp vào {folder}. Xóa bớt tệp trên ổ đĩa "
            "rồi nhận lại; sổ vẫn như trước."
        )
    return (
        f"Không ghi được vào thư mục {folder} ({error.strerror}). Kiểm tra quyền ghi rồi nhận "
        "lại; sổ vẫn như trước."
    )


def _safe_suffix(source: Path) -> str:
    suffix = source.suffix.casefold()
    return suffix if suffix in SUFFIXES else ".tep"


def _inside(folder: Path, notes: list[str]) -> Iterator[Path]:
    """The files of a folder that may be submissions; links are not followed."""
    seen = 0

    def not_read(error: OSError) -> None:
        notes.append(f"Không đọc được thư mục {error.filename}; các tệp trong đó chưa được xem.")

    for here, folders, names in os.walk(folder, onerror=not_read):
        depth = len(Path(here).relative_to(folder).parts)
        folders[:] = sorted(each for each in folders if _may_enter(each, depth))
        seen += len(names)
        if seen > MOST_SEEN:
            notes.append(f"Thư mục {folder} có quá nhiều tệp; chỉ xem phần đầu. Chọn thư mục nhỏ.")
            return
        yield from (Path(here, name) for name in sorted(names) if _may_be_ours(name))


def _is_folder(path: Path) -> bool:
    with suppress(OSError, ValueError):
        return path.is_dir()
    return False  # copying it says why


def _may_enter(name: str, depth: int) -> bool:
    return depth < DEEPEST and not name.startswith(".") and name.casefold() not in NOT_OURS


def _may_be_ours(name: str) -> bool:
    folded = name.casefold()
    return (
        folded.endswith(SUFFIXES)
        and not folded.startswith(("~$", "."))
        and not folded.endswith(PARTS)
    )


def _is_view_of(path: Path, whole: set[tuple[Path, str]]) -> bool:
    """Whether it is the Excel view or the report lying beside its submission file."""
    return path.suffix.casefold() in (".xlsx", ".pdf") and _stem(path) in whole


def _stem(path: Path) -> tuple[Path, str]:
    return path.parent, path.stem.casefold()


def _too_many(files: Iterable[Came]) -> tuple[str, ...]:
    count = len(list(files))
    if count <= MOST_FOUND:
        return ()
    return (f"Có {count} tệp, chỉ xem {MOST_FOUND} tệp đầu. Nhận đợt này rồi nhận tiếp.",)

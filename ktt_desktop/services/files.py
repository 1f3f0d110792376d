"""Writing files that leave the program: beside, flushed, renamed, and read back from the device."""

import errno
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from ktt_desktop.domain.errors import StorageUnavailableError


def write_safely(target: Path, content: bytes) -> None:
    """Put the whole content under the name, or leave what was there.

    The file is read back after the rename, which finds a stick that only pretends to have room;
    what came back different is removed. Raises StorageUnavailableError.
    """
    part = target.with_name(f"{target.name}.dang-ghi")
    try:
        with part.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        part.replace(target)
        complete = target.read_bytes() == content
    except OSError as error:
        with suppress(OSError):
            part.unlink(missing_ok=True)
        raise StorageUnavailableError(_why(target, error)) from error
    if not complete:
        with suppress(OSError):
            target.unlink()
        raise StorageUnavailableError(
            f"Tệp {target.name} đọc lại không giống như đã ghi: thiết bị có thể bị hỏng hoặc "
            "khai sai dung lượng. Kết xuất lại vào thiết bị khác."
        )


@contextmanager
def all_or_none(paths: list[Path]) -> Iterator[None]:
    """Leave all of the files or none of those that were not there before."""
    there = {path for path in paths if _is_there(path)}
    try:
        yield
    except BaseException:
        for path in paths:
            if path not in there:
                with suppress(OSError):
                    path.unlink(missing_ok=True)
        raise


def _is_there(path: Path) -> bool:
    try:
        return path.exists()
    except OSError:  # a path the system cannot have, too
        return False


def _why(target: Path, error: OSError) -> str:
    folder = target.parent
    if isinstance(error, FileNotFoundError | NotADirectoryError):
        return f"Không có thư mục {folder}. Cắm lại USB hoặc chọn thư mục khác rồi kết xuất lại."
    if isinstance(error, PermissionError) or error.errno == errno.EROFS:
        return (
            f"Thư mục {folder} không cho ghi tệp {target.name}. Đóng tệp nếu đang mở, "
            "hoặc chọn thư mục khác rồi kết xuất lại."
        )
    if error.errno == errno.ENAMETOOLONG:
        return (
            f"Đường dẫn của tệp {target.name} quá dài. Chọn một thư mục gần gốc ổ đĩa rồi kết "
            "xuất lại."
        )
    if error.errno == errno.ENOSPC:
        return f"Ổ đĩa chứa {folder} đã đầy. Xóa bớt tệp hoặc chọn nơi khác rồi kết xuất lại."
    return (
        f"Không ghi được {target.name} vào {folder} ({error.strerror}). "
        "Chọn nơi khác rồi kết xuất lại."
    )

"""Installed updates on the disk: one folder a version, complete under its name or not there.

`cap-nhat/<part>/<version>/` in the data folder holds the members of the file as they came, so
what lies there is verified as the file itself was.
"""

import os
import re
import shutil
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from uuid import uuid4

from ktt_desktop.domain.errors import StorageUnavailableError
from ktt_desktop.domain.updates import UpdatePart
from ktt_desktop.interchange.bounded_zip import file_bytes
from ktt_desktop.interchange.submission_format import MANIFEST, MIMETYPE_MEMBER
from ktt_desktop.interchange.update_format import DATA, LARGEST_TABLE, SIGNATURE, SignedUpdate
from ktt_desktop.interchange.update_reader import RefusedUpdateError, verified
from ktt_desktop.services.files import write_safely

UPDATES_FOLDER = "cap-nhat"
UNFINISHED = "dang-ghi-"  # never the name of a version: ignored, and swept away later
VERSION = re.compile(r"[0-9]{8}")


def stored(home: Path, part: UpdatePart) -> list[Path]:
    """The folders of the installed versions below a data folder, newest first."""
    try:
        found = [each for each in _folder(home, part).iterdir() if VERSION.fullmatch(each.name)]
    except OSError:
        return []
    return sorted(found, reverse=True)


def read_stored(folder: Path) -> SignedUpdate:
    """An installed version, verified; raises RefusedUpdateError, UnreadableFileError."""
    names = [MIMETYPE_MEMBER, MANIFEST, SIGNATURE, *_data_names(folder)]
    update = verified({name: file_bytes(folder / name) for name in names})
    header = update.header
    if (header.part.value, str(header.release.version)) != (folder.parent.name, folder.name):
        raise RefusedUpdateError("nằm trong thư mục mang tên khác")
    return update


def store(home: Path, update: SignedUpdate) -> None:
    """Install a version: all of it, or nothing that counts; raises StorageUnavailableError."""
    folder = _folder(home, update.header.part)
    scratch, target = _scratch(folder), folder / str(update.header.release.version)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        write_members(scratch, update.members)
        _flush(scratch)
        if target.exists():  # damaged, or older than what is built in: never one that is in use
            target.rename(_scratch(folder))
        scratch.rename(target)
        with suppress(OSError):  # it is there; only a power cut right now could undo it
            _flush(folder)
    except (OSError, StorageUnavailableError) as error:
        raise StorageUnavailableError(
            f"Chưa cài được bản cập nhật vào thư mục {folder}: ổ đĩa đầy, khóa ghi, hoặc tệp bị "
            "chương trình khác giữ. Kiểm tra rồi cài lại; bản đang dùng không thay đổi."
        ) from error
    finally:
        _sweep(folder)


def drop(home: Path, part: UpdatePart, version: int) -> None:
    """Take an installed version away in one step; raises StorageUnavailableError."""
    folder = _folder(home, part)
    try:
        (folder / str(version)).rename(_scratch(folder))
    except OSError as error:
        raise StorageUnavailableError(
            f"Chưa bỏ được bản {version} khỏi thư mục {folder}. Kiểm tra thư mục có quyền ghi "
            "rồi làm lại; bản đang dùng không thay đổi."
        ) from error
    _sweep(folder)


def write_members(folder: Path, members: Mapping[str, bytes]) -> None:
    """Write members as files, each read back; raises StorageUnavailableError, OSError."""
    for name, content in members.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        write_safely(path, content)


def _folder(home: Path, part: UpdatePart) -> Path:
    return home / UPDATES_FOLDER / part.value


def _scratch(folder: Path) -> Path:
    return folder / f"{UNFINISHED}{uuid4().hex}"


def _sweep(folder: Path) -> None:
    """Remove what is no version, also of interrupted installations, as far as the disk lets it."""
    for left in folder.glob(f"{UNFINISHED}*"):
        shutil.rmtree(left, ignore_errors=True)


def _data_names(folder: Path) -> list[str]:
    """Every file a loader might read; what a file browser left there does not count."""
    found = (path for path in (folder / DATA).rglob("*") if path.suffix in LARGEST_TABLE)
    return sorted(path.relative_to(folder).as_posix() for path in found)


def _flush(folder: Path) -> None:
    """Bring the names in a folder and below to the disk; Windows does it by itself."""
    if os.name != "posix":
        return
    for below, _, _ in os.walk(folder):
        handle = os.open(below, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)

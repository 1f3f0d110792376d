"""ZIP files from outside: every limit is looked at before a member is unpacked, and while it is."""

import re
import stat
import zlib
from pathlib import Path

from ktt_desktop.domain.errors import UnreadableFileError
from ktt_desktop.interchange.zip_directory import BrokenZipError, Entry, entries

LARGEST_FILE = 20 * 1024 * 1024
MOST_MEMBERS = 64
LARGEST_UNPACKED = 100 * 1024 * 1024
HIGHEST_RATIO, RATIO_FROM = 100, 1024 * 1024  # a small member may be repetitive
NAME = re.compile(
    r"mimetype|manifest\.json|data\.json|schema\.json|checks\.json|signature\.json"
    r"|view/bieu\.xlsx|view/bao-cao\.(?:pdf|docx)"
    r"|attach/[A-Za-z0-9](?:[A-Za-z0-9._-]{0,78}[A-Za-z0-9])?"
)
STORED, DEFLATED = 0, 8
ENCRYPTED = 0x1
PLAIN_FLAGS = 0x806  # two hints of the packer, and "the name is UTF-8"


class RefusedZipError(ValueError):
    """The archive breaks a limit or cannot be read; the message says which, for the officer."""


def file_bytes(path: Path) -> bytes:
    """The file, read no further than it may be long; raises UnreadableFileError."""
    try:
        with path.open("rb") as file:
            return file.read(LARGEST_FILE + 1)
    except (OSError, ValueError) as error:
        raise UnreadableFileError(
            f"Không mở được tệp {path.name}. Kiểm tra tệp còn ở {path.parent} và có quyền đọc."
        ) from error


def read_members(
    content: bytes, known: re.Pattern[str] = NAME, kind: str = "tệp nộp"
) -> dict[str, bytes]:
    """Every member by name; raises RefusedZipError, also for a name that is not known."""
    if len(content) > LARGEST_FILE:
        raise RefusedZipError("lớn hơn 20 MB")
    try:
        found = entries(content, MOST_MEMBERS)
        names = _names(found, known, kind)
        for each in found:
            _look_at(each)
        if sum(each.size for each in found) > LARGEST_UNPACKED:
            raise RefusedZipError("khi giải nén lớn quá mức cho phép")
        return {name: _unpack(content, each) for name, each in zip(names, found, strict=True)}
    except (BrokenZipError, zlib.error) as error:
        raise RefusedZipError(f"không phải {kind}, hoặc bị hỏng khi sao chép") from error


def _names(found: list[Entry], known: re.Pattern[str], kind: str) -> list[str]:
    """The names, all on the list and different also where case does not count."""
    names = [each.name.decode("ascii", "replace") for each in found]
    if not all(known.fullmatch(name) for name in names):
        raise RefusedZipError(f"không phải {kind}: có phần mang tên lạ")
    if len({name.casefold() for name in names}) != len(names):
        raise RefusedZipError("có hai phần cùng tên")
    return names


def _look_at(entry: Entry) -> None:
    """What the directory says of one member."""
    if entry.flags & ENCRYPTED:
        raise RefusedZipError("có phần đặt mật khẩu")
    if stat.S_ISLNK(entry.mode):
        raise RefusedZipError("có phần là liên kết")
    if entry.flags & ~PLAIN_FLAGS or entry.method not in (STORED, DEFLATED):
        raise BrokenZipError("a way of packing that is not used here")
    if entry.size > max(RATIO_FROM, HIGHEST_RATIO * entry.stored):
        raise RefusedZipError("khi giải nén lớn quá mức cho phép")


def _unpack(content: bytes, entry: Entry) -> bytes:
    """At most the stated size is unpacked; the real bytes are counted and compared."""
    raw = content[entry.start : entry.start + entry.stored]
    if entry.method == DEFLATED:
        packer = zlib.decompressobj(-zlib.MAX_WBITS)
        unpacked = packer.decompress(raw, entry.size + 1)
        if not packer.eof or packer.unused_data:
            raise BrokenZipError("more or fewer bytes than stated")
        raw = unpacked
    if len(raw) != entry.size or zlib.crc32(raw) != entry.crc:
        raise BrokenZipError("other bytes than stated")
    return raw

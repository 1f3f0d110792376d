"""ZIP archives from outside: every limit is looked at before a member is read, and while it is."""

import re
import stat
import zlib
from io import BytesIO
from zipfile import BadZipFile, ZipFile, ZipInfo

LARGEST_FILE = 20 * 1024 * 1024
MOST_MEMBERS = 64
LARGEST_UNPACKED = 100 * 1024 * 1024
HIGHEST_RATIO, RATIO_FROM = 100, 1024 * 1024  # a small member may be repetitive
CHUNK = 64 * 1024
NAME = re.compile(
    r"mimetype|manifest\.json|data\.json|schema\.json|checks\.json|signature\.json"
    r"|view/bieu\.xlsx|view/bao-cao\.(?:pdf|docx)|attach/[A-Za-z0-9][A-Za-z0-9._-]{0,79}"
)
ENCRYPTED = 0x1


class RefusedZipError(ValueError):
    """The archive breaks a limit or cannot be read; the message says which, for the officer."""


def read_members(content: bytes) -> dict[str, bytes]:
    """Every member by name; raises RefusedZipError."""
    if len(content) > LARGEST_FILE:
        raise RefusedZipError("lớn hơn 20 MB")
    try:
        with ZipFile(BytesIO(content)) as archive:
            _look_at(archive.infolist())
            return _read(archive)
    except RefusedZipError:
        raise
    except (BadZipFile, zlib.error, EOFError, OSError, RuntimeError, ValueError) as error:
        raise RefusedZipError("không phải tệp nộp, hoặc bị hỏng khi sao chép") from error


def _look_at(members: list[ZipInfo]) -> None:
    if len(members) > MOST_MEMBERS:
        raise RefusedZipError(f"có hơn {MOST_MEMBERS} phần")
    names = [each.filename for each in members]
    if len(set(names)) != len(names):
        raise RefusedZipError("có hai phần cùng tên")
    for each in members:
        if not NAME.fullmatch(each.filename):
            raise RefusedZipError("có phần mang tên lạ")
        if each.flag_bits & ENCRYPTED:
            raise RefusedZipError("có phần đặt mật khẩu")
        if stat.S_ISLNK(each.external_attr >> 16):
            raise RefusedZipError("có phần là liên kết")


def _read(archive: ZipFile) -> dict[str, bytes]:
    found: dict[str, bytes] = {}
    left = LARGEST_UNPACKED
    for each in archive.infolist():
        found[each.filename] = _read_one(archive, each, left)
        left -= len(found[each.filename])
    return found


def _read_one(archive: ZipFile, member: ZipInfo, left: int) -> bytes:
    """Count real bytes: what the archive says of its sizes is not believed."""
    content = bytearray()
    with archive.open(member) as stream:
        while chunk := stream.read(CHUNK):
            content += chunk
            ratio = len(content) > HIGHEST_RATIO * max(member.compress_size, 1)
            if len(content) > left or (ratio and len(content) > RATIO_FROM):
                raise RefusedZipError("khi giải nén lớn quá mức cho phép")
    return bytes(content)

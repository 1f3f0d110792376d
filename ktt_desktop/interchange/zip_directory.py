"""The directory of a ZIP file from outside, read strictly: every byte of the file has one meaning.

Python's zipfile forgives what two readers may understand differently: bytes before, between and
after the members, sizes that disagree, names that differ. Here the members follow one another
without a gap, then the directory, then its end record; nothing else, no ZIP64, no comment.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from struct import Struct
from typing import Protocol

LOCAL = Struct("<4s5H3L2H")
CENTRAL = Struct("<4s6H3L5H2L")
END = Struct("<4s4H2LH")
LOCAL_SIGN, CENTRAL_SIGN, END_SIGN = b"PK\x03\x04", b"PK\x01\x02", b"PK\x05\x06"
LOCAL_SHARED, CENTRAL_SHARED = slice(4, 28), slice(6, 30)  # from version to length of the name


class Sliced(Protocol):
    """The bytes of a file: in memory, or read piece by piece from a large one."""

    def __len__(self) -> int: ...

    def __getitem__(self, part: slice, /) -> bytes: ...


class BrokenZipError(ValueError):
    """The bytes are no plain ZIP file; the message is for the log."""


@dataclass(frozen=True, slots=True)
class Entry:
    """Một phần của tệp nén; `start` is where its stored bytes begin, `mode` its Unix kind."""

    name: bytes
    flags: int
    method: int
    crc: int
    stored: int
    size: int
    mode: int
    start: int


def entries(content: Sliced, most: int) -> list[Entry]:
    """The members in their order; raises BrokenZipError, also for more than `most` of them."""
    count, place = _end_record(content)
    if count > most:
        raise BrokenZipError(f"{count} members")
    found = list(_walk(content, count, place))
    if (found[-1].start + found[-1].stored if found else 0) != place:
        raise BrokenZipError("bytes between the members and the directory")
    return found


def _end_record(content: Sliced) -> tuple[int, int]:
    """How many members there are, and where the directory begins."""
    end = len(content) - END.size
    if end < 0:
        raise BrokenZipError("too short")
    record = END.unpack(content[end : end + END.size])
    sign, disk, first_disk, here, count, size, place, comment = record
    if sign != END_SIGN or (disk, first_disk, comment) != (0, 0, 0):
        raise BrokenZipError("no end record at the end")
    if here != count or place + size != end:
        raise BrokenZipError("the end record does not fit")
    return count, place


def _walk(content: Sliced, count: int, place: int) -> Iterator[Entry]:
    end = len(content) - END.size
    local = 0
    for _ in range(count):
        if place + CENTRAL.size > end:
            raise BrokenZipError("the directory is too short")
        begin = place + CENTRAL.size
        fixed = content[place:begin]
        head = CENTRAL.unpack(fixed)
        name_length, extra, comment, disk = head[10:14]
        after = begin + name_length + extra
        if head[0] != CENTRAL_SIGN or disk or comment or after > end or head[16] != local:
            raise BrokenZipError("an entry of the directory does not fit")
        name = content[begin : begin + name_length]
        shared = fixed[CENTRAL_SHARED]
        start = _local(content, local, shared, name)
        yield Entry(name, head[3], head[4], head[7], head[8], head[9], head[15] >> 16, start)
        local, place = start + head[8], after
    if place != end:
        raise BrokenZipError("bytes after the directory")


def _local(content: Sliced, place: int, shared: bytes, name: bytes) -> int:
    """Where the bytes of a member begin; its header must say what the directory says."""
    header = content[place : place + LOCAL.size]
    if len(header) < LOCAL.size or header[:4] != LOCAL_SIGN or header[LOCAL_SHARED] != shared:
        raise BrokenZipError("a member and the directory differ")
    begin = place + LOCAL.size
    if content[begin : begin + len(name)] != name:
        raise BrokenZipError("a member and the directory name differ")
    return begin + len(name) + int.from_bytes(header[28:30], "little")

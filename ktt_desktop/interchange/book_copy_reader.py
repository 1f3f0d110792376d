"""Reading a working-data copy from outside: directory, names, manifest, then every hash."""

import os
import stat
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import BinaryIO

from ktt_desktop.domain.book_copy import CopyHead
from ktt_desktop.domain.errors import UnreadableFileError
from ktt_desktop.interchange import manifest
from ktt_desktop.interchange.archive import PLAIN_FILE
from ktt_desktop.interchange.book_copy_format import (
    BOOK,
    KIND,
    LARGEST_COPY,
    LARGEST_MANIFEST,
    MIMETYPE,
    MOST_MEMBERS,
    NAME,
    read_manifest,
)
from ktt_desktop.interchange.book_copy_writer import CHUNK, Tell
from ktt_desktop.interchange.bounded_json import RefusedJsonError, parse_object
from ktt_desktop.interchange.bounded_zip import PLAIN_FLAGS, STORED
from ktt_desktop.interchange.submission_format import MANIFEST, MIMETYPE_MEMBER
from ktt_desktop.interchange.zip_directory import BrokenZipError, Entry, entries

Take = Callable[[bytes], object]


class _RefusedCopyError(ValueError):
    """The file is no whole copy; the message stands after "Tệp …"."""


@dataclass(frozen=True, slots=True)
class OpenCopy:
    """Tệp chép sổ đang mở: what it says of itself, and `sizes` by part; no part was read yet."""

    head: CopyHead
    sizes: dict[str, int]
    _name: str
    _file: BinaryIO
    _entries: dict[str, Entry]
    _hashes: dict[str, str]

    @property
    def size(self) -> int:
        """Bytes of all parts together."""
        return sum(self.sizes.values())

    def read(self, part: str, take: Take, tell: Tell) -> None:
        """Hand the bytes of a part on, chunk by chunk; they count once this returns.

        Raises UnreadableFileError when another byte came than was copied.
        """
        entry, digest, size, crc = self._entries[part], sha256(), 0, 0
        for chunk in self._chunks(entry):
            take(chunk)
            digest.update(chunk)
            crc, size = zlib.crc32(chunk, crc), size + len(chunk)
            tell(len(chunk))
        if (size, crc, digest.hexdigest()) != (entry.size, entry.crc, self._hashes[part]):
            raise _refused(self._name, f"đã bị thay đổi sau khi chép: phần {part}")

    def _chunks(self, entry: Entry) -> Iterator[bytes]:
        """The stored bytes; a failure of this device is told from one of the target's."""
        try:
            self._file.seek(entry.start)
            left = entry.size
            while left and (chunk := self._file.read(min(CHUNK, left))):
                left -= len(chunk)
                yield chunk
        except OSError as error:
            raise _gone(self._name) from error


class _Pieces:
    """A file whose bytes are read where they are asked for."""

    def __init__(self, file: BinaryIO) -> None:
        self._file, self._size = file, file.seek(0, os.SEEK_END)

    def __len__(self) -> int:
        return self._size

    def __getitem__(self, part: slice, /) -> bytes:
        start, stop, _ = part.indices(self._size)
        self._file.seek(start)
        return self._file.read(max(stop - start, 0))


@contextmanager
def open_copy(path: Path) -> Iterator[OpenCopy]:
    """Open a copy and look at all but the bytes of its parts.

    Raises UnreadableFileError with a sentence, whatever the bytes.
    """
    try:
        file = path.open("rb")
    except (OSError, ValueError) as error:
        raise _gone(path.name) from error
    with file:
        yield _opened(file, path.name)


def _opened(file: BinaryIO, name: str) -> OpenCopy:
    try:
        content = _Pieces(file)
        if len(content) > LARGEST_COPY:
            raise _RefusedCopyError("lớn hơn 2 GB")
        found = _by_name(entries(content, MOST_MEMBERS))
        head, listed = read_manifest(_manifest(content, found))
        sizes = {each.path: each.size for each in listed}
        parts = {each: found[each] for each in found if each not in (MANIFEST, MIMETYPE_MEMBER)}
        if {each: entry.size for each, entry in parts.items()} != sizes or BOOK not in parts:
            raise _RefusedCopyError("thiếu hoặc thừa phần so với lúc chép")
        hashes = {each.path: each.sha256 for each in listed}
        return OpenCopy(head, sizes, name, file, parts, hashes)
    except (BrokenZipError, RefusedJsonError, manifest.ManifestError) as error:
        raise _refused(name, f"không phải {KIND}, hoặc bị hỏng khi sao chép") from error
    except _RefusedCopyError as error:
        raise _refused(name, str(error)) from error
    except OSError as error:
        raise _gone(name) from error


def _by_name(found: list[Entry]) -> dict[str, Entry]:
    """The entries by name: known names alone, each once, nothing packed, no links."""
    named = {}
    for each in found:
        name = each.name.decode("ascii", "replace")
        if name not in (MANIFEST, MIMETYPE_MEMBER) and not NAME.fullmatch(name):
            raise _RefusedCopyError(f"không phải {KIND}: có phần mang tên lạ")
        if name in named:
            raise _RefusedCopyError("có hai phần cùng tên")
        if each.method != STORED or each.size != each.stored or each.flags & ~PLAIN_FLAGS:
            raise BrokenZipError("a way of packing that is not used here")
        if stat.S_ISLNK(each.mode):
            raise _RefusedCopyError("có phần là liên kết")
        if each.mode != PLAIN_FILE >> 16:
            raise BrokenZipError("a part that is no plain file")
        named[name] = each
    return named


def _manifest(content: _Pieces, found: dict[str, Entry]) -> dict[str, object]:
    kind, entry = found.get(MIMETYPE_MEMBER), found.get(MANIFEST)
    if kind is None or entry is None or kind.size != len(MIMETYPE) or entry.size > LARGEST_MANIFEST:
        raise BrokenZipError("no manifest")
    if content[kind.start : kind.start + kind.size] != MIMETYPE.encode():
        raise BrokenZipError("another kind of file")
    raw = content[entry.start : entry.start + entry.size]
    if zlib.crc32(raw) != entry.crc:
        raise BrokenZipError("other bytes than stated")
    return parse_object(raw, LARGEST_MANIFEST, MANIFEST)


def _refused(name: str, what: str) -> UnreadableFileError:
    return UnreadableFileError(
        f"Tệp {name} {what}. Chép lại sổ trên máy cũ; sổ trên máy này không thay đổi."
    )


def _gone(name: str) -> UnreadableFileError:
    return UnreadableFileError(
        f"Không đọc được tệp {name}. Kiểm tra USB còn cắm và tệp còn ở đó rồi chọn lại; sổ trên "
        "máy này không thay đổi."
    )

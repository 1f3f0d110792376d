"""Writing a working-data copy: every part as it is, one after the other, nothing held in memory."""

from collections.abc import Callable, Sequence
from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from typing import BinaryIO
from zipfile import ZIP_STORED, ZipFile, ZipInfo

from ktt_desktop.domain.book_copy import CopyHead
from ktt_desktop.interchange.archive import EPOCH, PLAIN_FILE, UNIX
from ktt_desktop.interchange.book_copy_format import MIMETYPE, manifest_bytes
from ktt_desktop.interchange.manifest import Member
from ktt_desktop.interchange.submission_format import MANIFEST, MIMETYPE_MEMBER

CHUNK = 1024 * 1024

Tell = Callable[[int], object]  # bytes done since the last call; raises CancelledError to stop


def write_copy(
    file: BinaryIO, head: CopyHead, parts: Sequence[tuple[str, Path]], tell: Tell
) -> None:
    """Write the archive; parts by member name. Raises OSError."""
    archive = ZipFile(file, "w", ZIP_STORED, allowZip64=False)
    try:
        archive.writestr(_info(MIMETYPE_MEMBER), MIMETYPE.encode())
        listed = [_add(archive, name, path, tell) for name, path in parts]
        archive.writestr(_info(MANIFEST), manifest_bytes(head, listed))
    except BaseException:
        with suppress(OSError):  # the file goes anyway
            archive.close()
        raise
    archive.close()


def _add(archive: ZipFile, name: str, path: Path, tell: Tell) -> Member:
    digest, size = sha256(), 0
    info = _info(name)
    info.file_size = path.stat().st_size
    with path.open("rb") as source, archive.open(info, "w") as member:
        while chunk := source.read(CHUNK):
            member.write(chunk)
            digest.update(chunk)
            size += len(chunk)
            tell(len(chunk))
    return Member(name, size, digest.hexdigest())


def _info(name: str) -> ZipInfo:
    info = ZipInfo(name, EPOCH)
    info.external_attr, info.create_system = PLAIN_FILE, UNIX
    return info

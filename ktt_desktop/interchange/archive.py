"""ZIP archives whose bytes depend on their content alone."""

from collections.abc import Iterable
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

EPOCH = (1980, 1, 1, 0, 0, 0)  # the first moment ZIP can write
PLAIN_FILE = 0o100644 << 16
UNIX = 3


def archive_bytes(members: Iterable[tuple[str, bytes]], *, stored: frozenset[str]) -> bytes:
    """The members in their order; those in `stored` are not compressed."""
    target = BytesIO()
    with ZipFile(target, "w") as archive:
        for name, content in members:
            info = ZipInfo(name, EPOCH)
            info.compress_type = ZIP_STORED if name in stored else ZIP_DEFLATED
            info.external_attr, info.create_system = PLAIN_FILE, UNIX
            archive.writestr(info, content)
    return target.getvalue()

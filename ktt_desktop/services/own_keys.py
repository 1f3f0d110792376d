"""The private keys of this installation (khóa của máy): files beside the book, never in it.

The book names the one of each kind that is its own; a key is only ever added to the folder, so
what was encrypted to an older key still opens, and a restored book finds its key again.
"""

import re
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from enum import Enum
from pathlib import Path

from ktt_desktop.catalogue.reading import Table, toml_table
from ktt_desktop.domain.errors import (
    CatalogueError,
    InvalidInputError,
    StorageUnavailableError,
    UnreadableFileError,
)
from ktt_desktop.interchange import box_keys, signing
from ktt_desktop.interchange.signing import fingerprint, new_key
from ktt_desktop.services.book import Book
from ktt_desktop.services.files import write_safely
from ktt_desktop.services.settings import load_value, save_value

KEYS_FOLDER = "khoa"
SAFE_COPY = "khoa-rieng-{}.kttt-khoarieng"
_SECRET = re.compile(r"[0-9a-f]{64}", re.ASCII)
_TEXT = "# Khóa riêng của một máy dùng Sổ KTTT: không gửi cho ai, cất bản dự phòng ở nơi an toàn.\n"


class KeyKind(Enum):
    """Khóa để làm gì: the beginning of its file name."""

    SEAL = "niem-phong"
    BOX = "mo-tep"

    @property
    def public(self) -> Callable[[bytes], bytes]:
        """How the public half is found."""
        return signing.public_key if self is KeyKind.SEAL else box_keys.public_key


@dataclass(frozen=True, slots=True)
class OwnKey:
    """Một khóa của máy này."""

    kind: KeyKind
    secret: bytes

    @property
    def public(self) -> bytes:
        """The half that may be shown."""
        return self.kind.public(self.secret)

    @property
    def fingerprint(self) -> str:
        """Dấu vân tay, ungrouped."""
        return fingerprint(self.public)


def own_key(book: Book, kind: KeyKind) -> OwnKey:
    """The key of this book on this machine, made when first asked for.

    Raises StorageUnavailableError.
    """
    mark = load_value(book, _setting(kind))
    if mark is not None:
        for each in all_keys(book.path.parent, kind):
            if each.fingerprint == mark:
                return each
    key = OwnKey(kind, new_key())
    _write(book, key)
    save_value(book, _setting(kind), key.fingerprint)
    return key


def all_keys(folder: Path, kind: KeyKind) -> Iterator[OwnKey]:
    """Every readable key of a kind beside the book of a folder."""
    for path in sorted((folder / KEYS_FOLDER).glob(f"{kind.value}-*.khoa")):
        with suppress(UnreadableFileError):
            yield from (key for key in read_keys(path) if key.kind is kind)


def make_keys_folder(home: Path) -> Path:
    """The folder of keys beside a book, for the user alone; raises StorageUnavailableError."""
    folder = home / KEYS_FOLDER
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise StorageUnavailableError(
            f"Không tạo được thư mục {folder} để giữ khóa. Kiểm tra quyền ghi rồi làm lại."
        ) from error
    return folder


def put_away(book: Book, folder: Path) -> Path:
    """Cất khóa: both keys of this machine as one file; raises StorageUnavailableError."""
    keys = [own_key(book, kind) for kind in KeyKind]
    target = folder / SAFE_COPY.format(keys[0].fingerprint[:8])
    write_safely(target, _text(keys))
    with suppress(OSError):
        target.chmod(0o600)
    return target


def take_back(book: Book, path: Path) -> list[OwnKey]:
    """Lấy lại khóa: the keys of such a file are those of this book from now on.

    Raises UnreadableFileError, InvalidInputError, StorageUnavailableError.
    """
    keys = read_keys(path)
    if not keys:
        raise InvalidInputError(f"Tệp {path.name} không có khóa nào. Chọn tệp đã cất.")
    for key in keys:
        _write(book, key)
        save_value(book, _setting(key.kind), key.fingerprint)
    return keys


def read_keys(path: Path) -> list[OwnKey]:
    """The keys of a file; raises UnreadableFileError."""
    try:
        if path.stat().st_size > 10_000:
            raise CatalogueError(f"{path.name} quá lớn.")
        with toml_table(path) as raw:
            return [_key(each) for each in raw.tables("key", [])]
    except (CatalogueError, OSError) as error:
        raise UnreadableFileError(
            f"Tệp {path.name} không phải tệp khóa riêng của Sổ KTTT, hoặc đã hỏng. Chọn bản khác "
            "đã cất; khóa đang dùng không thay đổi."
        ) from error


def file_name(key: OwnKey) -> str:
    """The name of a key's file beside the book."""
    return f"{key.kind.value}-{key.fingerprint}.khoa"


def _setting(kind: KeyKind) -> str:
    return f"own_key_{kind.name.lower()}"


def _write(book: Book, key: OwnKey) -> None:
    path = make_keys_folder(book.path.parent) / file_name(key)
    write_safely(path, _text([key]))
    with suppress(OSError):
        path.chmod(0o600)


def _text(keys: list[OwnKey]) -> bytes:
    tables = (
        f'\n[[key]]\nuse = "{key.kind.value}"\nsecret = "{key.secret.hex()}"\n' for key in keys
    )
    return (_TEXT + "".join(tables)).encode()


def _key(raw: Table) -> OwnKey:
    kind, secret = raw.choice("use", KeyKind), raw.take("secret", str)
    if not _SECRET.fullmatch(secret):
        raise CatalogueError(f"{raw.where}: «secret» phải là 64 chữ số thập lục phân.")
    return OwnKey(kind, bytes.fromhex(secret))

"""Khóa công khai: whose keys files are encrypted to; exchanged once as small text files."""

import json
import re
from collections.abc import Iterable
from pathlib import Path

from ktt_desktop.catalogue.reading import Table, toml_table
from ktt_desktop.domain.errors import CatalogueError, InvalidInputError, UnreadableFileError
from ktt_desktop.domain.text import nfc
from ktt_desktop.interchange import encrypted_file
from ktt_desktop.interchange.encrypted_file import MOST_RECIPIENTS
from ktt_desktop.services.files import write_safely
from ktt_desktop.services.own_keys import KEYS_FOLDER, make_keys_folder

Recipient = encrypted_file.Recipient  # what the window knows of the format

KEY_ENDING = ".kttt-khoa"
RECIPIENTS_FILE = "nguoi-nhan.toml"
LARGEST = 64 * 1024
_KEY = re.compile(r"[0-9a-f]{64}", re.ASCII)
_HEAD = """\
# Khóa công khai để gửi tệp mã hóa cho đơn vị dưới đây (Sổ KTTT). Gửi tệp này cho ai cũng được.
# Nơi nhận khóa đối chiếu dấu vân tay qua công văn hoặc điện thoại rồi mới dùng.
"""


def write_public_key(own: Recipient, target: Path) -> None:
    """Write a `.kttt-khoa` file; raises StorageUnavailableError."""
    write_safely(target, (_HEAD + _written([own])).encode())


def read_public_key(path: Path) -> Recipient:
    """The key of a `.kttt-khoa` file; raises UnreadableFileError."""
    found = _read(path)
    if len(found) != 1:
        raise _unreadable(path)
    return found[0]


def recipients(home: Path) -> list[Recipient]:
    """Those remembered beside the book of a folder; raises UnreadableFileError for a damaged
    file of them."""
    path = home / KEYS_FOLDER / RECIPIENTS_FILE
    return _read(path) if path.is_file() else []


def remember_recipient(home: Path, recipient: Recipient) -> None:
    """Encrypt to this key too from now on; raises InvalidInputError, StorageUnavailableError."""
    others = [each for each in recipients(home) if each.public_key != recipient.public_key]
    if len(others) >= MOST_RECIPIENTS:
        raise InvalidInputError(
            f"Một tệp mã hóa cho nhiều nhất {MOST_RECIPIENTS} nơi nhận. Bỏ bớt một khóa rồi thêm."
        )
    _keep(home, [*others, recipient])


def forget_recipient(home: Path, fingerprint: str) -> None:
    """Encrypt to this key no longer."""
    _keep(home, [each for each in recipients(home) if each.fingerprint != fingerprint])


def _keep(home: Path, wanted: Iterable[Recipient]) -> None:
    folder = make_keys_folder(home)
    write_safely(folder / RECIPIENTS_FILE, _written(wanted).encode())


def _read(path: Path) -> list[Recipient]:
    try:
        if path.stat().st_size > LARGEST:
            raise CatalogueError(path.name)
        with toml_table(path) as raw:
            return [_recipient(each) for each in raw.tables("recipient", [])]
    except (CatalogueError, OSError) as error:
        raise _unreadable(path) from error


def _unreadable(path: Path) -> UnreadableFileError:
    return UnreadableFileError(
        f"Tệp {path.name} không phải khóa công khai của Sổ KTTT, hoặc đã bị sửa. Xin lại tệp "
        f"{KEY_ENDING} từ nơi nhận."
    )


def _recipient(raw: Table) -> Recipient:
    name, unit = raw.take("name", str), raw.take("unit", str)
    key, mark = raw.take("public_key", str), raw.take("fingerprint", str)
    if not name.strip() or len(name) > 200 or not (name + unit).isprintable() or len(unit) > 20:
        raise CatalogueError(f"{raw.where}: «name»")
    if not _KEY.fullmatch(key):
        raise CatalogueError(f"{raw.where}: «public_key»")
    found = Recipient(nfc(name), unit, bytes.fromhex(key))
    if found.fingerprint != mark.replace("-", ""):
        raise CatalogueError(f"{raw.where}: «fingerprint»")
    return found


def _written(recipients: Iterable[Recipient]) -> str:
    """TOML; a line of JSON text is written alike there."""
    tables = []
    for each in recipients:
        lines = {
            "name": each.name,
            "unit": each.unit,
            "public_key": each.public_key.hex(),
            "fingerprint": each.fingerprint,
        }
        text = (f"{key} = {json.dumps(value, ensure_ascii=False)}" for key, value in lines.items())
        tables.append("\n".join(["[[recipient]]", *text, ""]))
    return "\n".join(tables)

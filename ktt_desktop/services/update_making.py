"""Lập tệp cập nhật, for whoever issues a catalogue: make a key, sign a folder of files."""

from dataclasses import dataclass
from pathlib import Path

from ktt_desktop.catalogue.loader import load_catalogue
from ktt_desktop.catalogue.reading import toml_table
from ktt_desktop.catalogue.units import load_units
from ktt_desktop.domain.errors import (
    CatalogueError,
    InvalidInputError,
    StorageUnavailableError,
    UnreadableFileError,
)
from ktt_desktop.domain.identifiers import grouped_check_code
from ktt_desktop.domain.text import nfc
from ktt_desktop.domain.updates import UpdateHeader, UpdatePart
from ktt_desktop.interchange.bounded_zip import RefusedZipError, read_members
from ktt_desktop.interchange.signing import KEY_BYTES, fingerprint, new_key, public_key
from ktt_desktop.interchange.update_format import DATA, NAMES, UNITS_FILES, belongs
from ktt_desktop.interchange.update_reader import KIND, RefusedUpdateError, verified
from ktt_desktop.interchange.update_writer import build_update
from ktt_desktop.services.files import write_safely
from ktt_desktop.services.update_content import try_out

KEY_TEXT = """\
# Khóa bí mật để ký tệp cập nhật của Sổ KTTT: không gửi cho ai, không để trên máy dùng chung.
algorithm = "Ed25519"
secret = "{}"
"""


@dataclass(frozen=True, slots=True)
class Issue:
    """Những gì nơi ban hành ghi trong tệp cập nhật; the version must be that of the content."""

    part: UpdatePart
    version: int
    title: str
    issuer: str
    notes: str
    min_app_version: str


def make_key(path: Path) -> str:
    """Write a new secret key only its owner can read; returns the fingerprint, grouped.

    Raises StorageUnavailableError; a file that is there is never replaced.
    """
    secret = new_key()
    try:
        path.touch(mode=0o600, exist_ok=False)
        path.write_bytes(KEY_TEXT.format(secret.hex()).encode())
    except FileExistsError as error:
        raise StorageUnavailableError(
            f"Tệp {path} đã có; khóa không bao giờ ghi đè. Chọn tên khác."
        ) from error
    except OSError as error:
        raise StorageUnavailableError(f"Không ghi được {path} ({error.strerror}).") from error
    return grouped_check_code(fingerprint(public_key(secret)))


def make_update(folder: Path, key: Path, issue: Issue, target: Path) -> str:
    """Check, sign and write the files of a folder; returns the fingerprint, grouped.

    Raises InvalidInputError, UnreadableFileError, StorageUnavailableError; no file is left then.
    """
    secret = _read_key(key)
    files = _files(folder, issue.part)
    try:
        header = _header(folder, issue)
        content = build_update(header, files, secret)
        try_out(verified(read_members(content, NAMES, KIND)).header, files)
    except (CatalogueError, RefusedZipError, RefusedUpdateError) as error:
        reason = str(error).rstrip(".")
        raise InvalidInputError(
            f"Chưa lập được tệp từ {folder}: {reason}. Sửa rồi lập lại."
        ) from error
    write_safely(target, content)
    return grouped_check_code(fingerprint(public_key(secret)))


def _read_key(path: Path) -> bytes:
    try:
        with toml_table(path) as raw:
            raw.one_of("algorithm", ("Ed25519",))
            secret = bytes.fromhex(raw.take("secret", str))
    except (CatalogueError, ValueError) as error:
        raise UnreadableFileError(f"Tệp {path} không phải là khóa ký.") from error
    if len(secret) != KEY_BYTES:
        raise UnreadableFileError(f"Tệp {path} không phải là khóa ký.")
    return secret


def _files(folder: Path, part: UpdatePart) -> dict[str, bytes]:
    """The files of the folder that make up the part, by name."""
    names = {name.removeprefix(f"{DATA}/") for name in UNITS_FILES}
    if part is UpdatePart.CATALOGUE:
        names = {path.relative_to(folder).as_posix() for path in folder.rglob("*.toml")}
    strange = sorted(name for name in names if not belongs(f"{DATA}/{name}", part))
    if strange:
        raise InvalidInputError(
            f"Tên tệp không dùng được: {', '.join(strange)}. Chỉ dùng chữ thường không dấu, số, "
            "dấu gạch, đuôi .toml."
        )
    try:
        return {name: (folder / name).read_bytes() for name in sorted(names)}
    except OSError as error:
        raise UnreadableFileError(f"Không đọc được {error.filename} trong {folder}.") from error


def _header(folder: Path, issue: Issue) -> UpdateHeader:
    load = load_catalogue if issue.part is UpdatePart.CATALOGUE else load_units
    release = load(folder).release
    if release.version != issue.version:
        raise InvalidInputError(
            f"Nội dung mang phiên bản {release.version}, không phải {issue.version}. Ghi đúng số "
            "phiên bản trong version.toml hoặc units.toml rồi lập lại."
        )
    return UpdateHeader(
        issue.part,
        release,
        nfc(issue.title),
        nfc(issue.notes),
        nfc(issue.issuer),
        issue.min_app_version,
    )

"""Reading an update file from outside: limits, signature, manifest, hashes – in this order."""

import re
from collections.abc import Mapping
from hashlib import sha256
from pathlib import Path, PurePosixPath
from typing import Any

from ktt_desktop.domain.errors import UnreadableFileError
from ktt_desktop.domain.updates import Release, UpdateHeader, UpdatePart
from ktt_desktop.interchange import manifest
from ktt_desktop.interchange.bounded_json import RefusedJsonError, parse_object
from ktt_desktop.interchange.bounded_zip import RefusedZipError, file_bytes, read_members
from ktt_desktop.interchange.signing import (
    ALGORITHM,
    KEY_BYTES,
    SIGNATURE_BYTES,
    is_signed,
)
from ktt_desktop.interchange.submission_format import MANIFEST, MIMETYPE_MEMBER
from ktt_desktop.interchange.update_format import (
    FORMAT,
    FORMAT_VERSION,
    LARGEST_JSON,
    LARGEST_TABLE,
    MIMETYPE,
    NAMES,
    SIGNATURE,
    SignedUpdate,
    belongs,
)

KIND = "tệp cập nhật"
APP_VERSION = re.compile(r"[0-9]{1,4}(?:\.[0-9]{1,4}){1,2}")
HEX = re.compile(r"(?:[0-9a-f]{2})*")
UNLISTED = {MIMETYPE_MEMBER, MANIFEST, SIGNATURE}


class RefusedUpdateError(ValueError):
    """The members are no update, or not what was signed; the message stands after "tệp …"."""


def open_update(path: Path) -> SignedUpdate:
    """Read and verify a file; raises UnreadableFileError with a sentence, whatever the bytes."""
    try:
        return verified(read_members(file_bytes(path), NAMES, KIND))
    except (RefusedZipError, RefusedUpdateError) as error:
        raise UnreadableFileError(
            f"Tệp {path.name} {error}. Xin lại tệp từ nơi ban hành; "
            "danh mục đang dùng không thay đổi."
        ) from error


def verified(members: Mapping[str, bytes]) -> SignedUpdate:
    """The update these members make up; raises RefusedUpdateError, UnreadableFileError.

    Nothing of the manifest is believed before its signature was found good, and no member of
    data before its hash.
    """
    if members.get(MIMETYPE_MEMBER) != MIMETYPE.encode() or MANIFEST not in members:
        raise RefusedUpdateError(f"không phải {KIND}")
    if SIGNATURE not in members:
        raise RefusedUpdateError("không có chữ ký của nơi ban hành")
    try:
        signer = _signer(members[SIGNATURE], members[MANIFEST])
        raw = parse_object(members[MANIFEST], LARGEST_JSON, MANIFEST)
        header = _header(raw)
        _compare(members, manifest.members(raw, "files"), header.part)
    except (RefusedJsonError, manifest.ManifestError) as error:
        raise RefusedUpdateError(f"có phần không đọc được ({error})") from error
    digest = sha256(members[MANIFEST]).hexdigest()
    return SignedUpdate(header, dict(members), signer, digest)


def _signer(signature: bytes, signed: bytes) -> bytes:
    """The public key that signed these bytes."""
    raw = parse_object(signature, LARGEST_JSON, SIGNATURE)
    if manifest.text(raw, "algorithm") != ALGORITHM:
        raise RefusedUpdateError("dùng cách ký mà chương trình này không biết")
    key = _bytes(raw, "publicKey", KEY_BYTES)
    if not is_signed(key, signed, _bytes(raw, "signature", SIGNATURE_BYTES)):
        raise RefusedUpdateError("có chữ ký không đúng: tệp đã bị thay đổi sau khi ký")
    return key


def _bytes(raw: Mapping[str, Any], key: str, length: int) -> bytes:
    digits = manifest.text(raw, key)
    if len(digits) != 2 * length or not HEX.fullmatch(digits):
        raise manifest.ManifestError(key)
    return bytes.fromhex(digits)


def _header(raw: Mapping[str, Any]) -> UpdateHeader:
    if manifest.text(raw, "format") != FORMAT:
        raise manifest.ManifestError("format")
    manifest.format_version(raw, FORMAT_VERSION)
    try:
        part = UpdatePart(manifest.text(raw, "part"))
    except ValueError as error:
        raise manifest.ManifestError("part") from error
    oldest = manifest.text(raw, "minAppVersion")
    if not APP_VERSION.fullmatch(oldest):
        raise manifest.ManifestError("minAppVersion")
    return UpdateHeader(
        part=part,
        release=Release(manifest.number(raw, "version"), _line(raw, "label")),
        title=_line(raw, "title"),
        notes=_lines(raw, "notes"),
        issued_by=_line(raw, "issuedBy"),
        min_app_version=oldest,
    )


def _line(raw: Mapping[str, Any], key: str) -> str:
    """Text that shows as it is: one line, no sign that hides or turns the others."""
    line = manifest.text(raw, key)
    if not line.strip() or not line.isprintable():
        raise manifest.ManifestError(key)
    return line


def _lines(raw: Mapping[str, Any], key: str) -> str:
    text = manifest.text(raw, key)
    if not all(line.isprintable() for line in text.split("\n")):
        raise manifest.ManifestError(key)
    return text


def _compare(members: Mapping[str, bytes], listed: list[manifest.Member], part: UpdatePart) -> None:
    """What is there against what was signed, by name, size and hash."""
    differing = {each.path for each in listed} ^ (members.keys() - UNLISTED)
    if differing:
        raise RefusedUpdateError("thiếu hoặc thừa phần " + ", ".join(sorted(differing)))
    for each in listed:
        content = members[each.path]
        if not belongs(each.path, part):
            raise RefusedUpdateError(f"có phần {each.path} không thuộc loại cập nhật này")
        if len(content) > LARGEST_TABLE[PurePosixPath(each.path).suffix]:
            raise RefusedUpdateError(f"có phần {each.path} quá lớn")
        if (len(content), sha256(content).hexdigest()) != (each.size, each.sha256):
            raise RefusedUpdateError(f"đã bị thay đổi sau khi ký: phần {each.path}")

"""Reading a receipt from outside: limits, manifest, hashes, items – in this order."""

from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

from ktt_desktop.domain.errors import UnreadableFileError
from ktt_desktop.domain.receipt import Receipt
from ktt_desktop.interchange import manifest
from ktt_desktop.interchange.bounded_json import RefusedJsonError, parse_object
from ktt_desktop.interchange.bounded_zip import RefusedZipError, file_bytes, read_members
from ktt_desktop.interchange.check_code import data_digest
from ktt_desktop.interchange.receipt_format import (
    FORMAT,
    FORMAT_VERSION,
    LARGEST_JSON,
    MEMBERS,
    MIMETYPE,
    NAMES,
    PAGE,
    PRACTICE_FORMAT,
    SIGNATURE,
    receipt_of,
)
from ktt_desktop.interchange.submission_format import DATA, MANIFEST, MIMETYPE_MEMBER

KIND = "tệp biên nhận"
UNLISTED = {MIMETYPE_MEMBER, MANIFEST, SIGNATURE}


class _AlteredError(ValueError):
    """The receipt is no longer what was written; the message says where."""


@dataclass(frozen=True, slots=True)
class ReceiptFile:
    """Một tệp biên nhận nguyên vẹn: what it says, and its printed page."""

    receipt: Receipt
    page: bytes
    data: bytes


def open_receipt(path: Path) -> ReceiptFile:
    """Read and verify a receipt; raises UnreadableFileError with a sentence, whatever the bytes."""
    try:
        return _receipt(read_members(file_bytes(path), NAMES, KIND))
    except (RefusedZipError, RefusedJsonError, manifest.ManifestError, _AlteredError) as error:
        raise UnreadableFileError(
            f"Tệp {path.name} {_reason(error)}. Xin lại biên nhận của cấp trên, "
            "không sửa tệp bằng chương trình khác."
        ) from error


def _reason(error: ValueError) -> str:
    match error:
        case RefusedZipError():
            return str(error)
        case _AlteredError():
            return f"đã bị thay đổi sau khi lập: {error}"
        case _:
            return f"không phải {KIND} đúng mẫu ({error})"


def _receipt(members: Mapping[str, bytes]) -> ReceiptFile:
    if members.get(MIMETYPE_MEMBER) != MIMETYPE.encode() or MANIFEST not in members:
        raise RefusedZipError(f"không phải {KIND}")
    raw = parse_object(members[MANIFEST], LARGEST_JSON, MANIFEST)
    if manifest.text(raw, "format") not in (FORMAT, PRACTICE_FORMAT):
        raise manifest.ManifestError("format")
    manifest.format_version(raw, FORMAT_VERSION)
    _compare(members, raw)
    receipt = receipt_of(parse_object(members[DATA], LARGEST_JSON, DATA))
    if receipt.practice != (raw["format"] == PRACTICE_FORMAT):
        raise _AlteredError(f"phần đầu và phần {DATA} không khớp")
    return ReceiptFile(receipt, members[PAGE], members[DATA])


def _compare(members: Mapping[str, bytes], raw: Mapping[str, Any]) -> None:
    """What is there against what the manifest lists, by size and hash."""
    listed = manifest.members(raw)
    paths = {each.path for each in listed}
    differing = ({*MEMBERS} - paths) | (paths ^ (members.keys() - UNLISTED))
    if differing:
        raise _AlteredError("thiếu hoặc thừa phần " + ", ".join(sorted(differing)))
    for each in listed:
        content = members[each.path]
        if (len(content), sha256(content).hexdigest()) != (each.size, each.sha256):
            raise _AlteredError(f"phần {each.path} không khớp mã băm")
    if manifest.data_digest_of(raw) != data_digest(members[DATA]):
        raise _AlteredError(f"phần {DATA} không khớp phần đầu")

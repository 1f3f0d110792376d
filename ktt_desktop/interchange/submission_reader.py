"""Reading a submission file from outside: limits, manifest, hashes, tables – in this order."""

from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

from ktt_desktop.domain.errors import UnreadableFileError
from ktt_desktop.interchange import manifest
from ktt_desktop.interchange.bounded_json import RefusedJsonError, parse_object
from ktt_desktop.interchange.bounded_zip import RefusedZipError, file_bytes, read_members
from ktt_desktop.interchange.check_code import check_code, data_digest
from ktt_desktop.interchange.submission_format import (
    CHECKS,
    DATA,
    MANIFEST,
    MEMBERS,
    MIMETYPE,
    MIMETYPE_MEMBER,
    REPORT,
    SCHEMA,
    WORKBOOK,
    Header,
)
from ktt_desktop.interchange.tables import (
    TablesError,
    TooManyRowsError,
    look_at_checks,
    look_at_data,
)

LARGEST_DATA, LARGEST_OTHER = 32 * 1024 * 1024, 4 * 1024 * 1024
UNLISTED = {MIMETYPE_MEMBER, MANIFEST, "signature.json"}


class _AlteredError(ValueError):
    """The file is no longer what was exported; the message says where."""


REFUSALS = (RefusedZipError, RefusedJsonError, TablesError, manifest.ManifestError, _AlteredError)


@dataclass(frozen=True, slots=True)
class Bundle:
    """Một tệp nộp nguyên vẹn; `data` maps sheet name to {"columns", "rows"}."""

    header: Header
    manifest: Mapping[str, Any]
    data: Mapping[str, Any]
    schema: Mapping[str, Any]
    checks: Mapping[str, Any]
    workbook: bytes
    report: bytes
    digest: str
    check_code: str
    practice: bool


def open_bundle(source: Path | bytes, *, allow_practice: bool = False) -> Bundle:
    """Read and verify a file; raises UnreadableFileError with a sentence, whatever the bytes."""
    name = source.name if isinstance(source, Path) else "nhận được"
    try:
        content = source if isinstance(source, bytes) else file_bytes(source)
        bundle = _bundle(read_members(content))
    except REFUSALS as error:
        raise UnreadableFileError(
            f"Tệp {name} {_reason(error)}. "
            "Xin lại tệp từ đơn vị nộp, không sửa tệp bằng chương trình khác."
        ) from error
    if bundle.practice and not allow_practice:
        raise UnreadableFileError(
            f"Tệp {name} là dữ liệu thực hành, không dùng làm báo cáo được. "
            "Kết xuất lại từ sổ của đơn vị."
        )
    return bundle


def _reason(error: ValueError) -> str:
    """What is wrong with the file, to stand after its name."""
    match error:
        case RefusedZipError():
            return str(error)
        case _AlteredError():
            return f"đã bị thay đổi sau khi kết xuất: {error}"
        case manifest.ManifestError():
            return f"không phải tệp nộp đúng mẫu (phần đầu: {error})"
        case TooManyRowsError():
            return "có nhiều dòng số liệu hơn mức cho phép"
        case _:
            return f"có phần không đọc được ({error})"


def _bundle(members: Mapping[str, bytes]) -> Bundle:
    if members.get(MIMETYPE_MEMBER) != MIMETYPE.encode() or MANIFEST not in members:
        raise RefusedZipError("không phải tệp nộp")
    raw = parse_object(members[MANIFEST], LARGEST_OTHER, MANIFEST)
    practice = manifest.is_practice(raw)
    manifest.format_version(raw)
    _compare(members, raw)
    header = manifest.header_of(raw)
    data = parse_object(members[DATA], LARGEST_DATA, DATA)
    checks = parse_object(members[CHECKS], LARGEST_OTHER, CHECKS)
    look_at_data(data)
    look_at_checks(checks)
    stated = (header.unit_code, header.period.code, practice)
    if stated != tuple(data.get(key) for key in ("unit", "period", "practice")):
        raise _AlteredError(f"phần đầu và phần {DATA} nói về hai báo cáo khác nhau")
    digest = data_digest(members[DATA])
    return Bundle(
        header=header,
        manifest=raw,
        data=data,
        schema=parse_object(members[SCHEMA], LARGEST_OTHER, SCHEMA),
        checks=checks,
        workbook=members[WORKBOOK],
        report=members[REPORT],
        digest=digest,
        check_code=check_code(digest),
        practice=practice,
    )


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
    digest = data_digest(members[DATA])
    stated = (manifest.data_digest_of(raw), manifest.check_code_of(raw))
    if stated != (digest, check_code(digest)):
        raise _AlteredError(f"phần {DATA} không khớp phần đầu")
    if manifest.form_digest_of(raw) != sha256(members[SCHEMA]).hexdigest():
        raise _AlteredError(f"phần {SCHEMA} không khớp phần đầu")

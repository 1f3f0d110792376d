"""Reading a submission file from outside: limits, manifest, hashes, tables – in this order."""

from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

from ktt_desktop.domain.errors import UnreadableFileError
from ktt_desktop.interchange import manifest
from ktt_desktop.interchange.bounded_json import RefusedJsonError, parse_json
from ktt_desktop.interchange.bounded_zip import LARGEST_FILE, RefusedZipError, read_members
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

LARGEST_DATA, LARGEST_OTHER = 32 * 1024 * 1024, 4 * 1024 * 1024
MOST_ROWS = 20_000
UNLISTED = {MIMETYPE_MEMBER, MANIFEST, "signature.json"}


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
        return _Reader(_read(source), allow_practice=allow_practice).bundle()
    except RefusedZipError as error:
        raise UnreadableFileError(
            f"Tệp {name} {error}. Xin lại tệp từ đơn vị nộp, không sửa tệp bằng chương trình khác."
        ) from error
    except manifest.ManifestError as error:
        raise UnreadableFileError(
            f"Tệp {name} không phải tệp nộp đúng mẫu (phần đầu: {error}). "
            "Xin lại tệp từ đơn vị nộp."
        ) from error
    except RefusedJsonError as error:
        raise UnreadableFileError(
            f"Tệp {name} có phần số liệu không đọc được. Xin lại tệp từ đơn vị nộp."
        ) from error
    except _AlteredError as error:
        raise UnreadableFileError(
            f"Tệp {name} đã bị thay đổi sau khi kết xuất: {error}. Xin lại tệp từ đơn vị nộp."
        ) from error


class _AlteredError(ValueError):
    """The file is no longer what was exported; the message says where."""


def _read(source: Path | bytes) -> bytes:
    if isinstance(source, bytes):
        return source
    try:
        with source.open("rb") as file:
            return file.read(LARGEST_FILE + 1)
    except OSError as error:
        raise UnreadableFileError(
            f"Không mở được tệp {source.name}. Kiểm tra tệp còn ở {source.parent} và có quyền đọc."
        ) from error


class _Reader:
    def __init__(self, content: bytes, *, allow_practice: bool) -> None:
        self._members = read_members(content)
        self._allow_practice = allow_practice

    def bundle(self) -> Bundle:
        if self._members.get(MIMETYPE_MEMBER) != MIMETYPE.encode():
            raise manifest.ManifestError(MIMETYPE_MEMBER)
        raw = self._json(MANIFEST, LARGEST_OTHER)
        practice = manifest.is_practice(raw)
        manifest.format_version(raw)
        if practice and not self._allow_practice:
            raise UnreadableFileError(
                "Tệp này là dữ liệu thực hành, không nộp được. Kết xuất lại từ sổ của đơn vị."
            )
        self._compare(raw)
        data, header = self._json(DATA, LARGEST_DATA), manifest.header_of(raw)
        _look_at_sheets(data)
        stated = (header.unit_code, header.period.code, header.practice)
        if stated != tuple(data.get(key) for key in ("unit", "period", "practice")):
            raise _AlteredError(f"phần đầu và phần {DATA} nói về hai báo cáo khác nhau")
        digest = data_digest(self._members[DATA])
        return Bundle(
            header=header,
            manifest=raw,
            data=data,
            schema=self._json(SCHEMA, LARGEST_OTHER),
            checks=self._json(CHECKS, LARGEST_OTHER),
            workbook=self._members[WORKBOOK],
            report=self._members[REPORT],
            digest=digest,
            check_code=check_code(digest),
            practice=practice,
        )

    def _json(self, name: str, largest: int) -> Mapping[str, Any]:
        if name not in self._members:
            raise manifest.ManifestError(name)
        value = parse_json(self._members[name], largest)
        if not isinstance(value, dict):
            raise RefusedJsonError(name)
        return value

    def _compare(self, raw: Mapping[str, Any]) -> None:
        """What is there against what the manifest lists, by size and hash."""
        listed = manifest.members(raw)
        missing = {*MEMBERS} - {each.path for each in listed}
        extra = set(self._members) - UNLISTED - {each.path for each in listed}
        if missing or extra:
            raise _AlteredError("thiếu hoặc thừa phần " + ", ".join(sorted(missing | extra)))
        for each in listed:
            content = self._members.get(each.path)
            if content is None:
                raise _AlteredError(f"thiếu phần {each.path}")
            if (len(content), sha256(content).hexdigest()) != (each.size, each.sha256):
                raise _AlteredError(f"phần {each.path} không khớp mã băm")
        if data_digest(self._members[DATA]) != manifest.data_digest_of(raw):
            raise _AlteredError(f"phần {DATA} không khớp phần đầu")


def _look_at_sheets(data: Mapping[str, Any]) -> None:
    """Every sheet is a table: text columns, rows of their length holding plain values."""
    rows = 0
    for name, sheet in data.items():
        if isinstance(sheet, str | bool):
            continue
        if not isinstance(sheet, dict):
            raise RefusedJsonError(name)
        columns, body = sheet.get("columns"), sheet.get("rows")
        if not isinstance(columns, list) or not isinstance(body, list):
            raise RefusedJsonError(name)
        rows += len(body)
        if rows > MOST_ROWS:
            raise RefusedZipError(f"có hơn {MOST_ROWS} dòng số liệu")
        if not all(isinstance(row, list) and len(row) == len(columns) for row in body):
            raise RefusedJsonError(name)

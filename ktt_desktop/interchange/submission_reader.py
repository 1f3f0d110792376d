"""Reading a submission file from outside: limits, manifest, hashes, tables – in this order."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from typing import Any

from ktt_desktop.domain.errors import UnreadableFileError
from ktt_desktop.domain.receiving import LowerUnit, unit_key
from ktt_desktop.domain.terms import UnitLevel
from ktt_desktop.interchange import manifest
from ktt_desktop.interchange.bounded_json import RefusedJsonError, parse_object
from ktt_desktop.interchange.bounded_zip import RefusedZipError, file_bytes, read_members
from ktt_desktop.interchange.check_code import check_code
from ktt_desktop.interchange.encrypted_file import is_encrypted
from ktt_desktop.interchange.seals import RefusedSealError, Seal, read_seal
from ktt_desktop.interchange.submission_format import (
    CHECKS,
    DATA,
    MANIFEST,
    MEMBERS,
    MIMETYPE,
    MIMETYPE_MEMBER,
    REPORT,
    SCHEMA,
    SIGNATURE,
    WORKBOOK,
    Header,
    Sheet,
)
from ktt_desktop.interchange.submission_upgrade import UNIT_COLUMNS, upgraded
from ktt_desktop.interchange.tables import (
    Tables,
    TablesError,
    TooManyRowsError,
    look_at_checks,
    read_data,
)

LARGEST_DATA, LARGEST_OTHER = 32 * 1024 * 1024, 4 * 1024 * 1024
UNLISTED = {MIMETYPE_MEMBER, MANIFEST, SIGNATURE}
SINCE_UNITS = (1, 4)  # the version that says whose every row is


class _AlteredError(ValueError):
    """The file is no longer what was exported; the message says where."""


REFUSALS = (
    *(RefusedZipError, RefusedJsonError, TablesError, manifest.ManifestError),
    *(_AlteredError, RefusedSealError),
)


@dataclass(frozen=True, slots=True)
class Bundle:
    """Một tệp nộp nguyên vẹn.

    `data` are the sheets by name in today's version of the format, whatever version the file is
    of, with those this program does not know; `values` the other fields of data.json. `digest` is
    of data.json as it came. `members` are the untouched bytes of every member by name.
    """

    header: Header
    version: tuple[int, int]
    manifest: Mapping[str, Any]
    data: Mapping[str, Sheet]
    values: Mapping[str, Any]
    schema: Mapping[str, Any]
    checks: Mapping[str, Any]
    members: Mapping[str, bytes]
    digest: str
    check_code: str
    practice: bool
    seal: Seal | None = None

    @property
    def unit_key(self) -> str:
        """The key of the unit that sent it."""
        return str(self.data["units"].rows[0][0])

    @property
    def data_bytes(self) -> bytes:
        """data.json as it came."""
        return self.members[DATA]

    @property
    def workbook(self) -> bytes:
        """The Excel view."""
        return self.members[WORKBOOK]

    @property
    def report(self) -> bytes:
        """The printed report."""
        return self.members[REPORT]


def open_bundle(source: Path | bytes, *, name: str = "", allow_practice: bool = False) -> Bundle:
    """Read and verify a file; raises UnreadableFileError with a sentence, whatever the bytes."""
    name = name or (source.name if isinstance(source, Path) else "nhận được")
    try:
        content = source if isinstance(source, bytes) else file_bytes(source)
        if is_encrypted(content):
            raise UnreadableFileError(
                f"Tệp {name} được mã hóa. Nhận tệp trên máy có khóa của nơi nhận."
            )
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
        case RefusedZipError() | RefusedSealError():
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
    version = manifest.format_version(raw)
    if not manifest.is_as_written(raw, version):
        raise _AlteredError("phần đầu không khớp mã băm của nó")
    digest = _compare(members, raw)
    header = manifest.header_of(raw)
    found = read_data(members[DATA], LARGEST_DATA)
    checks = parse_object(members[CHECKS], LARGEST_OTHER, CHECKS)
    look_at_checks(checks)
    _look_at_values(found, header, version)
    sheets = upgraded(found.sheets, version, _sender(header))
    _look_at_units(sheets, header)
    return Bundle(
        header=header,
        version=version,
        manifest=raw,
        data=sheets,
        values=found.values,
        schema=_schema(members[SCHEMA]),
        checks=checks,
        members=members,
        digest=digest,
        check_code=check_code(digest),
        practice=practice,
        seal=_seal(members, raw),
    )


def _seal(members: Mapping[str, bytes], raw: Mapping[str, Any]) -> Seal | None:
    """The seal of the machine, where there is one."""
    found = members.get(SIGNATURE)
    return None if found is None else read_seal(found, members[MANIFEST], raw.get("createdAt"))


@lru_cache(maxsize=4)
def _schema(content: bytes) -> Mapping[str, Any]:
    """What the codes mean: the same in every file of an edition, thus read once."""
    return parse_object(content, LARGEST_OTHER, SCHEMA)


def _look_at_values(found: Tables, header: Header, version: tuple[int, int]) -> None:
    """What data.json says of itself against the header."""
    stated = {
        "unit": header.unit_code,
        "period": header.period.code,
        "practice": header.practice,
        **({"number": header.number} if version >= SINCE_UNITS else {}),
    }
    for key, each in stated.items():
        value = found.values.get(key)
        if type(value) is not type(each) or value != each:
            raise _AlteredError(f"phần đầu và phần {DATA} nói về hai báo cáo khác nhau")


def _sender(header: Header) -> LowerUnit:
    """The sending unit of a file before version 1.4, which did not say of which time it is.

    There have been no districts since 1/7/2025, and a commune has been below its province (two
    digits) since; a province of the former time cannot be told from one of today.
    """
    commune = header.unit_level == UnitLevel.COMMUNE
    former = header.unit_level == UnitLevel.DISTRICT or (commune and len(header.recipient_code) > 2)
    key = unit_key(header.unit_code, former=former)
    return LowerUnit(key, header.unit_name, header.unit_level)


def _look_at_units(sheets: Mapping[str, Sheet], header: Header) -> None:
    """The units begin with the sender."""
    units = sheets.get("units")
    if units is None or units.columns[: len(UNIT_COLUMNS)] != UNIT_COLUMNS:
        raise TablesError("units")
    keys = [row[0] for row in units.rows]
    if not all(isinstance(key, str) and key for key in keys) or len({*keys}) != len(keys):
        raise TablesError("units.key")
    former = (unit_key(header.unit_code, former=True), unit_key(header.unit_code, former=False))
    if not keys or keys[0] not in former:
        raise _AlteredError(f"phần đầu và phần {DATA} nói về hai đơn vị khác nhau")


def _compare(members: Mapping[str, bytes], raw: Mapping[str, Any]) -> str:
    """What is there against what the manifest lists, by size and hash; the digest of the data."""
    listed = manifest.members(raw)
    paths = {each.path for each in listed}
    differing = ({*MEMBERS} - paths) | (paths ^ (members.keys() - UNLISTED))
    if differing:
        raise _AlteredError("thiếu hoặc thừa phần " + ", ".join(sorted(differing)))
    hashes = {each.path: sha256(members[each.path]).hexdigest() for each in listed}
    for each in listed:
        if (len(members[each.path]), hashes[each.path]) != (each.size, each.sha256):
            raise _AlteredError(f"phần {each.path} không khớp mã băm")
    digest = hashes[DATA]
    stated = (manifest.data_digest_of(raw), manifest.check_code_of(raw))
    if stated != (digest, check_code(digest)):
        raise _AlteredError(f"phần {DATA} không khớp phần đầu")
    if manifest.form_digest_of(raw) != hashes[SCHEMA]:
        raise _AlteredError(f"phần {SCHEMA} không khớp phần đầu")
    return digest

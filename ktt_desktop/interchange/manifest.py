"""manifest.json from outside → header; every field is looked at, unknown ones are kept."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import Any

from ktt_desktop.domain.errors import InvalidInputError, UnreadableFileError
from ktt_desktop.domain.period import ReportingPeriod
from ktt_desktop.interchange.canonical import canonical
from ktt_desktop.interchange.submission_format import (
    FORMAT,
    FORMAT_VERSION,
    KINDS,
    PRACTICE_FORMAT,
    Header,
)

OWN_DIGEST, SINCE_OWN_DIGEST = "headerDigest", (1, 4)
DIGEST = re.compile(r"[0-9a-f]{64}")
UUID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")
DAY = re.compile(r"\d{4}(?:-\d\d(?:-\d\d)?)?", re.ASCII)  # the month and the day may be unknown


@dataclass(frozen=True, slots=True)
class Member:
    """Một phần của tệp như manifest ghi."""

    path: str
    size: int
    sha256: str


class ManifestError(ValueError):
    """A field is missing or of another kind; the message names it."""


def format_version(
    raw: Mapping[str, Any], supported: tuple[int, int] = FORMAT_VERSION
) -> tuple[int, int]:
    """Major and minor version; raises UnreadableFileError for a newer major one."""
    found = re.fullmatch(r"([0-9]{1,4})\.([0-9]{1,4})", text(raw, "formatVersion"))
    if found is None or int(found[1]) == 0:
        raise ManifestError("formatVersion")
    version = int(found[1]), int(found[2])
    if version[0] > supported[0]:
        raise UnreadableFileError(
            f"Tệp được tạo bằng phiên bản mới hơn ({version[0]}.{version[1]}). "
            "Hãy cập nhật phần mềm từ đĩa/USB."
        )
    return version


def is_practice(raw: Mapping[str, Any]) -> bool:
    """Whether the file holds practice data; raises ManifestError for another kind of file."""
    name = text(raw, "format")
    if name not in (FORMAT, PRACTICE_FORMAT):
        raise ManifestError("format")
    return name == PRACTICE_FORMAT


def members(raw: Mapping[str, Any], key: str = "members") -> list[Member]:
    """The members the manifest lists."""
    listed = raw.get(key)
    if not isinstance(listed, list) or not all(isinstance(each, dict) for each in listed):
        raise ManifestError(key)
    found = [
        Member(text(each, "path"), number(each, "bytes"), digest(each, "sha256")) for each in listed
    ]
    if len({each.path for each in found}) != len(found):
        raise ManifestError(key)
    return found


def data_digest_of(raw: Mapping[str, Any]) -> str:
    """The digest of data.json the manifest states."""
    return digest(raw, "dataDigest")


def form_digest_of(raw: Mapping[str, Any]) -> str:
    """The digest of schema.json the manifest states."""
    return digest(raw, "formDigest")


def with_own_digest(raw: Mapping[str, Any]) -> dict[str, Any]:
    """The manifest with the SHA-256 of itself, so that a header changed by hand is noticed."""
    return {**raw, OWN_DIGEST: sha256(canonical(dict(raw))).hexdigest()}


def is_as_written(raw: Mapping[str, Any], version: tuple[int, int]) -> bool:
    """Whether the header is the one that was exported; before version 1.4 nothing told."""
    if OWN_DIGEST not in raw and version < SINCE_OWN_DIGEST:
        return True
    rest = {key: value for key, value in raw.items() if key != OWN_DIGEST}
    return bool(raw.get(OWN_DIGEST) == with_own_digest(rest)[OWN_DIGEST])


def check_code_of(raw: Mapping[str, Any]) -> str:
    """The check code the manifest states."""
    return text(raw, "checkCode")


def header_of(raw: Mapping[str, Any]) -> Header:
    """The header; raises ManifestError naming the field."""
    if text(raw, "kind") != KINDS[min(number(raw, "number"), 1)]:
        raise ManifestError("kind")
    unit, form, period = (table(raw, key) for key in ("unit", "form", "period"))
    recipient, app = table(raw, "recipient"), table(raw, "app")
    return Header(
        unit_code=text(unit, "code"),
        unit_name=text(unit, "name"),
        unit_level=text(unit, "level"),
        unit_list=text(unit, "codeListVersion"),
        recipient_code=text(recipient, "code"),
        recipient_name=text(recipient, "name"),
        period=_period(period),
        from_day=_day(period, "from"),
        to_day=_day(period, "to"),
        form_code=text(form, "code"),
        form_version=number(form, "version"),
        form_title=text(form, "title"),
        legal_basis=text(form, "legalBasis"),
        number=number(raw, "number"),
        prepared_by=text(raw, "preparedBy"),
        signed_by=text(raw, "signedBy"),
        signed_on=_day(raw, "signedOn") if raw.get("signedOn") else "",
        created_at=moment(raw, "createdAt"),
        install_id=uuid(raw, "installId"),
        sequence=number(raw, "sequence"),
        bundle_id=uuid(raw, "bundleId"),
        supersedes=_supersedes(raw),
        app_version=text(app, "version"),
        practice=is_practice(raw),
    )


def _supersedes(raw: Mapping[str, Any]) -> tuple[str, str] | None:
    if "supersedes" not in raw:
        raise ManifestError("supersedes")
    if raw["supersedes"] is None:
        return None
    before = table(raw, "supersedes")
    return uuid(before, "bundleId"), digest(before, "dataDigest")


def _period(raw: Mapping[str, Any]) -> ReportingPeriod:
    try:
        return ReportingPeriod.parse(text(raw, "code"))
    except InvalidInputError as error:
        raise ManifestError("period.code") from error


def moment(raw: Mapping[str, Any], key: str) -> datetime:
    """A time with its offset; raises ManifestError."""
    try:
        found = datetime.fromisoformat(text(raw, key))
    except ValueError as error:
        raise ManifestError(key) from error
    if found.tzinfo is None:
        raise ManifestError(key)
    return found


def _day(raw: Mapping[str, Any], key: str) -> str:
    return _matching(raw, key, DAY)


def uuid(raw: Mapping[str, Any], key: str) -> str:
    """A UUID in small letters; raises ManifestError."""
    return _matching(raw, key, UUID)


def digest(raw: Mapping[str, Any], key: str) -> str:
    """A SHA-256 in hexadecimal digits; raises ManifestError."""
    return _matching(raw, key, DIGEST)


def _matching(raw: Mapping[str, Any], key: str, pattern: re.Pattern[str]) -> str:
    value = text(raw, key)
    if not pattern.fullmatch(value):
        raise ManifestError(key)
    return value


def table(raw: Mapping[str, Any], key: str) -> Mapping[str, Any]:
    """An object; raises ManifestError."""
    value = raw.get(key)
    if not isinstance(value, dict):
        raise ManifestError(key)
    return value


def text(raw: Mapping[str, Any], key: str) -> str:
    """A text of at most 1000 characters; raises ManifestError."""
    value = raw.get(key)
    if not isinstance(value, str) or len(value) > 1000:
        raise ManifestError(key)
    return value


def number(raw: Mapping[str, Any], key: str) -> int:
    """A whole number from 0 to 2^40; raises ManifestError."""
    value = raw.get(key)
    if type(value) is not int or not 0 <= value <= 2**40:
        raise ManifestError(key)
    return value

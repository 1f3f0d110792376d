"""What a submission file is made of: names, versions, limits, header, tables."""

import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from ktt_desktop.domain.period import ReportingPeriod

FORMAT, PRACTICE_FORMAT = "kttt-submission", "kttt-practice"
FORMAT_VERSION = (1, 4)
MIMETYPE = "application/vnd.kttt+zip"

MIMETYPE_MEMBER, MANIFEST = "mimetype", "manifest.json"
DATA, SCHEMA, CHECKS = "data.json", "schema.json", "checks.json"
WORKBOOK, REPORT = "view/bieu.xlsx", "view/bao-cao.pdf"
SIGNATURE = "signature.json"  # optional, and not listed in the manifest
MEMBERS = (DATA, SCHEMA, CHECKS, WORKBOOK, REPORT)  # in the order of the archive

KINDS = ("chinh_thuc", "bo_sung")
LONGEST_NAME = 80

MERGE, REPLACE, DELETE = "M", "R", "D"  # what a row does at the receiver: gộp, thay thế, xóa

Cell = str | int | None


@dataclass(frozen=True, slots=True)
class Sheet:
    """Một bảng dạng mảng: values stand in the order of `columns`; None is chưa có số liệu."""

    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]

    def records(self) -> Iterator[dict[str, Cell]]:
        """The rows by column name."""
        return (dict(zip(self.columns, row, strict=True)) for row in self.rows)


@dataclass(frozen=True, slots=True)
class SubmissionData:
    """Số liệu nộp: the only source of truth for an import; sheets by name."""

    unit: str
    period: str
    practice: bool  # also here, so that the digest covers it
    number: int  # so that figures that return to an older state are another submission
    sheets: Mapping[str, Sheet]


@dataclass(frozen=True, slots=True)
class Header:
    """Phần đầu của tệp nộp (manifest.json); days are ISO text, `supersedes` bundle and digest."""

    unit_code: str
    unit_name: str
    unit_level: str
    unit_list: str
    recipient_code: str
    recipient_name: str
    period: ReportingPeriod
    from_day: str
    to_day: str
    form_code: str
    form_version: int
    form_title: str
    legal_basis: str
    number: int
    prepared_by: str
    signed_by: str
    signed_on: str
    created_at: datetime
    install_id: str
    sequence: int
    bundle_id: str
    supersedes: tuple[str, str] | None
    app_version: str
    practice: bool


def file_stem(header: Header) -> str:
    """Tên tệp không đuôi: "217-KTTT01_v1-KH2023-L00"; ASCII, at most 80 characters with suffix."""
    stem = (
        f"{_ascii(header.unit_code)}-{_ascii(header.form_code)}_v{header.form_version}"
        f"-{header.period.code}-L{header.number:02d}"
    )
    stem = f"THUCHANH-{stem}" if header.practice else stem
    if len(stem) + len(".kttt") > LONGEST_NAME:
        raise ValueError(f"the name {stem} is too long")
    return stem


def _ascii(text: str) -> str:
    plain = unicodedata.normalize("NFD", text.replace("đ", "d").replace("Đ", "D"))
    return "".join(each for each in plain if each.isascii() and each.isalnum())


def manifest_header(header: Header) -> dict[str, object]:
    """The header as the manifest writes it."""
    practice = header.practice
    return {
        "format": PRACTICE_FORMAT if practice else FORMAT,
        "formatVersion": ".".join(map(str, FORMAT_VERSION)),
        "app": {"name": "So KTTT", "version": header.app_version},
        "form": {
            "code": header.form_code,
            "version": header.form_version,
            "title": header.form_title,
            "legalBasis": header.legal_basis,
        },
        "kind": KINDS[min(header.number, 1)],
        "number": header.number,
        "period": {
            "code": header.period.code,
            "kind": header.period.kind.value,
            "year": header.period.year,
            "label": header.period.label,
            "from": header.from_day,
            "to": header.to_day,
        },
        "unit": {
            "code": header.unit_code,
            "name": header.unit_name,
            "level": header.unit_level,
            "codeListVersion": header.unit_list,
        },
        "recipient": {"code": header.recipient_code, "name": header.recipient_name},
        "preparedBy": header.prepared_by,
        "signedBy": header.signed_by,
        "signedOn": header.signed_on,
        "createdAt": header.created_at.isoformat(timespec="seconds"),
        "installId": header.install_id,
        "sequence": header.sequence,
        "bundleId": header.bundle_id,
        "supersedes": (
            None
            if header.supersedes is None
            else {"bundleId": header.supersedes[0], "dataDigest": header.supersedes[1]}
        ),
    }

"""Made-up submissions for the tests of interchange, honest and forged."""

import json
import struct
import zlib
from dataclasses import replace
from datetime import UTC, datetime
from hashlib import sha256
from io import BytesIO
from zipfile import ZipFile

from ktt_desktop.domain.findings import CheckResult
from ktt_desktop.domain.period import ReportingPeriod
from ktt_desktop.interchange.archive import archive_bytes
from ktt_desktop.interchange.canonical import canonical
from ktt_desktop.interchange.check_code import check_code, data_digest
from ktt_desktop.interchange.dictionary import checks_bytes
from ktt_desktop.interchange.manifest import with_own_digest
from ktt_desktop.interchange.submission_format import Header, Sheet, SubmissionData
from ktt_desktop.interchange.submission_upgrade import (
    CORRECTION_COLUMNS,
    SOURCE_COLUMNS,
    UNIT_COLUMNS,
)
from ktt_desktop.interchange.submission_writer import build_bundle, data_bytes

HEADER = Header(
    unit_code="07654",
    unit_name="Xã Lạng Giang",
    unit_level="xa",
    unit_list="2026-04-30",
    recipient_code="24",
    recipient_name="Tỉnh Bắc Ninh",
    period=ReportingPeriod.parse("KH2027"),
    from_day="2026-01-01",
    to_day="2026-06-30",
    form_code="KTTT01",
    form_version=1,
    form_title="Biểu chỉ tiêu",
    legal_basis="",
    number=0,
    prepared_by="UBND xã Lạng Giang",
    signed_by="",
    signed_on="",
    created_at=datetime(2026, 11, 20, 7, 30, tzinfo=UTC),
    install_id="11111111-1111-4111-8111-111111111111",
    sequence=1,
    bundle_id="22222222-2222-4222-8222-222222222222",
    supersedes=None,
    app_version="0.1.0",
    practice=False,
)
SHEET = Sheet(("act", "uid", "name", "charter_capital"), (("M", "u1", "HTX Đồng Tâm", None),))
OTHER_SHEETS = {
    "statuses": Sheet(("organisation", "status"), (("u1", "HD"),)),
    "returns": Sheet(("act", "subject_key", "A1"), (("M", "u1", 12), ("M", "07654", None))),
    "figures": Sheet(("code", "value"), (("A1", 64), ("A6", -30_000_000), ("A7", 0))),
    "support": Sheet(("act", "uid", "NSTW"), ()),
    "explanations": Sheet(("finding", "digest", "text"), ()),
    "texts": Sheet(("section", "text"), ()),
    "dossiers": Sheet(("act", "uid", "kind"), ()),
    "units": Sheet(UNIT_COLUMNS, (("07654", "Xã Lạng Giang", "xa", "", 1),)),
    "sources": Sheet(SOURCE_COLUMNS, ()),
    "corrections": Sheet(CORRECTION_COLUMNS, ()),
}
NO_CHECKS = CheckResult((), 1, 0, 0)


def submission_data(header=HEADER, sheet=SHEET):
    return SubmissionData(
        header.unit_code,
        header.period.code,
        header.practice,
        header.number,
        {"organisations": sheet, **OTHER_SHEETS},
    )


def make_bundle(data=None, checks=None, **changes):
    """A whole file; `changes` are fields of the header."""
    header = replace(HEADER, **changes)
    content = data_bytes(submission_data(header)) if data is None else data
    found = checks_bytes(NO_CHECKS) if checks is None else checks
    return build_bundle(header, content, b"{}", found, b"PK workbook", b"%PDF report")


def members_of(content):
    with ZipFile(BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def packed(members):
    return archive_bytes(members.items(), stored=frozenset({"mimetype"}))


def resealed(content, **fields):
    """The members with a manifest whose sizes and hashes fit them: the work of a forger."""
    members = members_of(content) if isinstance(content, bytes) else content
    manifest = json.loads(members["manifest.json"])
    digest = data_digest(members["data.json"])
    manifest |= {
        "dataDigest": digest,
        "checkCode": check_code(digest),
        "formDigest": sha256(members["schema.json"]).hexdigest(),
        "members": [
            {"path": name, "bytes": len(part), "sha256": sha256(part).hexdigest()}
            for name, part in members.items()
            if name not in ("mimetype", "manifest.json")
        ],
    }
    head = {key: value for key, value in (manifest | fields).items() if key != "headerDigest"}
    return packed({**members, "manifest.json": canonical(with_own_digest(head))})


def raw_zip(members, *, method=8, flags=0, mode=0o100644, size=None, crc=None, after=b""):
    """A ZIP written by hand, so that it can lie.

    `size` and `crc` are what it says of each member; `after` follows the packed bytes of each.
    """
    body, directory = b"", b""
    for name, content in members:
        packer = zlib.compressobj(9, zlib.DEFLATED, -15)
        data = packer.compress(content) + packer.flush() if method == 8 else content
        data += after
        sizes = (len(data), len(content) if size is None else size)
        code = zlib.crc32(content) if crc is None else crc
        shared = struct.pack("<5H3L2H", 20, flags, method, 0, 33, code, *sizes, len(name), 0)
        place = struct.pack("<3H2L", 0, 0, 0, mode << 16, len(body))
        directory += b"PK\x01\x02\x14\x03" + shared + place + name
        body += b"PK\x03\x04" + shared + name + data
    counts = (0, 0, len(members), len(members), len(directory), len(body), 0)
    return body + directory + b"PK\x05\x06" + struct.pack("<4H2LH", *counts)

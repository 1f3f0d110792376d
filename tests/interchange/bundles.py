"""Made-up submissions for the tests of interchange."""

from dataclasses import replace
from datetime import UTC, datetime

from ktt_desktop.domain.findings import CheckResult
from ktt_desktop.domain.period import ReportingPeriod
from ktt_desktop.interchange.dictionary import checks_bytes
from ktt_desktop.interchange.submission_format import Header, Sheet, SubmissionData
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
NO_CHECKS = CheckResult((), 1, 0, 0)


def submission_data(header=HEADER, sheet=SHEET):
    return SubmissionData(
        header.unit_code, header.period.code, header.practice, {"organisations": sheet}
    )


def make_bundle(data=None, **changes):
    """A whole file; `changes` are fields of the header."""
    header = replace(HEADER, **changes)
    content = data_bytes(submission_data(header)) if data is None else data
    checks = checks_bytes(NO_CHECKS)
    return build_bundle(header, content, b"{}", checks, b"PK workbook", b"%PDF report")

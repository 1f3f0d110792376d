import errno
import json
import os
import zipfile
from dataclasses import replace

import pytest

from ktt_desktop.domain.errors import (
    CancelledError,
    ExportBlockedError,
    StorageUnavailableError,
    UnreadableFileError,
)
from ktt_desktop.domain.period import ReportingPeriod
from ktt_desktop.domain.progress import Silent
from ktt_desktop.interchange.submission_reader import open_bundle
from ktt_desktop.services import files, submission
from ktt_desktop.services.annual_return import save_values
from ktt_desktop.services.submission import export_submission, history, verify_submission
from ktt_desktop.services.unit_figures import unit_subject
from ktt_desktop.services.validation import check_book, explain

YEAR_REPORT = ReportingPeriod.parse("N2024")


@pytest.fixture
def folder(tmp_path):
    """The stick the files go to."""
    stick = tmp_path / "USB của tôi"
    stick.mkdir()
    return stick


@pytest.fixture
def own(desk):
    """A unit's own book with nothing wrong in it: (book, profile, period)."""
    desk.add("HTX Một", {"O1": "30"}, phone="0912 345 678", email="mot@example.vn")
    return desk.book, desk.profile, YEAR_REPORT


def names(folder):
    return sorted(path.name for path in folder.iterdir())


def contents(folder):
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def explain_all(book, profile, period):
    for finding in check_book(book, profile, period).findings:
        explain(book, period, finding, "Đã đối chiếu với sổ thành viên.")


def change(book, profile, effective):
    save_values(book, unit_subject(profile), *YEAR_REPORT.main, {"A1.6e": effective})


class StoppedAt:
    """Progress of an officer who presses "Dừng" when a step is announced."""

    def __init__(self, word):
        self.word = word

    def report(self, done, total, what):
        if self.word in what:
            raise CancelledError


def test_open_errors_block_the_export_by_name_and_nothing_is_written(practice, folder):
    with pytest.raises(ExportBlockedError) as refused:
        export_submission(*practice, folder, Silent())

    assert "Còn 2 lỗi" in str(refused.value)
    assert "(R1-A2, R2-A3.2)" in str(refused.value)
    assert names(folder) == []
    assert history(practice[0]) == []


def test_one_unexplained_error_is_enough_to_block(practice, folder):
    book, profile, period = practice
    explain(book, period, check_book(book, profile, period).findings[0], "Đã đối chiếu.")

    with pytest.raises(ExportBlockedError, match=r"Còn 1 lỗi .*\(R2-A3\.2\)"):
        export_submission(*practice, folder, Silent())


def test_an_outdated_explanation_blocks_again(practice, folder):
    book, profile, period = practice
    explain_all(*practice)
    save_values(book, unit_subject(profile), *period.main, {"A2": 3780})

    with pytest.raises(ExportBlockedError, match="R1-A2"):
        export_submission(*practice, folder, Silent())


def test_explained_errors_leave_three_files_that_belong_together(practice, folder):
    explain_all(*practice)
    exported = export_submission(*practice, folder, Silent())

    stem = "THUCHANH-217-KTTT01_v1-KH2023-L00"
    assert names(folder) == [f"{stem}.kttt", f"{stem}.pdf", f"{stem}.xlsx"]
    assert exported.submission.name == f"{stem}.kttt"
    bundle = open_bundle(exported.submission, allow_practice=True)
    assert bundle.workbook == exported.workbook.read_bytes()
    assert bundle.report == exported.report.read_bytes()
    assert (bundle.digest, bundle.check_code) == (
        exported.sent.data_digest,
        exported.sent.check_code,
    )
    assert [each["rule"] for each in bundle.checks["findings"]] == [
        each.rule for each in check_book(*practice).findings
    ]


def test_practice_data_is_refused_as_a_real_submission(practice, folder):
    explain_all(*practice)
    exported = export_submission(*practice, folder, Silent())

    with pytest.raises(UnreadableFileError, match="dữ liệu thực hành"):
        open_bundle(exported.submission)


def test_the_header_says_who_sends_what_to_whom(own, folder):
    book, profile, _ = own
    header = open_bundle(export_submission(*own, folder, Silent()).submission).header

    assert (header.unit_code, header.unit_name) == (profile.code, "Xã Lạng Giang")
    assert (header.recipient_code, header.recipient_name) == ("24", "Tỉnh Bắc Ninh")
    assert (header.period, header.number, header.supersedes) == (YEAR_REPORT, 0, None)
    assert (header.from_day, header.to_day) == ("2024-01-01", "2024-12-31")
    assert (header.prepared_by, header.signed_by) == ("XÃ LẠNG GIANG", "Nguyễn Văn An")
    assert (header.sequence, header.practice) == (1, False)
    assert header.unit_list == book.units.edition


def test_the_check_code_stands_on_the_printed_report(own, folder):
    from pypdf import PdfReader

    exported = export_submission(*own, folder, Silent())
    text = "".join(page.extract_text() for page in PdfReader(exported.report).pages)

    code = exported.sent.check_code
    assert f"{code[:4]}-{code[4:8]}-{code[8:]}" in text


def test_equal_data_again_is_the_same_number_and_the_same_bytes(own, folder, tmp_path):
    book, _, _ = own
    first = export_submission(*own, folder, Silent())
    before = contents(folder)
    again = export_submission(*own, folder, Silent())
    assert contents(folder) == before

    other = tmp_path / "khác"
    other.mkdir()
    elsewhere = export_submission(*own, other, Silent())
    assert contents(other) == before
    assert again.sent == first.sent
    assert replace(elsewhere.sent, folder=first.sent.folder) == first.sent
    assert [row.folder for row in history(book)] == [str(other)]


def test_changed_data_is_the_next_number_and_supersedes_the_last(own, folder):
    book, profile, _ = own
    first = export_submission(*own, folder, Silent())
    change(book, profile, 1)
    second = export_submission(*own, folder, Silent())
    header = open_bundle(second.submission).header

    assert (header.number, second.sent.number) == (1, 1)
    assert header.supersedes == (first.sent.bundle_id, first.sent.data_digest)
    assert header.sequence == 2
    assert open_bundle(second.submission).manifest["kind"] == "bo_sung"
    assert open_bundle(first.submission).manifest["kind"] == "chinh_thuc"
    assert len(names(folder)) == 6
    assert len({first.sent.check_code, second.sent.check_code}) == 2


def test_the_second_number_again_still_supersedes_the_first(own, folder):
    book, profile, _ = own
    export_submission(*own, folder, Silent())
    change(book, profile, 1)
    export_submission(*own, folder, Silent())
    before = contents(folder)
    export_submission(*own, folder, Silent())

    assert contents(folder) == before


def test_data_that_returns_to_an_older_state_is_a_new_number(own, folder):
    book, profile, _ = own
    first = export_submission(*own, folder, Silent())
    change(book, profile, 1)
    second = export_submission(*own, folder, Silent())
    change(book, profile, None)
    third = export_submission(*own, folder, Silent())

    assert third.sent.number == 2
    header = open_bundle(third.submission).header
    assert header.supersedes == (second.sent.bundle_id, second.sent.data_digest)
    assert first.sent.bundle_id != third.sent.bundle_id


def test_periods_are_numbered_apart_and_counted_together(own, folder):
    book, profile, _ = own
    export_submission(*own, folder, Silent())
    half = export_submission(book, profile, ReportingPeriod.parse("6T2024"), folder, Silent())

    assert half.sent.number == 0
    header = open_bundle(half.submission).header
    assert (header.sequence, header.supersedes) == (2, None)


def test_the_history_shows_the_newest_first(own, folder):
    book, profile, _ = own
    assert history(book) == []
    first = export_submission(*own, folder, Silent())
    change(book, profile, 1)
    second = export_submission(*own, folder, Silent())

    assert history(book) == [second.sent, first.sent]
    assert history(book)[0].folder == str(folder)
    assert history(book)[0].file_name == second.submission.name


@pytest.mark.parametrize(
    "step", ["Kiểm tra số liệu", "Gom", "Lập báo cáo", "Excel", ".xlsx", ".pdf", ".kttt", "lại tệp"]
)
def test_a_cancelled_export_leaves_no_file_and_no_history(own, folder, step):
    with pytest.raises(CancelledError):
        export_submission(*own, folder, StoppedAt(step))

    assert names(folder) == []
    assert history(own[0]) == []


def test_after_a_cancellation_the_number_is_still_free(own, folder):
    with pytest.raises(CancelledError):
        export_submission(*own, folder, StoppedAt(".kttt"))

    assert export_submission(*own, folder, Silent()).sent.number == 0


@pytest.mark.parametrize("failing", [1, 2, 3])
def test_a_device_that_fails_at_any_file_keeps_none_of_them(own, folder, monkeypatch, failing):
    sync, calls = os.fsync, []

    def full(descriptor):
        calls.append(descriptor)
        if len(calls) == failing:
            raise OSError(errno.ENOSPC, "No space left on device")
        sync(descriptor)

    monkeypatch.setattr(files.os, "fsync", full)
    with pytest.raises(StorageUnavailableError, match="đã đầy"):
        export_submission(*own, folder, Silent())
    assert len(calls) == failing
    assert names(folder) == []
    assert history(own[0]) == []


def test_a_failure_keeps_the_files_of_the_number_before(own, folder, monkeypatch):
    book, profile, _ = own
    export_submission(*own, folder, Silent())
    before = contents(folder)
    change(book, profile, 1)

    with pytest.raises(CancelledError):
        export_submission(*own, folder, StoppedAt("L01.kttt"))
    assert contents(folder) == before
    assert len(history(book)) == 1


def test_a_repeated_export_that_stops_leaves_the_files_of_the_first(own, folder):
    export_submission(*own, folder, Silent())
    before = contents(folder)

    with pytest.raises(CancelledError):
        export_submission(*own, folder, StoppedAt("L00.kttt"))
    assert contents(folder) == before


def test_a_bundle_that_reads_back_as_another_is_refused(own, folder, monkeypatch):
    monkeypatch.setattr(
        submission, "open_bundle", lambda *_, **__: type("Other", (), {"digest": "0" * 64})
    )

    with pytest.raises(StorageUnavailableError, match="đọc lại không giống"):
        export_submission(*own, folder, Silent())
    assert names(folder) == []
    assert history(own[0]) == []


def test_a_stick_that_was_pulled_out_is_named(own, folder):
    folder.rmdir()

    with pytest.raises(StorageUnavailableError, match="Cắm lại USB"):
        export_submission(*own, folder, Silent())
    assert history(own[0]) == []


def test_phones_and_e_mails_never_travel(own, folder):
    exported = export_submission(*own, folder, Silent())
    with zipfile.ZipFile(exported.submission) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    with zipfile.ZipFile(exported.workbook) as workbook:
        members |= {f"xlsx/{name}": workbook.read(name) for name in workbook.namelist()}

    assert b"HTX M" in members["data.json"]
    for content in members.values():
        assert b"0912 345 678" not in content
        assert b"example.vn" not in content


def test_a_file_can_be_verified_by_whoever_holds_it(practice, folder):
    explain_all(*practice)
    exported = export_submission(*practice, folder, Silent())
    found = verify_submission(exported.submission)

    assert (found.unit_name, found.period, found.number) == (
        "Huyện Lạng Giang",
        "Kế hoạch năm 2023",
        0,
    )
    findings = len(check_book(*practice).findings)
    assert (found.organisations, found.findings, found.explained) == (12, findings, findings)
    assert found.practice
    assert (found.check_code, found.created_at) == (
        exported.sent.check_code,
        exported.sent.created_at,
    )


def test_an_altered_file_is_found_out(own, folder):
    path = export_submission(*own, folder, Silent()).submission
    with zipfile.ZipFile(path) as archive:
        members = [(info, archive.read(info)) for info in archive.infolist()]
    with zipfile.ZipFile(path, "w") as archive:
        for info, content in members:
            if info.filename == "data.json":
                content = content.replace(b"30", b"31")
            archive.writestr(info, content)

    with pytest.raises(UnreadableFileError, match="đã bị thay đổi sau khi kết xuất"):
        verify_submission(path)


def test_data_json_alone_carries_the_figures(own, folder):
    exported = export_submission(*own, folder, Silent())
    with zipfile.ZipFile(exported.submission) as archive:
        data = json.loads(archive.read("data.json"))

    sheet = data["figures"]
    rows = [dict(zip(sheet["columns"], row, strict=True)) for row in sheet["rows"]]
    members = next(row for row in rows if row["code"] == "A2" and row["sector"] == "")
    assert (members["value"], members["origin"]) == (30, "tinh")
    assert (members["known"], members["total"]) == (1, 1)

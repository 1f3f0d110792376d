"""The steps of the main job say what they saw, and refuse files that are not what was exported."""

from zipfile import ZipFile

import pytest
from openpyxl import Workbook

from ktt_desktop.domain.errors import UnreadableFileError
from ktt_desktop.domain.progress import Silent
from ktt_desktop.self_test.main_job import MainJob
from ktt_desktop.self_test.record import Record, StepError
from ktt_desktop.services.book import now
from ktt_desktop.services.printing import pdf_bytes
from tests.usual_report import build_document


@pytest.fixture
def record(tmp_path):
    record = Record(tmp_path, 60)
    yield record
    record.finish()


@pytest.fixture
def steps(practice, record):
    """The steps by their names, in their order."""
    return dict(MainJob(*practice, record).steps())


def do(steps, *names):
    return [steps[name](Silent()) for name in names or steps]


BEFORE = ("Kiểm tra số liệu", "Giải trình lỗi", "Kết xuất")


def test_the_main_job_is_done_and_told(steps, record):
    said = do(steps)

    assert len(said) == 9
    assert "Nông nghiệp Đồng Tiến, đã nhập" in said[8]
    assert "R1-A2" in said[0]
    assert said[1] == "đã giải trình 2 lỗi"
    assert f"mã kiểm tra {record.facts['check_code']}" in said[3]
    assert record.facts["findings"] == 11
    assert len(record.facts["data_digest"]) == 64
    assert record.facts["fonts_in_report"][0] == "LiberationSerif"
    assert record.facts["workbook_cells"]["Danh mục"] > 12


def test_the_report_goes_out_as_word_with_pictures_and_as_a_workbook(steps, tmp_path):
    do(steps, *BEFORE)
    (said,) = do(steps, "Xuất báo cáo Word và bảng phụ lục")
    (word,) = (tmp_path / "ket-qua").glob("*.docx")
    with ZipFile(word) as package:
        pictures = [each for each in package.namelist() if each.endswith(".png")]

    assert said.startswith("thuc-hanh-ke-hoach-k-")
    assert "docx, thuc-hanh" in said
    assert len(pictures) > 3


def test_the_words_of_the_report_are_left_as_text(steps, tmp_path, record):
    do(steps)
    content = (tmp_path / "report-text.txt").read_bytes()
    words = content.decode("utf-8")

    assert b"\r" not in content
    assert "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM" in words
    assert words.count(record.facts["check_code"]) == record.facts["pages"]


def test_a_submission_that_was_altered_is_refused(steps, tmp_path):
    do(steps, *BEFORE)
    (bundle,) = (tmp_path / "ket-qua").glob("*.kttt")
    bundle.write_bytes(bundle.read_bytes()[:-100])

    with pytest.raises(UnreadableFileError):
        do(steps, "Đọc lại tệp nộp")


def test_a_report_without_the_check_code_is_refused(steps, practice, tmp_path):
    do(steps, *BEFORE)
    (report,) = (tmp_path / "ket-qua").glob("*.pdf")
    report.write_bytes(pdf_bytes(build_document(*practice), now()))

    with pytest.raises(StepError, match="Có trang không in mã kiểm tra"):
        do(steps, "Đọc lại báo cáo")


def test_a_workbook_with_an_empty_sheet_is_refused(steps, tmp_path):
    do(steps, *BEFORE)
    (path,) = (tmp_path / "ket-qua").glob("*.xlsx")
    Workbook().save(path)

    with pytest.raises(StepError, match="Có bảng trống"):
        do(steps, "Đọc lại bảng Excel")

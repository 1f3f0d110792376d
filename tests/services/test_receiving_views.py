"""An Excel view that comes without its submission file."""

from datetime import UTC, datetime
from io import BytesIO

import pytest
from openpyxl import load_workbook

from ktt_desktop.domain.progress import Silent
from ktt_desktop.interchange.submission_reader import open_bundle
from ktt_desktop.interchange.workbook_writer import ViewColumn, ViewRow, ViewSheet, write_workbook
from ktt_desktop.services.receiving import accept, inspect_files
from tests.interchange.bundles import members_of, resealed
from tests.made_submissions import PROVINCE, put, submission

PLAIN = submission(members={"HTX Một": 30})


def view_of(bundle):
    sheet = ViewSheet(
        "Biểu A",
        "Biểu A",
        (),
        (ViewColumn("Chỉ tiêu", 20, "text"), ViewColumn("Số", 10, "number")),
        (ViewRow(("Thành viên", 30)), ViewRow(("Lãi", 5))),
    )
    marks = {"bundle_id": bundle.header.bundle_id, "data_digest": bundle.digest}
    return write_workbook([sheet], marks=marks, created=datetime(2026, 1, 2, tzinfo=UTC))


VIEW = view_of(open_bundle(PLAIN))
FILE = resealed({**members_of(PLAIN), "view/bieu.xlsx": VIEW})


def edited():
    workbook = load_workbook(BytesIO(VIEW))
    workbook["Biểu A"]["B4"] = 31
    workbook["Biểu A"]["B9"] = "thêm"
    target = BytesIO()
    workbook.save(target)
    return target.getvalue()


@pytest.fixture
def look(empty_book, tmp_path):
    def inspect(content, name="bảng.xlsx"):
        path = put(tmp_path / "USB", name, content)
        return inspect_files(empty_book, PROVINCE, [path], Silent()).looks[0]

    return inspect


@pytest.fixture
def received(empty_book, look):
    """The file the view belongs to is held."""
    accept(empty_book, PROVINCE, look(FILE, "a.kttt"))


def test_a_view_alone_is_known_and_its_file_asked_for(look):
    found = look(VIEW)
    assert found.refusal == (
        "Đây là bảng Excel để xem, không phải tệp nộp. "
        "Xin đơn vị nộp gửi tệp .kttt đi cùng bảng này."
    )
    assert not found.can_accept


@pytest.mark.usefixtures("received")
def test_an_unchanged_view_of_a_file_that_is_held_says_so(look):
    found = look(VIEW)
    assert "của tệp Xã Lạng Giang, kỳ N2024 đang giữ, không có ô nào khác" in found.refusal
    assert found.changed_cells == ()


@pytest.mark.usefixtures("received")
def test_a_changed_view_lists_every_cell_that_differs(look):
    found = look(edited())
    assert "đã bị sửa 2 ô" in found.refusal
    assert [(each.cell, each.held, each.found) for each in found.changed_cells] == [
        ("B4", "30", "31"),
        ("B9", "", "thêm"),
    ]


def test_a_workbook_of_somebody_else_is_no_submission(look, empty_book, tmp_path):
    workbook = write_workbook(
        [ViewSheet("Biểu", "Biểu", (), (ViewColumn("A", 9, "text"),), ())],
        created=datetime(2026, 1, 2, tzinfo=UTC),
    )
    assert "không phải tệp nộp của Sổ KTTT" in look(workbook).refusal
    assert inspect_files(empty_book, PROVINCE, [tmp_path / "USB"], Silent()).looks == ()


def test_a_broken_workbook_has_its_sentence(look):
    assert "là tệp Excel không đọc được" in look(VIEW[:-40]).refusal

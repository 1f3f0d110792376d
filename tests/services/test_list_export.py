from datetime import date
from io import BytesIO

import pytest
from openpyxl import load_workbook

from ktt_desktop.domain.dates import PartialDate
from ktt_desktop.domain.errors import CancelledError, StorageUnavailableError
from ktt_desktop.domain.progress import Silent
from ktt_desktop.domain.register_list import RegisterQuery
from ktt_desktop.services import list_file as list_files
from ktt_desktop.services.list_export import ShownList, list_file
from ktt_desktop.services.list_file import list_pages, list_sheet, write_list
from ktt_desktop.services.printing import open_pages
from ktt_desktop.services.register_list import organisation_ids

COLUMNS = ("name", "tax_code", "members", "capital", "registered_on")


class Stopping:
    """Progress that is told to stop at once."""

    def report(self, done, total, what):
        raise CancelledError(what)


@pytest.fixture
def shown(desk):
    desk.add(
        "HTX Đào Mỹ",
        {"O1": "1200"},
        tax_code="0101243150",
        charter_capital=1_500_500_000,
        registered_on=PartialDate(2015, 8),
    )
    desk.add("=HTX An", registered_on=None)
    query = RegisterQuery(text="htx", order="name", descending=True)
    return ShownList(query, COLUMNS, organisation_ids(desk.book, query))


def list_workbook(book, profile, shown, progress):
    return list_sheet(list_file(book, profile, shown, progress), progress)


def render_list(book, profile, shown, progress):
    return list_pages(list_file(book, profile, shown, progress), progress)


def export_list(book, profile, shown, target, progress):
    return write_list(list_file(book, profile, shown, progress), target, progress)


def cells(content):
    (page,) = load_workbook(BytesIO(content)).worksheets
    return page, [list(row) for row in page.iter_rows()]


def test_the_workbook_holds_exactly_what_is_shown(desk, shown):
    page, rows = cells(list_workbook(desk.book, desk.profile, shown, Silent()))
    top = next(n for n, row in enumerate(rows) if row[0].value == "TT")

    assert [cell.value for cell in rows[top]] == [
        *("TT", "Tên", "Mã số", "Thành\nviên", "Vốn điều lệ\n(tr.đ)", "Ngày\nđăng ký"),
    ]
    assert [[cell.value for cell in row] for row in rows[top + 1 : top + 3]] == [
        [1, "HTX Đào Mỹ", "0101243150", 1200, 1500.5, "8/2015"],
        [2, "=HTX An", None, None, None, None],
    ]
    code, formula = rows[top + 1][2], rows[top + 2][1]
    assert (code.data_type, code.number_format) == ("s", "@")
    assert formula.data_type == "s"
    heading = "\n".join(str(row[0].value) for row in rows[:top])
    assert "XÃ LẠNG GIANG – TỈNH BẮC NINH" in heading
    assert "Lọc: tìm “htx”" in heading
    assert page.print_title_rows == f"${top + 1}:${top + 1}"


def text_of(pdf):
    with open_pages(pdf) as pages:
        return [" ".join(pages.text(n).split()) for n in range(pages.count)], pages.size(0)


def test_the_pages_say_of_whom_when_and_with_which_conditions(desk, shown, monkeypatch):
    monkeypatch.setattr(list_files, "today", lambda: date(2025, 12, 9))
    (page,), (width, height) = text_of(render_list(desk.book, desk.profile, shown, Silent()))

    assert width > height
    for words in (
        "XÃ LẠNG GIANG – TỈNH BẮC NINH",
        "Lập ngày 9/12/2025",
        "Lọc: tìm “htx”",
        "Số tổ chức 2 · Thành viên 1.200 · Vốn điều lệ 1.500,5 triệu đồng",
        "1 HTX Đào Mỹ 0101243150 1.200 1.500,5 8/2015",
        "2 =HTX An chưa có – – –",
        "Trang 1/1",
    ):
        assert words in page


def test_a_selection_says_that_it_is_one(desk, shown):
    chosen = ShownList(RegisterQuery(), ("name",), shown.ids[:1], chosen=True)
    (page,), _ = text_of(render_list(desk.book, desk.profile, chosen, Silent()))

    assert "Lọc: các tổ chức được chọn" in page
    assert "An" not in page.partition("TT")[2]
    rows = list_file(desk.book, desk.profile, chosen, Silent()).rows
    assert [row.name for row in rows] == ["HTX Đào Mỹ"]


def test_practice_data_is_marked(desk, shown, practice):
    book, profile, _ = practice
    query = RegisterQuery()
    listed = ShownList(query, ("name",), organisation_ids(book, query))
    _, rows = cells(list_workbook(book, profile, listed, Silent()))
    assert rows[0][0].value == "DỮ LIỆU THỰC HÀNH"


def test_the_ending_of_the_file_says_what_is_written(desk, shown, tmp_path):
    for name, beginning in (("a.xlsx", b"PK"), ("a.pdf", b"%PDF")):
        target = export_list(desk.book, desk.profile, shown, tmp_path / name, Silent())
        assert target.read_bytes().startswith(beginning)


def test_a_folder_that_is_gone_is_told_and_a_stopped_export_leaves_nothing(desk, shown, tmp_path):
    with pytest.raises(StorageUnavailableError, match="Không có thư mục"):
        export_list(desk.book, desk.profile, shown, tmp_path / "x" / "a.xlsx", Silent())
    with pytest.raises(CancelledError):
        export_list(desk.book, desk.profile, shown, tmp_path / "a.pdf", Stopping())
    assert list(tmp_path.glob("a.*")) == []


class Stepping:
    """Progress that keeps what it hears, and is told to stop at the step `last`."""

    def __init__(self, last=""):
        self.said, self._last = [], last

    def report(self, done, total, what):
        self.said.append(what)
        if what == self._last:
            raise CancelledError(what)


def test_an_export_says_what_it_does_and_can_be_stopped_until_the_file_is_written(
    desk, shown, tmp_path
):
    target, steps = tmp_path / "a.xlsx", Stepping()
    export_list(desk.book, desk.profile, shown, target, steps)
    assert steps.said == [
        "Đọc danh mục",
        "Lập bảng Excel, trang “Danh mục”",
        "Đóng gói tệp Excel",
        "Ghi tệp a.xlsx",
    ]
    target.unlink()
    for last in steps.said:
        with pytest.raises(CancelledError):
            export_list(desk.book, desk.profile, shown, target, Stepping(last))
        assert list(tmp_path.glob("a.*")) == []


def test_the_old_commune_and_the_size_are_written_in_words(desk):
    desk.add("HTX An", former_commune_code="07405", commune_code="07375", sector="VT")
    desk.add("HTX Ba", {"O1.1": "60", "O5": "3000", "O4": "500"})
    query = RegisterQuery(former=("07405", ""))
    columns = ("name", "commune", "former_commune", "size")
    listed = ShownList(query, columns, organisation_ids(desk.book, query))
    _, rows = cells(list_workbook(desk.book, desk.profile, listed, Silent()))
    top = next(n for n, row in enumerate(rows) if row[0].value == "TT")

    assert rows[top][3].value == "Xã, phường\ntrước 1/7/2025"
    assert [[cell.value for cell in row[1:]] for row in rows[top + 1 : top + 3]] == [
        ["HTX An", "Xã Lạng Giang", "Xã Hương Lạc, huyện Lạng Giang", "Chưa cấu hình ngưỡng"],
        ["HTX Ba", None, None, "Quy mô nhỏ"],
    ]
    assert any(
        "Lọc: xã Hương Lạc, huyện Lạng Giang (cũ), chưa ghi xã cũ" in str(row[0].value)
        for row in rows[:top]
    )

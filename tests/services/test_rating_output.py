"""The list on paper and in a workbook, the score sheet as a form."""

from dataclasses import replace
from io import BytesIO

from openpyxl import load_workbook

from ktt_desktop.domain.organisation import Person
from ktt_desktop.domain.progress import Silent
from ktt_desktop.services.list_file import list_pages, list_sheet
from ktt_desktop.services.printing import open_pages
from ktt_desktop.services.rating import load_rating, ratings, save_rating
from ktt_desktop.services.rating_output import ShownRatings, ratings_file, render_sheet

YEAR = 2024


def text_of(pdf):
    with open_pages(pdf) as pages:
        return " ".join("\n".join(pages.text(page) for page in range(pages.count)).split())


def scored(desk, **fields):
    htx = desk.add("HTX Rau sạch Đồng Tâm", {"O1": "45", "O4": "6.000"}, **fields)
    sheet = load_rating(desk.book, htx.uid, YEAR)
    values = {f"TT01.{each.key}": 300 for each in sheet.rulesets[0].leaves}
    values |= {"TT01.1a.note": "theo báo cáo tài chính", "decided_by": "UBND xã Lạng Giang"}
    saved, _ = save_rating(
        desk.book, replace(sheet.draft, values=values | {"decided_on": "2025-03-20"})
    )
    return replace(sheet, draft=saved)


def test_the_score_sheet_follows_the_form_of_circular_01(desk):
    sheet = scored(desk, address="Thôn Một", persons=(Person(name="Nguyễn Văn Bình"),))
    told = text_of(render_sheet(desk.book, desk.profile, sheet, sheet.rulesets[0]))

    for words in (
        "BẢNG ĐÁNH GIÁ HỢP TÁC XÃ NĂM 2024",
        "Tên hợp tác xã: HTX Rau sạch Đồng Tâm",
        "Địa chỉ: Thôn Một",
        "Quy mô thành viên: siêu nhỏ (45 người)",
        "Quy mô tổng nguồn vốn: vừa (6.000 triệu đồng)",
        "Nhóm tiêu chí về tài chính 30 30",
        "Vốn của hợp tác xã 7 6",
        "theo báo cáo tài chính",
        "Tổng cộng 100 69",
        "Nhóm III và IV cộng lại tối đa 40 điểm.",
        "chưa có căn cứ",
        "Kết quả: Khá, 69 điểm.",
        "UBND xã Lạng Giang, 20/3/2025",
        "Nguyễn Văn Bình",
    ):
        assert words in told, words
    assert "THỰC HÀNH" not in told


def test_a_sheet_without_points_prints_its_class_and_leaves_room(desk):
    sheet = scored(desk)
    direct = replace(sheet, draft=replace(sheet.draft, values={"TRUC_TIEP.class": "TOT"}))
    practice = replace(desk.profile, practice=True)
    told = text_of(render_sheet(desk.book, practice, direct, sheet.rulesets[2]))
    assert "Kết quả: Tốt, ghi trực tiếp." in told
    assert "Địa chỉ: …" in told
    assert "STT" not in told
    assert "THỰC HÀNH" in told


def test_the_list_goes_out_as_it_is_shown(desk):
    scored(desk)
    desk.add("HTX Xe", sector="VT")
    listed = ratings(desk.book, YEAR)
    keys = ("name", "TT01.points", "TT01.class", "result")
    shown = ShownRatings(listed, listed.rows[:1], keys, "Loại: Khá")
    file = ratings_file(desk.book, desk.profile, shown)

    told = text_of(list_pages(file, Silent()))
    assert "KẾT QUẢ XẾP LOẠI HỢP TÁC XÃ NĂM 2024" in told
    assert "Lọc: Loại: Khá" in told
    assert "HTX Xe" not in told
    sheet = load_workbook(BytesIO(list_sheet(file, Silent()))).worksheets[0]
    cells = [cell.value for row in sheet.iter_rows() for cell in row]
    assert 69 in cells
    assert any("Tốt, khá 1/1 HTX" in str(cell) for cell in cells)

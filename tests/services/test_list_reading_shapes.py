"""Lists in the shapes officers give them: what a careful person reads out of each."""

import datetime
import unicodedata

import pytest

from ktt_desktop.domain.errors import UnreadableFileError
from tests.lists import column, extra, read, text, warned, workbook

TITLE = ["DANH SÁCH HỢP TÁC XÃ HUYỆN LẠNG GIANG NĂM 2022"]


def test_a_head_of_three_rows_with_groups_of_groups(tmp_path):
    rows = [
        TITLE,
        ["Đơn vị tính: triệu đồng"],
        ["TT", "Tên HTX", "Địa bàn", "Thành viên", None, None, "Tài chính", None, None, None],
        [
            None,
            None,
            None,
            "Tổng số",
            "Trong đó",
            None,
            "Vốn điều lệ",
            "Doanh thu",
            None,
            "Lợi nhuận",
        ],
        [None, None, None, None, "Nữ", "DTTS", None, "2020", "2021", "2021"],
        [1, "HTX Hương Sơn", "Xã Hương Sơn", 12, 5, 1, 500, 700, 800, 90],
        [2, "HTX Tân Hưng", "Xã Tân Hưng", 9, 4, 0, 300, 100, 200, -20],
    ]
    merged = ["A3:A5", "B3:B5", "C3:C5", "D3:F3", "D4:D5", "E4:F4", "G3:J3", "G4:G5", "H4:I4"]
    found = read(workbook(tmp_path / "a.xlsx", {"DS": rows}, merged=merged))
    assert column(found, "members") == [12, 9]
    assert extra(found, "members_female") == [5, 4]
    assert column(found, "charter_capital_mil_vnd") == [500, 300]
    assert extra(found, "revenue_2020_mil_vnd") == [700, 100]
    assert extra(found, "revenue_2021_mil_vnd") == [800, 200]
    assert extra(found, "profit_2021_mil_vnd") == [90, -20]
    assert found["sheets"][0]["header_rows"] == 3


def test_a_head_of_three_rows_without_merged_cells(tmp_path):
    rows = [
        ["STT", "Tên HTX", "Xã", "Thành viên", "", "Doanh thu (triệu đồng)", ""],
        ["", "", "", "Tổng số", "Trong đó", "", ""],
        ["", "", "", "", "Nữ", "Năm 2021", "Năm 2022"],
        ["1", "HTX Hương Sơn", "Hương Sơn", "12", "5", "700", "800"],
    ]
    found = read(text(tmp_path / "a.csv", rows))
    (record,) = found["records"]
    assert record["members"] == 12
    assert record["extra"]["members_female"] == 5
    assert record["extra"]["revenue_2021_mil_vnd"] == 700
    assert record["extra"]["revenue_2022_mil_vnd"] == 800


def test_a_commune_merged_down_stands_for_all_its_rows(tmp_path):
    rows = [
        TITLE,
        ["Xã", "STT", "Tên HTX", "Số thành viên"],
        ["Hương Sơn", 1, "HTX A", 10],
        [None, 2, "HTX B", 11],
        ["Tân Hưng", 3, "HTX C", 12],
        [None, 4, "HTX D", 13],
    ]
    found = read(workbook(tmp_path / "a.xlsx", {"DS": rows}, merged=["A3:A4", "A5:A6"]))
    assert column(found, "commune") == ["Xã Hương Sơn"] * 2 + ["Xã Tân Hưng"] * 2
    assert column(found, "members") == [10, 11, 12, 13]


def test_groups_by_sector_with_their_sums_in_the_heading(tmp_path):
    rows = [
        ["STT", "Tên hợp tác xã", "Xã", "Số thành viên", "Vốn điều lệ (tr.đ)"],
        ["I", "Lĩnh vực nông nghiệp", None, 30, 300],
        [1, "HTX Một", "Hương Sơn", 10, 100],
        [2, "HTX Hai", "Hương Sơn", 20, 200],
        ["II", "Lĩnh vực vận tải", None, 8, 900],
        [1, "HTX Ba", "Tân Hưng", 7, 900],
        [None, "Tổng cộng", None, 37, 1200],
    ]
    found = read(workbook(tmp_path / "a.xlsx", {"DS": [TITLE, *rows]}))
    assert column(found, "name") == ["HTX Một", "HTX Hai", "HTX Ba"]
    assert column(found, "sector") == ["nong_nghiep", "nong_nghiep", "van_tai"]
    agrees = {each["row"]: each["agrees_with_rows"] for each in found["stated_totals"]}
    assert agrees == {3: True, 6: False, 8: True}
    assert "ghi 8, cộng các dòng được 7" in warned(found, 6)


def test_a_list_without_running_numbers(tmp_path):
    rows = [
        ["Tên HTX", "Địa chỉ", "Số điện thoại", "Số thành viên"],
        ["HTX Hương Sơn", "Thôn 3, xã Hương Sơn, huyện Lạng Giang", "0912345678", 10],
        ["Hợp tác xã Tân Hưng", "Xã Tân Hưng", "0987654321", 12],
        ["Tổng cộng", None, None, 22],
        ["Người lập biểu"],
    ]
    found = read(workbook(tmp_path / "a.xlsx", {"DS": [TITLE, *rows]}))
    assert column(found, "name") == ["HTX Hương Sơn", "Hợp tác xã Tân Hưng"]
    assert column(found, "commune") == ["Xã Hương Sơn", "Xã Tân Hưng"]
    assert column(found, "phone") == ["0912345678", "0987654321"]
    assert found["stated_totals"][0]["agrees_with_rows"] is True


def test_english_heads(tmp_path):
    rows = [
        "No.|Name of cooperative|Tax code|Commune|Established|Members|"
        "Charter capital (million VND)|Status|Remarks",
        "1|HTX Hương Sơn|2499001047|Hương Sơn|2019|7|900|Đang hoạt động|OCOP",
    ]
    rows = [each.split("|") for each in rows]
    (record,) = read(workbook(tmp_path / "a.xlsx", {"List": [TITLE, *rows]}))["records"]
    assert (record["tax_code"], record["commune"]) == ("2499001047", "Xã Hương Sơn")
    assert record["founded"] == {"value": "2019", "precision": "year"}
    assert (record["members"], record["charter_capital_mil_vnd"]) == (7, 900)
    assert (record["status"], record["notes"]) == ("dang_hoat_dong", "OCOP")


def test_heads_without_marks_and_abbreviated(tmp_path):
    rows = [
        [
            "STT",
            "TEN HTX",
            "MST",
            "DIA BAN",
            "NGANH NGHE",
            "NAM TL",
            "SO TV",
            "VDL (trd)",
            "TINH TRANG HD",
            "GHI CHU",
        ],
        [
            1,
            "HTX Nong nghiep Huong Son",
            "2499001047",
            "Huong Son",
            "Trong trot",
            "2016",
            "7",
            "900",
            "Dang hoat dong",
            "",
        ],
    ]
    (record,) = read(workbook(tmp_path / "a.xlsx", {"DS": [TITLE, *rows]}))["records"]
    assert record["commune"] == "Xã Hương Sơn"
    assert record["sector"] == "nong_nghiep"
    assert record["founded"]["value"] == "2016"
    assert (record["members"], record["charter_capital_mil_vnd"]) == (7, 900)
    assert record["status"] == "dang_hoat_dong"


def test_figures_of_years_land_in_their_year_and_measure(tmp_path):
    rows = [
        [
            "STT",
            "Tên HTX",
            "Xã",
            "Doanh thu (triệu đồng)",
            None,
            None,
            None,
            "Lợi nhuận (triệu đồng)",
            None,
        ],
        [None, None, None, "TH 2021", "KH 2022", "UTH 2022", "KH 2023", "TH 2021", "UTH 2022"],
        [1, "HTX Hương Sơn", "Hương Sơn", 100, 110, 105, 120, 10, 11],
    ]
    path = workbook(
        tmp_path / "a.xlsx", {"DS": rows}, merged=["A1:A2", "B1:B2", "C1:C2", "D1:G1", "H1:I1"]
    )
    found = read(path)
    annual = {(each["year"], each["measure"]): each for each in found["annual"]}
    assert annual[2021, "ACTUAL"]["revenue_mil_vnd"] == 100
    assert annual[2022, "PLAN"]["revenue_mil_vnd"] == 110
    assert annual[2022, "ESTIMATE"]["revenue_mil_vnd"] == 105
    assert annual[2023, "PLAN"]["revenue_mil_vnd"] == 120
    assert annual[2022, "ESTIMATE"]["profit_mil_vnd"] == 11


def test_a_year_over_its_figures(tmp_path):
    rows = [
        ["STT", "Tên HTX", "Năm 2021", None, "Năm 2022", None],
        [
            None,
            None,
            "Số thành viên",
            "Doanh thu (tỷ đồng)",
            "Số thành viên",
            "Doanh thu (tỷ đồng)",
        ],
        [1, "HTX Một", 10, 1.5, 12, 2],
    ]
    path = workbook(tmp_path / "a.xlsx", {"DS": rows}, merged=["A1:A2", "B1:B2", "C1:D1", "E1:F1"])
    found = read(path)
    assert [
        (each["year"], each["members"], each["revenue_mil_vnd"]) for each in found["annual"]
    ] == [
        (2021, 10, 1500),
        (2022, 12, 2000),
    ]


def test_the_head_repeated_on_every_page(tmp_path):
    head = [["STT", "Tên HTX", "Thành viên", None], [None, None, "Tổng số", "Nữ"]]
    rows = [*head, [1, "HTX Một", 10, 4], [2, "HTX Hai", 11, 5], *head, [3, "HTX Ba", 12, 6]]
    path = workbook(tmp_path / "a.xlsx", {"DS": rows}, merged=["A1:A2", "B1:B2", "C1:D1"])
    found = read(path)
    assert column(found, "name") == ["HTX Một", "HTX Hai", "HTX Ba"]
    assert [each["row"] for each in found["skipped_rows"]] == [5, 6]


def test_two_lists_below_each_other_on_a_sheet(tmp_path):
    rows = [
        ["I. DANH SÁCH HỢP TÁC XÃ"],
        ["STT", "Tên HTX", "Xã", "Số thành viên"],
        [1, "HTX Một", "Hương Sơn", 10],
        [None, "Cộng", None, 10],
        [],
        ["II. DANH SÁCH TỔ HỢP TÁC"],
        ["STT", "Tên tổ hợp tác", "Số tổ viên", "Người đại diện", "Xã"],
        [1, "Chăn nuôi gà", 20, "Nguyễn Văn Một", "Tân Hưng"],
        [2, "Trồng rau", 15, "Trần Thị Hai", "Tân Hưng"],
    ]
    found = read(workbook(tmp_path / "a.xlsx", {"DS": [TITLE, *rows]}))
    assert column(found, "name") == ["HTX Một", "Chăn nuôi gà", "Trồng rau"]
    assert column(found, "type") == ["HTX", "THT", "THT"]
    assert column(found, "members") == [10, 20, 15]
    assert column(found, "commune") == ["Xã Hương Sơn", "Xã Tân Hưng", "Xã Tân Hưng"]


def test_two_lists_beside_each_other(tmp_path):
    rows = [
        ["STT", "Tên HTX", "Số thành viên", None, "STT", "Tên HTX", "Số thành viên"],
        [1, "HTX Một", 10, None, 3, "HTX Ba", 12],
        [2, "HTX Hai", 11, None, 4, "HTX Bốn", 13],
    ]
    found = read(workbook(tmp_path / "a.xlsx", {"DS": rows}))
    pairs = set(zip(column(found, "name"), column(found, "members"), strict=True))
    assert pairs == {("HTX Một", 10), ("HTX Hai", 11), ("HTX Ba", 12), ("HTX Bốn", 13)}


def test_hidden_rows_are_read_and_told_and_hidden_sheets_only_told(tmp_path):
    rows = [["STT", "Tên HTX", "Số thành viên"], [1, "HTX Một", 10], [2, "HTX Hai", 11]]
    old = [["STT", "Tên HTX", "Số thành viên"], [1, "HTX Cũ", 10]]
    path = workbook(
        tmp_path / "a.xlsx", {"DS": rows, "Cũ": old}, hidden_rows=[3], hidden_sheets=["Cũ"]
    )
    found = read(path)
    assert column(found, "name") == ["HTX Một", "HTX Hai"]
    assert "dòng ẩn" in warned(found, 3)
    assert warned(found, 2) == ""
    assert {"name": "Cũ", "import": False, "why": "trang ẩn"} in found["sheets"]


def test_a_name_over_two_lines_or_two_rows_is_one_name(tmp_path):
    rows = [
        ["STT", "Tên HTX", "Xã", "Số thành viên"],
        [1, "HTX dịch vụ\nnông nghiệp Một", "Hương Sơn", 10],
        [2, "HTX chăn nuôi", "Tân Hưng", 11],
        [None, "và dịch vụ Hai", None, None],
        [3, "HTX Ba", "Tân Hưng", 12],
    ]
    found = read(workbook(tmp_path / "a.xlsx", {"DS": [TITLE, *rows]}))
    names = ["HTX dịch vụ nông nghiệp Một", "HTX chăn nuôi và dịch vụ Hai", "HTX Ba"]
    assert column(found, "name") == names


def test_a_table_with_an_organisation_a_column_is_refused(tmp_path):
    rows = [
        ["Tên HTX", "HTX Một", "HTX Hai"],
        ["Mã số thuế", "2499001047", "2499001054"],
        ["Số thành viên", 10, 12],
        ["Vốn điều lệ", 100, 200],
        ["Ghi chú", None, None],
    ]
    with pytest.raises(UnreadableFileError, match="mỗi tổ chức một cột"):
        read(workbook(tmp_path / "a.xlsx", {"DS": rows}))


def test_a_workbook_without_a_list_is_refused(tmp_path):
    with pytest.raises(UnreadableFileError, match="không có danh sách nào"):
        read(
            workbook(tmp_path / "a.xlsx", {"Sheet1": [["Lịch trực tháng 8"], ["Thứ 2", "Anh Ba"]]})
        )


def test_html_that_is_called_xls(tmp_path):
    path = tmp_path / "a.xls"
    path.write_text(
        "<html><meta charset='utf-8'><body><table>"
        "<tr><th rowspan=2>STT</th><th rowspan=2>Tên HTX</th><th colspan=2>Thành viên</th></tr>"
        "<tr><th>Tổng số</th><th>Nữ</th></tr>"
        "<tr><td>1</td><td>HTX M&#7897;t</td><td>1.200</td><td>12</td></tr>"
        "</table></body></html>",
        encoding="utf-8",
    )
    (record,) = read(path)["records"]
    assert (record["name"], record["members"]) == ("HTX Một", 1200)
    assert record["extra"]["members_female"] == 12


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le"])
@pytest.mark.parametrize("separator", ["\t", ";", ","])
def test_texts_of_every_encoding_and_separator(tmp_path, encoding, separator):
    rows = [
        ["STT", "Tên HTX", "Số thành viên"],
        ["1", "HTX Đồng Tâm", "10"],
        ["2", "HTX Ước", "12"],
    ]
    found = read(text(tmp_path / "a.txt", rows, separator=separator, encoding=encoding))
    assert column(found, "name") == ["HTX Đồng Tâm", "HTX Ước"]
    assert column(found, "members") == [10, 12]


def test_decomposed_letters_are_composed(tmp_path):
    rows = [["STT", "Tên HTX", "Xã"], [1, "HTX Điền Hòa", "Hương Sơn"]]
    apart = [[unicodedata.normalize("NFD", str(each)) for each in row] for row in rows]
    (record,) = read(workbook(tmp_path / "a.xlsx", {"DS": [TITLE, *apart]}))["records"]
    assert record["name"] == "HTX Điền Hòa"
    assert record["commune"] == "Xã Hương Sơn"


def test_old_and_new_letters_on_one_sheet(tmp_path):
    rows = [
        ["STT", "Tªn hîp t¸c x·", "X·", "Sè thµnh viªn"],
        [1, "HTX §ång T©m", "H\xad¬ng S¬n", 10],
        [2, "HTX Điền Hòa", "Tân Hưng", 12],
        [3, "HTX Hà Xã", "Tân Hưng", 12],
    ]
    found = read(workbook(tmp_path / "a.xlsx", {"DS": [TITLE, *rows]}))
    assert column(found, "name")[:2] == ["HTX Đồng Tâm", "HTX Điền Hòa"]
    assert column(found, "commune")[:2] == ["Xã Hương Sơn", "Xã Tân Hưng"]
    assert column(found, "members") == [10, 12, 12]


def test_lost_letters_are_told_and_never_guessed(tmp_path):
    rows = [["STT", "Tên HTX", "Ghi chú"]]
    rows += [[each, f"HTX số {each} Hương Sơn", "tốt"] for each in range(1, 20)]
    rows += [[20, "H?p tác xã Đ?ng Tâm", ""]]
    found = read(workbook(tmp_path / "a.xlsx", {"DS": rows}))
    assert "đã mất" in warned(found, 21)
    assert column(found, "name")[-1] == "H?p tác xã Đ?ng Tâm"


def test_a_list_whose_letters_are_lost_is_refused(tmp_path):
    rows = [["STT", "Tên HTX", "Xã"], ["1", "H?p tác xã N?ng nghi?p", "H??ng S?n"]]
    with pytest.raises(UnreadableFileError, match="mất chữ có dấu"):
        read(text(tmp_path / "a.csv", rows))


def test_totals_that_do_not_agree_are_told(tmp_path):
    rows = [
        ["STT", "Tên HTX", "Số thành viên", "Vốn điều lệ (triệu đồng)"],
        [1, "HTX Một", 10, 100],
        [2, "HTX Hai", 12, 200],
        [None, "Tổng cộng", 23, 300],
    ]
    found = read(workbook(tmp_path / "a.xlsx", {"DS": rows}))
    (total,) = found["stated_totals"]
    assert total["agrees_with_rows"] is False
    assert total["members"] == 23
    assert "ghi 23, cộng các dòng được 22" in warned(found, 4)
    assert "Vốn" not in warned(found, 4)


def test_formulas_without_results_are_told(tmp_path):
    rows = [
        ["STT", "Tên HTX", "Số thành viên", "Vốn điều lệ (triệu đồng)"],
        [1, "HTX Một", 10, "=50*2"],
        [2, "HTX Hai", 12, 200],
        [None, "Tổng cộng", "=SUM(C2:C3)", "=SUM(D2:D3)"],
    ]
    found = read(workbook(tmp_path / "a.xlsx", {"DS": rows}))
    assert column(found, "charter_capital_mil_vnd") == [None, 200]
    assert "công thức chưa có kết quả" in warned(found, 2)
    assert found["stated_totals"][0]["members"] == 22


def test_the_same_organisation_twice_and_two_of_one_name(tmp_path):
    rows = [
        ["STT", "Tên HTX", "Xã", "MST"],
        [1, "HTX Nông nghiệp Thành Công", "Hương Sơn", "2499001047"],
        [2, "Hợp tác xã nông nghiệp Thành Công", "Hương Sơn", None],
        [3, "HTX Nông nghiệp Thành Công", "Tân Hưng", "2499001054"],
        [4, "HTX dịch vụ nông nghiệp Thành Công", "Tân Thanh", "2499001054"],
    ]
    found = read(workbook(tmp_path / "a.xlsx", {"DS": [TITLE, *rows]}))
    assert [each["rows"] for each in found["duplicates"]] == [[3, 4], [5, 6]]
    assert "trùng mã số thuế" in found["duplicates"][1]["why"]


def test_communes_of_after_the_first_of_july_2025(tmp_path):
    rows = [
        ["DANH SÁCH HỢP TÁC XÃ TỈNH BẮC NINH TÍNH ĐẾN NGÀY 31/12/2025"],
        ["STT", "Tên HTX", "Xã, phường", "Số thành viên"],
        [1, "HTX Một", "Xã Lạng Giang", 10],
        [2, "HTX Hai", "xã Kép", 11],
    ]
    found = read(workbook(tmp_path / "a.xlsx", {"DS": rows}))
    assert [each["commune_2025"][0]["code"] for each in found["records"]] == ["07375", "07399"]
    assert found["as_of"] == "2025-12-31"


def test_misspelt_communes_are_proposed_and_not_guessed(tmp_path):
    rows = [
        ["STT", "Tên HTX", "Xã"],
        [1, "HTX Một", "Hương Lac"],
        [2, "HTX Hai", "Hưng Lạcc"],
        [3, "HTX Ba", "TT Vôi"],
        [4, "HTX Bốn", "X. Tân Hưng"],
    ]
    found = read(workbook(tmp_path / "a.xlsx", {"DS": [TITLE, *rows]}))
    assert "có phải Xã Hương Lạc?" in warned(found, 3)
    assert "Hương Lạc" in warned(found, 4)
    assert found["records"][1]["commune_2025"] == []
    assert column(found, "commune")[2:] == ["Thị trấn Vôi", "Xã Tân Hưng"]
    assert warned(found, 5) == warned(found, 6) == ""


def test_dates_in_every_form(tmp_path):
    written = [
        ("15/8/2022", "2022-08-15"),
        ("tháng 8/2022", "2022-08"),
        (2022, "2022"),
        (44788, "2022-08-15"),
        (datetime.date(2022, 8, 15), "2022-08-15"),
        ("31/02/2020", None),
        ("Ngày 05 tháng 3 năm 2019", "2019-03-05"),
        ("20/11/ 2013", "2013-11-20"),
        ("quý I", None),
        ("", None),
        ("2015-06-01", "2015-06-01"),
    ]
    rows = [["STT", "Tên HTX", "Ngày thành lập"]]
    rows += [[place, f"HTX {place}", day] for place, (day, _) in enumerate(written, start=1)]
    found = read(workbook(tmp_path / "a.xlsx", {"DS": rows}))
    read_days = [each and each["value"] for each in column(found, "founded")]
    assert read_days == [day for _, day in written]
    assert "không có trong lịch" in warned(found, 7)
    assert "không phải là ngày" in warned(found, 10)
    assert warned(found, 11) == ""


def test_tax_codes_in_every_form(tmp_path):
    written = [
        (2499001047, "2499001047", ""),
        ("2499 001 047", "2499001047", "trùng"),
        ("2,499E+09", None, "2,5E+09"),
        ("2499001054-001", "2499001054001", ""),
        (100109106, "0100109106", "thiếu chữ số 0"),
        ("2499001048", "2499001048", "sai chữ số kiểm tra"),
        ("12345", None, "5 chữ số"),
        ("chưa có", None, ""),
    ]
    rows = [["STT", "Tên HTX", "Mã số thuế"]]
    rows += [[place, f"HTX {place}", code] for place, (code, _, _) in enumerate(written, start=1)]
    found = read(workbook(tmp_path / "a.xlsx", {"DS": rows}))
    assert column(found, "tax_code") == [code for _, code, _ in written]
    for row, (_, _, reason) in enumerate(written, start=2):
        assert (reason in warned(found, row)) if reason else warned(found, row) == "", row


@pytest.mark.parametrize(
    ("head", "written", "expected"),
    [
        ("Vốn điều lệ (đồng)", [1_500_000_000, "1.500.000.000"], [1500, 1500]),
        ("Vốn điều lệ (tỷ đồng)", [1.5, "1,5"], [1500, 1500]),
        ("Vốn điều lệ (1.000 đồng)", [1_500_000, "1.500.000"], [1500, 1500]),
        ("Vốn điều lệ", ["1,5 tỷ", "500 triệu"], [1500, 500]),
        ("Vốn điều lệ (triệu đồng)", ["1.500", "3.3 tỷ"], [1500, 3300]),
        ("Vốn điều lệ (triệu đồng)", ["(120)", "-"], [-120, None]),
        ("Vốn điều lệ (triệu đồng)", ["x", "không"], [None, None]),
    ],
)
def test_money_by_the_unit_of_head_or_cell(tmp_path, head, written, expected):
    rows = [["STT", "Tên HTX", head]]
    rows += [[place, f"HTX {place}", each] for place, each in enumerate(written, start=1)]
    found = read(workbook(tmp_path / "a.xlsx", {"DS": rows}))
    assert column(found, "charter_capital_mil_vnd") == expected


def test_a_head_that_says_hoat_dong_names_no_unit_of_money(tmp_path):
    rows = [["ĐVT: triệu đồng"], ["STT", "Tên HTX", "Vốn hoạt động"], [1, "HTX Một", 10]]
    found = read(workbook(tmp_path / "a.xlsx", {"DS": rows}))
    assert extra(found, "total_capital_mil_vnd") == [10]


@pytest.mark.parametrize(
    ("written", "million", "unit"), [(500, 500, "triệu đồng"), (500_000_000, 500, "đồng")]
)
def test_money_without_a_unit_is_told(tmp_path, written, million, unit):
    rows = [["STT", "Tên HTX", "Vốn điều lệ"], [1, "HTX Một", written]]
    found = read(workbook(tmp_path / "a.xlsx", {"DS": rows}))
    assert column(found, "charter_capital_mil_vnd") == [million]
    assert f"đọc là {unit}" in warned(found, 1)
    assert found["remarks"]


def test_counts_that_cannot_be_are_left_empty(tmp_path):
    rows = [["STT", "Tên HTX", "Số thành viên"], [1, "HTX Một", 7.5], [2, "HTX Hai", "khoảng 20"]]
    rows += [[3, "HTX Ba", "1.240"], [4, "HTX Bốn", "15 người"]]
    found = read(workbook(tmp_path / "a.xlsx", {"DS": rows}))
    assert column(found, "members") == [None, None, 1240, 15]
    assert "số nguyên" in warned(found, 2)
    assert "không phải là số" in warned(found, 3)


def test_states_and_kinds_in_free_words(tmp_path):
    rows = [
        ["STT", "Tên tổ chức", "Loại hình", "Tình trạng"],
        [1, "Nông nghiệp Một", "HTX", "Ngừng HĐ từ 2019"],
        [2, "Nông sản sạch Hai", "Liên hiệp HTX", "đang làm thủ tục giải thể"],
        [3, "Tổ liên kết Ba", "THT", "đã giải thể"],
        [4, "HTX Bốn", "", "tạm ngừng"],
        [5, "HTX Năm", "HTX", "đang xem xét"],
    ]
    found = read(workbook(tmp_path / "a.xlsx", {"DS": rows}))
    assert column(found, "type") == ["HTX", "LHHTX", "THT", "HTX", "HTX"]
    states = ["ngung_hoat_dong", "dang_giai_the", "da_giai_the", "tam_ngung", None]
    assert column(found, "status") == states
    assert "không rõ tình trạng" in warned(found, 6)

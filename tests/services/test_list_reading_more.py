"""More lists in the hands of many officers: damaged heads, odd orders, notes, old letters."""

import datetime

from tests.lists import lines, read, table, text, told, warned, workbook


def listed(tmp_path, written, keys, **looks):
    """What is read of a list of one sheet."""
    found = read(workbook(tmp_path / "a.xlsx", {"DS": table(written)}, **looks))
    return found, told(found, keys)


def test_communes_merged_down_beside_restarting_numbers(tmp_path):
    found, said = listed(
        tmp_path,
        """
        DANH SÁCH HTX, THT HUYỆN HẢI HẬU ĐẾN THÁNG 6/2024
        Xã, thị trấn | STT | Tên tổ chức | Tổng TV | Trong đó nữ | Vốn ĐL (tr.đ)
        TT Cồn | 1 | HTX Một | 10 | 4 | 500
        | 2 | THT Hai | 12 | 5 |
        | | Cộng | 22 | 9 | 500
        Hải Anh | 1 | HTX Ba | 7 | 3 | 300
        | 2 | HTX Bốn | 9 | 1 | 200
        | | Cộng | 16 | 4 | 500
        Tổng | | | 38 | 13 | 1000
        """,
        "row|name|type|commune|members|members_female|charter_capital_mil_vnd",
        merged=["A3:A5", "A6:A8"],
    )
    assert said == lines(
        """
        3|HTX Một|HTX|Thị trấn Cồn|10|4|500
        4|THT Hai|THT|Thị trấn Cồn|12|5|
        6|HTX Ba|HTX|Xã Hải Anh|7|3|300
        7|HTX Bốn|HTX|Xã Hải Anh|9|1|200
        """
    )
    agrees = [each["agrees_with_rows"] for each in found["stated_totals"]]
    assert agrees == [True, True, True]


def test_communes_with_kinds_under_them(tmp_path):
    _, said = listed(
        tmp_path,
        """
        DANH SÁCH KINH TẾ TẬP THỂ HUYỆN HẢI HẬU
        STT | Tên đơn vị | Số TV
        I | Xã Hải Anh |
        A | Hợp tác xã |
        1 | Toàn Thắng | 10
        B | Tổ hợp tác |
        1 | Trồng hoa | 11
        II | Xã Hải Đường |
        A | Hợp tác xã |
        1 | Tiến Lên | 12
        """,
        "name|type|commune",
    )
    assert said == lines(
        """
        Toàn Thắng|HTX|Xã Hải Anh
        Trồng hoa|THT|Xã Hải Anh
        Tiến Lên|HTX|Xã Hải Đường
        """
    )


def test_an_english_list(tmp_path):
    found, said = listed(
        tmp_path,
        """
        LIST OF COOPERATIVES IN LANG GIANG DISTRICT, BAC GIANG PROVINCE
        No | Cooperative name | Type | Ward/Commune | Tax code | Director | Telephone | \
        Members | Female | Charter capital (VND million) | Revenue 2022 (VND million)
        1 | HTX Một | HTX | Huong Son | '2499001047 | Nguyen Van Mot | '0912345678 | 7 | 3 | \
        1,500 | 2,300.5
        """,
        "name|tax_code|commune|representative|phone|members|members_female"
        "|charter_capital_mil_vnd|revenue_2022_mil_vnd",
    )
    assert said == ["HTX Một|2499001047|Xã Hương Sơn|Nguyen Van Mot|0912345678|7|3|1500|2300.5"]
    assert found["district"] == "Huyện Lạng Giang"


def test_a_list_without_any_title_and_with_the_name_last(tmp_path):
    _, said = listed(
        tmp_path,
        """
        Mã số thuế | Huyện | Xã | Ngày ĐK | Vốn | Tên HTX
        '2499001047 | Lạng Giang | Hương Sơn | 20/10/2016 | 500 triệu | HTX Một
        '2499001054 | Lạng Giang | Tân Hưng | 2017 | 1,2 tỷ | HTX Hai
        """,
        "name|tax_code|commune|founded",
    )
    assert said == lines(
        """
        HTX Một|2499001047|Xã Hương Sơn|2016-10-20
        HTX Hai|2499001054|Xã Tân Hưng|2017
        """
    )


def test_dates_as_excel_keeps_them(tmp_path):
    rows = [
        ["STT", "Tên HTX", "Ngày thành lập", "Năm sinh GĐ"],
        [1, "HTX Một", datetime.datetime(2016, 10, 20), 1970],  # noqa: DTZ001
        [2, "HTX Hai", datetime.date(2004, 3, 12), 1980],
        [3, "HTX Ba", 42663, 1975],
        [4, "HTX Bốn", 2016.0, None],
        [5, "HTX Năm", 102016, None],
    ]
    found = read(workbook(tmp_path / "a.xlsx", {"DS": rows}))
    assert told(found, "founded") == ["2016-10-20", "2004-03-12", "2016-10-20", "2016", ""]
    assert "không phải là ngày" in warned(found, 6)


def test_a_total_for_each_kind_that_lies(tmp_path):
    found, _ = listed(
        tmp_path,
        """
        STT | Tên tổ chức | Số TV | Vốn (trđ)
        A | HỢP TÁC XÃ
        1 | HTX Một | 10 | 100
        2 | HTX Hai | 20 | 200
        | Cộng HTX | 31 | 300
        B | TỔ HỢP TÁC
        1 | THT Ba | 5 | 10
        | Cộng THT | 5 | 10
        | TỔNG CỘNG (A+B) | 35 | 310
        """,
        "name",
    )
    agrees = {each["row"]: each["agrees_with_rows"] for each in found["stated_totals"]}
    assert agrees == {5: False, 8: True, 9: True}
    assert "ghi 31, cộng các dòng được 30" in warned(found, 5)


def test_old_letters_in_a_text_file(tmp_path):
    rows = [
        ["STT", "Tªn hîp t¸c x·", "X·", "Sè thµnh viªn", "Ngµnh nghÒ"],
        ["1", "HTX N«ng nghiÖp §ång T©m", "H\xad¬ng S¬n", "1.024", "Trång trät"],
        ["2", "HTX VËn t¶i QuyÕt Th¾ng", "T©n H\xadng", "12", "VËn t¶i"],
    ]
    found = read(text(tmp_path / "a.csv", rows, encoding="latin-1"))
    assert told(found, "name|members|sector") == lines(
        """
        HTX Nông nghiệp Đồng Tâm|1024|nong_nghiep
        HTX Vận tải Quyết Thắng|12|van_tai
        """
    )


def test_remarks_below_each_organisation_are_no_organisations(tmp_path):
    _, said = listed(
        tmp_path,
        """
        STT | Tên HTX | Xã | Số TV | Doanh thu 2022 (trđ)
        1 | HTX Một | Hương Sơn | 10 | 100
        | - Trong đó: trồng trọt | | | 60
        | - Chăn nuôi | | | 40
        2 | HTX Hai | Tân Hưng | 20 | 200
        | Trong đó trồng trọt | | | 150
        """,
        "row|name|members",
    )
    assert said == ["2|HTX Một|10", "5|HTX Hai|20"]


def test_years_in_heads_with_two_digits(tmp_path):
    found, _ = listed(
        tmp_path,
        """
        STT | Tên HTX | Số TV TH21 | Số TV KH22 | DT TH 2021 (trđ) | DT KH 2022 (trđ)
        1 | HTX Một | 10 | 12 | 100 | 150
        """,
        "name",
    )
    assert [
        (each["year"], each["measure"], each["members"], each["revenue_mil_vnd"])
        for each in found["annual"]
    ] == [(2021, "ACTUAL", 10, 100), (2022, "PLAN", 12, 150)]


def test_three_years_of_members_revenue_and_income(tmp_path):
    found, said = listed(
        tmp_path,
        """
        BIỂU TỔNG HỢP KẾT QUẢ HOẠT ĐỘNG HTX HUYỆN HẢI HẬU 2021-2023
        (Đơn vị tính: triệu đồng)
        TT | Tên HTX | Xã | Năm TL | Số thành viên | | | Doanh thu | | | Vốn điều lệ | Ghi chú
        | | | | 2021 | 2022 | 2023 | 2021 | 2022 | 2023 | |
        1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9 | 10 | 11 | 12
        1 | HTX Một | Hải Anh | 1998 | 1150 | 1152 | 1160 | 900 | 950 | 1000 | 500 |
        2 | HTX Hai | Hải Đường | 2019 | 7 | 7 | 9 | x | 120 | 130 | 300 | mới
        | Cộng | | | 1157 | 1159 | 1169 | 900 | 1070 | 1130 | 800 |
        """,
        "name|founded|commune|charter_capital_mil_vnd|notes",
        merged=["A3:A4", "B3:B4", "C3:C4", "D3:D4", "E3:G3", "H3:J3", "K3:K4", "L3:L4"],
    )
    assert said == ["HTX Một|1998|Xã Hải Anh|500|", "HTX Hai|2019|Xã Hải Đường|300|mới"]
    assert [
        (each["row"], each["year"], each.get("members"), each.get("revenue_mil_vnd"))
        for each in found["annual"]
    ] == [
        (6, 2021, 1150, 900),
        (6, 2022, 1152, 950),
        (6, 2023, 1160, 1000),
        (7, 2021, 7, None),
        (7, 2022, 7, 120),
        (7, 2023, 9, 130),
    ]
    assert found["stated_totals"][0]["agrees_with_rows"] is True
    assert [each["row"] for each in found["skipped_rows"]] == [8]


def test_unions_counted_in_a_column_of_their_own(tmp_path):
    _, said = listed(
        tmp_path,
        """
        TỔNG HỢP THT, LIÊN HIỆP HTX HUYỆN HẢI HẬU
        STT | Tên THT, LHHTX | Nơi hoạt động | Số lượng thành viên | Số HTX thành viên | \
        Tổng vốn (trđ)
        I | Tổ hợp tác
        1 | Nuôi cá lồng | Xã Hải Minh | 12 | | 300
        II | Liên hiệp HTX
        1 | Nông sản Hải Hậu | Hải Anh | | 5 | 5000
        """,
        "name|type|commune|members|total_capital_mil_vnd",
    )
    assert said == lines(
        """
        Nuôi cá lồng|THT|Xã Hải Minh|12|300
        Nông sản Hải Hậu|LHHTX|Xã Hải Anh|5|5000
        """
    )


def test_names_and_addresses_in_one_column(tmp_path):
    _, said = listed(
        tmp_path,
        """
        DANH SÁCH HTX HUYỆN HẢI HẬU
        TT | TÊN VÀ ĐỊA CHỈ HTX | CHỦ TỊCH HĐQT | SỐ ĐIỆN THOẠI CT HĐQT | SỐ XÃ VIÊN
        1 | HTX DVNN Hải Anh, xã Hải Anh | Nguyễn Văn Một | '0912345678 | 1000
        2 | HTX Hải Đường (xã Hải Đường) | Trần Thị Hai | '0912345679 | 100
        """,
        "commune|representative|phone|members",
    )
    assert said == lines(
        """
        Xã Hải Anh|Nguyễn Văn Một|0912345678|1000
        Xã Hải Đường|Trần Thị Hai|0912345679|100
        """
    )

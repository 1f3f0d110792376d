"""Figures of lists: years, kinds of figure, units and groups of columns."""

from tests.lists import lines, read, table, told, warned, workbook


def listed(tmp_path, written, keys, **looks):
    """What is read of a list of one sheet."""
    found = read(workbook(tmp_path / "a.xlsx", {"DS": table(written)}, **looks))
    return found, told(found, keys)


def annual(found, *keys):
    """The figures of the years, written like the rows of `table`."""
    return [
        "|".join(str(each.get(key, "")) for key in ("row", "year", "measure", *keys))
        for each in found["annual"]
    ]


def test_years_side_by_side_under_each_figure(tmp_path):
    found, said = listed(
        tmp_path,
        """
        KẾT QUẢ HOẠT ĐỘNG CỦA CÁC HTX GIAI ĐOẠN 2020 - 2022
        ĐVT: Triệu đồng
        STT | Tên HTX | Xã | Doanh thu | | | Lợi nhuận | | | Ghi chú
        | | | 2020 | 2021 | 2022 | 2020 | 2021 | 2022 |
        1 | HTX Một | Hương Sơn | 100 | 110 | 120 | 10 | 11 | 12 |
        2 | HTX Hai | Tân Hưng | '1.200 | - | '1.300,5 | -5 | 0 | 2 | lỗ năm 2020
        """,
        "name|revenue_2020_mil_vnd|revenue_2021_mil_vnd|revenue_2022_mil_vnd|profit_2020_mil_vnd",
        merged=["A3:A4", "B3:B4", "C3:C4", "D3:F3", "G3:I3", "J3:J4"],
    )
    assert said == ["HTX Một|100|110|120|10", "HTX Hai|1200||1300.5|-5"]
    assert annual(found, "revenue_mil_vnd", "profit_mil_vnd") == lines(
        """
        5|2020|ACTUAL|100|10
        5|2021|ACTUAL|110|11
        5|2022|ACTUAL|120|12
        6|2020|ACTUAL|1200|-5
        6|2021|ACTUAL||0
        6|2022|ACTUAL|1300.5|2
        """
    )


def test_plan_estimate_and_half_year(tmp_path):
    found, _ = listed(
        tmp_path,
        """
        STT | Tên HTX | Doanh thu (tỷ đồng) | | | | Số thành viên | |
        | | Thực hiện năm 2021 | Kế hoạch năm 2022 | 6 tháng đầu năm 2022 | \
        Ước TH cả năm 2022 | Năm 2021 | KH 2022 | Ước 2022
        1 | HTX Một | 1.5 | 2 | 0.8 | 1.9 | 10 | 12 | 11
        """,
        "name",
        merged=["A1:A2", "B1:B2", "C1:F1", "G1:I1"],
    )
    assert annual(found, "revenue_mil_vnd", "members") == lines(
        """
        3|2021|ACTUAL|1500|10
        3|2022|PLAN|2000|12
        3|2022|HALF_YEAR|800|
        3|2022|ESTIMATE|1900|11
        """
    )


def test_years_above_groups_of_figures(tmp_path):
    found, _ = listed(
        tmp_path,
        """
        TT | Tên tổ chức | Năm 2021 | | | Năm 2022 | |
        | | Thành viên | Doanh thu (trđ) | Lãi (trđ) | Thành viên | Doanh thu (trđ) | Lãi (trđ)
        A | B | 1 | 2 | 3 | 4 | 5 | 6
        1 | HTX Một | 10 | 500 | 50 | 11 | 600 | 60
        2 | HTX Hai | 20 | | | 21 | 700 | (70)
        """,
        "name",
        merged=["A1:A2", "B1:B2", "C1:E1", "F1:H1"],
    )
    assert annual(found, "members", "revenue_mil_vnd", "profit_mil_vnd") == lines(
        """
        4|2021|ACTUAL|10|500|50
        4|2022|ACTUAL|11|600|60
        5|2021|ACTUAL|20||
        5|2022|ACTUAL|21|700|-70
        """
    )


def test_members_and_workers_in_detail(tmp_path):
    _, said = listed(
        tmp_path,
        """
        STT | Tên HTX | Thành viên | | | | Lao động | | | Cán bộ quản lý | |
        | | Tổng số | Chính thức | Nữ | Mới gia nhập | Tổng số | Nữ | Là thành viên | Tổng số | \
        Sơ cấp, trung cấp | Cao đẳng, ĐH
        1 | HTX Một | 30 | 28 | 9 | 2 | 12 | 5 | 10 | 4 | 1 | 3
        """,
        "members|members_official|members_female|members_new|workers|workers_female|workers_members"
        "|managers|managers_middle|managers_high",
        merged=["A1:A2", "B1:B2", "C1:F1", "G1:I1", "J1:L1"],
    )
    assert said == ["30|28|9|2|12|5|10|4|1|3"]


def test_members_with_parts_that_are_no_figure_of_the_form(tmp_path):
    _, said = listed(
        tmp_path,
        """
        STT | Tên HTX | Số thành viên | | | | Vốn góp (triệu đồng) | Trong đó vốn góp bằng đất
        | | Cá nhân | Hộ gia đình | Pháp nhân | Cộng | |
        1 | HTX Một | 20 | 5 | 1 | 26 | 500 | 100
        """,
        "members|charter_capital_mil_vnd",
        merged=["A1:A2", "B1:B2", "C1:F1", "G1:G2", "H1:H2"],
    )
    assert said == ["26|500"]


def test_units_of_every_column(tmp_path):
    _, said = listed(
        tmp_path,
        """
        STT | Tên HTX | Vốn ĐL (trđ) | Tổng nguồn vốn (đồng) | Doanh thu năm 2021 (tỷ đ) | \
        Nộp NSNN (nghìn đồng) | Thu nhập BQ (tr.đ/người/tháng)
        1 | HTX Một | 500 | 1500000000 | 2.5 | 12500 | 4.5
        """,
        "charter_capital_mil_vnd|total_capital_mil_vnd|revenue_2021_mil_vnd|tax_paid_mil_vnd"
        "|income_mil_vnd",
    )
    assert said == ["500|1500|2500|12.5|4.5"]


def test_money_in_every_hand(tmp_path):
    found, said = listed(
        tmp_path,
        """
        STT | Tên HTX | Vốn điều lệ
        1 | HTX Một | 1,5 tỷ
        2 | HTX Hai | 500tr
        3 | HTX Ba | 1.200.000.000 đ
        4 | HTX Bốn | 1 tỷ 200 triệu
        5 | HTX Năm | 2 tỉ đồng
        6 | HTX Sáu | 900 triệu đồng
        7 | HTX Bảy | chưa góp
        8 | HTX Tám | 1,2 - 1,5 tỷ
        9 | HTX Chín | 0,5 tỷ
        10 | HTX Mười | 350.000.000đ
        11 | HTX Mười một | 1tỷ500tr
        12 | HTX Mười hai | 45 trđ
        """,
        "charter_capital_mil_vnd",
    )
    assert said == [
        "1500",
        "500",
        "1200",
        "1200",
        "2000",
        "900",
        "",
        "",
        "500",
        "350",
        "1500",
        "45",
    ]
    assert "không phải là" in warned(found, 8) + warned(found, 9)
    assert warned(found, 9)


def test_counts_in_every_hand(tmp_path):
    found, said = listed(
        tmp_path,
        """
        STT | Tên HTX | Số thành viên
        1 | HTX Một | '07
        2 | HTX Hai | 12 TV
        3 | HTX Ba | '1.024
        4 | HTX Bốn | '1 024
        5 | HTX Năm | 25 hộ
        6 | HTX Sáu | 30 (nữ 9)
        7 | HTX Bảy | 30/9
        8 | HTX Tám | trên 20
        9 | HTX Chín | 15 thành viên
        10 | HTX Mười | '15,0
        """,
        "members",
    )
    assert said == ["7", "12", "1024", "1024", "25", "", "", "", "15", "15"]
    assert all(warned(found, row) for row in (7, 8, 9))


def test_income_of_a_year_is_not_taken_for_that_of_a_month(tmp_path):
    _, said = listed(
        tmp_path,
        """
        STT | Tên HTX | Thu nhập bình quân (triệu đồng/năm) | Số TV
        1 | HTX Một | 54 | 10
        """,
        "income_mil_vnd|members",
    )
    assert said == ["|10"]


def test_a_table_that_sums_up_communes_is_no_list(tmp_path):
    counts = """
        TỔNG HỢP HỢP TÁC XÃ HUYỆN LẠNG GIANG
        STT | Xã, thị trấn | Số HTX | Số THT | Tổng số thành viên | Doanh thu
        1 | Hương Sơn | 2 | 3 | 40 | 500
        2 | Tân Hưng | 1 | 0 | 9 | 100
        | Tổng | 3 | 3 | 49 | 600
        """
    rows = """
        STT | Tên HTX | Xã | Số thành viên
        1 | HTX Một | Hương Sơn | 40
        """
    found = read(workbook(tmp_path / "a.xlsx", {"TH": table(counts), "DS": table(rows)}))
    assert told(found, "sheet|name|commune|members") == ["DS|HTX Một|Xã Hương Sơn|40"]
    assert [each["import"] for each in found["sheets"]] == [True, False]

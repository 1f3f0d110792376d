"""Habits of officers: units under the head, "nt", numbers in names, ratios, long titles."""

import pytest

from tests.lists import lines, read, table, told, warned, workbook

TITLE = "DANH SÁCH HỢP TÁC XÃ TRÊN ĐỊA BÀN HUYỆN LẠNG GIANG"


def listed(tmp_path, written, keys, **looks):
    """What is read of a list of one sheet."""
    found = read(workbook(tmp_path / "a.xlsx", {"DS": table(written)}, **looks))
    return found, told(found, keys)


def test_units_in_a_row_of_their_own(tmp_path):
    _, said = listed(
        tmp_path,
        f"""
        {TITLE}
        STT | Tên HTX | Xã | Thành viên | Vốn điều lệ | Doanh thu
        | | | (người) | (tỷ đồng) | (nghìn đồng)
        1 | HTX Một | Hương Sơn | 7 | 1.5 | 250000
        """,
        "members|charter_capital_mil_vnd|revenue_mil_vnd",
    )
    assert said == ["7|1500|250"]


def test_the_unit_alone_above_the_table(tmp_path):
    found, said = listed(
        tmp_path,
        f"""
        {TITLE}
        | | | Triệu đồng
        STT | Tên HTX | Xã | Vốn điều lệ
        1 | HTX Một | Hương Sơn | 1500000
        """,
        "charter_capital_mil_vnd",
    )
    assert said == ["1500000"]
    assert found["unit_of_capital"] == "triệu đồng"


def test_a_long_letter_above_the_list(tmp_path):
    letter = "\n".join(
        f"Đoạn {each} của công văn nói về tình hình hợp tác xã" for each in range(20)
    )
    _, said = listed(
        tmp_path,
        f"""
        {letter}
        {TITLE}
        STT | Tên HTX | Xã | Số TV
        1 | HTX Một | Hương Sơn | 7
        """,
        "name|commune|members",
    )
    assert said == ["HTX Một|Xã Hương Sơn|7"]


def test_the_same_as_above(tmp_path):
    _, said = listed(
        tmp_path,
        f"""
        {TITLE}
        STT | Tên HTX | Xã | Ngành nghề | Tình trạng
        1 | HTX Một | Hương Sơn | Chăn nuôi | Đang hoạt động
        2 | HTX Hai | nt | -nt- | nt
        3 | HTX Ba | " | như trên | //
        4 | HTX Bốn | Tân Hưng | Vận tải | Tạm ngừng
        5 | HTX Năm | -"- | nt | -"-
        """,
        "commune|sector|status",
    )
    assert said == lines(
        """
        Xã Hương Sơn|nong_nghiep|dang_hoat_dong
        Xã Hương Sơn|nong_nghiep|dang_hoat_dong
        Xã Hương Sơn|nong_nghiep|dang_hoat_dong
        Xã Tân Hưng|van_tai|tam_ngung
        Xã Tân Hưng|van_tai|tam_ngung
        """
    )


def test_numbers_that_stand_in_the_names(tmp_path):
    _, said = listed(
        tmp_path,
        f"""
        {TITLE}
        Tên HTX | Xã | Số TV
        1. HTX Một | Hương Sơn | 7
        2/ Hợp tác xã Hai | Tân Hưng | 8
        03- HTX 27/7 | Tân Hưng | 9
        """,
        "name|type|members",
    )
    assert said == ["HTX Một|HTX|7", "Hợp tác xã Hai|HTX|8", "HTX 27/7|HTX|9"]


def test_ratios_are_no_figures(tmp_path):
    found, said = listed(
        tmp_path,
        """
        STT | Tên HTX | Doanh thu (triệu đồng) | | | Tỷ lệ nữ (%) | Số TV
        | | 2021 | 2022 | So sánh 2022/2021 (%) | |
        1 | HTX Một | 100 | 120 | 120 | 40 | 10
        """,
        "revenue_2021_mil_vnd|revenue_2022_mil_vnd|members_female|members",
        merged=["A1:A2", "B1:B2", "C1:E1", "F1:F2", "G1:G2"],
    )
    assert said == ["100|120||10"]
    assert [each["year"] for each in found["annual"]] == [2021, 2022]


def test_communes_named_in_the_names_alone(tmp_path):
    _, said = listed(
        tmp_path,
        """
        DANH SÁCH TỔ HỢP TÁC HUYỆN LẠNG GIANG NĂM 2023
        STT | Tên tổ hợp tác | Số tổ viên
        1 | THT trồng khoai tây xã Thái Đào | 12
        2 | THT Đoàn Kết (thị trấn Kép) | 13
        3 | THT nuôi ong | 14
        """,
        "commune|members",
    )
    assert said == ["Xã Thái Đào|12", "Thị trấn Kép|13", "|14"]


@pytest.mark.parametrize(
    ("written", "commune"),
    [
        ("TT.Vôi", "Thị trấn Vôi"),
        ("X.Tân Hưng", "Xã Tân Hưng"),
        ("xã  Tân  hưng", "Xã Tân Hưng"),
        ("TÂN HƯNG", "Xã Tân Hưng"),
        ("Tân Hưng, Lạng Giang", "Xã Tân Hưng"),
        ("Xã Tân Hưng - huyện Lạng Giang", "Xã Tân Hưng"),
        ("Xã Tân Hưng (cũ)", "Xã Tân Hưng"),
        ("UBND xã Tân Hưng", "Xã Tân Hưng"),
        ("Thôn 3 Tân Hưng", ""),
        ("thị trấn  Vôi", "Thị trấn Vôi"),
    ],
)
def test_communes_in_every_hand(tmp_path, written, commune):
    found, said = listed(tmp_path, f"{TITLE}\nSTT|Tên HTX|Xã\n1|HTX Một|{written}", "commune")
    assert said == [commune or written]
    assert bool(warned(found, 3)) == (not commune)


def test_days_that_are_not_the_founding(tmp_path):
    _, said = listed(
        tmp_path,
        """
        STT | Tên HTX | Ngày đăng ký thay đổi | Ngày thành lập | Ngày chuyển đổi theo Luật 2012
        1 | HTX Một | 05/3/2019 | 20/10/2003 | 01/7/2014
        """,
        "founded",
    )
    assert said == ["2003-10-20"]


def test_two_persons_and_two_telephones(tmp_path):
    _, said = listed(
        tmp_path,
        """
        STT | Tên HTX | Chủ tịch HĐQT | | Giám đốc | | Email
        | | Họ và tên | Số điện thoại | Họ và tên | Số điện thoại |
        1 | HTX Một | Nguyễn Văn Một | '0912345678 | Trần Thị Hai | '0987654321 | mot@example.vn
        """,
        "representative|phone|email",
        merged=["A1:A2", "B1:B2", "C1:D1", "E1:F1", "G1:G2"],
    )
    assert said == ["Nguyễn Văn Một|0912345678|mot@example.vn"]


def test_the_heads_of_a_province_s_yearly_survey(tmp_path):
    _, said = listed(
        tmp_path,
        """
        TT | Tên HTX, địa chỉ | Ngày, tháng, năm thành lập (hoặc chuyển đổi) | \
        Tổng số thành viên HTX (người) | Số LĐ thường xuyên | Trong đó: LĐ là TV | VĐL (Tr.đ) | \
        Tổng tài sản (Tr.đ) | DT năm 2022 (Tr.đ) | LN sau thuế năm 2022 (Tr.đ) | \
        TN bình quân lao động (Tr.đ/tháng)
        1 | HTX Một | 2016 | 30 | 12 | 10 | 500 | 900 | 700 | 50 | 5
        """,
        "founded|members|workers|workers_members|charter_capital_mil_vnd|total_capital_mil_vnd"
        "|revenue_2022_mil_vnd|profit_2022_mil_vnd|income_mil_vnd",
    )
    assert said == ["2016|30|12|10|500|900|700|50|5"]

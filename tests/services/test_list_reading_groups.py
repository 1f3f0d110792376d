"""Lists in parts: by commune, district, sector, kind and state, with their counts and sums."""

from tests.lists import lines, read, table, told, warned, workbook

TITLE = "DANH SÁCH HỢP TÁC XÃ TRÊN ĐỊA BÀN HUYỆN LẠNG GIANG"


def listed(tmp_path, written, keys, **looks):
    """What is read of a list of one sheet."""
    found = read(workbook(tmp_path / "a.xlsx", {"DS": table(written)}, **looks))
    return found, told(found, keys)


def test_communes_across_the_whole_width_with_their_number_of_cooperatives(tmp_path):
    found, said = listed(
        tmp_path,
        f"""
        {TITLE}
        STT | Tên HTX | Địa chỉ | Số TV
        1. Xã Hương Sơn: 02 HTX
        1 | HTX Một | Thôn Hèo A | 10
        2 | HTX Hai | | 12
        2. Thị trấn Vôi (01 HTX)
        1 | HTX Ba | TDP Toàn Mỹ | 8
        3. Xã Tân Hưng - 03 HTX
        1 | HTX Bốn | | 9
        """,
        "row|name|commune|members",
        merged=["A3:D3", "A6:D6", "A8:D8"],
    )
    assert said == lines(
        """
        4|HTX Một|Xã Hương Sơn|10
        5|HTX Hai|Xã Hương Sơn|12
        7|HTX Ba|Thị trấn Vôi|8
        9|HTX Bốn|Xã Tân Hưng|9
        """
    )
    assert warned(found, 3) == warned(found, 6) == ""
    assert "ghi 3 tổ chức, các dòng có 1" in warned(found, 8)


def test_parts_by_state(tmp_path):
    _, said = listed(
        tmp_path,
        """
        TT | Tên đơn vị | Xã | Ngành nghề
        A | HTX ĐANG HOẠT ĐỘNG
        1 | HTX Một | Hương Sơn | Trồng trọt
        B | HTX TẠM NGỪNG HOẠT ĐỘNG
        1 | HTX Hai | Tân Hưng | Vận tải
        C | HTX NGỪNG HOẠT ĐỘNG, CHỜ GIẢI THỂ
        1 | HTX Ba | Tân Hưng | Xây dựng
        D | Các HTX đã giải thể
        1 | HTX Bốn | Tân Hưng | Dịch vụ
        """,
        "name|status|sector",
    )
    assert said == lines(
        """
        HTX Một|dang_hoat_dong|nong_nghiep
        HTX Hai|tam_ngung|van_tai
        HTX Ba|dang_giai_the|xay_dung
        HTX Bốn|da_giai_the|thuong_mai_dich_vu
        """
    )


def test_parts_by_kind_and_sector_of_cooperatives(tmp_path):
    _, said = listed(
        tmp_path,
        f"""
        {TITLE}
        STT | Tên HTX | Xã | Số thành viên
        I | HTX nông nghiệp
        1 | HTX Thành Công | Hương Sơn | 10
        II | HTX phi nông nghiệp
        1 | HTX vận tải Hai | Tân Hưng | 20
        2 | HTX Quyết Tiến | Tân Hưng | 7
        III | Quỹ tín dụng nhân dân
        1 | QTDND Kép | Thị trấn Kép | 900
        IV | HTX TTCN - xây dựng
        1 | HTX Bốn | Tân Hưng | 15
        """,
        "name|type|sector|commune",
    )
    assert said == lines(
        """
        HTX Thành Công|HTX|nong_nghiep|Xã Hương Sơn
        HTX vận tải Hai|HTX|van_tai|Xã Tân Hưng
        HTX Quyết Tiến|HTX||Xã Tân Hưng
        QTDND Kép|HTX|tin_dung|Thị trấn Kép
        HTX Bốn|HTX|cong_nghiep_ttcn|Xã Tân Hưng
        """
    )


def test_districts_with_communes_under_them(tmp_path):
    _, said = listed(
        tmp_path,
        """
        DANH SÁCH HỢP TÁC XÃ TỈNH LÀO CAI ĐẾN 31/12/2023
        STT | Tên HTX | Năm thành lập | Số thành viên
        I | Huyện Bắc Hà | | 20
        1 | Xã Na Hối | | 13
        1.1 | HTX Một | 2019 | 7
        1.2 | HTX Hai | 2020 | 6
        2 | Thị trấn Bắc Hà | | 7
        2.1 | HTX Ba | 2021 | 7
        II | Huyện Bảo Thắng | | 9
        1 | Thị trấn Tằng Loỏng | | 9
        1.1 | HTX Bốn | 2018 | 9
        """,
        "name|commune|commune_2025|founded|members",
    )
    assert said == lines(
        """
        HTX Một|Xã Na Hối|Xã Bắc Hà|2019|7
        HTX Hai|Xã Na Hối|Xã Bắc Hà|2020|6
        HTX Ba|Thị trấn Bắc Hà|Xã Bắc Hà|2021|7
        HTX Bốn|Thị trấn Tằng Loỏng|Xã Tằng Loỏng|2018|9
        """
    )


def test_districts_in_parts_and_communes_in_a_column(tmp_path):
    _, said = listed(
        tmp_path,
        """
        BIỂU TỔNG HỢP HTX NÔNG NGHIỆP TỈNH BẮC GIANG
        STT | Tên HTX | Xã, thị trấn | MST
        I | HUYỆN LẠNG GIANG
        1 | HTX Một | Tân Hưng | '2499001047
        II | THÀNH PHỐ BẮC GIANG
        1 | HTX Hai | Tân Tiến | '2499001054
        III | H. TÂN YÊN
        1 | HTX Ba | Ngọc Thiện | '2499001061
        """,
        "name|commune|tax_code",
    )
    assert said == lines(
        """
        HTX Một|Xã Tân Hưng|2499001047
        HTX Hai|Phường Tân Tiến|2499001054
        HTX Ba|Xã Ngọc Thiện|2499001061
        """
    )


def test_sums_above_their_rows_and_a_total_right_below_the_head(tmp_path):
    found, said = listed(
        tmp_path,
        f"""
        {TITLE}
        STT | Tên HTX | Số thành viên | Vốn điều lệ (trđ)
        | TỔNG SỐ | 45 | 900
        I | Xã Hương Sơn | 22 | 500
        1 | HTX Một | 10 | 200
        2 | HTX Hai | 12 | 300
        II | Xã Tân Hưng | 23 | 400
        1 | HTX Ba | 22 | 400
        """,
        "name|commune|members|charter_capital_mil_vnd",
    )
    assert said == lines(
        """
        HTX Một|Xã Hương Sơn|10|200
        HTX Hai|Xã Hương Sơn|12|300
        HTX Ba|Xã Tân Hưng|22|400
        """
    )
    agrees = {each["row"]: each["agrees_with_rows"] for each in found["stated_totals"]}
    assert agrees == {3: False, 4: True, 7: False}
    assert "ghi 45, cộng các dòng được 44" in warned(found, 3)


def test_a_total_that_counts_the_organisations(tmp_path):
    found, _ = listed(
        tmp_path,
        """
        STT | Tên HTX | Xã | Số thành viên
        1 | HTX Một | Hương Sơn | 10
        2 | HTX Hai | Hương Sơn | 12
        | Tổng cộng: 03 HTX | | 22
        """,
        "name",
    )
    (total,) = found["stated_totals"]
    assert (total["members"], total["count"]) == (22, 3)
    assert total["agrees_with_rows"] is False
    assert "ghi 3 tổ chức, các dòng có 2" in warned(found, 4)


def test_a_name_merged_over_two_rows_of_persons_is_one_organisation(tmp_path):
    _, said = listed(
        tmp_path,
        """
        STT | Tên HTX | Số TV | Người đại diện
        1 | HTX Một | 10 | Nguyễn Văn Một
        | | | Trần Thị Hai
        2 | HTX Hai | 12 | Lê Văn Ba
        """,
        "name|members|representative",
        merged=["A2:A3", "B2:B3", "C2:C3"],
    )
    assert said == ["HTX Một|10|Nguyễn Văn Một", "HTX Hai|12|Lê Văn Ba"]


def test_running_numbers_in_every_form(tmp_path):
    _, said = listed(
        tmp_path,
        f"""
        {TITLE}
        Số TT | Tên Hợp tác xã | Thuộc xã | Tổng số TV
        '01 | Thành Công | Hương Sơn | 7
        '02. | Quyết Thắng | Hương Sơn | 8
        3) | Tiến Lợi | Tân Hưng | 9
        I.4 | Đại Thắng | Tân Hưng | 10
        | HTX Hòa Bình | Tân Hưng | 11
        """,
        "name|type|members",
    )
    assert said == lines(
        """
        Thành Công|HTX|7
        Quyết Thắng|HTX|8
        Tiến Lợi|HTX|9
        Đại Thắng|HTX|10
        HTX Hòa Bình|HTX|11
        """
    )


def test_what_stands_below_a_list_is_no_organisation(tmp_path):
    found, said = listed(
        tmp_path,
        f"""
        {TITLE}
        STT | Tên HTX | Xã | Số thành viên | Ghi chú
        1 | HTX Một | Hương Sơn | 10 | (*)
        2 | HTX Hai | Tân Hưng | 12 |
        Cộng: | 02 HTX | | 22 |

        (*) HTX chuyển đổi từ tổ hợp tác năm 2019
        - HTX thành lập mới trong năm: 01
        Ghi chú: số liệu do các xã cung cấp
        | | | Lạng Giang, ngày ... tháng 8 năm 2022
        NGƯỜI LẬP | | | TM. ỦY BAN NHÂN DÂN
        | | | KT. CHỦ TỊCH
        | | | PHÓ CHỦ TỊCH
        Nguyễn Văn A | | | Trần Thị B
        """,
        "name|notes",
    )
    assert said == ["HTX Một|(*)", "HTX Hai|"]
    assert [each["agrees_with_rows"] for each in found["stated_totals"]] == [True]
    assert found["as_of"] in (None, "2022-12-31")

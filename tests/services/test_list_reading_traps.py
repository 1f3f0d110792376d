"""Words and cells that look like something else: signatures, revenue, proper names, companies."""

from openpyxl import Workbook

from tests.lists import column, lines, read, table, told, workbook


def listed(tmp_path, written, keys, **looks):
    """What is read of a list of one sheet."""
    found = read(workbook(tmp_path / "a.xlsx", {"DS": table(written)}, **looks))
    return found, told(found, keys)


def test_the_day_of_a_signature_in_a_column_of_figures_is_no_figure(tmp_path):
    found, said = listed(
        tmp_path,
        """
        DANH SÁCH HTX XÃ MAI SAO
        TT | Tên HTX | Giám đốc | Số TV | Doanh thu (tr.đ)
        1 | HTX Mai Sao | Vi A | 9 | 500
        | Cộng | | 9 | 500
        | Người lập biểu | | | Lạng Sơn, ngày 15 tháng 6 năm 2023
        | Vi Văn Nam | | Ngày 15/6/2023 |
        """,
        "name",
    )
    assert said == ["HTX Mai Sao"]
    assert found["stated_totals"][0]["agrees_with_rows"] is True


def test_a_list_without_a_line_above_it_has_no_title(tmp_path):
    found, _ = listed(tmp_path, "Số thứ tự | Tên HTX | Số TV\n1 | HTX An Thịnh | 9", "name")
    assert found["title"] is None


def test_revenue_in_short_is_no_telephone(tmp_path):
    found, said = listed(
        tmp_path,
        """
        DANH SÁCH HTX HUYỆN LẠNG GIANG
        STT | Tên HTX | ĐT | DT 2021 | D.thu 2022 | L.nhuận 2022
        1 | HTX Xuân Hương | 0912345678 | 1200 | 1300 | 60
        2 | HTX Tân Dĩnh | 0204.3881.234 | 912 | 987 | 35
        """,
        "phone|revenue_2021_mil_vnd|revenue_2022_mil_vnd|profit_2022_mil_vnd",
    )
    assert said == ["0912345678|1200|1300|60", "0204.3881.234|912|987|35"]
    assert [each["year"] for each in found["annual"]] == [2021, 2022, 2021, 2022]


def test_what_stands_in_a_column_tells_revenue_from_telephones(tmp_path):
    _, said = listed(
        tmp_path,
        """
        DANH SÁCH HTX HUYỆN LẠNG GIANG
        STT | Tên HTX | ĐT | Số TV | DT | LN
        1 | HTX Xuân Hương | 912345678 | 9 | 1200 | 50
        2 | HTX Tân Dĩnh | | 8 | 900000 | 30
        """,
        "phone|members|revenue_mil_vnd|profit_mil_vnd",
    )
    assert said == ["0912345678|9|1200|50", "|8|900000|30"]


def test_proper_names_and_companies_are_not_guessed(tmp_path):
    _, said = listed(
        tmp_path,
        """
        DANH SÁCH HTX
        STT | Tên HTX | Số TV
        1 | HTX Hoa Mai | 9
        2 | HTX An Lạc | 9
        3 | HTX Điện Biên | 9
        4 | HTX trồng Hoa Mai | 9
        5 | HTX hoa Mê Linh | 9
        6 | HTX Chè Tân Cương | 9
        7 | Công ty Hoa Mai | 9
        8 | Hoa Mai | 9
        """,
        "type|sector",
    )
    assert said == lines(
        """
        HTX|
        HTX|
        HTX|
        HTX|nong_nghiep
        HTX|nong_nghiep
        HTX|nong_nghiep
        |
        HTX|
        """
    )


def test_the_state_all_of_a_list_is_in_stands_in_its_title(tmp_path):
    title = "DANH SÁCH HTX {} HUYỆN HỮU LŨNG\nSTT | Tên HTX | Số TV\n1 | HTX Hòa Lạc | 9"
    states = {
        "ĐÃ GIẢI THỂ": "da_giai_the",
        "TẠM NGỪNG HOẠT ĐỘNG": "tam_ngung",
        "NGỪNG HOẠT ĐỘNG CHƯA GIẢI THỂ": "",
        "ĐANG HOẠT ĐỘNG VÀ NGỪNG HOẠT ĐỘNG": "",
    }
    for said, state in states.items():
        assert listed(tmp_path, title.format(said), "status")[1] == [state], said


def test_the_day_on_a_cover_sheet_is_that_of_the_list(tmp_path):
    book = {
        "Bìa": [["UBND HUYỆN BA TƠ"], ["BÁO CÁO"], ["Ba Tơ, tháng 12 năm 2022"]],
        "Biểu 1": table("DANH SÁCH HTX\nSTT | Tên HTX | Số TV\n1.1 | HTX Ba Vinh | 15"),
    }
    found = read(workbook(tmp_path / "a.xlsx", book))
    assert (found["as_of"], column(found, "name")) == ("2022-12-31", ["HTX Ba Vinh"])


def test_one_line_for_each_team_with_its_number_before_the_name(tmp_path):
    _, said = listed(
        tmp_path,
        """
        TỔNG HỢP TỔ HỢP TÁC HUYỆN LỘC BÌNH 2023
        Xã Tú Đoạn
        1. Tổ hợp tác trồng thông | Thôn Rinh Chùa, xã Tú Đoạn, huyện Lộc Bình | 12 thành viên
        2. THT nuôi trâu | Thôn Pò Vèn, xã Tú Đoạn, huyện Lộc Bình | 8 thành viên
        """,
        "name|type|commune",
    )
    assert said == [
        "Tổ hợp tác trồng thông|THT|Xã Tú Đoạn",
        "THT nuôi trâu|THT|Xã Tú Đoạn",
    ]


def test_the_head_of_a_table_of_communes_and_their_cooperatives(tmp_path):
    found, said = listed(
        tmp_path,
        """
        BIỂU 03: TỔNG HỢP HTX THEO XÃ HUYỆN CAO LỘC NĂM 2021
        TT | Xã, thị trấn/ Tên HTX | SLTV | Lao động
        | TỔNG SỐ | 20 | 12
        I | Thị trấn Cao Lộc | 20 | 12
        1 | HTX Thành Lộc (*) | 9 | 5
        2 | HTX Rạng Đông | 11 | 7
        """,
        "name|commune|members",
    )
    assert said == ["HTX Thành Lộc|Thị trấn Cao Lộc|9", "HTX Rạng Đông|Thị trấn Cao Lộc|11"]
    assert [each["agrees_with_rows"] for each in found["stated_totals"]] == [True, True]


def test_numbers_of_cooperatives_in_each_commune_are_no_list(tmp_path):
    book = {
        "TH": table(
            "STT | Xã | Hợp tác xã | Tổ hợp tác | Thành viên\n1 | Xã Cai Kinh | 3 | 2 | 50"
        ),
        "DS": table("STT | Tên HTX | Thành viên\n1 | HTX Đoàn Kết | 9"),
    }
    assert column(read(workbook(tmp_path / "a.xlsx", book)), "name") == ["HTX Đoàn Kết"]


def test_names_under_a_mere_kind(tmp_path):
    _, said = listed(
        tmp_path,
        """
        THỐNG KÊ HTX HUYỆN TÂN YÊN
        TT | HTX | Xã/TT | Thành lập | CT HĐQT
        1 | Hoa Mai | TT Cao Thượng | 2018 | Vi A
        2 | HTX Ngọc Vân | Ngọc Vân | 15-Mar-2015 | nt
        """,
        "name|type|commune|founded|representative",
    )
    assert said == [
        "Hoa Mai|HTX|Thị trấn Cao Thượng|2018|Vi A",
        "HTX Ngọc Vân|HTX|Xã Ngọc Vân|2015-03-15|Vi A",
    ]


def test_the_representative_and_the_telephone_in_one_column(tmp_path):
    _, said = listed(
        tmp_path,
        """
        DANH SÁCH HTX HUYỆN SƠN HÀ
        STT | Tên HTX | Giám đốc, điện thoại | TV
        1 | HTX Sơn Hạ | Đinh Văn Ba\\n0905 123 456 | 31
        2 | HTX Sơn Trung | Phạm Thị Tư (ĐT: 0905.654.321) | 15
        3 | HTX Di Lăng | Lê Văn Năm | 9
        4 | HTX Sơn Linh | - | 9
        """,
        "representative|phone",
    )
    assert said == [
        "Đinh Văn Ba|0905 123 456",
        "Phạm Thị Tư|0905.654.321",
        "Lê Văn Năm|",
        "|",
    ]


def test_the_commune_of_before_in_a_list_of_today(tmp_path):
    _, said = listed(
        tmp_path,
        """
        UBND XÃ BÌNH GIA, TỈNH LẠNG SƠN
        DANH SÁCH HỢP TÁC XÃ (tính đến 30/9/2025)
        STT | Tên HTX | Xã cũ (trước sắp xếp) | Số thành viên
        1 | HTX Hoàng Văn Thụ | Xã Hoàng Văn Thụ | 8
        2 | HTX Bình Gia | TT Bình Gia | 9
        """,
        "commune|commune_2025",
    )
    assert said == ["Xã Hoàng Văn Thụ|Xã Bình Gia", "Thị trấn Bình Gia|Xã Bình Gia"]


def test_a_page_is_carried_over(tmp_path):
    _, said = listed(
        tmp_path,
        """
        DANH SÁCH HTX XÃ CAI KINH
        STT | Tên HTX | Số TV
        1 | HTX Đoàn Kết | 10
        | Mang sang | 10
        2 | HTX Tân Tiến | 8
        """,
        "name",
    )
    assert said == ["HTX Đoàn Kết", "HTX Tân Tiến"]


def test_the_address_behind_a_name(tmp_path):
    _, said = listed(
        tmp_path,
        """
        DANH SÁCH HTX THÀNH PHỐ LẠNG SƠN, TỈNH LẠNG SƠN NĂM 2020
        TT | Tên HTX, địa chỉ | Số TV
        1 | HTX Hợp Thịnh, P. Tam Thanh | 9
        2 | HTX rau, củ, quả sạch | 11
        """,
        "commune",
    )
    assert said == ["Phường Tam Thanh", ""]


def test_credit_funds_in_short_and_days_that_repeat(tmp_path):
    _, said = listed(
        tmp_path,
        """
        BÁO CÁO HOẠT ĐỘNG QTDND HUYỆN YÊN THẾ
        TT | Tên QTDND | Người ĐDPL | Ngày TL
        1 | QTD Tân Mỹ | Vi A | 20/12/1995
        2 | Quỹ TD Bố Hạ | Vi B | //
        """,
        "name|type|sector|representative|founded",
    )
    assert said == [
        "QTD Tân Mỹ|HTX|tin_dung|Vi A|1995-12-20",
        "Quỹ TD Bố Hạ|HTX|tin_dung|Vi B|1995-12-20",
    ]


def test_telephones_without_their_zero_are_known_without_a_head(tmp_path):
    _, said = listed(
        tmp_path,
        """
        1 | HTX Đồng Tiến | 977111222 | 500000000
        2 | HTX Yên Vượng | 977111333 | 300000000
        """,
        "name|phone",
    )
    assert said == ["HTX Đồng Tiến|0977111222", "HTX Yên Vượng|0977111333"]


def test_a_sheet_is_named_after_a_town(tmp_path):
    book = Workbook()
    book.active.title = "TT Hữu Lũng"
    for row in table("TT | Tên HTX | TV\n1 | HTX Hồng Hà | 11"):
        book.active.append(row)
    book.save(tmp_path / "a.xlsx")
    assert column(read(tmp_path / "a.xlsx"), "commune") == ["Thị trấn Hữu Lũng"]

"""Words officers use in heads and cells: persons, addresses, states, ticks, dates, codes."""

import pytest

from tests.lists import lines, read, table, told, warned, workbook

TITLE = "DANH SÁCH HỢP TÁC XÃ TRÊN ĐỊA BÀN HUYỆN LẠNG GIANG"


def listed(tmp_path, written, keys, **looks):
    """What is read of a list of one sheet."""
    found = read(workbook(tmp_path / "a.xlsx", {"DS": table(written)}, **looks))
    return found, told(found, keys)


def test_a_registration_office_s_list(tmp_path):
    _, said = listed(
        tmp_path,
        f"""
        {TITLE}
        TT | Tên HTX | Giấy chứng nhận đăng ký HTX | | | Trụ sở chính | \
        Người đại diện theo pháp luật | | | | Vốn điều lệ (triệu đồng) | \
        Ngành, nghề kinh doanh chính
        | | Mã số | Ngày cấp lần đầu | Nơi cấp | | Họ và tên | Giới tính | Năm sinh | \
        Số điện thoại | |
        1 | HTX Một | '2499001047 | 20/10/2016 | Phòng TCKH | \
        Thôn Hèo, xã Hương Sơn, huyện Lạng Giang, tỉnh Bắc Giang | Nguyễn Văn Một | Nam | \
        1970 | '0912345678 | 900 | Trồng lúa
        """,
        "name|tax_code|founded|commune|representative|phone|charter_capital_mil_vnd|sector",
        merged=["A2:A3", "B2:B3", "C2:E2", "F2:F3", "G2:J2", "K2:K3", "L2:L3"],
    )
    assert said == [
        "HTX Một|2499001047|2016-10-20|Xã Hương Sơn|Nguyễn Văn Một|0912345678|900|nong_nghiep"
    ]


def test_persons_are_not_taken_for_names_of_cooperatives(tmp_path):
    _, said = listed(
        tmp_path,
        """
        STT | Họ tên giám đốc | Tên HTX | Chức vụ | ĐT | Trong đó: Nữ | Tổng TV
        1 | Nguyễn Văn Một | HTX Một | Giám đốc | '0912 345 678 | 4 | 9
        """,
        "name|representative|phone|members_female|members",
    )
    assert said == ["HTX Một|Nguyễn Văn Một|0912 345 678|4|9"]


@pytest.mark.parametrize(
    ("written", "commune"),
    [
        ("Thôn 3, xã Hương Sơn, huyện Lạng Giang, tỉnh Bắc Giang", "Xã Hương Sơn"),
        ("X. Hương Sơn, H. Lạng Giang", "Xã Hương Sơn"),
        ("Hương Sơn - Lạng Giang - Bắc Giang", "Xã Hương Sơn"),
        ("TDP Toàn Mỹ, TT Vôi", "Thị trấn Vôi"),
        ("Thôn Chùa-xã Tân Hưng-huyện Lạng Giang", "Xã Tân Hưng"),
        ("Xã Tân Thanh", "Xã Tân Thanh"),
        ("Thôn Tân Hưng, xã Tân Thanh", "Xã Tân Thanh"),
        ("Số 12, QL1A, TT. Kép, huyện Lạng Giang", "Thị trấn Kép"),
        ("thon Heo, xa Huong Son, Lang Giang, Bac Giang", "Xã Hương Sơn"),
        ("Thôn Hèo xã Hương Sơn", "Xã Hương Sơn"),
    ],
)
def test_communes_in_addresses(tmp_path, written, commune):
    found, said = listed(
        tmp_path, f"{TITLE}\nSTT|Tên HTX|Địa chỉ trụ sở\n1|HTX Một|{written}", "commune|address"
    )
    assert said == [f"{commune}|{written}"]
    assert warned(found, 3) == ""


def test_wards_with_numbers_and_towns(tmp_path):
    _, said = listed(
        tmp_path,
        """
        DANH SÁCH HTX THÀNH PHỐ ĐÀ LẠT, TỈNH LÂM ĐỒNG NĂM 2024
        STT | Tên HTX | Phường, xã | Địa chỉ
        1 | HTX Một | Phường 7 | Số 5 Cao Bá Quát
        2 | HTX Hai | 12 | Thái Phiên
        3 | HTX Ba | P.11 |
        4 | HTX Bốn | | 20 Trần Phú, phường 4, TP. Đà Lạt
        """,
        "commune|commune_2025",
    )
    assert said == lines(
        """
        Phường 7|Phường Lang Biang - Đà Lạt
        Phường 12|Phường Lâm Viên - Đà Lạt
        Phường 11|Phường Xuân Trường - Đà Lạt
        Phường 4|Phường Xuân Hương - Đà Lạt
        """
    )


def test_districts_of_one_name_in_two_provinces(tmp_path):
    found, said = listed(
        tmp_path,
        """
        STT | Tỉnh/TP | Huyện | Tên HTX | Xã
        1 | An Giang | Phú Tân | HTX Một | Phú Xuân
        2 | Cà Mau | Phú Tân | HTX Hai | Tân Hải
        3 | | Phú Tân | HTX Ba | Phú Mỹ
        """,
        "commune|commune_2025",
    )
    assert said[:2] == ["Xã Phú Xuân|Xã Phú An", "Xã Tân Hải|Xã Phú Tân"]
    assert said[2] == "Phú Mỹ|"
    assert "nhiều xã" in warned(found, 4)


@pytest.mark.parametrize(
    ("written", "state"),
    [
        ("Đang HĐ", "dang_hoat_dong"),
        ("Hoạt động tốt", "dang_hoat_dong"),
        ("Hoạt động kém hiệu quả", "dang_hoat_dong"),
        ("HĐ cầm chừng", "dang_hoat_dong"),
        ("Còn hoạt động", "dang_hoat_dong"),
        ("Hoạt động trở lại", "dang_hoat_dong"),
        ("Không còn hoạt động", "ngung_hoat_dong"),
        ("Không HĐ", "ngung_hoat_dong"),
        ("Ngưng hoạt động", "ngung_hoat_dong"),
        ("Đã ngừng hoạt động nhiều năm", "ngung_hoat_dong"),
        ("Ngừng HĐ từ 2019", "ngung_hoat_dong"),
        ("Tạm ngưng", "tam_ngung"),
        ("Tạm dừng hoạt động", "tam_ngung"),
        ("Chờ giải thể", "dang_giai_the"),
        ("Đang làm TT giải thể", "dang_giai_the"),
        ("Giải thể năm 2021", "da_giai_the"),
        ("Đã GT", "da_giai_the"),
        ("Chưa hoạt động", ""),
        ("Chưa đi vào hoạt động", ""),
        ("Chưa giải thể được", ""),
        ("Bị thu hồi GCN", ""),
        ("DANG HOAT DONG", "dang_hoat_dong"),
    ],
)
def test_states_in_free_words(tmp_path, written, state):
    found, said = listed(
        tmp_path, f"STT|Tên HTX|Tình trạng hoạt động\n1|HTX Một|{written}", "status"
    )
    assert said == [state]
    assert ("không rõ tình trạng" in warned(found, 2)) == (state == "")


def test_ticks_in_a_column_for_each_state_kind_and_sector(tmp_path):
    found, said = listed(
        tmp_path,
        """
        STT | Tên tổ chức | Loại hình | | Lĩnh vực hoạt động | | | Tình trạng hoạt động | |
        | | HTX | THT | Nông nghiệp | CN-TTCN | TM-DV | Đang hoạt động | Tạm ngừng | Chờ giải thể
        1 | Thành Công | x | | x | | | x | |
        2 | Quyết Tiến | | X | | x | | | 1 |
        3 | Đoàn Kết | x | | | | x | | | x
        4 | Đại Thắng | x | x | | | | | |
        """,
        "name|type|sector|status",
        merged=["A1:A2", "B1:B2", "C1:D1", "E1:G1", "H1:J1"],
    )
    assert said == lines(
        """
        Thành Công|HTX|nong_nghiep|dang_hoat_dong
        Quyết Tiến|THT|cong_nghiep_ttcn|tam_ngung
        Đoàn Kết|HTX|thuong_mai_dich_vu|dang_giai_the
        Đại Thắng|||
        """
    )
    assert "đánh dấu hai cột" in warned(found, 6)


def test_the_kind_tells_the_sector_where_no_other_column_does(tmp_path):
    _, said = listed(
        tmp_path,
        """
        STT | Tên | Loại hình | Xã
        1 | Thành Công | HTX nông nghiệp | Hương Sơn
        2 | Quyết Tiến | HTX vận tải | Tân Hưng
        3 | Đoàn Kết | Tổ hợp tác | Tân Hưng
        """,
        "name|type|sector",
    )
    assert said == ["Thành Công|HTX|nong_nghiep", "Quyết Tiến|HTX|van_tai", "Đoàn Kết|THT|"]


@pytest.mark.parametrize(
    ("written", "sector"),
    [
        ("Sản xuất, kinh doanh dịch vụ nông nghiệp", "nong_nghiep"),
        ("DVTH NN", "nong_nghiep"),
        ("Trồng và chế biến chè", "nong_nghiep"),
        ("Nuôi trồng thuỷ sản", "thuy_san"),
        ("Nuôi cá lồng", "thuy_san"),
        ("Trồng rừng", "lam_nghiep"),
        ("Thu gom rác thải", "moi_truong"),
        ("VSMT", "moi_truong"),
        ("Vận tải hành khách", "van_tai"),
        ("Quỹ tín dụng", "tin_dung"),
        ("Xây dựng công trình", "xay_dung"),
        ("Sản xuất gạch không nung", "cong_nghiep_ttcn"),
        ("Mây tre đan xuất khẩu", "cong_nghiep_ttcn"),
        ("Quản lý, kinh doanh chợ", "thuong_mai_dich_vu"),
        ("Phi nông nghiệp", ""),
        ("TM, DV", "thuong_mai_dich_vu"),
        ("Dịch vụ điện", "cong_nghiep_ttcn"),
        ("Du lịch cộng đồng", "thuong_mai_dich_vu"),
        ("Nuôi ong lấy mật", "nong_nghiep"),
        ("Nước sạch nông thôn", "khac"),
    ],
)
def test_sectors_in_free_words(tmp_path, written, sector):
    _, said = listed(tmp_path, f"STT|Tên HTX|Lĩnh vực\n1|HTX Một|{written}", "sector")
    assert said == [sector]


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("20.10.2016", "2016-10-20"),
        ("20-10-2016", "2016-10-20"),
        ("20/10/16", "2016-10-20"),
        ("10/2016", "2016-10"),
        ("T10/2016", "2016-10"),
        ("10-2016", "2016-10"),
        ("Tháng 10 năm 2016", "2016-10"),
        ("Năm 2016", "2016"),
        ("'2016", "2016"),
        ("20 tháng 10 năm 2016", "2016-10-20"),
        ("20/10/2016 (cấp lại 5/3/2019)", "2016-10-20"),
        ("20/10/2016\\ncấp lại lần 2: 5/3/2019", "2016-10-20"),
        ("Ngày 20/10/2016", "2016-10-20"),
        ("'42663", "2016-10-20"),
        ("2016-10-20 00:00:00", "2016-10-20"),
        ("2016/10/20", "2016-10-20"),
        ("20/10 /2016", "2016-10-20"),
        ("20//10/2016", "2016-10-20"),
        ("20/13/2016", ""),
        ("00/00/2016", ""),
        ("Quý IV/2016", "2016"),
        ("cuối năm 2016", "2016"),
        ("khoảng 2016", ""),
        ("trước 2003", ""),
        ("2016-2017", ""),
        ("20/10/2061", ""),
        ("Chưa có", ""),
    ],
)
def test_days_in_every_hand(tmp_path, written, day):
    found, said = listed(tmp_path, f"STT|Tên HTX|Ngày thành lập\n1|HTX Một|{written}", "founded")
    assert said == [day]
    unsure = ("20/10/16", "Quý IV/2016", "cuối năm 2016")
    assert bool(warned(found, 2)) == (written in unsure or (not day and written != "Chưa có"))


@pytest.mark.parametrize(
    ("written", "code", "warning"),
    [
        ("MST: 2499001047", "2499001047", ""),
        ("'2499001047.", "2499001047", ""),
        ("24 99 00 10 47", "2499001047", ""),
        ("2.499.001.047", "2499001047", ""),
        ("2499001047 (cấp 20/10/2016)", "2499001047", ""),
        ("2499001047/2499001054", "", "hai mã"),
        ("24990O1047", "", "chỉ gồm chữ số"),
        ("2.499001047E9", "2499001047", "dạng số"),
        ("2,499001047E+09", "2499001047", "dạng số"),
        ("2.49900E+09", "", "đã mất chữ số"),
        ("'0100109106", "0100109106", ""),
        ("Chưa cấp", "", ""),
        ("Không", "", ""),
        ("đang làm", "", "chỉ gồm chữ số"),
    ],
)
def test_tax_codes_in_every_hand(tmp_path, written, code, warning):
    found, said = listed(tmp_path, f"STT|Tên HTX|MST\n1|HTX Một|{written}", "tax_code")
    assert said == [code]
    assert warning in warned(found, 2)
    assert bool(warning) == bool(warned(found, 2))


def test_telephones_that_lost_their_zero(tmp_path):
    found, said = listed(
        tmp_path,
        """
        STT | Tên HTX | Số điện thoại
        1 | HTX Một | 912345678
        2 | HTX Hai | '0204 3881 234
        3 | HTX Ba | 0912.345.678 - 0987654321
        """,
        "phone",
    )
    assert said == ["0912345678", "0204 3881 234", "0912.345.678 - 0987654321"]
    assert "thiếu số 0" in warned(found, 2)
    assert warned(found, 3) == warned(found, 4) == ""


def test_a_column_for_day_month_and_year(tmp_path):
    _, said = listed(
        tmp_path,
        """
        STT | Tên HTX | Thời gian thành lập | | | Số TV
        | | Ngày | Tháng | Năm |
        1 | HTX Một | 20 | 10 | 2016 | 7
        2 | HTX Hai | | 8 | 2019 | 9
        3 | HTX Ba | | | 2020 | 11
        """,
        "founded|members",
        merged=["A1:A2", "B1:B2", "C1:E1", "F1:F2"],
    )
    assert said == ["2016-10-20|7", "2019-08|9", "2020|11"]


def test_number_and_day_of_the_certificate_in_one_column(tmp_path):
    _, said = listed(
        tmp_path,
        """
        STT | Tên HTX | Mã số HTX, ngày cấp | Số TV
        1 | HTX Một | 2499001047 ngày 20/10/2016 | 7
        """,
        "tax_code|founded",
    )
    assert said == ["2499001047|2016-10-20"]

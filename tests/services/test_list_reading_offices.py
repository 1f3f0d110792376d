"""Whole lists as offices keep them: district, province, union, agriculture, bank, statistics."""

from tests.lists import lines, read, table, told, warned, workbook


def listed(tmp_path, written, keys, **looks):
    """What is read of a list of one sheet."""
    found = read(workbook(tmp_path / "a.xlsx", {"DS": table(written)}, **looks))
    return found, told(found, keys)


def test_the_annex_of_a_district_with_states_in_the_notes(tmp_path):
    found, said = listed(
        tmp_path,
        """
        UBND HUYỆN BẮC HÀ | | | | CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
        PHÒNG TÀI CHÍNH - KẾ HOẠCH | | | | Độc lập - Tự do - Hạnh phúc
        Phụ lục 02
        DANH SÁCH HTX TRÊN ĐỊA BÀN HUYỆN BẮC HÀ, TỈNH LÀO CAI
        (Kèm theo Báo cáo số 12/BC-UBND ngày 05 tháng 01 năm 2024)
        STT | Tên HTX | Địa chỉ | Tổng số thành viên | Vốn điều lệ (Triệu đồng) | Ngành nghề | \
        Ghi chú
        1 | HTX Nông nghiệp Na Hối | Thôn Na Hối Tày, xã Na Hối | 9 | 1.500 | Trồng mận | \
        Đang hoạt động
        2 | HTX Dịch vụ Tổng hợp Tả Củ Tỷ | Xã Tả Củ Tỷ | 7 | 2.000 | Dược liệu | Tạm ngừng
        3 | HTX Du lịch Bản Liền | Xã Bản Liền | '12 | 900 | Du lịch cộng đồng | OCOP 4 sao
        | Tổng | | 28 | 4.400 | |
        """.replace("1.500", "'1.500")
        .replace("2.000", "'2.000")
        .replace("4.400", "'4.400"),
        "name|commune|members|charter_capital_mil_vnd|sector|notes",
    )
    assert (found["district"], found["as_of"]) == ("Huyện Bắc Hà", "2024-01-05")
    assert said == lines(
        """
        HTX Nông nghiệp Na Hối|Xã Na Hối|9|1500|nong_nghiep|Đang hoạt động
        HTX Dịch vụ Tổng hợp Tả Củ Tỷ|Xã Tả Củ Tỷ|7|2000|nong_nghiep|Tạm ngừng
        HTX Du lịch Bản Liền|Xã Bản Liền|12|900|thuong_mai_dich_vu|OCOP 4 sao
        """
    )
    assert found["stated_totals"][0]["agrees_with_rows"] is True


def test_the_survey_of_an_agriculture_office(tmp_path):
    found, said = listed(
        tmp_path,
        """
        SỞ NÔNG NGHIỆP VÀ PTNT
        TỔNG HỢP HTX NÔNG NGHIỆP TỈNH NAM ĐỊNH (số liệu đến 31/12/2023)
        TT | Huyện/xã/Tên HTX | Năm TL | Tổng số TV | | Diện tích (ha) | \
        Doanh thu BQ 2023 (triệu đồng) | Xếp loại
        | | | TS | Nữ | | |
        I | Huyện Hải Hậu | | 2150 | 900 | 1200 | |
        1 | HTX DVNN Hải Anh | 1998 | 1150 | 500 | 700 | 1.200 | Khá
        2 | HTXNN Hải Đường | 2000 | 1000 | 400 | 500 | 900 | TB
        II | Huyện Ý Yên | | 12 | 5 | 10 | |
        1 | HTX Rau sạch Yên Dương | 2019 | 12 | 5 | 10 | 300 | Tốt
        """,
        "name|type|founded|members|members_female",
        merged=["A3:A4", "B3:B4", "C3:C4", "D3:E3", "F3:F4", "G3:G4", "H3:H4"],
    )
    assert said == lines(
        """
        HTX DVNN Hải Anh|HTX|1998|1150|500
        HTXNN Hải Đường|HTX|2000|1000|400
        HTX Rau sạch Yên Dương|HTX|2019|12|5
        """
    )
    assert found["province"] == "Tỉnh Nam Định"
    assert found["as_of"] == "2023-12-31"
    assert all(each["agrees_with_rows"] for each in found["stated_totals"])


def test_the_members_of_a_union(tmp_path):
    _, said = listed(
        tmp_path,
        """
        LIÊN MINH HỢP TÁC XÃ TỈNH AN GIANG
        DANH SÁCH THÀNH VIÊN LIÊN MINH HTX
        Stt | Tên đơn vị | Họ và tên Chủ tịch HĐQT - Giám đốc | Địa chỉ | Điện thoại | \
        Số thành viên | Ghi chú
        I. Liên hiệp HTX
        1 | LH HTX Nông sản Phú Tân | Nguyễn Văn Một | TT Phú Mỹ, Phú Tân | '02963.881.234 | 5 |
        II. HTX nông nghiệp
        2 | HTX NN Phú Thạnh | Lê Văn Hai | xã Phú Thạnh, huyện Phú Tân | 913456789 | 500 |
        III. Quỹ TDND
        3 | Quỹ TDND Phú Bình | Trần Thị Ba | xã Phú Bình, Phú Tân | | 1.200 | hội viên danh dự
        """.replace("1.200", "'1.200"),
        "name|type|representative|commune|phone|members|sector",
    )
    assert said == lines(
        """
        LH HTX Nông sản Phú Tân|LHHTX|Nguyễn Văn Một|Thị trấn Phú Mỹ|02963.881.234|5|nong_nghiep
        HTX NN Phú Thạnh|HTX|Lê Văn Hai|Xã Phú Thạnh|0913456789|500|nong_nghiep
        Quỹ TDND Phú Bình|HTX|Trần Thị Ba|Xã Phú Bình|||tin_dung
        """.replace("Xã Phú Bình|||", "Xã Phú Bình||1200|")
    )


def test_teams_with_contracts(tmp_path):
    _, said = listed(
        tmp_path,
        """
        DANH SÁCH CÁC TỔ HỢP TÁC ĐANG HOẠT ĐỘNG TRÊN ĐỊA BÀN HUYỆN ĐÔNG ANH
        TT | Tên tổ | Xã | Ngày chứng thực HĐ hợp tác | Tổ trưởng | | Số tổ viên | \
        Vốn góp (trđ) | Nội dung hoạt động
        | | | | Họ tên | ĐT | | |
        1 | Tổ HT sản xuất rau Vân Nội | Vân Nội | 15/8/2019 | Nguyễn Văn Một | '0912345678 | \
        15 | 50 | Trồng rau an toàn
        2 | Tổ dịch vụ điện Nam Hồng | Nam Hồng | | Lê Văn Hai | | 8 | | Dịch vụ điện
        """,
        "name|type|commune|representative|phone|members|charter_capital_mil_vnd|sector",
        merged=["A2:A3", "B2:B3", "C2:C3", "D2:D3", "E2:F2", "G2:G3", "H2:H3", "I2:I3"],
    )
    assert said == lines(
        """
        Tổ HT sản xuất rau Vân Nội|THT|Xã Vân Nội|Nguyễn Văn Một|0912345678|15|50|nong_nghiep
        Tổ dịch vụ điện Nam Hồng|THT|Xã Nam Hồng|Lê Văn Hai||8||cong_nghiep_ttcn
        """
    )


def test_cooperatives_that_were_dissolved(tmp_path):
    _, said = listed(
        tmp_path,
        """
        DANH SÁCH HTX ĐÃ GIẢI THỂ NĂM 2023 HUYỆN LẠNG GIANG
        STT | Tên HTX | Xã | Ngày thành lập | Ngày giải thể | Lý do giải thể
        1 | HTX Một | Hương Sơn | 20/10/2003 | 15/8/2023 | Giải thể bắt buộc
        """,
        "name|founded|commune",
    )
    assert said == ["HTX Một|2003-10-20|Xã Hương Sơn"]


def test_the_newly_founded_with_certificates(tmp_path):
    _, said = listed(
        tmp_path,
        """
        DANH SÁCH HỢP TÁC XÃ THÀNH LẬP MỚI 6 THÁNG ĐẦU NĂM 2023 - HUYỆN LẠNG GIANG
        STT | Tên Hợp tác xã | Số Giấy CNĐKHTX | Ngày cấp | Tên người đại diện theo PL | \
        Địa chỉ trụ sở chính | Vốn điều lệ (đồng) | Số TV | Ngành nghề KD chính
        1 | HTX Một | '2499001047 | 2023-02-15 | Nguyễn Văn Một | \
        Thôn Hèo, Xã Hương Sơn, Huyện Lạng Giang, Tỉnh Bắc Giang | '1.500.000.000 | 7 | \
        Bán buôn nông sản
        2 | HTX Hai | '2499001054 | 15/02/2023 | Lê Thị Hai | \
        Thôn 5, Xã Tân Hưng, Huyện Lạng Giang, Tỉnh Bắc Giang | 900000000 | '08 | Sản xuất gạch
        """,
        "tax_code|founded|representative|commune|charter_capital_mil_vnd|members|sector",
    )
    assert said == lines(
        """
        2499001047|2023-02-15|Nguyễn Văn Một|Xã Hương Sơn|1500|7|nong_nghiep
        2499001054|2023-02-15|Lê Thị Hai|Xã Tân Hưng|900|8|cong_nghiep_ttcn
        """
    )


def test_doubles_by_code_name_and_spelling(tmp_path):
    found, _ = listed(
        tmp_path,
        """
        DANH SÁCH HTX HUYỆN LẠNG GIANG
        STT | Tên HTX | Xã | MST
        1 | HTX Nông nghiệp Hoà Bình | Hương Sơn | '2499001047
        2 | HTX nông nghiệp Hòa Bình | Xã Hương Sơn |
        3 | HTX DVNN Quyết Thắng | Tân Hưng | '2499001054
        4 | HTX dịch vụ nông nghiệp Quyết Thắng | Tân Hưng | '2499001054
        5 | HTX Vận tải Quyết Thắng | Tân Hưng | '2499001061
        """,
        "name",
    )
    assert [each["rows"] for each in found["duplicates"]] == [[3, 4], [5, 6]]  # DVNN in full
    assert (found["n_rows"], found["n_after_dedup"]) == (5, 3)


def test_formulas_hidden_columns_and_strange_cells_do_no_harm(tmp_path):
    found, said = listed(
        tmp_path,
        """
        DANH SÁCH HTX HUYỆN LẠNG GIANG
        STT | Tên HTX | Xã | Số TV | Vốn điều lệ (triệu đồng) | Doanh thu 2022 (trđ)
        =ROW()-2 | HTX Một | Hương Sơn | 7 | 500 | #REF!
        =ROW()-2 | HTX Hai | Tân Hưng | 8 | =1/0 | 300
        | Cộng | | 15 | 500 | 300
        """,
        "name|members|charter_capital_mil_vnd|revenue_2022_mil_vnd",
    )
    assert said == ["HTX Một|7|500|", "HTX Hai|8||300"]
    assert "công thức chưa có kết quả" in warned(found, 4)


def test_columns_whose_heads_tell_nothing(tmp_path):
    _, said = listed(
        tmp_path,
        """
        DANH SÁCH HTX HUYỆN LẠNG GIANG
        STT | Tên | Cột 1 | Cột 2 | Cột 3 | Cột 4
        1 | Thành Công | '2499001047 | HTX | Xã Hương Sơn | '0912345678
        2 | Đại Thắng | '2499001054 | THT | Xã Tân Hưng | '0204 3881 234
        3 | Quyết Tiến | | HTX | TT Vôi |
        """,
        "name|tax_code|type|commune|phone",
    )
    assert said == lines(
        """
        Thành Công|2499001047|HTX|Xã Hương Sơn|0912345678
        Đại Thắng|2499001054|THT|Xã Tân Hưng|0204 3881 234
        Quyết Tiến||HTX|Thị trấn Vôi|
        """
    )

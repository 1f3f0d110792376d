"""Several sheets and files of one list: by commune, district and kind, and what they share."""

from tests.lists import lines, read, table, text, told, warned, workbook


def book(tmp_path, sheets, **looks):
    """What is read of a workbook of sheets."""
    return read(
        workbook(tmp_path / "a.xlsx", {name: table(rows) for name, rows in sheets.items()}, **looks)
    )


def test_a_sheet_for_each_commune(tmp_path):
    head = "STT | Tên HTX | Địa chỉ | Số TV"
    found = book(
        tmp_path,
        {
            "Hương Sơn": f"DS HTX XÃ HƯƠNG SƠN, HUYỆN LẠNG GIANG\n{head}\n1|HTX Một|Thôn 1|7",
            "TT Vôi": f"UBND THỊ TRẤN VÔI\nDANH SÁCH HỢP TÁC XÃ\n{head}\n1|HTX Hai|Tổ dân phố 3|8",
            "Sheet3": "",
        },
    )
    assert told(found, "sheet|name|commune|members") == lines(
        """
        Hương Sơn|HTX Một|Xã Hương Sơn|7
        TT Vôi|HTX Hai|Thị trấn Vôi|8
        """
    )


def test_a_sheet_for_each_district(tmp_path):
    head = "STT | Tên HTX | Xã | Số TV"
    found = book(
        tmp_path,
        {
            "Bắc Hà": f"TỈNH LÀO CAI\nDANH SÁCH HTX HUYỆN BẮC HÀ\n{head}\n1|HTX Một|Na Hối|7",
            "Mường Khương": f"DANH SÁCH HTX HUYỆN MƯỜNG KHƯƠNG\n{head}\n1|HTX Hai|Bản Lầu|8",
        },
    )
    assert told(found, "name|commune|commune_2025") == lines(
        """
        HTX Một|Xã Na Hối|Xã Bắc Hà
        HTX Hai|Xã Bản Lầu|Xã Bản Lầu
        """
    )


def test_a_sheet_for_each_kind(tmp_path):
    found = book(
        tmp_path,
        {
            "HTX": "STT|Tên|Số TV\n1|Thành Công|7\n2|HTX Đại Thắng|9",
            "LHHTX": "STT|Tên|Số HTX thành viên|Ghi chú\n1|Nông sản sạch|4|",
            "THT": "STT|Tên tổ|Tổ trưởng|Số tổ viên\n1|Trồng rau|Nguyễn Văn Một|12",
        },
    )
    assert told(found, "name|type|members|members_unit|representative") == lines(
        """
        Thành Công|HTX|7||
        HTX Đại Thắng|HTX|9||
        Nông sản sạch|LHHTX|4|HTX|
        Trồng rau|THT|12||Nguyễn Văn Một
        """
    )


def test_one_organisation_on_two_sheets(tmp_path):
    head = "STT|Tên HTX|Xã|MST"
    found = book(
        tmp_path,
        {
            "2021": f"HUYỆN LẠNG GIANG\n{head}\n1|HTX Thành Công|Hương Sơn|'2499001047",
            "2022": f"NĂM 2022\n{head}\n1|Hợp tác xã Thành Công|Xã Hương Sơn|2499001047",
        },
    )
    (double,) = found["duplicates"]
    assert (double["sheets"], double["rows"]) == (["2021", "2022"], [3, 3])
    assert "trùng" in warned(found, 3)


def test_figures_on_one_sheet_and_addresses_on_another(tmp_path):
    found = book(
        tmp_path,
        {
            "Danh sách": "STT|Tên HTX|Địa chỉ|MST\n1|HTX Một|Xã Hương Sơn|'2499001047",
            "Số liệu 2022": "STT|Tên HTX|MST|Doanh thu (trđ)\n1|HTX Một|'2499001047|500",
        },
    )
    assert told(found, "sheet|name|tax_code") == lines(
        """
        Danh sách|HTX Một|2499001047
        Số liệu 2022|HTX Một|2499001047
        """
    )
    assert len(found["duplicates"]) == 1


def test_a_list_that_goes_on_after_a_title_and_its_head_again(tmp_path):
    found = book(
        tmp_path,
        {
            "DS": """
            DANH SÁCH HTX HUYỆN LẠNG GIANG
            STT | Tên HTX | Xã | Số TV
            1 | HTX Một | Hương Sơn | 7
            | Cộng trang 1 | | 7
            DANH SÁCH HTX HUYỆN LẠNG GIANG (tiếp theo)
            STT | Tên HTX | Xã | Số TV
            2 | HTX Hai | Tân Hưng | 8
            | Cộng trang 2 | | 8
            | Tổng cộng | | 15
            """
        },
    )
    assert told(found, "row|name|commune|members") == [
        "3|HTX Một|Xã Hương Sơn|7",
        "7|HTX Hai|Xã Tân Hưng|8",
    ]
    assert [each["agrees_with_rows"] for each in found["stated_totals"]] == [True, True, True]


def test_a_file_of_commas_and_quotes_in_english_numbers(tmp_path):
    rows = [
        ['"No"', '"Tên HTX"', '"Xã"', '"Vốn điều lệ (triệu đồng)"', '"Ghi chú"'],
        ["1", '"HTX ""Một"""', '"Hương Sơn"', '"1,500.5"', '"dòng 1\ndòng 2"'],
        ["2", '"HTX Hai"', '"Tân Hưng"', '"2,000"', '""'],
        ["3", '"HTX Ba"', '"Tân Hưng"', '"12,500"', '""'],
    ]
    found = read(text(tmp_path / "a.csv", rows, separator=","))
    assert told(found, "name|charter_capital_mil_vnd|notes") == [
        'HTX "Một"|1500.5|dòng 1 dòng 2',
        "HTX Hai|2000|",
        "HTX Ba|12500|",
    ]


def test_a_list_in_capitals_from_a_word_table(tmp_path):
    rows = table(
        """
        CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
        DANH SÁCH TỔ HỢP TÁC XÃ TÂN HƯNG ĐẾN 30/6/2023
        HUYỆN LẠNG GIANG - TỈNH BẮC GIANG
        STT;TÊN TỔ HỢP TÁC;HỌ TÊN TỔ TRƯỞNG;SỐ THÀNH VIÊN;NGÀNH NGHỀ;GHI CHÚ
        1;TỔ HỢP TÁC TRỒNG RAU AN TOÀN;NGUYỄN VĂN MỘT;12;TRỒNG RAU;
        2;CHĂN NUÔI GÀ ĐỒI;TRẦN THỊ HAI;15;CHĂN NUÔI;CHƯA CHỨNG THỰC
        """
    )
    path = text(tmp_path / "a.csv", [[str(cell or "") for cell in row] for row in rows])
    found = read(path)
    assert found["as_of"] == "2023-06-30"
    assert told(found, "name|type|commune|representative|members|sector") == lines(
        """
        TỔ HỢP TÁC TRỒNG RAU AN TOÀN|THT|Xã Tân Hưng|NGUYỄN VĂN MỘT|12|nong_nghiep
        CHĂN NUÔI GÀ ĐỒI|THT|Xã Tân Hưng|TRẦN THỊ HAI|15|nong_nghiep
        """
    )


def test_old_and_new_communes_side_by_side(tmp_path):
    found = book(
        tmp_path,
        {
            "DS": """
            DANH SÁCH HTX TỈNH BẮC NINH TÍNH ĐẾN 30/9/2025
            STT | Tên HTX | Xã, phường (cũ) | Xã, phường (mới) | Số TV
            1 | HTX Một | Xã Tân Hưng, huyện Lạng Giang | Xã Lạng Giang | 7
            2 | HTX Hai | | Xã Kép | 8
            """
        },
    )
    assert told(found, "name|commune|commune_2025|members") == lines(
        """
        HTX Một|Xã Tân Hưng|Xã Lạng Giang|7
        HTX Hai|Xã Kép|Xã Kép|8
        """
    )

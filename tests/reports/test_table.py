from dataclasses import replace

import pytest

from ktt_desktop.domain.document import Align, Column, Row, Table
from tests.reports.printed import COLUMNS, MM, make_annex, make_document, printed, sheets


def _annex_sheets(rows, **changes):
    table = Table(COLUMNS, tuple(rows), **changes)
    return sheets(printed(make_document(annexes=(make_annex(blocks=(table,)),))))[1:]


def _row(*cells, bold=False):
    return Row(cells, bold)


def test_a_hundred_rows_are_all_printed_once_under_a_header_on_every_page():
    rows = [_row(str(n), f"Chỉ tiêu thứ {n}.", "HTX", f"{n}.001", "0") for n in range(1, 101)]
    found = _annex_sheets(rows)
    assert len(found) > 3
    words = "\n".join(sheet.text for sheet in found)
    assert all(words.count(f"Chỉ tiêu thứ {n}.") == 1 for n in range(1, 101))
    assert all("Thực hiện" in sheet.text and "Đơn vị" in sheet.text for sheet in found)


def test_no_page_of_a_table_holds_a_header_without_rows():
    for count in range(10, 40):
        rows = [_row(str(n), "Chỉ tiêu", "HTX", "5.000", "0") for n in range(count)]
        assert all("5.000" in sheet.text for sheet in _annex_sheets(rows))


def test_a_long_name_wraps_inside_its_column_and_is_not_cut():
    name = "Hợp tác xã dịch vụ chăn nuôi, nuôi trồng thủy sản Lê Hồng Phong " * 3
    page = _annex_sheets([_row("1", name.strip(), "HTX", "5", "6")])[0]
    words = page.text.split()
    assert words.count("Phong") == 3
    assert words.count("thủy") == 3
    last = max(ink.right for ink in (page.find("chăn nuôi,"), page.find("Phong")))
    assert last < page.find("HTX").left


def test_numbers_end_at_the_same_edge():
    page = _annex_sheets(
        [_row("1", "a", "HTX", "9", "1"), _row("2", "b", "HTX", "12.345.678", "2")]
    )[0]
    assert page.find("9").right == pytest.approx(page.find("12.345.678").right, abs=0.6)


def test_a_bold_row_is_wider_than_the_same_row_in_regular():
    cells = ("1", "Tổng số hợp tác xã đang hoạt động", "HTX", "9", "1")
    bold = _annex_sheets([_row(*cells, bold=True)])[0].find(cells[1])
    plain = _annex_sheets([_row(*cells)])[0].find(cells[1])
    assert bold.width > plain.width + 3


def test_a_row_taller_than_a_page_goes_on_over_the_page_without_losing_a_word():
    words = [f"từ{n}" for n in range(1500)]
    found = _annex_sheets(
        [_row("1", "Ngắn", "HTX", "1", "1"), _row("2", " ".join(words), "HTX", "9", "9")]
    )
    printed_words = [
        word for sheet in found for word in sheet.text.split() if word.startswith("từ")
    ]
    assert printed_words == words
    assert all(
        ink.bottom > 20 * MM - 1 for sheet in found for ink in sheet.ink() if "Mã" not in sheet.text
    )


def test_a_table_without_rows_prints_its_header():
    assert "Chỉ tiêu" in _annex_sheets([])[0].text


def test_the_grid_closes_around_all_columns():
    page = _annex_sheets([_row("1", "a", "HTX", "9", "1")])[0]
    upright = [path for path in page.paths if path.width < 3 and path.top - path.bottom > 10]
    assert len(upright) == len(COLUMNS) + 1


GROUPED = (
    Column("TT", 6),
    Column("Nội dung", 40),
    Column("Tổng", 14, Align.RIGHT, "Nhu cầu năm 2023"),
    Column("NSTW", 14, Align.RIGHT, "Nhu cầu năm 2023"),
    Column("Lũy kế", 14, Align.RIGHT),
)


def _grouped_page(columns=GROUPED):
    table = Table(columns, (_row("1", "Đào tạo", "47.622", "17.671", "364"),))
    return sheets(printed(make_document(annexes=(make_annex(blocks=(table,)),))))[1]


def test_columns_of_a_group_stand_under_one_head_of_two_rows():
    page = _grouped_page()
    group, total, central = (page.find(each) for each in ("Nhu cầu năm 2023", "Tổng", "NSTW"))
    assert group.bottom > total.top
    assert total.centre < group.centre < central.centre
    alone = page.find("Lũy kế")
    assert total.bottom < (alone.top + alone.bottom) / 2 < group.top
    assert page.find("47.622").top < total.bottom


def test_no_line_runs_through_the_head_of_a_group():
    page, plain = _grouped_page(), _grouped_page([replace(each, group="") for each in GROUPED])
    group = page.find("Nhu cầu năm 2023")
    upright = [path for path in page.paths if path.width < 3 and path.top - path.bottom > 10]
    assert len(upright) == len(GROUPED) + 1
    crossing = [path for path in upright if group.left < path.left < group.right]
    assert crossing
    assert all(path.top < group.bottom for path in crossing)
    assert len(page.rules()) == len(plain.rules()) + 1


def test_the_two_rows_of_heads_stand_on_every_page():
    rows = tuple(_row(str(n), "Đào tạo", "1", "1", "1") for n in range(60))
    table = Table(GROUPED, rows)
    found = sheets(printed(make_document(annexes=(make_annex(blocks=(table,)),))))[1:]
    assert len(found) > 1
    assert all("Nhu cầu năm 2023" in " ".join(sheet.text.split()) for sheet in found)


def test_a_table_of_very_many_columns_is_set_smaller_before_a_word_is_cut():
    columns = (Column("Nội dung", 20), *(Column("NSTW", 7, Align.RIGHT) for _ in range(20)))
    row = _row("Hỗ trợ", *(["47.622"] * 20))
    annex = make_annex(blocks=(Table(columns, (row,)),))
    page = sheets(printed(make_document(annexes=(annex,))))[1]
    assert page.text.split().count("47.622") == 20


def _noted(count, notes):
    rows = [_row(str(n), f"Chỉ tiêu {n}.", "HTX", "1", "2") for n in range(count)]
    return _annex_sheets(rows, notes=notes)


@pytest.mark.parametrize("count", range(14, 24))
def test_a_note_stands_on_the_page_of_the_last_row(count):
    notes = ("Ghi chú thứ nhất.", "Ghi chú thứ hai./.")
    last = _noted(count, notes)[-1]
    row = last.find(f"Chỉ tiêu {count - 1}.")
    assert row.bottom > last.find(notes[0]).top > last.find(notes[1]).top


def test_more_notes_than_a_page_holds_flow_on():
    notes = tuple(f"Ghi chú số {n}: " + "số liệu đến ngày 31 tháng 12. " * 12 for n in range(30))
    found = _noted(3, notes)
    assert len(found) > 1
    text = "".join(sheet.text for sheet in found)
    assert all(f"Ghi chú số {n}:" in text for n in range(30))


def test_a_row_as_tall_as_the_page_leaves_its_note_to_the_next_one():
    name = " ".join(f"từ{n}" for n in range(165))
    found = _annex_sheets([_row("1", name, "HTX", "1", "2")], notes=("Ghi chú./.",))
    assert "từ164" in "".join(sheet.text for sheet in found)
    assert "Ghi chú./." in found[-1].text


@pytest.mark.parametrize("count", range(10, 24))
def test_a_title_within_the_table_is_never_the_last_row_of_a_page(count):
    rows = [_row(str(n), f"Chỉ tiêu {n}.", "HTX", "1", "2") for n in range(count)]
    rows += [_row("II", "LIÊN HIỆP", "", "", "", bold=True)]
    rows += [_row("1", "Chi tiết.", "", "", "", bold=True), _row("-", "Sau cùng.", "HTX", "1", "2")]
    rows += [_row(str(n), f"Chỉ tiêu {n}.", "HTX", "1", "2") for n in range(40, 60)]
    for sheet in _annex_sheets(rows):
        assert ("LIÊN HIỆP" in sheet.text) == ("Sau cùng." in sheet.text)


def test_a_table_of_titles_only_is_printed():
    found = _annex_sheets([_row(str(n), f"Nhóm {n}.", "", "", "", bold=True) for n in range(60)])
    assert all(f"Nhóm {n}." in "".join(sheet.text for sheet in found) for n in range(60))

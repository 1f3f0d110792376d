import pytest

from ktt_desktop.domain.document import Align, Column, HeadingLevel, Row, Table
from ktt_desktop.domain.period import ReportingPeriod
from ktt_desktop.domain.sourced_table import unsourced
from ktt_desktop.domain.terms import Measure
from ktt_desktop.services.report_annexes import (
    annexes,
    form_blocks,
    indicator_table,
    numbered_rows,
)
from ktt_desktop.services.report_figures import read_report_figures
from ktt_desktop.storage.session import transaction


def table_of(book, profile, code):
    with transaction(book.sessions) as session:
        figures = read_report_figures(session, book, profile, ReportingPeriod.parse(code))
    return indicator_table(book.catalogue.edition.tables["A"], figures)


def row(table, label):
    return next(each for each in table.rows if each.cells[1] == label)


def test_the_rows_of_the_practice_book_print_as_in_the_plan(practice):
    book, profile, _ = practice
    table = table_of(book, profile, "KH2023")

    assert row(table, "Tổng số hợp tác xã").cells == (
        *("1", "Tổng số hợp tác xã", "HTX", "", "", "64", "", "", "", "", ""),
    )
    assert row(table, "Doanh thu bình quân một hợp tác xã").cells[3:] == (
        *("1.400", "2.000", "1.200", "", "1.550", "60", "", "-200"),
    )
    assert row(table, "Tổng số thành viên hợp tác xã").cells[3:] == (
        *("", "3.830", "3.779", "", "", "98,7", "", ""),
    )
    shares = [
        each.cells[5]
        for each in table.rows
        if each.cells[1].strip() == "tỷ lệ so với tổng số cán bộ quản lý"
    ]
    assert shares == ["89,36", "73,4", "16"]


def test_a_blank_leaves_its_cell_empty_and_zero_is_a_zero(desk):
    desk.enter({"A1.3": "0"}, measure=Measure.HALF_YEAR)
    table = table_of(desk.book, desk.profile, "6T2024")

    assert row(table, "– Số HTX thành lập mới").cells[5] == "0"
    assert row(table, "– Số HTX đạt loại tốt, khá").cells[5] == ""
    assert "ô để trống là chưa có số liệu; số 0 là không phát sinh" in table.notes[0]


def test_a_loss_prints_with_its_sign(desk):
    desk.enter({"A6": "-35,5"}, measure=Measure.HALF_YEAR)
    cell = row(table_of(desk.book, desk.profile, "6T2024"), "Lãi bình quân một hợp tác xã").cells[5]

    assert cell[1:] == "35,5"
    assert cell[0] in "-−"


def test_headings_and_top_rows_are_bold_and_numbered_from_one_in_each_part(desk):
    table = table_of(desk.book, desk.profile, "6T2024")
    heads = [each for each in table.rows if each.cells[2] == ""]

    assert [each.cells[:2] for each in heads] == [
        ("I", "HỢP TÁC XÃ"),
        ("II", "LIÊN HIỆP HỢP TÁC XÃ"),
        ("III", "TỔ HỢP TÁC"),
        ("IV", "HỢP TÁC XÃ VÀ TỔ HỢP TÁC"),
    ]
    assert all(each.bold == bool(each.cells[0]) for each in table.rows)
    numbers = [each.cells[0] for each in table.rows if each.cells[0].isdecimal()]
    assert numbers[0] == "1"
    assert numbers.count("1") == 4


def test_every_indicator_of_the_table_has_one_row(desk):
    with transaction(desk.book.sessions) as session:
        period = ReportingPeriod.parse("6T2024")
        figures = read_report_figures(session, desk.book, desk.profile, period)
    spec = desk.book.catalogue.edition.tables["A"]

    assert [code for _, code in numbered_rows(spec, figures) if code] == list(spec.codes)


@pytest.mark.parametrize(
    ("code", "heads"),
    [
        ("KH2025", ("Thực hiện đến\nngày 30/6/2024", "Ước thực hiện\nnăm 2024")),
        ("N2024", ("Thực hiện đến\nngày 31/12/2024", "Ước thực hiện\nnăm 2024")),
        ("UOC2024", ("Thực hiện\n6 tháng năm 2024", "Ước thực hiện đến\nngày 31/12/2024")),
    ],
)
def test_the_columns_say_what_they_hold(desk, code, heads):
    columns = table_of(desk.book, desk.profile, code).columns

    assert tuple(column.header for column in columns[5:7]) == heads
    assert [column.header for column in columns[3:5]] == [
        "Thực hiện\nnăm 2023",
        "Kế hoạch\nnăm 2024",
    ]
    assert columns[7].header == "Kế hoạch\nnăm 2025"
    assert {column.align for column in columns[3:]} == {Align.RIGHT}


def test_one_annex_has_no_number_and_several_are_roman():
    table = Table((Column("TT", 1),), (Row(("1",)),))

    (only,) = annexes([("BIỂU", (table,))], "(Kèm theo)")
    first, second = annexes([("BIỂU", (table,)), ("GIẢI TRÌNH", (table,))], "(Kèm theo)")
    assert (only.number, only.title, only.reference) == ("", "BIỂU", "(Kèm theo)")
    assert (first.number, second.number) == ("I", "II")


def test_a_form_of_two_tables_has_the_second_under_a_heading():
    table = Table((Column("TT", 1),), (Row(("1",)),))
    first, heading, second = form_blocks(
        [unsourced("D", "Số tổng hợp", table), unsourced("D.1", "Danh sách", table)]
    )
    assert (first, second) == (table, table)
    assert (heading.level, heading.text) == (HeadingLevel.NUMBER, "Danh sách")

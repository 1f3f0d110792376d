from itertools import pairwise

from docx.oxml.ns import qn
from docx.shared import Pt
from reportlab.lib.pagesizes import A4

from ktt_desktop.domain.document import Align, Column, Paragraph, Row, Run, Table
from ktt_desktop.reports.column_widths import column_widths
from ktt_desktop.reports.layout import load_layout
from tests.reports.docx.written import styled, table_of, with_blocks

PLAIN = (Column("TT", 6, Align.CENTRE), Column("Chỉ tiêu", 40), Column("Số", 10, Align.RIGHT))


def first_table(document):
    """The first table below the letterhead."""
    return document.tables[1]


def cells(row):
    return [each.text for each in row.cells]


def marked(row, name):
    return row._tr.trPr is not None and row._tr.trPr.find(qn(f"w:{name}")) is not None


def test_the_header_comes_again_on_every_page_and_no_row_is_cut():
    table = first_table(with_blocks(table_of(("1", "Tổng số", "64"), columns=PLAIN)))

    assert cells(table.rows[0]) == ["TT", "Chỉ tiêu", "Số"]
    assert cells(table.rows[1]) == ["1", "Tổng số", "64"]
    assert [marked(row, "tblHeader") for row in table.rows] == [True, False]
    assert all(marked(row, "cantSplit") for row in table.rows)


def test_numbers_stand_on_the_right_and_totals_are_bold():
    table = Table(PLAIN, (Row(("1", "Cộng", "64"), bold=True), Row(("2", "HTX", "60"))))
    total, other = first_table(with_blocks(table)).rows[1:]

    aligned = [each.paragraphs[0].style.paragraph_format.alignment.name for each in total.cells]
    assert aligned == ["CENTER", "LEFT", "RIGHT"]
    assert all(each.paragraphs[0].runs[0].bold for each in total.cells)
    assert not any(each.paragraphs[0].runs[0].bold for each in other.cells)


def test_columns_of_a_group_stand_under_one_head():
    upper, lower, _ = first_table(with_blocks(table_of(("HTX", "1", "2")))).rows

    assert cells(upper) == ["Chỉ tiêu", "Năm 2022", "Năm 2022"]
    assert upper.cells[1]._tc is upper.cells[2]._tc
    assert cells(lower) == ["Chỉ tiêu", "Số lượng", "Kinh phí"]
    assert upper.cells[0]._tc is lower.cells[0]._tc
    assert marked(lower, "tblHeader")


def test_widths_and_size_are_those_of_the_paper():
    table = table_of(("HTX", "1.234", "2.345,6"))
    layout = load_layout()
    room = A4[0] - layout.text.left - layout.text.right
    size, widths = column_widths(table, room, layout.table)

    made = first_table(with_blocks(table))

    assert made.rows[2].cells[0].paragraphs[0].style.font.size == Pt(size)
    assert all(abs(one.width.pt - two) < 0.1 for one, two in zip(made.columns, widths, strict=True))


def test_a_table_of_many_columns_is_set_closer():
    columns = tuple(Column(f"nghiệp {n}", 1) for n in range(18))
    made = first_table(with_blocks(Table(columns, (Row(("1",) * 18),))))

    assert made.style.name == "Bảng số liệu nhiều cột"
    assert made.rows[1].cells[0].paragraphs[0].style.font.size < Pt(12)


def test_two_tables_stay_two():
    document = with_blocks(table_of(("a", "1", "2")), table_of(("b", "1", "2")))
    names = [each.tag for each in document.element.body]

    assert len(document.tables) == 4  # with the head and the foot of the document
    assert all({one, two} != {qn("w:tbl")} for one, two in pairwise(names))


def test_the_unit_line_stands_above_and_the_notes_below():
    document = with_blocks(
        table_of(("a", "1", "2"), unit_line="Đơn vị tính: HTX", notes=("Ghi chú./.",))
    )

    assert styled(document, "UnitLine") == ["Đơn vị tính: HTX"]
    assert styled(document, "Note") == ["Ghi chú./."]
    last = first_table(document).rows[-1].cells[0].paragraphs[0]
    assert last.paragraph_format.keep_with_next  # a note is never alone on a page


def test_a_title_within_a_table_stays_with_the_row_below_it():
    title, other = Row(("I", "Hợp tác xã", ""), bold=True), Row(("1", "Tổng số", "64"), bold=True)
    rows = first_table(
        with_blocks(Table(PLAIN, (title, other)), Paragraph((Run("Lời văn."),)))
    ).rows[1:]

    kept = [row.cells[0].paragraphs[0].paragraph_format.keep_with_next for row in rows]
    assert kept == [True, None]

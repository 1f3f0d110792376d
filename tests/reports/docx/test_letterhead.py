from dataclasses import replace

import pytest
from docx.oxml.ns import qn

from ktt_desktop.reports.line_breaks import text_width
from tests.reports.docx.written import in_word, styled
from tests.reports.printed import LETTERHEAD, make_document


def headed(**changes):
    return in_word(make_document(letterhead=replace(LETTERHEAD, **changes)))


def rules(document):
    """Lengths of the lines drawn in the letterhead and under the title, points."""
    found, columns = [], [each.width.pt for each in document.tables[0].columns]
    for each in document.element.body.iter(qn("w:p")):
        if each.pPr is not None and each.pPr.style == "Rule":
            cell = each.getparent()
            width = 467.7
            if cell.tag == qn("w:tc"):
                width = columns[cell.getparent().index(cell) - 1]
            found.append(width - each.pPr.ind.left.pt - each.pPr.ind.right.pt)
    return found


def test_agency_and_nation_stand_side_by_side_number_and_day_below():
    upper, lower = headed().tables[0].rows

    assert [cell.text.split("\n")[:2] for cell in upper.cells] == [
        ["ỦY BAN NHÂN DÂN", "HUYỆN LẠNG GIANG"],
        ["CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc"],
    ]
    assert [cell.text for cell in lower.cells] == [
        "Số: 126/KH-UBND",
        "Lạng Giang, ngày 15 tháng 8 năm 2022",
    ]


def test_the_body_above_is_not_bold_and_the_issuer_is():
    document = headed(superior=("UBND xã Đồng Tâm",), issuer=("Phòng Kinh tế",))

    assert styled(document, "Superior") == ["UBND XÃ ĐỒNG TÂM"]
    assert styled(document, "Agency") == ["PHÒNG KINH TẾ"]


def test_the_lines_are_as_long_as_the_decree_wants():
    agency, motto, subject = rules(headed())

    assert agency == pytest.approx(0.42 * text_width("HUYỆN LẠNG GIANG", "Serif-Bold", 13), abs=0.2)
    words = "Độc lập - Tự do - Hạnh phúc"
    assert motto == pytest.approx(text_width(words, "Serif-Bold", 14), abs=0.2)
    subject_width = text_width(LETTERHEAD.subject, "Serif-Bold", 14)
    assert 1 / 3 < subject / subject_width < 1 / 2


def test_a_long_agency_is_set_smaller():
    document = headed(issuer=("Phòng Kinh tế, Hạ tầng và Đô thị phường Nguyễn Thị Minh Khai",))
    names = [each for each in document.tables[0].cell(0, 0).paragraphs if each.text]

    assert len(names) > 1
    assert {each.runs[0].font.size.pt for each in names} == {12}


def test_kind_and_subject_are_centred_below():
    document = headed()

    assert styled(document, "Kind") == ["KẾ HOẠCH"]
    assert styled(document, "Subject") == ["Phát triển kinh tế tập thể, hợp tác xã năm 2023"]


def test_a_letter_has_its_subject_under_its_number():
    document = headed(kind="", subject="Nộp số liệu năm 2022")

    assert not styled(document, "Kind")
    number = document.tables[0].cell(1, 0)
    assert number.text == "Số: 126/KH-UBND\nV/v Nộp số liệu năm 2022"
    assert [each.style.name for each in number.paragraphs][1] == "Trích yếu công văn"


def test_an_unnamed_agency_leaves_its_place_empty():
    assert headed(issuer=()).tables[0].cell(0, 0).text == ""

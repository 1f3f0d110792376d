import pytest
from docx.oxml.ns import qn
from docx.shared import Mm

from tests.reports.docx.written import in_word, members, written
from tests.reports.printed import make_annex, make_document

PRACTICE = "DỮ LIỆU THỰC HÀNH"
ANNEXES = (make_annex(number="I"), make_annex(number="II", landscape=False))


def xml_of(part):
    return part._element.xml


@pytest.fixture
def document():
    made = make_document(annexes=ANNEXES, check_code="7KQ2M9TB4X", watermark=PRACTICE)
    return in_word(made)


def test_text_and_annexes_are_sections_turned_as_they_are(document):
    found = [(each.page_width.mm, each.page_height.mm) for each in document.sections]

    assert [(round(width), round(height)) for width, height in found] == [
        (210, 297),
        (297, 210),
        (210, 297),
    ]
    assert [each.orientation.name for each in document.sections] == [
        "PORTRAIT",
        "LANDSCAPE",
        "PORTRAIT",
    ]


def test_margins_are_those_of_the_paper(document):
    text, wide, upright = document.sections

    def margins(section):
        sides = (
            section.top_margin,
            section.bottom_margin,
            section.left_margin,
            section.right_margin,
        )
        return [round(side.mm) for side in sides]

    assert margins(text) == [20, 20, 30, 15]
    assert margins(wide) == [25, 20, 20, 20]
    assert margins(upright) == [25, 20, 30, 15]


def test_every_section_counts_from_one_and_hides_its_first_number(document):
    for section in document.sections:
        assert section.different_first_page_header_footer
        assert section._sectPr.find(qn("w:pgNumType")).get(qn("w:start")) == "1"
        assert " PAGE " in xml_of(section.header)
        assert " PAGE " not in xml_of(section.first_page_header)


def test_the_number_stands_in_the_top_margin(document):
    section = document.sections[0]

    assert section.header_distance < section.top_margin
    assert section.header.paragraphs[0].style.paragraph_format.alignment.name == "CENTER"


def test_every_page_bears_the_practice_mark(document):
    for section in document.sections:
        for header in (section.header, section.first_page_header):
            assert f'string="{PRACTICE}"' in xml_of(header)


def test_every_page_bears_the_check_code_and_its_square(document):
    for section in document.sections:
        for footer in (section.footer, section.first_page_footer):
            assert footer.paragraphs[0].text.strip() == "Mã kiểm tra: 7KQ2-M9TB-4X"
            (extent,) = footer._element.iter(qn("wp:extent"))
            assert int(extent.get("cx")) == int(extent.get("cy")) == pytest.approx(Mm(10), abs=9)


def test_real_data_bear_no_mark_and_an_unsent_report_no_code():
    content = written(make_document())

    assert not [name for name in members(content) if "footer" in name or "media" in name]
    assert all(
        "v:shape" not in each.decode("utf-8", "replace") for each in members(content).values()
    )


def test_sections_turned_alike_share_their_headers():
    alike = (make_annex(number="I"), make_annex(number="II"), make_annex(number="III"))
    found = members(written(make_document(annexes=alike)))

    assert len([name for name in found if name.startswith("word/header")]) == 4


def test_a_mark_has_a_name_of_its_own_in_each_header():
    content = written(make_document(annexes=ANNEXES, watermark="A & <B>"))
    headers = [part.decode() for name, part in members(content).items() if "header" in name]

    assert len({xml.partition("WaterMarkObject")[2][:1] for xml in headers if "<w:hdr" in xml}) == 4

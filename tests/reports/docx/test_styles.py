import pytest
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from ktt_desktop.reports.layout import load_layout
from tests.reports.docx.written import in_word, table_of, with_blocks
from tests.reports.printed import make_document


def test_the_body_is_set_as_the_decree_wants_it():
    body = in_word(make_document()).styles["Body Text"].paragraph_format

    assert body.first_line_indent == Mm(12.7)
    assert body.space_after == Pt(6)
    assert body.line_spacing == load_layout().spacing.line
    assert body.alignment.name == "JUSTIFY"


def test_letters_are_times_new_roman_in_vietnamese():
    defaults = in_word(make_document()).styles.element.find(qn("w:docDefaults"))

    assert {*defaults.find(f".//{qn('w:rFonts')}").attrib.values()} == {"Times New Roman"}
    assert defaults.find(f".//{qn('w:lang')}").get(qn("w:val")) == "vi-VN"
    assert defaults.find(f".//{qn('w:sz')}").get(qn("w:val")) == "28"


@pytest.mark.parametrize("level", [1, 2, 3, 4])
def test_headings_are_levels_of_the_outline_and_stay_with_their_text(level):
    style = in_word(make_document()).styles[f"Heading {level}"]

    assert style.element.pPr.find(qn("w:outlineLvl")).get(qn("w:val")) == str(level - 1)
    assert style.paragraph_format.keep_with_next
    assert style.next_paragraph_style.name == "Body Text"


@pytest.mark.parametrize(
    ("name", "size", "bold", "italic"),
    [
        ("Quốc hiệu", 13, True, None),
        ("Tiêu ngữ", 14, True, None),
        ("Cơ quan chủ quản", 13, None, None),
        ("Cơ quan ban hành", 13, True, None),
        ("Số và ký hiệu", 13, None, None),
        ("Địa danh và ngày", 14, None, True),
        ("Nơi nhận", 12, True, True),
        ("Danh sách nơi nhận", 11, None, None),
        ("Phụ lục", 14, True, None),
        ("Dòng kèm theo", 14, None, True),
        ("Căn cứ", None, None, True),
    ],
)
def test_the_elements_of_the_decree_are_styles(name, size, bold, italic):
    font = in_word(make_document()).styles[name].font

    assert font.size == (size and Pt(size))
    assert (font.bold, font.italic) == (bold, italic)


def test_no_style_is_empty_and_no_name_hides_a_second_one():
    for style in in_word(make_document()).styles:
        assert any(style.element.find(qn(f"w:{name}")) is not None for name in ("pPr", "tblPr"))
        assert "," not in style.name


def test_every_style_a_paragraph_names_is_in_the_file():
    document = with_blocks(table_of(("một", "2", "3")))
    known = {style.style_id for style in document.styles}
    named = {each.get(qn("w:val")) for each in document.element.iter(qn("w:pStyle"))}

    assert named <= known

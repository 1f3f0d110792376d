"""The styles a paragraph of a Word file goes by."""

import docx
from docx.enum.style import WD_STYLE_TYPE

from ktt_desktop.interchange.word_styles import WordStyles, style_id


def ids(styles, paragraph):
    return [style_id(each) for each in styles.chain(styles.of_paragraph(paragraph._p))]


def test_a_style_goes_before_those_it_is_based_on():
    document = docx.Document()
    own = document.styles.add_style("Riêng", WD_STYLE_TYPE.PARAGRAPH)
    own.base_style = document.styles["Heading 2"]
    styles = WordStyles(document.styles.element)

    assert ids(styles, document.add_paragraph("a", own)) == [own.style_id, "Heading2", "Normal"]


def test_a_paragraph_without_a_style_of_the_file_goes_by_the_usual_one():
    document = docx.Document()
    lost = document.add_paragraph("a", "Heading 2")
    lost._p.pPr.style = "KhongCo"
    styles = WordStyles(document.styles.element)

    assert ids(styles, document.add_paragraph("a")) == ["Normal"]
    assert ids(styles, lost) == ["Normal"]
    assert ids(WordStyles(None), lost) == []


def test_styles_based_on_one_another_end():
    document = docx.Document()
    one = document.styles.add_style("Một", WD_STYLE_TYPE.PARAGRAPH)
    one.base_style = one

    assert len(ids(WordStyles(document.styles.element), document.add_paragraph("a", one))) < 100

import pytest
from docx.oxml.ns import qn

from ktt_desktop.domain.document import Heading, HeadingLevel, Paragraph, Run
from tests.reports.docx.written import headings, needs_office, office_pdf, with_blocks, written
from tests.reports.printed import make_document, sheets


def ties(document):
    """(words, list and level of their own or None) of each heading."""
    found = []
    for each in document.paragraphs:
        if each.style.name.startswith("Heading"):
            own = each._p.pPr.numPr
            tie = None if own is None else (own.numId.val, own.ilvl.val)
            found.append((each.text, tie))
    return found


def numbered(*texts):
    return ties(with_blocks(*headings(*texts)))


def test_numbers_in_a_row_come_from_the_styles_and_stand_in_no_text():
    texts = ("I. Một", "1. Hai", "a) Ba", "b) Bốn", "2. Năm", "a) Sáu", "II. Bảy", "1. Tám")

    assert numbered(*texts) == [(text.split()[1], None) for text in texts]


def test_a_part_counts_what_is_under_it_anew():
    part = Heading(HeadingLevel.PART, "Phần thứ hai", "Kế hoạch")

    found = ties(with_blocks(*headings("I. Một"), part, *headings("I. Hai")))

    assert [own for _, own in found] == [None, None, None]


def test_a_number_out_of_the_row_starts_a_list_from_there():
    document = with_blocks(*headings("1. Một", "5. Hai", "6. Ba", "a) Bốn"))

    assert ties(document) == [("Một", None), ("Hai", (2, 2)), ("Ba", (2, 2)), ("Bốn", (2, 3))]
    lists = document.part.numbering_part.element
    (start,) = lists.iter(qn("w:startOverride"))
    assert start.get(qn("w:val")) == "5"


def test_a_level_that_begins_anew_after_such_a_number_says_where():
    document = with_blocks(*headings("I. Một", "2. Hai", "II. Ba", "1. Bốn", "III. Năm", "1. Sáu"))

    found = dict(ties(document))
    assert found["Bốn"] == (3, 2)
    assert found["Sáu"] == (3, 2)
    starts = document.part.numbering_part.element.iter(qn("w:startOverride"))
    assert [start.get(qn("w:val")) for start in starts] == ["2", "1"]


@pytest.mark.parametrize(
    "heading",
    [
        Heading(HeadingLevel.NUMBER, "Không số"),
        Heading(HeadingLevel.NUMBER, "1.1. Hai bậc"),
        Heading(HeadingLevel.LETTER, "đ) Chữ cái tiếng Việt"),
        Heading(HeadingLevel.ROMAN, "IIII. Không đúng"),
    ],
)
def test_a_heading_word_would_not_number_so_keeps_its_text_and_takes_no_number(heading):
    assert ties(with_blocks(heading)) == [(heading.text, (0, 0))]


@needs_office
def test_the_paper_shows_the_numbers_of_the_report(tmp_path):
    texts = ("I. Một", "1. Hai", "a) Ba", "b) Bốn", "2. Năm", "a) Sáu", "5. Bảy", "6. Tám")
    more = (
        Heading(HeadingLevel.PART, "Phần thứ hai", "Kế hoạch"),
        *headings("I. Chín", "II. Mười"),
    )

    printed = office_pdf(written(make_document(blocks=headings(*texts) + more)), tmp_path)

    (page,) = sheets(printed)
    for text in (*texts, "I. CHÍN", "II. MƯỜI"):
        page.find(text.upper() if text.startswith("I") else text)


@needs_office
def test_a_heading_put_in_by_word_takes_its_number_and_the_others_follow(tmp_path):
    words = Paragraph((Run("Lời văn."),))
    document = with_blocks(*headings("I. Một", "1. Hai"), words, *headings("2. Ba", "II. Bốn"))
    third = next(each for each in document.paragraphs if each.text == "Ba")
    third.insert_paragraph_before("Chen vào", document.styles["Heading 3"])
    first = next(each for each in document.paragraphs if each.text == "Một")
    first.insert_paragraph_before("Lên đầu", document.styles["Heading 2"])
    document.save(tmp_path / "da-sua.docx")

    (page,) = sheets(office_pdf((tmp_path / "da-sua.docx").read_bytes(), tmp_path))

    for text in ("I. LÊN ĐẦU", "II. MỘT", "1. Hai", "2. Chen vào", "3. Ba", "III. BỐN"):
        page.find(text)

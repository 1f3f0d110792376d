from dataclasses import replace

from docx.oxml.ns import qn

from tests.reports.docx.written import in_word, styled
from tests.reports.printed import LETTERHEAD, make_document


def headed(**changes):
    return in_word(make_document(letterhead=replace(LETTERHEAD, **changes)))


def lefts(document):
    """Where the words of each line addressed begin, points."""
    found = [each.paragraph_format for each in document.paragraphs if "Kính" in each.style.name]
    return [each.left_indent.pt + (each.first_line_indent or 0) / 12700 for each in found]


def test_one_addressee_stands_on_the_line_of_the_greeting():
    document = headed(addressees=("Sở Tài chính;",))

    assert styled(document, "Addressees") == ["Kính gửi: Sở Tài chính"]
    left = lefts(document)[0]
    assert 100 < left < 234  # in the middle of a line of 468 points


def test_several_addressees_stand_in_a_list_below_it():
    document = headed(addressees=("- Sở Tài chính", "Liên minh HTX tỉnh;"))

    assert styled(document, "Addressees") == [
        "Kính gửi:",
        "- Sở Tài chính;",
        "- Liên minh HTX tỉnh.",
    ]
    greeting, first, second = lefts(document)
    assert greeting < first == second


def test_bases_end_as_the_decree_wants_and_come_before_the_text():
    document = headed(bases=("Căn cứ Luật Hợp tác xã.", "Căn cứ Nghị định số 113/2024/NĐ-CP"))

    assert styled(document, "Basis") == [
        "Căn cứ Luật Hợp tác xã;",
        "Căn cứ Nghị định số 113/2024/NĐ-CP.",
    ]
    styles = [each.pPr.style for each in document.element.body.iter(qn("w:p"))]
    assert styles.index("Subject") < styles.index("Basis") < styles.index("Heading1")

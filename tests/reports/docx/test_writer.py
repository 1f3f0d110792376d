import time
from dataclasses import replace
from itertools import pairwise

import pytest
from docx.oxml.ns import qn
from lxml import etree

from ktt_desktop.domain.document import Heading, HeadingLevel, Paragraph, Run
from ktt_desktop.domain.errors import CancelledError
from ktt_desktop.reports.docx.writer import docx_bytes
from tests.reports.docx.written import in_word, needs_office, office_pdfs, written, xml_parts
from tests.reports.printed import (
    BLOCKS,
    MM,
    WHEN,
    make_annex,
    make_document,
    paragraphs,
    printed,
    sheets,
)
from tests.usual_report import build_document

# In which order the schema of the format (ISO/IEC 29500-1) wants what is used here.
ORDERS = {
    "pPr": "pStyle keepNext keepLines widowControl numPr pBdr spacing ind jc textAlignment "
    "outlineLvl sectPr",
    "rPr": "rFonts b i caps color sz szCs lang",
    "tblPr": "tblStyle tblW tblBorders tblLayout tblCellMar",
    "tcPr": "tcW gridSpan vMerge vAlign",
    "sectPr": "headerReference footerReference type pgSz pgMar pgNumType titlePg",
    "style": "name basedOn next qFormat pPr rPr tblPr",
    "lvl": "start numFmt pStyle suff lvlText lvlJc",
    "settings": "zoom defaultTabStop characterSpacingControl compat themeFontLang decimalSymbol "
    "listSeparator",
    "tblCellMar": "top left bottom right",
    "numPr": "ilvl numId",
    "tbl": "tblPr tblGrid tr",
}


class Stopping:
    def report(self, done, total, what):
        if done:
            raise CancelledError(what)


def everything(practice):
    """The report of the practice book: every kind of table, three annexes."""
    return build_document(*practice, check_code="7KQ2M9TB4X")


def test_the_elements_stand_in_the_order_of_the_schema(practice):
    seen = set()
    for root in xml_parts(written(everything(practice))).values():
        for each in root.iter():
            name = etree.QName(each).localname
            order = ORDERS.get(name, "").split()
            inner = [etree.QName(child).localname for child in each] if order else []
            assert inner == sorted(inner, key=order.index), (name, inner)
            seen.add(name)

    assert set(ORDERS) <= seen


def test_the_words_of_the_report_are_read_back(practice):
    document = everything(practice)
    found = [each.text for each in in_word(document).paragraphs]

    said = [each.text for each in document.blocks if isinstance(each, Paragraph) and each.text]
    assert len(said) > 10
    assert set(said) <= set(found)


def test_words_of_the_officer_cannot_break_the_file():
    nasty = "".join(map(chr, range(32))) + "<w:t>&amp;</w:t>]]>\ud800\ufffe" + "Hơ\u0323p ta\u0301c"
    document = in_word(
        make_document(
            blocks=(Paragraph((Run(nasty),)), Heading(HeadingLevel.NUMBER, f"1. {nasty}")),
            annexes=(make_annex(title=nasty, reference=nasty),),
            recipients=(nasty,),
        )
    )

    assert any("<w:t>&amp;</w:t>]]>Hợp tác" in each.text for each in document.paragraphs)


def test_writing_stops_when_told_to():
    with pytest.raises(CancelledError):
        docx_bytes(make_document(annexes=(make_annex(),)), WHEN, Stopping())


def test_fifteen_pages_take_less_than_a_second():
    annexes = tuple(make_annex(25, number=number) for number in ("I", "II", "III", "IV"))
    document = make_document(blocks=BLOCKS + paragraphs(40), annexes=annexes)
    written(make_document())

    started = time.process_time()
    written(document)

    assert time.process_time() - started < 1


def test_no_paragraph_without_words_can_begin_a_page_of_its_own():
    table = make_annex().blocks[0]
    annexes = (make_annex(blocks=(replace(table, notes=()),)), make_annex())
    body = in_word(make_document(annexes=annexes)).element.body

    *_, note, last = body
    assert (note.style, last.tag) == ("Note", qn("w:sectPr"))
    assert len(list(body.iter(qn("w:sectPr")))) == 3
    narrow = [each.tag == qn("w:p") and each.style == "AfterTable" for each in body]
    assert (True, True) not in pairwise(narrow)


def places(content, texts):
    """Page and height of each text, millimetres from the lower edge."""
    pages = sheets(content)
    found = {}
    for text in texts:
        page = next(place for place, each in enumerate(pages) if text in each.text)
        found[text] = (page, pages[page].foot_of(text) / MM)
    return found, len(pages)


@needs_office
def test_word_and_paper_agree_page_by_page(practice, tmp_path):
    document = everything(practice)
    (content,) = office_pdfs([written(document)], tmp_path)
    texts = [
        "HUYỆN LẠNG GIANG",
        "Độc lập - Tự do",
        "Số: ",
        "KẾ HOẠCH",
        "Phần thứ nhất",
        "Phần thứ hai",
        "TM. ỦY BAN",
        "Nơi nhận:",
        "Bùi Thị Hương Lan",
        *(f"Phụ lục {each.number}" for each in document.annexes),
    ]
    texts += [
        each.text.upper()[:30] if each.level is HeadingLevel.ROMAN else each.text[:30]
        for each in document.blocks
        if isinstance(each, Heading) and each.level is not HeadingLevel.PART
    ]

    on_paper, pages = places(printed(document), texts)
    in_office, pages_in_office = places(content, texts)

    assert pages_in_office == pages
    for text in texts:
        assert in_office[text][0] == on_paper[text][0], text
        assert abs(in_office[text][1] - on_paper[text][1]) < 2, text


@needs_office
def test_no_page_holds_only_the_signature(tmp_path):
    documents = [
        make_document(blocks=BLOCKS + paragraphs(count, 1) + paragraphs(1, 2)) for count in range(6)
    ]

    pages = []
    for content in office_pdfs([written(each) for each in documents], tmp_path):
        *_, last = sheets(content)
        last.find("TM. ỦY BAN NHÂN DÂN")
        assert "Hoạt động của các hợp tác xã" in last.text or "ổn định." in last.text
        pages.append(len(sheets(content)))

    assert {1, 2} == set(pages)  # the signature met the foot of the page on the way

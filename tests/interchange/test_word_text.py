"""What a Word file shows beside its numbers: capitals, merged cells, our own output."""

import re
import time

import docx
import pytest
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml.ns import qn

from ktt_desktop.domain.document import Heading, HeadingLevel, Paragraph, Run
from ktt_desktop.domain.progress import Silent
from ktt_desktop.interchange.document_text import read_document_text
from ktt_desktop.services.document_check import check_text
from ktt_desktop.services.printing import open_pages, pdf_bytes, word_bytes
from tests.golden.seeds import DATA
from tests.interchange.word_files import element
from tests.reports.printed import WHEN, make_document
from tests.usual_report import build_document

LEVELS = (
    (re.compile(r"[IVX]+\. "), HeadingLevel.ROMAN),
    (re.compile(r"\d+\. "), HeadingLevel.NUMBER),
    (re.compile(r"[a-z]\) "), HeadingLevel.LETTER),
)


def text_of(document, folder):
    path = folder / "a.docx"
    document.save(path)
    return read_document_text(path)


def read_back(document, folder):
    path = folder / "a.docx"
    path.write_bytes(word_bytes(document, WHEN, Silent()))
    return read_document_text(path)


def typed(text):
    return Paragraph((Run(text),))


def blocks_of(seed):
    """The lines of a published plan, its headings as headings."""
    for line in (DATA / "seeds" / f"{seed}.txt").read_text(encoding="utf-8").splitlines():
        text = " ".join(line.split())
        level = next((level for form, level in LEVELS if form.match(text)), None)
        if text:
            yield Heading(level, text) if level else typed(text)


def as_typed(block):
    """A heading as a paragraph whose number somebody typed."""
    if not isinstance(block, Heading):
        return block
    return typed(block.text.upper() if block.level is HeadingLevel.ROMAN else block.text)


@pytest.mark.parametrize("seed", ["lang_son_2022", "ba_to_2024"])
def test_headings_we_wrote_are_read_and_checked_as_if_their_numbers_were_typed(
    catalogue, tmp_path, seed
):
    blocks = tuple(blocks_of(seed))
    numbered = read_back(make_document(blocks=blocks), tmp_path)
    plain = read_back(make_document(blocks=tuple(map(as_typed, blocks))), tmp_path)

    assert sum(isinstance(each, Heading) for each in blocks) > 10
    assert numbered == plain
    found = check_text(catalogue, numbered)
    assert found
    assert found == check_text(catalogue, plain)


def test_a_report_read_back_has_the_lines_of_the_paper(practice, tmp_path):
    document = build_document(*practice)
    with open_pages(pdf_bytes(document, WHEN)) as pages:
        shown = [
            line
            for place in range(pages.count)
            for line in pages.text(place).splitlines()
            if line.strip() != str(place + 1)
        ]
    paper = re.sub(r"\s+", "", "".join(shown))
    lines = [line for line in read_back(document, tmp_path).split("\n") if line.strip()]

    body = [line for line in lines if " | " not in line]
    assert [line for line in body if re.sub(r"\s+", "", line) not in paper] == []
    headings = [line for line in body if any(form.match(line) for form, _ in LEVELS)]
    assert len(headings) >= 10
    assert any(line.startswith("I. ") and line.isupper() for line in headings)


def test_capitals_that_are_only_drawn_are_read_as_capitals(tmp_path):
    document = docx.Document()
    styles = document.styles
    loud = styles.add_style("Hoa", WD_STYLE_TYPE.PARAGRAPH)
    loud.font.all_caps = True
    letters = styles.add_style("Chữ hoa", WD_STYLE_TYPE.CHARACTER)
    letters.font.all_caps = True
    below = styles.add_style("Dưới", WD_STYLE_TYPE.PARAGRAPH)
    below.base_style = loud
    document.add_paragraph("Kế hoạch", loud)
    document.add_paragraph("phát triển ", below).add_run("nhỏ").font.all_caps = False
    document.add_paragraph("một ").add_run("hai", letters)
    document.add_table(rows=1, cols=1).cell(0, 0).paragraphs[0].add_run("ô").font.all_caps = True

    assert text_of(document, tmp_path).split("\n") == [
        *("KẾ HOẠCH", "PHÁT TRIỂN nhỏ", "một HAI", "Ô"),
    ]


def test_a_cell_over_several_rows_stands_in_each_of_them(tmp_path):
    document = docx.Document()
    table = document.add_table(rows=3, cols=3)
    table.cell(0, 0).merge(table.cell(1, 0)).text = "HTX"
    table.cell(0, 1).merge(table.cell(0, 2)).text = "Năm\n2022"
    table.cell(1, 2).text = "64"
    table.cell(2, 1).text = "5"

    assert text_of(document, tmp_path).split("\n") == ["HTX | Năm 2022", "HTX |  | 64", " | 5 | "]


def test_text_in_boxes_and_headers_is_left_out_and_links_are_read(tmp_path):
    document = docx.Document()
    document.sections[0].header.paragraphs[0].text = "đầu trang"
    paragraph = document.add_paragraph("xem ")
    paragraph._p.append(element("<w:hyperlink><w:r><w:t>đây</w:t></w:r></w:hyperlink>"))
    box = "<w:txbxContent><w:p><w:r><w:t>hộp</w:t></w:r></w:p></w:txbxContent>"
    paragraph._p.append(element(f"<w:r><w:pict>{box}</w:pict></w:r>"))

    assert text_of(document, tmp_path) == "xem đây"


def test_a_span_of_a_thousand_million_columns_is_one_cell(tmp_path):
    document = docx.Document()
    table = document.add_table(rows=1, cols=2)
    table.cell(0, 0).text, table.cell(0, 1).text = "a", "b"
    for cell in table._tbl.iter(qn("w:tc")):
        cell.tcPr.append(element('<w:gridSpan w:val="1000000000"/>'))
    began = time.process_time()

    assert text_of(document, tmp_path) == "a | b"
    assert time.process_time() - began < 2

from docx.oxml.ns import qn

from ktt_desktop.reports.docx.titles import annex_head, title_lines
from tests.reports.docx.written import in_word, styled
from tests.reports.printed import REFERENCE, make_annex, make_document

LONG = "Tổng hợp kết quả và nhu cầu kinh phí hỗ trợ phát triển kinh tế tập thể, hợp tác xã"


def test_a_long_title_is_broken_where_the_paper_breaks_it():
    assert title_lines(LONG.upper(), 468, 14) == [
        "TỔNG HỢP KẾT QUẢ VÀ NHU CẦU KINH PHÍ HỖ TRỢ",
        "PHÁT TRIỂN KINH TẾ TẬP THỂ, HỢP TÁC XÃ",
    ]


def test_the_head_of_an_annex_has_its_lines_and_styles():
    document = in_word(make_document(annexes=(make_annex(number="I"),)))

    assert styled(document, "Annex") == ["Phụ lục I"]
    assert styled(document, "AnnexTitle") == ["CÁC CHỈ TIÊU PHÁT TRIỂN KINH TẾ TẬP THỂ"]
    assert styled(document, "Reference") == [REFERENCE]
    annex = document.styles["Phụ lục"].element.pPr
    assert annex.find(qn("w:outlineLvl")).get(qn("w:val")) == "0"  # stands in the navigation pane


def test_an_annex_without_reference_has_no_empty_line_for_it():
    assert len(annex_head(make_annex(reference=""), 700)) == 3  # name, title, the line drawn below

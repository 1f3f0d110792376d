from docx.oxml.ns import qn
from docx.shared import Mm

from ktt_desktop.domain.document import SignatureBlock
from tests.reports.docx.written import in_word
from tests.reports.printed import make_document


def foot(**changes):
    return in_word(make_document(**changes)).tables[-1]


def test_recipients_on_the_left_signer_on_the_right():
    left, right = foot().rows[0].cells

    assert left.text == "Nơi nhận:\n- Sở Kế hoạch và Đầu tư;\n- Lưu: VT."
    assert right.text == ("TM. ỦY BAN NHÂN DÂN\nKT. CHỦ TỊCH\nPHÓ CHỦ TỊCH\nBùi Thị Hương Lan")


def test_there_is_room_to_sign_above_the_name():
    name = foot().rows[0].cells[1].paragraphs[-1]

    assert abs(name.style.paragraph_format.space_before - Mm(30)) < Mm(0.1)


def test_the_block_is_one_row_without_lines_that_is_never_cut():
    table = foot()

    assert len(table.rows) == 1
    assert table.rows[0]._tr.trPr.find(qn("w:cantSplit")) is not None
    assert table.style.name == "Bảng không kẻ"
    assert table.style.element.find(f".//{qn('w:tblBorders')}") is None


def test_nobody_to_sign_and_nobody_to_send_to_leave_room_to_write():
    left, right = foot(signature=SignatureBlock((), ""), recipients=()).rows[0].cells

    assert left.text == ""
    assert right.paragraphs[-1].style.name == "Họ tên người ký"

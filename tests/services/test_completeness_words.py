from dataclasses import replace
from datetime import date

import pytest
from openpyxl import load_workbook

from ktt_desktop.domain.completeness import BoardPeriod, BoardUnit, make_board
from ktt_desktop.domain.period import ReportingPeriod
from ktt_desktop.domain.progress import Silent
from ktt_desktop.domain.receiving import Approval, FileState
from ktt_desktop.domain.records import UnitProfile
from ktt_desktop.domain.terms import PeriodKind, UnitLevel
from ktt_desktop.domain.unit_particulars import Deadline
from ktt_desktop.services.completeness_words import (
    BoardFilter,
    board_columns,
    board_file,
    cell_sentence,
    cell_tone,
    cell_words,
    filtered,
)
from ktt_desktop.services.list_file import write_list
from tests.held_files import held, noon

PROFILE = UnitProfile("24", "Tỉnh Bắc Ninh", UnitLevel.PROVINCE, "", "Bộ Tài chính")
LINE = Deadline(what="Mẫu II.02", day=30, month=12, basis="Điều 29", unconfirmed=True)
DUE = date(2025, 12, 30)
YEAR = BoardPeriod(ReportingPeriod(2025, PeriodKind.YEAR), frozenset("ABCDEFG"), DUE, (LINE,))
PLAN = BoardPeriod(ReportingPeriod(2025, PeriodKind.PLAN), frozenset("A"))


@pytest.fixture
def board():
    units = [BoardUnit(each, f"Xã {each}") for each in "ABCDEFG"]
    late = date(2026, 1, 4)
    files = [
        held("A", "N2025", on=DUE),
        held("B", "N2025", on=late),
        held("B", "N2025", on=late, number=2),
        held("C", "N2025", state=FileState.RETURNED),
        held("D", "N2025", on=DUE),
        held("D", "N2025", on=DUE, state=FileState.CONFLICT, mark="other"),
        held("E", "N2025", on=late),
        held("G", "KH2026", on=late),
    ]
    closed = [Approval("E", "N2025", noon(late))]
    return make_board(units, [YEAR, PLAN], files, closed, late)


def said(board, say, place=0):
    return {row.unit.key: say(row.cells[place]) for row in board.rows}


def test_every_cell_says_its_state_in_words_beside_the_tone(board):
    assert said(board, cell_words) == {
        "A": "Đúng hạn",
        "B": "Trễ · bổ sung 2",
        "C": "Trả lại để sửa",
        "D": "Chờ xử lý",
        "E": "Đã chốt · trễ",
        "F": "Chưa nộp, trễ",
        "G": "Chưa nộp, trễ",
    }
    assert said(board, cell_words, 1) | {"A": "", "G": ""} == dict.fromkeys(
        "BCDEF", "Không phải nộp"
    ) | {"A": "", "G": ""}
    assert said(board, cell_words, 1)["A"] == "Chưa nộp"
    assert said(board, cell_words, 1)["G"] == "Đã nhận"
    tones = said(board, cell_tone)
    assert tones == dict(zip("ABCDEFG", ("good", "warning", "error", "warning", "good", "error",
                                         "error"), strict=True))  # fmt: skip


def test_filters_show_the_units_with_such_a_cell(board):
    def keys(which, places=(0, 1)):
        return "".join(row.unit.key for row in filtered(board, which, places))

    assert keys(BoardFilter.ALL) == "ABCDEFG"
    assert keys(BoardFilter.ALL, [1]) == "AG"
    assert keys(BoardFilter.MISSING) == "AFG"
    assert keys(BoardFilter.MISSING, [0]) == "FG"
    assert keys(BoardFilter.LATE) == "BEFG"
    assert keys(BoardFilter.HELD) == "D"
    assert keys(BoardFilter.RETURNED) == "C"
    assert keys(BoardFilter.RECEIVED) == "ABG"
    assert keys(BoardFilter.APPROVED) == "E"


def test_the_head_of_a_period_has_its_deadline_and_its_sum(board):
    heads = [each.title for each in board_columns(board, (0, 1))]
    assert heads == [
        "Đơn vị",
        "Năm 2025\nđã nộp 4/7\nhạn 30/12/2025",
        "Kế hoạch 2026\nđã nộp 0/1\nchưa ghi hạn",
    ]


def test_a_unit_that_is_gone_is_marked_among_those_of_today(board):
    former = make_board([BoardUnit("G", "Xã G", former=True)], [YEAR], (), (), DUE)
    assert board_columns(former, (0,))[0].text(former.rows[0]) == "Xã G"
    mixed = replace(board, rows=(*board.rows, *former.rows))
    texts = [board_columns(mixed, (0,))[0].text(row) for row in mixed.rows]
    assert texts[-2:] == ["Xã G", "Xã G (đến 30/6/2025)"]


def test_a_cell_at_length_tells_both_days_and_where_the_deadline_is_from(board):
    sentences = {row.unit.key: cell_sentence(row, YEAR, row.cells[0]) for row in board.rows}
    assert sentences["B"] == (
        "Xã B, báo cáo năm 2025: trễ · bổ sung 2; tệp đầu nhận ngày 4/1/2026, lập ngày "
        "3/1/2026; số liệu trong sổ lấy từ bổ sung lần 2; hạn 30/12/2025 theo Điều 29, thời hạn "
        "chưa đối chiếu văn bản."
    )
    assert "chờ xử lý (hai tệp khác nhau);" in sentences["D"]
    assert sentences["F"].startswith("Xã F, báo cáo năm 2025: chưa nộp, trễ; hạn 30/12/2025")
    (row,) = [each for each in board.rows if each.unit.key == "B"]
    assert cell_sentence(row, PLAN, None).endswith("không phải nộp kỳ này.")


def test_the_list_is_exported_as_it_is_shown(board, tmp_path):
    rows = filtered(board, BoardFilter.LATE, (0, 1))
    listed = board_file(PROFILE, board, rows, (0, 1), BoardFilter.LATE, " xã ")
    sheet = load_workbook(write_list(listed, tmp_path / "tien-do.xlsx", Silent())).active
    texts = [[str(cell.value or "") for cell in row] for row in sheet.iter_rows()]
    flat = "\n".join("|".join(row) for row in texts)
    assert "TIẾN ĐỘ NỘP SỐ LIỆU NĂM 2025" in flat
    assert "Lọc: chỉ gồm trễ; tìm “xã”" in flat
    assert "|Xã B|Trễ · bổ sung 2|Không phải nộp" in flat
    assert "Xã A" not in flat
    assert "Năm 2025: 4/7 đơn vị đã nộp, 2 trễ" in flat
    pages = write_list(listed, tmp_path / "tien-do.pdf", Silent())
    assert pages.read_bytes().startswith(b"%PDF")

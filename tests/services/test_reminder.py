from dataclasses import replace
from datetime import date

import pytest

from ktt_desktop.domain.completeness import BoardPeriod, BoardUnit, make_board
from ktt_desktop.domain.period import ReportingPeriod
from ktt_desktop.domain.receiving import FileState
from ktt_desktop.domain.records import UnitProfile
from ktt_desktop.domain.terms import PeriodKind, UnitLevel
from ktt_desktop.services.reminder import office, reminder
from tests.held_files import held

PROFILE = UnitProfile("24", "Tỉnh Bắc Ninh", UnitLevel.PROVINCE, "", "Bộ Tài chính")
NAMES = {"A": "Xã An Lạc", "B": "Phường Kinh Bắc", "C": "Xã Bảo Đài", "D": "Xã Kép"}
TODAY = date(2026, 1, 5)


def made(*files, deadline=date(2025, 12, 30), keys="ABCD"):
    period = ReportingPeriod(2025, PeriodKind.YEAR)
    columns = [BoardPeriod(period, frozenset(keys), deadline)]
    return make_board([BoardUnit(*each) for each in NAMES.items()], columns, files, (), TODAY)


@pytest.fixture
def board():
    return made(held("C", "N2025", state=FileState.RETURNED), held("D", "N2025"))


def test_one_message_names_the_period_the_deadline_the_units_and_how_to_send(board):
    assert reminder(board, 0, PROFILE, TODAY) == (
        "Kính gửi: UBND xã An Lạc; UBND phường Kinh Bắc; UBND xã Bảo Đài.\n\n"
        "Đến hết ngày 5/1/2026, UBND tỉnh Bắc Ninh chưa nhận được tệp nộp số liệu kinh tế tập "
        "thể, hợp tác xã của kỳ “Báo cáo năm 2025” từ các đơn vị nêu trên. "
        "Đề nghị hoàn thành số liệu và gửi tệp nộp.\n"
        "Riêng UBND xã Bảo Đài: tệp nộp kỳ “Báo cáo năm 2025” đã được trả lại để sửa. Đề nghị "
        "sửa theo biên nhận và gửi lại.\n"
        "Hạn gửi: ngày 30/12/2025 (đã quá hạn 06 ngày).\n"
        "Cách gửi: mở Sổ KTTT, chọn kỳ “Báo cáo năm 2025” (Ctrl+K), vào Nộp và nhận (Alt+7), "
        "nhấn F12 để kết xuất; gửi nguyên tệp có đuôi .kttt về UBND tỉnh Bắc Ninh, không đổi "
        "tên, không sửa nội dung tệp.\n"
        "Nếu đã gửi, đề nghị báo ngày gửi và mã kiểm tra để đối chiếu.\n\n"
        "Trân trọng."
    )


def test_a_message_to_one_unit_names_no_other(board):
    text = reminder(board, 0, PROFILE, TODAY, "B")
    assert text.startswith("Kính gửi: UBND phường Kinh Bắc.\n")
    assert "từ UBND phường Kinh Bắc. Đề nghị" in text
    assert "An Lạc" not in text
    assert "trả lại" not in text
    assert reminder(board, 0, PROFILE, TODAY, "D") == ""
    back = reminder(board, 0, PROFILE, TODAY, "C")
    assert "\n\nĐối với UBND xã Bảo Đài: tệp nộp" in back
    assert "chưa nhận được" not in back


def test_the_deadline_is_told_as_far_as_it_is_known():
    days = {None: "theo văn bản hướng dẫn của kỳ này", TODAY: "hôm nay, ngày 5/1/2026",
            date(2026, 1, 8): "ngày 8/1/2026 (còn 03 ngày)"}  # fmt: skip
    for deadline, words in days.items():
        text = reminder(made(deadline=deadline), 0, PROFILE, TODAY)
        assert f"\nHạn gửi: {words}.\n" in text


def test_nobody_is_reminded_where_all_have_sent():
    assert reminder(made(held("A", "N2025"), keys="A"), 0, PROFILE, TODAY) == ""


def test_a_name_that_is_no_unit_of_administration_stays_as_it_is():
    assert office("Bộ Tài chính") == "Bộ Tài chính"
    assert office("Thị trấn Vôi") == "UBND thị trấn Vôi"


def test_a_unit_that_is_gone_is_reminded_only_in_a_book_of_its_time():
    period = BoardPeriod(ReportingPeriod(2024, PeriodKind.YEAR), frozenset(["217/cu"]))
    unit = BoardUnit("217/cu", "Huyện Lạng Giang", former=True)
    board = make_board([unit], [period], (), (), TODAY)
    assert reminder(board, 0, PROFILE, TODAY) == ""
    assert "UBND huyện Lạng Giang" in reminder(board, 0, replace(PROFILE, historical=True), TODAY)

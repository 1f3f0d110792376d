from dataclasses import replace
from datetime import UTC, datetime

import pytest

from ktt_desktop.domain.takeover import Choice, Fate
from ktt_desktop.services.takeover_words import (
    act_words,
    book_words,
    notes,
    reason_words,
    summary,
    taken_words,
)
from tests.domain.test_takeover import line, preview

AREA, ALL = Choice.AREA, Choice.ALL


def test_whose_book_it_is_and_from_when():
    moment = datetime(2025, 6, 30, 8, 5, tzinfo=UTC)
    assert book_words(preview(changed=moment)) == (
        f"Sổ của Xã Nghĩa Hòa, sửa lần cuối lúc {moment.astimezone():%H:%M} 30/06/2025."
    )
    assert book_words(preview()) == "Sổ của Xã Nghĩa Hòa, chưa có thay đổi nào được ghi."


def test_the_summary_counts_what_comes_and_what_stays():
    rich = replace(line(figures=((2023, 4), (2024, 5))), dossiers=("d1", "d2"), files=3, missing=1)
    found = preview(
        rich,
        line(Fate.SAME),
        line(Fate.DIFFERENT),
        line(Fate.CODE_TAKEN),
        unit_in_area=True,
        unit_figures=12,
        unit_dossiers=1,
    )
    assert summary(found, AREA) == (
        "Sẽ nhận 1 tổ chức, cùng số liệu các năm 2023 (4), 2024 (5); 2 hồ sơ công việc; 2 tệp "
        "đính kèm. Của Xã Nghĩa Hòa: 12 số liệu chung, giữ theo mã của đơn vị đó; 1 hồ sơ công "
        "việc chung. Hồ sơ ở đây giữ nguyên: 1 giống hệt, 1 đã khác ở sổ này, 1 trùng mã số với hồ "
        "sơ khác."
    )


def test_what_is_of_the_unit_is_not_told_when_it_does_not_come():
    found = preview(line(in_area=False), unit_figures=3)
    assert summary(found, AREA) == "Không có tổ chức nào để nhận."
    assert "3 số liệu chung" in summary(found, ALL)


@pytest.mark.parametrize(
    ("one", "act", "reason"),
    [
        (line(figures=((2024, 1),)), "Nhận", "1 năm số liệu, 0 hồ sơ công việc"),
        (line(in_area=False), "Không nhận", "Ngoài địa bàn của đơn vị"),
        (line(Fate.SAME), "Bỏ qua", "Giống hệt"),
        (replace(line(Fate.DIFFERENT), rival="HTX A"), "Giữ như ở đây", "Ở đây đã khác"),
        (replace(line(Fate.DIFFERENT), rival="HTX B"), "Giữ như ở đây", "Ở đây tên là “HTX B”"),
        (line(Fate.IN_BIN), "Giữ như ở đây", "Đang ở thùng rác của sổ này"),
        (replace(line(Fate.CODE_TAKEN), rival="HTX B"), "Không nhận", "Trùng mã số với “HTX B”"),
        (
            replace(line(), is_divided=True),
            "Nhận",
            "Xã cũ đã chia; 0 năm số liệu, 0 hồ sơ công việc",
        ),
    ],
)
def test_every_line_says_what_happens_and_why(one, act, reason):
    found = preview(one)
    assert act_words(found, one, AREA) == act
    assert reason_words(found, one, AREA) == reason


def test_notes_are_of_what_comes():
    torn = replace(line(in_area=False), missing=2, is_divided=True)
    found = preview(torn)
    assert list(notes(found, AREA)) == []
    missing, divided = notes(found, ALL)
    assert "Không thấy 2 tệp đính kèm" in missing
    assert "1 tổ chức ở xã cũ đã chia" in divided


def test_notes_tell_what_cannot_come():
    clash, unknown, bin_ = notes(preview(code_clash=True, unknown=("a9_1",), in_bin=3), AREA)
    assert "nay là mã của đơn vị này" in clash
    assert "chưa có chỉ tiêu A9.1" in unknown
    assert bin_ == "3 hồ sơ trong thùng rác của sổ đó không nhận."


def test_what_was_done_names_the_book():
    found = preview(line())
    assert taken_words(found, ALL, 0) == "Đã nhận 1 tổ chức từ sổ của Xã Nghĩa Hòa."
    assert taken_words(preview(), ALL, 0) == "Đã nhận số liệu chung từ sổ của Xã Nghĩa Hòa."
    assert taken_words(found, ALL, 2).endswith(" Thiếu 2 tệp đính kèm.")

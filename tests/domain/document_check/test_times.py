"""Moments as a text names them."""

from datetime import date

import pytest

from ktt_desktop.domain.document_check.lines import read_lines
from ktt_desktop.domain.document_check.times import Time, same_time, times_of


@pytest.mark.parametrize(
    ("text", "time"),
    [
        ("Đến hết 30/6/2022, có", Time(date(2022, 6, 30))),
        ("tính đến tháng 8/2022", Time(date(2022, 8, 31))),
        ("Ước thực hiện đến 31/12/2022", Time(date(2022, 12, 31), estimate=True)),
        ("Sáu tháng đầu năm 2022", Time(date(2022, 6, 30))),
        ("7 tháng đầu năm", Time(date(2025, 7, 31))),
        ("Dự kiến đến cuối năm 2025", Time(date(2025, 12, 31), estimate=True)),
        ("Hiện nay, có", Time()),
    ],
)
def test_a_moment_is_read(text, time):
    assert [each.time for each in times_of(read_lines(text)[0], 2025)] == [time]


@pytest.mark.parametrize("text", ["ngày 15/8/2022", "so với thời điểm 31/12/2021", "đến 31/6/2022"])
def test_other_days_are_no_moment_of_figures(text):
    assert not list(times_of(read_lines(text)[0], 2025))


def test_a_target_is_of_no_present_moment():
    assert same_time(Time(), Time(date(2022, 6, 30)))
    assert not same_time(Time(target=True), Time())

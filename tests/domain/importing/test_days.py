"""Dates as officers write them."""

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ktt_desktop.domain.dates import PartialDate
from ktt_desktop.domain.importing.days import EPOCH, SERIALS, read_day

DAYS = st.dates(datetime.date(1930, 1, 1), datetime.date(2099, 12, 31))


@pytest.mark.parametrize(
    ("written", "iso"),
    [
        ("09/8/2022", "2022-08-09"),
        ("20/11/ 2013", "2013-11-20"),
        ("5.3.2019", "2019-03-05"),
        ("tháng 4/2019", "2019-04"),
        ("năm 2018", "2018"),
        ("thành lập ngày 15/8/2022", "2022-08-15"),
        (2018.0, "2018"),
        (44788.0, "2022-08-15"),
        (datetime.date(2022, 8, 15), "2022-08-15"),
        (datetime.datetime(2022, 8, 15, 10), "2022-08-15"),  # noqa: DTZ001 (Excel has no zones)
    ],
)
def test_what_is_written_is_read(written, iso):
    read = read_day(written)
    assert (read.value.iso(), read.doubt) == (iso, "")


@pytest.mark.parametrize("written", ["31/02/2020", "02/13/2020", "quý I", 123.0, 12.5, "15/8"])
def test_what_is_no_day_is_told_and_left_empty(written):
    read = read_day(written)
    assert read.value is None
    assert read.doubt


@pytest.mark.parametrize("written", ["", None, "-", "chưa rõ", "không rõ", " "])
def test_nothing_is_no_doubt(written):
    assert read_day(written) == read_day(None)


def test_a_year_of_two_digits_is_doubtful():
    read = read_day("1/6/98")
    assert read.value == PartialDate(1998, 6, 1)
    assert "1998" in read.doubt


@given(DAYS)
def test_days_come_back_from_every_print(day):
    expected = PartialDate.from_date(day)
    for printed in (expected.short(), expected.running(), expected.iso(), f"{day:%d/%m/%Y}"):
        assert read_day(printed).value == expected
    assert read_day(PartialDate(day.year, day.month).short()).value.iso() == f"{day:%Y-%m}"


@given(st.sampled_from(SERIALS))
def test_serial_numbers_are_days(serial):
    assert read_day(float(serial)).value == PartialDate.from_date(
        EPOCH + datetime.timedelta(days=serial)
    )

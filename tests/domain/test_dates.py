import unicodedata
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ktt_desktop.domain.dates import PartialDate, Precision, heading_date, months_later, parse_date
from ktt_desktop.domain.errors import InvalidInputError

days = st.dates(date(1900, 1, 1), date(2100, 12, 31)).map(PartialDate.from_date)
partial_dates = st.one_of(
    days,
    days.map(lambda day: PartialDate(day.year, day.month)),
    days.map(lambda day: PartialDate(day.year)),
)


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("15/8/2022", "2022-08-15"),
        ("09/8/2022", "2022-08-09"),
        ("2/2/2021", "2021-02-02"),
        ("20/11/ 2013", "2013-11-20"),
        ("21 / 11/2013 ", "2013-11-21"),
        ("15-8-2022", "2022-08-15"),
        ("15.8.2022", "2022-08-15"),
        ("2022-08-15", "2022-08-15"),
        ("2022-8", "2022-08"),
        ("ngày 03 tháng 02 năm 2021", "2021-02-03"),
        ("Ngày 3 tháng 2 năm 2021", "2021-02-03"),
        ("ngay 15/8/2022", "2022-08-15"),
        ("tháng 8/2022", "2022-08"),
        ("Tháng 8 năm 2022", "2022-08"),
        ("8/2022", "2022-08"),
        ("năm 1998", "1998"),
        ("1998", "1998"),
    ],
)
def test_a_date_is_read_as_officers_write_it(text, iso):
    parsed = parse_date(text)
    assert parsed is not None
    assert parsed.iso() == iso
    assert parse_date(unicodedata.normalize("NFD", text)) == parsed


@pytest.mark.parametrize("text", ["", "  ", "\u00a0"])
def test_a_blank_is_no_date(text):
    assert parse_date(text) is None


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        (
            "31/02/2022",
            "Ngày 31/02/2022 không có trong lịch. Tháng 2 năm 2022 có 28 ngày.",
        ),
        ("29/2/1900", "Ngày 29/02/1900 không có trong lịch. Tháng 2 năm 1900 có 28 ngày."),
        ("0/4/2022", "Ngày 00/04/2022 không có trong lịch. Tháng 4 năm 2022 có 30 ngày."),
        ("8/15/2022", "Không có tháng 15. Gõ ngày trước, tháng sau, ví dụ 15/8/2022."),
        ("13/2022", "Không có tháng 13. Gõ ngày trước, tháng sau, ví dụ 15/8/2022."),
        ("1022", "Năm 1022 không dùng được. Gõ năm từ 1900 đến 2100."),
        (
            "15/8/22",
            "“15/8/22” chưa có năm đủ bốn chữ số. Gõ như 15/8/2022, 8/2022 hoặc 2022.",
        ),
        ("quý I/2026", "“quý I/2026” là một quý. Gõ tháng cuối quý, ví dụ 3/2026."),
        (
            "hôm qua",
            "“hôm qua” không phải là ngày tháng. Gõ như 15/8/2022, 8/2022 hoặc 2022.",
        ),
        (
            "15/8/20222",
            "“15/8/20222” không phải là ngày tháng. Gõ như 15/8/2022, 8/2022 hoặc 2022.",
        ),
        ("ngày 2022", "“ngày 2022” không phải là ngày tháng. Gõ như 15/8/2022, 8/2022 hoặc 2022."),
    ],
)
def test_a_date_that_cannot_be_is_refused_with_a_sentence(text, sentence):
    with pytest.raises(InvalidInputError) as refusal:
        parse_date(text)
    assert str(refusal.value) == sentence


def test_a_day_without_a_month_is_refused():
    with pytest.raises(InvalidInputError, match="Ngày phải đi cùng tháng"):
        PartialDate(2022, None, 15)


@pytest.mark.parametrize("text", ["", "22", "2022-8", "15/8/2022", "2022-08-15T00:00"])
def test_only_iso_text_is_read_back_from_storage(text):
    with pytest.raises(InvalidInputError):
        PartialDate.from_iso(text)


@given(partial_dates)
def test_every_way_of_writing_a_date_is_read_back_the_same(value):
    assert PartialDate.from_iso(value.iso()) == value
    for written in (value.iso(), value.short(), value.running()):
        assert parse_date(written) == value


@given(days)
def test_a_heading_date_is_read_back_the_same(value):
    assert parse_date(heading_date(value.first_day())) == value


@given(partial_dates, partial_dates)
def test_dates_are_ordered_like_their_stored_text(left, right):
    assert (left < right) is (left.iso() < right.iso())
    assert (left >= right) is (left.iso() >= right.iso())


@given(partial_dates)
def test_a_date_lies_between_its_first_and_its_last_day(value):
    first, last = value.first_day(), value.last_day()
    assert first <= last
    assert PartialDate.from_date(first).iso().startswith(value.iso())
    assert PartialDate.from_date(last).iso().startswith(value.iso())


def test_a_date_is_not_compared_with_a_text():
    with pytest.raises(TypeError):
        assert PartialDate(2022) < "2023"


@pytest.mark.parametrize(
    ("value", "precision", "short", "running", "last_day"),
    [
        (PartialDate(2022), Precision.YEAR, "2022", "năm 2022", date(2022, 12, 31)),
        (PartialDate(2024, 2), Precision.MONTH, "2/2024", "tháng 2/2024", date(2024, 2, 29)),
        (
            PartialDate(2022, 8, 5),
            Precision.DAY,
            "5/8/2022",
            "ngày 5/8/2022",
            date(2022, 8, 5),
        ),
    ],
)
def test_a_date_is_written_as_precisely_as_it_is_known(value, precision, short, running, last_day):
    assert value.precision is precision
    assert value.short() == short
    assert value.running() == running
    assert value.last_day() == last_day


@pytest.mark.parametrize(
    ("day", "heading"),
    [
        (date(2026, 2, 5), "ngày 05 tháng 02 năm 2026"),
        (date(2022, 8, 15), "ngày 15 tháng 8 năm 2022"),
        (date(2022, 3, 9), "ngày 09 tháng 3 năm 2022"),
        (date(2025, 1, 10), "ngày 10 tháng 01 năm 2025"),
        (date(2025, 12, 31), "ngày 31 tháng 12 năm 2025"),
    ],
)
def test_the_heading_date_follows_decree_30(day, heading):
    assert heading_date(day) == heading


@pytest.mark.parametrize(
    ("start", "months", "end"),
    [
        ("2025-03-20", 18, "2026-09-20"),
        ("2025-08-31", 6, "2026-02-28"),
        ("2023-08-31", 6, "2024-02-29"),
        ("2024-02-29", 12, "2025-02-28"),
        ("2024-12-31", 0, "2024-12-31"),
        ("2024-12-31", 1, "2025-01-31"),
    ],
)
def test_some_months_later_is_the_same_day_or_the_last_one(start, months, end):
    assert months_later(date.fromisoformat(start), months) == date.fromisoformat(end)

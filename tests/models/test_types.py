import unicodedata
from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import Column, MetaData, Table, create_engine, insert, select, text
from sqlalchemy.exc import StatementError

from ktt_desktop.domain.dates import PartialDate
from ktt_desktop.domain.terms import OrganisationKind
from ktt_desktop.domain.text import nfc
from ktt_desktop.models.types import NfcText, PartialDateText, UtcTime, enum_column

TABLE = Table(
    "t",
    MetaData(),
    Column("words", NfcText(50)),
    Column("day", PartialDateText(10)),
    Column("time", UtcTime(32)),
    Column("kind", enum_column(OrganisationKind)),
)
HANOI = timezone(timedelta(hours=7))


def round_trip(**values):
    """The stored text and what comes back of it."""
    engine = create_engine("sqlite://")
    with engine.begin() as connection:
        TABLE.create(connection)
        connection.execute(insert(TABLE), values)
        (name,) = values
        stored = connection.execute(text(f"SELECT {name} FROM t")).scalar_one()
        back = connection.execute(select(TABLE.c[name])).scalar_one()
    engine.dispose()
    return stored, back


@given(st.text(st.characters(codec="utf-8", exclude_characters="\0")))
def test_text_is_stored_composed_whatever_keyboard_it_came_from(words):
    stored, back = round_trip(words=unicodedata.normalize("NFD", words))

    assert stored == back == nfc(words)
    assert unicodedata.is_normalized("NFC", stored)


@pytest.mark.parametrize("iso", ["2022", "2022-08", "2022-08-15"])
def test_a_date_keeps_how_much_of_it_is_known(iso):
    assert round_trip(day=PartialDate.from_iso(iso)) == (iso, PartialDate.from_iso(iso))


def test_stored_dates_stand_in_the_order_of_the_dates():
    days = [
        PartialDate(2021, 12, 31),
        PartialDate(2022),
        PartialDate(2022, 1),
        PartialDate(2022, 1, 1),
    ]
    assert [each.iso() for each in days] == sorted(each.iso() for each in days)


@given(st.datetimes(datetime(2000, 1, 1), datetime(2100, 1, 1)))  # noqa: DTZ001
def test_a_moment_comes_back_as_the_same_moment_to_the_second(naive):
    moment = naive.replace(microsecond=0, tzinfo=HANOI)
    stored, back = round_trip(time=moment)

    assert back == moment
    assert back.tzinfo is UTC
    assert stored.endswith("+00:00")


def test_a_time_without_a_zone_is_refused():
    with pytest.raises(StatementError, match="time zone"):
        round_trip(time=datetime(2025, 1, 1))  # noqa: DTZ001


def test_an_enum_is_stored_as_its_official_abbreviation():
    assert round_trip(kind=OrganisationKind.COOPERATIVE) == ("HTX", OrganisationKind.COOPERATIVE)


@pytest.mark.parametrize("wrong", ["COOPERATIVE", "htx", "khac", ""])
def test_any_other_word_is_refused_on_the_way_in(wrong):
    with pytest.raises(StatementError, match="not among the defined enum values"):
        round_trip(kind=wrong)


@pytest.mark.parametrize("column", TABLE.c.keys())
def test_nothing_stays_nothing(column):
    assert round_trip(**{column: None}) == (None, None)

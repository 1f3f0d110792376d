import json
from datetime import datetime, timedelta, timezone

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import text

from ktt_desktop.domain.dates import PartialDate
from ktt_desktop.domain.records import ReturnRecord, Subject
from ktt_desktop.domain.terms import Measure, SubjectKind

ACTUAL, PLAN = Measure.ACTUAL, Measure.PLAN
UNIT = Subject(SubjectKind.UNIT, "07375")
SECTOR = Subject(SubjectKind.SECTOR, "07375", "NN")
HANOI = timezone(timedelta(hours=7))
NOW = datetime(2025, 12, 9, 6, 0, tzinfo=HANOI)
CODES = ("M", "W", "A4.1")
stored = st.none() | st.integers(-(2**63), 2**63 - 1)


@pytest.fixture
def write(session, returns):
    def one(subject=UNIT, year=2024, measure=ACTUAL, *, as_of=None, reasons=None, **values):
        values = {code.replace("_", "."): value for code, value in values.items()}
        record = ReturnRecord(subject, year, measure, as_of, values, reasons or {})
        returns.write(session, record, None, NOW)

    return one


def test_a_form_nobody_answered_is_empty(session, returns):
    assert returns.read(session, UNIT, 2024, ACTUAL) == ReturnRecord(UNIT, 2024, ACTUAL)


def test_nothing_and_zero_are_two_answers(session, returns, write):
    write(M=None, W=0)

    assert returns.read(session, UNIT, 2024, ACTUAL).values == {"M": None, "W": 0, "A4.1": None}


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(
    values=st.dictionaries(st.sampled_from(CODES), stored),
    reasons=st.dictionaries(st.sampled_from(CODES), st.text(st.characters(codec="utf-8"))),
    as_of=st.none() | st.dates().filter(lambda day: 1900 <= day.year <= 2100),
)
def test_what_was_written_is_read_again(session, returns, write, values, reasons, as_of):
    session.execute(text("DELETE FROM annual_return"))
    day = PartialDate.from_date(as_of) if as_of else None
    record = ReturnRecord(UNIT, 2024, ACTUAL, day, values, reasons)
    returns.write(session, record, None, NOW)

    found = returns.read(session, UNIT, 2024, ACTUAL)

    assert dict(found.values) == dict.fromkeys(CODES) | values
    assert (found.as_of, dict(found.reasons)) == (day, reasons)


def test_values_not_named_stay_and_a_named_none_clears(session, returns, write):
    write(M=1, W=2, A4_1=3)
    write(M=10, W=None)

    assert returns.read(session, UNIT, 2024, ACTUAL).values == {"M": 10, "W": None, "A4.1": 3}
    assert session.scalar(text("SELECT count(*) FROM annual_return")) == 1


def test_date_and_reasons_are_those_of_the_last_writing(session, returns, write):
    write(M=1, as_of=PartialDate(2024, 11), reasons={"M": "theo báo cáo"})
    write(M=2, as_of=PartialDate(2024), reasons={})

    found = returns.read(session, UNIT, 2024, ACTUAL)

    assert (found.as_of, found.reasons) == (PartialDate(2024), {})


def test_every_part_of_the_key_tells_forms_apart(session, returns, write):
    keys = [
        (UNIT, 2024, ACTUAL),
        (UNIT, 2024, PLAN),
        (UNIT, 2025, ACTUAL),
        (SECTOR, 2024, ACTUAL),
        (Subject(SubjectKind.SECTOR, "07375", "PNN"), 2024, ACTUAL),
        (Subject(SubjectKind.UNIT, "07376"), 2024, ACTUAL),
        (Subject(SubjectKind.ORGANISATION, "07375"), 2024, ACTUAL),
    ]
    for number, key in enumerate(keys):
        write(*key, M=number)

    assert [returns.read(session, *key).values["M"] for key in keys] == list(range(len(keys)))
    for sector in ("A", "O", "Z"):
        nobody = Subject(SubjectKind.SECTOR, "07375", sector)
        assert returns.read(session, nobody, 2024, ACTUAL).values == {}


def test_history_is_one_measure_of_one_subject_oldest_first(session, returns, write):
    for year in (2023, 2021, 2022):
        write(UNIT, year, M=year)
    write(UNIT, 2020, PLAN, M=1)
    write(SECTOR, 2019, M=1)

    found = returns.history(session, UNIT, ACTUAL)

    assert [(each.year, each.values["M"]) for each in found] == [
        (2021, 2021),
        (2022, 2022),
        (2023, 2023),
    ]


def test_a_unit_s_own_entries_come_whole_and_by_sector_for_the_asked_pairs(session, returns, write):
    write(UNIT, 2024, ACTUAL, M=1)
    write(SECTOR, 2024, ACTUAL, M=2)
    write(UNIT, 2025, PLAN, M=3)
    write(UNIT, 2024, PLAN, M=4)
    write(UNIT, 2025, ACTUAL, M=5)
    write(Subject(SubjectKind.ORGANISATION, "07375"), 2024, ACTUAL, M=6)
    write(Subject(SubjectKind.UNIT, "07376"), 2024, ACTUAL, M=7)

    found = returns.of_unit(session, "07375", [(2024, ACTUAL), (2025, PLAN)])

    assert sorted(each.values["M"] for each in found) == [1, 2, 3]


def test_forms_of_organisations_come_by_uid(session, returns, add, write):
    one = add("HTX A", figures={(2024, "ACTUAL"): {"M": 1}, (2024, "PLAN"): {"M": 2}})
    two = add("HTX B", figures={(2024, "ACTUAL"): {"W": 3}})
    write(UNIT, M=9)

    found = returns.of_organisations(session, 2024, ACTUAL)

    assert {uid: dict(each.values) for uid, each in found.items()} == {
        one.uid: {"M": 1, "W": None, "A4.1": None},
        two.uid: {"M": None, "W": 3, "A4.1": None},
    }


def test_the_row_is_legible_without_the_program(session, write):
    write(M=1, reasons={"M": "Huyện giao"})

    row = session.execute(text("SELECT reasons, updated_at, subject_kind FROM annual_return")).one()

    assert row.reasons == '{"M": "Huyện giao"}'
    assert json.loads(row.reasons) == {"M": "Huyện giao"}
    assert row.updated_at == "2025-12-08T23:00:00+00:00"
    assert row.subject_kind == "don_vi"


def test_a_form_goes_with_its_organisation(session, returns, add):
    organisation = add("HTX A", figures={(2024, "ACTUAL"): {"M": 1}})
    session.delete(organisation)
    session.flush()

    assert returns.of_organisations(session, 2024, ACTUAL) == {}

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ktt_desktop.domain.receiving import (
    FileState,
    Standing,
    current,
    in_order,
    is_newest,
    standing,
    unit_key,
    unit_of_key,
)
from tests.held_files import held

UNIT, PERIOD = "07375", "N2025"


def sent(number, *, made=date(2026, 1, 5), period=PERIOD, state=FileState.ACCEPTED, after=None,
         mark=""):  # fmt: skip
    """A file of the unit; `after` is the one it supersedes."""
    file = held(UNIT, period, number=number, made=made, state=state, mark=mark)
    return replace(file, supersedes=after and (after.bundle_id, after.data_digest))


def numbers(files):
    return [each.number for each in files]


def test_the_first_file_of_a_unit_form_and_period_is_new():
    others = [held("07399", PERIOD), sent(0, period="6T2025")]
    assert standing(sent(0), others) is Standing.NEW


def test_equal_data_is_the_same_file_whatever_became_of_the_other_one():
    for state in FileState:
        kept = replace(sent(1), state=state)
        assert standing(sent(1), [kept]) is Standing.SAME
        assert standing(replace(sent(2), data_digest=kept.data_digest), [kept]) is Standing.SAME


def test_a_supplement_of_what_is_held_takes_its_place():
    first = sent(0)
    assert standing(sent(1, after=first), [first]) is Standing.NEXT


def test_a_supplement_of_a_file_that_never_came_says_that_one_is_missing():
    first = sent(0)
    assert standing(sent(2, after=sent(1, after=first)), [first]) is Standing.GAP
    assert standing(sent(1), [first]) is Standing.GAP


def test_a_supplement_of_a_returned_file_follows_it_once_something_counts():
    first, returned = sent(0), sent(1, state=FileState.RETURNED)
    assert standing(sent(2, after=returned), [first, returned]) is Standing.NEXT


def test_one_number_with_other_figures_is_a_conflict():
    assert standing(sent(1, mark="other"), [sent(0), sent(1)]) is Standing.CONFLICT
    locked = sent(1, state=FileState.LOCKED)
    assert standing(sent(1, mark="other"), [locked]) is Standing.CONFLICT


def test_a_lower_number_than_is_held_is_older():
    assert standing(sent(1), [sent(0), sent(2)]) is Standing.OLDER


@pytest.mark.parametrize(
    "state", [FileState.RETURNED, FileState.SET_ASIDE, FileState.CONFLICT, FileState.UNKNOWN_UNIT]
)
def test_what_does_not_count_is_no_conflict_and_makes_nothing_older(state):
    assert standing(sent(1, mark="other"), [sent(1, state=state)]) is Standing.NEW
    assert standing(sent(0), [sent(1, state=state)]) is Standing.NEW


def test_within_a_period_the_number_decides_even_when_the_clock_went_back():
    first, second = sent(0, made=date(2026, 1, 9)), sent(1, made=date(2020, 1, 1))
    assert numbers(in_order([second, first])) == [0, 1]


def test_a_supplement_made_with_a_wrong_clock_stays_behind_the_periods_before_it():
    plan = sent(0, period="KH2026", made=date(2026, 1, 7))
    year, again = sent(0, made=date(2026, 1, 9)), sent(1, made=date(2020, 1, 1))
    assert in_order([again, plan, year]) == [plan, year, again]


def test_between_periods_the_time_of_making_decides_whatever_the_offset_it_is_told_in():
    here = datetime.fromisoformat("2026-01-05T08:00:00+07:00")
    there = datetime(2026, 1, 5, 1, 30, tzinfo=UTC)  # half an hour later, a smaller figure
    early = replace(sent(0, period="N2025"), created_at=here)
    late = replace(sent(0, period="6T2025"), created_at=there)
    assert in_order([late, early]) == [early, late]


FILES = st.builds(
    sent,
    st.integers(0, 3),
    made=st.dates(date(2025, 12, 28), date(2026, 1, 3)),
    period=st.sampled_from(["N2025", "KH2026", "6T2025"]),
    state=st.sampled_from(FileState),
    mark=st.sampled_from(["", "other"]),
)
SETS = st.lists(FILES, max_size=7, unique_by=lambda each: each.data_digest)


@given(SETS, st.randoms())
def test_the_order_of_coming_never_matters(files, chance):
    mixed = list(files)
    chance.shuffle(mixed)
    assert in_order(mixed) == in_order(files)
    assert current(mixed) == current(files)


@given(SETS)
def test_the_current_file_is_the_accepted_one_of_the_highest_number(files):
    accepted = [each for each in files if each.state is FileState.ACCEPTED]
    found = current(files)
    assert {*found} == {each.key for each in accepted}
    for key, file in found.items():
        assert file.number == max(each.number for each in accepted if each.key == key)


@given(SETS, FILES)
def test_the_newest_file_is_the_last_one_in_order(files, new):
    assert is_newest(new, files) == (in_order([*files, new])[-1] is new)


def test_a_late_older_file_is_not_the_newest():
    kept = [sent(0), sent(2)]
    assert not is_newest(sent(1), kept)
    assert is_newest(sent(3), kept)
    assert not is_newest(sent(0, period="6T2025", made=date(2025, 7, 1)), kept)
    assert is_newest(sent(0), ())


@given(st.from_regex(r"[0-9]{2,5}", fullmatch=True), st.booleans())
def test_a_key_tells_the_code_and_the_time_of_a_unit(code, former):
    assert unit_of_key(unit_key(code, former=former)) == (code, former)


def test_codes_of_the_two_times_are_different_units():
    assert unit_key("07375", former=True) == "07375/cu" != unit_key("07375", former=False)

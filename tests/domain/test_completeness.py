from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from ktt_desktop.domain.completeness import (
    BoardPeriod,
    BoardState,
    BoardUnit,
    deadlines_for,
    make_board,
    periods_of,
    sending_day,
)
from ktt_desktop.domain.period import ReportingPeriod
from ktt_desktop.domain.receiving import Approval, FileState
from ktt_desktop.domain.terms import PeriodKind, UnitLevel
from ktt_desktop.domain.unit_particulars import Deadline, DueYear
from tests.held_files import held, noon

YEAR = ReportingPeriod(2025, PeriodKind.YEAR)
DUE, TODAY = date(2025, 12, 30), date(2026, 1, 5)
UNITS = [BoardUnit(key, f"Xã {key}") for key in ("A", "B", "C")]
STATES = [None, *FileState]


def column(deadline=DUE, period=YEAR, keys="ABC"):
    return BoardPeriod(period, frozenset(keys), deadline)


def board(*files, approvals=(), columns=None, units=UNITS, today=TODAY):
    return make_board(units, columns or [column()], files, approvals, today)


def cell(found, key="A", place=0):
    return next(row.cells[place] for row in found.rows if row.unit.key == key)


def test_nothing_came_is_overdue_only_after_the_deadline():
    assert cell(board()).state is BoardState.MISSING
    assert cell(board()).is_overdue
    assert not cell(board(today=DUE)).is_overdue
    assert not cell(board(columns=[column(deadline=None)])).is_overdue


def test_in_time_is_judged_by_the_day_the_first_file_came_and_not_without_a_deadline():
    late = held("A", "N2025", on=date(2026, 1, 2), made=date(2025, 12, 29))
    found = cell(board(late))
    assert (found.state, found.in_time) == (BoardState.RECEIVED, False)
    assert (found.received_on, found.made_on) == (date(2026, 1, 2), date(2025, 12, 29))

    assert cell(board(held("A", "N2025", on=DUE))).in_time is True
    supplement = held("A", "N2025", on=date(2026, 1, 3), number=2)
    both = cell(board(held("A", "N2025", on=DUE), supplement))
    assert (both.in_time, both.number) == (True, 2)
    assert cell(board(late, columns=[column(deadline=None)])).in_time is None


def test_a_returned_file_does_not_count_and_an_older_one_stays_in_force():
    returned = held("A", "N2025", number=1, state=FileState.RETURNED)
    alone, after = cell(board(returned)), cell(board(held("A", "N2025"), returned))
    assert (alone.state, alone.number) == (BoardState.RETURNED, None)
    assert (after.state, after.number) == (BoardState.RETURNED, 0)
    again = cell(board(returned, held("A", "N2025", number=2)))
    assert (again.state, again.number) == (BoardState.RECEIVED, 2)


def test_a_file_that_waits_is_told_before_all_else():
    for state in (FileState.CONFLICT, FileState.UNKNOWN_UNIT, FileState.LOCKED):
        waiting = held("A", "N2025", number=1, state=state)
        closed = [Approval("A", "N2025", noon(TODAY))]
        found = cell(board(held("A", "N2025"), waiting, approvals=closed))
        assert (found.state, found.waiting, found.number) == (BoardState.HELD, state, 0)
    aside = held("A", "N2025", state=FileState.SET_ASIDE, mark="other")
    assert cell(board(held("A", "N2025"), aside)).state is BoardState.RECEIVED


def test_the_last_word_about_an_approval_counts():
    opened = Approval("A", "N2025", noon(DUE), opened_at=noon(TODAY), reason="sửa")
    closed = Approval("A", "N2025", noon(TODAY + timedelta(days=1)))
    file = held("A", "N2025")
    assert cell(board(file, approvals=[opened])).state is BoardState.RECEIVED
    assert cell(board(file, approvals=[closed, opened])).state is BoardState.APPROVED
    assert cell(board(file, approvals=[closed]), "B").state is BoardState.MISSING


def test_a_unit_that_is_gone_stands_under_its_successor_but_for_what_it_owed_itself():
    before = ReportingPeriod(2024, PeriodKind.YEAR)
    columns = [column(period=before, keys=["X/cu"]), column()]
    units = [*UNITS, BoardUnit("X/cu", "Xã X", former=True)]
    files = [
        held("X/cu", "N2024", lands_on="A", name="Xã X"),
        held("X/cu", "N2025", lands_on="A", name="Xã X"),
    ]
    found = board(*files, columns=columns, units=units)
    assert cell(found, "X/cu", 0).number == 0
    assert cell(found, "X/cu", 1) is None
    assert cell(found, "A", 0) is None
    assert cell(found, "A", 1).number == 0
    assert cell(found, "A", 1).senders == ("X/cu",)
    closed = [Approval("X/cu", "N2025", noon(TODAY))]
    found = board(*files, columns=columns, units=units, approvals=closed)
    assert cell(found, "A", 1).state is BoardState.APPROVED
    assert [row.unit.key for row in found.rows] == ["A", "B", "C", "X/cu"]


def test_a_unit_nobody_expected_has_a_row_and_is_not_counted():
    found = board(held("Z", "N2025", name="Xã Z"), held("A", "N2025"))
    assert [row.unit.name for row in found.rows] == ["Xã A", "Xã B", "Xã C", "Xã Z"]
    assert not cell(found, "Z").is_expected
    assert (found.sum_of(0).sent, found.sum_of(0).expected) == (1, 3)


def test_units_to_be_reminded_are_those_without_a_file_and_those_it_was_sent_back_to():
    found = board(held("A", "N2025"), held("B", "N2025", state=FileState.RETURNED))
    assert [each.key for each in found.missing(0)] == ["B", "C"]


def test_the_half_year_of_2025_is_owed_by_the_communes_of_july():
    days = {each.code: sending_day(each) for each in periods_of(2025)}
    assert days == {
        "6T2025": date(2025, 7, 1),
        "KH2026": date(2025, 7, 1),
        "UOC2025": date(2026, 1, 1),
        "N2025": date(2026, 1, 1),
    }


def test_deadlines_of_a_period_are_those_between_the_two_levels_that_name_a_day():
    def line(sender, receiver, day=30, **words):
        return Deadline(what="II.02", sender=sender, receiver=receiver, day=day, month=12, **words)

    lines = (
        line("UBND cấp xã", "UBND cấp tỉnh"),
        line("Cơ quan đăng ký cấp xã", "Cơ quan đăng ký cấp tỉnh", 18),
        line("UBND cấp xã", "UBND cấp huyện"),
        line("UBND cấp huyện", "UBND cấp tỉnh", due_year=DueYear.NEXT),
        line("UBND cấp xã", "UBND cấp tỉnh", 1, valid_to=date(2024, 1, 1)),
        Deadline(what="KH", sender="UBND cấp xã", receiver="UBND tỉnh"),
    )
    found = deadlines_for(lines, YEAR, UnitLevel.COMMUNE, UnitLevel.PROVINCE)
    assert [each.day for each in found] == [18, 30]
    half = ReportingPeriod(2025, PeriodKind.HALF_YEAR)
    assert deadlines_for(lines, half, UnitLevel.COMMUNE, UnitLevel.PROVINCE) == ()


@given(
    st.lists(
        st.tuples(
            st.sampled_from("ABCZ"),
            st.integers(0, 3),
            st.sampled_from(list(FileState)),
            st.integers(0, 30),
        ),
        unique_by=lambda each: each[:2],
    ),
    st.permutations(range(12)),
)
def test_the_order_of_receiving_never_changes_the_board(said, order):
    files = [
        held(unit, "N2025", number=number, state=state, on=DUE + timedelta(days=day - 15))
        for unit, number, state, day in said
    ]
    turned = [files[at] for at in order if at < len(files)] + files[12:]
    one, other = board(*files), board(*turned)
    assert {row.unit.key: row.cells for row in one.rows} == {
        row.unit.key: row.cells for row in other.rows
    }
    total = one.sum_of(0)
    assert total.expected == 3
    in_force = {each.key.unit for each in files if each.state is FileState.ACCEPTED} & set("ABC")
    assert total.sent == len(in_force)
    assert all(row.cells[0] is not None for row in one.rows)
    for row in one.rows:
        found = row.cells[0]
        assert (found.number is None) == (found.received_on is None)
        assert found.in_time is None or found.number is not None

"""A list says nothing new to the book it was put into; officers' lists against books of theirs."""

from contextlib import contextmanager
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from ktt_desktop.catalogue.practice import load_practice
from ktt_desktop.domain.importing.choices import Act, Decision, ListAt, ListChoice
from ktt_desktop.domain.importing.plan import Outcome
from ktt_desktop.domain.progress import Silent
from ktt_desktop.domain.terms import UnitLevel
from ktt_desktop.runtime.paths import resources
from ktt_desktop.services.import_commit import commit_import, undo_import
from ktt_desktop.services.import_words import SAME, summary
from tests.planning import FIRST, Planner, outcomes, said

LISTS = resources().parent / "tests" / "data" / "lists"
LANG_GIANG = LISTS / "01_lang_giang_2022.xlsx"
BA_TO = LISTS / "04_ba_to_tcvn3_vni.xls"
BEST = LISTS / "06_htx_tieu_bieu_cp1258.csv"
HEAD = (
    *("Tên HTX", "Mã số thuế", "Số GCN", "Địa chỉ", "Lĩnh vực", "Ngày thành lập"),
    *("Người đại diện", "Điện thoại", "Ghi chú", "Vốn điều lệ (triệu đồng)"),
    *("Số thành viên năm 2024", "Doanh thu năm 2024 (triệu đồng)"),
)
names = st.builds(
    "{} {} {}".format,
    st.sampled_from(["HTX", "Hợp tác xã nông nghiệp", "Tổ hợp tác", "Liên hiệp HTX"]),
    st.sampled_from(["Hương Sơn", "Tân Hưng", "rau sạch", "Đồng Tâm", "thuỷ lợi", "AN HÀ"]),
    st.integers(1, 4),
)
cells = st.tuples(
    names,
    st.sampled_from(["", "2401000018", "0101234560", "101234560", "12"]),
    st.sampled_from(["", "00714/ĐK", "15"]),
    st.sampled_from(["", "Thôn 3", "xã Lạng Giang", "Thôn 5, xã Lạng Giang"]),
    st.sampled_from(["Trồng lúa", "Nông nghiệp", "vận tải", "Chăn nuôi gà"]),
    st.sampled_from(["", "2019", "3/2019", "15/03/2019", "30/02/2019", 43539]),
    st.sampled_from(["", "Nguyễn Văn An", "TRẦN THỊ BÌNH"]),
    st.sampled_from(["", "0912.345.678", "0912345679; 02403881234"]),
    st.sampled_from(["", "Hoạt động cầm chừng", "nợ thuế"]),
    st.sampled_from(["", 500, "1.200,5", "-"]),
    st.sampled_from(["", 12, "07"]),
    st.sampled_from(["", 700, "1,5 tỷ"]),
)
lists = st.lists(cells, min_size=1, max_size=6)
seldom = settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
WRITTEN = (Outcome.NEW, Outcome.CHANGED)


@pytest.fixture
def plan(desk, tmp_path):
    """Plans lists against the book of Xã Lạng Giang."""
    return Planner(desk.book, desk.profile, tmp_path)


@contextmanager
def put_in(plan, rows):
    """The list is in the book meanwhile; gives what was planned."""
    first = plan(HEAD, *rows)
    assume(first.has_work)
    run, _ = commit_import(plan.book, first, Silent())
    try:
        yield first
    finally:
        undo_import(plan.book, run.id)


@seldom
@given(lists)
def test_a_list_that_was_put_in_has_nothing_more_to_write(plan, rows):
    with put_in(plan, rows) as first:
        again = plan(HEAD, *rows)
        for before, after in zip(first.rows, again.rows, strict=True):
            assert after.outcome not in WRITTEN, (after.name, after.changes)
            if before.outcome in WRITTEN:
                assert after.outcome is Outcome.SAME, said(after)
    assert outcomes(plan(HEAD, *rows)) == outcomes(first)


@seldom
@given(lists, st.sets(st.integers(1, len(HEAD) - 1)))
def test_cells_that_are_blank_change_nothing(plan, rows, blank):
    with put_in(plan, rows):
        emptied = [[None if at in blank else cell for at, cell in enumerate(row)] for row in rows]
        found = plan(HEAD, *emptied)
        assert not [each.changes for each in found.rows if each.outcome is Outcome.CHANGED]


def test_the_list_of_a_district_goes_into_its_book_and_the_second_time_is_passed_over(
    empty_book, tmp_path
):
    plan = Planner(empty_book, load_practice().profile, tmp_path)
    (doubtful,) = (
        each for each in plan.of_file(LANG_GIANG).rows if each.outcome is not Outcome.NEW
    )
    assert (doubtful.row, doubtful.outcome) == (18, Outcome.DOUBTFUL)
    assert "mã số 2499001047 đã có ở một dòng phía trên" in said(doubtful)
    choices = {FIRST: ListChoice(decisions={18: Decision(Act.ADD)})}
    first = plan.of_file(LANG_GIANG, choices)
    assert first.counts == {Outcome.NEW: 17}
    assert {each.code for each in first.figures[FIRST]} == {"O1", "O1.6", "O4", "O5"}
    commit_import(empty_book, first, Silent())
    again = plan.of_file(LANG_GIANG)
    assert again.is_same
    assert summary(again) == SAME


def test_the_practice_book_knows_the_organisations_of_the_list_by_name_only(practice, tmp_path):
    book, profile, _ = practice
    found = Planner(book, profile, tmp_path).of_file(LANG_GIANG)
    doubtful = [each for each in found.rows if each.outcome is Outcome.DOUBTFUL]
    assert len(doubtful) == 11
    assert all(each.candidates[0].name == each.name for each in doubtful)
    decisions = {each.row: Decision(Act.UPDATE, each.candidates[0].uid) for each in doubtful}
    choices = {FIRST: ListChoice(decisions=decisions)}
    decided = Planner(book, profile, tmp_path).of_file(LANG_GIANG, choices)
    assert decided.counts == {Outcome.NEW: 6, Outcome.CHANGED: 11}


def test_a_commune_asks_about_what_lies_in_other_communes_of_the_list(plan):
    found = plan.of_file(LANG_GIANG)
    outside = {each.row for each in found.rows if "ngoài địa bàn" in said(each)}
    assert outside
    assert {each.row for each in found.rows if each.outcome is Outcome.NEW}.isdisjoint(outside)


def test_the_list_in_old_letters_goes_into_the_book_of_its_province(desk, tmp_path):
    profile = replace(desk.profile, code="51", name="Tỉnh Quảng Ngãi", level=UnitLevel.PROVINCE)
    plan = Planner(desk.book, profile, tmp_path)
    first = plan.of_file(BA_TO)
    assert first.counts == {Outcome.NEW: 15}
    assert first.rows[0].values["commune_code"]
    assert first.rows[0].values["former_commune_code"]
    assert set(first.figures) == {ListAt(0), ListAt(1)}
    commit_import(desk.book, first, Silent())
    assert plan.of_file(BA_TO).is_same


def test_the_list_of_many_provinces_asks_for_the_year_of_its_figures(desk, tmp_path):
    ministry = replace(desk.profile, level=UnitLevel.MINISTRY)
    plan = Planner(desk.book, ministry, tmp_path)
    assert "Chưa rõ năm" in " ".join(plan.of_file(BEST).notes)
    choices = {FIRST: ListChoice(year=2021)}
    first = plan.of_file(BEST, choices)
    assert first.counts == {Outcome.NEW: 11}
    assert {each.code for each in first.figures[FIRST]} == {"O1", "O5"}
    commit_import(desk.book, first, Silent())
    assert plan.of_file(BEST, choices).is_same

"""What each work record adds to Biểu C, and what is never counted twice."""

from itertools import permutations

import pytest

from ktt_desktop.domain.dossier import DossierDraft, Kind, Stage
from ktt_desktop.domain.support_counts import ALL, count
from ktt_desktop.domain.support_shares import NO_DEMAND, Asked, Block, Line, Part
from ktt_desktop.domain.terms import FundingSource

TR = 1_000_000
MEASURES = {
    "H1": Line("H1", "Thành lập mới"),
    "H1.1": Line("H1.1", "Tuyên truyền", ("hội nghị", "người", "tin, bài"), "H1"),
    "H2": Line("H2", "Nâng cao năng lực"),
    "H2.1": Line("H2.1", "Bồi dưỡng", ("lớp", "người"), "H2"),
    "H4": Line("H4", "Xúc tiến thương mại", ("HTX", "nhãn hiệu")),
    "H6": Line("H6", "Vay Quỹ", ("HTX", "dự án")),
    "H8": Line("H8", "Hỗ trợ lãi suất", ("HTX", "cá nhân, tổ chức")),
}
PROGRAMMES = {"QD1804": "ΣQ1804", "QD167": "ΣQ167"}
ASKED = Asked(2022, MEASURES, PROGRAMMES, {"a": "HTX", "b": "HTX", "t": "THT"})


def support(uid, topic="H2.1", year=2022, period=Stage.YEAR, **more):
    heads = {key: more.pop(key) for key in ("programme", "part_of", "organisations") if key in more}
    money = {key: amount * TR for key, amount in more.pop("money", {}).items()}
    return DossierDraft(
        Kind.SUPPORT, uid, 1, year, period, topic=topic, values=more, money=money, **heads
    )


def of(*drafts):
    return count(drafts, ASKED)


def money(counts, line, block, part=Part.TOTAL):
    amount = counts.money.get((line, block, part))
    return None if amount is None else amount // TR


@pytest.mark.parametrize(
    ("year", "period", "group", "block"),
    [
        (2021, Stage.YEAR, "done", Block.PREVIOUS),
        (2022, Stage.YEAR, "plan", Block.PLAN),
        (2022, Stage.YEAR, "done", Block.ESTIMATE),
        (2022, Stage.HALF_YEAR, "done", Block.HALF_YEAR),
        (2022, Stage.CUMULATIVE, "done", Block.CUMULATIVE),
        (2023, Stage.NEED, "plan", Block.NEED),
    ],
)
def test_a_record_stands_in_the_columns_of_its_year_and_period(year, period, group, block):
    said = {f"classes_{group}": 2, "money": {f"{group}.NSTW": 5}}
    counts = of(support("1", year=year, period=period, **said))
    assert counts.volumes == {("H2.1", block): {"lớp": 2}}
    assert money(counts, "H2.1", block, Part.CENTRAL) == 5
    assert {each for _, each, _ in counts.money} == {block}


def test_the_needs_of_this_year_and_the_plan_of_another_are_not_in_the_table():
    done = {"money": {"plan.NSTW": 5}}
    assert not of(support("1", period=Stage.NEED, **done), support("2", year=2021, **done)).money


def test_a_heading_and_its_programme_and_the_sum_hold_the_money_of_their_lines():
    counts = of(
        support("1", "H2.1", programme="QD1804", money={"done.NSTW": 3, "done.NS_XA": 2}),
        support("2", "H4", programme="QD167", money={"done.KHAC": 7}),
        support("3", "", programme="QD167", money={"done.HTX_DOI_UNG": 1}),
    )
    totals = {line: money(counts, line, Block.ESTIMATE) for line in ("H2", "H4", "ΣQ1804", "ΣQ167")}
    assert totals == {"H2": 5, "H4": 7, "ΣQ1804": 5, "ΣQ167": 8}
    assert [
        money(counts, ALL, Block.ESTIMATE, part)
        for part in (Part.TOTAL, Part.CENTRAL, Part.LOCAL, Part.OTHER)
    ] == [13, 3, 2, 8]
    assert counts.origins[ALL, Block.ESTIMATE, Part.TOTAL] == [
        ("1", 5 * TR),
        ("2", 7 * TR),
        ("3", TR),
    ]


def test_local_money_is_that_of_every_level_and_the_levels_are_kept():
    amounts = {"NS_TINH": 1, "NS_HUYEN": 2, "NS_XA": 4, "NS_DP": 8}
    counts = of(support("1", money={f"done.{source}": each for source, each in amounts.items()}))
    assert money(counts, ALL, Block.ESTIMATE, Part.LOCAL) == 15
    assert {key[1]: amount // TR for key, amount in counts.levels.items()} == {
        FundingSource.PROVINCE: 1,
        FundingSource.DISTRICT: 2,
        FundingSource.COMMUNE: 4,
    }


def test_a_stated_total_stands_where_its_sources_add_up_to_something_else():
    counts = of(support("1", money={"done.total": 10, "done.NSTW": 4}))
    assert money(counts, "H2.1", Block.ESTIMATE) == 10
    assert money(counts, "H2.1", Block.ESTIMATE, Part.CENTRAL) == 4
    assert money(counts, "H2.1", Block.ESTIMATE, Part.LOCAL) is None


def test_what_nobody_said_is_unknown_and_a_stated_zero_is_zero():
    counts = of(support("1", classes_done=0, money={"done.total": 0}))
    assert counts.volumes["H2.1", Block.ESTIMATE] == {"lớp": 0}
    assert money(counts, "H2.1", Block.ESTIMATE) == 0
    assert money(counts, "H4", Block.ESTIMATE) is None


def test_several_units_of_one_measure_stand_side_by_side():
    counts = of(
        support("1", "H1.1", quantity_unit="hội nghị", quantity_done=16, persons_done=1778),
        support("2", "H1.1", quantity_unit="tin, bài", quantity_done=34),
    )
    assert counts.volumes == {
        ("H1.1", Block.ESTIMATE): {"hội nghị": 16, "người": 1778, "tin, bài": 34}
    }


def test_a_unit_said_twice_in_one_record_is_one_number():
    counts = of(support("1", quantity_unit="người", quantity_done=8, persons_done=8))
    assert counts.volumes["H2.1", Block.ESTIMATE] == {"người": 8}


def test_named_organisations_are_counted_by_kind_where_their_number_is_not_stated():
    named = support("1", "H4", organisations=("a", "b", "t", "gone"), money={"done.NSTW": 1})
    stated = support("2", "H4", organisations=("a",), organisations_done=9)
    only_planned = support("3", "H4", organisations=("a",), quantity_plan=1)
    assert of(named).volumes["H4", Block.ESTIMATE] == {"HTX": 2, "THT": 1}
    assert of(stated).volumes["H4", Block.ESTIMATE] == {"HTX": 9}
    assert set(of(only_planned).volumes) == {("H4", Block.PLAN)}


def test_a_part_is_not_counted_where_its_whole_is():
    counts = of(
        support("whole", classes_plan=9, money={"plan.total": 920}),
        support("part", classes_plan=7, part_of="whole", money={"plan.total": 500}),
        support("part of the part", classes_plan=1, part_of="part"),
        support("of another measure", "H4", quantity_plan=1, part_of="whole"),
    )
    assert counts.volumes == {("H2.1", Block.PLAN): {"lớp": 9}}
    assert money(counts, ALL, Block.PLAN) == 920


def test_a_part_counts_for_what_its_whole_leaves_open():
    counts = of(
        support("whole", classes_done=2),
        support("part", classes_done=2, part_of="whole", money={"done.NSTW": 3}),
        support("other columns", period=Stage.HALF_YEAR, classes_done=1, part_of="whole"),
        support("of no whole", classes_done=5, part_of="in the bin"),
    )
    assert counts.volumes["H2.1", Block.ESTIMATE] == {"lớp": 7}
    assert counts.volumes["H2.1", Block.HALF_YEAR] == {"lớp": 1}
    assert money(counts, "H2.1", Block.ESTIMATE) == 3


def test_parts_of_a_whole_without_a_measure_count_in_the_lines_it_does_not_stand_in():
    need = {"year": 2023, "period": Stage.NEED}
    counts = of(
        support("all", "", money={"plan.total": 47}, **need),
        support("1804", "", programme="QD1804", part_of="all", money={"plan.total": 32}, **need),
        support("h4", "H4", programme="QD1804", part_of="1804", money={"plan.total": 9}, **need),
    )
    lines = (ALL, "ΣQ1804", "H4")
    assert [money(counts, line, Block.NEED) for line in lines] == [47, 32, 9]


def test_parts_that_lead_in_a_circle_are_read_to_an_end():
    counts = of(
        support("1", part_of="2", classes_done=1), support("2", part_of="1", classes_done=1)
    )
    assert not counts.volumes


def test_the_plan_told_in_a_half_year_counts_only_where_the_year_has_none():
    of_half = support("6T", period=Stage.HALF_YEAR, classes_plan=7, classes_done=2)
    alone, beside = of(of_half), of(of_half, support("year", classes_plan=9))
    assert alone.volumes["H2.1", Block.PLAN] == {"lớp": 7}
    assert beside.volumes["H2.1", Block.PLAN] == {"lớp": 9}
    assert beside.volumes["H2.1", Block.HALF_YEAR] == {"lớp": 2}


def credit(uid, topic, as_of, year=2022, fund="", **values):
    return DossierDraft(
        Kind.CREDIT, uid, 1, year, topic=topic, values={"as_of": as_of, "fund": fund, **values}
    )


def test_loans_are_volumes_and_only_interest_is_money():
    counts = of(
        credit("1", "H6", "2022-06-30", borrowers=24, projects=32, debt=6_350 * TR),
        credit("2", "H8", "2022-06", persons=525, lent=287_287 * TR, interest=10_686 * TR),
    )
    assert counts.volumes["H6", Block.HALF_YEAR] == {
        "HTX": 24,
        "dự án": 32,
        "dư nợ": 6_350 * TR,
    }
    assert counts.volumes["H8", Block.HALF_YEAR]["vốn vay"] == 287_287 * TR
    assert money(counts, "H6", Block.HALF_YEAR) is None
    assert money(counts, ALL, Block.HALF_YEAR) == 10_686


def test_of_one_debt_at_two_days_the_later_counts_and_those_of_two_funds_are_added():
    counts = of(
        credit("old", "H6", "2022-03-31", debt=1),
        credit("new", "H6", "2022-06-30", debt=2),
        credit("other", "H6", "2022-06-30", fund="Quỹ khác", debt=4),
        credit("end of the year", "H6", "2022-12-31", debt=8),
        credit("before", "H6", "2021-12-31", 2021, debt=16),
    )
    found = {block: cell["dư nợ"] for (_, block), cell in counts.volumes.items()}
    assert found == {Block.HALF_YEAR: 6, Block.ESTIMATE: 8, Block.PREVIOUS: 16}


def test_two_loans_of_one_day_are_added_in_whatever_order_they_were_entered():
    loans = [
        credit("old", "H6", "2022-03-31", debt=1),
        credit("a", "H6", "2022-06-30", debt=2),
        credit("b", "H6", "2022-06-30", debt=4),
    ]
    for entered in permutations(loans):
        assert of(*entered).volumes["H6", Block.HALF_YEAR]["dư nợ"] == 6


def test_a_debt_of_a_year_without_a_day_is_that_of_the_whole_year():
    assert ("H6", Block.ESTIMATE) in of(credit("1", "H6", "2022", debt=1)).volumes


def test_the_plan_of_a_programme_told_in_a_half_year_stands_aside_too():
    plan = {"programme": "QD1804", "money": {"plan.NSTW": 5}}
    counts = of(support("year", "", **plan), support("half", "", period=Stage.HALF_YEAR, **plan))
    assert money(counts, "ΣQ1804", Block.PLAN) == 5


def test_the_models_stand_for_their_scheme_only_where_no_need_of_it_is_written():
    pilot = DossierDraft(
        Kind.PILOT, "p", 1, 2022, programme="QD167", money={"year.NSTW": 6 * TR, "year.NS_XA": TR}
    )
    need = support("n", "", 2023, Stage.NEED, programme="QD167", money={"plan.NSTW": 14})
    assert money(of(pilot), "ΣQ167", Block.NEED) == 7
    assert money(of(pilot), ALL, Block.NEED, Part.LOCAL) == 1
    assert money(of(pilot, need), "ΣQ167", Block.NEED) == 14


def test_no_demand_is_a_statement_and_not_a_blank():
    counts = of(
        support("1", "H4", 2023, Stage.NEED, demand="KHONG"),
        support("2", "H4", 2022, Stage.HALF_YEAR, demand="KHONG"),
    )
    assert counts.volumes["H4", Block.NEED] == {NO_DEMAND: 0}
    assert money(counts, "H4", Block.NEED) == 0
    assert counts.volumes["H4", Block.HALF_YEAR] == {NO_DEMAND: 0}
    assert ("H4", Block.PLAN) not in counts.volumes

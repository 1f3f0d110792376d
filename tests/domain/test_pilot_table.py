"""Biểu E: the models of Đề án 167 and their money."""

from fractions import Fraction

from ktt_desktop.domain.dossier import DossierDraft, Kind
from ktt_desktop.domain.pilot_table import Stated, current, pilot_table
from ktt_desktop.domain.table_organisation import TableOrganisation
from ktt_desktop.domain.terms import OrganisationKind

TR = 1_000_000
NAMES = {
    uid: TableOrganisation(
        uid, OrganisationKind.COOPERATIVE, f"HTX {uid}", address="Bắc Sơn", sector="Thủy sản"
    )
    for uid in ("a", "b")
}


def pilot(uid, year=2022, organisations=("a",), money=None, **values):
    amounts = {key: amount * TR for key, amount in (money or {}).items()}
    return DossierDraft(
        Kind.PILOT, uid, 1, year, organisations=organisations, values=values, money=amounts
    )


def table(*pilots, stated=None):
    return pilot_table(pilots, NAMES, 2022, stated or Stated())


def cells(table, place):
    keyed = zip(table.columns, table.rows[place].cells, strict=True)
    return {column.key: cell for column, cell in keyed if column.key}


def test_of_each_model_the_newest_record_up_to_the_year_planned_for_counts():
    found = current(
        [
            pilot("old", 2021),
            pilot("new", 2023),
            pilot("later", 2024),
            pilot("b", 2021, ("b",)),
            pilot("unnamed", None, ()),
        ],
        2022,
    )
    assert [each.uid for each in found] == ["new", "b", "unnamed"]


def test_a_model_shows_its_organisation_points_and_money_by_source():
    money = {"period.NSTW": 6, "period.NS_TINH": 5, "year.NSTW": 3, "year.HTX_DOI_UNG": 1}
    found = table(pilot("1", money=money, model="HTX nuôi trồng", score=7850, goal=8000))
    row = cells(found, 0)
    assert found.rows[0].cells[1].text == "HTX a"
    assert row["score"].value == Fraction(157, 2)
    assert {key: cell.text for key, cell in row.items()} == {
        "address": "Bắc Sơn",
        "sector": "Thủy sản",
        "model": "HTX nuôi trồng",
        "content": "",
        "period.TONG": "11",
        "period.NSTW": "6",
        "period.NS_TINH": "5",
        "period.HTX": "",
        "year.TONG": "4",
        "year.NSTW": "3",
        "year.NS_TINH": "",
        "year.HTX": "1",
        "score": "78,5",
        "goal": "≥ 80",
    }
    heads = {each.key: each.column for each in found.columns}
    assert heads["period.NS_TINH"].header == "NS tỉnh"
    assert heads["year.TONG"].group == "Kinh phí năm 2023"
    assert heads["score"].header == "Điểm đánh giá năm 2021"


def test_the_sum_is_that_of_the_models_with_the_records_behind_it():
    found = table(
        pilot("1", money={"period.NSTW": 6}),
        pilot("2", organisations=("b",), money={"period.NSTW": 4, "period.QUY": 1}),
        stated=Stated(((pilot("p", money={"budget.total": 99}), "budget"),)),
    )
    last = cells(found, -1)
    assert found.rows[-1].cells[1].text == "Tổng cộng: 2 HTX"
    assert (last["period.TONG"].text, last["period.NSTW"].text) == ("11", "10")
    assert last["period.KHAC"].text == "1"
    assert last["period.NSTW"].origin == ("1", "2")
    assert last["year.TONG"].text == ""


def test_where_no_model_says_any_money_the_scheme_does():
    budget = {"budget.total": 13_180, "budget.NSTW": 6_726, "budget.NS_TINH": 6_454}
    need = {"plan.total": 14_812, "plan.NS_DP": 4_307}
    stated = Stated(
        ((pilot("QD167", money=budget), "budget"),), ((pilot("n", money=need), "plan"),)
    )
    found = table(pilot("1"), stated=stated)
    last = cells(found, -1)
    shown = ("period.TONG", "period.NSTW", "period.NS_TINH", "year.TONG", "year.NS_TINH")
    assert [last[key].text for key in shown] == ["13.180", "6.726", "6.454", "14.812", "4.307"]
    assert last["period.TONG"].origin == ("QD167",)
    heads = {each.key: each.column.header for each in found.columns}
    assert (heads["period.NS_TINH"], heads["year.NS_TINH"]) == ("NS tỉnh", "NSĐP")


def test_models_without_a_name_are_counted_and_none_at_all_is_a_statement():
    unnamed = table(pilot("1", organisations=(), count=2))
    assert [row.cells[1].text for row in unnamed.rows] == [
        "02 HTX (chưa ghi tên)",
        "Tổng cộng: 2 HTX",
    ]
    none = table(pilot("1", organisations=(), count=0))
    assert none.rows[0].cells[1].text == "Không có"
    assert not table().rows


def test_the_money_of_a_year_long_past_is_not_that_of_the_plan():
    found = table(pilot("1", 2020, money={"period.NSTW": 6, "year.NSTW": 3}))
    row = cells(found, 0)
    assert (row["period.NSTW"].text, row["year.NSTW"].text) == ("6", "")

from datetime import date

import pytest

from ktt_desktop.domain.dates import PartialDate
from ktt_desktop.domain.records import RegisterQuery
from ktt_desktop.domain.terms import OperatingStatus, OrganisationKind
from ktt_desktop.storage import organisations
from ktt_desktop.storage.organisations import ORDERS

TODAY = date(2025, 6, 30)
HTX, THT = OrganisationKind.COOPERATIVE, OrganisationKind.COOPERATIVE_GROUP


@pytest.fixture
def shown(session):
    """The names the list shows, in its order."""

    def names(on=TODAY, **conditions):
        query = RegisterQuery(**conditions)
        ids = organisations.ordered_ids(session, query, on, "m")
        return [row.name for row in organisations.rows(session, ids, on, "m")]

    return names


@pytest.mark.parametrize(
    "typed", ["đồng tiến", "dong tien", "ĐỒNG TIẾN", "tien dong", "  ong   TIE ", "Đồng"]
)
def test_words_are_found_without_marks_in_any_order(shown, add, typed):
    add("HTX Đồng Tiến")
    add("HTX Quyết Thắng")

    assert shown(text=typed) == ["HTX Đồng Tiến"]


@pytest.mark.parametrize("special", ["%", "_", "\\", "%_", "\\%", "'", '"', ":word0", "?"])
def test_signs_that_mean_something_to_sql_are_only_signs(shown, add, special):
    add("HTX Đồng Tiến")
    add(f"HTX {special} Xanh")

    assert shown(text=special) == [f"HTX {special} Xanh"]


def test_blank_words_find_everything(shown, add):
    add("HTX A")

    assert shown(text="   ") == ["HTX A"]


def test_filters_meet_and_their_choices_add_up(shown, add):
    add("HTX A", sector="NN.TT", commune_code="01")
    add("HTX B", sector="NN.CN", commune_code="02", history=[(None, "NG")])
    add("THT C", sector="NN.CN", commune_code="02", kind=THT)

    assert shown(kinds=(THT,)) == ["THT C"]
    assert shown(kinds=(HTX, THT)) == ["HTX A", "HTX B", "THT C"]
    assert shown(sectors=("NN.CN",), kinds=(HTX,)) == ["HTX B"]
    assert shown(communes=("01", "02"), statuses=(OperatingStatus.STOPPED,)) == ["HTX B"]
    assert shown(communes=("03",)) == []
    assert shown(text="b", sectors=("NN.TT",)) == []


def test_what_is_in_the_bin_is_in_no_list(shown, add, session):
    gone = add("HTX A", tax_code="0101234567")
    gone.deleted_at = gone.updated_at
    session.flush()

    assert shown() == []
    assert organisations.find(session, gone.uid) is None
    assert organisations.find_by_tax_code(session, "0101234567") is None
    assert organisations.all_records(session) == []
    assert organisations.summary(session, RegisterQuery(), TODAY, "m") == (None, None)


@pytest.fixture
def three(add):
    """Three organisations that stand otherwise in every order; the first knows nothing."""
    figures = [{}, {(2024, "ACTUAL"): {"M": 20}}, {(2024, "ACTUAL"): {"M": 9}}]
    add("Ân", commune_code="3", sector="B")
    add(
        "Em", kind=THT, tax_code="02", commune_code="1", sector="C", charter_capital=5,
        registered_on=PartialDate(2022), history=[(None, "TN")], figures=figures[1],
    )  # fmt: skip
    add(
        "Đồng", kind=OrganisationKind.COOPERATIVE_UNION, tax_code="01", commune_code="2",
        sector="A", charter_capital=70, registered_on=PartialDate(2021, 12, 31),
        history=[(None, "NG")], figures=figures[2],
    )  # fmt: skip


@pytest.mark.parametrize(
    ("order", "upward", "downward"),
    [
        ("name", "Ân Đồng Em", "Em Đồng Ân"),
        ("kind", "Ân Đồng Em", "Em Đồng Ân"),
        ("tax_code", "Đồng Em Ân", "Em Đồng Ân"),
        ("commune_code", "Em Đồng Ân", "Ân Đồng Em"),
        ("sector", "Đồng Ân Em", "Em Ân Đồng"),
        ("registered_on", "Đồng Em Ân", "Em Đồng Ân"),
        ("members", "Đồng Em Ân", "Em Đồng Ân"),
        ("charter_capital", "Em Đồng Ân", "Đồng Em Ân"),
        ("status", "Ân Đồng Em", "Em Đồng Ân"),
    ],
)
def test_every_order_runs_both_ways_with_the_unknown_last(shown, three, order, upward, downward):
    assert shown(order=order) == upward.split()
    assert shown(order=order, descending=True) == downward.split()


def test_every_order_of_the_list_was_tried():
    (cases,) = test_every_order_runs_both_ways_with_the_unknown_last.pytestmark
    assert {case[0] for case in cases.args[1]} == set(ORDERS)


@pytest.mark.parametrize(
    ("on", "status"),
    [
        (date(2019, 12, 31), "HD"),
        (date(2020, 1, 1), "TN"),  # "2020" counts from its first day
        (date(2020, 5, 31), "TN"),
        (date(2020, 6, 1), "HD_CC"),  # "2020-06" from the first of June
        (date(2020, 6, 14), "HD_CC"),
        (date(2020, 6, 15), "NG"),
        (date(2025, 6, 30), "NG"),
    ],
)
def test_the_status_is_that_of_the_day_the_list_is_shown_at(session, add, on, status):
    history = [("2020-06-15", "NG"), (None, "HD"), ("2020", "TN"), ("2020-06", "HD_CC")]
    add("HTX A", history=history, legal=[("2018", "DA_CHAM_DUT")])

    ids = organisations.ordered_ids(session, RegisterQuery(), on, "m")
    (row,) = organisations.rows(session, ids, on, "m")
    assert row.status.value == status


def test_of_two_changes_on_one_day_the_later_line_counts(session, add):
    add("HTX A", history=[("2020", "TN"), ("2020", "NG")])

    ids = organisations.ordered_ids(session, RegisterQuery(), TODAY, "m")
    assert organisations.rows(session, ids, TODAY, "m")[0].status is OperatingStatus.STOPPED


@pytest.mark.parametrize(
    ("registered", "seen"),
    [(None, True), ("2022", True), ("2022-03", True), ("2022-03-02", False), ("2022-04", False)],
)
def test_a_past_day_shows_only_what_was_registered_by_then(session, add, registered, seen):
    add("HTX A", registered_on=PartialDate.from_iso(registered) if registered else None)
    day = date(2022, 3, 1)

    for asked, expected in ((RegisterQuery(), True), (RegisterQuery(on=day), seen)):
        assert bool(organisations.ordered_ids(session, asked, day, "m")) is expected


def test_members_are_the_newest_known_and_never_a_plan(session, add):
    def members(**figures):
        years = {("ACTUAL", 2023): 1} | {tuple(key.rsplit("_", 1)): v for key, v in figures.items()}
        forms = {(int(year), measure): {"M": value} for (measure, year), value in years.items()}
        organisation = add("HTX A", figures=forms)
        return organisations.rows(session, [organisation.id], TODAY, "m")[0].members

    assert members() == 1
    assert members(PLAN_2025=9) == 1
    assert members(HALF_YEAR_2024=2) == 2
    assert members(HALF_YEAR_2024=2, ESTIMATE_2024=3) == 3
    assert members(HALF_YEAR_2024=2, ACTUAL_2024=4, ESTIMATE_2024=3) == 4
    assert members(ACTUAL_2024=None) == 1
    assert members(ACTUAL_2024=0) == 0


def test_rows_keep_the_asked_order_and_leave_out_what_is_gone(session, add):
    one, two = add("HTX A"), add("HTX B")

    found = organisations.rows(session, [two.id, 999, one.id], TODAY, "m")

    assert [row.name for row in found] == ["HTX B", "HTX A"]
    assert organisations.rows(session, [], TODAY, "m") == []


def test_the_sum_of_what_is_shown(session, add):
    add("HTX A", charter_capital=5, figures={(2024, "ACTUAL"): {"M": 20}})
    add("HTX B", figures={(2024, "ACTUAL"): {"M": 7}})
    add("THT C", kind=THT, charter_capital=0)

    def summary(**conditions):
        return organisations.summary(session, RegisterQuery(**conditions), TODAY, "m")

    assert summary() == (27, 5)
    assert summary(kinds=(THT,)) == (None, 0)
    assert summary(text="b") == (7, None)


def test_a_record_comes_with_its_history_oldest_first(session, add):
    uid = add("HTX A", history=[("2021", "TN"), (None, "HD"), ("2020-06", "NG")]).uid
    session.expire_all()

    found = organisations.find(session, uid)

    assert [each.status for each in found.status_changes] == ["HD", "NG", "TN"]
    assert organisations.find(session, "khong-co") is None


def test_records_and_ids_by_uid(session, add):
    added = [add(name, tax_code=code) for name, code in (("A", "1"), ("B", None), ("C", None))]

    assert [each.uid for each in organisations.all_records(session)] == sorted(
        each.uid for each in added
    )
    assert organisations.ids_by_uid(session, [added[1].uid, "x"]) == {added[1].uid: added[1].id}
    assert organisations.find_by_tax_code(session, "1") is added[0]


def test_a_record_in_the_bin_is_still_known_by_uid_and_name(session, add):
    kept, put_away = add("A"), add("B")
    put_away.deleted_at = put_away.updated_at
    session.flush()

    assert organisations.find_any(session, put_away.uid) is put_away
    assert organisations.find_any(session, "nobody") is None
    assert organisations.names_by_id(session, [kept.id, put_away.id, 10**6]) == {
        kept.id: (kept.uid, "A"),
        put_away.id: (put_away.uid, "B"),
    }

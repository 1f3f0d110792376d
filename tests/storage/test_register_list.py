import unicodedata
from dataclasses import asdict
from datetime import date

import pytest

from ktt_desktop.domain.dates import PartialDate
from ktt_desktop.domain.organisation import Person
from ktt_desktop.domain.register_list import Flag, ListSums, RegisterQuery
from ktt_desktop.domain.size_classes import TESTED, SizeRules, Thresholds
from ktt_desktop.domain.terms import OperatingStatus, OrganisationKind
from ktt_desktop.domain.text import sort_key
from ktt_desktop.models.organisation_parts import OrganisationPerson, OrganisationRecognition
from ktt_desktop.storage import organisations, register_list
from ktt_desktop.storage.register_list import FLAGS, ORDERS, TEXTS, Scope
from ktt_desktop.storage.size_classes import SizeColumns

TODAY = date(2025, 6, 30)
HTX, THT = OrganisationKind.COOPERATIVE, OrganisationKind.COOPERATIVE_GROUP
THRESHOLDS = {"A": dict.fromkeys(TESTED, Thresholds(100, 1, 1))}
SIZES = SizeColumns(SizeRules("M", "W", "W", THRESHOLDS), "m", "w", "w")
RANKS = {"1": 0, "2": 1, "3": 2, "A": 0, "B": 1, "C": 2, "HD": 0, "NG": 1, "TN": 2}
RANKS |= {"SIEU_NHO": 0, "CHUA_CAU_HINH": 1}


@pytest.fixture
def shown(session):
    """The names the list shows, in its order."""

    def names(on=TODAY, **conditions):
        query, scope = RegisterQuery(**conditions), Scope(on, "m", RANKS, sizes=SIZES)
        ids = register_list.ordered_ids(session, query, scope)
        names = organisations.names_by_id(session, ids)
        return [names[each][1] for each in ids]

    return names


@pytest.mark.parametrize(
    "typed", ["đồng tiến", "dong tien", "ĐỒNG TIẾN", "tien dong", "  ong   TIE ", "Đồng"]
)
def test_words_are_found_without_marks_in_any_order(shown, add, typed):
    add("HTX Đồng Tiến")
    add("HTX Quyết Thắng")

    assert shown(text=typed) == ["HTX Đồng Tiến"]


@pytest.mark.parametrize("special", ["%", "_", "\\", "%_", "'", '"', ":words", "?", "*", "NOT"])
def test_signs_that_mean_something_to_sql_or_the_index_are_only_signs(shown, add, special):
    add("HTX Đồng Tiến")
    add("HTX Xanh")

    assert shown(text=f"{special} tiến") == (
        [] if any(letter.isalpha() for letter in special) else ["HTX Đồng Tiến"]
    )


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("dong tien", "Hợp tác xã Đông Tiên"),
        ("đồng tiến", "HTX Đồng Tiến"),
        ("đông", "Hợp tác xã Đông Tiên"),
    ],
)
def test_those_with_the_very_marks_come_first(shown, add, typed, first):
    add("HTX Đồng Tiến")
    add("Hợp tác xã Đông Tiên")
    expected = sorted(["HTX Đồng Tiến", "Hợp tác xã Đông Tiên"], key=lambda name: name != first)

    found = shown(text=typed)
    assert found == (expected if typed != "dong tien" else sorted(expected, key=sort_key))


@pytest.mark.parametrize(
    "typed",
    [
        "HTX Hoa",
        "hợp tác xã hòa",
        "hoà htx",
        "HOÀ",
        "xã hoà",
        unicodedata.normalize("NFD", "Hòa  Bình"),
        "hòa-bình",
    ],
)
def test_the_kind_the_tone_placement_and_signs_do_not_matter(shown, add, typed):
    add("Hợp tác xã Hoà Bình")
    add("THT Thủy Nguyên", kind=THT)

    assert shown(text=typed) == ["Hợp tác xã Hoà Bình"]


def test_the_flags_of_a_query_must_all_hold(shown, add):
    add("A", tax_code="01", is_alliance_member=True, commune_code="07")
    add("B", conversion_2012="CHUA", charter_capital=5, wants_support=True)
    add("C", tax_code="02", charter_is_2023=False, registered_on=PartialDate(2020))
    cases = {
        Flag.NO_TAX_CODE: "B",
        Flag.ALLIANCE_MEMBER: "A",
        Flag.NO_COMMUNE: "BC",
        Flag.NO_CAPITAL: "AC",
        Flag.NO_MEMBERS: "ABC",
        Flag.NO_REGISTRATION_DAY: "AB",
        Flag.NOT_CONVERTED: "B",
        Flag.OLD_CHARTER: "C",
        Flag.WANTS_SUPPORT: "B",
    }

    assert cases.keys() == FLAGS.keys() == set(Flag)
    for flag, names in cases.items():
        assert shown(flags=(flag,)) == list(names)
    assert shown(flags=(Flag.NO_CAPITAL, Flag.NO_COMMUNE)) == ["C"]


def test_both_ends_of_a_range_belong_to_it_and_may_be_open(shown, add):
    for name, members, founded in (("A", 7, "2015"), ("B", 20, "2018-06"), ("C", None, None)):
        add(
            name,
            figures={(2024, "ACTUAL"): {"M": members}},
            registered_on=PartialDate.from_iso(founded) if founded else None,
        )

    assert shown(members=(7, 20)) == ["A", "B"]
    assert shown(members=(8, None)) == ["B"]
    assert shown(members=(None, 7)) == ["A"]
    assert shown(founded=(date(2015, 1, 1), date(2018, 6, 1))) == ["A", "B"]
    assert shown(founded=(date(2018, 6, 2), None)) == []
    assert shown(founded=(None, date(2018, 5, 31))) == ["A"]


def test_one_of_several_recognitions_is_enough(shown, add, session):
    one, two = add("A"), add("B")
    add("C")
    for entity, kind in ((one, "OCOP"), (two, "VIETGAP"), (two, "KHAC")):
        entity.recognitions.append(OrganisationRecognition(kind=kind, detail="", place=0))
    session.flush()

    assert shown(recognitions=("OCOP", "VIETGAP")) == ["A", "B"]
    assert shown(recognitions=("KHAC",)) == ["B"]


def test_the_sums_of_some_rows(session, add):
    one = add("A", charter_capital=5, figures={(2024, "ACTUAL"): {"M": 20}})
    two = add("B", charter_capital=70)
    add("C", charter_capital=900)

    assert register_list.sums_of(session, [one.id, two.id], Scope(TODAY, "m")) == ListSums(
        2, 20, 75
    )


def test_the_alerts_leave_only_some_ids(session, add):
    one = add("A")
    add("B")
    scope = Scope(TODAY, "m", only=[one.id])

    assert register_list.ordered_ids(session, RegisterQuery(), scope) == [one.id]


def test_blank_words_find_everything(shown, add):
    add("HTX A")

    assert shown(text="   ") == ["HTX A"]


def test_filters_meet_and_their_choices_add_up(shown, add):
    add("HTX A", sector="NN.TT", commune_code="01", former_commune_code="05")
    add("HTX B", sector="NN.CN", commune_code="02", history=[(None, "NG")])
    add("THT C", sector="NN.CN", commune_code="02", kind=THT)

    assert shown(kinds=(THT,)) == ["THT C"]
    assert shown(kinds=(HTX, THT)) == ["HTX A", "HTX B", "THT C"]
    assert shown(sectors=("NN.CN",), kinds=(HTX,)) == ["HTX B"]
    assert shown(communes=("01", "02"), statuses=(OperatingStatus.STOPPED,)) == ["HTX B"]
    assert shown(communes=("03",)) == []
    assert shown(former=("05",)) == ["HTX A"]
    assert shown(former=("", "05"), kinds=(HTX,)) == ["HTX A", "HTX B"]
    assert shown(former=("",)) == ["HTX B", "THT C"]
    assert shown(text="b", sectors=("NN.TT",)) == []


def test_what_is_in_the_bin_is_in_no_list(shown, add, session):
    gone = add("HTX A", tax_code="0101234567")
    gone.deleted_at = gone.updated_at
    session.flush()

    assert shown() == []
    assert organisations.find(session, gone.uid) is None
    assert organisations.find_by_tax_code(session, "0101234567") is None
    assert organisations.all_records(session) == []
    assert register_list.sums(session, RegisterQuery(), Scope(TODAY, "m")) == ListSums(
        0, None, None
    )


@pytest.fixture
def three(add):
    """Three organisations that stand otherwise in every order; the first knows nothing."""
    figures = [{}, {(2024, "ACTUAL"): {"M": 20}}, {(2024, "ACTUAL"): {"M": 9}}]
    add("Ân", commune_code="3", sector="B")
    add(
        "Em", kind=THT, tax_code="02", commune_code="1", sector="C", charter_capital=5,
        former_commune_code="2",
        registered_on=PartialDate(2022), history=[(None, "TN")], figures=figures[1],
        legal=[(None, "A")],
    )  # fmt: skip
    add(
        "Đồng", kind=OrganisationKind.COOPERATIVE_UNION, tax_code="01", commune_code="2",
        former_commune_code="1", sector="A", charter_capital=70,
        registered_on=PartialDate(2021, 12, 31),
        history=[(None, "NG")], figures=figures[2],
        legal=[(None, "B")],
    )  # fmt: skip


@pytest.mark.parametrize(
    ("order", "upward", "downward"),
    [
        ("name", "Ân Đồng Em", "Em Đồng Ân"),
        ("kind", "Ân Đồng Em", "Em Đồng Ân"),
        ("tax_code", "Đồng Em Ân", "Em Đồng Ân"),
        ("commune_code", "Em Đồng Ân", "Ân Đồng Em"),
        ("former_commune_code", "Đồng Em Ân", "Em Đồng Ân"),
        ("size", "Đồng Ân Em", "Ân Đồng Em"),
        ("sector", "Đồng Ân Em", "Em Ân Đồng"),
        ("registered_on", "Đồng Em Ân", "Em Đồng Ân"),
        ("members", "Đồng Em Ân", "Em Đồng Ân"),
        ("charter_capital", "Em Đồng Ân", "Đồng Em Ân"),
        ("status", "Ân Đồng Em", "Em Đồng Ân"),
        ("legal", "Em Đồng Ân", "Đồng Em Ân"),
    ],
)
def test_every_order_runs_both_ways_with_the_unknown_last(shown, three, order, upward, downward):
    assert shown(order=order) == upward.split()
    assert shown(order=order, descending=True) == downward.split()


def test_every_order_of_the_list_was_tried():
    (cases,) = test_every_order_runs_both_ways_with_the_unknown_last.pytestmark
    assert {case[0] for case in cases.args[1]} == set(ORDERS) - set(TEXTS)


@pytest.mark.parametrize("order", TEXTS)
def test_a_column_of_words_is_put_in_the_order_it_is_given_and_the_blank_last(session, add, order):
    def given(words):
        if order == "sender":
            return {"source_unit": words}  # a unit nobody named is shown by its key
        attr = {"representative": "name", "representative_title": "title"}.get(order, order)
        if attr == order:
            return {order: words}
        return {"persons": [OrganisationPerson(place=0, **asdict(Person(**{attr: words})))]}

    for name, words in (("Một", "Đức"), ("Hai", "Dũng"), ("Ba", ""), ("Bốn", "Em")):
        add(name, **given(words))
    assert sorted(register_list.texts(session, order)) == ["Dũng", "Em", "Đức"]
    scope = Scope(TODAY, "m", {"Dũng": 0, "Đức": 1, "Em": 2})

    def shown(descending):
        query = RegisterQuery(order=order, descending=descending)
        ids = register_list.ordered_ids(session, query, scope)
        return [row.name for row in register_list.rows(session, ids, scope)]

    assert shown(descending=False) == ["Hai", "Một", "Bốn", "Ba"]
    assert shown(descending=True) == ["Bốn", "Một", "Hai", "Ba"]


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

    ids = register_list.ordered_ids(session, RegisterQuery(), Scope(on, "m"))
    (row,) = register_list.rows(session, ids, Scope(on, "m"))
    assert row.status.value == status


def test_of_two_changes_on_one_day_the_later_line_counts(session, add):
    add("HTX A", history=[("2020", "TN"), ("2020", "NG")])

    ids = register_list.ordered_ids(session, RegisterQuery(), Scope(TODAY, "m"))
    assert register_list.rows(session, ids, Scope(TODAY, "m"))[0].status is OperatingStatus.STOPPED


@pytest.mark.parametrize(
    ("registered", "seen"),
    [(None, True), ("2022", True), ("2022-03", True), ("2022-03-02", False), ("2022-04", False)],
)
def test_a_past_day_shows_only_what_was_registered_by_then(session, add, registered, seen):
    add("HTX A", registered_on=PartialDate.from_iso(registered) if registered else None)
    day = date(2022, 3, 1)

    for asked, expected in ((RegisterQuery(), True), (RegisterQuery(on=day), seen)):
        assert bool(register_list.ordered_ids(session, asked, Scope(day, "m"))) is expected


def test_members_are_the_newest_known_and_never_a_plan(session, add):
    def members(**figures):
        years = {("ACTUAL", 2023): 1} | {tuple(key.rsplit("_", 1)): v for key, v in figures.items()}
        forms = {(int(year), measure): {"M": value} for (measure, year), value in years.items()}
        organisation = add("HTX A", figures=forms)
        return register_list.rows(session, [organisation.id], Scope(TODAY, "m"))[0].members

    assert members() == 1
    assert members(PLAN_2025=9) == 1
    assert members(HALF_YEAR_2024=2) == 2
    assert members(HALF_YEAR_2024=2, ESTIMATE_2024=3) == 3
    assert members(HALF_YEAR_2024=2, ACTUAL_2024=4, ESTIMATE_2024=3) == 4
    assert members(ACTUAL_2024=None) == 1
    assert members(ACTUAL_2024=0) == 0


def test_rows_keep_the_asked_order_and_leave_out_what_is_gone(session, add):
    one, two = add("HTX A"), add("HTX B")

    found = register_list.rows(session, [two.id, 999, one.id], Scope(TODAY, "m"))

    assert [row.name for row in found] == ["HTX B", "HTX A"]
    assert register_list.rows(session, [], Scope(TODAY, "m")) == []


def test_the_sum_of_what_is_shown(session, add):
    add("HTX A", charter_capital=5, figures={(2024, "ACTUAL"): {"M": 20}})
    add("HTX B", figures={(2024, "ACTUAL"): {"M": 7}})
    add("THT C", kind=THT, charter_capital=0)

    def sums(**conditions):
        return register_list.sums(session, RegisterQuery(**conditions), Scope(TODAY, "m"))

    assert sums() == ListSums(3, 27, 5)
    assert sums(kinds=(THT,)) == ListSums(1, None, 0)
    assert sums(text="b") == ListSums(1, 7, None)

from collections import Counter
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import text

from ktt_desktop.domain.dates import PartialDate
from ktt_desktop.domain.terms import Measure, OperatingStatus, OrganisationKind
from ktt_desktop.storage import aggregates
from ktt_desktop.storage.aggregates import Forms, WeightedSum

HTX, THT = OrganisationKind.COOPERATIVE, OrganisationKind.COOPERATIVE_GROUP
ACTUAL = Measure.ACTUAL
CODES = {"M": "m", "W": "w"}
PAIR = {("W", "M"): ("w", "m")}
YEAR_END = date(2024, 12, 31)
LISTED = (OperatingStatus.ACTIVE, OperatingStatus.SUSPENDED)
FORMS = Forms(2024, ACTUAL, YEAR_END, LISTED)

answers = st.fixed_dictionaries(
    {
        "kind": st.sampled_from(OrganisationKind),
        "sector": st.sampled_from(["NN.TT", "NN.CN", "VT"]),
        "M": st.none() | st.integers(-50, 10**12),
        "W": st.none() | st.integers(-50, 10**5),
        "deleted": st.booleans(),
    }
)
once = settings(
    suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=40
)


def fill(session, add, organisations):
    session.execute(text("DELETE FROM organisation"))
    session.expunge_all()
    for each in organisations:
        values = {code: each[code] for code in CODES}
        figures = {(2024, "ACTUAL"): values, (2023, "ACTUAL"): {"M": 1}, (2024, "PLAN"): {"M": 1}}
        made = add(kind=each["kind"], sector=each["sector"], figures=figures)
        made.deleted_at = made.updated_at if each["deleted"] else None
    session.flush()
    return [each for each in organisations if not each["deleted"]]


@once
@given(st.lists(answers, max_size=12))
def test_parts_sum_to_the_whole_of_what_is_not_in_the_bin(session, add, organisations):
    present = fill(session, add, organisations)

    found = aggregates.sums(session, FORMS, CODES)

    assert set(found) == {(each["kind"].value, each["sector"]) for each in present}
    for code in CODES:
        known = [each[code] for each in present if each[code] is not None]
        assert sum(part[code][0] for part in found.values()) == sum(known)
        assert sum(part[code][1] for part in found.values()) == len(known)


@once
@given(st.lists(answers, max_size=12))
def test_weighted_sums_count_those_that_have_both(session, add, organisations):
    present = fill(session, add, organisations)

    found = aggregates.weighted_sums(session, FORMS, PAIR)

    both = [each for each in present if each["M"] is not None and each["W"] is not None]
    parts = [part["W", "M"] for part in found.values()]
    assert sum(part.product for part in parts) == sum(each["M"] * each["W"] for each in both)
    assert sum(part.weight for part in parts) == sum(each["M"] for each in both)
    assert sum(part.known for part in parts) == len(both)


@once
@given(st.lists(answers, max_size=12))
def test_every_organisation_has_one_status_and_is_counted_once(session, add, organisations):
    present = fill(session, add, organisations)

    found = aggregates.count_by_status(session, YEAR_END)

    assert Counter({key[:2]: count for key, count in found.items()}) == Counter(
        (each["kind"].value, each["sector"]) for each in present
    )


def test_each_group_has_its_own_sums(session, add):
    add("A", figures={(2024, "ACTUAL"): {"M": 2, "W": 0}})
    add("B", figures={(2024, "ACTUAL"): {"M": 3}})
    add("C", kind=THT, figures={(2024, "ACTUAL"): {"W": 5}})

    assert aggregates.sums(session, FORMS, CODES) == {
        ("HTX", "NN.TT"): {"M": (5, 2), "W": (0, 1)},
        ("THT", "NN.TT"): {"M": (0, 0), "W": (5, 1)},
    }
    assert aggregates.weighted_sums(session, FORMS, PAIR) == {
        ("HTX", "NN.TT"): {("W", "M"): WeightedSum(0, 2, 1)},
        ("THT", "NN.TT"): {("W", "M"): WeightedSum(0, 0, 0)},
    }
    assert aggregates.weighted_sums(session, FORMS, {}) == {}


def test_entries_of_the_unit_are_not_added_to_those_of_the_list(session, add):
    add("A", figures={(2024, "ACTUAL"): {"M": 2}})
    session.execute(
        text(
            "INSERT INTO annual_return (subject_kind, subject_key, sector, year, measure, reasons,"
            " updated_at, m) VALUES ('don_vi', '07375', '', 2024, 'ACTUAL', '{}', '2025', 1000)"
        )
    )

    (part,) = aggregates.sums(session, FORMS, CODES).values()
    assert part["M"] == (2, 1)


@pytest.mark.parametrize(
    ("registered", "on", "counted"),
    [
        ("2024", date(2024, 6, 30), True),
        ("2024-06", date(2024, 6, 1), True),
        ("2024-06-30", date(2024, 6, 30), True),
        ("2024-07-01", date(2024, 6, 30), False),
        ("2023-12-31", YEAR_END, False),
        ("2025", YEAR_END, False),
        (None, YEAR_END, False),
    ],
)
def test_founded_counts_by_the_year_of_registration(session, add, registered, on, counted):
    add("A", registered_on=PartialDate.from_iso(registered) if registered else None)

    found = aggregates.count_founded(session, 2024, on)

    assert found == ({("HTX", "NN.TT"): 1} if counted else {})


@pytest.mark.parametrize(
    ("history", "counted"),
    [
        ([(None, "HD"), ("2024", "GT")], 1),
        ([(None, "HD"), ("2024-03-02", "GT")], 1),
        ([(None, "HD"), ("2024-12-31", "TH")], 1),
        ([(None, "HD"), ("2023-12-31", "GT")], 0),
        ([(None, "HD"), ("2025-01-01", "GT")], 0),
        ([(None, "GT")], 0),
        ([(None, "HD"), ("2024-01", "DGT"), ("2024-05", "GT"), ("2024-06", "TH")], 1),
        ([(None, "HD"), ("2024-01", "NG")], 0),
    ],
)
def test_the_dissolved_count_once_in_the_year_they_went(session, add, history, counted):
    add("A", history=history, legal=[("2024-02", "GT")])
    gone = (OperatingStatus.DISSOLVED, OperatingStatus.REVOKED)

    found = aggregates.count_changed_to(session, gone, 2024, YEAR_END)

    assert found == ({("HTX", "NN.TT"): 1} if counted else {})


def test_what_was_registered_or_begun_later_is_not_counted_yet(session, add):
    add("A", registered_on=PartialDate(2025, 1, 1))
    add("B", history=[("2025", "HD")])
    add("C", registered_on=PartialDate(2024), history=[(None, "HD"), ("2024-07", "NG")])

    assert aggregates.count_by_status(session, date(2024, 6, 30)) == {("HTX", "NN.TT", "HD"): 1}
    assert aggregates.count_by_status(session, YEAR_END) == {("HTX", "NN.TT", "NG"): 1}


def test_registered_are_those_with_a_certificate_still_valid(session, add):
    add("A", legal=[(None, "DANG_HOAT_DONG")])
    add("B", legal=[(None, "CHUA_DANG_KY")], kind=THT)
    add("C", legal=[(None, "DANG_HOAT_DONG"), ("2024-06", "DA_CHAM_DUT")])
    deleted = add("D", legal=[(None, "DANG_HOAT_DONG")])
    deleted.deleted_at = deleted.updated_at
    session.flush()

    assert aggregates.count_registered(session, date(2024, 5, 31)) == {("HTX", "NN.TT"): 2}
    assert aggregates.count_registered(session, YEAR_END) == {("HTX", "NN.TT"): 1}


def test_the_bin_is_left_out_of_every_count(session, add):
    gone = add("A", registered_on=PartialDate(2024), history=[(None, "HD"), ("2024", "GT")])
    gone.deleted_at = gone.updated_at
    session.flush()

    assert aggregates.count_by_status(session, YEAR_END) == {}
    assert aggregates.count_founded(session, 2024, YEAR_END) == {}
    assert aggregates.count_changed_to(session, [OperatingStatus.DISSOLVED], 2024, YEAR_END) == {}


def test_who_came_from_elsewhere_was_not_founded_here(session, add):
    figures = {(2024, "ACTUAL"): {"M": 2}}
    for name, formation in (("A", "MOI"), ("B", "CHUYEN_DEN")):
        made = add(name, registered_on=PartialDate(2024, 3), figures=figures)
        made.formation = formation
    session.flush()

    assert aggregates.count_founded(session, 2024, YEAR_END) == {("HTX", "NN.TT"): 1}
    founded = Forms(2024, ACTUAL, YEAR_END, LISTED, founded=True)
    assert aggregates.sums(session, founded, CODES)["HTX", "NN.TT"]["M"] == (2, 1)


def test_who_left_the_area_is_registered_elsewhere_from_that_day(session, add):
    add(
        "A",
        history=[(None, "HD"), ("2024-08-15", "DI")],
        legal=[(None, "DANG_HOAT_DONG")],
    )

    assert aggregates.count_registered(session, date(2024, 8, 14)) == {("HTX", "NN.TT"): 1}
    assert aggregates.count_registered(session, date(2024, 8, 15)) == {}


def test_a_loss_weighs_as_much_as_a_gain_whatever_its_weight(session, add):
    for value, weight in ((-1, 137_438_955_521), (-(10**13), 90_000), (10**13, 90_000)):
        add(figures={(2024, "ACTUAL"): {"W": value, "M": weight}})
    session.flush()

    (part,) = aggregates.weighted_sums(session, FORMS, PAIR).values()

    assert part["W", "M"].product == -137_438_955_521
    assert isinstance(part["W", "M"].product, int)

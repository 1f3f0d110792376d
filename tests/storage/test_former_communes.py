from ktt_desktop.domain.records import ReturnRecord, Subject
from ktt_desktop.domain.terms import Measure, OrganisationKind, SubjectKind
from ktt_desktop.storage import former_communes
from tests.storage.conftest import MOMENT

THT = OrganisationKind.COOPERATIVE_GROUP


def test_places_stand_in_the_asked_order_without_the_bin(session, add):
    one = add("HTX A", address="Thôn Đông", commune_code="1", former_commune_code="2")
    two, gone = add("HTX B"), add("HTX C")
    gone.deleted_at = MOMENT
    session.flush()

    found = former_communes.places(session, [two.id, gone.id, one.id])
    assert found == [(two.id, "HTX B", "", "", ""), (one.id, "HTX A", "Thôn Đông", "1", "2")]


def test_the_register_is_counted_by_both_communes_and_kind(session, add):
    for kind, former in ((THT, "2"), (OrganisationKind.COOPERATIVE, "2"), (THT, "2"), (THT, "")):
        add(kind=kind, commune_code="1", former_commune_code=former)
    add(commune_code="1").deleted_at = MOMENT
    session.flush()

    assert sorted(former_communes.counts(session)) == [
        ("1", "", "THT", 1),
        ("1", "2", "HTX", 1),
        ("1", "2", "THT", 2),
    ]


def test_who_has_figures_of_a_year_is_counted_once_and_a_plan_is_none(session, add):
    add(commune_code="1", figures={(2024, "ACTUAL"): {"M": 1}, (2024, "HALF_YEAR"): {"M": 1}})
    add(commune_code="1", figures={(2024, "ESTIMATE"): {"W": 0}, (2023, "PLAN"): {"M": 1}})
    add(commune_code="1", figures={(2024, "ACTUAL"): {"M": None}, (2020, "ACTUAL"): {"M": 3}})
    add(commune_code="1", figures={(2024, "ACTUAL"): {"M": 1}}).deleted_at = MOMENT
    session.flush()

    found = former_communes.answered(session, (2024, 2023), ("m", "w"))
    assert found == [("1", "", 2024, 2)]


def test_the_newest_year_is_of_an_organisation_and_no_plan(session, add, returns):
    assert former_communes.newest_year(session) is None
    add(figures={(2023, "HALF_YEAR"): {"M": 1}, (2025, "PLAN"): {"M": 1}})
    unit = ReturnRecord(Subject(SubjectKind.UNIT, "1"), 2024, Measure.ACTUAL, values={"M": 1})
    returns.write(session, unit, None, MOMENT)

    assert former_communes.newest_year(session) == 2023


def test_the_years_of_a_unit_are_those_of_its_own_forms(session, add, returns):
    def answer(subject, year, measure="ACTUAL"):
        record = ReturnRecord(subject, year, Measure(measure), values={"M": 1})
        returns.write(session, record, None, MOMENT)

    add(figures={(2021, "ACTUAL"): {"M": 1}})
    district = Subject(SubjectKind.UNIT, "217")
    answer(district, 2023)
    answer(district, 2022, "HALF_YEAR")
    answer(district, 2025, "PLAN")
    answer(Subject(SubjectKind.SECTOR, "07375", "NN"), 2023)

    assert former_communes.years_of_units(session) == {"217": [2022, 2023]}

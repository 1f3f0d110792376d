from ktt_desktop.domain.records import Subject
from ktt_desktop.domain.terms import Measure, OrganisationKind, SubjectKind
from ktt_desktop.services.annual_return import save_values
from ktt_desktop.services.member_figures import newest_members

COOPERATIVE, GROUP = OrganisationKind.COOPERATIVE, OrganisationKind.COOPERATIVE_GROUP


def known(desk, uid, kind=COOPERATIVE):
    found = newest_members(desk.book, uid, kind)
    return found and (
        found.year,
        found.measure,
        {each.code: value for each, value in found.figures},
    )


def test_nobody_knows_where_no_year_tells(desk):
    saved = desk.add("HTX Một", {"O5": "100"})

    assert known(desk, saved.uid) is None


def test_the_newest_year_is_told_by_class_as_far_as_it_is_known(desk):
    saved = desk.add("HTX Một", {"O1": "30", "O1.1": "25", "O5": "7"}, year=2023)
    subject = Subject(SubjectKind.ORGANISATION, saved.uid)
    save_values(desk.book, subject, 2022, Measure.ACTUAL, {"O1": 9})
    save_values(desk.book, subject, 2025, Measure.PLAN, {"O1": 99})
    assert known(desk, saved.uid) == (2023, Measure.ACTUAL, {"O1": 30, "O1.1": 25})

    save_values(desk.book, subject, 2024, Measure.HALF_YEAR, {"O1": 31})
    assert known(desk, saved.uid) == (2024, Measure.HALF_YEAR, {"O1": 31})
    save_values(desk.book, subject, 2024, Measure.ESTIMATE, {"O1": 0})
    assert known(desk, saved.uid) == (2024, Measure.ESTIMATE, {"O1": 0})


def test_a_kind_is_told_the_classes_it_has(desk):
    saved = desk.add("THT Một", {"O1": "12"}, kind=GROUP)

    assert known(desk, saved.uid, GROUP)[2] == {"O1": 12}
    asked = desk.book.catalogue.edition
    assert {each.code for each in asked.members_of(GROUP)} < {
        each.code for each in asked.members_of(COOPERATIVE)
    }

from datetime import date

from sqlalchemy import text

from ktt_desktop.domain.dates import PartialDate
from ktt_desktop.domain.terms import Measure, OrganisationKind, SubjectKind
from ktt_desktop.storage import checked_forms

ACTUAL, PLAN = Measure.ACTUAL, Measure.PLAN
CODES = {"M": "m", "W": "w"}


def test_members_are_those_of_the_day_with_their_status(session, add):
    add(name="HTX Bình", kind=OrganisationKind.COOPERATIVE, sector="VT")
    add(
        name="HTX An",
        kind=OrganisationKind.COOPERATIVE_GROUP,
        sector="NN.TT",
        registered_on=PartialDate(2025, 3),
    )
    binned = add(name="HTX Cũ", kind=OrganisationKind.COOPERATIVE, sector="VT")
    binned.deleted_at = binned.updated_at
    session.flush()

    (found,) = checked_forms.members(session, date(2024, 12, 31))
    assert (found.name, found.kind, found.sector, found.status) == ("HTX Bình", "HTX", "VT", "HD")
    later = checked_forms.members(session, date(2025, 12, 31))
    assert [each.name for each in later] == ["HTX An", "HTX Bình"]


def test_forms_are_read_whole_and_of_those_asked_for(session, add):
    one = add(figures={(2024, "ACTUAL"): {"M": 7}, (2023, "ACTUAL"): {"M": 6}})
    other = add(figures={(2024, "ACTUAL"): {"M": 8, "W": 2}, (2024, "PLAN"): {"M": 9}})
    session.flush()

    forms = checked_forms.answered_forms(session, CODES, 2024, ACTUAL)
    assert forms[one.uid].values == {"M": 7, "W": None}
    assert set(forms) == {one.uid, other.uid}
    only = checked_forms.answered_forms(session, CODES, 2024, ACTUAL, [other.uid])
    assert set(only) == {other.uid}
    assert checked_forms.count_answers(session, ["m", "w"], 2024, ACTUAL) == 3
    assert checked_forms.forms_answered(session) == {(2023, ACTUAL), (2024, ACTUAL), (2024, PLAN)}


def test_years_done_come_oldest_first(session, add):
    figures = {(year, "ACTUAL"): {"M": year} for year in (2022, 2020, 2021, 2015)}
    one = add(figures=figures | {(2023, "PLAN"): {"M": 1}})
    add(figures={(2021, "ACTUAL"): {"M": 5}})
    session.flush()

    found = checked_forms.years_done(session, ["m"], (2019, 2023), [one.uid])
    assert found == [(one.uid, 2020), (one.uid, 2021), (one.uid, 2022)]


def test_what_nobody_confirmed_and_the_day_of_a_form_come_with_it(session, add):
    one = add(figures={(2024, "ACTUAL"): {"M": 7}})
    session.flush()
    session.execute(text("UPDATE annual_return SET unconfirmed = '[\"M\"]', as_of = '2024-08'"))

    form = checked_forms.answered_forms(session, CODES, 2024, ACTUAL)[one.uid]
    assert (form.unconfirmed, form.as_of) == (frozenset({"M"}), "2024-08")
    assert checked_forms.days_stated(session, "217", 2024, ACTUAL) == [
        (SubjectKind.ORGANISATION, one.uid, "", "2024-08")
    ]

from dataclasses import replace

import pytest

from ktt_desktop.domain.dates import PartialDate
from ktt_desktop.domain.errors import NotFoundError, ReasonRequiredError
from ktt_desktop.domain.records import Subject
from ktt_desktop.domain.terms import Measure, SubjectKind
from ktt_desktop.services.annual_return import (
    load_history,
    load_return,
    save_as_of,
    save_unit_values,
    save_values,
)
from ktt_desktop.services.register import delete_organisation
from ktt_desktop.services.unit_figures import unit_subject
from tests.received_books import Above

YEAR, ACTUAL = 2024, Measure.ACTUAL


@pytest.fixture
def form(desk):
    """The form of one organisation."""
    return Subject(SubjectKind.ORGANISATION, desk.add("HTX Một").uid)


def values(desk, subject, year=YEAR, measure=ACTUAL):
    found = load_return(desk.book, subject, year, measure).values
    return {code: value for code, value in found.items() if value is not None}


def test_a_form_nobody_answered_is_blank(desk, form):
    record = load_return(desk.book, form, YEAR, ACTUAL)

    assert not any(value is not None for value in record.values.values())
    assert (record.as_of, dict(record.reasons)) == (None, {})


def test_a_blank_is_not_a_zero(desk, form):
    save_values(desk.book, form, YEAR, ACTUAL, {"O1": 0, "O2": None})

    assert values(desk, form) == {"O1": 0}
    save_values(desk.book, form, YEAR, ACTUAL, {"O1": None, "O2": 0})
    assert values(desk, form) == {"O2": 0}


def test_figures_not_named_stay_as_they_are(desk, form):
    save_values(desk.book, form, YEAR, ACTUAL, {"O1": 12, "O5": 1_000})
    save_as_of(desk.book, form, YEAR, ACTUAL, PartialDate(2024, 12))
    change = save_values(desk.book, form, YEAR, ACTUAL, {"O1": 13})

    record = load_return(desk.book, form, YEAR, ACTUAL)
    assert values(desk, form) == {"O1": 13, "O5": 1_000}
    assert record.as_of == PartialDate(2024, 12)
    assert (change.organisations, change.years) == ({form.key}, {YEAR})


def test_years_measures_and_subjects_do_not_mix(desk, form):
    other = Subject(SubjectKind.ORGANISATION, desk.add("HTX Hai").uid)
    save_values(desk.book, form, YEAR, ACTUAL, {"O1": 1})
    save_values(desk.book, form, YEAR, Measure.PLAN, {"O1": 2})
    save_values(desk.book, form, YEAR - 1, ACTUAL, {"O1": 3})
    save_values(desk.book, other, YEAR, ACTUAL, {"O1": 4})

    assert values(desk, form) == {"O1": 1}
    assert values(desk, form, measure=Measure.PLAN) == {"O1": 2}
    assert [record.year for record in load_history(desk.book, form, ACTUAL)] == [2023, 2024]
    assert values(desk, other) == {"O1": 4}


def test_every_changed_figure_is_written_down_and_no_other(desk, form):
    save_values(desk.book, form, YEAR, ACTUAL, {"O1": 12, "O2": None})
    save_values(desk.book, form, YEAR, ACTUAL, {"O1": 12, "O2": 0})
    save_values(desk.book, form, YEAR, ACTUAL, {"O1": None})

    key = f"{form.key}||2024|ACTUAL"
    assert desk.journal("annual_return") == [
        (key, "O1", None, "12"),
        (key, "O2", None, "0"),
        (key, "O1", "12", None),
    ]


def test_the_day_is_kept_apart_from_the_figures(desk):
    unit = unit_subject(desk.profile)
    desk.enter({"A2": "100"}, reason="Theo báo cáo xã")
    save_as_of(desk.book, unit, YEAR, ACTUAL, PartialDate(2024, 11, 30))

    record = load_return(desk.book, unit, YEAR, ACTUAL)
    assert record.as_of == PartialDate(2024, 11, 30)
    assert (values(desk, unit), record.reasons) == ({"A2": 100}, {"A2": "Theo báo cáo xã"})

    save_as_of(desk.book, unit, YEAR, ACTUAL, None)
    assert load_return(desk.book, unit, YEAR, ACTUAL).as_of is None


@pytest.mark.parametrize("gone", ["never", "bin"])
def test_figures_of_an_organisation_that_is_gone_are_refused(desk, form, gone):
    subject = form if gone == "bin" else Subject(SubjectKind.ORGANISATION, "khong-co")
    delete_organisation(desk.book, form.key)

    with pytest.raises(NotFoundError, match="không còn trong danh mục"):
        save_values(desk.book, subject, YEAR, ACTUAL, {"O1": 12})
    with pytest.raises(NotFoundError):
        save_as_of(desk.book, subject, YEAR, ACTUAL, PartialDate(2024))
    assert values(desk, subject) == {}


def save_unit(desk, texts, sector="", *, profile=None, reason=""):
    profile = profile or desk.profile
    subject = unit_subject(profile, sector)
    figures = desk.typed(texts)
    return save_unit_values(desk.book, profile, subject, YEAR, ACTUAL, figures, reason=reason)


def test_a_figure_beside_a_complete_list_needs_a_reason_with_both_numbers(desk):
    desk.add("HTX Một", {"O1": "1.200", "O5": "950,5"})

    with pytest.raises(ReasonRequiredError) as refused:
        save_unit(desk, {"A2": "1.300"})
    assert "[A2] = 1.200" in str(refused.value)
    assert "số nhập là 1.300" in str(refused.value)
    with pytest.raises(ReasonRequiredError, match=r"\[A5\] = 950,5"):
        save_unit(desk, {"A5": "951"})
    assert desk.figures()["A2"].value == 1_200
    assert values(desk, unit_subject(desk.profile)) == {}


def test_nothing_is_saved_when_one_of_several_figures_lacks_a_reason(desk):
    desk.add("HTX Một", {"O1": "12"})

    with pytest.raises(ReasonRequiredError):
        save_unit(desk, {"A1.6e": "1", "A2": "13"})
    assert values(desk, unit_subject(desk.profile)) == {}


def test_with_a_reason_the_entered_figure_stands(desk):
    desk.add("HTX Một", {"O1": "12"})
    save_unit(desk, {"A2": "13"}, reason="Sổ thành viên có 13 người")

    figure = desk.figures()["A2"]
    assert (figure.value, figure.computed, figure.reason) == (13, 12, "Sổ thành viên có 13 người")


def test_what_agrees_or_cannot_be_computed_needs_no_reason(desk):
    desk.add("HTX Một", {"O1": "12"})
    save_unit(desk, {"A2": "12", "A1.6e": "1", "A3": "5"})
    save_unit(desk, {"A2": ""})

    assert values(desk, unit_subject(desk.profile)) == {"A1.6e": 1, "A3": 5}


def test_a_list_that_names_only_some_asks_for_no_reason(desk):
    desk.add("HTX Một", {"O1": "12"})
    partial = replace(desk.profile, list_complete=False)
    save_unit(desk, {"A2": "3.779"}, profile=partial)

    assert desk.figures(profile=partial)["A2"].value == 3_779


def test_a_sector_is_compared_with_its_own_organisations(desk):
    desk.add("HTX Một", {"O1": "12"}, sector="NN.TT")
    desk.add("HTX Hai", {"O1": "7"}, sector="CN")
    save_unit(desk, {"S2": "12"}, sector="NN")

    with pytest.raises(ReasonRequiredError, match=r"\[S2\] = 7"):
        save_unit(desk, {"S2": "12"}, sector="CN")


def test_a_reason_stays_with_its_figure_and_goes_with_it(desk):
    unit = unit_subject(desk.profile)
    desk.enter({"A2": "13", "A3": "5"}, reason="Theo báo cáo xã")
    desk.enter({"A1.6e": "1"})
    assert set(load_return(desk.book, unit, YEAR, ACTUAL).reasons) == {"A2", "A3"}

    desk.enter({"A2": ""})
    desk.enter({"A3": "6"})
    assert dict(load_return(desk.book, unit, YEAR, ACTUAL).reasons) == {}


def test_no_reason_is_kept_for_a_blank(desk):
    desk.enter({"A2": "", "A3": "5"}, reason="Theo báo cáo xã")

    reasons = load_return(desk.book, unit_subject(desk.profile), YEAR, ACTUAL).reasons
    assert dict(reasons) == {"A3": "Theo báo cáo xã"}


def test_a_figure_beside_what_the_units_below_give_needs_a_reason_too(desk):
    above = Above(desk)
    above.enter(above.unit("07399"), {"A3": "4"})
    above.enter(above.unit("07402"), {"A3": "5"})
    partial = replace(desk.profile, list_complete=False)

    with pytest.raises(ReasonRequiredError, match=r"Tổng hợp 2 đơn vị dưới được \[A3\] = 9, số"):
        save_unit(desk, {"A3": "8"}, profile=partial)
    save_unit(desk, {"A3": "9"}, profile=partial)
    save_unit(desk, {"A3": "8"}, profile=partial, reason="Công văn 12/UBND")
    assert values(desk, unit_subject(desk.profile)) == {"A3": 8}

from dataclasses import replace
from random import Random

import pytest

from ktt_desktop.domain.dates import PartialDate
from ktt_desktop.domain.period import ReportingPeriod
from ktt_desktop.domain.records import ChangeSet, Subject
from ktt_desktop.domain.register_list import RegisterQuery
from ktt_desktop.domain.terms import Measure, Severity, SubjectKind
from ktt_desktop.services.annual_return import save_as_of, save_values
from ktt_desktop.services.register import delete_organisation, save_organisation
from ktt_desktop.services.register_list import organisation_ids, organisation_rows
from ktt_desktop.services.unit_figures import unit_subject
from ktt_desktop.services.validation import captions, check_book, explain, recheck
from ktt_desktop.storage import checked_forms

YEAR_REPORT = ReportingPeriod.parse("N2024")
# What does not agree in the plan of Lạng Giang (INC-000-01 to -04, 07, 08, 14, 16), errors first.
EXPECTED = [
    ("R1-A2", Severity.ERROR),
    ("R2-A3.2", Severity.ERROR),
    ("R1-A3-TV", Severity.WARNING),
    ("R3-A7.k", Severity.WARNING),
    ("R8-NAM-C1", Severity.WARNING),
    ("R9-C1-TV", Severity.WARNING),
    ("R9-KH-A5", Severity.WARNING),
    ("R13-A1-P", Severity.WARNING),
    ("R13-B4", Severity.WARNING),
    ("R13-C6", Severity.WARNING),
    ("R13-MT-A7", Severity.WARNING),
]


def check(practice):
    return check_book(*practice)


def finding(practice, rule):
    return next(each for each in check(practice).findings if each.rule == rule)


def correct(practice, **texts):
    """Type other numbers into the unit's figures of the period."""
    book, profile, period = practice
    year, measure = period.main
    save_values(book, unit_subject(profile), year, measure, texts)


def test_the_practice_book_shows_its_inconsistencies_and_nothing_else(practice):
    """The controls that must pass (64, 62, 73,4%, 16%, 138) raise nothing."""
    result = check(practice)

    assert [(each.rule, each.severity) for each in result.findings] == EXPECTED
    assert result.open_errors == 2
    assert (result.organisations, result.rules) == (12, len(practice[0].catalogue.edition.rules))


def test_each_finding_shows_the_numbers_it_speaks_of(practice):
    details = {each.rule: each.detail for each in check(practice).findings}

    assert (
        "3.711 (Nông nghiệp, lâm nghiệp, thủy sản) + 32 (HTX Cơ khí Lạng Giang)"
        in (details["R1-A2"])
    )
    assert "= 3.765, nhưng [A2] ghi 3.779 (chênh 14)" in details["R1-A2"]
    assert "396" in details["R2-A3.2"]
    assert details["R1-A3-TV"].startswith("812 − 758 = 54")
    assert "[A7.k] 52 lớn hơn" in details["R3-A7.k"]


def test_each_finding_leads_to_the_figures_to_correct(practice):
    _, profile, _ = practice
    highest, whole = finding(practice, "R2-A3.2").places

    assert (highest.kind, highest.sector, highest.code) == (SubjectKind.SECTOR, "NN", "S3.1")
    assert (whole.kind, whole.key, whole.code) == (SubjectKind.UNIT, profile.code, "A3.2")


def test_the_corrected_total_of_members_ends_its_finding(practice):
    correct(practice, A2=3765)

    assert [each.rule for each in check(practice).findings] == [rule for rule, _ in EXPECTED[1:]]


def test_the_missing_members_of_one_organisation_end_it_as_well(practice):
    book, profile, period = practice
    rows = organisation_rows(book, organisation_ids(book, RegisterQuery()), RegisterQuery())
    row = next(each for each in rows if each.name == "HTX Cơ khí Lạng Giang")
    year, measure = period.main
    save_values(book, Subject(SubjectKind.ORGANISATION, row.uid), year, measure, {"O1": 46})

    assert "R1-A2" not in [each.rule for each in check_book(book, profile, period).findings]


@pytest.mark.parametrize(
    ("code", "wrong", "rule"),
    [
        ("A1.1", 61, "R1-A1"),
        ("A1", 65, "R1-A1-LV"),
        ("A4", 150, "R2-A4"),
        ("A4.1p", 700, "R7-A4.1p"),
        ("A4.2p", 180, "R7-A4.2p"),
        ("C3", 137, "R2-C3.1"),
        ("B1.2", 1, "R1-B1"),
    ],
)
def test_a_control_that_passes_fails_when_its_number_is_spoilt(practice, code, wrong, rule):
    correct(practice, **{code: wrong})

    assert rule in [each.rule for each in check(practice).findings]


def test_blanks_keep_the_rules_silent(desk):
    assert check_book(desk.book, desk.profile, YEAR_REPORT).findings == ()


def test_an_organisation_is_named_in_what_its_form_says_wrong(desk):
    saved = desk.add("HTX Cơ khí", {"O1": "10", "O1.1": "8", "O1.2": "1", "O1.3": "0"})
    (found,) = check_book(desk.book, desk.profile, YEAR_REPORT).findings

    assert found.rule == "R1-O1"
    assert found.detail.startswith("HTX Cơ khí: ")
    assert found.key == f"R1-O1|to_chuc|{saved.uid}|"
    assert {(place.kind, place.key) for place in found.places} == {
        (SubjectKind.ORGANISATION, saved.uid)
    }


def test_the_same_mistake_of_two_organisations_is_two_findings(desk):
    for name in ("HTX Một", "HTX Hai"):
        desk.add(name, {"O5": "10", "O5.1": "12"})
    found = check_book(desk.book, desk.profile, YEAR_REPORT).findings

    assert sorted(each.detail.split(":")[0] for each in found) == ["HTX Hai", "HTX Một"]
    assert len({each.key for each in found}) == 2


def test_a_sector_is_named_in_what_its_row_says_wrong(desk):
    desk.enter({"S1": "60", "S1.1": "50", "S1.2": "2"}, sector="NN")
    found = {each.rule: each for each in check_book(desk.book, desk.profile, YEAR_REPORT).findings}[
        "R1-S1"
    ]

    assert found.detail.startswith("Nông nghiệp, lâm nghiệp, thủy sản: ")
    assert {place.sector for place in found.places} == {"NN"}


def test_only_the_period_under_check_is_looked_at(desk):
    desk.add("HTX Một", {"O5": "10", "O5.1": "12"}, year=2023)

    assert check_book(desk.book, desk.profile, YEAR_REPORT).findings == ()
    before = ReportingPeriod.parse("N2023")
    assert [each.rule for each in check_book(desk.book, desk.profile, before).findings] == [
        "R2-O5.1"
    ]


def test_an_explained_error_is_no_longer_open(practice):
    book, _, period = practice
    change = explain(book, period, finding(practice, "R1-A2"), "  14 thành viên liên kết.\n")
    explained = finding(practice, "R1-A2")

    assert change.explanations
    assert (explained.explanation, explained.outdated) == ("14 thành viên liên kết.", False)
    assert not explained.is_open
    assert check(practice).open_errors == 1


def test_an_explanation_can_be_rewritten_and_withdrawn(practice):
    book, _, period = practice
    explain(book, period, finding(practice, "R1-A2"), "Một")
    explain(book, period, finding(practice, "R1-A2"), "Hai")
    assert finding(practice, "R1-A2").explanation == "Hai"

    explain(book, period, finding(practice, "R1-A2"), "  ")
    assert finding(practice, "R1-A2").explanation is None
    assert check(practice).open_errors == 2


def test_withdrawing_what_was_never_written_changes_nothing(practice):
    book, _, period = practice
    explain(book, period, finding(practice, "R1-A2"), "")

    assert finding(practice, "R1-A2").explanation is None


def test_an_explanation_of_other_numbers_is_outdated_and_opens_the_error_again(practice):
    book, _, period = practice
    explain(book, period, finding(practice, "R1-A2"), "14 thành viên liên kết.")
    correct(practice, A2=3780)
    changed = finding(practice, "R1-A2")

    assert (changed.explanation, changed.outdated) == ("14 thành viên liên kết.", True)
    assert changed.is_open

    correct(practice, A2=3779)
    assert not finding(practice, "R1-A2").is_open
    correct(practice, A2=3780)
    explain(book, period, changed, "15 thành viên liên kết.")
    assert not finding(practice, "R1-A2").is_open


def test_numbers_of_another_rule_leave_an_explanation_standing(practice):
    book, _, period = practice
    explain(book, period, finding(practice, "R1-A2"), "14 thành viên liên kết.")
    correct(practice, A3=813)

    assert not finding(practice, "R1-A2").outdated


def test_an_explanation_belongs_to_one_period(practice):
    book, profile, period = practice
    explain(book, period, finding(practice, "R1-A2"), "14 thành viên liên kết.")
    half_year = ReportingPeriod.parse("6T2022")
    same_figures = {each.rule: each for each in check_book(book, profile, half_year).findings}

    assert same_figures["R1-A2"].explanation is None


def test_checking_changes_nothing(practice):
    assert check(practice) == check(practice)


def test_every_indicator_has_a_caption(catalogue):
    labels = captions(catalogue)

    assert labels.keys() == catalogue.edition.indicators.keys()
    assert labels["A5"].unit == "triệu đồng/năm"


def test_an_unfinished_list_is_not_held_against_the_unit(desk):
    """A partial Σ of a sector is no part: blank organisations are missing, not zero."""
    for place in range(9):  # too many to be taken one by one
        desk.add(f"HTX số {place}", {"O1": "10"} if place else None)
    desk.enter({"A2": "95"}, reason="Sổ thành viên")

    assert check_book(desk.book, desk.profile, YEAR_REPORT).findings == ()

    complete = desk.add("HTX số 10", {"O1": "10"})
    assert complete.uid
    rows = organisation_rows(
        desk.book, organisation_ids(desk.book, RegisterQuery()), RegisterQuery()
    )
    blank = next(row for row in rows if row.members is None)
    year, measure = YEAR_REPORT.main
    save_values(desk.book, Subject(SubjectKind.ORGANISATION, blank.uid), year, measure, {"O1": 1})
    assert [each.rule for each in check_book(desk.book, desk.profile, YEAR_REPORT).findings] == [
        "R1-A2"
    ]


def test_an_unfinished_estimate_is_not_held_against_the_unit_either(desk):
    estimate = ReportingPeriod.parse("UOC2024")
    year, measure = estimate.main
    for place in range(9):
        figures = {"O1": "10"} if place else None
        desk.add(f"HTX số {place}", figures, year=year, measure=measure)
    desk.enter({"A2": "95"}, year=year, measure=measure, reason="Sổ thành viên")

    assert check_book(desk.book, desk.profile, estimate).findings == ()


def test_a_profile_of_a_partial_list_still_checks_its_organisations(desk):
    desk.add("HTX Một", {"O5": "10", "O5.1": "12"})
    partial = replace(desk.profile, list_complete=False)

    assert [each.rule for each in check_book(desk.book, partial, YEAR_REPORT).findings] == [
        "R2-O5.1"
    ]


# --- checked again after a change


@pytest.fixture
def village(desk):
    """A unit with a large sector, a small one, figures of its own and of earlier years."""
    saved = [desk.add(f"HTX ruộng {place}", {"O1": "10", "O5": "500"}) for place in range(9)]
    saved += [desk.add(f"HTX chợ {place}", {"O1": "8"}, sector="DV") for place in range(2)]
    saved.append(desk.add("Tổ hợp tác nấm", {"O1": "6", "O2": "3"}, kind="THT"))
    for each in saved[:3]:
        for year, revenue in zip(range(2020, 2024), ("480", "500", "510", "490"), strict=True):
            desk.enter_of(each, {"O5": revenue}, year=year)
    desk.enter({"A2": "120", "A5": "600"}, reason="Sổ thành viên")
    desk.enter({"A1": "11"}, year=2023)
    return desk, saved


def typed_into_a_form(desk, saved, pick):
    """A figure of one organisation: right, wrong in several ways, or cleared."""
    subject = Subject(SubjectKind.ORGANISATION, pick(saved).uid)
    code = pick(["O1", "O1.1", "O2", "O2.2", "O5", "O5.1", "O7"])
    value = pick([None, 0, 7, 12, 90, 5 * 10**8, 5 * 10**14])
    return save_values(desk.book, subject, 2024, Measure.ACTUAL, {code: value})


def typed_into_the_tables(desk, saved, pick):
    subject = unit_subject(desk.profile, pick(["", "NN"]))
    codes = ["A1", "A1.1", "A2", "A4", "C1"] if not subject.sector else ["S1", "S1.1", "S2"]
    values = {pick(codes): pick([None, 5, 11, 80])}
    return save_values(desk.book, subject, pick([2023, 2024]), Measure.ACTUAL, values, reason="Sổ")


def explained(desk, saved, pick):
    found = check_book(desk.book, desk.profile, YEAR_REPORT).findings
    return (
        explain(desk.book, YEAR_REPORT, pick(found), pick(["Đúng", ""])) if found else ChangeSet()
    )


def renamed_or_moved(desk, saved, pick):
    place = pick(range(len(saved)))
    draft = replace(saved[place], name=pick(["HTX tên mới", "HTX Á"]), sector=pick(["DV", "NN.TT"]))
    saved[place], change = save_organisation(desk.book, draft)
    return change


def binned(desk, saved, pick):
    if len(saved) < 6:
        return ChangeSet()
    return delete_organisation(desk.book, saved.pop(pick(range(len(saved)))).uid)


def spoken_of_another_day(desk, saved, pick):
    subject = unit_subject(desk.profile)
    day = PartialDate(2024, pick([6, 12]), 30)
    save_as_of(desk.book, subject, 2024, Measure.ACTUAL, day)
    return ChangeSet(years=frozenset({2024}))


@pytest.mark.parametrize("seed", range(10))
def test_checked_again_after_any_changes_gives_what_a_full_check_gives(village, seed):
    desk, saved = village
    pick = Random(seed).choice
    acts = [typed_into_a_form, typed_into_a_form, typed_into_the_tables, explained]
    acts += [renamed_or_moved, binned, spoken_of_another_day]
    result = check_book(desk.book, desk.profile, YEAR_REPORT)
    for _ in range(6):
        act = pick(acts)
        result = recheck(desk.book, desk.profile, YEAR_REPORT, result, act(desk, saved, pick))
        assert result == check_book(desk.book, desk.profile, YEAR_REPORT), act


def test_after_a_change_of_one_organisation_no_other_form_is_read(village, monkeypatch):
    """Of the large sector: the small one is part of the unit's own rules."""
    desk, saved = village
    result = check_book(desk.book, desk.profile, YEAR_REPORT)
    change = save_values(
        desk.book, Subject(SubjectKind.ORGANISATION, saved[0].uid), *YEAR_REPORT.main, {"O1": 11}
    )
    read = []
    whole = checked_forms.answered_forms
    monkeypatch.setattr(
        checked_forms, "answered_forms", lambda *asked: read.append(whole(*asked)) or read[-1]
    )
    recheck(desk.book, desk.profile, YEAR_REPORT, result, change)

    assert [set(each) for each in read] == [
        {saved[0].uid, saved[9].uid, saved[10].uid},
        {saved[0].uid},
    ]
    read.clear()
    recheck(desk.book, desk.profile, YEAR_REPORT, result, ChangeSet(settings=True))
    assert len(read[0]) == len(saved)

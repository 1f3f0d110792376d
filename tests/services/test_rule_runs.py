"""Which rules are run over which figures, and how a finding says where it was found."""

from ktt_desktop.domain.period import ReportingPeriod
from ktt_desktop.domain.terms import Measure, OperatingStatus, SubjectKind
from ktt_desktop.services.validation import check_book

PLAN = ReportingPeriod.parse("KH2025")
YEAR_REPORT = ReportingPeriod.parse("N2024")
HALF, ESTIMATE = Measure.HALF_YEAR, Measure.ESTIMATE


def found(desk, period=YEAR_REPORT):
    return {each.key: each for each in check_book(desk.book, desk.profile, period).findings}


def of(desk, rule, period=YEAR_REPORT):
    return [each for each in found(desk, period).values() if each.rule == rule]


def test_the_estimate_of_a_plan_is_checked_too_and_says_so(desk):
    wrong = {"A1": "437", "A1.1": "380", "A1.2": "50"}
    desk.enter(wrong, measure=ESTIMATE)
    (finding,) = of(desk, "R1-A1", PLAN)

    assert finding.detail.startswith("Ước thực hiện năm 2024: 380 + 50 = 430")
    assert finding.key == f"R1-A1|don_vi|{desk.profile.code}||ESTIMATE2024"


def test_a_finding_of_the_main_column_keeps_its_key_whatever_the_report(desk):
    desk.enter({"A1": "437", "A1.1": "380", "A1.2": "50"}, measure=HALF)
    keys = [
        each.key
        for period in (PLAN, ReportingPeriod.parse("6T2024"))
        for each in of(desk, "R1-A1", period)
    ]

    assert keys == [f"R1-A1|don_vi|{desk.profile.code}|"] * 2


def test_of_a_plan_only_what_its_own_figures_do_is_asked(desk):
    desk.enter({"A1": "60", "A1.1": "61", "A4": "9", "C1": "5"}, year=2025, measure=Measure.PLAN)
    rules = {each.rule for each in found(desk, PLAN).values()}

    assert "R2-A1.1" in rules
    assert not rules & {"R9-CB", "R13-C6"}


def test_what_is_missing_in_two_columns_is_told_once(desk):
    for measure in (HALF, ESTIMATE):
        desk.enter({"C1": "22", "C3": "444"}, measure=measure)

    assert [each.key.count("|") for each in of(desk, "R13-C2", PLAN)] == [3]


def test_a_mistake_of_one_form_is_not_told_again_of_the_sums_it_goes_into(desk):
    desk.add("HTX Một", {"O5": "10", "O5.1": "12"})
    kinds = {place.kind for each in found(desk).values() for place in each.places}

    assert kinds == {SubjectKind.ORGANISATION}


def test_a_share_of_a_sector_leads_to_both_tables(desk):
    desk.enter({"A1": "27"})
    desk.enter({"S1": "9", "S1p": "35"}, "NN")
    (finding,) = of(desk, "R7-P-S1")

    assert [(each.kind, each.sector, each.code) for each in finding.places] == [
        (SubjectKind.SECTOR, "NN", "S1"),
        (SubjectKind.UNIT, "", "A1"),
        (SubjectKind.SECTOR, "NN", "S1p"),
    ]


def test_the_status_of_an_organisation_is_held_against_its_figures(desk):
    desk.add("HTX nghỉ", {"O5": "500"}, operating_status=OperatingStatus.STOPPED)
    desk.add("HTX làm", {"O5": "500"})
    (finding,) = of(desk, "R11-NG-DT")

    assert finding.detail == (
        "HTX nghỉ: [O5] ghi 500, nhưng phải bằng 0 (chênh 500); trong khi tổ chức tạm ngừng, "
        "ngừng hoạt động."
    )


def test_a_figure_is_compared_with_the_organisation_s_own_years(desk):
    saved = desk.add("HTX Một", {"O5": "300.000"})
    for year, revenue in ((2020, 290), (2021, 300), (2022, 310), (2023, 305)):
        desk.enter_of(saved, {"O5": str(revenue)}, year=year)

    assert [each.detail for each in of(desk, "R8-TV-O5")] == [
        "HTX Một: [O5] ghi 300.000, khác hẳn các năm trước: 290, 300, 310, 305 (trung vị 302,5)."
    ]
    assert len(of(desk, "R8-NT-O5")) == 1


def test_a_sector_without_what_all_others_state_is_named(desk):
    for sector, profit in (("NN", "30"), ("CN", "40"), ("XD", "60"), ("VT", "")):
        figures = {"S1": "9", "S6": profit} if profit else {"S1": "9"}
        desk.enter(figures, sector)
    (finding,) = of(desk, "R13-S6")

    assert finding.detail == "[S6] còn trống ở 1 nơi (Vận tải), đã có ở 3 nơi khác."
    assert finding.places[0].sector == "VT"

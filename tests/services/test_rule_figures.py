from fractions import Fraction

from ktt_desktop.domain.period import ReportingPeriod
from ktt_desktop.domain.terms import Measure, SubjectKind
from ktt_desktop.services.rule_figures import (
    MOST_ORGANISATIONS,
    form_figures,
    read_for_check,
    unit_rule_figures,
)
from ktt_desktop.storage.session import transaction

YEAR, ACTUAL = 2024, Measure.ACTUAL


def checked(desk, profile=None):
    with transaction(desk.book.sessions) as session:
        return read_for_check(session, desk.book, profile or desk.profile, YEAR, ACTUAL)


def parts(desk, code, *, by_organisation=True):
    figures = unit_rule_figures(checked(desk), by_organisation=by_organisation)
    return [(each.label, each.value) for each in figures.parts(code)]


def test_figures_stand_beside_those_of_the_plan_and_of_the_year_before(desk):
    desk.enter({"A5": "1.200,5"})
    desk.enter({"A5": "2.000"}, measure=Measure.PLAN)
    desk.enter({"A5": "1.400"}, year=2023)
    figures = form_figures(checked(desk), "")

    assert figures.value("A5") == Fraction("1200.5")
    assert (figures.plan("A5"), figures.previous("A5")) == (2000, 1400)
    assert figures.value("A6") is figures.plan("A6") is figures.previous("A6") is None
    assert figures.parts("S2") == ()


def test_a_small_sector_is_taken_organisation_by_organisation(desk):
    desk.add("HTX Một", {"O1": "30"}, sector="CN")
    desk.add("HTX Hai", {"O2": "5"}, sector="CN")
    desk.add("THT Ba", {"O1": "9"}, sector="CN", kind="THT")

    assert sorted(parts(desk, "S2"), key=str) == [("HTX Hai", None), ("HTX Một", 30)]
    assert parts(desk, "S1") == [("HTX Hai", 1), ("HTX Một", 1)]


def test_counts_are_compared_by_sector(desk):
    desk.add("HTX Một", {"O1": "30"}, sector="CN")

    assert parts(desk, "S1", by_organisation=False) == [("Công nghiệp, tiểu thủ công nghiệp", 1)]


def test_a_sector_with_entered_figures_is_one_part(desk):
    desk.add("HTX Một", {"O1": "30"}, sector="CN")
    desk.enter({"S2": "31"}, sector="CN", reason="Sổ thành viên")

    assert parts(desk, "S2") == [("Công nghiệp, tiểu thủ công nghiệp", 31)]


def test_a_large_sector_is_one_part_and_unknown_while_it_is_unfinished(desk):
    for place in range(MOST_ORGANISATIONS + 1):
        desk.add(f"HTX số {place}", {"O1": "10"}, sector="CN")
    assert parts(desk, "S2") == [("Công nghiệp, tiểu thủ công nghiệp", 90)]

    desk.add("HTX chưa có số", sector="CN")
    assert parts(desk, "S2") == [("Công nghiệp, tiểu thủ công nghiệp", None)]


def test_sectors_without_anything_are_no_parts(desk):
    assert parts(desk, "S2") == []


def test_the_practice_book_mixes_a_sector_with_named_organisations(practice):
    book, profile, period = practice
    with transaction(book.sessions) as session:
        found = read_for_check(session, book, profile, *period.main)
    whole = unit_rule_figures(found, by_organisation=True)

    assert {part.label: part.value for part in whole.parts("S2")} == {
        "Nông nghiệp, lâm nghiệp, thủy sản": 3711,
        "HTX Cơ khí Lạng Giang": 32,
        "HTX Dịch vụ tổng hợp Hương Sơn": 7,
        "HTX VSMT thị trấn Vôi": 8,
        "HTX quản lý chợ Mỹ Hà": 7,
    }
    assert [part.kind for part in whole.parts("S2")].count(SubjectKind.ORGANISATION) == 4
    assert period == ReportingPeriod.parse("KH2023")

from fractions import Fraction

from ktt_desktop.domain.expression import OTHERS
from ktt_desktop.domain.period import ReportingPeriod, YearMeasure
from ktt_desktop.domain.terms import Measure, SubjectKind
from ktt_desktop.services.checked_book import MOST_ORGANISATIONS, read_for_check
from ktt_desktop.services.rule_figures import (
    form_figures,
    organisation_figures,
    unit_rule_figures,
)
from ktt_desktop.storage.session import transaction

FACE = YearMeasure(2024, Measure.ACTUAL)
YEAR_REPORT = ReportingPeriod.parse("N2024")


def checked(desk):
    with transaction(desk.book.sessions) as session:
        return read_for_check(session, desk.book, desk.profile, YEAR_REPORT)


def parts(desk, code, *, by_organisation=True):
    figures = unit_rule_figures(checked(desk), FACE, by_organisation=by_organisation)
    return [(each.label, each.value) for each in figures.parts(code)]


def test_figures_stand_beside_those_of_the_plan_and_of_the_year_before(desk):
    desk.enter({"A5": "1.200,5"})
    desk.enter({"A5": "2.000"}, measure=Measure.PLAN)
    desk.enter({"A5": "1.400"}, year=2023)
    figures = form_figures(checked(desk), FACE, "")

    assert figures.value("A5") == Fraction("1200.5")
    assert [figures.other("A5", reader) for reader in OTHERS] == [
        1400,
        2000,
        None,
        None,
        None,
        None,
    ]
    assert figures.value("A6") is figures.other("A6", "plan") is None
    assert figures.parts("S2") == ()


def test_next_year_half_year_estimate_and_list_stand_beside_them_too(desk):
    desk.add("HTX Một")
    desk.enter({"A1": "9"}, reason="Sổ")
    desk.enter({"A1": "11"}, year=2025, measure=Measure.PLAN)
    desk.enter({"A1": "7"}, measure=Measure.HALF_YEAR)
    desk.enter({"A1": "8"}, measure=Measure.ESTIMATE)
    figures = form_figures(checked(desk), FACE, "")

    readers = ("next_plan", "half_year", "estimate", "listed")
    assert [figures.other("A1", reader) for reader in readers] == [11, 7, 8, 1]
    assert figures.marks() == {"actual", "main"}


def test_a_sector_reads_the_figures_of_the_whole_unit(desk):
    desk.enter({"A1": "27"})
    desk.enter({"S1": "9"}, "NN")
    figures = form_figures(checked(desk), FACE, "NN")

    assert (figures.value("S1"), figures.value("A1")) == (9, 27)


def test_an_organisation_stands_beside_its_last_years_with_kind_and_status(desk):
    saved = desk.add("HTX Một", {"O1": "30", "O5": "1.200,5"})
    for year, members in ((2021, "26"), (2023, "28")):
        desk.enter_of(saved, {"O1": members}, year=year)
    found = checked(desk)
    figures = organisation_figures(found, FACE, found.rows[0])

    assert (figures.value("O1"), figures.value("O5")) == (30, Fraction("1200.5"))
    assert figures.other("O1", "previous") == 28
    assert figures.earlier("O1") == [26, 28]
    assert figures.marks() == {"HTX", "active"}


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
    (part,) = unit_rule_figures(checked(desk), FACE, by_organisation=True).parts("S2")
    assert part.unfinished


def test_sectors_without_anything_are_no_parts(desk):
    assert parts(desk, "S2") == []


def test_the_practice_book_mixes_a_sector_with_named_organisations(practice):
    book, profile, period = practice
    with transaction(book.sessions) as session:
        found = read_for_check(session, book, profile, period)
    whole = unit_rule_figures(found, period.main, by_organisation=True)

    assert {part.label: part.value for part in whole.parts("S2")} == {
        "Nông nghiệp, lâm nghiệp, thủy sản": 3711,
        "HTX Cơ khí Lạng Giang": 32,
        "HTX Dịch vụ tổng hợp Hương Sơn": 7,
        "HTX VSMT thị trấn Vôi": 8,
        "HTX quản lý chợ Mỹ Hà": 7,
    }
    assert [part.kind for part in whole.parts("S2")].count(SubjectKind.ORGANISATION) == 4
    assert period == ReportingPeriod.parse("KH2023")

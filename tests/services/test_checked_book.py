from datetime import date

from ktt_desktop.domain.dates import PartialDate
from ktt_desktop.domain.period import ReportingPeriod, YearMeasure
from ktt_desktop.domain.records import Subject
from ktt_desktop.domain.terms import Measure, SubjectKind
from ktt_desktop.services.annual_return import save_values
from ktt_desktop.services.checked_book import faces_of, read_for_check
from ktt_desktop.storage.session import transaction

YEAR_REPORT = ReportingPeriod.parse("N2024")
FACE = YearMeasure(2024, Measure.ACTUAL)


def read(desk, period=YEAR_REPORT, only=None):
    with transaction(desk.book.sessions) as session:
        return read_for_check(session, desk.book, desk.profile, period, only)


def test_a_plan_is_checked_in_the_columns_it_states_figures_in():
    assert faces_of(ReportingPeriod.parse("KH2025")) == (
        (2024, Measure.HALF_YEAR),
        (2024, Measure.ESTIMATE),
        (2025, Measure.PLAN),
    )
    assert faces_of(YEAR_REPORT) == (FACE,)


def test_only_organisations_of_the_day_are_read_in_the_order_of_their_names(desk):
    desk.add("HTX Hai")
    desk.add("HTX Ba")
    desk.add("HTX sau này", registered_on=PartialDate(2025, 2, 1))

    assert [row.name for row in read(desk).rows] == ["HTX Ba", "HTX Hai"]
    assert read(desk).on == date(2024, 12, 31)


def test_figures_of_single_organisations_are_read_with_those_of_small_sectors(desk):
    farm = [desk.add(f"HTX {place}", {"O1": "9"}) for place in range(9)]
    shop = desk.add("HTX chợ", {"O1": "7"}, sector="DV")
    checked = read(desk, only=[farm[0].uid])

    assert set(checked.forms[FACE]) == {farm[0].uid, shop.uid}
    assert checked.answered == 10


def test_the_years_before_are_those_of_figures_some_rule_compares(desk):
    saved = desk.add("HTX Một", {"O1": "10"})
    for year in (2016, 2019, 2022, 2023):
        desk.enter({"A2": "5"}, year=year)
        subject = Subject(SubjectKind.ORGANISATION, saved.uid)
        save_values(desk.book, subject, year, Measure.ACTUAL, {"O1": year - 2000, "O3": 2})
    checked = read(desk)

    assert [each["O1"] for each in checked.history[saved.uid]] == [19, 22, 23]
    assert "O3" not in checked.history[saved.uid][0]
    assert [pair.year for pair in checked.years_before(FACE)] == [2019, 2022, 2023]

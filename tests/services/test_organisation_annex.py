from fractions import Fraction

from ktt_desktop.domain.dates import PartialDate
from ktt_desktop.domain.period import ReportingPeriod
from ktt_desktop.domain.table_formulas import Making
from ktt_desktop.domain.terms import OperatingStatus, OrganisationKind
from ktt_desktop.services.organisation_annex import organisation_table
from ktt_desktop.services.report_figures import read_report_figures
from ktt_desktop.storage.session import transaction


def table_of(desk, code="N2024"):
    period = ReportingPeriod.parse(code)
    with transaction(desk.book.sessions) as session:
        figures = read_report_figures(session, desk.book, desk.profile, period)
        return organisation_table(session, desk.book, figures)


def texts(table, column):
    return [row.cells[column] for row in table.rows]


def test_each_kind_has_its_list_its_sum_and_its_average(desk):
    desk.add("HTX Mỹ Thái", charter_capital=1_500_000_000)
    desk.add("HTX An Hà", charter_capital=2_000_000_000)
    desk.add("THT Hương Sơn", kind=OrganisationKind.COOPERATIVE_GROUP)
    table = table_of(desk)
    assert texts(table, 1) == [
        "HỢP TÁC XÃ: 2",
        "HTX An Hà",
        "HTX Mỹ Thái",
        "Cộng",
        "Bình quân",
        "TỔ HỢP TÁC: 1",
        "THT Hương Sơn",
    ]
    assert texts(table, 0) == ["I", "1", "2", "", "", "II", "1"]
    assert texts(table, 7) == ["", "2.000", "1.500", "3.500", "1.750", "", ""]
    assert table.rows[4].values[7] == Fraction(1750)
    assert {place: each.how for place, each in table.formulas.items()} == {
        (3, 7): Making.SUM,
        (4, 7): Making.MEAN,
    }


def test_a_blank_is_not_known_and_an_average_leaves_it_out(desk):
    for name, capital in (("A", 10**9), ("B", None), ("C", 2 * 10**9)):
        desk.add(f"HTX {name}", charter_capital=capital)
    table = table_of(desk)
    assert texts(table, 7)[1:] == ["1.000", "", "2.000", "3.000", "1.500"]
    assert texts(table, 6)[-2:] == ["", ""]
    assert "ô để trống là chưa có số liệu" in table.notes[0]


def test_only_those_there_are_on_the_day_are_named(desk):
    desk.add("HTX Mới", registered_on=PartialDate(2025, 2, 1))
    desk.add("HTX Đã giải thể", operating_status=OperatingStatus.DISSOLVED)
    desk.add("HTX Đang làm")
    assert texts(table_of(desk), 1) == ["HỢP TÁC XÃ: 1", "HTX Đang làm"]


def test_a_book_without_organisations_has_an_empty_table(desk):
    assert table_of(desk).rows == ()

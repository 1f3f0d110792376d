from ktt_desktop.domain.period import ReportingPeriod
from ktt_desktop.domain.table_formulas import Making, Place
from ktt_desktop.domain.terms import Measure
from ktt_desktop.services.report_annexes import indicator_table
from ktt_desktop.services.report_figures import read_report_figures
from ktt_desktop.storage.session import transaction


def table_of(desk):
    with transaction(desk.book.sessions) as session:
        period = ReportingPeriod.parse("6T2024")
        figures = read_report_figures(session, desk.book, desk.profile, period)
    return indicator_table(desk.book.catalogue.edition.tables["A"], figures)


def place(table, label, column):
    return Place(next(at for at, row in enumerate(table.rows) if row.cells[1] == label), column)


def test_a_total_is_the_sum_of_its_parts_where_they_agree(desk):
    desk.enter({"A1": "64", "A1.1": "62", "A1.2": "2"}, measure=Measure.HALF_YEAR)
    table = table_of(desk)
    formula = table.formulas[place(table, "Tổng số hợp tác xã", 5)]
    assert formula.how is Making.SUM
    assert formula.of == (
        place(table, "– Số HTX đang hoạt động", 5),
        place(table, "– Số HTX tạm ngừng, ngừng hoạt động", 5),
    )


def test_a_total_that_is_not_the_sum_of_its_parts_stays_the_number_it_is(desk):
    desk.enter({"A1": "65", "A1.1": "62", "A1.2": "2"}, measure=Measure.HALF_YEAR)
    table = table_of(desk)
    assert place(table, "Tổng số hợp tác xã", 5) not in table.formulas


def test_the_comparisons_are_made_of_their_columns(desk):
    desk.enter({"A1": "66"}, measure=Measure.HALF_YEAR)
    desk.enter({"A1": "60"}, measure=Measure.PLAN)
    desk.enter({"A1": "50"}, year=2023)
    table = table_of(desk)
    row = place(table, "Tổng số hợp tác xã", 0).row
    share, change = (table.formulas[Place(row, column)] for column in (8, 10))
    assert (share.how, share.of) == (Making.SHARE, (Place(row, 5), Place(row, 4)))
    assert (change.of, change.less) == ((Place(row, 5),), (Place(row, 3),))

import pytest

from ktt_desktop.domain.period import ReportingPeriod
from ktt_desktop.services.report_annexes import indicator_table, is_filled
from ktt_desktop.services.report_figures import read_report_figures
from ktt_desktop.services.sector_tables import sector_table
from ktt_desktop.storage.session import transaction


@pytest.fixture
def printed(desk):
    """Biểu B2 of the year, or another table of the edition, as it would be printed now."""

    def printing(name="B2"):
        with transaction(desk.book.sessions) as session:
            period = ReportingPeriod.parse("N2024")
            figures = read_report_figures(session, desk.book, desk.profile, period)
        table = desk.book.catalogue.edition.tables[name]
        made = (sector_table if table.kind == "sectors" else indicator_table)(table, figures)
        return made, is_filled(table, figures)

    return printing


def cell(table, label, beginning):
    place = next(at for at, each in enumerate(table.columns) if each.header.startswith(beginning))
    return next(row.cells[place] for row in table.rows if row.cells[1].startswith(label))


def test_the_sum_leaves_out_averages_and_marks_what_is_not_complete(desk, printed):
    desk.enter({"S1": "60", "S2": "3.711", "S5": "500"}, sector="NN")
    desk.enter({"S1": "2", "S5": "700"}, sector="XD")
    table, _ = printed()

    assert cell(table, "Cộng", "Số hợp tác xã") == "62"
    assert cell(table, "Cộng", "Số thành viên") == "3.711*"
    assert cell(table, "Cộng", "Doanh thu") == ""
    assert cell(table, "Xây dựng", "Số thành viên") == ""
    assert table.notes[-1] == "* Cộng các lĩnh vực đã có số liệu."


def test_the_number_behind_an_average_stands_under_the_table(desk, printed):
    desk.add("HTX Một", {"O2": "10", "O5": "7.500", "O7": "5"}, sector="CN")
    desk.add("HTX Hai", sector="CN")
    notes = " ".join(printed()[0].notes)

    assert "Công nghiệp, tiểu thủ công nghiệp [S5] 1/2 HTX" in notes
    assert "[S7] 1/2 HTX" in notes
    assert "[A5] 1/2 HTX; [A7] 1/2 HTX." in " ".join(printed("A")[0].notes)


def test_an_average_that_was_typed_has_no_number_behind_it(desk, printed):
    desk.enter({"S5": "500"}, sector="NN")
    assert "để tính bình quân" not in " ".join(printed()[0].notes)


def test_a_table_of_blanks_and_zeros_has_nothing_to_say(desk, printed):
    assert not printed()[1]
    desk.add("HTX Một", sector="CN")
    assert printed()[1]
    assert printed("B")[1]
    assert cell(printed("B")[0], "– Công nghiệp - tiểu thủ", "Thực hiện đến") == "1"

"""The records behind a cell, in words."""

from ktt_desktop.domain.period import ReportingPeriod
from ktt_desktop.domain.sourced_table import SourcedCell
from ktt_desktop.services.form_behind import records_behind
from ktt_desktop.services.support_tables import support_of


def test_each_record_of_a_cell_is_told_with_what_it_adds(desk):
    first = desk.support(
        year=2024, content="Lớp một", classes_done=1, money={"done.NSTW": 3_000_000}
    )
    second = desk.support(year=2024, content="Lớp hai", money={"done.NSTW": 4_500_000})
    table = support_of(desk.book, ReportingPeriod.parse("N2024"))
    places = {each.key: place for place, each in enumerate(table.columns)}
    row = next(each for each in table.rows if each.code == "H2.1")

    found = records_behind(desk.book, row.cells[places["UOC.TONG"]])
    assert {(each.uid, each.what, each.share) for each in found} == {
        (first.uid, "Lớp một; Cả đơn vị", "3"),
        (second.uid, "Lớp hai; Cả đơn vị", "4,5"),
    }
    assert found[0].about.startswith("Bồi dưỡng nâng cao năng lực · Cả năm · 2024 · Chính sách")
    (volume,) = records_behind(desk.book, row.cells[places["UOC.KL"]])
    assert (volume.uid, volume.share) == (first.uid, "1 lớp")


def test_what_comes_from_the_register_has_no_record_behind_it(desk):
    assert records_behind(desk.book, SourcedCell("HTX", origin=("danh_muc",))) == []
    assert records_behind(desk.book, SourcedCell()) == []

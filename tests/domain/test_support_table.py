"""Biểu C as it is printed."""

from fractions import Fraction

from ktt_desktop.domain.document import Table
from ktt_desktop.domain.sourced_table import SourcedTable, unsourced
from ktt_desktop.domain.support_counts import ALL, Counts
from ktt_desktop.domain.support_shares import Block, Line, Part
from ktt_desktop.domain.support_table import Lines, share_text, support_table, volume_text
from ktt_desktop.domain.terms import FundingSource

TR = 1_000_000
LINES = Lines(
    [
        Line("H2", "Nâng cao năng lực, nhận thức"),
        Line("H2.1", "Bồi dưỡng", ("lớp", "người"), "H2", "Điều 20"),
        Line("H4", "Xúc tiến", ("HTX",)),
    ],
    [Line("ΣQ1804", "Theo QĐ 1804"), Line("ΣQ167", "Theo QĐ 167"), Line("Σx", "Khác")],
    frozenset({"ΣQ1804"}),
)


def counts_of(*money, volumes=(), levels=()):
    counts = Counts()
    for line, block, part, amount in money:
        counts.money[line, block, part] = amount * TR
        counts.origins[line, block, part] = [("uid", amount * TR)]
    for line, block, cell in volumes:
        counts.volumes[line, block] = cell
        counts.origins[line, block, Part.VOLUME] = [("uid", cell)]
    counts.levels.update(levels)
    return counts


def keys(table):
    return [each.key for each in table.columns if each.key]


def cell(table, code, key):
    row = next(each for each in table.rows if each.code == code)
    return row.cells[[each.key for each in table.columns].index(key)]


def test_the_columns_of_the_form_are_always_there_and_the_others_only_with_figures():
    fixed = keys(support_table(Counts(), LINES, 2022))
    assert fixed == [
        *("P.KL", "P.TONG", "UOC.KL", "UOC.TONG", "UOC.NSTW", "UOC.NSDP", "UOC.KHAC"),
        *("KHN.KL", "KHN.TONG", "KHN.NSTW", "KHN.NSDP", "KHN.KHAC"),
    ]
    planned = support_table(
        counts_of(
            ("H4", Block.PLAN, Part.TOTAL, 23),
            ("H4", Block.PLAN, Part.CENTRAL, 10),
            ("H4", Block.HALF_YEAR, Part.TOTAL, 1),
            ("H4", Block.CUMULATIVE, Part.TOTAL, 1),
        ),
        LINES,
        2022,
    )
    added = [key for key in keys(planned) if key not in fixed]
    assert added == ["KH.KL", "KH.TONG", "KH.NSTW", "TH.KL", "TH.TONG", "LK.KL", "LK.TONG"]
    assert keys(planned).index("KH.KL") == 2


def test_the_groups_are_named_by_year_and_a_year_that_is_over_is_no_estimate():
    groups = {each.column.group for each in support_table(Counts(), LINES, 2022).columns}
    assert groups >= {"Thực hiện năm 2021", "Ước thực hiện năm 2022", "Nhu cầu năm 2023"}
    over = support_table(Counts(), LINES, 2022, is_over=True)
    assert "Thực hiện năm 2022" in {each.column.group for each in over.columns}


def test_unknown_stays_blank_zero_is_zero_and_money_is_in_millions():
    table = support_table(
        counts_of(("H2.1", Block.NEED, Part.TOTAL, 1_120), ("H4", Block.NEED, Part.TOTAL, 0)),
        LINES,
        2022,
    )
    assert cell(table, "H2.1", "KHN.TONG").text == "1.120"
    assert cell(table, "H2.1", "KHN.TONG").value == Fraction(1_120)
    assert cell(table, "H2.1", "KHN.TONG").origin == ("uid",)
    assert cell(table, "H4", "KHN.TONG").text == "0"
    assert (cell(table, "H2.1", "KHN.NSTW").text, cell(table, "H2.1", "KHN.NSTW").value) == (
        "",
        None,
    )


def test_volumes_follow_the_units_of_the_measure_and_debts_come_last():
    units = ("HTX", "dự án")
    volumes = {"dư nợ": 6_350 * TR, "dự án": 32, "lượt": 1, "HTX": 24}
    assert volume_text(volumes, units) == "24 HTX; 32 dự án; 1 lượt; dư nợ 6.350"
    assert volume_text({"không có nhu cầu": 0}) == "không có nhu cầu"
    assert volume_text({"không có nhu cầu": 0, "HTX": 1}) == "1 HTX"
    assert volume_text({}) == ""
    assert (
        volume_text({"diện tích": 125_050, "HTX": 2}, ("HTX", "ha")) == "2 HTX; diện tích 12,505 ha"
    )
    assert share_text(5 * TR) == "5"
    assert share_text({"lớp": 1778}) == "1.778 lớp"


def test_the_unit_column_names_the_units_of_the_figures_else_the_first_of_the_measure():
    counts = counts_of(volumes=[("H2.1", Block.PLAN, {"người": 3})])
    table = support_table(counts, LINES, 2022)
    assert [row.unit for row in table.rows[:3]] == ["", "người", "HTX"]


def test_programmes_are_printed_with_figures_and_those_of_the_form_always():
    counts = counts_of(("Σx", Block.NEED, Part.TOTAL, 1), (ALL, Block.NEED, Part.TOTAL, 1))
    table = support_table(counts, LINES, 2022)
    assert [row.code for row in table.rows] == ["H2", "H2.1", "H4", "ΣQ1804", "Σx", ALL]
    assert [row.code for row in table.rows if row.bold] == ["H2", ALL]
    assert [row.cells[0].text for row in table.rows[:4]] == ["2", "2.1", "4", ""]


def test_the_notes_tell_levels_money_without_source_and_debts():
    counts = counts_of(
        (ALL, Block.NEED, Part.TOTAL, 30),
        (ALL, Block.NEED, Part.LOCAL, 20),
        volumes=[("H4", Block.PREVIOUS, {"dư nợ": 1})],
        levels={
            (Block.NEED, FundingSource.PROVINCE): 15 * TR,
            (Block.NEED, FundingSource.COMMUNE): 5 * TR,
        },
    )
    first, levels, unsplit, debts = support_table(counts, LINES, 2022).notes
    assert "ô để trống là chưa có số liệu" in first
    assert levels.endswith("(triệu đồng): nhu cầu năm 2023: tỉnh 15, xã 5.")
    assert unsplit.endswith("nhu cầu năm 2023 10.")
    assert "không cộng vào kinh phí" in debts


def test_the_printed_table_is_the_same_without_origins():
    table = support_table(counts_of(("H4", Block.NEED, Part.TOTAL, 1)), LINES, 2022)
    assert table.is_filled
    printed = table.printed
    assert isinstance(printed, Table)
    assert printed.rows[2].cells[3 + 2 + 5 + 1] == "1"
    assert printed.columns[4].group == "Thực hiện năm 2021"
    again = unsourced("M", "Tên", printed)
    assert [row.cells for row in again.printed.rows] == [row.cells for row in printed.rows]
    assert not again.is_filled
    assert not SourcedTable("", "", (), ()).is_filled

"""Biểu C, D, E of real books: the plan of Lạng Sơn, and a register with its statuses."""

import pytest

from ktt_desktop.domain.dates import PartialDate
from ktt_desktop.domain.dossier import DossierDraft, Kind
from ktt_desktop.domain.period import ReportingPeriod
from ktt_desktop.domain.terms import OperatingStatus, OrganisationKind
from ktt_desktop.runtime.paths import seed_data
from ktt_desktop.services.dossiers import delete_dossier, save_dossier
from ktt_desktop.services.seed_books import enter_records, profile_of, read_seed
from ktt_desktop.services.support_tables import dossier_tables, support_of

PLAN_2023 = ReportingPeriod.parse("KH2023")


@pytest.fixture
def lang_son(empty_book):
    """The tables of Kế hoạch 180/KH-UBND of Lạng Sơn, and its records by their words."""
    seed = read_seed(seed_data(), "002")
    saved = enter_records(empty_book, seed)
    tables = dossier_tables(empty_book, profile_of(seed), PLAN_2023)
    return empty_book, tables, saved


def text(table, code, *keys):
    row = next(each for each in table.rows if each.code == code)
    cells = dict(zip([each.key for each in table.columns], row.cells, strict=True))
    return [cells[key].text for key in keys]


NEED = ("KHN.TONG", "KHN.NSTW", "KHN.NSDP", "KHN.KHAC")


def test_bieu_c_of_lang_son_is_the_one_of_the_document(lang_son):
    table = lang_son[1].support
    assert text(table, "Σ", *NEED) == ["47.622", "17.671", "12.197", "17.754"]
    assert text(table, "ΣQ1804", *NEED) == ["32.810", "11.120", "7.890", "13.800"]
    assert text(table, "ΣQ167", *NEED) == ["14.812", "6.551", "4.307", "3.954"]
    assert text(table, "H1.1", "TH.KL") == ["16 hội nghị; 1.778 người; 34 tin, bài"]
    assert text(table, "H1.2", "TH.KL", "TH.TONG") == ["14 HTX", "242"]
    assert text(table, "H1", "TH.TONG") == ["242"]
    assert text(table, "H2.1", "KH.KL", "KH.TONG") == ["9 lớp; 730 người", "920"]
    assert text(table, "H2.1", "TH.KL", "TH.TONG") == ["2 lớp; 240 người", ""]
    assert text(table, "H2.2", "KH.TONG") == ["200"]
    assert text(table, "H2", "KH.TONG", "TH.TONG") == ["1.120", "170"]
    assert text(table, "H2.3", "TH.KL", "TH.TONG") == ["8 người", "170"]
    assert text(table, "H2.3", "LK.KL", "LK.TONG") == ["20 người; 19 HTX", "364"]
    assert text(table, "H4", "TH.KL", "TH.TONG") == ["13 HTX", "395"]
    assert text(table, "H5", "KH.KL", "KH.TONG", "KH.NSTW", "KH.KHAC") == [
        *("10 HTX", "23.000", "10.000", "13.000"),
    ]
    assert text(table, "H6", "TH.KL", "TH.TONG") == ["24 HTX; 32 dự án; dư nợ 6.350", ""]
    assert text(table, "H7", "TH.KL") == ["20 HTX; dư nợ 76.300"]
    assert text(table, "H8", "TH.KL", "TH.TONG") == [
        "525 cá nhân, tổ chức; vốn vay 287.287",
        "10.686",
    ]


def test_every_figure_of_bieu_c_names_records_of_the_book(lang_son):
    _, tables, saved = lang_son
    known = {each.uid for each in saved}
    origins = [cell.origin for row in tables.support.rows for cell in row.cells if cell.text]
    figures = [each for each in origins if each]
    assert figures
    assert {uid for each in figures for uid in each} <= known


def test_bieu_d_and_e_of_lang_son_are_those_of_the_document(lang_son):
    tables = lang_son[1]
    assert [row.cells[3].text for row in tables.dormant.rows] == ["54", "51", "6", "10", "1", ""]
    period = ("period.TONG", "period.NSTW", "period.NS_TINH")
    assert text(tables.pilots, "Σ", *period) == ["13.180", "6.726", "6.454"]
    assert len(tables.pilots.rows) == 4 + 1
    assert list(tables.filled) == ["C", "D", "E"]


def test_a_year_that_nothing_was_written_for_fills_no_form(lang_son):
    book = lang_son[0]
    tables = dossier_tables(
        book, profile_of(read_seed(seed_data(), "002")), ReportingPeriod.parse("KH2018")
    )
    assert tables.filled == {}


def test_a_record_in_the_bin_is_not_counted(desk):
    saved = desk.support(year=2024, money={"done.NSTW": 5_000_000})
    period = ReportingPeriod.parse("N2024")
    assert text(support_of(desk.book, period), "Σ", "UOC.TONG") == ["5"]
    delete_dossier(desk.book, saved.uid)
    assert not support_of(desk.book, period).is_filled


def test_programmes_of_the_officer_have_a_line_after_those_of_the_catalogue(desk):
    draft = DossierDraft(
        Kind.PROGRAMME,
        values={"name": "Chính sách của tỉnh", "document": "Nghị quyết 08/2019/NQ-HĐND ngày 1/1"},
    )
    programme, _ = save_dossier(desk.book, draft)
    for uid in (programme.uid, "LUAT2023"):
        record = DossierDraft(
            Kind.SUPPORT, year=2024, period="NAM", programme=uid, money={"done.NSTW": 1_000_000}
        )
        save_dossier(desk.book, record)
    table = support_of(desk.book, ReportingPeriod.parse("N2024"))
    rows = {row.code: row.label for row in table.rows[-5:]}
    assert list(rows) == ["ΣLUAT2023", "ΣQ1804", "ΣQ167", "Σ08/2019/NQ-HĐND", "Σ"]
    assert rows["Σ08/2019/NQ-HĐND"] == "Theo Nghị quyết 08/2019/NQ-HĐND"
    assert table.rows[-2].hint == "Chính sách của tỉnh"


def test_the_line_of_a_programme_has_a_code_to_read_and_no_two_have_the_same(desk):
    said = {
        "A": {"name": "Chương trình 19", "document": "Chương trình số 19/CTr-UBND ngày 23/5/2021"},
        "B": {"name": "Hỗ trợ máy móc"},
        "C": {"name": "Hỗ trợ máy móc"},
        "D": {"name": "Q1804"},
    }
    uids = {}
    for name, values in said.items():
        saved, _ = save_dossier(desk.book, DossierDraft(Kind.PROGRAMME, values=values))
        uids[name] = saved.uid[:8]
        record = DossierDraft(
            Kind.SUPPORT, year=2024, period="NAM", programme=saved.uid, money={"done.NSTW": 10}
        )
        save_dossier(desk.book, record)
    table = support_of(desk.book, ReportingPeriod.parse("N2024"))
    codes = [row.code for row in table.rows]
    assert len(codes) == len(set(codes))
    assert set(codes) >= {
        "Σ19/CTr-UBND",
        f"ΣHỗ trợ máy móc [{uids['B']}]",
        f"ΣHỗ trợ máy móc [{uids['C']}]",
        f"ΣQ1804 [{uids['D']}]",
    }


def test_the_lines_of_a_programme_that_is_over_are_left_out_while_they_are_empty(desk):
    codes = {row.code for row in support_of(desk.book, ReportingPeriod.parse("N2027")).rows}
    assert not codes & {"ΣQ1804", "ΣQ167"}


def stopped(desk, name, *steps, **fields):
    """An organisation with its operating statuses, the first one and those after it."""
    from ktt_desktop.domain.status_history import StatusStep
    from ktt_desktop.domain.terms import StatusAxis
    from ktt_desktop.services.statuses import change_status

    saved = desk.add(name, **fields)
    for status, day in steps:
        change_status(desk.book, saved.uid, StatusStep(StatusAxis.OPERATING, status, day))
    return saved


def test_bieu_d_lists_who_stopped_with_what_the_register_and_the_record_say(desk):
    status = OperatingStatus
    first = stopped(
        desk,
        "HTX Bình Minh",
        (status.STOPPED, PartialDate(2020, 5)),
        address="Thôn Đồng",
        conversion_2012="CHUA",
    )
    stopped(desk, "HTX An Hà", (status.STOPPED, PartialDate(2025, 1)))  # after the day
    desk.add("HTX Đang chạy")
    desk.add("THT Nghỉ", kind=OrganisationKind.COOPERATIVE_GROUP, operating_status=status.STOPPED)
    done = desk.add("HTX Xong", operating_status=status.DISSOLVED)
    for uid, values in ((first.uid, {"debt": 7_000_000}), (done.uid, {"result": "Đã giải thể"})):
        record = DossierDraft(Kind.DORMANT, year=2024, organisations=(uid,), values=values)
        save_dossier(desk.book, record)

    tables = dossier_tables(desk.book, desk.profile, ReportingPeriod.parse("N2024"))
    names = [row.label for row in tables.dormant_list.rows]
    assert names == ["HTX Bình Minh", "HTX Xong"]
    row = dict(
        zip([each.key for each in tables.dormant_list.columns],
            [cell.text for cell in tables.dormant_list.rows[0].cells], strict=True)
    )  # fmt: skip
    assert row["stopped_on"] == "5/2020"
    assert row["address"] == "Thôn Đồng"
    assert row["sector"] == desk.book.catalogue.sectors["NN.TT"]
    assert (row["unconverted"], row["no_tax_code"], row["debt"]) == ("x", "x", "7")
    assert [row.cells[3].text for row in tables.dormant.rows] == ["1", "1", "1", "1", "0", "0"]
    assert tables.filled["D"] == (tables.dormant, tables.dormant_list)

"""Biểu D: what is stated, what the list says, and the list itself."""

from ktt_desktop.domain.dates import PartialDate
from ktt_desktop.domain.dormant_table import Dormant, counted, list_table, summary_table
from ktt_desktop.domain.dossier import DossierDraft, Kind
from ktt_desktop.domain.table_organisation import TableOrganisation
from ktt_desktop.domain.terms import OperatingStatus, OrganisationKind

LISTS = {
    "dormant_classes": {"1A": "Còn tên trên sổ sách", "1B": "Phát sinh vướng mắc", "1C": "DGT"},
    "dormant_actions": {"BAT_BUOC": "Giải thể bắt buộc"},
}
STATED = DossierDraft(
    Kind.DORMANT_TOTAL,
    "d",
    1,
    2022,
    values={"stopped": 54, "on_books": 51, "unconverted": 6, "no_tax_code": 10, "stuck": 1,
            "as_of": "2022-06-30"},
)  # fmt: skip


def stopped(uid, status=OperatingStatus.STOPPED, dossier=None, **fields):
    organisation = TableOrganisation(
        uid, OrganisationKind.COOPERATIVE, f"HTX {uid}", status=status, **fields
    )
    values = None if dossier is None else DossierDraft(Kind.DORMANT, f"d{uid}", values=dossier)
    return Dormant(organisation, values)


def texts(table, code):
    row = next(each for each in table.rows if each.code == code)
    return [cell.text for cell in row.cells][3:]


def test_stated_counts_are_printed_alone_where_there_is_no_list():
    table = summary_table(STATED, [])
    assert [texts(table, code)[0] for code in ("1", "1a", "1a1", "1a2", "1b", "1c")] == [
        *("54", "51", "6", "10", "1", ""),
    ]
    assert table.rows[0].cells[3].origin == ("d",)
    assert table.notes[1:] == (
        "Số liệu đến ngày 30/6/2022.",
        "Còn 2 HTX ngừng hoạt động chưa phân loại.",
    )


def test_without_a_statement_the_list_is_counted():
    listed = [
        stopped("1", conversion_2012="CHUA"),
        stopped("2", tax_code="2400000001"),
        stopped("3", OperatingStatus.DISSOLVING_STUCK),
        stopped("4", OperatingStatus.DISSOLVING, {"category": "1A", "no_tax_code": 0}),
    ]
    assert counted(listed) == {
        "stopped": 4,
        "on_books": 3,
        "unconverted": 1,
        "no_tax_code": 1,
        "stuck": 1,
        "dissolving": 0,
    }
    table = summary_table(None, listed)
    assert texts(table, "1") == ["4"]
    assert table.is_filled
    assert not summary_table(None, []).is_filled


def test_with_both_the_difference_is_shown_and_noted():
    table = summary_table(STATED, [stopped("1", tax_code="1")])
    assert [each.key for each in table.columns if each.key] == ["count", "listed", "difference"]
    assert texts(table, "1") == ["54", "1", "53"]
    assert texts(table, "1c") == ["", "0", ""]
    assert "Số đã ghi khác danh sách ở dòng 1, dòng 1a" in " ".join(table.notes)


def test_the_list_joins_the_register_and_the_record_of_how_it_is_dealt_with():
    dossier = {
        "debt": 120_500_000,
        "obstacle": "Không liên lạc được",
        "action": "BAT_BUOC",
        "council": "QĐ 12/QĐ-UBND",
        "deadline": "2023-12-31",
        "assets": "Nhà kho",
        "result": "Đang làm",
    }
    organisation = {
        "tax_code": "2400123456",
        "address": "Thôn 1",
        "sector": "Trồng trọt",
        "registered_on": PartialDate(2003, 5),
        "steps": (
            (OperatingStatus.STOPPED, PartialDate(2010)),
            (OperatingStatus.ACTIVE, PartialDate(2012)),
            (OperatingStatus.STOPPED, PartialDate(2019, 5)),
            (OperatingStatus.DISSOLVING, PartialDate(2022, 1, 3)),
        ),
    }
    table = list_table(
        [stopped("1", OperatingStatus.DISSOLVING, dossier, **organisation), stopped("2")], LISTS
    )
    first, second = (dict(zip(keys(table), row.cells[2:], strict=True)) for row in table.rows)
    assert {key: cell.text for key, cell in first.items()} == {
        "code": "2400123456",
        "address": "Thôn 1",
        "sector": "Trồng trọt",
        "founded": "2003",
        "stopped_on": "5/2019",
        "category": "DGT",
        "unconverted": "",
        "no_tax_code": "",
        "debt": "120,5",
        "assets": "Nhà kho",
        "obstacle": "Không liên lạc được",
        "action": "Giải thể bắt buộc",
        "council": "QĐ 12/QĐ-UBND",
        "deadline": "31/12/2023",
        "result": "Đang làm",
    }
    assert first["debt"].origin == ("d1",)
    assert first["stopped_on"].origin == ("danh_muc",)
    assert (second["no_tax_code"].text, second["debt"].text) == ("x", "")
    assert second["category"].text == "Còn tên trên sổ sách"


def keys(table):
    return [each.key for each in table.columns if each.key]


def test_what_the_officer_typed_stands_before_what_the_register_says():
    dossier = {"category": "1B", "stopped_on": "2018-02", "unconverted": 0, "no_tax_code": 0}
    each = stopped("1", dossier=dossier, conversion_2012="CHUA")
    assert (each.category, each.is_unconverted, each.has_no_tax_code) == ("1B", False, False)
    assert each.stopped_on == PartialDate(2018, 2)

"""The sheets of work records in the Excel view."""

from fractions import Fraction

from ktt_desktop.domain.dossier import DossierDraft, Kind
from ktt_desktop.services.dossier_words import words_of
from ktt_desktop.services.dossiers import dossiers, save_dossier
from ktt_desktop.services.view_dossiers import dossier_sheets
from tests.services.test_view_sheets import figures_of, fits


def sheets_of(desk):
    kinds = desk.book.catalogue.dossiers
    rows = dossiers(desk.book, kinds)
    return {
        sheet.name: sheet
        for sheet in dossier_sheets(kinds, rows, words_of(desk.book), figures_of(desk))
    }


def cell(sheet, place, beginning):
    heads = [" ".join(each.header.split()) for each in sheet.columns]
    column = next(at for at, head in enumerate(heads) if head.startswith(beginning))
    return sheet.rows[place].cells[column]


def test_a_kind_without_a_record_has_no_sheet(desk):
    desk.support()
    assert sheets_of(desk) == {}


def test_what_is_said_has_its_column_in_printed_units(desk):
    uid = desk.add("HTX Một").uid
    values = {"debt": 1_500_000, "change_percent": -25, "fund": "Quỹ tỉnh", "as_of": "2024-06"}
    for organisations in ((), (uid,)):
        draft = DossierDraft(
            Kind.CREDIT, year=2024, topic="H6", organisations=organisations, values=values
        )
        save_dossier(desk.book, draft)
    target = {"title": "HTX tốt", "operator": "range", "value": 80_000, "value_max": 85_500}
    save_dossier(desk.book, DossierDraft(Kind.TARGET, values=target))
    found = sheets_of(desk)

    assert list(found) == ["Vay vốn, tín dụng", "Mục tiêu"]
    credit, wanted = found.values()
    assert fits(credit)
    assert credit.heading[0] == "XÃ LẠNG GIANG – TỈNH BẮC NINH"
    assert [row.cells[0] for row in credit.rows] == [1, 2]
    assert cell(credit, 0, "Dư nợ") == Fraction(3, 2)
    assert cell(credit, 0, "Nợ quá hạn") is None
    assert cell(credit, 0, "Quỹ, ngân hàng") == "Quỹ tỉnh"
    assert cell(credit, 0, "Tỷ lệ tăng, giảm") == Fraction(-5, 2)
    assert "Số dự án" not in [each.header for each in credit.columns]  # nobody said anything
    assert "HTX Một" in credit.rows[0].cells + credit.rows[1].cells
    assert (cell(wanted, 0, "Giá trị"), cell(wanted, 0, "Đến")) == (80, Fraction(171, 2))


def test_every_name_of_a_sheet_is_one_excel_takes(catalogue):
    for kind in catalogue.dossiers.values():
        assert len(kind.label) <= 31
        assert not set(kind.label) & set("[]:*?/\\")

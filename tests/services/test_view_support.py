"""The sheet Hỗ trợ of the Excel view."""

from dataclasses import replace
from fractions import Fraction

from ktt_desktop.domain.dossier import DossierDraft, Kind, Stage
from ktt_desktop.services.dossiers import dossiers, programmes, save_dossier
from ktt_desktop.services.view_support import support_sheet
from tests.services.test_view_sheets import column, figures_of, fits


def sheet_of(desk):
    names = {each.code: each.name for each in programmes(desk.book)}
    return support_sheet(dossiers(desk.book, [Kind.SUPPORT]), names, figures_of(desk))


def test_the_money_stands_by_source_in_millions(desk):
    uids = [desk.add(name).uid for name in ("HTX Một", "HTX Hai")]
    money = {"done.NS_TINH": 30_500_000, "done.HTX_DOI_UNG": 0, "plan.total": 40_000_000}
    desk.support(
        *uids, money=money, content="Lớp một", quantity_plan=3, quantity_done=2, quantity_unit="lớp"
    )
    need = replace(desk.support(topic="H12", year=2025), period=Stage.NEED, programme="")
    save_dossier(desk.book, need)
    sheet = sheet_of(desk)
    first, second = (row.cells for row in sheet.rows)

    assert fits(sheet)
    assert first[:3] == (1, 2024, "Cả năm")
    assert first[3].startswith("Chính sách theo Luật Hợp tác xã 2023")
    assert first[4:10] == (
        "Bồi dưỡng nâng cao năng lực",
        "HTX Một; HTX Hai",
        "Lớp một",
        3,
        2,
        "lớp",
    )
    assert first[column(sheet, "Kế hoạch, nhu cầu")] == 40
    assert first[column(sheet, "Thực hiện")] == Fraction(61, 2)
    assert first[column(sheet, "– Ngân sách tỉnh")] == Fraction(61, 2)
    assert first[column(sheet, "– Vốn đối ứng của hợp tác xã")] == 0
    assert first[column(sheet, "– Ngân sách trung ương")] is None
    assert second[1:6] == (2025, "Nhu cầu của năm", "", "Khác", "Xã Lạng Giang")
    assert set(second[7:9] + second[10:]) == {None}


def test_a_record_without_a_topic_is_shown(desk):
    save_dossier(desk.book, DossierDraft(Kind.SUPPORT, year=2024, values={"content": "Chưa rõ"}))
    (row,) = sheet_of(desk).rows
    assert (row.cells[4], row.cells[6]) == ("", "Chưa rõ")

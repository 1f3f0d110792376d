"""A list of work records as a workbook and as pages, read back."""

from io import BytesIO

import pytest
from openpyxl import load_workbook

from ktt_desktop.domain.dossier import DossierDraft
from ktt_desktop.domain.dossier_list import DossierQuery
from ktt_desktop.domain.progress import Silent
from ktt_desktop.services.dossier_list import list_rows, shown_rows
from ktt_desktop.services.dossier_output import ShownDossiers, dossier_file, query_words
from ktt_desktop.services.dossiers import save_dossier
from ktt_desktop.services.list_file import list_pages, list_sheet
from ktt_desktop.services.printing import open_pages

COLUMNS = ("organisations", "content", "quantity_done", "money.done")
QUERY = DossierQuery("kế", years=(2025,), sources=("NSTW",))


@pytest.fixture
def shown(desk):
    member = desk.add("HTX Đào Mỹ")
    whole, _ = save_dossier(
        desk.book,
        DossierDraft(
            "support",
            year=2025,
            topic="H2.1",
            organisations=(member.uid,),
            values={"content": "Lớp kế toán", "quantity_done": 2, "quantity_unit": "lớp"},
            money={"done.NSTW": 150_500_000},
        ),
    )
    save_dossier(
        desk.book,
        DossierDraft(
            "support",
            year=2025,
            topic="H2.1",
            part_of=whole.uid,
            values={"content": "=Kế hoạch"},
            money={"done.NSTW": 0},
        ),
    )
    save_dossier(desk.book, DossierDraft("support", year=2024, topic="H6"))
    listing = list_rows(desk.book, "support")
    return ShownDossiers(listing, QUERY, COLUMNS, shown_rows(listing, QUERY))


def test_the_workbook_holds_what_is_shown_with_conditions_and_sums(desk, shown):
    content = list_sheet(dossier_file(desk.profile, shown), Silent())
    (page,) = load_workbook(BytesIO(content)).worksheets
    rows = [[cell.value for cell in row] for row in page.iter_rows()]
    top = next(n for n, row in enumerate(rows) if row[0] == "TT")

    assert page.title == "Hỗ trợ"
    assert rows[top][:2] == ["TT", "Tổ chức"]
    assert rows[top + 1 : top + 3] == [
        [1, "HTX Đào Mỹ", "Lớp kế toán", 2, 150.5],
        [2, "– Cả đơn vị", "=Kế hoạch", None, 0],
    ]
    assert page.cell(top + 3, 3).data_type == "s"
    words = "\n".join(str(row[0]) for row in rows)
    assert "Lọc: tìm “kế”; năm 2025; nguồn vốn Ngân sách trung ương".casefold() in words.casefold()
    assert "Cộng: Khối lượng thực hiện 2 lớp · Thực hiện 150,5 triệu đồng" in words


def test_the_pages_say_the_same(desk, shown):
    with open_pages(list_pages(dossier_file(desk.profile, shown), Silent())) as pages:
        text = " ".join(pages.text(0).split())
    for words in (
        "XÃ LẠNG GIANG – TỈNH BẮC NINH",
        "HỖ TRỢ",
        "năm 2025",
        "1 HTX Đào Mỹ Lớp kế toán 2 150,5",
        "2 – Cả đơn vị =Kế hoạch – 0",
        "Số dòng 2 · Cộng: Khối lượng thực hiện 2 lớp",
    ):
        assert words in text


def test_a_selection_says_that_it_is_one_and_practice_data_is_marked(desk, shown, practice):
    chosen = ShownDossiers(shown.listing, DossierQuery(), COLUMNS, shown.rows[:1], chosen=True)
    listed = dossier_file(practice[1], chosen)
    assert listed.conditions == "Lọc: các dòng được chọn"
    assert listed.watermark == "DỮ LIỆU THỰC HÀNH"
    assert [each.row.draft.text("content") for each in listed.rows] == ["Lớp kế toán"]


def test_every_kind_can_be_written(desk):
    for kind in desk.book.catalogue.dossiers:
        listing = list_rows(desk.book, kind)
        rows = shown_rows(listing, DossierQuery())
        shown = ShownDossiers(listing, DossierQuery(), listing.kind.columns, rows)
        assert list_sheet(dossier_file(desk.profile, shown), Silent()).startswith(b"PK")


def test_no_condition_says_nothing(shown):
    assert list(query_words(shown.listing, DossierQuery(order="content"))) == []

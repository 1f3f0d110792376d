"""Two records side by side, in words an officer reads."""

from ktt_desktop.domain.dossier import DossierDraft, Kind
from ktt_desktop.domain.organisation import Branch, Person
from ktt_desktop.domain.terms import OrganisationKind
from ktt_desktop.services.compared_words import compared_rows
from ktt_desktop.services.dossiers import save_dossier
from ktt_desktop.services.merging import compare


def test_every_row_has_its_label_and_the_words_of_both(desk):
    union = desk.add("LHHTX Thủy sản", kind=OrganisationKind.COOPERATIVE_UNION)
    left = desk.add(
        "HTX Một",
        {"O1": "12", "O1.1": "10"},
        persons=(Person(name="Lê Hồng Sơn", identity_number="024085001234"),),
        charter_capital=500_000_000,
    )
    right = desk.add(
        "HTX một",
        {"O1": "15", "O1.1": "10"},
        branches=(Branch("VPDD", "Văn phòng Bắc Giang"),),
        unions=(union.uid,),
        commune_code="07375",
    )
    money = {"done.NS_TINH": 30_500_000}
    desk.support(right.uid, content="Bồi dưỡng giám đốc", money=money)
    desk.support(right.uid, content="Lớp hai")
    target = DossierDraft(Kind.RATING, organisations=(left.uid,), values={"note": "x"})
    save_dossier(desk.book, target)
    comparison = compare(desk.book, left.uid, right.uid)
    rows = compared_rows(desk.book, comparison, {"07375": "Xã Lạng Giang"}.get)
    found = {row.label: (row.left, row.right) for row in rows}

    measure = desk.book.catalogue.measures["H2.1"].label
    indicator = desk.book.catalogue.edition.indicators["O1"].title
    assert found["Tên tiếng Việt"] == ("HTX Một", "HTX một")
    assert found["Vốn điều lệ"] == ("500 triệu đồng", "–")
    assert found["Xã, phường hiện nay"] == ("–", "Xã Lạng Giang")
    assert "024085001234" not in str(found)
    assert found["Số liệu năm 2024, thực hiện cả năm"] == (
        f"2 chỉ tiêu; {indicator} 12",
        f"2 chỉ tiêu; {indicator} 15",
    )
    assert found[f"Hỗ trợ năm 2024: {measure}"] == (
        "–",
        "2 lượt hỗ trợ; thực hiện 30,5 triệu đồng; Bồi dưỡng giám đốc; Lớp hai",
    )
    assert found["Xếp loại"] == ("1 phiếu xếp loại", "–")
    assert ("–", "“LHHTX Thủy sản”") in found.values()

import pytest

from ktt_desktop.domain.table_formulas import Formula, Making, Place
from ktt_desktop.interchange.workbook_formulas import Cached, excel_formula, number_format


@pytest.mark.parametrize(
    ("formula", "written"),
    [
        (Formula(Making.SUM, tuple(Place(row, 2) for row in (1, 2, 3, 5))), "=SUM(C9:C11,C13)"),
        (Formula(Making.SUM, (Place(0, 3), Place(0, 4), Place(0, 6))), "=SUM(D8:E8,G8)"),
        (Formula(Making.SUM, (Place(0, 5),), (Place(0, 3),)), "=F8-D8"),
        (Formula(Making.SUM, (Place(0, 27), Place(1, 27))), "=SUM(AB8:AB9)"),
        (
            Formula(Making.MEAN, (Place(0, 0), Place(1, 0)), decimals=1),
            "=ROUND(AVERAGE(A8:A9),1)",
        ),
        (Formula(Making.SHARE, (Place(0, 1), Place(0, 0)), decimals=1), "=ROUND(100*B8/A8,1)"),
    ],
)
def test_a_formula_in_the_words_of_excel(formula, written):
    assert excel_formula(formula, 8) == written


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("1.200", "#,##0"),
        ("1.469,5", "#,##0.0"),
        ("-35,25", "#,##0.00"),
        ("+5", "+#,##0;-#,##0;#,##0"),
        ("12*", '#,##0"*"'),
        ("khoảng 5", "General"),
    ],
)
def test_a_number_is_shown_as_it_is_printed(text, form):
    assert number_format(text) == form


def test_values_go_into_the_cells_with_formulas_of_their_sheet_only():
    cached = Cached()
    cached.of(1)["B2"] = 64
    for blank in (b"<v/>", b"<v />", b"<v></v>"):
        head = b'<c r="A2" s="1"><v>1</v></c><c r="B2" s="3"><f>SUM(B3:B4)</f>'
        part = head + blank + b"</c>"
        assert cached.filled_in("xl/worksheets/sheet1.xml", part) == head + b"<v>64</v></c>"
        assert cached.filled_in("xl/worksheets/sheet2.xml", part) == part

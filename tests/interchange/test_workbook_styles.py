import pytest
from openpyxl import Workbook

from ktt_desktop.interchange.workbook_styles import add_styles, layout


def test_every_style_of_the_file_is_registered_once_plain_and_bold():
    workbook = Workbook()
    add_styles(workbook)
    for name, spec in layout()["style"].items():
        assert name in workbook.named_styles
        assert (f"{name}-bold" in workbook.named_styles) is not bool(spec.get("bold"))


@pytest.mark.parametrize(("style", "format_"), [("number", "#,##0"), ("decimal", "#,##0.###")])
def test_figures_are_grouped_and_right_aligned(style, format_):
    workbook = Workbook()
    add_styles(workbook)
    cell = workbook.worksheets[0]["A1"]
    cell.style = style
    assert cell.number_format == format_
    assert cell.alignment.horizontal == "right"

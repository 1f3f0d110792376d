from openpyxl import Workbook

from ktt_desktop.interchange.workbook_styles import add_styles, layout


def test_every_style_of_the_file_is_registered_once_plain_and_bold():
    workbook = Workbook()
    add_styles(workbook)
    for name, spec in layout()["style"].items():
        assert name in workbook.named_styles
        assert (f"{name}-bold" in workbook.named_styles) is not bool(spec.get("bold"))


def test_figures_are_grouped_and_right_aligned():
    workbook = Workbook()
    add_styles(workbook)
    cell = workbook.worksheets[0]["A1"]
    cell.style = "number"
    assert cell.number_format == "#,##0.###"
    assert cell.alignment.horizontal == "right"

import pytest

from ktt_desktop.domain.receiving import FieldCell, FigureCell
from ktt_desktop.services.cell_words import CellWords

UID = "11111111-2222-4333-8444-555555555555"


@pytest.fixture
def words(desk):
    return CellWords(desk.book, desk.profile, {UID: "HTX Một", "07375": "Xã Lạng Giang"})


def figure(kind, key, code, sector=""):
    return FigureCell(kind, key, sector, 2024, "ACTUAL", code)


def test_a_figure_says_whose_it_is_and_of_which_year(words):
    label = words.label(figure("to_chuc", UID, "O1"))
    assert label.startswith("HTX Một – ")
    assert label.endswith(", thực hiện cả năm 2024")
    assert words.label(figure("don_vi", "07375", "A2")).startswith("Xã Lạng Giang – ")


def test_a_figure_of_a_sector_names_the_sector(words, catalogue):
    group = catalogue.sector_groups[0]
    label = words.label(figure("linh_vuc", "07375", "A2", group.code))
    assert label.startswith(f"{group.label} – ")


def test_a_figure_is_written_with_its_unit(words):
    assert words.value(figure("to_chuc", UID, "O1"), 1200).startswith("1.200 ")
    assert words.value(figure("to_chuc", UID, "O1"), None) == "–"
    assert words.value(figure("to_chuc", UID, "O1"), 0).startswith("0 ")


def test_a_figure_of_a_form_this_program_does_not_know_is_shown_by_its_code(words):
    cell = figure("to_chuc", UID, "Z99")
    assert "Z99" in words.label(cell)
    assert words.value(cell, 5) == "5"


@pytest.mark.parametrize(
    ("field", "label", "value", "shown"),
    [
        ("registered_on", "ngày", "2015-03-01", "1/3/2015"),
        ("sector", "Lĩnh vực", "NN.TT", "Trồng trọt"),
        ("address", "Địa chỉ", "Thôn Đông", "Thôn Đông"),
        ("contract_is_certified", "", 1, "Có"),
        ("address", "Địa chỉ", "", "–"),
        ("note", "Ghi chú", None, "–"),
    ],
)
def test_a_field_of_the_register_is_told_as_the_form_does(words, field, label, value, shown):
    cell = FieldCell(UID, field)
    assert words.label(cell).startswith("HTX Một – ")
    assert label.casefold() in words.label(cell).casefold()
    assert words.value(cell, value) == shown

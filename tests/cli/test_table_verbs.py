"""`tables` prints every table with codes, columns and origins."""

import json

import pytest

from ktt_desktop.cli import DONE, REFUSED, main
from ktt_desktop.services.seed_books import make_seed_book


@pytest.fixture(scope="module")
def lang_son(tmp_path_factory):
    """The book of the plan of Lạng Sơn."""
    folder = tmp_path_factory.mktemp("so")
    make_seed_book("002", folder)
    return folder


def printed(capsys, *arguments):
    assert main(["tables", *map(str, arguments)]) == DONE
    return capsys.readouterr().out


def test_the_json_has_every_table_with_its_rows_columns_and_origins(lang_son, capsys):
    said = printed(capsys, "--book", lang_son, "--unit", "Tỉnh Lạng Sơn", "--json")
    tables = {each["table"]: each for each in json.loads(said)}
    assert list(tables) == ["A", "B", "B2", "C", "D", "D.1", "E", "K"]
    columns = {each["column"]: each for each in tables["C"]["columns"]}
    assert columns["KHN.TONG"]["group"] == "Nhu cầu năm 2023"
    rows = {row["code"]: row for row in tables["C"]["rows"]}
    cells = {each["column"]: each for each in rows["Σ"]["cells"]}
    assert (cells["KHN.TONG"]["value"], cells["KHN.TONG"]["text"]) == (47_622, "47.622")
    assert len(cells["KHN.TONG"]["origin"]) == 1
    assert cells["KHN.KL"] == {"column": "KHN.KL", "value": None, "text": "", "origin": []}
    total = {row["code"]: row for row in tables["A"]["rows"]}["A1"]
    assert total["unit"] == "HTX"
    assert {each["origin"] for each in total["cells"]} >= {"nhap", None}


def test_without_json_the_filled_figures_are_told_in_words(lang_son, capsys):
    said = printed(capsys, "--data-dir", lang_son, "--year", "2022", "--unit", "lạng sơn")
    assert "Biểu C. Tổng hợp kết quả" in said
    assert "[H1.1] Tuyên truyền" in said
    assert "Khối lượng = 16 hội nghị; 1.778 người; 34 tin, bài" in said
    assert "[H3]" not in said


def test_the_year_is_that_of_the_columns(lang_son, capsys):
    tables = json.loads(printed(capsys, "--book", lang_son, "--year", "2030", "--json"))
    groups = {each["group"] for table in tables for each in table["columns"]}
    assert "Nhu cầu năm 2031" in groups


def test_a_number_with_decimals_is_written_out_exactly(lang_son, capsys):
    tables = json.loads(printed(capsys, "--book", lang_son, "--json"))
    cells = [c for t in tables if t["table"] in "ABK" for row in t["rows"] for c in row["cells"]]
    assert not any(isinstance(each["value"], float) for each in cells)
    with_decimals = [each for each in cells if "," in each["text"]]
    assert with_decimals
    for each in with_decimals:
        assert each["value"] == each["text"].replace(".", "").replace(",", ".")


def test_a_book_of_another_unit_is_refused(lang_son, capsys):
    assert main(["tables", "--book", str(lang_son), "--unit", "99"]) == REFUSED
    assert "Sổ này là của Tỉnh Lạng Sơn" in capsys.readouterr().err


@pytest.mark.parametrize("unit", ["Sơn", "Lạng", "tỉnh", " "])
def test_a_part_of_the_name_is_not_the_name_of_the_unit(lang_son, capsys, unit):
    assert main(["tables", "--book", str(lang_son), "--unit", unit]) == REFUSED
    assert "Sổ này là của Tỉnh Lạng Sơn" in capsys.readouterr().err


@pytest.mark.parametrize("year", ["abc", "1800", "1900", "2100", "-5", "20 25"])
def test_a_year_no_table_can_be_of_is_refused_with_the_year_that_was_typed(lang_son, capsys, year):
    assert main(["tables", "--book", str(lang_son), f"--year={year}"]) == REFUSED
    said = capsys.readouterr().err
    assert year in said
    assert "Gõ năm" in said

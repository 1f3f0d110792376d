"""`template` writes the blank workbooks of a book."""

from dataclasses import replace

import pytest
from openpyxl import load_workbook

from ktt_desktop.cli import DONE, REFUSED, main
from ktt_desktop.services.book import open_book
from ktt_desktop.services.practice import fill_practice_book
from ktt_desktop.services.settings import save_profile


@pytest.fixture
def own_book(tmp_path, catalogue, units):
    """A book that belongs to the unit, with the organisations of the practice data."""
    book = open_book(tmp_path / "so", catalogue, units)
    profile, _ = fill_practice_book(book)
    save_profile(book, replace(profile, practice=False))
    book.close()
    return tmp_path / "so"


def test_the_workbook_is_written_where_it_is_wanted(own_book, tmp_path, capsys):
    target = tmp_path / "mẫu của xã.xlsx"
    assert main(["template", "ho-tro", "--out", str(target), "--book", str(own_book)]) == DONE
    assert capsys.readouterr().out.strip() == str(target)
    assert load_workbook(target).sheetnames == ["Hỗ trợ", "Hướng dẫn", "Danh mục"]


def test_figures_are_of_the_year_and_kind_that_is_named(own_book, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    options = ["--year", "2025", "--measure", "ke-hoach", "--book", str(own_book)]
    assert main(["template", "so-lieu", *options]) == DONE
    page = load_workbook(tmp_path / "mau-so-lieu-2025.xlsx").worksheets[0]
    assert page["C3"].value == "Kế hoạch năm 2025"
    assert page.max_row == 6 + 12


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["mau-la"], "Không có mẫu “mau-la”. Các mẫu: to-chuc, so-lieu, ho-tro."),
        (["so-lieu", "--year", "25"], "Năm 25 không dùng được"),
    ],
)
def test_what_there_is_not_is_refused(own_book, capsys, options, said):
    assert main(["template", *options, "--book", str(own_book)]) == REFUSED
    assert said in capsys.readouterr().err

"""`report` writes the files of a report, `compare-report` holds a text against it."""

import json

import pytest

from ktt_desktop.cli import DONE, OPEN_ERRORS, REFUSED, main
from ktt_desktop.cli.terminal import WRONG_USE
from ktt_desktop.services.seed_books import make_seed_book
from tests.inconsistency_cases import seed


@pytest.fixture
def book(tmp_path):
    make_seed_book("004", tmp_path / "so")
    return tmp_path / "so"


@pytest.fixture
def plan(tmp_path):
    path = tmp_path / "ke-hoach.txt"
    path.write_text(seed("S004"), encoding="utf-8")
    return path


def test_report_writes_pdf_word_and_excel_and_says_where(book, tmp_path, capsys):
    out = tmp_path / "ra" / "2025"
    arguments = ["--book", str(book), "--outline", "K", "--year", "2025", "--out", str(out)]
    assert main(["report", *arguments]) == DONE
    said = capsys.readouterr().out
    names = [f"ke-hoach-k-huyen-ba-to-KH2025.{kind}" for kind in ("docx", "pdf", "xlsx")]
    assert sorted(path.name for path in out.iterdir()) == names
    assert all(str(out / name) in said for name in names)


def test_report_of_a_named_period_in_one_form_only(book, tmp_path):
    arguments = ["--book", str(book), "--period", "6T2024", "--only", "pdf", "--out", str(tmp_path)]
    assert main(["report", *arguments]) == DONE
    (path,) = tmp_path.glob("*-6T2024.*")
    assert path.read_bytes().startswith(b"%PDF")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--only", "odt"], "Các loại tệp: pdf, docx, xlsx"),
        (["--outline", "Z"], "Sổ không có dàn ý “Z”"),
        (["--period", "2024"], "6T2022"),
    ],
)
def test_what_cannot_be_made_is_refused_with_what_can(book, tmp_path, capsys, arguments, said):
    out = tmp_path / "ra"
    assert main(["report", "--book", str(book), "--out", str(out), *arguments]) == REFUSED
    assert said in capsys.readouterr().err
    assert not list(out.glob("*"))


def test_a_folder_that_cannot_be_is_refused(book, plan, capsys):
    assert main(["report", "--book", str(book), "--out", str(plan / "ra")]) == REFUSED
    assert f"Không tạo được thư mục {plan / 'ra'}" in capsys.readouterr().err


def test_a_plan_its_book_agrees_with_has_no_real_difference(book, plan, capsys):
    assert main(["compare-report", str(plan), "--book", str(book), "--outline", "K"]) == DONE
    said = capsys.readouterr().out
    assert "ke-hoach.txt: 18 con số." in said
    assert "lời văn: 2" in said


def test_a_difference_is_told_with_line_section_and_what_the_report_says(book, plan, capsys):
    text = plan.read_text(encoding="utf-8").replace("288 thành viên", "290 thành viên")
    plan.write_text(text, encoding="utf-8")
    arguments = ["compare-report", str(plan), "--book", str(book), "--period", "KH2025"]
    assert main([*arguments, "--outline", "K", "--json"]) == OPEN_ERRORS
    found = {each["shown"]: each for each in json.loads(capsys.readouterr().out)}
    told = found["290 thành viên"]
    assert (told["line"], told["standing"]) == (32, "khác")
    assert told["section"].startswith("b) Về thành viên")
    assert "288 thành viên" in told["says"]
    assert main([*arguments, "--outline", "K"]) == OPEN_ERRORS
    said = capsys.readouterr().out
    assert "dòng 32 [khác] 290 thành viên – b) Về thành viên" in said
    assert "báo cáo: " in said


def test_a_text_that_cannot_be_read_is_wrong_use(book, tmp_path, capsys):
    path = tmp_path / "ke-hoach.pdf"
    path.write_bytes(b"%PDF-1.7")
    assert main(["compare-report", str(path), "--book", str(book)]) == WRONG_USE
    assert "là PDF" in capsys.readouterr().err


def test_the_text_of_another_unit_is_refused(book, plan, capsys):
    plan.write_text(seed("S000"), encoding="utf-8")
    assert main(["compare-report", str(plan), "--book", str(book)]) == REFUSED
    assert "huyện Lạng Giang" in capsys.readouterr().err

"""`check-text` prints what it found, as words or as JSON, and ends with 2 where it cannot read."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from ktt_desktop.cli import DONE, main
from ktt_desktop.cli.terminal import WRONG_USE
from tests.inconsistency_cases import seed


@pytest.fixture
def plan(tmp_path):
    path = tmp_path / "ke-hoach.txt"
    path.write_text(seed("S004"), encoding="utf-8")
    return path


def test_json_is_an_array_of_rule_severity_message_and_places(plan, capsys):
    assert main(["check-text", str(plan), "--json"]) == DONE
    found = json.loads(capsys.readouterr().out)
    assert {"rule", "severity", "message", "places"} == set(found[0])
    [managers] = [each for each in found if each["rule"] == "R2"]
    assert managers["severity"] == "loi"
    assert [place["line"] for place in managers["places"]] == [32, 36]
    assert "45 người" in managers["places"][0]["quote"]


def test_words_name_severity_rule_line_and_quote(plan, capsys):
    assert main(["check-text", str(plan)]) == DONE
    said = capsys.readouterr().out
    assert "LỖI (1)" in said
    assert "R2: Số của riêng HTX vượt số của HTX và THT cộng lại" in said
    assert "dòng 36: Tổng số cán bộ quản lý HTX, THT: 15" in said


def test_a_text_without_findings_is_an_empty_array(tmp_path, capsys):
    path = tmp_path / "a.txt"
    path.write_text("Họp tổ lúc chiều.", encoding="utf-8")
    assert main(["check-text", str(path), "--json"]) == DONE
    assert json.loads(capsys.readouterr().out) == []


@pytest.mark.parametrize(
    ("content", "words"),
    [(b"%PDF-1.7", "là PDF"), (b"\xd0\xcf\x11\xe0", "Word cũ"), (b" ", "Chưa có chữ nào")],
)
def test_what_cannot_be_checked_is_refused_with_a_sentence(tmp_path, capsys, content, words):
    path = tmp_path / "a.docx"
    path.write_bytes(content)
    assert main(["check-text", str(path), "--json"]) == WRONG_USE
    said = capsys.readouterr()
    assert words in said.err
    assert not said.out


def test_a_folder_without_a_book_is_refused_and_stays_as_it_was(plan, tmp_path, capsys):
    folder = tmp_path / "trong"
    folder.mkdir()
    assert main(["check-text", str(plan), "--book", str(folder)]) == WRONG_USE
    assert "chưa có sổ" in capsys.readouterr().err
    assert not list(folder.iterdir())


def test_figures_of_a_book_are_compared(tmp_path, catalogue, units, capsys):
    from dataclasses import replace

    from ktt_desktop.services.book import open_book
    from ktt_desktop.services.practice import fill_practice_book
    from ktt_desktop.services.settings import save_profile

    book = open_book(tmp_path / "so", catalogue, units)
    profile, _ = fill_practice_book(book)
    save_profile(book, replace(profile, practice=False))
    book.close()
    path = tmp_path / "a.txt"
    path.write_text(seed("S000").replace("là 64 HTX", "là 65 HTX"), encoding="utf-8")
    assert main(["check-text", str(path), "--book", str(tmp_path / "so"), "--json"]) == DONE
    found = json.loads(capsys.readouterr().out)
    assert [each for each in found if "65 HTX, sổ ghi 64" in each["message"]]


def test_a_reader_that_leaves_early_is_no_fault():
    seed = Path("tests/data/seeds/lang_son_2022.txt")
    command = f'"{sys.executable}" -m ktt_desktop cli check-text {seed} | head -1'
    done = subprocess.run(command, shell=True, capture_output=True, check=False)
    assert done.stderr == b""
    assert done.stdout.decode().startswith("lang_son_2022.txt: ")

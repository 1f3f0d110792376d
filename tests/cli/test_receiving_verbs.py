"""`receive`: the words, the JSON and the exit codes."""

import json

import pytest

from ktt_desktop.cli import DONE, OPEN_ERRORS, main
from ktt_desktop.cli.terminal import WRONG_USE
from ktt_desktop.services.book import open_book
from ktt_desktop.services.receiving_kept import received_files
from ktt_desktop.services.settings import save_profile
from tests.made_submissions import PROVINCE, put, submission

FIRST = submission(members={"HTX Một": 30})


@pytest.fixture
def home(tmp_path, catalogue, units):
    """The data folder of a province."""
    folder = tmp_path / "so"
    book = open_book(folder, catalogue, units)
    save_profile(book, PROVINCE)
    book.close()
    return folder


@pytest.fixture
def kept(home, catalogue, units):
    def names():
        book = open_book(home, catalogue, units)
        try:
            return [each.file_name for each in received_files(book)]
        finally:
            book.close()

    return names


def receive(home, *arguments):
    return main(["receive", *map(str, arguments), "--data-dir", str(home)])


def test_a_dry_run_tells_the_differences_and_writes_nothing(home, kept, tmp_path, capsys):
    path = put(tmp_path / "USB", "a.kttt", FIRST)
    assert receive(home, path, "--dry-run") == DONE
    said = capsys.readouterr().out
    assert "a.kttt: Xã Lạng Giang, Báo cáo năm 2024, lần 0." in said
    assert "1 tổ chức mới" in said
    assert kept() == []
    assert not (home / "cach-ly").exists()


def test_files_are_taken_in_and_again_skipped(home, kept, tmp_path, capsys):
    put(tmp_path / "USB", "a.kttt", FIRST)
    assert receive(home, tmp_path / "USB") == DONE
    assert "Xã Lạng Giang: đã nhận" in capsys.readouterr().out
    assert receive(home, tmp_path / "USB") == DONE
    assert "Đã có, giống hệt – bỏ qua." in capsys.readouterr().out
    assert kept() == ["a.kttt"]
    assert not (home / "cach-ly").exists()


def test_json_says_all_there_is_to_know(home, tmp_path, capsys):
    good = put(tmp_path / "USB", "a.kttt", FIRST)
    bad = put(tmp_path / "USB", "b.kttt", b"none")
    assert receive(home, good, bad, "--json") == OPEN_ERRORS
    told = json.loads(capsys.readouterr().out)
    first, second = told["files"]
    assert (first["unit"], first["period"], first["number"]) == ("07375", "N2024", 0)
    assert (first["standing"], first["state"], first["outcome"]) == ("moi", "da_nhan", "da_nhan")
    assert first["changes"]["organisations_new"] == 1
    assert (second["unit"], second["outcome"]) == (None, "tu_choi")
    assert second["refusal"].startswith("Tệp b.kttt")
    assert told["stopped"] is False


def test_a_dry_run_in_json_has_no_outcome(home, tmp_path, capsys):
    path = put(tmp_path / "USB", "a.kttt", FIRST)
    assert receive(home, path, "--json", "--dry-run") == DONE
    (file,) = json.loads(capsys.readouterr().out)["files"]
    assert (file["outcome"], file["sentence"]) == (None, "")


def test_nothing_that_can_be_read_is_another_exit_code(home, tmp_path, capsys):
    path = put(tmp_path / "USB", "b.kttt", b"none")
    assert receive(home, path) == WRONG_USE
    assert "Tệp b.kttt" in capsys.readouterr().err
    assert receive(home, tmp_path / "không có.kttt") == WRONG_USE
    (tmp_path / "trống").mkdir()
    assert receive(home, tmp_path / "trống") == WRONG_USE
    assert "Không thấy tệp nộp nào" in capsys.readouterr().err


def test_a_file_that_waits_for_a_decision_leaves_the_code_of_open_matters(home, tmp_path, capsys):
    path = put(tmp_path / "USB", "a.kttt", submission("99999", unit_name="Xã Lạ"))
    assert receive(home, path) == OPEN_ERRORS
    assert "chờ chọn đơn vị nhận số liệu" in capsys.readouterr().out


def test_the_help_documents_the_json(capsys):
    with pytest.raises(SystemExit):
        main(["receive", "--help"])
    said = capsys.readouterr().out
    for word in ("standing", "changes", "outcome", "Mã thoát"):
        assert word in said

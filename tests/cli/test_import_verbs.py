"""`import` writes what a list says into a book; with `--dry-run` it only tells."""

import json

import pytest

from ktt_desktop.cli import DONE, OPEN_ERRORS, REFUSED, main
from ktt_desktop.cli.terminal import UNREADABLE
from ktt_desktop.domain.records import UnitProfile
from ktt_desktop.domain.register_list import RegisterQuery
from ktt_desktop.domain.terms import UnitLevel
from ktt_desktop.runtime.paths import resources
from ktt_desktop.services.book import BOOK_FILE, open_book
from ktt_desktop.services.import_commit import undo_import
from ktt_desktop.services.import_runs import runs
from ktt_desktop.services.register_list import organisation_ids
from ktt_desktop.services.settings import save_profile

LIST = resources().parent / "tests" / "data" / "lists" / "01_lang_giang_2022.xlsx"


def test_the_json_has_the_records_and_all_that_was_found(capsys):
    assert main(["import", str(LIST), "--dry-run", "--json"]) == DONE
    found = json.loads(capsys.readouterr().out)
    assert len(found["records"]) == 17
    assert {"skipped_rows", "duplicates", "stated_totals", "annual", "issues"} <= found.keys()
    assert found["records"][0]["commune_2025"][0]["name"] == "Xã Lạng Giang"


def test_without_json_what_is_doubtful_is_told_in_words(capsys):
    assert main(["import", str(LIST), "--dry-run"]) == DONE
    said = capsys.readouterr().out
    assert "17 tổ chức, 22 dòng bỏ qua" in said
    assert "dòng 18, xã: “Xã Mỹ Hà” không có trong danh mục" in said


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("a.xlsx", b"PK\x03\x04abc", "hỏng"),
        ("a.csv", b"a;b\r\nc;d\r\n", "không có danh sách nào"),
        ("a.txt", b"", "trống"),
    ],
)
def test_what_cannot_be_read_is_refused_with_a_sentence(tmp_path, capsys, name, content, sentence):
    path = tmp_path / name
    path.write_bytes(content)
    assert main(["import", str(path), "--dry-run", "--json"]) == UNREADABLE
    said = capsys.readouterr()
    assert sentence in said.err
    assert said.out == ""


@pytest.fixture
def own(tmp_path, catalogue, units):
    """The folder of a commune's own book, and a way to look into it."""
    folder = tmp_path / "so"
    parent = {"parent_code": "24", "parent_name": "Tỉnh Bắc Ninh"}
    book = open_book(folder, catalogue, units)
    save_profile(book, UnitProfile("07375", "Xã Lạng Giang", UnitLevel.COMMUNE, **parent))
    book.close()
    return folder


def imported(file, folder, *more):
    return main(["import", str(file), "--book", str(folder), *more])


def a_list(tmp_path, *rows):
    path = tmp_path / "danh sách.csv"
    lines = ("STT;Tên HTX;Mã số thuế;Lĩnh vực;Điện thoại", *rows)
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


def test_the_sure_rows_are_written_and_the_same_file_again_is_skipped(own, tmp_path, capsys):
    file = a_list(tmp_path, "1;HTX Rau sạch;;Trồng trọt;0912", "2;HTX Vận tải;;Vận tải;0913")
    assert imported(file, own) == DONE
    said = capsys.readouterr().out
    assert "Đã nhập danh sách.csv: 2 thêm mới, 0 cập nhật, 0 giống hệt, 0 để lại" in said
    assert imported(file, own) == DONE
    assert "Giống hệt dữ liệu trong sổ, bỏ qua." in capsys.readouterr().out


def test_what_is_left_is_told_with_its_row_and_the_exit_code_says_so(own, tmp_path, capsys):
    rows = "1;HTX Rau sạch;;Trồng trọt;0912", "2;HTX Rau sạch;;Trồng trọt;0912"
    assert imported(a_list(tmp_path, *rows), own) == OPEN_ERRORS
    said = capsys.readouterr().out
    assert "1 thêm mới" in said
    assert "dòng 3, HTX Rau sạch: cần xem." in said


def test_an_import_of_the_command_line_can_be_taken_back(own, tmp_path, catalogue, units):
    imported(a_list(tmp_path, "1;HTX Rau sạch;;Trồng trọt;0912"), own)
    book = open_book(own, catalogue, units)
    (run,) = runs(book)
    undo_import(book, run.id)
    assert runs(book) == []
    book.close()


def test_a_file_that_cannot_be_read_leaves_the_book_alone(own, tmp_path, capsys):
    path = tmp_path / "a.xlsx"
    path.write_bytes(b"PK\x03\x04abc")
    assert imported(path, own) == UNREADABLE
    assert "hỏng" in capsys.readouterr().err


def test_without_a_book_the_import_is_refused(tmp_path, capsys):
    assert imported(LIST, tmp_path / "trống") == REFUSED
    assert "chưa có sổ" in capsys.readouterr().err
    assert not (tmp_path / "trống" / BOOK_FILE).exists()


def test_a_dry_run_with_a_book_reads_as_the_book_does_and_writes_nothing(
    own, tmp_path, catalogue, units, capsys
):
    file = a_list(tmp_path, "1;HTX Rau sạch;;Trồng trọt;0912345678")
    assert main(["import", str(file), "--dry-run", "--json"]) == DONE
    assert json.loads(capsys.readouterr().out)["province"] is None
    assert imported(file, own, "--dry-run", "--json") == DONE
    assert json.loads(capsys.readouterr().out)["province"] == "Tỉnh Bắc Ninh"
    book = open_book(own, catalogue, units)
    assert runs(book) == []
    assert organisation_ids(book, RegisterQuery()) == []
    book.close()


def test_json_belongs_to_the_dry_run(own, capsys):
    assert imported(LIST, own, "--json") == UNREADABLE
    assert "--dry-run" in capsys.readouterr().err

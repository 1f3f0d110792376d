"""`import --dry-run` prints what a list says and writes nothing."""

import json

import pytest

from ktt_desktop.cli import DONE, main
from ktt_desktop.cli.terminal import UNREADABLE
from ktt_desktop.runtime.paths import resources

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

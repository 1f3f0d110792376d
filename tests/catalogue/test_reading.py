"""Strict reading of TOML: what is missing, misspelt or of another type stops the reading."""

import pytest

from ktt_desktop.catalogue.reading import Table, toml_table, unique
from ktt_desktop.domain.errors import CatalogueError
from ktt_desktop.domain.terms import Severity


def test_a_key_is_taken_once_and_then_gone():
    table = Table({"label": "Tổng số"}, "bang.toml")
    assert table.take("label", str) == "Tổng số"
    assert not table.has("label")
    table.finish()


def test_a_missing_key_is_named():
    with pytest.raises(CatalogueError, match=r"bang\.toml\[A1\]: thiếu «unit»\."):
        Table({"code": "A1"}, "bang.toml[A1]").take("unit", str)


def test_a_missing_key_may_have_a_default_of_any_type():
    assert Table({}, "bang.toml").take("first_year", int, None) is None


@pytest.mark.parametrize(
    ("value", "kind"), [(5, str), ("5", int), (True, int), (1.5, int), (1, bool), ([], dict)]
)
def test_a_value_of_another_type_is_refused(value, kind):
    with pytest.raises(CatalogueError, match=f"«key» phải là {kind.__name__}"):
        Table({"key": value}, "bang.toml").take("key", kind)


def test_what_was_not_asked_for_is_an_error():
    table = Table({"code": "A1", "colour": "đỏ", "size": 3}, "bang.toml[A1]")
    table.take("code", str)
    with pytest.raises(CatalogueError, match=r"bang\.toml\[A1\]: không hiểu «colour», «size»\."):
        table.finish()


def test_a_list_of_words_holds_words_only():
    assert Table({"codes": ["A1", "A2"]}, "bang.toml").strings("codes") == ("A1", "A2")
    with pytest.raises(CatalogueError, match="danh sách chữ"):
        Table({"codes": ["A1", 2]}, "bang.toml").strings("codes")


def test_a_word_outside_its_enumeration_is_named():
    assert Table({"severity": "loi"}, "bang.toml").choice("severity", Severity) is Severity.ERROR
    with pytest.raises(CatalogueError, match="«severity» không nhận giá trị «nang»"):
        Table({"severity": "nang"}, "bang.toml").choice("severity", Severity)


@pytest.mark.parametrize("name", ["code", "id", "attr"])
def test_an_entry_is_named_by_its_code(name):
    entry = next(Table({"entry": [{name: "X1"}]}, "bang.toml").tables("entry"))
    assert entry.where == "bang.toml[X1]"


def test_an_entry_without_a_code_is_named_by_its_place():
    entries = Table({"entry": [{"a": 1}, {"a": 2}]}, "bang.toml").tables("entry")
    found = [(each.where, each.take("a", int)) for each in entries]
    assert found == [("bang.toml[1]", 1), ("bang.toml[2]", 2)]


def test_every_entry_is_finished():
    with pytest.raises(CatalogueError, match=r"bang\.toml\[X1\]: không hiểu «code»"):
        list(Table({"entry": [{"code": "X1"}]}, "bang.toml").tables("entry"))


def test_entries_have_to_be_tables():
    with pytest.raises(CatalogueError, match="«entry» phải là danh sách bảng"):
        list(Table({"entry": ["X1"]}, "bang.toml").tables("entry"))


def test_a_file_is_read_to_its_end(tmp_path):
    path = tmp_path / "bang.toml"
    path.write_text('title = "Biểu A"\nextra = 1\n', encoding="utf-8")
    refused = pytest.raises(CatalogueError, match=r"bang\.toml: không hiểu «extra»")
    with refused, toml_table(path) as raw:
        raw.take("title", str)


@pytest.mark.parametrize("content", [b"title = ", b"title = 'Bi\xea\x80u'"])
def test_a_file_that_is_not_toml_or_not_utf8_is_named(tmp_path, content):
    path = tmp_path / "bang.toml"
    path.write_bytes(content)
    with pytest.raises(CatalogueError, match=r"bang\.toml: không đọc được"), toml_table(path):
        pass


def test_a_missing_file_is_named(tmp_path):
    missing = tmp_path / "bang.toml"
    with pytest.raises(CatalogueError, match=r"bang\.toml: không đọc được"), toml_table(missing):
        pass


def test_a_mapping_keeps_the_order_and_refuses_a_second_key():
    assert list(unique(iter([("b", 1), ("a", 2)]), "bang.toml")) == ["b", "a"]
    with pytest.raises(CatalogueError, match=r"bang\.toml: «b» có hai lần"):
        unique(iter([("b", 1), ("b", 2)]), "bang.toml")

"""Letters, line ends and sizes of everything that is written here."""

import unicodedata

import pytest

from tests.architecture.sources import PACKAGE, files, name

LONGEST_MODULE = 400
TEXTS = (".py", ".toml", ".tsv", ".md", ".txt", ".qss", ".svg", ".yaml", ".spec", ".mako")


@pytest.mark.parametrize("ending", TEXTS)
def test_files_are_utf8_with_unix_lines_and_end_in_one(ending):
    found = list(files(ending))
    assert found
    for path in found:
        content = path.read_bytes()
        content.decode("utf-8")
        assert not content.startswith(b"\xef\xbb\xbf"), name(path)
        assert b"\r" not in content, name(path)
        assert not content or content.endswith(b"\n"), name(path)


@pytest.mark.parametrize("ending", [".py", ".toml", ".tsv", ".md", ".qss"])
def test_vietnamese_is_composed(ending):
    for path in files(ending):
        text = path.read_text(encoding="utf-8")
        assert unicodedata.is_normalized("NFC", text), name(path)


def test_no_module_is_longer_than_one_reason():
    for path in PACKAGE.rglob("*.py"):
        lines = len(path.read_text(encoding="utf-8").splitlines())
        assert lines <= LONGEST_MODULE, name(path)


def test_no_module_is_a_drawer_for_everything():
    drawers = {"utils", "util", "helpers", "helper", "misc", "common", "manager"}
    for path in PACKAGE.rglob("*"):
        assert path.stem not in drawers, name(path)

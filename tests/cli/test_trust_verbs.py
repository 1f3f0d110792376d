"""keys, copy-book, restore-book from the command line."""

from datetime import date

import pytest

from ktt_desktop.cli import DONE, REFUSED, main
from ktt_desktop.domain.records import UnitProfile
from ktt_desktop.domain.terms import UnitLevel
from ktt_desktop.services.opening import begin_book, close_after_work, open_for_work
from ktt_desktop.services.recipients import read_public_key


@pytest.fixture
def folder(tmp_path, units):
    """A closed book of a province."""
    unit = units.search("bac ninh", date(2026, 11, 20), UnitLevel.PROVINCE)[0]
    profile = UnitProfile(unit.code, unit.name, unit.level, "", "")
    close_after_work(begin_book(open_for_work(tmp_path / "so", practice=False).book, profile).book)
    return tmp_path / "so"


def test_the_keys_of_a_machine_are_told_exported_and_registered(folder, tmp_path, capsys):
    where = ["--data-dir", str(folder)]
    mark = "0123-4567-89AB-CDEF-GHJK"
    assert main(["keys", "export", str(tmp_path / "a.kttt-khoa"), *where]) == DONE
    assert read_public_key(tmp_path / "a.kttt-khoa").name == "Tỉnh Bắc Ninh"
    assert main(["keys", "register", "07654", mark, "--note", "chị Lan", *where]) == DONE
    assert main(["keys", "register", "07654", "0123", *where]) == REFUSED
    capsys.readouterr()

    assert main(["keys", "show", *where]) == DONE

    told = capsys.readouterr().out
    assert f"{mark} chị Lan" in told
    assert "Niêm phong tệp khi kết xuất: không" in told


def test_a_book_moves_by_command_and_never_replaces_another_silently(folder, tmp_path, capsys):
    copy, there = tmp_path / "a.kttt-so", tmp_path / "máy kia"
    assert main(["copy-book", "--book", str(folder), "--out", str(copy), "--moving"]) == DONE
    assert main(["restore-book", str(copy), "--book", str(there)]) == DONE
    assert "Tỉnh Bắc Ninh" in capsys.readouterr().out

    assert main(["restore-book", str(copy), "--book", str(there)]) == REFUSED
    assert "--replace" in capsys.readouterr().err
    assert main(["restore-book", str(copy), "--book", str(there), "--replace"]) == DONE
    assert list((there / "sao-luu").glob("*truoc-lay-so*"))

import json

import pytest

from ktt_desktop.cli import main
from ktt_desktop.cli.terminal import DONE, REFUSED
from ktt_desktop.services import fuzzing
from tests.interchange.bundles import make_bundle


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "gốc.kttt"
    path.write_bytes(make_bundle())
    return path


def test_the_same_seed_tries_the_same_copies(file, capsys):
    told = []
    for _ in range(2):
        assert main(["fuzz", str(file), "--seed", "5", "--count", "40", "--json"]) == DONE
        told.append(json.loads(capsys.readouterr().out))

    for each in told:
        assert (each["seed"], each["count"], each["faults"]) == (5, 40, [])
    assert told[0]["kinds"] == told[1]["kinds"]


def test_without_a_file_the_practice_book_is_sent(capsys):
    assert main(["fuzz", "--count", "5"]) == DONE
    assert "xử lý sai 0" in capsys.readouterr().out


def test_a_copy_that_is_handled_wrongly_is_named(file, capsys, monkeypatch):
    monkeypatch.setattr(fuzzing, "open_bundle", lambda content, allow_practice: content)

    assert main(["fuzz", str(file), "--count", "20"]) == REFUSED
    assert "accepted, with other content" in capsys.readouterr().out


def test_a_file_that_is_not_there_is_said(tmp_path, capsys):
    assert main(["fuzz", str(tmp_path / "mất.kttt")]) == REFUSED
    assert "Không mở được tệp" in capsys.readouterr().err

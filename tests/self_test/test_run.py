"""--self-test in the whole program: it says OK, or FAIL with the reason, and never waits."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from ktt_desktop import __main__
from ktt_desktop.self_test import run
from ktt_desktop.services.one_window import MAILBOX, claim
from ktt_desktop.ui.screens_list import SCREENS

ROOT = Path(__file__).resolve().parents[2]
WINDOWED = """
import sys
{before}
sys.stdout = sys.stderr = None  # as in a frozen program without a console
from ktt_desktop.__main__ import main
sys.exit(main(["--self-test", sys.argv[1]]))
"""
BROKEN_SCREEN = """
from ktt_desktop.ui import screens_list
def build(context):
    raise KeyError("A3.2")
screens_list.SCREENS = (screens_list.ScreenEntry("register", "Danh mục", build, "Alt+1"),)
"""
SLOPPY_SCREEN = """
from PySide6.QtCore import qWarning
from PySide6.QtWidgets import QWidget
from ktt_desktop.ui import screens_list
class Screen(QWidget):
    def open(self, place):
        qWarning("QPainter::begin: Paint device returned engine == 0")
entry = screens_list.ScreenEntry("register", "Danh mục", lambda _: Screen(), "Alt+1")
screens_list.SCREENS = (entry,)
"""
MISSING_PART = """
sys.modules["ktt_desktop.self_test.main_job"] = None
"""
MISSING_QT = """
sys.modules["PySide6.QtWidgets"] = None
"""


def self_test(tmp_path, before=""):
    """Run it as a windowed program; returns exit code, the lines for a person, the facts."""
    home = tmp_path / "home"
    folders = {"HOME": str(home), "XDG_DATA_HOME": str(home), "LOCALAPPDATA": str(home)}
    done = subprocess.run(
        [sys.executable, "-c", WINDOWED.format(before=before), str(tmp_path / "kiểm tra")],
        cwd=ROOT,
        env={**os.environ, **folders, "QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        timeout=100,
        check=False,
    )
    words = (tmp_path / "kiểm tra" / "self-test.txt").read_text(encoding="utf-8")
    facts = (tmp_path / "kiểm tra" / "self-test.json").read_text(encoding="utf-8")
    assert (done.stdout, done.stderr) == (b"", b"")
    return done.returncode, words.splitlines(), json.loads(facts)


def test_the_main_job_is_done_while_another_program_runs_on_the_real_book(tmp_path):
    home = tmp_path / "home"
    real = home / "SoKTTT"
    running = claim(real)
    code, lines, facts = self_test(tmp_path)
    running.release()
    folder = tmp_path / "kiểm tra"

    assert (code, lines[0], facts["ok"]) == (0, "OK", True)
    assert all(each.startswith("[đạt] ") for each in lines[1:])
    assert len(lines) - 1 == len(facts["steps"]) > len(SCREENS) + 8
    assert [each.name for each in real.iterdir()] == [MAILBOX]
    assert list((real / MAILBOX).glob("*.json")) == []
    assert not list(home.rglob("*.conf")) + list(home.rglob("*.ini"))
    for number, entry in enumerate(SCREENS, start=1):
        assert (folder / f"{number}-{entry.name}.png").stat().st_size > 5000
    assert facts["platform_plugin"] == "offscreen"
    assert facts["frozen"] is False
    assert 0 < facts["import_to_paint_ms"] < facts["total_ms"]
    assert set(facts["files"]) == {
        *(f"{number}-{entry.name}.png" for number, entry in enumerate(SCREENS, start=1)),
        *(f"ket-qua/{each.name}" for each in (folder / "ket-qua").iterdir()),
        "report-text.txt",
    }
    assert {Path(each).suffix for each in facts["files"]} == {
        *(".png", ".kttt", ".xlsx", ".pdf", ".txt", ".docx"),
    }


@pytest.mark.parametrize(
    ("before", "step", "reason"),
    [
        (BROKEN_SCREEN, "Sổ thực hành", "KeyError: 'A3.2'"),
        (SLOPPY_SCREEN, "Sổ thực hành", "QtWarningMsg: QPainter::begin"),
        (MISSING_PART, "Sau bước Màn hình Nộp và nhận", "ModuleNotFoundError"),
        (MISSING_QT, "Chương trình", "ModuleNotFoundError"),
    ],
    ids=["slot", "warning", "part", "library"],
)
def test_what_goes_wrong_ends_the_test_and_is_written_down(tmp_path, before, step, reason):
    code, lines, facts = self_test(tmp_path, before)

    assert (code, lines[0], facts["ok"]) == (1, "FAIL", False)
    (failed,) = (each for each in lines if each.startswith("[KHÔNG ĐẠT] "))
    assert failed.startswith(f"[KHÔNG ĐẠT] {step} (")
    assert reason in "\n".join(lines)


def test_a_message_box_is_closed_and_its_words_are_the_reason(tmp_path):
    book = tmp_path / "kiểm tra" / "so" / "thuc-hanh" / "so-kttt.sqlite"
    book.parent.mkdir(parents=True)
    book.write_bytes(b"khong phai so" * 1000)
    code, lines, _ = self_test(tmp_path)

    assert (code, lines[0]) == (1, "FAIL")
    assert "Hộp thoại chờ người bấm: Chưa làm được" in "\n".join(lines)


def test_the_command_line_has_two_names_for_it_and_a_hold(monkeypatch, tmp_path):
    seen = []
    monkeypatch.setattr(run, "run", lambda folder, **how: seen.append((folder, how["hold"])) or 1)

    assert __main__.main(["--smoke", str(tmp_path), "--hold", "1.5"]) == 1
    assert __main__.main(["--self-test", str(tmp_path)]) == 1
    assert seen == [(tmp_path, 1.5), (tmp_path, 0.0)]


def test_a_folder_that_cannot_be_written_is_an_exit_code_alone(tmp_path):
    (tmp_path / "tệp").write_text("đã có", encoding="utf-8")

    assert run.run(tmp_path / "tệp", started=0.0) == run.FAILED

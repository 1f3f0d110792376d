"""What the self-test leaves behind, also when it never comes to its end."""

import json
import subprocess
import sys
from hashlib import sha256
from pathlib import Path

from ktt_desktop.self_test.record import Record

ROOT = Path(__file__).resolve().parents[2]
HANGING = """
import sys, time
from pathlib import Path
from ktt_desktop.self_test.record import Record
record = Record(Path(sys.argv[1]), 0.5)
record.add("Cửa sổ chính", 12, "hiện sau 12 ms")
time.sleep(60)
"""


def test_a_good_end_is_told_to_a_person_and_to_a_program(tmp_path):
    record = Record(tmp_path, 60)
    record.facts["check_code"] = "PHQK-1P7C-1W"
    record.keep(tmp_path / "1.png").write_bytes(b"png")
    record.add("Kết xuất", 250, "ba tệp")

    assert record.finish() is True
    assert (tmp_path / "self-test.txt").read_text(encoding="utf-8").splitlines() == [
        "OK",
        "[đạt] Kết xuất (250 ms): ba tệp",
    ]
    assert json.loads((tmp_path / "self-test.json").read_text(encoding="utf-8")) == {
        "ok": True,
        "check_code": "PHQK-1P7C-1W",
        "files": {"1.png": sha256(b"png").hexdigest()},
        "steps": [{"name": "Kết xuất", "ok": True, "detail": "ba tệp", "ms": 250}],
    }


def test_one_bad_step_is_a_bad_end(tmp_path):
    record = Record(tmp_path, 60)
    record.add("Kiểm tra", 1, "tốt")
    record.add("Kết xuất", 2, "Traceback", ok=False)

    assert record.finish() is False
    lines = (tmp_path / "self-test.txt").read_text(encoding="utf-8").splitlines()
    assert (lines[0], lines[2]) == ("FAIL", "[KHÔNG ĐẠT] Kết xuất (2 ms): Traceback")


def test_a_test_that_did_nothing_is_not_good(tmp_path):
    assert Record(tmp_path, 60).finish() is False


def test_until_the_end_the_file_says_fail_and_how_far_it_came(tmp_path):
    (tmp_path / "self-test.json").write_text('{"ok": true}')
    record = Record(tmp_path, 60)
    record.add("Cửa sổ chính", 12, "hiện")

    words = (tmp_path / "self-test.txt").read_text(encoding="utf-8")
    assert words.splitlines() == ["FAIL", "[đạt] Cửa sổ chính (12 ms): hiện"]
    assert not (tmp_path / "self-test.json").exists()
    record.finish()


def test_a_program_that_hangs_is_ended_and_says_where(tmp_path):
    done = subprocess.run(
        [sys.executable, "-c", HANGING, str(tmp_path)], cwd=ROOT, timeout=30, check=False
    )
    lines = (tmp_path / "self-test.txt").read_text(encoding="utf-8").splitlines()

    assert done.returncode == 1
    assert lines[:2] == ["FAIL", "[đạt] Cửa sổ chính (12 ms): hiện sau 12 ms"]
    assert any(each.startswith("Timeout") for each in lines)
    assert any("line 7" in each for each in lines)

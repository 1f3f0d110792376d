"""The command line does the whole main job, speaks Vietnamese and returns exit codes."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from ktt_desktop.cli import DONE, OPEN_ERRORS, REFUSED, main
from ktt_desktop.domain.dossier import DossierDraft, Kind
from ktt_desktop.services.dossiers import save_dossier
from ktt_desktop.services.opening import close_after_work, open_for_work
from ktt_desktop.services.practice import fill_practice_book


@pytest.fixture
def own_book(tmp_path: Path, catalogue, units) -> Path:
    """A book that belongs to the unit (not practice), with the figures of the practice data."""
    from dataclasses import replace

    from ktt_desktop.services.book import open_book
    from ktt_desktop.services.settings import save_profile

    folder = tmp_path / "so"
    book = open_book(folder, catalogue, units)
    profile, _ = fill_practice_book(book)
    save_profile(book, replace(profile, practice=False))
    book.close()
    return folder


@pytest.fixture
def demo(tmp_path: Path, capsys) -> tuple[Path, str]:
    """The folder the demo left, and what it said."""
    assert main(["demo", "--folder", str(tmp_path / "demo")]) == DONE
    return tmp_path / "demo", capsys.readouterr().out


def test_the_demo_leaves_the_three_files_and_says_where(demo):
    folder, said = demo
    for suffix in (".kttt", ".xlsx", ".pdf"):
        (path,) = folder.glob(f"*{suffix}")
        assert str(path) in said
    for rule in ("R1-A2", "R2-A3.2", "R1-A3-TV", "R3-A7.k"):
        assert rule in said


def test_the_demo_can_be_run_again_on_the_same_folder(demo):
    folder, _ = demo
    before = {path.name: path.read_bytes() for path in folder.glob("*.*")}
    assert main(["demo", "--folder", str(folder)]) == DONE
    assert {path.name: path.read_bytes() for path in folder.glob("*.*")} == before


def test_verify_names_the_unit_and_the_practice_data(demo, capsys):
    folder, _ = demo
    (bundle,) = folder.glob("*.kttt")
    assert main(["verify", str(bundle)]) == DONE
    said = capsys.readouterr().out
    assert "Huyện Lạng Giang" in said
    assert "Kế hoạch năm 2023" in said
    assert "DỮ LIỆU THỰC HÀNH" in said


def test_verify_tells_of_every_file_also_after_one_that_is_refused(demo, tmp_path, capsys):
    folder, _ = demo
    (bundle,) = folder.glob("*.kttt")
    broken = tmp_path / "hong.kttt"
    broken.write_bytes(bundle.read_bytes()[:-1])
    assert main(["verify", str(broken), str(bundle)]) == REFUSED
    said = capsys.readouterr()
    assert "hong.kttt" in said.err
    assert "Huyện Lạng Giang" in said.out


def test_verify_gives_another_program_its_findings_as_json(demo, tmp_path, capsys):
    folder, _ = demo
    (bundle,) = folder.glob("*.kttt")
    assert main(["verify", "--json", str(bundle), str(tmp_path / "khong-co.kttt")]) == REFUSED
    whole, missing = json.loads(capsys.readouterr().out)
    assert (whole["intact"], whole["unit_name"], whole["number"]) == (True, "Huyện Lạng Giang", 0)
    assert (whole["organisations"], whole["practice"]) == (12, True)
    assert len(whole["check_code"]) == 10
    assert (missing["intact"], missing["file_name"]) == (False, "khong-co.kttt")
    assert "Không mở được" in missing["sentence"]


def test_verify_refuses_a_changed_file_with_a_sentence(demo, capsys):
    folder, _ = demo
    (bundle,) = folder.glob("*.kttt")
    content = bytearray(bundle.read_bytes())
    place = content.index(b"data.json") + 200
    content[place] ^= 0x55
    bundle.write_bytes(content)
    assert main(["verify", str(bundle)]) == REFUSED
    assert "Tệp" in capsys.readouterr().err


def test_check_prints_the_findings_and_its_code_tells_of_open_errors(own_book, capsys):
    assert main(["check", "--data-dir", str(own_book)]) == OPEN_ERRORS
    said = capsys.readouterr().out
    assert "[LỖI] R1-A2" in said
    assert "Còn 2 lỗi" in said


def test_check_gives_another_program_its_findings_as_json(own_book, capsys):
    assert main(["check", "--json", "--book", str(own_book)]) == DONE
    found = {each["rule"]: each for each in json.loads(capsys.readouterr().out)}
    assert found["R1-A2"]["severity"] == "loi"
    assert "nhưng [A2] ghi 3.779 (chênh 14)" in found["R1-A2"]["message"]
    assert [each["code"] for each in found["R1-A2"]["places"]] == ["S2", "A2"]
    assert found["R1-A2"]["explanation"] is None


def test_an_error_in_a_work_record_is_told_with_its_places_and_keeps_from_exporting(
    own_book, tmp_path, capsys
):
    opened = open_for_work(own_book, practice=False)
    money = {"done.total": 5_000_000, "done.NSTW": 3_000_000, "done.KHAC": 1_000_000}
    draft = DossierDraft(Kind.SUPPORT, year=2022, period="6T", topic="H4", money=money)
    saved, _ = save_dossier(opened.book, draft)
    close_after_work(opened.book)

    assert main(["check", "--json", "--book", str(own_book)]) == DONE
    found = {each["rule"]: each for each in json.loads(capsys.readouterr().out)}
    assert found["R1-HS-NGUON"]["places"][0] == {
        "kind": "ho_so",
        "key": saved.uid,
        "sector": "support",
        "code": "done.total",
    }
    (tmp_path / "ra").mkdir()
    arguments = ["export", "--data-dir", str(own_book), "--folder", str(tmp_path / "ra")]
    assert main(arguments) == REFUSED
    assert "R1-HS-NGUON" in capsys.readouterr().err


def test_export_is_refused_while_errors_are_open(own_book, tmp_path, capsys):
    folder = tmp_path / "ra"
    assert main(["export", "--data-dir", str(own_book), "--folder", str(folder)]) == REFUSED
    assert "R2-A3.2" in capsys.readouterr().err
    assert list(folder.iterdir()) == []


def test_a_folder_without_a_book_is_told_apart(tmp_path, capsys):
    folder = tmp_path / "khong-co"
    assert main(["check", "--data-dir", str(folder)]) == REFUSED
    assert "chưa có sổ" in capsys.readouterr().err
    assert not folder.exists()


def test_a_wrong_period_is_refused_with_its_forms(own_book, capsys):
    assert main(["check", "--data-dir", str(own_book), "--period", "2022"]) == REFUSED
    assert "6T2022" in capsys.readouterr().err


def test_the_practice_book_stays_apart_from_the_units_own(tmp_path):
    opened = open_for_work(tmp_path, practice=True)
    opened.book.close()
    assert opened.book.path.parent.name == "thuc-hanh"


def test_a_book_in_use_is_refused(own_book, catalogue, units, capsys):
    from ktt_desktop.services.book import open_book

    book = open_book(own_book, catalogue, units)
    try:
        assert main(["check", "--data-dir", str(own_book)]) == REFUSED
    finally:
        book.close()
    assert "đang mở" in capsys.readouterr().err


def test_the_module_runs_without_a_display_and_without_utf8(own_book):
    command = [sys.executable, "-m", "ktt_desktop", "cli", "check", "--data-dir", str(own_book)]
    environment = {"PATH": "", "LANG": "C", "PYTHONIOENCODING": "ascii"}
    done = subprocess.run(command, capture_output=True, env=environment, check=False, cwd=".")
    assert done.returncode == OPEN_ERRORS, done.stderr.decode()
    assert "Còn 2 lỗi" in done.stdout.decode("utf-8")


def test_takeover_tells_what_would_come_and_takes_it_only_when_meant(
    own_book, tmp_path, catalogue, units, capsys
):
    from dataclasses import replace

    from ktt_desktop.domain.organisation import OrganisationDraft
    from ktt_desktop.services.book import open_book
    from ktt_desktop.services.register import save_organisation
    from ktt_desktop.services.settings import load_profile, save_profile

    other = open_book(tmp_path / "cu", catalogue, units)
    own = open_book(own_book, catalogue, units)
    profile = load_profile(own)
    own.close()
    save_profile(other, replace(profile, code="07384", name="Xã Quang Thịnh"))
    for name, commune in (("HTX Xã Cũ", "07384"), ("HTX Nơi Khác", "00004")):
        draft = OrganisationDraft(name=name, sector="NN.TT", commune_code=commune)
        save_organisation(other, draft)
    other.close()
    asked = ["takeover", str(other.path), "--data-dir", str(own_book)]

    assert main([*asked, "--dry-run"]) == DONE
    said = capsys.readouterr().out
    assert "Sổ của Xã Quang Thịnh" in said
    assert "Nhận: HTX Xã Cũ" in said
    assert "Không nhận: HTX Nơi Khác (Ngoài địa bàn của đơn vị)" in said
    assert "Đã nhận" not in said

    assert main(asked) == DONE
    assert "Đã nhận 1 tổ chức từ sổ của Xã Quang Thịnh." in capsys.readouterr().out
    assert main([*asked, "--all"]) == DONE
    assert "Bỏ qua: HTX Xã Cũ (Giống hệt)" in capsys.readouterr().out
    assert main(["takeover", str(own_book / "so-kttt.sqlite"), "--data-dir", str(own_book)]) == (
        REFUSED
    )
    assert "chính sổ đang mở" in capsys.readouterr().err

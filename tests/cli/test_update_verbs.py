"""Issuing, looking at and installing an update from the command line."""

import pytest

from ktt_desktop.cli import DONE, REFUSED, main
from ktt_desktop.cli.terminal import OPEN_ERRORS
from ktt_desktop.runtime.paths import resources
from ktt_desktop.services.in_use import choose
from tests.issuing import NEWER, change, newer_catalogue, newer_units


@pytest.fixture
def key(tmp_path, capsys):
    """A secret key, and the fingerprint that was said."""
    path = tmp_path / "khoa.toml"
    assert main(["update-key", str(path)]) == DONE
    return path, capsys.readouterr().out.rstrip("\n").rpartition(" ")[2]


@pytest.fixture
def make(tmp_path, key, capsys):
    def run(part, folder, version=NEWER, name="a.kttt-capnhat"):
        target = tmp_path / name
        words = ["--part", part, "--from", str(folder), "--key", str(key[0]), "--out", str(target)]
        words += ["--issuer", "Sở Tài chính", "--title", "Danh mục 2027"]
        code = main(["update-make", *words, "--version", str(version)])
        return code, target, capsys.readouterr()

    return run


def test_a_catalogue_is_issued_verified_and_installed(make, key, tmp_path, capsys):
    _, mark = key
    code, file, said = make("catalogue", newer_catalogue(tmp_path / "catalogue"))
    assert code == DONE
    assert mark in said.out

    assert main(["update-verify", str(file)]) == DONE
    said = capsys.readouterr().out
    assert "Tệp nguyên vẹn, chữ ký đúng" in said
    assert f"chưa tin cậy trên máy này: {mark}" in said
    assert f"Biểu mẫu ấn bản 2025, số {NEWER}" in said

    home = tmp_path / "data"
    install = ["update-install", "--data-dir", str(home), str(file)]
    assert main(install) == REFUSED
    assert mark in capsys.readouterr().err
    assert not home.exists()

    assert main([*install, "--trust", mark]) == DONE
    said = capsys.readouterr().out
    assert "A77 Số HTX ứng dụng công nghệ cao (HTX)" in said
    assert "Có hiệu lực từ lần mở sổ sau." in said
    assert choose(home).catalogue.content.release.version == NEWER

    assert main(install) == REFUSED
    assert "đã có và đang dùng" in capsys.readouterr().err


def test_a_known_key_needs_no_word(make, key, tmp_path, capsys):
    home = ["--data-dir", str(tmp_path / "data")]
    _, first, _ = make("units", newer_units(tmp_path / "units"))
    assert main(["update-install", *home, str(first), "--trust", key[1]]) == DONE
    later = newer_units(tmp_path / "later", "2028-02-03")
    _, second, _ = make("units", later, 20280203, "b.kttt-capnhat")

    assert main(["update-install", *home, str(second)]) == DONE
    assert choose(tmp_path / "data").units.content.edition == "2028-02-03"


def test_the_wrong_fingerprint_installs_nothing(make, tmp_path, capsys):
    _, file, _ = make("units", newer_units(tmp_path / "units"))
    home = tmp_path / "data"
    wrong = ["--trust", "0000-0000-0000-0000-0000"]
    assert main(["update-install", "--data-dir", str(home), str(file), *wrong]) == REFUSED
    assert not home.exists()


def test_what_is_shipped_can_be_issued_as_it_is(make):
    code, _, said = make("units", resources() / "units", 20260430)
    assert code == DONE, said.err


def test_content_with_a_mistake_is_refused_in_words(make, tmp_path):
    folder = newer_catalogue(tmp_path / "catalogue")
    change(folder / "2025" / "rules.toml", 'severity = "loi"', 'severity = "nang"')
    code, file, said = make("catalogue", folder)
    assert code == REFUSED
    assert "rules.toml" in said.err
    assert not file.exists()


def test_a_changed_file_is_refused_in_words(make, tmp_path, capsys):
    _, file, _ = make("units", newer_units(tmp_path / "units"))
    file.write_bytes(file.read_bytes().replace(b"manifest", b"menifest"))
    assert main(["update-verify", str(file)]) == REFUSED
    assert "Xin lại tệp từ nơi ban hành" in capsys.readouterr().err


def test_a_key_is_not_overwritten(key, capsys):
    assert main(["update-key", str(key[0])]) == REFUSED
    assert "không bao giờ ghi đè" in capsys.readouterr().err


def test_a_damaged_update_is_told_beside_the_answer(make, key, tmp_path, capsys):
    home = tmp_path / "data"
    assert main(["seed-book", "004", "--out", str(home)]) == DONE
    _, file, _ = make("units", newer_units(tmp_path / "units"))
    main(["update-install", "--data-dir", str(home), str(file), "--trust", key[1]])
    (home / "cap-nhat" / "units" / str(NEWER) / "data" / "units.toml").write_bytes(b"")
    capsys.readouterr()

    assert main(["check", "--data-dir", str(home)]) in (DONE, OPEN_ERRORS)
    assert f"số {NEWER} không dùng được" in capsys.readouterr().err

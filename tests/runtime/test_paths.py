import sys

import pytest

from ktt_desktop.runtime.paths import (
    PORTABLE_MARK,
    data_folder,
    log_folder,
    machine_folder,
    portable_folder,
    resources,
    seed_data,
)


@pytest.fixture
def program(tmp_path, monkeypatch):
    """A frozen program in a folder with Vietnamese letters, as on a stick."""
    folder = tmp_path / "Phần mềm của xã"
    folder.mkdir()
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    monkeypatch.setattr(sys, "executable", str(folder / "so-kttt.exe"))
    return folder


def test_the_mark_beside_the_program_keeps_data_and_log_there(program):
    (program / PORTABLE_MARK).touch()

    assert portable_folder() == program
    assert data_folder() == program / "du-lieu"
    assert log_folder() == program / "nhat-ky"
    assert machine_folder() not in (data_folder(), program)


def test_without_the_mark_the_data_lie_on_the_machine(program):
    assert portable_folder() is None
    assert data_folder() == machine_folder()
    assert program not in log_folder().parents


def test_a_program_run_from_source_is_never_portable(program, monkeypatch):
    (program / PORTABLE_MARK).touch()
    monkeypatch.delattr(sys, "frozen")

    assert portable_folder() is None
    assert data_folder() == machine_folder()


def test_a_folder_named_like_the_mark_is_no_mark(program):
    (program / PORTABLE_MARK).mkdir()

    assert portable_folder() is None


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="each system has its own folders")
def test_the_folders_of_a_user_with_vietnamese_letters_are_found(tmp_path, monkeypatch):
    home = tmp_path / "Nguyễn Văn Ưng" / "Dữ liệu máy"
    monkeypatch.setenv("HOME", str(home))
    for name in ("XDG_DATA_HOME", "XDG_STATE_HOME"):
        monkeypatch.delenv(name, raising=False)

    assert data_folder() == home / ".local/share/SoKTTT"
    assert home in log_folder().parents


def test_the_published_plans_lie_beside_the_sources_only(tmp_path, monkeypatch):
    assert (seed_data() / "seed_figures" / "002.toml").is_file()
    monkeypatch.setattr(sys, "_MEIPASS", str(tmp_path / "_internal"), raising=False)
    assert not seed_data().exists()


def test_the_resources_of_a_frozen_program_lie_in_its_bundle(tmp_path, monkeypatch):
    assert (resources() / "style.qss").is_file()
    monkeypatch.setattr(sys, "_MEIPASS", str(tmp_path), raising=False)
    assert resources() == tmp_path / "resources"

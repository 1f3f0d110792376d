import subprocess
import zipfile

import pytest

from installer.windows import release


@pytest.fixture
def frozen(tmp_path, monkeypatch):
    folder = tmp_path / "frozen" / "so-kttt"
    (folder / "_internal").mkdir(parents=True)
    (folder / "so-kttt.exe").write_bytes(b"MZ window")
    (folder / "_internal" / "Qt6Core.dll").write_bytes(b"MZ core")
    monkeypatch.setattr(release, "FROZEN", folder)
    (tmp_path / "release").mkdir()
    monkeypatch.setattr(release, "RELEASE", tmp_path / "release")
    return folder


def test_the_portable_zip_holds_the_frozen_folder_and_the_marker(frozen, tmp_path):
    target = tmp_path / "so-kttt-1.0-di-dong.zip"
    release.write_portable(target)
    with zipfile.ZipFile(target) as archive:
        names = {each.removeprefix("so-kttt-1.0-di-dong/") for each in archive.namelist()}
        marker = archive.read(f"so-kttt-1.0-di-dong/{release.MARKER}").decode("utf-8-sig")
    assert names == {"so-kttt.exe", "_internal/Qt6Core.dll", release.MARKER}
    assert "du-lieu" in marker


def test_the_marker_is_the_one_the_program_looks_for(frozen):
    from ktt_desktop.runtime import paths

    assert release.MARKER == paths.PORTABLE_MARK


def test_the_list_of_digests_is_one_that_sha256sum_checks(frozen):
    (release.RELEASE / "setup.exe").write_bytes(b"MZ setup")
    release.write_portable(release.RELEASE / "so-kttt.zip")
    release.write_digests()
    command = ["sha256sum", "--check", "--strict", release.DIGESTS]
    done = subprocess.run(command, cwd=release.RELEASE, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert done.stdout.count("OK") == 2

import sys
from pathlib import Path

import pytest

from ktt_desktop.runtime import desktop
from ktt_desktop.runtime.desktop import allow_foreground, name_in_taskbar, on_removable_drive


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="where Linux mounts sticks")
def test_a_folder_under_a_mount_of_the_desktop_lies_on_a_stick(tmp_path, monkeypatch):
    assert on_removable_drive(Path("/media/can-bo/USB/so-kttt/du-lieu"))
    assert on_removable_drive(Path("/run/media/can-bo/USB"))
    assert not on_removable_drive(tmp_path)
    assert not on_removable_drive(Path("/home/media/so"))

    monkeypatch.setattr(desktop, "MOUNTED_BY_HAND", (str(tmp_path),))
    assert on_removable_drive(tmp_path / "chưa có")


@pytest.mark.skipif(sys.platform != "win32", reason="asks Windows")
def test_the_drive_of_windows_itself_is_no_stick():
    assert not on_removable_drive(Path(sys.executable))


@pytest.mark.skipif(sys.platform != "win32", reason="asks Windows")
def test_windows_takes_what_it_is_asked():
    allow_foreground()
    name_in_taskbar("SoKTTT")

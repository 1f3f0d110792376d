from pathlib import Path

from installer.windows import wine
from installer.windows.places import PREFIX


def test_a_file_of_drive_c_keeps_its_windows_name():
    path = PREFIX / "drive_c" / "users" / "Nguyễn Văn Ưng" / "sổ.kttt"
    assert wine.windows_path(path) == "C:\\users\\Nguyễn Văn Ưng\\sổ.kttt"


def test_another_file_is_on_the_drive_of_this_system():
    assert wine.windows_path(Path("/home/số liệu/a.txt")) == "Z:\\home\\số liệu\\a.txt"


def test_nothing_of_the_home_folder_of_the_builder_is_seen():
    assert wine.environment()["HOME"].startswith(str(PREFIX.parent))

"""Where the setup puts things, and what stands on the disk of the officer."""

from pathlib import Path

from installer.windows import wine
from installer.windows.places import PREFIX

UNINSTALL_KEY = r"HKCU\Software\Microsoft\Windows\CurrentVersion\Uninstall\SoKTTT"
FILE_TYPE_KEY = r"HKCU\Software\Classes\.kttt"
WINDOW, COMMAND_LINE = "so-kttt.exe", "so-kttt-cli.exe"
UNINSTALLER = "go-cai-dat.exe"


def program_folder() -> Path:
    """Where the setup puts the program unless told otherwise."""
    return wine.home() / "AppData" / "Local" / "Programs" / "SoKTTT"


def data_folder() -> Path:
    """Where the program keeps the book of the officer."""
    return wine.home() / "AppData" / "Local" / "SoKTTT"


def start_menu() -> Path:
    """The folder of the program in the start menu."""
    menu = wine.home() / "AppData" / "Roaming" / "Microsoft" / "Windows" / "Start Menu"
    return menu / "Programs" / "Sổ KTTT"


def desktop_link() -> Path:
    """The shortcut on the desktop."""
    return wine.home() / "Desktop" / "Sổ KTTT.lnk"


def files_of_the_disk() -> set[Path]:
    """Every file of drive C but those of Windows' own temporary folders."""
    drive = PREFIX / "drive_c"
    return {
        each
        for each in drive.rglob("*")
        if each.is_file() and "Temp" not in each.parts and "temp" not in each.parts
    }

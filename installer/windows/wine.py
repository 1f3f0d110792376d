"""Run Windows programs here: by Wine in a prefix of its own, on Windows itself directly.

Traps met, and their cures in this module: CPython needs pipes for its streams (a regular file
gives WinError 6); a new prefix is Windows 7; Wine drops QT_* from the environment but passes on
WINEQT_*; Desktop and Documents link to the home of whoever builds.
"""

import os
import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path, PureWindowsPath

from installer.windows.places import ON_WINDOWS, PREFIX, WORK

OFFICER = "Nguyễn Văn Ưng"  # a home folder as they have them: Vietnamese letters and spaces
SHIMS = {  # what old Wine lacks: library of system32 → its source, and the libraries that needs
    "windows.ui.dll": ("wine_ui_settings.c",),
    "bcryptprimitives.dll": ("wine_bcryptprimitives.c", "-ladvapi32"),
}
SHIM_CLASS = (
    r"HKLM\Software\Microsoft\WindowsRuntime\ActivatableClassId"
    r"\Windows.UI.ViewManagement.UISettings"
)
SHIM_DLL = r"C:\windows\system32\windows.ui.dll"
REPLACED_FONTS = ("MS Shell Dlg", "MS Shell Dlg 2", "Segoe UI", "Tahoma", "Arial")


def environment(**more: str) -> dict[str, str]:
    """What a Windows program sees; nothing of the home folder of whoever builds."""
    settings = {"PYTHONUTF8": "1", "PYTHONHASHSEED": "0"}
    if not ON_WINDOWS:
        settings |= {
            "HOME": str(WORK / "home"),
            "WINEPREFIX": str(PREFIX),
            "WINEARCH": "win64",
            "WINEDEBUG": "-all",
            "USER": OFFICER,
            "LC_ALL": "C.UTF-8",
            "WINEDLLOVERRIDES": "mscoree,mshtml=;winemenubuilder.exe=d;winedbg.exe=d",
        }
    return {**os.environ, **settings, **more}


def start(command: Sequence[str | Path], **more: str) -> "subprocess.Popen[bytes]":
    """Start a Windows program; paths become Windows paths."""
    words = [windows_path(each) if isinstance(each, Path) else each for each in command]
    return subprocess.Popen(
        words if ON_WINDOWS else ["wine", *words],
        env=environment(**more),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
    )


def run(command: Sequence[str | Path], seconds: int = 120, **more: str) -> tuple[int, str]:
    """Run a Windows program to its end; its exit code and what it wrote.

    A program that stays (a message box nobody answers) is ended after `seconds`: code 124.
    """
    process = start(command, **more)
    try:
        output, _ = process.communicate(timeout=seconds)
        code = process.returncode
    except subprocess.TimeoutExpired:
        stop()
        output, code = process.communicate()[0], 124
    return code, output.decode("utf-8", "replace")


def stop() -> None:
    """End every program of the prefix."""
    if not ON_WINDOWS:
        subprocess.run(["wineserver", "-k"], env=environment(), check=False)
        subprocess.run(["wineserver", "-w"], env=environment(), check=False)


def settle() -> None:
    """Wait until every program of the prefix has ended."""
    if not ON_WINDOWS:
        subprocess.run(["wineserver", "-w"], env=environment(), check=False)


def make_prefix() -> None:
    """A fresh Windows 10 of an officer; on Windows itself nothing is to be done."""
    if ON_WINDOWS:
        return
    stop()
    shutil.rmtree(PREFIX, ignore_errors=True)
    (WORK / "home").mkdir(parents=True, exist_ok=True)
    for command in (["wineboot", "-i"], ["winecfg", "-v", "win10"]):
        code, output = run(command)
        if code:
            raise RuntimeError(f"{command[0]}: {output}")
    settle()
    for font in REPLACED_FONTS:
        set_value(r"HKCU\Software\Wine\Fonts\Replacements", font, "DejaVu Sans")
    _install_shims()
    _cut_links()
    settle()


def set_value(key: str, name: str, value: str | int) -> None:
    """Write a value of the registry."""
    kind = "REG_DWORD" if isinstance(value, int) else "REG_SZ"
    code, output = run(["reg", "add", key, "/v", name, "/t", kind, "/d", str(value), "/f"])
    if code:
        raise RuntimeError(output)


def has_key(key: str) -> bool:
    """Whether the registry has this key."""
    return run(["reg", "query", key])[0] == 0


def home() -> Path:
    """The home folder of the officer as a folder of this system."""
    return Path.home() if ON_WINDOWS else PREFIX / "drive_c" / "users" / OFFICER


def windows_path(path: Path) -> str:
    """The name by which a Windows program knows a file of this system."""
    if ON_WINDOWS:
        return str(path)
    path = path.absolute()
    drive = PREFIX / "drive_c"
    if path.is_relative_to(drive):
        return str(PureWindowsPath("C:/", *path.relative_to(drive).parts))
    return str(PureWindowsPath("Z:/", *path.parts[1:]))


def _install_shims() -> None:
    """What Qt and python-calamine need and old Wine lacks; in this prefix only, never shipped."""
    system = PREFIX / "drive_c" / "windows" / "system32"
    compiler = ["x86_64-w64-mingw32-gcc", "-O2", "-s", "-shared"]
    for library, (source, *needed) in SHIMS.items():
        code = Path(__file__).parent / source
        subprocess.run([*compiler, "-o", str(system / library), str(code), *needed], check=True)
    set_value(SHIM_CLASS, "DllPath", SHIM_DLL)


def _cut_links() -> None:
    for each in home().iterdir():
        if each.is_symlink():
            each.unlink()
            each.mkdir()

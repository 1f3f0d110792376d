"""The setup: install, refuse, repeat what was cut off, upgrade, uninstall."""

import shutil
import time

from installer.freeze import size
from installer.windows import release, wine
from installer.windows.places import FROZEN, WORK, setup_file, version
from installer.windows.smoke.checks import Checks
from installer.windows.smoke.installed import (
    COMMAND_LINE,
    FILE_TYPE_KEY,
    UNINSTALL_KEY,
    UNINSTALLER,
    WINDOW,
    desktop_link,
    program_folder,
    start_menu,
)

MB = 1_000_000
SETUP_LIMIT, INSTALLED_LIMIT = 45 * MB, 130 * MB
CODE_OLD_WINDOWS, CODE_RUNNING, CODE_NEWER = 3, 4, 5
NEXT_VERSION = "99.0.0"
TALKING = ("*Network*", "*ssl*", "*WebEngine*")


def contents(checks: Checks) -> None:
    """What is given away is small enough and has no part that talks to a network."""
    setup = setup_file(version()).stat().st_size
    checks.check("setup.exe is at most 45 MB", setup <= SETUP_LIMIT, f"{setup / MB:.1f} MB")
    program = size(FROZEN)
    checks.check("installed at most 130 MB", program <= INSTALLED_LIMIT, f"{program / MB:.1f} MB")
    for name in (WINDOW, COMMAND_LINE):
        told = _words_in((FROZEN / name).read_bytes(), "Sổ KTTT", version())
        checks.check(f"{name} says what it is and its version", told)
    found = [each.name for pattern in TALKING for each in FROZEN.rglob(pattern)]
    checks.check("no network module is shipped", not found, ", ".join(found))


def old_windows(checks: Checks) -> None:
    """Windows 8.1 is refused before anything is written."""
    wine.run(["winecfg", "-v", "win81"])
    code = install()
    checks.check("Windows 8.1 is refused", code == CODE_OLD_WINDOWS, code)
    checks.check("nothing was installed", not program_folder().exists())
    wine.run(["winecfg", "-v", "win10"])


def interrupted(checks: Checks) -> None:
    """A setup that is killed half-way leaves no program that starts half; the next one mends."""
    process = wine.start([setup_file(version()), "/S"])
    deadline = time.monotonic() + 60
    while size(program_folder()) < 5 * MB and time.monotonic() < deadline:
        time.sleep(0.05)
    wine.stop()
    process.wait()
    half = size(program_folder())
    checks.check("the setup was cut off half-way", 0 < half < size(FROZEN), f"{half / MB:.1f} MB")
    checks.check("no half program can be started", not (program_folder() / WINDOW).exists())


def first(checks: Checks) -> None:
    """A silent installation puts everything in its place, without asking for rights."""
    checks.check("silent install", (code := install()) == 0, code)
    for name in (WINDOW, COMMAND_LINE):
        checks.check(f"{name} is in place", (program_folder() / name).is_file())
    checks.check("the files are those that were frozen", same_files())
    checks.check("start menu", (start_menu() / "Sổ KTTT.lnk").is_file())
    checks.check("desktop", desktop_link().is_file())
    checks.check("listed among the programs", wine.has_key(UNINSTALL_KEY))
    checks.check(".kttt belongs to the program", wine.has_key(FILE_TYPE_KEY))


def while_running(checks: Checks) -> None:
    """Called while the program runs: setup and uninstaller leave it alone."""
    checks.check("setup while it runs is refused", (code := install()) == CODE_RUNNING, code)
    wine.run([program_folder() / UNINSTALLER, "/S"])  # says 0 and goes on in a copy of itself
    time.sleep(3)
    checks.check("neither setup nor uninstaller touched the program", same_files())


def upgrade(checks: Checks) -> None:
    """The next version over this one, the older over the newer, and this one again."""
    newer = WORK / "next-setup.exe"
    release.write_setup(newer, NEXT_VERSION)
    stale = program_folder() / "_internal" / "stale-module.pyd"
    stale.write_bytes(b"of the version before")
    code, _ = wine.run([newer, "/S"])
    checks.check("upgrade over the version before", code == 0, code)
    checks.check("no file of the version before is left", not stale.exists())
    checks.check("an older setup is refused", (code := install()) == CODE_NEWER, code)
    code, _ = wine.run([setup_file(version()), "/S", "/FORCE"])
    checks.check("unless it is forced", code == 0, code)
    checks.check("the program is whole", same_files())


def uninstall(checks: Checks) -> None:
    """The program goes, the figures of the officer stay."""
    foreign = program_folder() / "ghi chép của tôi.txt"
    foreign.write_text("không phải của chương trình", encoding="utf-8")
    code, _ = wine.run([program_folder() / UNINSTALLER, "/S"])
    wine.settle()
    checks.check("silent uninstall", code == 0, code)
    checks.check("a foreign file in the program folder stays", foreign.exists())
    shutil.rmtree(program_folder())
    checks.check("start menu and desktop are clean", not start_menu().exists())
    checks.check("the shortcut is gone", not desktop_link().exists())
    left = [key for key in (UNINSTALL_KEY, FILE_TYPE_KEY) if wine.has_key(key)]
    checks.check("the registry is clean", not left, ", ".join(left))


def install() -> int:
    """A silent installation with the setup of this version; its exit code."""
    return wine.run([setup_file(version()), "/S"])[0]


def same_files() -> bool:
    """Whether every frozen file is installed, byte for byte."""
    return all(
        (there := program_folder() / each.relative_to(FROZEN)).is_file()
        and release.digest(there) == release.digest(each)
        for each in FROZEN.rglob("*")
        if each.is_file()
    )


def _words_in(program: bytes, *words: str) -> bool:
    """Whether the version resource has these words; resources are UTF-16."""
    return all(each.encode("utf-16-le") in program for each in words)

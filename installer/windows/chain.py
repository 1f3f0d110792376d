"""From a clean clone to what officers get: Windows Python, freeze, setup, portable ZIP, checks.

On Linux under Wine, on Windows itself with the same spec. The last line counts the checks.
"""

import shutil
import sys
import time
from collections.abc import Callable
from pathlib import Path

from installer import freeze
from installer.windows import interpreter, release, wine
from installer.windows.display import LARGE, screen
from installer.windows.places import (
    FROZEN,
    INTERPRETER,
    ON_WINDOWS,
    RELEASE,
    RESULTS,
    SPEC,
    WORK,
)
from installer.windows.smoke import install, running, start_time
from installer.windows.smoke.checks import Checks
from installer.windows.smoke.installed import (
    WINDOW,
    data_folder,
    files_of_the_disk,
)

MINIMAL = Path(__file__).parent / "minimal_window.spec"


def main() -> int:
    """Build and check; the exit code is 1 when a check failed."""
    build()
    checks = Checks()
    install.contents(checks)
    if ON_WINDOWS:  # the home folder of whoever builds is no place to try a setup
        running.self_test(checks, FROZEN / WINDOW, "frozen")
    else:
        check_everything(checks)
    print(f"\nResults: {RELEASE}, pictures: {RESULTS}")
    print(checks.closing_line())
    return int(checks.failed > 0)


def build() -> None:
    """Everything up to the files of a release."""
    shutil.rmtree(RESULTS, ignore_errors=True)
    RESULTS.mkdir(parents=True)
    python, packages = Path(sys.executable), None
    if not ON_WINDOWS:
        step("Windows Python and its packages", interpreter.make)
        python, packages = INTERPRETER / "python.exe", interpreter.PACKAGES
    step("a fresh Windows", wine.make_prefix)
    step("freezing the program", lambda: freeze.freeze(wine.run, python, SPEC, FROZEN))
    step("licences and guide", lambda: freeze.add_papers(FROZEN, packages))
    yardstick = WORK / "frozen" / "minimal-window"
    step("freezing the yardstick", lambda: freeze.freeze(wine.run, python, MINIMAL, yardstick))
    step("setup and portable ZIP", release.make)
    step("the same job on this system", running.reference)


def check_everything(checks: Checks) -> None:
    """Install, run, upgrade, run, uninstall; in this order, one after the other."""
    before = files_of_the_disk()
    install.old_windows(checks)
    install.interrupted(checks)
    install.first(checks)
    with screen(LARGE) as shown_on:
        running.sharp_screens(checks, shown_on)
        wine.settle()
    with screen() as shown_on:
        at_work(checks, shown_on)
    install.uninstall(checks)
    checks.check("the book of the officer is kept", any(data_folder().rglob("*.sqlite")))
    left = {each for each in files_of_the_disk() - before if data_folder() not in each.parents}
    checks.check("nothing else is left", not left, ", ".join(map(str, sorted(left)[:5])))


def at_work(checks: Checks, shown_on: dict[str, str]) -> None:
    """What an officer does between installing and removing."""
    program = running.begin(checks, shown_on)
    install.while_running(checks)
    running.second_start(checks, program, shown_on)
    running.end(checks, program)
    start_time.ratio(checks, **shown_on)
    running.newer_book(checks)
    install.upgrade(checks)
    running.same_book(checks)
    running.end(checks, running.begin(checks, shown_on))
    running.portable(checks, shown_on)
    shutil.rmtree(running.PLACE_OF_PORTABLE.parent)
    wine.settle()


def step(what: str, work: Callable[[], object]) -> None:
    """Tell what is being done and how long it took."""
    begun = time.monotonic()
    print(f"== {what}", flush=True)
    work()
    print(f"   {time.monotonic() - begun:.0f} s", flush=True)


if __name__ == "__main__":
    sys.exit(main())

"""run · test · check · bench · build: the same commands here and in CI; standard library only."""

import argparse
import hashlib
import importlib.util
import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
PYTHON = VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
LOCK = ROOT / "installer" / "requirements-dev.txt"
BUILD_LOCK = ROOT / "installer" / "requirements-build.txt"

SOME_FAILED = 1  # the exit code of pytest
MEMORY, ROOM = "/dev/shm", 4 * 2**30  # a folder in memory (Linux), and the bytes it must have free

# What the Windows build needs of a Debian 12, and a command of each that tells it is there.
WINE_PACKAGES = {
    "wine": ("wine", "wine64"),
    "makensis": ("nsis",),
    "x86_64-w64-mingw32-gcc": ("gcc-mingw-w64-x86-64-win32",),
    "osslsigncode": ("osslsigncode",),
    "Xvfb": ("xvfb",),
    "xdotool": ("xdotool",),
    "import": ("imagemagick", "fonts-dejavu-core"),
}

# What PySide6-Essentials needs of a bare Debian 12.
QT_PACKAGES = (
    *("libgl1", "libegl1", "libxkbcommon0", "libdbus-1-3", "libfontconfig1", "libglib2.0-0"),
    *("libx11-xcb1", "libxkbcommon-x11-0", "libxcb-cursor0", "libxcb-icccm4"),
    *("libxcb-keysyms1", "libxcb-shape0", "fonts-noto-core"),
)


def main() -> int:
    """Read the verb and do it; the exit code is that of the first command that failed."""
    parser = argparse.ArgumentParser(description=__doc__)
    verbs = parser.add_subparsers(dest="verb", required=True)
    run = verbs.add_parser("run", help="open the program on the practice book")
    run.add_argument("--folder", default=str(ROOT / "demo"), help="where its files are left")
    verbs.add_parser("check", help="format, lint, types, import contracts")
    test = verbs.add_parser("test", help="check, then all tests")
    test.add_argument("pytest", nargs="*", help="only these tests, without the checks")
    bench = verbs.add_parser("bench", help="measure the promises about speed")
    bench.add_argument("--json", help="write the ratios to this file")
    build = verbs.add_parser("build", help="freeze the program for this system and try it")
    build.add_argument("--windows", action="store_true", help="setup and portable ZIP for Windows")
    build.add_argument("--new", action="store_true", help="Windows only if not passed here before")
    arguments = parser.parse_args()
    prepare()
    return {
        "run": lambda: run_program(arguments.folder),
        "check": check,
        "test": lambda: test_all(arguments.pytest),
        "bench": lambda: benchmark(arguments.json),
        "build": lambda: build_program(windows=arguments.windows, only_new=arguments.new),
    }[arguments.verb]()


def prepare() -> None:
    """Make the virtual environment from the lock file, and find Qt's system libraries."""
    if sys.version_info < (3, 11):  # noqa: UP036 - said in words before anything fails
        sys.exit("Python 3.11 or newer is needed.")
    stamp, wanted = VENV / "installed", hashlib.sha256(LOCK.read_bytes()).hexdigest()
    if not stamp.exists() or stamp.read_text() != wanted:
        if Path(sys.prefix) != VENV:  # not the environment this very program runs in
            shutil.rmtree(VENV, ignore_errors=True)
            make_venv()
        install(LOCK)
        stamp.write_text(wanted)
    if sys.platform.startswith("linux") and not qt_starts():
        install_packages(QT_PACKAGES)


def install(lock: Path) -> None:
    """Install exactly what a lock file names, every file checked by its hash."""
    pip = [str(PYTHON), "-m", "pip", "install", "-q", "--disable-pip-version-check"]
    must([*pip, "--require-hashes", "-r", str(lock)])


def make_venv() -> None:
    """A virtual environment; Debian keeps what that needs in a package of its own."""
    if importlib.util.find_spec("ensurepip") is None:
        install_packages([f"python3.{sys.version_info.minor}-venv"])
    must([sys.executable, "-m", "venv", str(VENV)])


def qt_starts() -> bool:
    """Whether Qt finds the system libraries it needs, and letters to write with."""
    if not any(Path("/usr/share/fonts").glob("**/*.[to]tf")):
        return False
    platforms = VENV.glob("lib/python3*/site-packages/PySide6/Qt/plugins/platforms/libq*.so")
    found = [
        subprocess.run(["ldd", str(each)], capture_output=True, text=True, check=False).stdout
        for each in platforms
        if each.stem in ("libqxcb", "libqoffscreen")
    ]
    return bool(found) and not any("not found" in text for text in found)


def install_packages(packages: Sequence[str]) -> None:
    """Install them where that is possible; otherwise print the one line to run."""
    command = ["apt-get", "install", "-y", "--no-install-recommends", *packages]
    if shutil.which("apt-get") and os.geteuid() == 0:
        must(["apt-get", "update", "-q"])
        must(command, env={**os.environ, "DEBIAN_FRONTEND": "noninteractive"})
    else:
        line = " ".join(command)
        sys.exit(f"System packages are missing. Run this line, then try again:\n  sudo {line}")


def run_program(folder: str) -> int:
    """The window on the practice book; without a display the whole main job, headless."""
    module = [str(PYTHON), "-m", "ktt_desktop"]
    if sys.platform.startswith("linux") and not {"DISPLAY", "WAYLAND_DISPLAY"} & set(os.environ):
        return call([*module, "cli", "demo", "--folder", folder])
    return call([*module, "--practice", "--data-dir", str(Path(folder) / "so")])


def check() -> int:
    """Everything that needs no test: format, lint, types, contracts."""
    scripts = VENV / ("Scripts" if os.name == "nt" else "bin")
    return first_failure(
        [
            [str(scripts / "ruff"), "format", "--check", "-q", "."],
            [str(scripts / "ruff"), "check", "-q", "."],
            [str(scripts / "mypy")],
            [str(scripts / "lint-imports")],
        ]
    )


def test_all(selected: Sequence[str]) -> int:
    """The checks and all tests, or only the selected tests.

    Windows of several tests share one screen and two cores: what fails beside others is tried once
    more alone, and the output names it.
    """
    folder = folder_in_memory()
    kept = ["-o", "tmp_path_retention_policy=failed"] if folder else []
    pytest = [str(PYTHON), "-m", "pytest", *kept, *selected]
    environment = {"QT_QPA_PLATFORM": "offscreen", **folder, **os.environ}
    if selected:
        return call(pytest, environment)
    if found := check():
        return found
    code = call(pytest, environment)
    if code == SOME_FAILED:
        print("Once more, one by one: what failed beside other tests.")
        again = ["-n", "0", "--last-failed", "--last-failed-no-failures=none"]
        return call([*pytest, *again], environment)
    return code


def folder_in_memory() -> dict[str, str]:
    """Where tests keep their books: every save is flushed, so in memory if there is room."""
    roomy = os.access(MEMORY, os.W_OK) and shutil.disk_usage(MEMORY).free > ROOM
    return {"TMPDIR": str(MEMORY)} if roomy else {}


def benchmark(json_file: str | None) -> int:
    """The promises of measurements, as ratios of one run."""
    output = ["--json", json_file] if json_file else []
    return call([str(PYTHON), "-m", "benchmarks.run", *output])


def build_program(*, windows: bool, only_new: bool) -> int:
    """The frozen program for this system in dist/, or what officers get in dist/windows."""
    install(BUILD_LOCK)
    from installer import passed

    if not windows or (only_new and passed.has_passed()):
        return call([str(PYTHON), "-m", "installer.build"])
    missing = [WINE_PACKAGES[each] for each in WINE_PACKAGES if not shutil.which(each)]
    if missing and os.name != "nt":
        install_packages([package for packages in missing for package in packages])
    code = call([str(PYTHON), "-m", "installer.windows.chain"])
    if code == 0:
        passed.remember()
    return code


def first_failure(commands: Sequence[list[str]]) -> int:
    """Run all commands; the first exit code that is not 0."""
    return next((code for code in [call(each) for each in commands] if code), 0)


def call(command: list[str], environment: dict[str, str] | None = None) -> int:
    """Run a command in the repository and return its exit code."""
    sys.stdout.flush()
    return subprocess.run(command, cwd=ROOT, env=environment, check=False).returncode


def must(command: list[str], env: dict[str, str] | None = None) -> None:
    """Run a command that has to succeed."""
    subprocess.run(command, cwd=ROOT, env=env, check=True)


if __name__ == "__main__":
    sys.exit(main())

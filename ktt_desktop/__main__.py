"""python -m ktt_desktop: the window; python -m ktt_desktop cli …: the same work without it."""

import argparse
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from time import perf_counter

STARTED = perf_counter()
EXIT_NO_DISPLAY = 2


def main(arguments: Sequence[str] | None = None) -> int:
    """Read the command line and hand over; returns the exit code."""
    words = list(sys.argv[1:] if arguments is None else arguments)
    if words[:1] == ["cli"]:
        from ktt_desktop import cli

        return cli.main(words[1:])
    chosen = _parser().parse_args(words)
    if not _has_display():
        print("Không có màn hình để mở cửa sổ. Dùng “python -m ktt_desktop cli” để làm bằng lệnh.")
        return EXIT_NO_DISPLAY
    if chosen.self_test is not None:
        from ktt_desktop.self_test.run import run

        return run(chosen.self_test, started=STARTED, hold=chosen.hold)
    from ktt_desktop import app

    file = None if chosen.file is None else chosen.file.absolute()
    return app.run(chosen.data_dir, practice=chosen.practice, file=file)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="ktt_desktop", description="Sổ KTTT")
    parser.add_argument("file", type=Path, nargs="?", metavar="FILE", help="tệp cần mở, .kttt")
    parser.add_argument("--data-dir", type=Path, metavar="DIR", help="thư mục chứa sổ")
    parser.add_argument("--practice", action="store_true", help="mở sổ thực hành")
    parser.add_argument(
        *("--self-test", "--smoke"),
        type=Path,
        metavar="DIR",
        help="tự làm việc chính trên sổ thực hành, để kết quả trong một thư mục",
    )
    parser.add_argument(
        "--hold",
        type=float,
        default=0.0,
        metavar="SECONDS",
        help="giữ cửa sổ của lần tự kiểm tra chừng ấy giây",
    )
    return parser


def _has_display() -> bool:
    """Linux without a display server aborts inside Qt; a chosen platform (offscreen) does not."""
    chosen = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    return not sys.platform.startswith("linux") or any(map(os.environ.get, chosen))


if __name__ == "__main__":
    sys.exit(main())

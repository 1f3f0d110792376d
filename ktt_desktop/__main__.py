"""python -m ktt_desktop: the window; python -m ktt_desktop cli …: the same work without it."""

import argparse
import os
import sys
from collections.abc import Sequence
from pathlib import Path

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
    from ktt_desktop import app

    return app.run(chosen.data_dir, practice=chosen.practice)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="ktt_desktop", description="Sổ KTTT")
    parser.add_argument("--data-dir", type=Path, metavar="DIR", help="thư mục chứa sổ")
    parser.add_argument("--practice", action="store_true", help="mở sổ thực hành")
    return parser


def _has_display() -> bool:
    """Linux without a display server aborts inside Qt; a chosen platform (offscreen) does not."""
    chosen = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    return not sys.platform.startswith("linux") or any(map(os.environ.get, chosen))


if __name__ == "__main__":
    sys.exit(main())

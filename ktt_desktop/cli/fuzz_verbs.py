"""The verb that feeds damaged submission files to the program, for those who release it."""

import argparse
import json
from dataclasses import asdict
from pathlib import Path
from tempfile import TemporaryDirectory

from ktt_desktop.cli.terminal import DONE, REFUSED, Verbs, say
from ktt_desktop.domain.fuzzing import FuzzReport


def add_to(verbs: Verbs) -> None:
    """Make this verb known."""
    text = "thử chương trình bằng các bản hỏng của một tệp nộp; cùng số gốc thì cùng các bản"
    verb = verbs.add_parser("fuzz", help=text, description=text)
    verb.add_argument("file", type=Path, nargs="?", help="tệp gốc; bỏ trống: tệp của sổ thực hành")
    verb.add_argument("--seed", type=int, default=1, metavar="SỐ", help="số gốc (1)")
    verb.add_argument("--count", type=int, default=2000, metavar="SỐ", help="bao nhiêu bản (2000)")
    verb.add_argument("--first", type=int, default=0, metavar="SỐ", help="bắt đầu từ bản số (0)")
    verb.add_argument("--json", action="store_true", help="in kết quả dạng JSON")
    verb.set_defaults(command=fuzz)


def fuzz(options: argparse.Namespace) -> int:
    """Try the copies; 1 where one was handled wrongly."""
    from ktt_desktop.domain.progress import Silent
    from ktt_desktop.services.fuzzing import fuzz as run

    numbers = range(options.first, options.first + options.count)
    report = run(_original(options.file), options.seed, numbers, Silent())
    if options.json:
        say(json.dumps(asdict(report), ensure_ascii=False, indent=2))
    else:
        _tell(report)
    return REFUSED if report.faults else DONE


def _original(file: Path | None) -> bytes:
    """The file, or the submission of the practice book."""
    from ktt_desktop.domain.errors import UnreadableFileError

    if file is None:
        return _practice_submission()
    try:
        return file.read_bytes()
    except OSError as error:
        raise UnreadableFileError(f"Không mở được tệp {file}.") from error


def _practice_submission() -> bytes:
    from ktt_desktop.domain.progress import Silent
    from ktt_desktop.services.opening import close_after_work, open_for_work
    from ktt_desktop.services.practice import explain_open_errors
    from ktt_desktop.services.submission import export_submission
    from ktt_desktop.services.validation import check_book

    with TemporaryDirectory() as name:
        folder = Path(name)
        opened = open_for_work(folder / "so", practice=True)
        try:
            book, profile, period = opened.book, opened.profile, opened.period
            assert profile is not None  # the practice book comes filled
            explain_open_errors(book, period, check_book(book, profile, period))
            exported = export_submission(book, profile, period, folder, Silent())
        finally:
            close_after_work(opened.book)
        return exported.submission.read_bytes()


def _tell(report: FuzzReport) -> None:
    kinds = "; ".join(f"{kind} {count}" for kind, count in report.kinds.items())
    say(f"Số gốc {report.seed}, {report.count} bản từ số {report.first}: {kinds}.")
    say(
        f"Từ chối {report.refused}, nhận vì nội dung vẫn như gốc {report.accepted}, "
        f"xử lý sai {len(report.faults)}; {report.seconds:.0f} giây, lâu nhất "
        f"{report.slowest_s:.2f} giây ({report.slowest_kind}), bộ nhớ cao nhất {report.peak_mb} MB."
    )
    for each in report.faults:
        say(f"  bản {each.number} ({each.kind}): {each.what}")

"""The command line: the same use cases without a window, Vietnamese messages, exit codes.

0 done · 1 cannot be done, the sentence says why · 2 wrong use · 4 errors or findings stand open
"""

import argparse
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from ktt_desktop.domain.errors import KttError
from ktt_desktop.domain.findings import CheckResult, Finding
from ktt_desktop.domain.identifiers import grouped_check_code
from ktt_desktop.domain.period import ReportingPeriod
from ktt_desktop.domain.records import Exported, UnitProfile
from ktt_desktop.domain.terms import Severity
from ktt_desktop.runtime.paths import data_folder

if TYPE_CHECKING:
    from ktt_desktop.services.book import Book

DONE, REFUSED, OPEN_ERRORS = 0, 1, 4  # 2 is argparse's own
MARKS = {Severity.ERROR: "LỖI", Severity.WARNING: "CẢNH BÁO", Severity.NOTICE: "NHẮC"}
PRACTICE_REASON = "Số liệu giữ nguyên như văn bản Kế hoạch 126/KH-UBND để thực hành."


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return the exit code."""
    _speak_utf8()
    options = _parser().parse_args(arguments)
    try:
        return int(options.command(options))
    except KttError as error:
        say(str(error), sys.stderr)
        return REFUSED


def say(text: str, stream: TextIO | None = None) -> None:
    """Write a line for the person at the terminal."""
    (stream or sys.stdout).write(f"{text}\n")


def _speak_utf8() -> None:
    """A Windows console may stand on code page 1252; the words are Vietnamese all the same."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="ktt_desktop cli", description="Sổ KTTT không cửa sổ: cùng các việc như trên màn hình."
    )
    verbs = parser.add_subparsers(required=True, metavar="lệnh")
    for verb, command, text in (
        ("demo", demo, "làm trọn việc chính trên sổ thực hành, để lại tệp trong một thư mục"),
        ("check", check, "kiểm tra số liệu của kỳ đang làm"),
        ("export", export, "kết xuất tệp nộp, bảng Excel và báo cáo"),
        ("report", report, "in báo cáo ra PDF"),
    ):
        each = verbs.add_parser(verb, help=text, description=text)
        each.set_defaults(command=command)
        if verb != "demo":
            each.add_argument("--data-dir", type=Path, default=data_folder(), help="thư mục sổ")
            each.add_argument("--period", help="mã kỳ, ví dụ KH2023, 6T2022, N2022")
        if verb != "check":
            each.add_argument("--folder", type=Path, default=Path("demo"), help="nơi để tệp")
    verify_ = verbs.add_parser("verify", help="kiểm tra một tệp nộp", description="kiểm tra tệp")
    verify_.add_argument("file", type=Path, help="tệp .kttt")
    verify_.set_defaults(command=verify)
    return parser


def demo(options: argparse.Namespace) -> int:
    """The whole main job on the practice book: list, figures, check, explanation, files."""
    from ktt_desktop.services.opening import close_after_work, open_for_work
    from ktt_desktop.services.validation import check_book, explain

    folder: Path = options.folder.resolve()
    opened = open_for_work(folder / "so", practice=True)
    try:
        assert opened.profile is not None
        say(f"Sổ thực hành: {opened.profile.name}, {opened.period.label}.")
        result = check_book(opened.book, opened.profile, opened.period)
        _tell(result)
        for finding in result.findings:
            if finding.is_open:
                explain(opened.book, opened.period, finding, PRACTICE_REASON)
        say("Đã ghi giải trình cho các lỗi (sổ thực hành giữ nguyên số của văn bản).")
        exported = _export(opened.book, opened.profile, opened.period, folder)
    finally:
        close_after_work(opened.book)
    _tell_exported(exported)
    return DONE


def check(options: argparse.Namespace) -> int:
    """Print the findings; exit code 4 while errors are open."""
    from ktt_desktop.services.validation import check_book

    with _work(options) as (book, profile, period):
        result = check_book(book, profile, period)
    _tell(result)
    return OPEN_ERRORS if result.open_errors else DONE


def export(options: argparse.Namespace) -> int:
    """Write the submission file, the Excel view and the report."""
    with _work(options) as (book, profile, period):
        exported = _export(book, profile, period, options.folder)
    _tell_exported(exported)
    return DONE


def report(options: argparse.Namespace) -> int:
    """Print the report to a PDF."""
    from ktt_desktop.domain.progress import Silent
    from ktt_desktop.services.reporting import export_pdf

    with _work(options) as (book, profile, period):
        target = options.folder / f"{profile.code}-{period.code}.pdf"
        export_pdf(book, profile, period, target, Silent())
    say(f"Đã ghi báo cáo: {target}")
    return DONE


def verify(options: argparse.Namespace) -> int:
    """Read a submission file as its receiver would."""
    from ktt_desktop.services.submission import verify_submission

    found = verify_submission(options.file)
    say(f"Tệp nguyên vẹn: {found.file_name}")
    say(f"Đơn vị: {found.unit_name}; kỳ: {found.period}; lần {found.number}.")
    findings = f"{found.findings} phát hiện, {found.explained} đã giải trình"
    say(f"{found.organisations} tổ chức; {findings}.")
    say(f"Mã kiểm tra: {grouped_check_code(found.check_code)}")
    if found.practice:
        say("DỮ LIỆU THỰC HÀNH: không phải tệp nộp, nơi nhận sẽ không nhận.")
    return DONE


@contextmanager
def _work(options: argparse.Namespace) -> Iterator[tuple["Book", UnitProfile, ReportingPeriod]]:
    """The unit's own book, closed in the end; raises KttError where none was begun."""
    from ktt_desktop.services.opening import close_after_work, open_for_work

    opened = open_for_work(options.data_dir, practice=False)
    try:
        if opened.profile is None:
            raise KttError(
                f"Thư mục {options.data_dir} chưa có sổ. Mở chương trình một lần để chọn đơn vị, "
                "hoặc chỉ đúng thư mục bằng --data-dir."
            )
        period = ReportingPeriod.parse(options.period) if options.period else opened.period
        yield opened.book, opened.profile, period
    finally:
        close_after_work(opened.book)


def _export(book: "Book", profile: UnitProfile, period: ReportingPeriod, folder: Path) -> Exported:
    from ktt_desktop.domain.progress import Silent
    from ktt_desktop.services.submission import export_submission

    folder.mkdir(parents=True, exist_ok=True)
    return export_submission(book, profile, period, folder, Silent())


def _tell(result: CheckResult) -> None:
    say(
        f"Đã kiểm tra {result.organisations} tổ chức, {result.figures} số liệu, "
        f"{result.rules} quy tắc."
    )
    for finding in result.findings:
        say(f"  {_mark(finding)} {finding.rule}: {finding.title}")
        say(f"      {finding.detail}")
    say(f"Còn {result.open_errors} lỗi phải sửa hoặc giải trình.")


def _mark(finding: Finding) -> str:
    explained = finding.explanation is not None and not finding.outdated
    return f"[{MARKS[finding.severity]}{', đã giải trình' if explained else ''}]"


def _tell_exported(exported: Exported) -> None:
    say("Đã kết xuất và kiểm tra lại:")
    for path in (exported.submission, exported.workbook, exported.report):
        say(f"  {path}")
    say(f"Mã kiểm tra: {grouped_check_code(exported.sent.check_code)}")

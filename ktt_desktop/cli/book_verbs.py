"""The verbs of the daily work: check, export, take over, and the main job as a demo."""

import argparse
import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

from ktt_desktop.cli.terminal import DONE, OPEN_ERRORS, REFUSED, Verbs, made_folder, say, takes_book
from ktt_desktop.domain.errors import KttError
from ktt_desktop.domain.findings import CheckResult, Finding
from ktt_desktop.domain.identifiers import grouped_check_code
from ktt_desktop.domain.period import ReportingPeriod
from ktt_desktop.domain.records import Exported, UnitProfile, Verification
from ktt_desktop.domain.terms import Severity

if TYPE_CHECKING:
    from ktt_desktop.services.book import Book

MARKS = {Severity.ERROR: "LỖI", Severity.WARNING: "CẢNH BÁO", Severity.NOTICE: "NHẮC"}


def add_to(verbs: Verbs) -> None:
    """Make these verbs known."""
    for verb, command, text in (
        ("demo", demo, "làm trọn việc chính trên sổ thực hành, để lại tệp trong một thư mục"),
        ("check", check, "kiểm tra số liệu của kỳ đang làm"),
        ("export", export, "kết xuất tệp nộp, bảng Excel và báo cáo"),
    ):
        each = verbs.add_parser(verb, help=text, description=text)
        each.set_defaults(command=command)
        if verb != "demo":
            takes_book(each)
            each.add_argument("--period", help="mã kỳ, ví dụ KH2023, 6T2022, N2022")
        if verb == "check":
            each.add_argument("--json", action="store_true", help="in các phát hiện dạng JSON")
        else:
            each.add_argument("--folder", type=Path, default=Path("demo"), help="nơi để tệp")
    text = "kiểm tra tệp nộp có nguyên vẹn không"
    verify_ = verbs.add_parser("verify", help=text, description=text)
    verify_.add_argument("files", type=Path, nargs="+", metavar="TỆP", help="tệp .kttt")
    verify_.add_argument("--json", action="store_true", help="in kết quả dạng JSON")
    verify_.set_defaults(command=verify)

    takeover_ = verbs.add_parser(
        "takeover", help="nhận sổ của đơn vị cũ", description="nhận tổ chức từ sổ của đơn vị cũ"
    )
    takeover_.add_argument("file", type=Path, help="tệp so-kttt.sqlite hoặc bản sao lưu của sổ đó")
    takes_book(takeover_)
    takeover_.add_argument("--all", action="store_true", help="nhận cả tổ chức ngoài địa bàn")
    takeover_.add_argument("--dry-run", action="store_true", help="chỉ xem trước")
    takeover_.set_defaults(command=takeover, period=None)


def demo(options: argparse.Namespace) -> int:
    """The whole main job on the practice book: list, figures, check, explanation, files."""
    from ktt_desktop.services.opening import close_after_work, open_for_work
    from ktt_desktop.services.practice import explain_open_errors
    from ktt_desktop.services.validation import check_book

    folder: Path = options.folder.resolve()
    opened = open_for_work(folder / "so", practice=True)
    try:
        assert opened.profile is not None
        say(f"Sổ thực hành: {opened.profile.name}, {opened.period.label}.")
        result = check_book(opened.book, opened.profile, opened.period)
        _tell(result)
        explain_open_errors(opened.book, opened.period, result)
        say("Đã ghi giải trình cho các lỗi (sổ thực hành giữ nguyên số của văn bản).")
        exported = _export(opened.book, opened.profile, opened.period, folder)
    finally:
        close_after_work(opened.book)
    _tell_exported(exported)
    return DONE


def check(options: argparse.Namespace) -> int:
    """Print the findings; exit code 4 while errors are open, but 0 for a reader of JSON."""
    from ktt_desktop.services.validation import check_book

    with own_book(options) as (book, profile, period):
        result = check_book(book, profile, period)
    if options.json:
        found = [_as_json(each) for each in result.findings]
        say(json.dumps(found, ensure_ascii=False, indent=2))
        return DONE
    _tell(result)
    return OPEN_ERRORS if result.open_errors else DONE


def export(options: argparse.Namespace) -> int:
    """Write the submission file, the Excel view and the report."""
    with own_book(options) as (book, profile, period):
        exported = _export(book, profile, period, options.folder)
    _tell_exported(exported)
    return DONE


def verify(options: argparse.Namespace) -> int:
    """Read submission files as their receiver would; exit code 1 where one is refused."""
    from ktt_desktop.services.submission import verify_submission

    refused, found = 0, []
    for path in options.files:
        try:
            verified = verify_submission(path)
        except KttError as error:
            refused += 1
            found.append({"file_name": path.name, "intact": False, "sentence": str(error)})
            if not options.json:
                say(str(error), sys.stderr)
            continue
        created = verified.created_at.isoformat()
        found.append({**asdict(verified), "created_at": created, "intact": True})
        if not options.json:
            _tell_verified(verified)
    if options.json:
        say(json.dumps(found, ensure_ascii=False, indent=2))
    return REFUSED if refused else DONE


def _tell_verified(found: Verification) -> None:
    say(f"Tệp nguyên vẹn: {found.file_name}")
    say(f"Đơn vị: {found.unit_name}; kỳ: {found.period}; lần {found.number}.")
    findings = f"{found.findings} phát hiện, {found.explained} đã giải trình"
    say(f"{found.organisations} tổ chức; {findings}.")
    say(f"Mã kiểm tra: {grouped_check_code(found.check_code)}")
    if found.practice:
        say("DỮ LIỆU THỰC HÀNH: không phải tệp nộp, nơi nhận sẽ không nhận.")


def takeover(options: argparse.Namespace) -> int:
    """Take the organisations of another unit's book, or only tell what would come."""
    from ktt_desktop.domain.progress import Silent
    from ktt_desktop.domain.takeover import Choice
    from ktt_desktop.services import takeover_words as words
    from ktt_desktop.services.takeover import take_over, takeover_preview

    with own_book(options) as (book, _, __):
        preview = takeover_preview(book, options.file, Silent())
        choice = Choice.ALL if options.all else preview.usual
        say(words.book_words(preview))
        for line in preview.lines:
            act, reason = (
                tell(preview, line, choice) for tell in (words.act_words, words.reason_words)
            )
            say(f"  {act}: {line.name} ({reason})")
        for sentence in (words.summary(preview, choice), *words.notes(preview, choice)):
            say(sentence)
        if not options.dry_run and preview.has_work(choice):
            undo, _change = take_over(book, preview, choice, Silent())
            say(words.taken_words(preview, choice, undo.lost))
    return DONE


@contextmanager
def own_book(options: argparse.Namespace) -> Iterator[tuple["Book", UnitProfile, ReportingPeriod]]:
    """The unit's own book, closed in the end; raises KttError where none was begun."""
    from ktt_desktop.services.book import BOOK_FILE
    from ktt_desktop.services.opening import close_after_work, open_for_work

    none = KttError(
        f"Thư mục {options.data_dir} chưa có sổ. Mở chương trình một lần để chọn đơn vị, "
        "hoặc chỉ đúng thư mục bằng --book."
    )
    if not (options.data_dir / BOOK_FILE).is_file():
        raise none  # opening would make one
    opened = open_for_work(options.data_dir, practice=False)
    if opened.warning:
        say(opened.warning, sys.stderr)
    try:
        if opened.profile is None:
            raise none
        period = ReportingPeriod.parse(options.period) if options.period else opened.period
        yield opened.book, opened.profile, period
    finally:
        close_after_work(opened.book)


def _export(book: "Book", profile: UnitProfile, period: ReportingPeriod, folder: Path) -> Exported:
    from ktt_desktop.domain.progress import Silent
    from ktt_desktop.services.submission import export_submission

    made_folder(folder)
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


def _as_json(finding: Finding) -> dict[str, object]:
    return {
        "rule": finding.rule,
        "severity": finding.severity.value,
        "message": f"{finding.title}. {finding.detail}",
        "explanation": None if finding.outdated else finding.explanation,
        "places": [
            {"kind": each.kind.value, "key": each.key, "sector": each.sector, "code": each.code}
            for each in finding.places
        ],
    }


def _mark(finding: Finding) -> str:
    explained = finding.explanation is not None and not finding.outdated
    return f"[{MARKS[finding.severity]}{', đã giải trình' if explained else ''}]"


def _tell_exported(exported: Exported) -> None:
    say("Đã kết xuất và kiểm tra lại:")
    for path in (exported.submission, exported.workbook, exported.report):
        say(f"  {path}")
    say(f"Mã kiểm tra: {grouped_check_code(exported.sent.check_code)}")

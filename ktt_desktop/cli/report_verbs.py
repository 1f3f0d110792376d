"""The verbs of the report: write it as files, hold a given text against it."""

import argparse
import json
import sys
from collections import Counter
from collections.abc import Iterable
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

from ktt_desktop.cli.book_verbs import own_book
from ktt_desktop.cli.terminal import (
    DONE,
    OPEN_ERRORS,
    WRONG_USE,
    Verbs,
    made_folder,
    say,
    takes_book,
)
from ktt_desktop.domain.errors import InvalidInputError, KttError

if TYPE_CHECKING:
    from ktt_desktop.domain.report_comparison import Compared

KINDS = ("pdf", "docx", "xlsx")
OUTLINE_HELP = "dàn ý: K, Đ, H, N, 6T, X hoặc mã dàn ý riêng; bỏ trống là báo cáo của kỳ"


def add_to(verbs: Verbs) -> None:
    """Make these verbs known."""
    text = "ghi báo cáo ra tệp PDF, Word và bảng Excel các phụ lục"
    written = verbs.add_parser("report", help=text, description=text)
    _takes_report(written)
    year = "năm trong tên báo cáo, ví dụ 2023 của Kế hoạch năm 2023"
    written.add_argument("--year", type=int, metavar="NĂM", help=year)
    written.add_argument("--out", type=Path, default=Path(), metavar="THƯ_MỤC", help="nơi để tệp")
    written.add_argument("--only", help="chỉ các loại tệp này, ví dụ pdf,docx", metavar="LOẠI")
    written.set_defaults(command=report)

    text = "nêu những con số của một văn bản (.txt, .docx) mà báo cáo của sổ thiếu hoặc ghi khác"
    compared = verbs.add_parser("compare-report", help=text, description=text)
    compared.add_argument("file", type=Path, metavar="TỆP", help="văn bản đem so")
    _takes_report(compared)
    compared.add_argument("--json", action="store_true", help="in kết quả dạng JSON")
    compared.set_defaults(command=compare_report)


def report(options: argparse.Namespace) -> int:
    """Write the report of a period; all of its files, or none."""
    from ktt_desktop.domain.progress import Silent
    from ktt_desktop.services.report_codes import report_by_code
    from ktt_desktop.services.report_files import export_files
    from ktt_desktop.services.report_head import missing_in_report

    kinds = _kinds(options.only)
    with own_book(options) as (book, profile, period):
        key = report_by_code(book, options.outline, period, year=options.year)
        made_folder(options.out)
        paths = export_files(book, profile, key, options.out, kinds, Silent())
        missing = missing_in_report(book, profile, key)
    for path in paths:
        say(f"Đã ghi: {path}")
    for sentence in missing:
        say(sentence, sys.stderr)
    return DONE


def compare_report(options: argparse.Namespace) -> int:
    """Print what differs; 4 where figures are missing or otherwise, 2 for an unreadable file."""
    from ktt_desktop.services.document_check import open_text, other_unit
    from ktt_desktop.services.report_codes import report_by_code
    from ktt_desktop.services.report_comparison import compare_report as compare

    try:
        text = open_text(options.file)
    except KttError as error:
        say(str(error), sys.stderr)
        return WRONG_USE
    with own_book(options) as (book, profile, period):
        if other := other_unit(text, profile):
            raise KttError(
                f"Văn bản của {other}, sổ của {profile.name}: không so được với sổ này. "
                "Chỉ đúng sổ bằng --book."
            )
        found = compare(book, profile, report_by_code(book, options.outline, period), text)
    differences = [each for each in found if each.is_told]
    if options.json:
        say(json.dumps([asdict(each) for each in differences], ensure_ascii=False, indent=2))
    else:
        _tell(options.file, found, differences)
    return OPEN_ERRORS if any(each.is_real for each in differences) else DONE


def _takes_report(verb: argparse.ArgumentParser) -> None:
    takes_book(verb)
    verb.add_argument("--outline", default="", metavar="DÀN_Ý", help=OUTLINE_HELP)
    verb.add_argument("--period", metavar="KỲ", help="mã kỳ, ví dụ KH2023, 6T2022, N2022")


def _kinds(only: str | None) -> tuple[str, ...]:
    kinds = tuple(only.split(",")) if only else KINDS
    if unknown := [each for each in kinds if each not in KINDS]:
        raise InvalidInputError(
            f"--only không nhận “{unknown[0]}”. Các loại tệp: {', '.join(KINDS)}."
        )
    return kinds


def _tell(file: Path, found: Iterable["Compared"], differences: Iterable["Compared"]) -> None:
    counts = Counter(str(each.standing) for each in found)
    say(f"{file.name}: {sum(counts.values())} con số.")
    for standing, count in counts.items():
        say(f"  {standing}: {count}")
    for each in differences:
        rule = f", {each.rule}" if each.rule else ""
        say(f"dòng {each.line} [{each.standing}{rule}] {each.shown} – {each.section}")
        say(f"    {each.quote}")
        if each.says:
            say(f"    báo cáo: {each.says}")

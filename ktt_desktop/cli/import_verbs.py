"""The verb `import`: what a list of an officer says, told only, or written into a book."""

import argparse
import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from ktt_desktop.cli.book_verbs import own_book
from ktt_desktop.cli.terminal import DONE, OPEN_ERRORS, UNREADABLE, Verbs, say, takes_book
from ktt_desktop.domain.errors import KttError, UnreadableFileError
from ktt_desktop.runtime.paths import data_folder

if TYPE_CHECKING:
    from ktt_desktop.domain.importing.plan import ImportPlan
    from ktt_desktop.domain.records import UnitProfile
    from ktt_desktop.services.book import Book
    from ktt_desktop.services.list_json import Json


def add_to(verbs: Verbs) -> None:
    """Make the verb known."""
    import_ = verbs.add_parser(
        "import",
        help="nhập một danh sách Excel, CSV của cán bộ vào sổ, hoặc đọc thử",
        description="Nhập một danh sách vào sổ: các dòng chắc chắn được ghi, dòng cần xem và dòng "
        "không nhập được thì kể ra (mã thoát 4). --dry-run chỉ đọc thử, không cần sổ; thêm --book "
        "thì đọc theo các mẫu nhập và số liệu của sổ đó.",
    )
    import_.add_argument("file", type=Path, metavar="TỆP", help="tệp .xlsx, .xls, .ods, .csv, .txt")
    import_.add_argument("--dry-run", action="store_true", help="chỉ đọc thử, không ghi vào sổ")
    import_.add_argument("--json", action="store_true", help="in kết quả đọc thử dạng JSON")
    takes_book(import_)
    import_.set_defaults(command=import_list, period=None, data_dir=None)


def import_list(options: argparse.Namespace) -> int:
    """Print or write what a list says; exit code 2 where it cannot be read."""
    if options.dry_run:
        return _try(options)
    if options.json:
        say("--json đi cùng --dry-run: ghi vào sổ thì in kết quả bằng lời.", sys.stderr)
        return UNREADABLE
    options.data_dir = options.data_dir or data_folder()
    with own_book(options) as (book, profile, _):
        return _import(book, profile, options.file)


def _import(book: "Book", profile: "UnitProfile", file: Path) -> int:
    """Write the rows that are sure; exit code 4 where others are left."""
    from ktt_desktop.domain.progress import Silent
    from ktt_desktop.services.import_commit import commit_import
    from ktt_desktop.services.import_words import summary

    try:
        plan = _planned(book, profile, file)
    except UnreadableFileError as error:
        say(str(error), sys.stderr)
        return UNREADABLE
    if plan.has_work:
        run, _ = commit_import(book, plan, Silent())
        say(
            f"Đã nhập {run.file}: {run.added} thêm mới, {run.changed} cập nhật, {run.same} giống "
            f"hệt, {run.left} để lại; {run.figures} số liệu."
        )
    else:
        say(f"{plan.file}: {summary(plan)}")
    return OPEN_ERRORS if _tell_left(plan) else DONE


def _planned(book: "Book", profile: "UnitProfile", file: Path) -> "ImportPlan":
    """What a file would do to the book, its columns as the officer chose them last."""
    from ktt_desktop.domain.progress import Silent
    from ktt_desktop.services.import_fields import import_words_of
    from ktt_desktop.services.import_plan import plan_import
    from ktt_desktop.services.import_reading import read_remembered
    from ktt_desktop.services.list_files import open_file

    words = import_words_of(book)
    opened = open_file(file, Silent())
    reading, choices = read_remembered(book, profile, opened, words, Silent())
    return plan_import(book, profile, words, reading, choices, Silent())


def _tell_left(plan: "ImportPlan") -> bool:
    """Say what was left for the officer to decide or to mend; whether there is any."""
    from ktt_desktop.domain.importing.plan import Outcome
    from ktt_desktop.services.import_words import OUTCOMES, why

    left = [row for row in plan.rows if row.outcome in (Outcome.DOUBTFUL, Outcome.REFUSED)]
    for row in left:
        say(f"  dòng {row.row}, {row.name}: {OUTCOMES[row.outcome].lower()}. {why(row)}")
    for note in plan.notes:
        say(f"  {note}")
    return bool(left)


def _try(options: argparse.Namespace) -> int:
    try:
        found = _read_alone(options) if options.data_dir is None else _read_for_book(options)
    except KttError as error:
        say(str(error), sys.stderr)
        return UNREADABLE
    if options.json:
        say(json.dumps(found, ensure_ascii=False, indent=1))
    else:
        _tell(found)
    return DONE


def _read_alone(options: argparse.Namespace) -> "Json":
    """What a file says to a program without a book."""
    from ktt_desktop.catalogue.units import load_units
    from ktt_desktop.domain.progress import Silent
    from ktt_desktop.services.import_fields import shipped_words
    from ktt_desktop.services.list_json import as_json
    from ktt_desktop.services.list_reading import read_list_file

    words, units = shipped_words(), load_units()
    return as_json(read_list_file(options.file, words, units, Silent()), words, units)


def _read_for_book(options: argparse.Namespace) -> "Json":
    """What a file says with the figures, the place and the layouts of a book."""
    from ktt_desktop.domain.progress import Silent
    from ktt_desktop.services.import_fields import import_words_of
    from ktt_desktop.services.import_reading import read_remembered
    from ktt_desktop.services.list_files import open_file
    from ktt_desktop.services.list_json import as_json

    with own_book(options) as (book, profile, _):
        words, opened = import_words_of(book), open_file(options.file, Silent())
        reading, _choices = read_remembered(book, profile, opened, words, Silent())
        return as_json(reading, words, book.units)


def _tell(found: "Json") -> None:
    counts = f"{len(found['records'])} tổ chức, {len(found['skipped_rows'])} dòng bỏ qua"
    say(f"{found['file']}: {counts}.")
    for issue in found["issues"]:
        where = f"dòng {issue['row']}" + (f", {issue['column']}" if issue["column"] else "")
        value = f" “{issue['value']}”" if issue["value"] else ""
        say(f"  {where}:{value} {issue['why']}")
    for each in found["duplicates"]:
        rows = ", ".join(map(str, each["rows"]))
        say(f"  dòng {rows}: {each['names'][0]}: {each['why']}")
    for remark in found["remarks"]:
        say(f"  {remark}")

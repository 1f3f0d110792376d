"""The verb `import`: what a list of an officer says, read without writing anything."""

import argparse
import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from ktt_desktop.cli.terminal import DONE, UNREADABLE, Verbs, say
from ktt_desktop.domain.errors import KttError

if TYPE_CHECKING:
    from ktt_desktop.services.list_json import Json


def add_to(verbs: Verbs) -> None:
    """Make the verb known."""
    text = "đọc thử một danh sách Excel, CSV của cán bộ"
    import_ = verbs.add_parser("import", help=text, description=text)
    import_.add_argument("file", type=Path, metavar="TỆP", help="tệp .xlsx, .xls, .ods, .csv, .txt")
    import_.add_argument(
        "--dry-run", action="store_true", required=True, help="chỉ đọc thử, không ghi vào sổ"
    )
    import_.add_argument("--json", action="store_true", help="in kết quả dạng JSON")
    import_.set_defaults(command=import_list)


def import_list(options: argparse.Namespace) -> int:
    """Print what a list says; exit code 2 where it cannot be read."""
    from ktt_desktop.catalogue.import_words_loader import load_import_words
    from ktt_desktop.catalogue.units import load_units
    from ktt_desktop.domain.progress import Silent
    from ktt_desktop.runtime.paths import resources
    from ktt_desktop.services.list_json import as_json
    from ktt_desktop.services.list_reading import read_list_file

    words = load_import_words(resources() / "catalogue" / "import_words.toml")
    units = load_units()
    try:
        found = as_json(read_list_file(options.file, words, units, Silent()), words, units)
    except KttError as error:
        say(str(error), sys.stderr)
        return UNREADABLE
    if options.json:
        say(json.dumps(found, ensure_ascii=False, indent=1))
    else:
        _tell(found)
    return DONE


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

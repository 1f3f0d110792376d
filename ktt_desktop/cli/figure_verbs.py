"""The verbs about the published plans: where their numbers are held, and a book of one of them."""

import argparse
import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from ktt_desktop.cli.terminal import DONE, WRONG_USE, Verbs, say
from ktt_desktop.domain.errors import KttError

if TYPE_CHECKING:
    from ktt_desktop.services.figure_map import Mapped


def add_to(verbs: Verbs) -> None:
    """Make these verbs known."""
    text = "nêu ô giữ từng con số của một tệp số liệu (JSON)"
    verb = verbs.add_parser("map-figures", help=text, description=text)
    verb.add_argument("file", type=Path, help="tệp có danh sách “figures”")
    verb.add_argument("--json", action="store_true", help="in kết quả dạng JSON")
    verb.set_defaults(command=map_figures)

    text = "lập sổ của một kế hoạch mẫu từ dữ liệu kiểm thử"
    verb = verbs.add_parser("seed-book", help=text, description=text)
    verb.add_argument("name", metavar="NNN", help="số của kế hoạch mẫu, ví dụ 002")
    verb.add_argument("--out", type=Path, required=True, metavar="THƯ_MỤC", help="thư mục sổ mới")
    verb.set_defaults(command=seed_book)


def map_figures(options: argparse.Namespace) -> int:
    """Print the field of every entry; 2 with a sentence where the file cannot be read."""
    from ktt_desktop.catalogue.loader import load_catalogue
    from ktt_desktop.services.figure_map import map_file

    try:
        found = map_file(load_catalogue(), options.file)
    except KttError as error:
        say(str(error), sys.stderr)
        return WRONG_USE
    if options.json:
        say(json.dumps([each.as_json() for each in found], ensure_ascii=False, indent=2))
        return DONE

    for each in found:
        say(f"{each.id}: {_told(each)}")
    held = sum(each.holder is not None for each in found)
    say(f"{held} trên {len(found)} con số có ô giữ.")
    return DONE


def seed_book(options: argparse.Namespace) -> int:
    """Make the book of a plan; raises KttError where that cannot be done."""
    from ktt_desktop.services.seed_books import make_seed_book

    path = make_seed_book(options.name, options.out)
    say(f"Đã lập sổ: {path}")
    return DONE


def _told(each: "Mapped") -> str:
    holder = each.holder
    if holder is None:
        return each.reason
    where = f"hồ sơ {holder.record}" if holder.record else f"Biểu {holder.table}"
    place = " ".join(filter(None, (where, holder.sector, holder.row, holder.column)))
    return f"{place} ({holder.label})"

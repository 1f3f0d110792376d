"""The verbs of receipts: write one for a received file, take one in for a file that was sent."""

import argparse
from pathlib import Path

from ktt_desktop.cli.book_verbs import own_book
from ktt_desktop.cli.terminal import DONE, Verbs, made_folder, say, takes_book


def add_to(verbs: Verbs) -> None:
    """Make these verbs known."""
    text = "lập biên nhận cho một tệp đã nhận"
    make = verbs.add_parser("receipt", help=text, description=text)
    make.add_argument("file", type=Path, help="tệp .kttt đã nhận vào sổ")
    make.add_argument("--out", type=Path, default=Path(), help="nơi để biên nhận")
    make.add_argument("--person", default="", help="họ tên người nhận, in trên biên nhận")
    make.set_defaults(command=receipt)
    text = "nhập biên nhận của cấp trên"
    take = verbs.add_parser("import-receipt", help=text, description=text)
    take.add_argument("file", type=Path, help="tệp .kttt-bn")
    take.set_defaults(command=import_)
    for each in (make, take):
        takes_book(each)
        each.set_defaults(period=None)


def receipt(options: argparse.Namespace) -> int:
    """Write the receipt of a file that this book holds."""
    from ktt_desktop.domain.progress import Silent
    from ktt_desktop.services.receipts import find_received, make_receipt

    made_folder(options.out)
    with own_book(options) as (book, _, __):
        file = find_received(book, options.file)
        paths = make_receipt(book, file.id, options.out, Silent(), options.person)
    say("Đã lập biên nhận:")
    for path in (paths.receipt, paths.page):
        say(f"  {path}")
    return DONE


def import_(options: argparse.Namespace) -> int:
    """Take the answer of the level above in."""
    from ktt_desktop.services.receipt_page import item_words
    from ktt_desktop.services.receipts import import_receipt

    with own_book(options) as (book, _, __):
        taken = import_receipt(book, options.file)
    say(taken.sentence)
    for each in taken.receipt.items:
        say(f"  {item_words(each)}")
    return DONE

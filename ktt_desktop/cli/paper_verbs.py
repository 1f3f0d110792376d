"""The verb of paper: which file a printed check code belongs to, and what changed since."""

import argparse

from ktt_desktop.cli.book_verbs import own_book
from ktt_desktop.cli.terminal import DONE, REFUSED, Verbs, say, takes_book


def add_to(verbs: Verbs) -> None:
    """Make this verb known."""
    text = "đối chiếu mã kiểm tra trên bản giấy với các tệp đã gửi, đã nhận"
    verb = verbs.add_parser("check-paper", help=text, description=text)
    verb.add_argument("code", metavar="MÃ", help="mã ở chân trang, như 7KQ2-M9TB-4X")
    takes_book(verb)
    verb.set_defaults(command=check, period=None)


def check(options: argparse.Namespace) -> int:
    """Tell what the paper is; exit code 1 where it agrees with no file."""
    from ktt_desktop.services.paper_check import PaperOutcome, check_paper, told

    with own_book(options) as (book, profile, _):
        verdict = check_paper(book, profile, options.code)
    say(verdict.sentence)
    for words in (verdict.remark, *told(verdict.changes)):
        if words:
            say(f"  {words}")
    known = verdict.outcome not in (PaperOutcome.UNKNOWN, PaperOutcome.LIKELY_SLIP)
    return DONE if known else REFUSED

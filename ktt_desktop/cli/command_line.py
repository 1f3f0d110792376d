"""Reading the command line and running one verb."""

import argparse
import os
import sys
from collections.abc import Sequence

from ktt_desktop.cli import (
    book_verbs,
    consolidation_verbs,
    figure_verbs,
    fuzz_verbs,
    import_verbs,
    paper_verbs,
    receipt_verbs,
    receiving_verbs,
    report_verbs,
    table_verbs,
    template_verbs,
    text_verbs,
    trust_verbs,
    update_verbs,
)
from ktt_desktop.cli.terminal import REFUSED, say, speak_utf8
from ktt_desktop.domain.errors import KttError


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return the exit code."""
    speak_utf8()
    options = _parser().parse_args(arguments)
    try:
        return int(options.command(options))
    except KttError as error:
        say(str(error), sys.stderr)
        return REFUSED
    except BrokenPipeError:  # the reader left, as `| head` does
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="ktt_desktop cli", description="Sổ KTTT không cửa sổ: cùng các việc như trên màn hình."
    )
    verbs = parser.add_subparsers(required=True, metavar="lệnh")
    book_verbs.add_to(verbs)
    report_verbs.add_to(verbs)
    table_verbs.add_to(verbs)
    receipt_verbs.add_to(verbs)
    text_verbs.add_to(verbs)
    figure_verbs.add_to(verbs)
    update_verbs.add_to(verbs)
    fuzz_verbs.add_to(verbs)
    receiving_verbs.add_to(verbs)
    consolidation_verbs.add_to(verbs)
    trust_verbs.add_to(verbs)
    paper_verbs.add_to(verbs)
    import_verbs.add_to(verbs)
    template_verbs.add_to(verbs)
    return parser

"""The verb that checks a document: a plan's text against itself, and against a book."""

import argparse
import json
import sys
from pathlib import Path

from ktt_desktop.cli.book_verbs import MARKS
from ktt_desktop.cli.terminal import DONE, WRONG_USE, Verbs, say
from ktt_desktop.domain.document_check.findings import DocumentFinding
from ktt_desktop.domain.errors import KttError


def add_to(verbs: Verbs) -> None:
    """Make this verb known."""
    text = "kiểm tra một văn bản (.txt, .docx): số liệu, tỷ lệ, căn cứ, cách viết"
    verb = verbs.add_parser("check-text", help=text, description=text)
    verb.add_argument("file", type=Path, help="tệp văn bản")
    verb.add_argument("--json", action="store_true", help="in các phát hiện dạng JSON")
    verb.add_argument("--book", type=Path, metavar="THƯ_MỤC", help="so với sổ trong thư mục này")
    verb.set_defaults(command=check_text)


def check_text(options: argparse.Namespace) -> int:
    """Print what was found; 2 with a sentence where the file cannot be read."""
    try:
        found = _found(options.file, options.book)
    except KttError as error:
        say(str(error), sys.stderr)
        return WRONG_USE
    if options.json:
        say(json.dumps([_as_json(each) for each in found], ensure_ascii=False, indent=2))
    else:
        _tell(options.file, found)
    return DONE


def _found(file: Path, book: Path | None) -> tuple[DocumentFinding, ...]:
    from ktt_desktop.catalogue.loader import load_catalogue
    from ktt_desktop.services import document_check
    from ktt_desktop.services.book import BOOK_FILE
    from ktt_desktop.services.opening import close_after_work, open_for_work

    text = document_check.open_text(file)
    if book is None:
        return document_check.check_text(load_catalogue(), text)
    if not (book / BOOK_FILE).is_file():
        raise KttError(f"Thư mục {book} chưa có sổ. Chỉ đúng thư mục sổ bằng --book.")
    opened = open_for_work(book, practice=False)
    try:
        if opened.profile is None:
            raise KttError(f"Sổ trong {book} chưa chọn đơn vị. Mở sổ bằng chương trình một lần.")
        other = document_check.other_unit(text, opened.profile)
        if other:
            raise KttError(
                f"Văn bản của {other}, sổ của {opened.profile.name}: không so được với sổ này. "
                "Bỏ --book để chỉ kiểm tra văn bản."
            )
        against = (opened.book, opened.profile)
        return document_check.check_text(opened.book.catalogue, text, against=against)
    finally:
        close_after_work(opened.book)


def _as_json(finding: DocumentFinding) -> dict[str, object]:
    return {
        "rule": finding.rule,
        "severity": finding.severity.value,
        "message": finding.message,
        "places": [{"line": each.line, "quote": each.quote} for each in finding.places],
    }


def _tell(file: Path, found: tuple[DocumentFinding, ...]) -> None:
    say(f"{file.name}: {len(found)} phát hiện.")
    for severity, heading in MARKS.items():
        some = [each for each in found if each.severity is severity]
        if some:
            say(f"{heading} ({len(some)})")
        for each in some:
            say(f"  {each.rule}: {each.message}")
            for place in each.places:
                say(f"      dòng {place.line}: {place.quote}")

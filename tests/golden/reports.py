"""The reports of published plans as plain text, as the program prints them from entered data.

python -m tests.golden.reports writes the files again.
"""

import tempfile
from pathlib import Path

from ktt_desktop.catalogue.loader import load_catalogue
from ktt_desktop.catalogue.units import load_units
from ktt_desktop.domain.document import Heading, Paragraph, Table
from ktt_desktop.domain.period import ReportingPeriod
from ktt_desktop.domain.report import ReportKey
from ktt_desktop.services.book import open_book
from ktt_desktop.services.reporting import build_document
from ktt_desktop.services.seed_books import choose_settings, enter_records, profile_of
from tests.golden.seeds import enter, read_seed

REPORTS = Path(__file__).parent / "reports"
PLANS = {"000": "plan", "001": "programme", "002": "plan", "003": "scheme", "004": "plan"}


def document_of(book, name):
    """The report of one plan, entered into a book of its unit."""
    seed = read_seed(name)
    enter(book, seed)
    enter_records(book, seed)
    choose_settings(book, seed)
    key = ReportKey(PLANS[name], ReportingPeriod.parse(seed["period"]))
    return build_document(book, profile_of(seed), key)


def printed(document):
    """The words of a document, a line each; the cells of a row beside one another."""
    return "\n".join(_lines(document)) + "\n"


def _lines(document):
    head = document.letterhead
    yield from (*head.superior, *head.issuer, f"Số: {head.number}", head.place_and_date)
    yield from (head.kind, head.subject, *(f"Kính gửi: {each}" for each in head.addressees))
    yield from _of_blocks(document.blocks)
    yield from (*document.signature.authority, document.signature.name)
    yield from (f"Nơi nhận: {each}" for each in document.recipients)
    for annex in document.annexes:
        yield from ("", f"Phụ lục {annex.number}".rstrip(), annex.title, annex.reference)
        yield from _of_blocks(annex.blocks)


def _of_blocks(blocks):
    for block in blocks:
        match block:
            case Heading(text=text, title=title):
                yield from ("", text, *([title] if title else []))
            case Paragraph(text=text):
                yield text
            case Table():
                yield block.unit_line or "Bảng:"
                yield _row(each.header for each in block.columns)
                yield from (_row(row.cells) for row in block.rows)
                yield from block.notes


def _row(cells):
    return " | ".join(cell.replace("\n", " ").strip() or "–" for cell in cells)


def write():
    """Write the golden files."""
    REPORTS.mkdir(exist_ok=True)
    catalogue, units = load_catalogue(), load_units()
    for name in PLANS:
        with tempfile.TemporaryDirectory() as folder:
            book = open_book(Path(folder), catalogue, units)
            try:
                text = printed(document_of(book, name))
            finally:
                book.close()
        (REPORTS / f"{name}.txt").write_text(text, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    write()

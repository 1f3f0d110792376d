"""Hồ sơ, phiếu nhận từ đơn vị nào, tệp nào: one sentence for the officer."""

from sqlalchemy.orm import Session

from ktt_desktop.domain.identifiers import grouped_check_code
from ktt_desktop.domain.numbers import format_number
from ktt_desktop.domain.receiving import FigureCell, FileState, HeldFile, in_order
from ktt_desktop.domain.records import Subject
from ktt_desktop.domain.terms import Measure
from ktt_desktop.services.book import Book
from ktt_desktop.services.receiving_words import turn
from ktt_desktop.storage import received_corrections
from ktt_desktop.storage.lower_units import file_of_form, lower_units, sender_of
from ktt_desktop.storage.received_files import all_files, find_file
from ktt_desktop.storage.session import transaction


def record_origin(book: Book, uid: str) -> str:
    """From which unit and file a record of the register came; empty for the book's own."""
    with transaction(book.sessions) as session:
        key = sender_of(session, uid)
        if not key:
            return ""
        units = {each.key: each for each in lower_units(session)}
        name = units[key].name if key in units else key
        files = [each for each in all_files(session) if each.state is FileState.ACCEPTED]
        newest: dict[str, HeldFile] = {}
        for each in in_order(files):
            newest |= {each.lands_on: each, each.key.unit: each}
        while key not in newest and key in units:
            key = units[key].parent
        file = newest.get(key)
    return f"Hồ sơ nhận từ {name}{f', {_told(file)}' if file else ''}."


def origin_of_form(book: Book, subject: Subject, year: int, measure: Measure) -> str:
    """Which file the figures of a form came with; empty where they were typed here."""
    with transaction(book.sessions) as session:
        return form_origin(session, subject, year, measure)


def form_origin(session: Session, subject: Subject, year: int, measure: Measure) -> str:
    """The same inside a transaction."""
    id_ = file_of_form(session, subject, year, measure)
    file = None if id_ is None else find_file(session, id_)
    return f"Nhận từ {file.unit_name}, {_told(file)}." if file else ""


def correction_words(session: Session, book: Book, cell: FigureCell) -> str:
    """What was received where this level corrected a figure; empty where it did not."""
    found = received_corrections.find(session, cell)
    if found is None:
        return ""
    quantity = book.catalogue.edition.indicators[cell.code].quantity
    received = found.received
    shown = format_number(received, quantity) if isinstance(received, int) else "để trống"
    reason = found.reason or "chưa ghi"
    return f"Cấp này đã sửa; số nhận: {shown}. Lý do: {reason}"


def _told(file: HeldFile) -> str:
    day = file.received_at.astimezone() if file.received_at else None
    received = f", nhận ngày {day.day}/{day.month}/{day.year}" if day else ""
    code = grouped_check_code(file.check_code)
    return f"tệp {file.file_name} ({turn(file.number)}, mã {code}){received}"

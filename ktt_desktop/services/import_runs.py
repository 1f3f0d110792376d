"""Các lần nhập: the imports in the history of the book, newest first, and what each left out."""

from ktt_desktop.domain.errors import NotFoundError
from ktt_desktop.domain.importing.plan import ImportRun
from ktt_desktop.domain.importing.records import Issue
from ktt_desktop.services.book import Book
from ktt_desktop.storage import import_runs as storage
from ktt_desktop.storage.session import transaction

GONE = "Lần nhập này không còn trong lịch sử của sổ. Nạp lại danh sách."


def runs(book: Book) -> list[ImportRun]:
    """Every import that was not taken back, newest first."""
    with transaction(book.sessions) as session:
        return storage.newest_first(session)


def run_issues(book: Book, run_id: int) -> tuple[Issue, ...]:
    """What an import left out or left empty, and why; raises NotFoundError."""
    with transaction(book.sessions) as session:
        row = storage.find(session, run_id)
        if row is None:
            raise NotFoundError(GONE)
        return storage.issues_of(row)

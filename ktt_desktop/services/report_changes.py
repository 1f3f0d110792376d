"""Changed locked figures of a report: listed, accepted, refused with a reason."""

from collections.abc import Iterable

from ktt_desktop.domain.errors import ReasonRequiredError
from ktt_desktop.domain.locked_figures import FigureChange, accepted, refused
from ktt_desktop.domain.records import ChangeSet, UnitProfile
from ktt_desktop.domain.report import ReportKey
from ktt_desktop.services.book import Book
from ktt_desktop.services.report_opening import open_report
from ktt_desktop.services.report_texts import load_texts, save_texts


def changed_figures(book: Book, profile: UnitProfile, key: ReportKey) -> tuple[FigureChange, ...]:
    """The locked figures the book says otherwise by now, neither accepted nor refused."""
    return open_report(book, profile, key).changes


def accept_changes(book: Book, key: ReportKey, changes: Iterable[FigureChange]) -> ChangeSet:
    """Take over the new values; one whose place says something else by now is passed over."""
    by_section: dict[str, list[FigureChange]] = {}
    for each in changes:
        by_section.setdefault(each.section, []).append(each)
    texts = load_texts(book, key)
    return save_texts(
        book,
        key,
        {section: accepted(texts.get(section, ()), of) for section, of in by_section.items()},
    )


def refuse_change(book: Book, key: ReportKey, change: FigureChange, reason: str) -> ChangeSet:
    """Keep the old value in print; raises ReasonRequiredError without a reason."""
    if not reason.strip():
        raise ReasonRequiredError(
            "Ghi lý do giữ số cũ. Lý do được in ở phụ lục giải trình của báo cáo."
        )
    text = load_texts(book, key).get(change.section, ())
    return save_texts(book, key, {change.section: refused(text, change, reason.strip())})

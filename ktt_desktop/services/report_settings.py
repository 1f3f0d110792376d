"""What is chosen for one report alone, kept in the book: number, day, addressees, options."""

import json

from sqlalchemy.orm import Session

from ktt_desktop.domain.records import ChangeSet
from ktt_desktop.domain.report import (
    ReportKey,
    ReportSettings,
    settings_entry,
    settings_from,
)
from ktt_desktop.services.book import Book, now
from ktt_desktop.storage import reports
from ktt_desktop.storage.session import transaction


def read_settings(session: Session, key: ReportKey) -> ReportSettings:
    """The settings of a report; the usual ones where none were kept."""
    raw = reports.settings(session, key.outline, key.period.code)
    return settings_from(json.loads(raw)) if raw else ReportSettings()


def save_settings(book: Book, key: ReportKey, settings: ReportSettings) -> ChangeSet:
    """Keep the settings of a report."""
    entry = json.dumps(settings_entry(settings), ensure_ascii=False)
    with transaction(book.sessions) as session:
        reports.keep_settings(session, key.outline, key.period.code, entry, now())
    return ChangeSet(years=frozenset({key.period.year}))

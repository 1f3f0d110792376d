"""What has to be done about the organisations of the register (nhắc việc)."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy.orm import Session

from ktt_desktop.domain.alerts import Alert
from ktt_desktop.services.book import Book, today
from ktt_desktop.storage import alerts, organisations
from ktt_desktop.storage.session import transaction

Alerts = dict[int, tuple[Alert, ...]]  # id of an organisation → its alerts, none without


def register_alerts(book: Book, on: date | None = None, ids: Sequence[int] | None = None) -> Alerts:
    """The alerts of the whole register or of a page of ids, on a day or today."""
    with transaction(book.sessions) as session:
        return read_alerts(session, book, on or today(), ids)


def organisation_alerts(book: Book, uid: str, on: date | None = None) -> tuple[Alert, ...]:
    """The alerts of one organisation; empty when it is gone."""
    with transaction(book.sessions) as session:
        ids = organisations.ids_by_uid(session, [uid])
        found = read_alerts(session, book, on or today(), list(ids.values()))
    return next(iter(found.values()), ())


def read_alerts(session: Session, book: Book, on: date, ids: Sequence[int] | None = None) -> Alerts:
    """The same inside a transaction that is already open."""
    rules, indicators = book.catalogue.alert_rules, book.catalogue.edition.indicators
    columns = [indicators[code].column for code in rules.members]
    found = alerts.facts(session, on, columns, ids)
    return {each.id: said for each in found if (said := rules.of(each, on))}

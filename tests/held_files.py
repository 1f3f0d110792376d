"""Kept files with few words, as the tests of several layers need them."""

from datetime import UTC, date, datetime, time, timedelta
from hashlib import sha256

from ktt_desktop.domain.receiving import FileKey, FileState, HeldFile
from ktt_desktop.storage import received_files
from ktt_desktop.storage.session import transaction


def noon(day: date) -> datetime:
    """The middle of a day, whatever the zone of the machine."""
    return datetime.combine(day, time(5), UTC)


def held(unit, period, *, on=date(2025, 12, 20), name="", number=0, state=FileState.ACCEPTED,
         lands_on=None, made=None, mark=""):  # fmt: skip
    """A file of a unit, made the day before it came unless said otherwise."""
    digest = sha256(f"{unit} {period} {number} {state} {mark}".encode()).hexdigest()
    return HeldFile(
        key=FileKey(unit, "KTTT01", period),
        unit_name=name or f"Xã {unit}",
        form_version=1,
        number=number,
        bundle_id=digest[:36],
        data_digest=digest,
        check_code="7K3QW9X2MD",
        file_hash=digest,
        created_at=noon(made or on - timedelta(days=1)),
        install_id="may",
        sequence=number + 1,
        supersedes=None,
        prepared_by="Nguyễn Thị Hoa",
        file_name=f"{unit}-KTTT01_v1-{period}-L{number:02}.kttt".replace("/", "-"),
        size=1000,
        lands_on=unit if lands_on is None else lands_on,
        state=state,
        received_at=noon(on),
    )


def keep(book, *files):
    """Write the files down as kept; none of their rows comes into the book."""
    with transaction(book.sessions) as session:
        for each in files:
            received_files.add_file(session, each, each.received_at)

"""Column types: enums by value, dates with precision, UTC times, NFC text."""

from datetime import UTC, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import Dialect, Enum, String, TypeDecorator

from ktt_desktop.domain.dates import PartialDate
from ktt_desktop.domain.text import nfc


def enum_column(kind: type[StrEnum]) -> Enum:
    """An enum stored as its official abbreviation; raises LookupError for any other text."""
    return Enum(
        kind,
        native_enum=False,
        create_constraint=False,
        validate_strings=True,
        length=20,
        values_callable=lambda members: [member.value for member in members],
    )


class NfcText(TypeDecorator[str]):
    """Vietnamese text, composed (Unicode dựng sẵn) whatever keyboard it came from."""

    impl = String
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:
        """Compose on the way in."""
        return None if value is None else nfc(value)


class PartialDateText(TypeDecorator[PartialDate]):
    """A date known to the day, the month or the year, as ISO text that sorts."""

    impl = String
    cache_ok = True

    def process_bind_param(self, value: Any, dialect: Dialect) -> str | None:
        """ISO text of the precision that is known."""
        return value.iso() if isinstance(value, PartialDate) else value

    def process_result_value(self, value: str | None, dialect: Dialect) -> PartialDate | None:
        """Back to the partial date."""
        return None if value is None else PartialDate.from_iso(value)


class UtcTime(TypeDecorator[datetime]):
    """A moment, stored in UTC as ISO text; naive times are refused."""

    impl = String
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> str | None:
        """ISO text in UTC; raises ValueError for a time without a zone."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a stored time needs a time zone")
        return value.astimezone(UTC).isoformat(timespec="seconds")

    def process_result_value(self, value: str | None, dialect: Dialect) -> datetime | None:
        """Back to an aware time."""
        return None if value is None else datetime.fromisoformat(value)

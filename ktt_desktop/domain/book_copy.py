"""Chép sổ sang máy khác: what a working-data copy says of itself."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class BookContents:
    """Trong sổ có gì, không kể thùng rác."""

    organisations: int
    forms: int
    dossiers: int
    received: int


@dataclass(frozen=True, slots=True)
class CopyHead:
    """Phần đầu của một tệp chép sổ; `schema` is the structure of the book, `keys` the private
    keys of the machine that travel with it."""

    unit_code: str
    unit_name: str
    app_version: str
    schema: int
    made_at: datetime
    changed_at: datetime | None
    contents: BookContents
    keys: int

"""What was imported from workbooks, so that it can be taken back, and remembered layouts."""

from datetime import datetime

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from ktt_desktop.models.base import Base
from ktt_desktop.models.types import NfcText, UtcTime


class ImportRunRow(Base):
    """Một lần nhập: `counts` is JSON, `content` what undoing it needs (packed JSON)."""

    __tablename__ = "import_run"

    id: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[datetime] = mapped_column(UtcTime(32))
    file_name: Mapped[str] = mapped_column(NfcText(255))
    file_hash: Mapped[str] = mapped_column(String(64), index=True)
    counts: Mapped[str] = mapped_column(String)
    issues: Mapped[str] = mapped_column(NfcText)  # JSON: what was left out or left empty, and why
    content: Mapped[str] = mapped_column(NfcText)


class ImportLayout(Base):
    """Mẫu nhập: the officer's columns and constants for lists with the same heads, JSON."""

    __tablename__ = "import_layout"

    key: Mapped[str] = mapped_column(String(64), primary_key=True)  # digest of the folded heads
    name: Mapped[str] = mapped_column(NfcText(200))
    content: Mapped[str] = mapped_column(NfcText)
    used_at: Mapped[datetime] = mapped_column(UtcTime(32))

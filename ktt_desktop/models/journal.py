"""The journal of changes (nhật ký thay đổi): long, append-only."""

from datetime import datetime

from sqlalchemy import Index, String
from sqlalchemy.orm import Mapped, mapped_column

from ktt_desktop.models.base import Base
from ktt_desktop.models.types import NfcText, UtcTime


class JournalEntry(Base):
    """Ai đổi gì, lúc nào, từ giá trị nào sang giá trị nào; one row a changed value."""

    __tablename__ = "journal"
    __table_args__ = (Index("ix_journal_subject", "subject", "subject_key", "field"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[datetime] = mapped_column(UtcTime(32))
    subject: Mapped[str] = mapped_column(String(40))  # table
    subject_key: Mapped[str] = mapped_column(String(120))
    field: Mapped[str] = mapped_column(String(60))  # with its source: storage/journal.py
    old: Mapped[str | None] = mapped_column(NfcText)
    new: Mapped[str | None] = mapped_column(NfcText)

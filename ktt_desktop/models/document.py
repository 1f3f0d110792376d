"""Written words of the book: explanations of findings, and its settings."""

from datetime import datetime

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from ktt_desktop.models.base import Base
from ktt_desktop.models.types import NfcText, UtcTime


class Explanation(Base):
    """Giải trình một phát hiện; `digest` tells for which numbers it was written."""

    __tablename__ = "explanation"

    period: Mapped[str] = mapped_column(String(12), primary_key=True)
    finding_key: Mapped[str] = mapped_column(String(200), primary_key=True)
    digest: Mapped[str] = mapped_column(String(64))
    text: Mapped[str] = mapped_column(NfcText(4000))
    written_at: Mapped[datetime] = mapped_column(UtcTime(32))


class Setting(Base):
    """Một thiết lập của sổ; value is JSON."""

    __tablename__ = "setting"

    name: Mapped[str] = mapped_column(String(60), primary_key=True)
    value: Mapped[str] = mapped_column(NfcText)

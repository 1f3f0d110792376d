"""What was typed and not yet saved (bản nháp)."""

from datetime import datetime

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from ktt_desktop.models.base import Base
from ktt_desktop.models.types import NfcText, UtcTime


class Draft(Base):
    """Bản nháp của một hồ sơ; an empty key is a record that was never saved."""

    __tablename__ = "draft"

    entity: Mapped[str] = mapped_column(String(40), primary_key=True)  # table
    key: Mapped[str] = mapped_column(String(36), primary_key=True)
    content: Mapped[str] = mapped_column(NfcText)  # JSON
    at: Mapped[datetime] = mapped_column(UtcTime(32))

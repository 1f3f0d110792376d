"""What was sent upward."""

from datetime import datetime

from sqlalchemy import Index, String
from sqlalchemy.orm import Mapped, mapped_column

from ktt_desktop.models.base import Base
from ktt_desktop.models.types import NfcText, UtcTime


class SubmissionSent(Base):
    """Một lần kết xuất tệp nộp; number 0 is the official one, 1… supplements."""

    __tablename__ = "submission_sent"
    __table_args__ = (Index("uq_submission_sent_number", "period", "number", unique=True),)

    id: Mapped[int] = mapped_column(primary_key=True)
    bundle_id: Mapped[str] = mapped_column(String(36), unique=True)
    period: Mapped[str] = mapped_column(String(12))
    number: Mapped[int]
    file_name: Mapped[str] = mapped_column(NfcText(120))
    folder: Mapped[str] = mapped_column(NfcText(1000))
    data_digest: Mapped[str] = mapped_column(String(64))
    check_code: Mapped[str] = mapped_column(String(10))
    created_at: Mapped[datetime] = mapped_column(UtcTime(32))

"""Yearly figures: one answered form is one row; the indicator columns come from the catalogue."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String, text
from sqlalchemy.orm import Mapped, mapped_column

from ktt_desktop.domain.dates import PartialDate
from ktt_desktop.domain.terms import Measure, SubjectKind
from ktt_desktop.models.base import Base
from ktt_desktop.models.types import NfcText, PartialDateText, UtcTime, enum_column


class AnnualReturn(Base):
    """Phần cố định của một phiếu số liệu; `migrate` adds one INTEGER column an indicator.

    `subject_key` is the uid of an organisation or the code of a unit; `sector` is empty but for
    the figures of one sector of a unit. `reasons` is a JSON object, indicator code to reason;
    `unconfirmed` a JSON list of the codes whose figures were copied and not looked at yet.
    """

    __tablename__ = "annual_return"
    __table_args__ = (
        Index(
            "uq_annual_return_subject",
            "year",
            "measure",
            "subject_kind",
            "subject_key",
            "sector",
            unique=True,
        ),
        Index("ix_annual_return_history", "subject_key", "sector"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    subject_kind: Mapped[SubjectKind] = mapped_column(enum_column(SubjectKind))
    subject_key: Mapped[str] = mapped_column(String(36))
    sector: Mapped[str] = mapped_column(String(10), default="")
    organisation_id: Mapped[int | None] = mapped_column(
        ForeignKey("organisation.id", ondelete="CASCADE"), index=True
    )
    year: Mapped[int]
    measure: Mapped[Measure] = mapped_column(enum_column(Measure))
    as_of: Mapped[PartialDate | None] = mapped_column(PartialDateText(10))
    reasons: Mapped[str] = mapped_column(String, default="{}")
    updated_at: Mapped[datetime] = mapped_column(UtcTime(32))
    unconfirmed: Mapped[str] = mapped_column(String, server_default=text("'[]'"), default="[]")
    received_file_id: Mapped[int | None]  # the file its figures came with; None for the book's own


class PeriodLock(Base):
    """Chốt số liệu của một năm và loại số liệu; opened again when `opened_at` is there."""

    __tablename__ = "period_lock"
    __table_args__ = (Index("ix_period_lock_period", "year", "measure"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    year: Mapped[int]
    measure: Mapped[Measure] = mapped_column(enum_column(Measure))
    closed_at: Mapped[datetime] = mapped_column(UtcTime(32))
    note: Mapped[str] = mapped_column(NfcText(500))
    opened_at: Mapped[datetime | None] = mapped_column(UtcTime(32))
    reason: Mapped[str] = mapped_column(NfcText(500), default="")  # why it was opened again

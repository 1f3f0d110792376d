"""What happened to organisations (sự kiện): one act with its consequences on several records."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from ktt_desktop.domain.dates import PartialDate
from ktt_desktop.models.base import Base
from ktt_desktop.models.types import NfcText, PartialDateText, UtcTime


class OrganisationEvent(Base):
    """Một sự kiện: chuyển đổi, chia, tách, hợp nhất, sáp nhập, chuyển địa bàn, giải thể.

    `before` and `after` are the rows of all its records as JSON, so that it can be undone later.
    """

    __tablename__ = "organisation_event"

    id: Mapped[int] = mapped_column(primary_key=True)
    uid: Mapped[str] = mapped_column(String(36), unique=True)
    kind: Mapped[str] = mapped_column(String(20))
    happened_on: Mapped[PartialDate | None] = mapped_column(PartialDateText(10))
    document: Mapped[str] = mapped_column(NfcText(255))
    note: Mapped[str] = mapped_column(NfcText(1000))
    before: Mapped[str] = mapped_column(String)
    after: Mapped[str] = mapped_column(String)
    recorded_at: Mapped[datetime] = mapped_column(UtcTime(32))
    undone_at: Mapped[datetime | None] = mapped_column(UtcTime(32))
    parties: Mapped[list["EventParty"]] = relationship(
        cascade="all, delete-orphan", order_by="EventParty.place"
    )


class EventParty(Base):
    """Một tổ chức trong một sự kiện, and what part it had in it."""

    __tablename__ = "event_party"
    __table_args__ = (Index("ix_event_party_organisation_id", "organisation_id"),)

    event_id: Mapped[int] = mapped_column(
        ForeignKey("organisation_event.id", ondelete="CASCADE"), primary_key=True
    )
    organisation_id: Mapped[int] = mapped_column(
        ForeignKey("organisation.id", ondelete="CASCADE"), primary_key=True
    )
    role: Mapped[str] = mapped_column(String(20))
    place: Mapped[int]

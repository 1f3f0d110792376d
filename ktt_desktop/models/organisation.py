"""The register: organisations and the dated history of their two statuses."""

from datetime import datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from ktt_desktop.domain.dates import PartialDate
from ktt_desktop.domain.terms import OrganisationKind, StatusAxis
from ktt_desktop.models.base import Base
from ktt_desktop.models.organisation_parts import (
    OrganisationActivity,
    OrganisationAttachment,
    OrganisationBranch,
    OrganisationPerson,
    OrganisationRecognition,
    RegistrationChange,
)
from ktt_desktop.models.types import NfcText, PartialDateText, UtcTime, enum_column

BLANK = text("''")  # in the file too, for columns that came after the first revision


def _parts(model: type[Base]) -> Any:
    """The rows of a part in their order; loaded with one record, never with the list."""
    return relationship(model, cascade="all, delete-orphan", order_by=f"{model.__name__}.place")


class Organisation(Base):
    """One entry of the register: HTX, LHHTX or THT (Luật 17/2023/QH15)."""

    __tablename__ = "organisation"
    __table_args__ = (
        CheckConstraint("charter_capital >= 0", name="charter_capital_positive"),
        Index("ix_organisation_place", "commune_code", "sector", "kind"),
        Index(
            "ix_organisation_source_unit",
            "source_unit",
            sqlite_where=text("source_unit <> ''"),
        ),
        # What the whole list in its order is read from, without looking at a record.
        Index("ix_organisation_listed", "sort_key", sqlite_where=text("deleted_at IS NULL")),
        Index(
            "uq_organisation_tax_code",
            "tax_code",
            unique=True,
            sqlite_where=text("tax_code IS NOT NULL AND deleted_at IS NULL"),
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    uid: Mapped[str] = mapped_column(String(36), unique=True)  # survives export and merge
    kind: Mapped[OrganisationKind] = mapped_column(enum_column(OrganisationKind))
    name: Mapped[str] = mapped_column(NfcText(255))
    search_key: Mapped[str] = mapped_column(String(600))  # domain/search.py; its index is a table
    sort_key: Mapped[str] = mapped_column(String(1200))
    short_name: Mapped[str] = mapped_column(NfcText(100), default="")
    tax_code: Mapped[str | None] = mapped_column(String(13))  # digits only
    old_certificate: Mapped[str] = mapped_column(NfcText(100), default="")
    registered_on: Mapped[PartialDate | None] = mapped_column(PartialDateText(10))
    registered_by: Mapped[str] = mapped_column(NfcText(255), default="")
    charter_capital: Mapped[int | None]  # đồng
    sector: Mapped[str] = mapped_column(String(10))
    commune_code: Mapped[str] = mapped_column(String(10), default="")
    address: Mapped[str] = mapped_column(NfcText(500), default="")
    phone: Mapped[str] = mapped_column(NfcText(50), default="")
    email: Mapped[str] = mapped_column(NfcText(255), default="")
    note: Mapped[str] = mapped_column(NfcText(4000), default="")
    created_at: Mapped[datetime] = mapped_column(UtcTime(32))
    updated_at: Mapped[datetime] = mapped_column(UtcTime(32))
    deleted_at: Mapped[datetime | None] = mapped_column(UtcTime(32))  # in the bin, not gone
    revision: Mapped[int] = mapped_column(default=1)
    # Since revision 0002.
    foreign_name: Mapped[str] = mapped_column(NfcText(255), server_default=BLANK, default="")
    agriculture_type: Mapped[str] = mapped_column(String(20), server_default=BLANK, default="")
    purpose: Mapped[str] = mapped_column(String(20), server_default=BLANK, default="")
    governance: Mapped[str] = mapped_column(String(20), server_default=BLANK, default="")
    formation: Mapped[str] = mapped_column(String(20), server_default=BLANK, default="")
    formed_from: Mapped[str] = mapped_column(NfcText(500), server_default=BLANK, default="")
    current_address: Mapped[str] = mapped_column(NfcText(500), server_default=BLANK, default="")
    fax: Mapped[str] = mapped_column(NfcText(50), server_default=BLANK, default="")
    website: Mapped[str] = mapped_column(NfcText(255), server_default=BLANK, default="")
    charter_on: Mapped[PartialDate | None] = mapped_column(PartialDateText(10))
    charter_is_2023: Mapped[bool | None]
    conversion_2012: Mapped[str] = mapped_column(String(20), server_default=BLANK, default="")
    last_meeting_on: Mapped[PartialDate | None] = mapped_column(PartialDateText(10))
    last_report_on: Mapped[PartialDate | None] = mapped_column(PartialDateText(10))
    is_alliance_member: Mapped[bool | None]
    contract_on: Mapped[PartialDate | None] = mapped_column(PartialDateText(10))
    contract_until: Mapped[PartialDate | None] = mapped_column(PartialDateText(10))
    contract_is_unlimited: Mapped[bool | None]
    contract_notified_on: Mapped[PartialDate | None] = mapped_column(PartialDateText(10))
    contract_is_certified: Mapped[bool | None]
    wants_support: Mapped[bool | None]
    # Since revision 0003.
    former_commune_code: Mapped[str] = mapped_column(String(10), server_default=BLANK, default="")
    # Since revision 0005: key of the unit whose file brought it; empty for the book's own.
    source_unit: Mapped[str] = mapped_column(String(12), server_default=BLANK, default="")
    persons: Mapped[list[OrganisationPerson]] = _parts(OrganisationPerson)
    changes: Mapped[list[RegistrationChange]] = _parts(RegistrationChange)
    activities: Mapped[list[OrganisationActivity]] = _parts(OrganisationActivity)
    branches: Mapped[list[OrganisationBranch]] = _parts(OrganisationBranch)
    recognitions: Mapped[list[OrganisationRecognition]] = _parts(OrganisationRecognition)
    attachments: Mapped[list[OrganisationAttachment]] = _parts(OrganisationAttachment)
    status_changes: Mapped[list["StatusChange"]] = relationship(
        back_populates="organisation",
        cascade="all, delete-orphan",
        order_by="(StatusChange.effective_on, StatusChange.id)",
    )
    __mapper_args__ = {"version_id_col": revision}  # noqa: RUF012 - stale edit -> StaleDataError


class StatusChange(Base):
    """Một lần thay đổi tình trạng trên một trục, có ngày và văn bản."""

    __tablename__ = "status_change"
    __table_args__ = (
        Index("ix_status_change_history", "axis", "organisation_id", "effective_on", "id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    organisation_id: Mapped[int] = mapped_column(
        ForeignKey("organisation.id", ondelete="CASCADE"), index=True
    )
    axis: Mapped[StatusAxis] = mapped_column(enum_column(StatusAxis))
    status: Mapped[str] = mapped_column(String(20))
    effective_on: Mapped[PartialDate | None] = mapped_column(
        PartialDateText(10)
    )  # None: from the start
    document: Mapped[str] = mapped_column(NfcText(255), default="")
    ends_on: Mapped[PartialDate | None] = mapped_column(PartialDateText(10))  # of a suspension
    reason: Mapped[str] = mapped_column(NfcText(500), server_default=BLANK, default="")
    organisation: Mapped[Organisation] = relationship(back_populates="status_changes")

"""Support programmes and what was given to whom, with the money by source."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from ktt_desktop.models.base import Base
from ktt_desktop.models.types import NfcText, UtcTime


class SupportProgramme(Base):
    """Chương trình, chính sách hỗ trợ; years are None where open."""

    __tablename__ = "support_programme"

    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(String(36), unique=True)
    name: Mapped[str] = mapped_column(NfcText(255))
    document: Mapped[str] = mapped_column(NfcText(255), default="")
    first_year: Mapped[int | None]
    last_year: Mapped[int | None]


class SupportGrant(Base):
    """Một lượt hỗ trợ; the beneficiary is an organisation, or the unit as a whole where None."""

    __tablename__ = "support_grant"
    __table_args__ = (
        Index("ix_support_grant_year", "year", "measure_code"),
        CheckConstraint("quantity >= 0", name="quantity_positive"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    uid: Mapped[str] = mapped_column(String(36), unique=True)
    year: Mapped[int]
    programme_code: Mapped[str] = mapped_column(
        ForeignKey("support_programme.code", onupdate="CASCADE"), index=True
    )
    measure_code: Mapped[str] = mapped_column(String(10))
    organisation_id: Mapped[int | None] = mapped_column(
        ForeignKey("organisation.id", ondelete="SET NULL"), index=True
    )
    content: Mapped[str] = mapped_column(NfcText(500), default="")
    quantity: Mapped[int | None]
    quantity_unit: Mapped[str] = mapped_column(NfcText(40), default="")
    document: Mapped[str] = mapped_column(NfcText(255), default="")
    note: Mapped[str] = mapped_column(NfcText(2000), default="")
    updated_at: Mapped[datetime] = mapped_column(UtcTime(32))
    deleted_at: Mapped[datetime | None] = mapped_column(UtcTime(32))
    revision: Mapped[int] = mapped_column(default=1)
    money: Mapped[list["SupportMoney"]] = relationship(
        cascade="all, delete-orphan", order_by="SupportMoney.source"
    )
    __mapper_args__ = {"version_id_col": revision}  # noqa: RUF012


class SupportMoney(Base):
    """Kinh phí của một lượt hỗ trợ theo nguồn, đồng."""

    __tablename__ = "support_money"
    __table_args__ = (CheckConstraint("amount >= 0", name="amount_positive"),)

    grant_id: Mapped[int] = mapped_column(
        ForeignKey("support_grant.id", ondelete="CASCADE"), primary_key=True
    )
    source: Mapped[str] = mapped_column(String(20), primary_key=True)
    amount: Mapped[int]

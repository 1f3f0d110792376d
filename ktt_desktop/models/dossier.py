"""Work records beside the register: support, credit, programmes, targets, ratings …"""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from ktt_desktop.models.base import Base
from ktt_desktop.models.types import NfcText, UtcTime


class Dossier(Base):
    """Một hồ sơ công việc; `content` and `money` are JSON objects (domain/dossier.py)."""

    __tablename__ = "dossier"
    __table_args__ = (
        Index("ix_dossier_listed", "kind", "year", "topic"),
        Index("ix_dossier_part_of", "part_of"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    uid: Mapped[str] = mapped_column(String(36), unique=True)
    kind: Mapped[str] = mapped_column(String(20))
    year: Mapped[int | None]
    period: Mapped[str] = mapped_column(String(10))
    programme: Mapped[str] = mapped_column(String(36))  # uid of a programme
    topic: Mapped[str] = mapped_column(String(40))
    part_of: Mapped[str] = mapped_column(String(36))  # uid of the dossier it is a part of
    content: Mapped[str] = mapped_column(NfcText(100_000))
    money: Mapped[str] = mapped_column(String)
    updated_at: Mapped[datetime] = mapped_column(UtcTime(32))
    deleted_at: Mapped[datetime | None] = mapped_column(UtcTime(32))
    revision: Mapped[int] = mapped_column(default=1)
    # Since revision 0005: key of the unit whose file brought it; empty for the book's own.
    source_unit: Mapped[str] = mapped_column(String(12), server_default=text("''"), default="")
    parties: Mapped[list["DossierParty"]] = relationship(
        cascade="all, delete-orphan", order_by="DossierParty.place"
    )
    __mapper_args__ = {"version_id_col": revision}  # noqa: RUF012


class DossierParty(Base):
    """Một tổ chức mà hồ sơ nói tới, such as a beneficiary."""

    __tablename__ = "dossier_party"
    __table_args__ = (Index("ix_dossier_party_organisation_id", "organisation_id"),)

    dossier_id: Mapped[int] = mapped_column(
        ForeignKey("dossier.id", ondelete="CASCADE"), primary_key=True
    )
    organisation_id: Mapped[int] = mapped_column(
        ForeignKey("organisation.id", ondelete="CASCADE"), primary_key=True
    )
    place: Mapped[int]

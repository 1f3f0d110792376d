"""The units this book speaks of, copied from the list of units when the book was opened."""

from datetime import date

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from ktt_desktop.domain.terms import UnitLevel
from ktt_desktop.models.base import Base
from ktt_desktop.models.types import NfcText, enum_column


class AdministrativeUnit(Base):
    """Đơn vị hành chính, có ngày hiệu lực; codes of the two generations may be equal."""

    __tablename__ = "administrative_unit"

    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(String(10), index=True)
    level: Mapped[UnitLevel] = mapped_column(enum_column(UnitLevel))
    name: Mapped[str] = mapped_column(NfcText(255))
    parent_code: Mapped[str] = mapped_column(String(10), default="")
    valid_from: Mapped[date | None]
    valid_to: Mapped[date | None]
    successors: Mapped[str] = mapped_column(String(400), default="")  # codes, space between

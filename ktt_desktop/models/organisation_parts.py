"""The parts of a record that repeat: one row each, in the order of `place`."""

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from ktt_desktop.domain.dates import PartialDate
from ktt_desktop.models.base import Base
from ktt_desktop.models.types import NfcText, PartialDateText


class _Part:
    """What all parts have: the organisation they belong to and their place in its list."""

    id: Mapped[int] = mapped_column(primary_key=True)
    organisation_id: Mapped[int] = mapped_column(
        ForeignKey("organisation.id", ondelete="CASCADE"), index=True
    )
    place: Mapped[int]


class OrganisationPerson(_Part, Base):
    """Người đại diện theo pháp luật; place 0 is the main one."""

    __tablename__ = "organisation_person"

    name: Mapped[str] = mapped_column(NfcText(255))
    title: Mapped[str] = mapped_column(NfcText(100))
    gender: Mapped[str] = mapped_column(String(10))
    born_on: Mapped[PartialDate | None] = mapped_column(PartialDateText(10))
    ethnicity: Mapped[str] = mapped_column(NfcText(50))
    nationality: Mapped[str] = mapped_column(NfcText(50))
    identity_number: Mapped[str] = mapped_column(String(12))  # personal data: never leaves the book
    address: Mapped[str] = mapped_column(NfcText(500))
    phone: Mapped[str] = mapped_column(NfcText(50))


class RegistrationChange(_Part, Base):
    """Một lần đăng ký thay đổi."""

    __tablename__ = "registration_change"

    number: Mapped[int | None]
    changed_on: Mapped[PartialDate | None] = mapped_column(PartialDateText(10))
    content: Mapped[str] = mapped_column(NfcText(1000))


class OrganisationActivity(_Part, Base):
    """Ngành, nghề kinh doanh."""

    __tablename__ = "organisation_activity"

    version: Mapped[str] = mapped_column(String(10))
    code: Mapped[str] = mapped_column(String(10))
    detail: Mapped[str] = mapped_column(NfcText(500))
    is_main: Mapped[bool | None]


class OrganisationBranch(_Part, Base):
    """Chi nhánh, văn phòng đại diện, địa điểm kinh doanh."""

    __tablename__ = "organisation_branch"

    kind: Mapped[str] = mapped_column(String(20))
    name: Mapped[str] = mapped_column(NfcText(255))
    code: Mapped[str] = mapped_column(String(20))
    address: Mapped[str] = mapped_column(NfcText(500))
    head: Mapped[str] = mapped_column(NfcText(255))


class OrganisationRecognition(_Part, Base):
    """Chứng nhận, mô hình đã đạt hoặc tham gia."""

    __tablename__ = "organisation_recognition"

    kind: Mapped[str] = mapped_column(String(20))
    first_year: Mapped[int | None]
    last_year: Mapped[int | None]
    detail: Mapped[str] = mapped_column(NfcText(500))


class OrganisationAttachment(_Part, Base):
    """Tệp đính kèm; the file lies beside the book under its SHA-256."""

    __tablename__ = "organisation_attachment"

    name: Mapped[str] = mapped_column(NfcText(255))
    sha256: Mapped[str] = mapped_column(String(64))
    size: Mapped[int]
    added_at: Mapped[str] = mapped_column(String(32))


class UnionMember(Base):
    """HTX là thành viên của LHHTX; one row for both records."""

    __tablename__ = "union_member"
    __table_args__ = (Index("ix_union_member_member_id", "member_id"),)

    union_id: Mapped[int] = mapped_column(
        ForeignKey("organisation.id", ondelete="CASCADE"), primary_key=True
    )
    member_id: Mapped[int] = mapped_column(
        ForeignKey("organisation.id", ondelete="CASCADE"), primary_key=True
    )

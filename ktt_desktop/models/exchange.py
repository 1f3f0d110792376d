"""What was sent upward, and what came from the units below."""

from datetime import datetime

from sqlalchemy import Index, LargeBinary, String, text
from sqlalchemy.orm import Mapped, column_property, mapped_column

from ktt_desktop.domain.receiving import DuplicateAnswer, FileState
from ktt_desktop.models.base import Base
from ktt_desktop.models.types import NfcText, UtcTime, enum_column

BLANK = text("''")  # in the file too, for columns that came after the first revision


class SubmissionSent(Base):
    """Một lần kết xuất tệp nộp; number 0 is the official one, 1… supplements.

    `data` is data.json as it was sent, packed with zlib; None for exports before revision 0005.
    `answer` is what the receipt said ("da_tiep_nhan", "tra_lai"), empty while none came; `receipt`
    the receipt itself as JSON. Both large columns are read only when asked for.
    """

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
    data: Mapped[bytes | None] = mapped_column(LargeBinary, deferred=True)
    has_data: Mapped[bool] = column_property(data.is_not(None))
    answer: Mapped[str] = mapped_column(String(20), server_default=BLANK, default="")
    answered_at: Mapped[datetime | None] = mapped_column(UtcTime(32))
    receipt: Mapped[str] = mapped_column(
        NfcText(1_000_000), server_default=BLANK, default="", deferred=True
    )


class ReceivedFile(Base):
    """Một tệp nộp đang giữ (domain/receiving.py HeldFile); its bytes lie in tep-nhan."""

    __tablename__ = "received_file"
    __table_args__ = (
        Index("ix_received_file_key", "unit_key", "period", "form", "number"),
        Index("uq_received_file_data", "unit_key", "period", "form", "data_digest", unique=True),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    unit_key: Mapped[str] = mapped_column(String(12))
    unit_name: Mapped[str] = mapped_column(NfcText(255))
    form: Mapped[str] = mapped_column(String(40))
    form_version: Mapped[int]
    period: Mapped[str] = mapped_column(String(12))
    number: Mapped[int]
    bundle_id: Mapped[str] = mapped_column(String(36))
    data_digest: Mapped[str] = mapped_column(String(64))
    check_code: Mapped[str] = mapped_column(String(10))
    file_hash: Mapped[str] = mapped_column(String(64))
    created_at: Mapped[datetime] = mapped_column(UtcTime(32))
    install_id: Mapped[str] = mapped_column(String(36))
    sequence: Mapped[int]
    supersedes_bundle: Mapped[str] = mapped_column(String(36))
    supersedes_digest: Mapped[str] = mapped_column(String(64))
    prepared_by: Mapped[str] = mapped_column(NfcText(1000))
    file_name: Mapped[str] = mapped_column(NfcText(255))
    size: Mapped[int]
    lands_on: Mapped[str] = mapped_column(String(12), index=True)
    state: Mapped[FileState] = mapped_column(enum_column(FileState))
    received_at: Mapped[datetime] = mapped_column(UtcTime(32))
    reason: Mapped[str] = mapped_column(NfcText(2000))
    seal: Mapped[str] = mapped_column(String(40))
    items: Mapped[str] = mapped_column(NfcText(1_000_000))  # what is sent back for mending, JSON


class ReceivedUnit(Base):
    """Một đơn vị dưới có số liệu trong sổ; parent is empty right below this book's unit."""

    __tablename__ = "received_unit"

    key: Mapped[str] = mapped_column(String(12), primary_key=True)
    name: Mapped[str] = mapped_column(NfcText(255))
    level: Mapped[str] = mapped_column(String(10))
    parent: Mapped[str] = mapped_column(String(12), default="", index=True)
    list_complete: Mapped[bool]


class UnitMapping(Base):
    """Tệp của đơn vị cũ vào đơn vị nào, theo nghị quyết nào."""

    __tablename__ = "unit_mapping"

    key: Mapped[str] = mapped_column(String(12), primary_key=True)
    lands_on: Mapped[str] = mapped_column(String(12))
    decision: Mapped[str] = mapped_column(NfcText(500))
    decided_at: Mapped[datetime] = mapped_column(UtcTime(32))


class CorrectedValue(Base):
    """Cấp này sửa một giá trị đã nhận; values are JSON. Of a field of the register: sector, measure
    empty, year 0, subject_kind "ho_so", code the field."""

    __tablename__ = "corrected_value"

    subject_kind: Mapped[str] = mapped_column(String(10), primary_key=True)
    subject_key: Mapped[str] = mapped_column(String(36), primary_key=True)
    sector: Mapped[str] = mapped_column(String(10), primary_key=True)
    year: Mapped[int] = mapped_column(primary_key=True)
    measure: Mapped[str] = mapped_column(String(10), primary_key=True)
    code: Mapped[str] = mapped_column(String(40), primary_key=True)
    unit_key: Mapped[str] = mapped_column(String(12), index=True)
    received: Mapped[str] = mapped_column(NfcText(100_000))
    value: Mapped[str] = mapped_column(NfcText(100_000))
    reason: Mapped[str] = mapped_column(NfcText(2000))
    corrected_at: Mapped[datetime] = mapped_column(UtcTime(32))


class DuplicateClaimRow(Base):
    """Một bên của tổ chức hai đơn vị cùng gửi; not in the register while nobody decided."""

    __tablename__ = "duplicate_claim"

    subject: Mapped[str] = mapped_column(String(60), primary_key=True)
    unit_key: Mapped[str] = mapped_column(String(12), primary_key=True)
    organisation_uid: Mapped[str] = mapped_column(String(36), primary_key=True)
    name: Mapped[str] = mapped_column(NfcText(255))
    tax_code: Mapped[str] = mapped_column(String(13))


class DuplicateDecisionRow(Base):
    """Quyết định về một tổ chức trùng."""

    __tablename__ = "duplicate_decision"

    subject: Mapped[str] = mapped_column(String(60), primary_key=True)
    kept: Mapped[str] = mapped_column(String(12))
    answer: Mapped[DuplicateAnswer] = mapped_column(enum_column(DuplicateAnswer))
    reason: Mapped[str] = mapped_column(NfcText(2000))
    decided_at: Mapped[datetime] = mapped_column(UtcTime(32))


class UnitApproval(Base):
    """Cấp trên chốt (duyệt) một kỳ của một đơn vị; a row stays when it is opened again."""

    __tablename__ = "unit_approval"
    __table_args__ = (Index("ix_unit_approval_of", "unit_key", "period"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    unit_key: Mapped[str] = mapped_column(String(12))
    period: Mapped[str] = mapped_column(String(12))
    approved_at: Mapped[datetime] = mapped_column(UtcTime(32))
    note: Mapped[str] = mapped_column(NfcText(500))
    opened_at: Mapped[datetime | None] = mapped_column(UtcTime(32))
    reason: Mapped[str] = mapped_column(NfcText(500))


class KnownSeal(Base):
    """Con dấu máy của một đơn vị mà cấp này đã ghi sổ."""

    __tablename__ = "known_seal"

    fingerprint: Mapped[str] = mapped_column(String(40), primary_key=True)
    unit_key: Mapped[str] = mapped_column(String(12), index=True)
    public_key: Mapped[str] = mapped_column(String(64))
    note: Mapped[str] = mapped_column(NfcText(500))
    registered_at: Mapped[datetime] = mapped_column(UtcTime(32))

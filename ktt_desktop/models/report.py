"""Reports in the book: words by section, versions, settings, own outlines, pictures."""

from datetime import datetime

from sqlalchemy import Index, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from ktt_desktop.models.base import Base
from ktt_desktop.models.types import NfcText, UtcTime


class ReportText(Base):
    """Lời văn của cán bộ ở một mục: `content` is JSON (domain.report_text), `text` its words."""

    __tablename__ = "report_text"

    report: Mapped[str] = mapped_column(String(40), primary_key=True)  # id of the outline
    period: Mapped[str] = mapped_column(String(12), primary_key=True)
    section: Mapped[str] = mapped_column(String(40), primary_key=True)
    text: Mapped[str] = mapped_column(NfcText)
    content: Mapped[str] = mapped_column(NfcText)
    written_at: Mapped[datetime] = mapped_column(UtcTime(32))


class ReportVersion(Base):
    """Một bản lời văn được giữ lại: `content` is JSON, the items by section."""

    __tablename__ = "report_version"
    __table_args__ = (Index("ix_report_version_of", "report", "period"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    report: Mapped[str] = mapped_column(String(40))
    period: Mapped[str] = mapped_column(String(12))
    made_at: Mapped[datetime] = mapped_column(UtcTime(32))
    cause: Mapped[str] = mapped_column(String(20))
    label: Mapped[str] = mapped_column(NfcText(200))
    content: Mapped[str] = mapped_column(NfcText)


class ReportSetting(Base):
    """Thiết lập của một báo cáo (domain.report.ReportSettings), JSON."""

    __tablename__ = "report_setting"

    report: Mapped[str] = mapped_column(String(40), primary_key=True)
    period: Mapped[str] = mapped_column(String(12), primary_key=True)
    value: Mapped[str] = mapped_column(NfcText)
    written_at: Mapped[datetime] = mapped_column(UtcTime(32))


class ReportOutline(Base):
    """Dàn ý của riêng đơn vị: `content` is JSON of what a reports/*.toml holds."""

    __tablename__ = "report_outline"

    id: Mapped[str] = mapped_column(String(40), primary_key=True)
    base: Mapped[str] = mapped_column(String(40))  # the outline it was copied from
    content: Mapped[str] = mapped_column(NfcText)
    changed_at: Mapped[datetime] = mapped_column(UtcTime(32))


class ReportPicture(Base):
    """Hình chèn vào lời văn, once for all reports; `name` is the SHA-256 of its bytes."""

    __tablename__ = "report_picture"

    name: Mapped[str] = mapped_column(String(64), primary_key=True)
    content: Mapped[bytes] = mapped_column(LargeBinary)
    added_at: Mapped[datetime] = mapped_column(UtcTime(32))

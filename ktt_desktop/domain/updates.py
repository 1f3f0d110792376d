"""Updates without a network: what a signed file brings, and who is known to have signed one."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class UpdatePart(StrEnum):
    """Phần của chương trình mà một tệp cập nhật thay trọn vẹn."""

    CATALOGUE = "catalogue"
    UNITS = "units"


PART_TITLES = {
    UpdatePart.CATALOGUE: "Danh mục chỉ tiêu, biểu mẫu",
    UpdatePart.UNITS: "Danh sách đơn vị hành chính",
}


@dataclass(frozen=True, slots=True)
class Release:
    """Phiên bản: a number that only grows (a day written 20261121) and the name people use."""

    version: int
    label: str

    def __str__(self) -> str:
        """As it is told: "Biểu mẫu ấn bản 2025, số 20261121"."""
        return f"{self.label}, số {self.version}"


@dataclass(frozen=True, slots=True)
class UpdateHeader:
    """Phần đầu của tệp cập nhật; `min_app_version` is the oldest program that can use it."""

    part: UpdatePart
    release: Release
    title: str
    notes: str
    issued_by: str
    min_app_version: str


@dataclass(frozen=True, slots=True)
class TrustedKey:
    """Khóa công khai đã tin cậy: 64 hexadecimal digits, and whose it was said to be."""

    name: str
    public_key: str
    since: date
    shipped: bool = False

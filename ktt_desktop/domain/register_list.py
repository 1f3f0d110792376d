"""The register as a list: what is asked of it, its rows, its counts and sums."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from ktt_desktop.domain.dates import PartialDate
from ktt_desktop.domain.size_classes import SizeClass
from ktt_desktop.domain.terms import LegalStatus, OperatingStatus, OrganisationKind


class Flag(StrEnum):
    """Dấu hiệu để lọc danh mục."""

    NO_TAX_CODE = "KHONG_MA_SO"
    NO_REGISTRATION_DAY = "KHONG_NGAY_DANG_KY"
    NO_COMMUNE = "KHONG_XA"
    NO_CAPITAL = "KHONG_VON"
    NO_MEMBERS = "KHONG_THANH_VIEN"
    NOT_CONVERTED = "CHUA_CHUYEN_DOI"
    OLD_CHARTER = "DIEU_LE_CU"
    ALLIANCE_MEMBER = "LIEN_MINH"
    WANTS_SUPPORT = "CAN_HO_TRO"


@dataclass(frozen=True, slots=True)
class RegisterQuery:
    """Điều kiện lọc danh mục; empty tuples mean all; `on` is the day the list is shown as at.

    Of several flags all must hold; of several recognitions or alerts one is enough. `members` and
    `founded` are both ends, either of which may be open. Of `former` (xã cũ) "" is not recorded;
    of `units` (keys of those that sent the record) it is this book's own.
    """

    text: str = ""
    kinds: tuple[OrganisationKind, ...] = ()
    sectors: tuple[str, ...] = ()
    statuses: tuple[OperatingStatus, ...] = ()
    legal: tuple[LegalStatus, ...] = ()
    communes: tuple[str, ...] = ()
    former: tuple[str, ...] = ()
    sizes: tuple[SizeClass, ...] = ()
    flags: tuple[Flag, ...] = ()
    recognitions: tuple[str, ...] = ()
    alerts: tuple[str, ...] = ()
    members: tuple[int | None, int | None] = (None, None)
    founded: tuple[date | None, date | None] = (None, None)
    order: str = "name"
    descending: bool = False
    on: date | None = None
    units: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class OrganisationRow:
    """Một dòng của danh mục; `members` is the newest known number, `charter_capital` in đồng.

    `size` is None for a kind of organisation the law does not class by size.
    """

    id: int
    uid: str
    kind: OrganisationKind
    name: str
    tax_code: str
    commune_code: str
    sector: str
    registered_on: PartialDate | None
    members: int | None
    charter_capital: int | None
    status: OperatingStatus
    legal: LegalStatus | None = None
    size: SizeClass | None = None
    short_name: str = ""
    old_certificate: str = ""
    registered_by: str = ""
    address: str = ""
    representative: str = ""
    representative_title: str = ""
    phone: str = ""
    email: str = ""
    note: str = ""
    former_commune_code: str = ""
    sender: str = ""  # the name of the unit below it came from


@dataclass(frozen=True, slots=True)
class ListSums:
    """Số tổ chức, tổng thành viên và tổng vốn điều lệ (đồng); None where none is known."""

    count: int
    members: int | None
    charter_capital: int | None


@dataclass(frozen=True, slots=True)
class RegisterSummary:
    """Các số đếm dưới danh mục; `by_kind` counts the whole register of that day."""

    shown: ListSums
    by_kind: Mapping[OrganisationKind, int]

    @property
    def total(self) -> int:
        """All organisations of the register on that day."""
        return sum(self.by_kind.values())

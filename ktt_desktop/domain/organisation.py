"""The record of one organisation (hồ sơ một tổ chức) and the parts of it that repeat."""

from dataclasses import dataclass

from ktt_desktop.domain.dates import PartialDate
from ktt_desktop.domain.terms import LegalStatus, OperatingStatus, OrganisationKind


@dataclass(frozen=True, slots=True)
class Person:
    """Người đại diện; `gender` is NAM, NU or empty, `identity_number` digits as typed."""

    name: str = ""
    title: str = ""
    gender: str = ""
    born_on: PartialDate | None = None
    ethnicity: str = ""
    nationality: str = ""
    identity_number: str = ""
    address: str = ""
    phone: str = ""


@dataclass(frozen=True, slots=True)
class RegistrationChange:
    """Một lần đăng ký thay đổi: lần thứ n, ngày, nội dung."""

    number: int | None = None
    changed_on: PartialDate | None = None
    content: str = ""


@dataclass(frozen=True, slots=True)
class Activity:
    """Ngành, nghề kinh doanh: a VSIC code of level 4 and the version it belongs to."""

    version: str = ""
    code: str = ""
    detail: str = ""
    is_main: bool | None = None


@dataclass(frozen=True, slots=True)
class Branch:
    """Đơn vị phụ thuộc; `kind` is CHI_NHANH, VPDD or DIA_DIEM."""

    kind: str = ""
    name: str = ""
    code: str = ""
    address: str = ""
    head: str = ""


@dataclass(frozen=True, slots=True)
class Recognition:
    """Chứng nhận, mô hình; `kind` is a code of recognitions.toml, no last year = still holds."""

    kind: str = ""
    first_year: int | None = None
    last_year: int | None = None
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Attachment:
    """Tệp đính kèm: kept in the folder of the book under its SHA-256; size in bytes."""

    name: str
    sha256: str
    size: int
    added_at: str  # ISO time, UTC


@dataclass(frozen=True, slots=True)
class OrganisationDraft:
    """Hồ sơ một tổ chức như trên màn hình; `uid` is empty until it was saved once.

    `charter_capital` in đồng. `status_on` is the first day of the two statuses, None = from the
    registration on. A yes or no is None while nobody said. `persons` begins with the main legal
    representative; `unions` are the LHHTX an HTX belongs to, `members_of_union` the HTX of an
    LHHTX, both as uids. What a kind of organisation does not have is kept, but not shown.
    """

    uid: str = ""
    revision: int = 0
    kind: OrganisationKind = OrganisationKind.COOPERATIVE
    name: str = ""
    short_name: str = ""
    foreign_name: str = ""
    tax_code: str = ""
    old_certificate: str = ""
    registered_on: PartialDate | None = None
    registered_by: str = ""
    charter_capital: int | None = None
    sector: str = ""
    agriculture_type: str = ""
    purpose: str = ""
    governance: str = ""
    formation: str = ""
    formed_from: str = ""
    operating_status: OperatingStatus = OperatingStatus.ACTIVE
    legal_status: LegalStatus = LegalStatus.ACTIVE
    status_on: PartialDate | None = None
    status_document: str = ""
    commune_code: str = ""
    former_commune_code: str = ""  # of the units of before 1/7/2025
    address: str = ""
    current_address: str = ""
    phone: str = ""
    fax: str = ""
    email: str = ""
    website: str = ""
    charter_on: PartialDate | None = None
    charter_is_2023: bool | None = None
    conversion_2012: str = ""
    last_meeting_on: PartialDate | None = None
    last_report_on: PartialDate | None = None
    is_alliance_member: bool | None = None
    contract_on: PartialDate | None = None
    contract_until: PartialDate | None = None
    contract_is_unlimited: bool | None = None
    contract_notified_on: PartialDate | None = None
    contract_is_certified: bool | None = None
    wants_support: bool | None = None
    note: str = ""
    persons: tuple[Person, ...] = ()
    changes: tuple[RegistrationChange, ...] = ()
    activities: tuple[Activity, ...] = ()
    branches: tuple[Branch, ...] = ()
    recognitions: tuple[Recognition, ...] = ()
    unions: tuple[str, ...] = ()
    members_of_union: tuple[str, ...] = ()
    attachments: tuple[Attachment, ...] = ()

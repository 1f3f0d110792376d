"""Frozen values that cross the layers: what a use case takes and returns."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path

from ktt_desktop.domain.dates import PartialDate
from ktt_desktop.domain.terms import (
    Measure,
    Origin,
    SubjectKind,
    UnitLevel,
)

Values = Mapping[str, int | None]  # indicator code -> stored integer; None = chưa có số liệu


@dataclass(frozen=True, slots=True)
class Subject:
    """Số liệu của ai; `key` is the uid of an organisation or the code of a unit."""

    kind: SubjectKind
    key: str
    sector: str = ""


@dataclass(frozen=True, slots=True)
class ReturnRecord:
    """Một phiếu số liệu đã lưu (hoặc trống); `as_of` is the day the figures speak of.

    `unconfirmed` are the codes whose figures were copied from last year and not looked at since.
    """

    subject: Subject
    year: int
    measure: Measure
    as_of: PartialDate | None = None
    values: Values = field(default_factory=dict)
    reasons: Mapping[str, str] = field(default_factory=dict)
    unconfirmed: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class UnitShare:
    """Bao nhiêu đơn vị ngay dưới có con số: `known` of `total`."""

    known: int
    total: int


@dataclass(frozen=True, slots=True)
class Figure:
    """Một con số của đơn vị và gốc gác của nó.

    `value` is what is printed; `computed` what the lists (and the units below) give; `known` of
    `total` organisations have the figure the lists were computed from. `units` is told where the
    figure is brought together from units below.
    """

    value: int | None = None
    origin: Origin | None = None
    computed: int | None = None
    known: int = 0
    total: int = 0
    reason: str = ""
    units: UnitShare | None = None


@dataclass(frozen=True, slots=True)
class UnitFigures:
    """Số liệu của một đơn vị (hoặc một lĩnh vực) trong một năm và loại số liệu."""

    subject: Subject
    year: int
    measure: Measure
    as_of: PartialDate | None
    figures: Mapping[str, Figure]


@dataclass(frozen=True, slots=True)
class Programme:
    """Chương trình hỗ trợ."""

    code: str
    name: str
    document: str = ""
    first_year: int | None = None
    last_year: int | None = None
    level: str = ""  # who issued it: TW, TINH, HUYEN, XA


@dataclass(frozen=True, slots=True)
class UnitProfile:
    """Thông tin đơn vị: ai lập, in thế nào, gửi ai. Every printed name stays editable."""

    code: str
    name: str
    level: UnitLevel
    parent_code: str
    parent_name: str
    historical: bool = False  # a unit of the three-level time, until 30/6/2025
    practice: bool = False  # "Dữ liệu thực hành": can never be submitted
    list_complete: bool = True  # False: totals are entered, the list names only some organisations
    issuer: tuple[str, ...] = ()
    superior: tuple[str, ...] = ()
    place: str = ""
    symbol: str = ""
    number: str = ""
    signed_on: date | None = None
    opening: str = ""
    recipients: tuple[str, ...] = ()
    authority: tuple[str, ...] = ()
    signer: str = ""

    @property
    def heading(self) -> str:
        """Dòng tên đơn vị above lists and tables."""
        return " – ".join(filter(None, (self.name, self.parent_name))).upper()


@dataclass(frozen=True, slots=True)
class SentRow:
    """Một lần kết xuất tệp nộp.

    `answer` is what the newest receipt said (domain.receipt.Answer), empty while none came;
    `has_data` is False for exports of the time before what was sent was kept.
    """

    period: str
    number: int
    file_name: str
    folder: str
    check_code: str
    data_digest: str
    bundle_id: str
    created_at: datetime
    answer: str = ""
    answered_at: datetime | None = None
    has_data: bool = True


@dataclass(frozen=True, slots=True)
class ChangeSet:
    """Những gì một lần ghi đã đổi; screens refresh from it."""

    organisations: frozenset[str] = frozenset()
    years: frozenset[int] = frozenset()
    dossiers: bool = False
    settings: bool = False
    exchange: bool = False
    explanations: bool = False


@dataclass(frozen=True, slots=True)
class Exported:
    """Ba tệp của một lần kết xuất: machine file, Excel view, printed report."""

    submission: Path
    workbook: Path
    report: Path
    sent: SentRow


@dataclass(frozen=True, slots=True)
class Verification:
    """Một tệp nộp nguyên vẹn nói gì về nó; an altered file raises UnreadableFileError instead."""

    file_name: str
    unit_name: str
    period: str
    number: int
    practice: bool
    created_at: datetime
    organisations: int
    findings: int
    explained: int
    check_code: str

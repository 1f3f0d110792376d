"""What a check found: values, never exceptions, so that one pass tells everything."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from hashlib import sha256

from ktt_desktop.domain.terms import Severity, SubjectKind


@dataclass(frozen=True, slots=True)
class Place:
    """Chỗ có con số; an empty `key` of an organisation, or `sector` of a sector, is all of them."""

    kind: SubjectKind
    key: str
    sector: str
    code: str
    label: str


@dataclass(frozen=True, slots=True)
class Finding:
    """Một phát hiện.

    `key` stays the same from run to run, so an explanation finds its finding again; `digest`
    changes with the numbers, so an explanation written for other numbers is recognised.
    """

    rule: str
    group: str
    severity: Severity
    title: str
    detail: str
    advice: str
    places: tuple[Place, ...]
    key: str
    digest: str
    explanation: str | None = None
    outdated: bool = False  # the explanation was written for other numbers
    explained_by: str = ""  # who signs for the unit, where that is known
    explained_on: date | None = None

    @property
    def explained(self) -> str:
        """Ai giải trình, ngày nào: "Nguyễn Văn An, 21/11/2026"; empty where neither is known."""
        day = self.explained_on
        written = f"{day.day}/{day.month}/{day.year}" if day else ""
        return ", ".join(each for each in (self.explained_by, written) if each)

    @property
    def is_open(self) -> bool:
        """Whether it keeps a report from being exported: an error, not mended, not explained."""
        unexplained = self.explanation is None or self.outdated
        return self.severity is Severity.ERROR and unexplained


@dataclass(frozen=True, slots=True)
class CheckResult:
    """Kết quả một lần kiểm tra: the findings, how much was looked at, and as at which day."""

    findings: tuple[Finding, ...]
    organisations: int
    figures: int
    rules: int
    on: date | None = None

    @property
    def open_errors(self) -> int:
        """Số lỗi còn phải sửa hoặc giải trình."""
        return sum(each.is_open for each in self.findings)


def digest_of(numbers: Iterable[tuple[str, Fraction | None]]) -> str:
    """Twelve hexadecimal digits that stand for these named numbers."""
    text = "\n".join(f"{name}={value}" for name, value in numbers)
    return sha256(text.encode()).hexdigest()[:12]

"""What the law's deadlines say of one organisation on a day: rows of data over plain facts."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from ktt_desktop.domain.dates import PartialDate, months_later
from ktt_desktop.domain.terms import LegalStatus, OperatingStatus, OrganisationKind, Severity

STOPPED = (OperatingStatus.SUSPENDED, OperatingStatus.STOPPED)


class Facts(NamedTuple):  # thousands are made at once: a tuple of what SQL gives, dates in ISO
    """Những gì sổ biết về một tổ chức vào một ngày; blank is not known."""

    id: int
    uid: str
    name: str
    kind: str
    tax_code: str | None
    registered_on: str | None
    charter_capital: int | None
    charter_on: str | None
    charter_is_2023: int | None
    last_meeting_on: str | None
    last_report_on: str | None
    contract_on: str | None
    contract_until: str | None
    contract_is_unlimited: int | None
    wants_support: int | None
    legal: str
    legal_since: str | None
    legal_until: str | None
    operating: str
    operating_since: str | None
    members: int | None
    members_on: str | None

    @property
    def suspended_until(self) -> str | None:
        """The announced end of the suspension in force."""
        return self.legal_until

    @property
    def suspended_without_end(self) -> str | None:
        """The beginning of a suspension whose end was not announced."""
        return None if self.legal_until else self.legal_since

    @property
    def stopped_since(self) -> str | None:
        """Since when it really stands still."""
        return self.operating_since if self.operating in STOPPED else None


@dataclass(frozen=True, slots=True)
class AlertSpec:
    """Một dòng nhắc việc của danh mục; `check` is a name in CHECKS."""

    code: str
    label: str
    check: str
    sentence: str
    todo: str
    basis: str
    severity: Severity
    kinds: tuple[OrganisationKind, ...]
    legal: tuple[LegalStatus, ...]
    field: str = ""
    months: int = 0
    before: date | None = None
    valid_from: date | None = None


@dataclass(frozen=True, slots=True)
class Minimum:
    """Số thành viên tối thiểu của một loại hình, from a day on."""

    kind: OrganisationKind
    members: int
    valid_from: date
    basis: str


@dataclass(frozen=True, slots=True)
class Alert:
    """Một việc cần làm với một tổ chức; `since` is the day it began, None where not known."""

    organisation_id: int
    uid: str
    name: str
    code: str
    label: str
    sentence: str
    todo: str
    basis: str
    severity: Severity
    since: date | None


@dataclass(frozen=True, slots=True)
class Found:
    """What a check found: since when, what the record says, and other words of the sentence."""

    since: date | None
    value: str = ""
    basis: str = ""
    words: tuple[tuple[str, object], ...] = ()


@dataclass(frozen=True, slots=True)
class AlertRules:
    """Các dòng nhắc việc và mức thành viên tối thiểu.

    `members` are the indicators of the number of members, the first one known counts.
    """

    members: tuple[str, ...]
    specs: tuple[AlertSpec, ...]
    minimums: tuple[Minimum, ...]

    def of(self, facts: Facts, on: date) -> tuple[Alert, ...]:
        """Everything that is to be done about one organisation on a day."""
        return tuple(
            _alert(spec, facts, found)
            for spec in self.specs
            if _speaks_of(spec, facts, on)
            and (found := CHECKS[spec.check](self, spec, facts, on)) is not None
        )

    def minimum(self, kind: str, on: date) -> Minimum | None:
        """The least number of members by the law in force on a day."""
        valid = [each for each in self.minimums if each.kind == kind and each.valid_from <= on]
        return max(valid, key=lambda each: each.valid_from, default=None)


def _speaks_of(spec: AlertSpec, facts: Facts, on: date) -> bool:
    return (
        facts.kind in spec.kinds
        and facts.legal in spec.legal
        and (spec.valid_from is None or spec.valid_from <= on)
    )


def _alert(spec: AlertSpec, facts: Facts, found: Found) -> Alert:
    words = {
        "since": PartialDate.from_date(found.since).running() if found.since else "",
        "value": found.value,
        "months": spec.months,
        **dict(found.words),
    }
    sentence = spec.sentence.format_map(words)
    return Alert(
        *(facts.id, facts.uid, facts.name, spec.code, spec.label),
        *(sentence, spec.todo, found.basis or spec.basis, spec.severity, found.since),
    )


def _elapsed(_: AlertRules, spec: AlertSpec, facts: Facts, on: date) -> Found | None:
    """So many months have passed since a day the record knows; a month counts from its end."""
    known = getattr(facts, spec.field)
    if not known:
        return None
    start = _day(known)
    due = months_later(start.last_day(), spec.months)
    return Found(due, start.running()) if due < on else None


def _missing(_: AlertRules, spec: AlertSpec, facts: Facts, on: date) -> Found | None:
    """A field is blank."""
    if getattr(facts, spec.field):
        return None
    start = _day(facts.registered_on).first_day() if facts.registered_on else None
    return Found(start)


def _below_minimum(rules: AlertRules, _: AlertSpec, facts: Facts, on: date) -> Found | None:
    """Fewer members than the law in force asks for."""
    least = rules.minimum(facts.kind, on)
    if facts.members is None or least is None or facts.members >= least.members:
        return None
    words = (("members", facts.members), ("minimum", least.members))
    known = _day(facts.members_on or str(on.year))
    return Found(known.first_day(), known.running(), least.basis, words)


def _old_charter(_: AlertRules, spec: AlertSpec, facts: Facts, on: date) -> Found | None:
    """The charter is said to be, or is dated, from before the law; where nobody said, silence."""
    is_new = facts.charter_is_2023
    if is_new is None and facts.charter_on and spec.before:
        is_new = _day(facts.charter_on).last_day() >= spec.before
    return Found(spec.valid_from) if is_new is not None and not is_new else None


def _must_register(_: AlertRules, spec: AlertSpec, facts: Facts, on: date) -> Found | None:
    """A group with capital and a contract of a year or more, or one that wants State support."""
    if facts.wants_support:
        return Found(spec.valid_from, "Có nguyện vọng hưởng chính sách hỗ trợ của Nhà nước")
    if facts.charter_capital and _is_long_contract(facts, spec.months):
        return Found(spec.valid_from, "Có góp vốn và hợp đồng hợp tác từ 12 tháng trở lên")
    return None


def _is_long_contract(facts: Facts, months: int) -> bool:
    if facts.contract_is_unlimited:
        return True
    if not facts.contract_on or not facts.contract_until:
        return False
    return _day(facts.contract_until).last_day() >= months_later(
        _day(facts.contract_on).first_day(), months
    )


CHECKS: Mapping[str, Callable[[AlertRules, AlertSpec, Facts, date], Found | None]] = {
    "elapsed": _elapsed,
    "missing": _missing,
    "below_minimum": _below_minimum,
    "old_charter": _old_charter,
    "must_register": _must_register,
}


@lru_cache(maxsize=4096)
def _day(text: str) -> PartialDate:
    return PartialDate.from_iso(text)

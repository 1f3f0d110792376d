"""Kinh phí của một hồ sơ: sources against the stated total, and sources that no longer exist."""

from collections.abc import Iterator, Mapping
from datetime import date
from functools import cache

from ktt_desktop.domain.dossier import TOTAL, DossierDraft, DossierRow, Kind, Stage, money_key
from ktt_desktop.domain.dossier_check.subject import Rule, Spot, Subjects, day_of, lower
from ktt_desktop.domain.findings import Finding
from ktt_desktop.domain.numbers import MILLIONS, Quantity, format_number
from ktt_desktop.domain.support_shares import PART_OF_SOURCE, Part
from ktt_desktop.domain.terms import FundingSource, Severity

LAST_DISTRICT_DAY = date(2025, 6, 30)
COUNT = Quantity("lần")
_NAMES = {
    Part.CENTRAL: "ngân sách trung ương",
    Part.LOCAL: "ngân sách địa phương",
    Part.OTHER: "vốn khác",
}
COLUMNS: Mapping[str, tuple[FundingSource, ...]] = {
    name: tuple(each for each in FundingSource if PART_OF_SOURCE.get(each, Part.OTHER) is part)
    for part, name in _NAMES.items()
}
SUM = Rule(
    "R1-HS-NGUON",
    Severity.ERROR,
    "Kinh phí theo nguồn không khớp tổng kinh phí",
    "Đối chiếu văn bản, sửa số của từng nguồn hoặc tổng kinh phí.",
)
PARTIAL = Rule(
    "R1-HS-NGUON-THIEU",
    Severity.WARNING,
    "Kinh phí mới nêu một nguồn, chưa đủ tổng kinh phí",
    "Nhập các nguồn còn lại, hoặc sửa tổng kinh phí.",
)
DISTRICT = Rule(
    "R14-HS-HUYEN",
    Severity.WARNING,
    "Kinh phí ngân sách huyện sau ngày 30/6/2025",
    "Cấp huyện không còn từ ngày 01/7/2025. Ghi số này vào ngân sách tỉnh hoặc ngân sách xã.",
)


def sources(subjects: Subjects, row: DossierRow) -> Iterator[Finding]:
    """Σ of the sources = the total the document states."""
    draft = row.draft
    for group in subjects.kinds[draft.kind].groups:
        stated = draft.money.get(money_key(group, TOTAL))
        if stated is None:
            continue
        parts = [(source, draft.money[key]) for source, key in _keys(group) if key in draft.money]
        added = sum(part for _, part in parts)
        if not parts or added == stated:
            continue
        listed = " + ".join(million(part) for _, part in parts)
        named = f" ({', '.join(lower(subjects.sources.get(s, s)) for s, _ in parts)})"
        equals = f"{listed} = {million(added)}" if len(parts) > 1 else listed
        detail = (
            f"{equals}{named}, nhưng tổng kinh phí ghi {million(stated)} triệu đồng "
            f"({lower(subjects.kinds[draft.kind].groups[group])}; "
            f"chênh {million(abs(stated - added))}{_magnitude(stated, added)})."
        )
        rule = PARTIAL if len(parts) == 1 and added < stated else SUM
        spots = [Spot(row, money_key(group, TOTAL))]
        spots += [Spot(row, money_key(group, source)) for source, _ in parts]
        yield rule.found(subjects, spots, detail)


@cache
def _keys(group: str) -> tuple[tuple[FundingSource, str], ...]:
    return tuple((source, money_key(group, source)) for source in FundingSource)


def district(subjects: Subjects, row: DossierRow) -> Iterator[Finding]:
    """Money of a level of government that was not there any more."""
    draft = row.draft
    begun = _begins(draft)
    if begun is None or begun <= LAST_DISTRICT_DAY:
        return
    for group in subjects.kinds[draft.kind].groups:
        key = money_key(group, FundingSource.DISTRICT)
        if stored := draft.money.get(key):
            detail = f"{million(stored)} triệu đồng, năm {begun.year}."
            yield DISTRICT.found(subjects, [Spot(row, key)], detail)


def column(draft: DossierDraft, group: str, sources_of: tuple[FundingSource, ...]) -> int | None:
    """What the sources of one column of Biểu C make together, None where none is stated."""
    stated = [
        draft.money[key] for each in sources_of if (key := money_key(group, each)) in draft.money
    ]
    return sum(stated) if stated else None


def million(stored: int) -> str:
    """Đồng as triệu đồng, without the words."""
    return format_number(stored, MILLIONS)


def _begins(draft: DossierDraft) -> date | None:
    """The first day the money of a record can be of; what is planned for a year, its first day."""
    if draft.kind == Kind.PROGRAMME:
        first = draft.number("first_year")
        return date(first, 1, 1) if first else None
    if draft.period == Stage.CUMULATIVE:
        return None
    if given := day_of(draft, "given_on"):
        return given.first_day()
    return date(draft.year, 1, 1) if draft.year else None


def _magnitude(stated: int, added: int) -> str:
    """Where two amounts differ by a power of a thousand, a unit was misread."""
    for factor in (10**3, 10**6):
        if stated and added and max(stated, added) == factor * min(stated, added):
            return f", lệch đúng {format_number(factor, COUNT)} lần: kiểm tra đơn vị tính"
    return ""

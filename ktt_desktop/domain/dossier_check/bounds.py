"""Phần không lớn hơn số chung trong một hồ sơ, and numbers that are the wrong way round."""

from collections.abc import Iterator
from dataclasses import dataclass

from ktt_desktop.domain.dates import PartialDate
from ktt_desktop.domain.dossier import DossierDraft, DossierRow, Kind, Stage, money_key
from ktt_desktop.domain.dossier import total as total_of
from ktt_desktop.domain.dossier_check.money import million
from ktt_desktop.domain.dossier_check.subject import Rule, Spot, Subjects, day_of
from ktt_desktop.domain.findings import Finding
from ktt_desktop.domain.numbers import prose_count
from ktt_desktop.domain.terms import Severity

GOAL, FULL_MARKS = 80, 100  # Đề án 167 asks for 80 of 100 points
HALF = 6  # months
DONE_AND_PLAN = tuple(
    (f"{each}_done", f"{each}_plan") for each in ("quantity", "classes", "persons")
)
FACTOR = 2  # doing twice what was planned is told


@dataclass(frozen=True, slots=True)
class Bound:
    """`parts`, added up where there are several, are not more than `whole`."""

    kind: Kind
    parts: tuple[str, ...]
    whole: str
    is_all: bool = False  # the parts are all there is: less is told too


BOUNDS = (
    Bound(Kind.DORMANT_TOTAL, ("on_books", "stuck", "dissolving"), "stopped", is_all=True),
    Bound(Kind.DORMANT_TOTAL, ("unconverted",), "on_books"),
    Bound(Kind.DORMANT_TOTAL, ("no_tax_code",), "on_books"),
    Bound(Kind.CREDIT, ("in_term", "overdue"), "debt", is_all=True),
    Bound(Kind.CREDIT, ("bad_debt",), "debt"),
    Bound(Kind.GOVERNANCE, ("done",), "planned"),
    Bound(Kind.GOVERNANCE, ("late",), "planned"),
    Bound(Kind.MODEL, ("sold",), "quantity"),
)
SUM = Rule(
    "R1-HS-PHAN",
    Severity.ERROR,
    "Các số thành phần không khớp số chung",
    "Đối chiếu văn bản, sửa số thành phần hoặc số chung.",
)
PART = Rule(
    "R2-HS-PHAN",
    Severity.ERROR,
    "Số thành phần lớn hơn số chung",
    "Đối chiếu văn bản, sửa một trong hai số.",
)
PLAN = Rule(
    "R8-HS-KE-HOACH",
    Severity.WARNING,
    "Thực hiện gấp nhiều lần kế hoạch",
    "Kiểm tra đơn vị tính, sửa số hoặc giải trình.",
)
POINTS = Rule(
    "R2-HS-DIEM",
    Severity.ERROR,
    "Điểm lớn hơn 100",
    "Điểm đánh giá theo thang 100 điểm. Sửa lại số điểm.",
)
LOW_GOAL = Rule(
    "R9-HS-DIEM",
    Severity.WARNING,
    "Mục tiêu điểm của mô hình dưới 80",
    "Đề án 167 lấy mốc 80 điểm. Sửa mục tiêu hoặc giải trình.",
)
DATES = Rule(
    "R14-HS-NGAY",
    Severity.ERROR,
    "Thời gian bắt đầu sau thời gian kết thúc",
    "Sửa một trong hai mốc thời gian.",
)
YEAR_OF_DAY = Rule(
    "R14-HS-NAM",
    Severity.WARNING,
    "Ngày hỗ trợ không thuộc kỳ của hồ sơ",
    "Sửa ngày hỗ trợ, hoặc năm, kỳ của hồ sơ.",
)


def bounds(subjects: Subjects, row: DossierRow) -> Iterator[Finding]:
    """What BOUNDS says of this kind of record."""
    for bound in BOUNDS:
        if bound.kind == row.draft.kind:
            yield from _bound(subjects, row, bound)


def _bound(subjects: Subjects, row: DossierRow, bound: Bound) -> Iterator[Finding]:
    draft = row.draft
    whole = draft.number(bound.whole)
    stated = [(key, n) for key in bound.parts if (n := draft.number(key)) is not None]
    if whole is None or not stated:
        return
    added = sum(n for _, n in stated)
    some = bound.is_all and len(stated) > 1
    if added <= whole and not (some and added < whole):
        return
    listed = " + ".join(
        f"{subjects.label(draft, key)} {subjects.shown(draft, key, n)}" for key, n in stated
    )
    equals = (
        f"{listed} = {subjects.shown(draft, bound.whole, added)}" if len(stated) > 1 else listed
    )
    unit = subjects.quantity(draft, bound.whole).unit
    detail = (
        f"{equals}, nhưng {subjects.label(draft, bound.whole)} ghi "
        f"{subjects.shown(draft, bound.whole, whole)} {unit} "
        f"(chênh {subjects.shown(draft, bound.whole, abs(whole - added))})."
    )
    rule = PART if len(bound.parts) == 1 else SUM
    spots = [Spot(row, bound.whole), *(Spot(row, each) for each, _ in stated)]
    yield rule.found(subjects, spots, detail)


def years_money(subjects: Subjects, row: DossierRow) -> Iterator[Finding]:
    """Of a pilot model one year costs no more than the whole period."""
    draft = row.draft
    period, year = total_of(draft, "period"), total_of(draft, "year")
    if period is None or year is None or year <= period:
        return
    detail = (
        f"kinh phí năm kế hoạch {million(year)} lớn hơn kinh phí cả giai đoạn "
        f"{million(period)} triệu đồng."
    )
    spots = [Spot(row, money_key("year", "total")), Spot(row, money_key("period", "total"))]
    yield PART.found(subjects, spots, detail, (("period", period), ("year", year)))


def points(subjects: Subjects, row: DossierRow) -> Iterator[Finding]:
    """Points of a pilot model: at most 100, and a goal of 80 at least."""
    for key in ("score", "goal"):
        value = subjects.exact(row.draft, key)
        if value is None:
            continue
        told = f"{subjects.label(row.draft, key)} ghi {_shown(subjects, row, key)} điểm."
        if value > FULL_MARKS:
            yield POINTS.found(subjects, [Spot(row, key)], told)
        elif key == "goal" and value < GOAL:
            yield LOW_GOAL.found(subjects, [Spot(row, key)], told)


def far_over_plan(subjects: Subjects, row: DossierRow) -> Iterator[Finding]:
    """More than twice what was planned: perhaps another unit, perhaps a slip."""
    draft = row.draft
    for keys in DONE_AND_PLAN:
        done, planned = draft.number(keys[0]), draft.number(keys[1])
        if done and planned and done > FACTOR * planned:
            detail = (
                f"{subjects.label(draft, keys[0])} {prose_count(done)}, "
                f"{subjects.label(draft, keys[1])} {prose_count(planned)}."
            )
            yield PLAN.found(subjects, [Spot(row, key) for key in keys], detail)
    money = total_of(draft, "done"), total_of(draft, "plan")
    if money[0] and money[1] and money[0] > FACTOR * money[1]:
        detail = f"kinh phí thực hiện {million(money[0])}, kế hoạch {million(money[1])} triệu đồng."
        spots = [Spot(row, money_key(group, "total")) for group in ("done", "plan")]
        yield PLAN.found(subjects, spots, detail, zip(("done", "plan"), money, strict=True))


def dates(subjects: Subjects, row: DossierRow) -> Iterator[Finding]:
    """Since, until; from year, due year; first and last year; the day against the year."""
    draft = row.draft
    since, until = day_of(draft, "since"), day_of(draft, "until")
    if since and until and since.first_day() > until.last_day():
        detail = f"từ {since.running()} đến {until.running()}."
        yield DATES.found(subjects, [Spot(row, "since"), Spot(row, "until")], detail)
    for first, last in (("first_year", "last_year"), ("from_year", "due_year")):
        begins, ends = draft.number(first), draft.number(last)
        if begins and ends and begins > ends:
            detail = f"từ năm {begins} đến năm {ends}."
            yield DATES.found(subjects, [Spot(row, first), Spot(row, last)], detail)
    given = day_of(draft, "given_on")
    if given and draft.year and draft.period != Stage.CUMULATIVE and not _within(given, draft):
        half = "6 tháng đầu " if draft.period == Stage.HALF_YEAR else ""
        detail = f"hỗ trợ {given.running()}, hồ sơ của {half}năm {draft.year}."
        yield YEAR_OF_DAY.found(
            subjects, [Spot(row, "given_on"), Spot(row, "year")], detail, (("year", draft.year),)
        )


def _within(day: PartialDate, draft: DossierDraft) -> bool:
    """Whether a day can lie in the period of a record."""
    late = draft.period == Stage.HALF_YEAR and (day.month or 1) > HALF
    return day.year == draft.year and not late


def _shown(subjects: Subjects, row: DossierRow, key: str) -> str:
    stored = row.draft.number(key)
    assert stored is not None
    return subjects.shown(row.draft, key, stored)

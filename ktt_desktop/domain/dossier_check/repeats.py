"""Một việc ghi hai lần, and a cumulative number smaller than that of the year it includes."""

from collections import defaultdict
from collections.abc import Iterator, Sequence

from ktt_desktop.domain.dossier import TOTAL, DossierDraft, DossierRow, Kind, Stage, money_key
from ktt_desktop.domain.dossier import total as total_of
from ktt_desktop.domain.dossier_check.money import million
from ktt_desktop.domain.dossier_check.subject import Rule, Spot, Subjects
from ktt_desktop.domain.findings import Finding
from ktt_desktop.domain.numbers import prose_count
from ktt_desktop.domain.terms import Severity
from ktt_desktop.domain.text import fold

DISTINGUISHING = ("content", "person", "area", "organiser", "fund", "as_of")
TWICE = Rule(
    "R6-HS-HAI-LAN",
    Severity.WARNING,
    "Một văn bản ghi hai lần cho cùng tổ chức, cùng nội dung",
    "Mở hai hồ sơ, xóa hồ sơ ghi trùng, hoặc ghi rõ nội dung khác nhau.",
)
CUMULATED = Rule(
    "R2-HS-LUY-KE",
    Severity.ERROR,
    "Số lũy kế nhỏ hơn số của năm",
    "Đối chiếu văn bản, sửa số lũy kế hoặc số của năm.",
)


def twice(subjects: Subjects) -> Iterator[Finding]:
    """The same document, organisation, measure and period in two records.

    Where no organisation is named, only records with the same numbers are one.
    """
    seen: dict[tuple[object, ...], list[DossierRow]] = defaultdict(list)
    for row in subjects.of(Kind.SUPPORT, Kind.CREDIT):
        draft, document = row.draft, row.draft.text("document")
        told: set[str] = set()
        parties = list(zip(draft.organisations, row.names, strict=True)) or [("", "")]
        for uid, name in parties if document else ():
            numbers = () if uid else _numbers(draft)
            if not uid and not numbers:
                continue
            key = (uid, draft.kind, draft.topic, draft.year, draft.period, fold(document), numbers)
            other = next((each for each in seen[key] if _is_same(each.draft, draft)), None)
            seen[key].append(row)
            if other is not None and other.draft.uid not in told:
                told.add(other.draft.uid)
                spots = [Spot(other, "document"), Spot(row, "document")]
                detail = f"{name}, văn bản {document}." if name else f"văn bản {document}."
                yield TWICE.found(subjects, spots, detail)


def cumulated(subjects: Subjects) -> Iterator[Finding]:
    """What was done since the beginning of a programme is at least what one year did."""
    by_measure: dict[tuple[object, ...], list[DossierRow]] = defaultdict(list)
    for row in subjects.of(Kind.SUPPORT):
        draft = row.draft
        if draft.topic and draft.year and not draft.part_of:
            by_measure[draft.topic, draft.programme, draft.year].append(row)
    for rows in by_measure.values():
        yearly = [row for row in rows if row.draft.period == Stage.YEAR]
        yearly = yearly or [row for row in rows if row.draft.period == Stage.HALF_YEAR]
        for row in rows:
            if row.draft.period == Stage.CUMULATIVE and yearly:
                yield from _cumulated(
                    subjects, row, [each for each in yearly if _within(row, each)]
                )


def _cumulated(
    subjects: Subjects, row: DossierRow, yearly: Sequence[DossierRow]
) -> Iterator[Finding]:
    for key in ("quantity_done", "persons_done", "classes_done"):
        parts = [
            (each, n)
            for each in yearly
            if (n := each.draft.number(key)) is not None and _same_unit(row, each)
        ]
        whole, added = row.draft.number(key), sum(n for _, n in parts)
        if whole is not None and added > whole:
            detail = (
                f"{subjects.label(row.draft, key)} ghi lũy kế {prose_count(whole)}, riêng năm "
                f"{row.draft.year} đã có {prose_count(added)}."
            )
            spots = [Spot(row, key), *(Spot(each, key) for each, _ in parts)]
            yield CUMULATED.found(subjects, spots, detail)
    paid = [(each, n) for each in yearly if (n := total_of(each.draft, "done")) is not None]
    whole, added = total_of(row.draft, "done"), sum(n for _, n in paid)
    if whole is not None and added > whole:
        detail = (
            f"kinh phí ghi lũy kế {million(whole)} triệu đồng, riêng năm {row.draft.year} đã có "
            f"{million(added)}."
        )
        key = money_key("done", TOTAL)
        spots = [Spot(row, key), *(Spot(each, key) for each, _ in paid)]
        numbers = [("whole", whole), *((each.draft.uid, n) for each, n in paid)]
        yield CUMULATED.found(subjects, spots, detail, numbers)


def _is_same(one: DossierDraft, other: DossierDraft) -> bool:
    """Whether nothing tells them apart, and neither is a part of the other."""
    if one.uid == other.part_of or other.uid == one.part_of:
        return False
    keys = DISTINGUISHING[1:] if _is_same_payment(one, other) else DISTINGUISHING
    pairs = ((fold(one.text(key)), fold(other.text(key))) for key in keys)
    return all(a == b or not (a and b) for a, b in pairs)


def _is_same_payment(one: DossierDraft, other: DossierDraft) -> bool:
    """Whether both tell the same sum of the same day, in whatever words of content."""
    day, paid = one.text("given_on"), total_of(one, "done")
    return bool(day and paid) and (day, paid) == (other.text("given_on"), total_of(other, "done"))


def _numbers(draft: DossierDraft) -> tuple[tuple[str, int], ...]:
    values = [(key, each) for key, each in draft.values.items() if isinstance(each, int)]
    return tuple(sorted([*values, *draft.money.items()]))


def _within(row: DossierRow, yearly: DossierRow) -> bool:
    """Whether the year's record is of what the cumulative one is of."""
    own = set(row.draft.organisations)
    named = set(yearly.draft.organisations)
    return not own or (bool(named) and named <= own)


def _same_unit(row: DossierRow, other: DossierRow) -> bool:
    units = row.draft.text("quantity_unit"), other.draft.text("quantity_unit")
    return not all(units) or units[0] == units[1]

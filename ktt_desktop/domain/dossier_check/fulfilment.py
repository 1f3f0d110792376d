"""Tỷ lệ so với kế hoạch as a document states it, against what each base would give (R7)."""

from collections.abc import Iterator
from fractions import Fraction
from math import floor

from ktt_desktop.domain.dossier import DossierRow
from ktt_desktop.domain.dossier import total as total_of
from ktt_desktop.domain.dossier_check.money import million
from ktt_desktop.domain.dossier_check.subject import Rule, Spot, Subjects
from ktt_desktop.domain.evaluation import decimals, round_half_up
from ktt_desktop.domain.findings import Finding
from ktt_desktop.domain.numbers import format_fraction, prose_count
from ktt_desktop.domain.terms import Severity

BASES = {"quantity": "khối lượng", "classes": "lớp", "persons": "người", "money": "kinh phí"}
RATE = Rule(
    "R7-HS-DAT",
    Severity.WARNING,
    "Tỷ lệ đạt kế hoạch không khớp số liệu",
    "Ghi rõ tỷ lệ tính theo số lớp, số người, khối lượng hay kinh phí, hoặc sửa tỷ lệ.",
)


def fulfilment(subjects: Subjects, row: DossierRow) -> Iterator[Finding]:
    """On the stated base; where none is stated, on every base that has numbers."""
    told = subjects.exact(row.draft, "fulfilment")
    if told is None:
        return
    base = row.draft.text("fulfilment_base")
    pairs = {
        each: pair
        for each in BASES
        if each in (base or each) and (pair := _pair(row, each)) is not None
    }
    exact = {each: Fraction(100 * done, planned) for each, (done, planned) in pairs.items()}
    places = decimals(told)
    if not exact or any(round_half_up(each, places) == told for each in exact.values()):
        return
    listed = "; ".join(_told(row, each, *pairs[each]) for each in pairs)
    without = "" if base else " (không ghi tính theo số nào)"
    cut = any(Fraction(floor(each * 10**places), 10**places) == told for each in exact.values())
    note = " Số ghi là số cắt bớt, chưa làm tròn." if cut else ""
    detail = f"ghi đạt {format_fraction(told, 2)}%{without}, nhưng {listed}.{note}"
    spots = [Spot(row, "fulfilment")]
    spots += [Spot(row, f"{each}_done" if each != "money" else "done.total") for each in pairs]
    yield RATE.found(subjects, spots, detail, tuple(exact.items()))


def _pair(row: DossierRow, base: str) -> tuple[int, int] | None:
    draft = row.draft
    if base == "money":
        done, planned = total_of(draft, "done"), total_of(draft, "plan")
    else:
        done, planned = draft.number(f"{base}_done"), draft.number(f"{base}_plan")
    return (done, planned) if done is not None and planned else None


def _told(row: DossierRow, base: str, done: int, planned: int) -> str:
    shown = million if base == "money" else prose_count
    unit = row.draft.text("quantity_unit") or BASES[base] if base == "quantity" else BASES[base]
    percent = format_fraction(Fraction(100 * done, planned), 2)
    return f"{shown(done)} ÷ {shown(planned)} {unit} = {percent}%"

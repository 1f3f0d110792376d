"""R8: a figure a thousand times too large or small, an average that must be a total."""

from collections.abc import Iterator
from fractions import Fraction

from ktt_desktop.domain.document_check.facts import COUNT, Fact
from ktt_desktop.domain.document_check.figures import About
from ktt_desktop.domain.document_check.findings import (
    DocumentFinding,
    error,
    opening,
    shown,
    warning,
)
from ktt_desktop.domain.document_check.known import Known
from ktt_desktop.domain.document_check.lines import Line
from ktt_desktop.domain.document_check.roles import Remark, Role, Stated
from ktt_desktop.domain.document_check.words import BOTH, KINDS, MONEY, PERCENT, PERSONS

NEAR, FAR, THOUSAND = Fraction(1, 20), Fraction(1, 10), 1000
TIMES_CAPITAL = 5  # revenue of all against their capital; more is no average
ROUND, FEWEST = 5, 10
AVERAGE, CAPITAL = "doanh_thu_bq", "von_dang_ky"


def changes(known: Known) -> Iterator[DocumentFinding]:
    """ "tăng 18,23 triệu đồng (tăng 31,4%)" against the figure itself."""
    for line in known.document.lines:
        for stated in known.stated[line.number]:
            amounts = [
                e for e in stated.remarks if e.role is Role.CHANGE and e.figure.unit != PERCENT
            ]
            rates = [
                e for e in stated.remarks if e.role is Role.CHANGE and e.figure.unit == PERCENT
            ]
            for amount, rate in zip(amounts, rates, strict=False):
                if amount.figure.unit == stated.figure.unit and amount.up == rate.up:
                    yield from _change(line, stated, amount, rate)


def _change(line: Line, stated: Stated, amount: Remark, rate: Remark) -> Iterator[DocumentFinding]:
    value, sign = stated.figure.value, 1 if amount.up else -1
    share = 1 + sign * rate.figure.value / 100
    if share <= 0:
        return
    before = value / share
    expected, told = abs(value - before), amount.figure.value
    if abs(expected - told) <= FAR * expected:
        return
    unit = " triệu đồng" if stated.figure.unit == MONEY else ""
    message = (
        f"{stated.figure.shown} mà {'tăng' if amount.up else 'giảm'} {rate.figure.shown} thì phần "
        f"thay đổi là {shown(expected, 0)}{unit}, nhưng văn bản ghi {amount.figure.shown}"
    )
    places = [stated.figure.quote(), amount.figure.quote()]
    for factor, how in ((THOUSAND, "nhỏ"), (Fraction(1, THOUSAND), "lớn")):
        if abs(told * factor - expected) <= NEAR * expected:
            yield error("R8", f"{message}: {how} hơn 1.000 lần, có thể nhầm đơn vị.", places)
            return
    yield warning("R7", f"{message}.", places)


def average_or_total(known: Known) -> Iterator[DocumentFinding]:
    """An average revenue that, times the organisations, dwarfs their whole capital."""
    for average in known.of_unit(AVERAGE):
        count, capital = known.organisations(average.time), known.total(CAPITAL)
        if count is None or capital is None or not (count.figure.value and capital.figure.value):
            continue
        every = average.figure.value * count.figure.value
        if every > TIMES_CAPITAL * capital.figure.value:
            each = average.figure.value / count.figure.value
            yield error(
                "R8",
                f"Doanh thu bình quân {average.figure.shown} × {count.figure.body} HTX = "
                f"{shown(every)} triệu đồng, gấp {shown(every / capital.figure.value, 1)} lần tổng "
                f"vốn {capital.figure.shown}. Có thể đó là tổng doanh thu: "
                f"{average.figure.body} / {count.figure.body} = {shown(each, 0)} triệu đồng/HTX.",
                [average.quote(), count.quote(), capital.quote()],
            )


def round_shares(known: Known) -> Iterator[DocumentFinding]:
    """Persons that are exactly 5, 10, 20 … for each organisation: estimated, not counted."""
    for fact in known.facts:
        if fact.figure.unit not in (PERSONS, "") or not fact.of_unit or fact.kind not in KINDS:
            continue
        count = _count(known, fact)
        if count is None or count.figure.value < FEWEST or fact.kind == BOTH:
            continue
        if known.words.measures[fact.measure].part_of or fact.figure.of is not None:
            continue
        each = fact.figure.value / count.figure.value
        if each.denominator == 1 and each % ROUND == 0:
            yield warning(
                "R8",
                f"{fact.figure.shown} / {count.figure.shown} = đúng {shown(each)} người mỗi "
                f"{fact.kind}: số ước lượng, không phải số đếm.",
                [fact.quote(), count.quote()],
            )


def _count(known: Known, fact: Fact) -> Fact | None:
    """The organisations a number of persons is of, of the same moment, in the same line first."""
    found = [
        each
        for each in known.facts
        if each.measure == COUNT
        and each.kind == fact.kind
        and each.of_unit
        and each.time.target == fact.time.target
        and known.group(each.status) in ("", "HD")
        and each.figure.about is not About.UNDER
    ]
    near = [each for each in found if each.line == fact.line]
    return (near or found)[-1] if found else None


def smaller_than_part(known: Known) -> Iterator[DocumentFinding]:
    """An average of a sector a thousand times its siblings'."""
    for spec in known.words.measures.values():
        if not spec.average:
            continue
        facts = [e for e in known.facts if e.measure == spec.id and e.scope and not e.time.target]
        for fact in facts:
            others = sorted(e.figure.value for e in facts if e is not fact)
            if len(others) > 1 and others[0] > 0:
                ratio = fact.figure.value / others[len(others) // 2]
                if ratio >= THOUSAND / 4 or ratio <= Fraction(4, THOUSAND):
                    yield error(
                        "R8",
                        f"{opening(spec.label)} {fact.figure.shown} (dòng {fact.row}) so với "
                        f"các lĩnh vực khác khoảng {shown(others[len(others) // 2])} triệu đồng: "
                        "có thể nhầm đơn vị 1.000 lần.",
                        [fact.quote()],
                    )

"""R15: how numbers and units are written."""

import re
from collections.abc import Iterator
from fractions import Fraction
from itertools import pairwise
from typing import TYPE_CHECKING

from ktt_desktop.domain.document_check.figures import Figure
from ktt_desktop.domain.document_check.findings import (
    DocumentFinding,
    notice,
    opening,
    percent,
    shown,
    warning,
)
from ktt_desktop.domain.document_check.known import Known
from ktt_desktop.domain.document_check.roles import Role
from ktt_desktop.domain.document_check.words import MONEY, PERCENT, PERSONS

if TYPE_CHECKING:
    from ktt_desktop.domain.document_check.facts import Fact

_DOT = re.compile(r"\d+\.\d{1,2}|\d+\.\d{4,}")
_GROUPED, _UNGROUPED = re.compile(r"\d{1,3}(?:\.\d{3})+"), re.compile(r"[1-9]\d{3,}")
FEWEST_PADDED = 3


def percent_signs(known: Known) -> Iterator[DocumentFinding]:
    """ "chiếm 0,2 tổng dư nợ": a share without its sign."""
    for line in known.document.lines:
        for figure in _all(known, line.number):
            before = line.plain[max(0, figure.start - 12) : figure.start]
            if not figure.unit and re.search(r"chiếm\s*$", before) and figure.of is None:
                yield notice(
                    "R15", f"“chiếm {figure.body}” thiếu dấu % hoặc đơn vị.", [figure.quote()]
                )


def periods_of_pay(known: Known) -> Iterator[DocumentFinding]:
    """An average income without "/người/tháng" or "/người/năm"."""
    for fact in known.facts:
        if known.words.measures[fact.measure].yearly and not fact.figure.per:
            yield notice(
                "R15",
                f"{opening(known.words.label(fact.measure))} {fact.figure.shown} không ghi theo "
                "tháng hay theo năm (triệu đồng/người/tháng).",
                [fact.quote()],
            )


def decimal_signs(known: Known) -> Iterator[DocumentFinding]:
    """Dot and comma both before decimals."""
    every = [figure for line in known.document.lines for figure in _all(known, line.number)]
    dots = [each for each in every if _DOT.fullmatch(each.body) and each.unit]
    commas = [each for each in every if "," in each.body]
    if dots and commas:
        near = min(
            commas,
            key=lambda e: (abs(e.line.number - dots[0].line.number), abs(e.start - dots[0].start)),
        )
        yield notice(
            "R15",
            f"Phần thập phân viết bằng cả dấu chấm ({dots[0].shown}) và dấu phẩy ({near.shown}); "
            "dùng dấu phẩy.",
            [*(each.quote() for each in dots), near.quote()],
        )


def thousands(known: Known) -> Iterator[DocumentFinding]:
    """2000 beside 1.500."""
    every = [figure for line in known.document.lines for figure in _all(known, line.number)]
    grouped = [each for each in every if _GROUPED.fullmatch(each.body)]
    bare = [each for each in every if _UNGROUPED.fullmatch(each.body) and each.unit]
    if grouped and bare:
        near = min(grouped, key=lambda each: abs(each.line.number - bare[0].line.number))
        yield notice(
            "R15",
            f"Hàng nghìn viết hai cách: {bare[0].body} và {near.body}; viết thống nhất có "
            "dấu chấm.",
            [*(each.quote() for each in bare), near.quote()],
        )


def padding(known: Known) -> Iterator[DocumentFinding]:
    """Counts from 1 to 9 with and without a zero before them."""
    counts = [
        figure
        for line in known.document.lines
        for figure in _all(known, line.number)
        if figure.is_count
        and figure.unit
        and figure.unit != MONEY
        and figure.high is None
        and re.fullmatch(r"0?[1-9]", figure.body)
    ]
    padded = [each for each in counts if each.body.startswith("0")]
    bare = [each for each in counts if not each.body.startswith("0")]
    if len(padded) >= FEWEST_PADDED and bare:
        yield notice(
            "R15",
            f"Số dưới 10 có chỗ thêm số 0 ({padded[0].shown}), có chỗ không ({bare[0].shown}).",
            [each.quote() for each in bare],
        )


def decimals(known: Known) -> Iterator[DocumentFinding]:
    """Percentages of one whole with different numbers of decimals in neighbouring lines."""
    shares: list[tuple[Fact, Figure]] = [
        (fact, remark.figure)
        for fact in known.facts
        if fact.of_unit and (remark := fact.remark(Role.SHARE)) and remark.figure.unit == PERCENT
    ]
    for (one, first), (other, second) in pairwise(shares):
        wholes = {known.words.measures[each.measure].part_of for each in (one, other)}
        if len(wholes) == 1 and "" not in wholes and first.decimals != second.decimals:
            yield notice(
                "R15",
                f"Tỷ lệ ghi không cùng số chữ số thập phân: {first.shown} và {second.shown}.",
                [first.quote(), second.quote()],
            )


def named_rates(known: Known) -> Iterator[DocumentFinding]:
    """ "Tỷ lệ … là 12 người": called a rate, given as a number."""
    for fact in known.facts:
        rate = re.search(r"tỷ lệ[^,;.%]{0,70}(?:là|:|đạt)\s*$", fact.stated.before)
        if fact.figure.unit != PERSONS or not rate:
            continue
        share = fact.remark(Role.SHARE)
        whole = known.words.measures[fact.measure].part_of
        totals = known.of_unit(whole, fact.kind) if whole else ()
        added = [s for scope in known.scopes() if (s := known.share(scope, whole))] if whole else []
        message = f"Gọi là tỷ lệ nhưng ghi số {fact.figure.shown}"
        if share is not None and totals:
            bases = [totals[0].figure.value]
            if added:
                bases.append(sum((s.value for s in added), Fraction(0)))
            worked = "; ".join(
                f"{fact.figure.body} / {shown(base)} = {percent(fact.figure.value, base)}"
                for base in dict.fromkeys(filter(None, bases))
            )
            message += f" ({share.figure.shown}); {worked}"
        yield warning("R15", f"{message}.", [fact.quote(), *(each.quote() for each in totals[:1])])


def _all(known: Known, line: int) -> tuple[Figure, ...]:
    return known.document.figures[line]

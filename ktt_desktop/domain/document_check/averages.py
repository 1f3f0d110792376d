"""R3: an average lies between the averages of the groups, and where their weights put it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

from ktt_desktop.domain.document_check.facts import COUNT, Fact
from ktt_desktop.domain.document_check.findings import (
    DocumentFinding,
    error,
    opening,
    shown,
    warning,
)
from ktt_desktop.domain.document_check.known import Known

LOWEST_YEARLY = 20  # triệu đồng: an income below it, without a period, is of a month
FAR = Fraction(1, 20)
MEMBERS = "thanh_vien"


@dataclass(frozen=True, slots=True)
class Group:
    """Một nhóm: its average of a year and how much it weighs."""

    fact: Fact
    value: Fraction
    weight: Fraction | None

    @property
    def words(self) -> str:
        """As in a weighted mean."""
        return f"{shown(self.weight or Fraction(0))} × {shown(self.value)}"


def averages(known: Known) -> Iterator[DocumentFinding]:
    """Every average of the unit against those of its sectors and organisations."""
    for spec in known.words.measures.values():
        if spec.average:
            own = [
                spec.id,
                *(
                    m.id
                    for m in known.words.measures.values()
                    if m.counterpart == spec.id and m.yearly
                ),
            ]
            groups = _groups(known, spec.id, spec.average)
            for measure in own:
                total = known.total(measure, time=known.time_of(known.scopes()))
                if total is not None and len(groups) > 1:
                    yield from _compare(known, total, groups, certain=measure == spec.id)


def yearly(known: Known, fact: Fact) -> Fraction:
    """An income of a year, whichever period is printed."""
    value = fact.figure.value
    if not known.words.measures[fact.measure].yearly:
        return value
    monthly = "tháng" in fact.figure.per
    monthly = monthly or ("năm" not in fact.figure.per and value < LOWEST_YEARLY)
    return value * 12 if monthly else value


def _groups(known: Known, measure: str, average: str) -> list[Group]:
    facts = [
        each
        for each in known.facts
        if each.measure == measure and each.scope is not None and not each.time.target
    ]
    return [Group(each, yearly(known, each), _weight(known, each, average)) for each in facts]


def _weight(known: Known, fact: Fact, average: str) -> Fraction | None:
    """How many the average is over: organisations, or workers (members where unknown)."""
    if fact.scope is None or (average == "count" and fact.organisation):
        return Fraction(1)
    if average == "count":
        share = known.share(fact.scope, COUNT)
        return share.value if share else None
    for measure in (average, MEMBERS):
        for each in known.facts:
            if (each.measure, each.scope, each.organisation) == (
                measure,
                fact.scope,
                fact.organisation,
            ):
                return each.figure.value
    return None


def _compare(
    known: Known, total: Fact, groups: Sequence[Group], *, certain: bool
) -> Iterator[DocumentFinding]:
    value = yearly(known, total)
    low, high = min(each.value for each in groups), max(each.value for each in groups)
    label = known.words.label(total.measure)
    places = [total.quote(), *(each.fact.quote() for each in groups)]
    by_month = any("tháng" in each.fact.figure.per for each in groups)
    month = " (tháng × 12)" if by_month else ""
    if certain and not low <= value <= high:
        listed = " / ".join(dict.fromkeys(shown(each.value) for each in groups))
        yield error(
            "R3",
            f"{opening(label)} của các lĩnh vực{month} là {listed}, từ {shown(low)} đến "
            f"{shown(high)}; số chung {total.figure.shown} ở dòng {total.row} không thể nằm ngoài "
            "khoảng đó.",
            places,
        )
        return
    weights = [each.weight for each in groups if each.weight]
    if len(weights) < len(groups):
        return
    every = sum(weights, Fraction(0))
    mean = sum((each.value * (each.weight or 0) for each in groups), Fraction(0)) / every
    if abs(mean - value) > FAR * value:
        tell = error if certain else warning
        yield tell(
            "R3",
            f"{opening(label)} tính từ các lĩnh vực{month}: "
            f"({' + '.join(each.words for each in groups)}) / {shown(every)} = {shown(mean, 1)}, "
            f"nhưng dòng {total.row} ghi {total.figure.shown}.",
            places,
        )

"""R4: the plans that figures and their percentages imply; two of one plan must overlap."""

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from itertools import combinations

from ktt_desktop.domain.document_check.facts import Fact
from ktt_desktop.domain.document_check.findings import DocumentFinding, error, shown
from ktt_desktop.domain.document_check.known import Known
from ktt_desktop.domain.document_check.roles import Role


@dataclass(frozen=True, slots=True)
class Plan:
    """Kế hoạch suy ra từ một số liệu: an interval."""

    fact: Fact
    low: Fraction
    high: Fraction
    how: str

    @property
    def words(self) -> str:
        """As in messages."""
        if self.low == self.high:
            return shown(self.low)
        return f"từ {shown(self.low, 0)} đến {shown(self.high, 0)}"

    @property
    def middle(self) -> Fraction:
        """The likeliest plan."""
        return (self.low + self.high) / 2


def plan_of(fact: Fact) -> Plan | None:
    """What a figure says of its plan: by a percentage of it, or by how far it is from it."""
    percent = fact.remark(Role.OF_PLAN)
    if percent is not None and percent.figure.value:
        p, half = percent.figure.value, Fraction(1, 2 * 10**percent.figure.decimals)
        low, high = 100 * fact.figure.value / (p + half), 100 * fact.figure.value / (p - half)
        return Plan(fact, low, high, f"{fact.figure.body} / {percent.figure.shown}")
    for each in fact.stated.remarks:
        if each.role is Role.CHANGE and each.against_plan and each.figure.unit == fact.figure.unit:
            sign = -1 if each.up else 1
            value = fact.figure.value + sign * each.figure.value
            mark = "-" if each.up else "+"
            return Plan(fact, value, value, f"{fact.figure.body} {mark} {each.figure.body}")
    return None


def plans(known: Known) -> Iterator[DocumentFinding]:
    """Statements about one plan that cannot both be true."""
    found = [plan for fact in known.facts if not fact.time.target and (plan := plan_of(fact))]
    for one, other in combinations(found, 2):
        if _of_one_plan(one.fact, other.fact) and (one.low > other.high or other.low > one.high):
            label = known.words.label(one.fact.measure)
            yield error(
                "R4",
                f"Kế hoạch của {label} suy ra từ dòng {one.fact.row}: {one.how} = {one.words}; "
                f"từ dòng {other.fact.row}: {other.how} = {other.words}. Hai số không thể là của "
                "cùng một kế hoạch.",
                [one.fact.quote(), other.fact.quote()],
            )


def _of_one_plan(one: Fact, other: Fact) -> bool:
    years = [each.time.end.year for each in (one, other) if each.time.end is not None]
    key = [
        (each.measure, each.status, each.kind, each.scope, each.organisation)
        for each in (one, other)
    ]
    return key[0] == key[1] and len(set(years)) < 2

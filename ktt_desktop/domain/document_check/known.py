"""What is known of a document: its facts, by the figure, of the unit and of its sectors."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction

from ktt_desktop.domain.document_check.document import Document, Scope
from ktt_desktop.domain.document_check.facts import COUNT, Fact, read_facts
from ktt_desktop.domain.document_check.figures import Figure
from ktt_desktop.domain.document_check.roles import Stated, stated_in
from ktt_desktop.domain.document_check.times import Time, same_time
from ktt_desktop.domain.document_check.words import COOPERATIVE, DocumentWords


@dataclass(frozen=True, slots=True)
class Share:
    """Phần của một lĩnh vực: the facts it is read or added from."""

    scope: Scope
    value: Fraction
    facts: tuple[Fact, ...]

    @property
    def words(self) -> str:
        """As in a sum: "3.711", or "32 + 07"."""
        return " + ".join(each.figure.body for each in self.facts)


@dataclass(frozen=True, slots=True)
class Known:
    """Văn bản đã hiểu."""

    document: Document
    facts: tuple[Fact, ...]
    stated: Mapping[int, tuple[Stated, ...]]
    by_figure: Mapping[tuple[int, int], Fact]

    @property
    def words(self) -> DocumentWords:
        """The words it was read with."""
        return self.document.words

    def fact(self, figure: Figure) -> Fact | None:
        """The meaning of a figure, where it is known."""
        return self.by_figure.get((figure.line.number, figure.start))

    def group(self, status: str) -> str:
        """The statuses that are counted together: stopped in one way or another."""
        return self.words.statuses[status].group if status else ""

    def of_unit(
        self, measure: str, kind: str = COOPERATIVE, group: str = "", time: Time | None = None
    ) -> tuple[Fact, ...]:
        """Facts of the whole unit that are no targets, of one moment where one is given."""
        return tuple(
            each
            for each in self.facts
            if each.measure == measure
            and each.kind == kind
            and each.of_unit
            and self.group(each.status) == group
            and not each.time.target
            and (time is None or same_time(each.time, time))
        )

    def total(
        self, measure: str, kind: str = COOPERATIVE, group: str = "", time: Time | None = None
    ) -> Fact | None:
        """The figure of the unit best fit for a moment: the same one, else the latest told."""
        found = self.of_unit(measure, kind, group, time)
        exact = [each for each in found if time is not None and each.time == time]
        return exact[-1] if exact else (found[-1] if found else None)

    def organisations(self, time: Time | None = None, kind: str = COOPERATIVE) -> Fact | None:
        """How many organisations there are; where only the active ones are told, those."""
        return self.total(COUNT, kind, "", time) or self.total(COUNT, kind, "HD", time)

    def scopes(self) -> tuple[Scope, ...]:
        """The sectors that say anything, in the order of the text."""
        return tuple(dict.fromkeys(each.scope for each in self.facts if each.scope is not None))

    def comparable(self, one: Fact, other: Fact) -> bool:
        """Whether two facts are of one moment; undated ones where the dated are all of one."""
        if one.time == other.time:
            return not one.time.target
        if one.time.target or other.time.target or (one.time.end and other.time.end):
            return False
        times = {
            each.time
            for each in self.facts
            if each.measure in (one.measure, other.measure) and each.time.end is not None
        }
        return len(times) == 1 and not times.pop().estimate

    def share(self, scope: Scope, measure: str, group: str = "") -> Share | None:
        """A sector's figure, or the sum over its organisations where each one tells it."""
        here = [each for each in self.facts if each.scope == scope and not each.time.target]
        own = [
            each
            for each in here
            if each.measure == measure
            and self.group(each.status) == group
            and each.kind == COOPERATIVE
        ]
        whole = [each for each in own if not each.organisation]
        if whole:
            return Share(scope, whole[0].figure.value, (whole[0],))
        members = {each.organisation: each for each in reversed(own)}
        named = {each.organisation for each in here if each.organisation}
        if not named or set(members) != named:
            return None
        facts = tuple(sorted(members.values(), key=lambda each: each.line))
        return Share(scope, sum((each.figure.value for each in facts), Fraction(0)), facts)

    def time_of(self, scopes: Iterable[Scope]) -> Time:
        """The moment the sectors speak of; unknown where they differ."""
        wanted = set(scopes)
        found = {
            each.time for each in self.facts if each.scope in wanted and each.time.end is not None
        }
        return found.pop() if len(found) == 1 else Time()


def know(document: Document) -> Known:
    """Understand what can be understood of a document."""
    facts = read_facts(document)
    return Known(
        document,
        facts,
        {line.number: stated_in(document, line) for line in document.lines},
        {(each.line, each.figure.start): each for each in facts},
    )

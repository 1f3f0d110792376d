"""The figures of one text held against those of a report: what it lacks or has otherwise."""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from fractions import Fraction

from ktt_desktop.domain.document_check.facts import Fact
from ktt_desktop.domain.document_check.figures import Figure
from ktt_desktop.domain.document_check.findings import DocumentFinding
from ktt_desktop.domain.document_check.known import Known
from ktt_desktop.domain.document_check.lines import sentences
from ktt_desktop.domain.document_check.times import same_time
from ktt_desktop.domain.document_check.words import MONEY, PERCENT
from ktt_desktop.domain.report_places import Section, alike, below, contained, key_words, section_of
from ktt_desktop.domain.terms import Severity
from ktt_desktop.domain.text import fold

SAME_SENTENCE = 0.5  # of the words of two sentences
SAME_PLACE = 0.5  # of the words of the shorter of two sentences at one place
MONTHS = 12
_ANNEX = re.compile(r"phụ lục(?: [ivx]+| \d+)?")  # the first line of an annex


class Standing(StrEnum):
    """Con số của văn bản đứng thế nào trong báo cáo."""

    HERE = "đúng chỗ"
    ELSEWHERE = "ở mục khác"
    FREE_TEXT = "lời văn"  # stands where the outline leaves the words to the officer
    OWN_ERROR = "sai trong văn bản"  # the check of the text finds it
    OTHERWISE = "khác"
    MISSING = "thiếu"


FOUND, REAL = (Standing.HERE, Standing.ELSEWHERE), (Standing.OTHERWISE, Standing.MISSING)


@dataclass(frozen=True, slots=True)
class Compared:
    """Một con số của văn bản; `says` is what the report has there, `rule` the rule it breaks."""

    line: int
    section: str
    shown: str
    quote: str
    standing: Standing
    says: str = ""
    rule: str = ""

    @property
    def is_told(self) -> bool:
        """Whether the report does not have it."""
        return self.standing not in FOUND

    @property
    def is_real(self) -> bool:
        """Whether that is neither the officer's to write nor an error of the text."""
        return self.standing in REAL


@dataclass(frozen=True, slots=True)
class ReportText:
    """Báo cáo đem so: read as a text, the section of each line, those left to the officer."""

    known: Known
    section_of_line: Mapping[int, str]
    sections: Mapping[str, Section]
    free: Collection[str]


def compare(
    text: Known, findings: Iterable[DocumentFinding], report: ReportText
) -> tuple[Compared, ...]:
    """Every figure of a text with its standing in the report, in the order of the text.

    The text ends where its annexes begin.
    """
    errors = [each for each in findings if each.severity is not Severity.NOTICE]
    return tuple(_Comparison(text, errors, report).every())


def amounts(figure: Figure) -> frozenset[Fraction]:
    """What a figure is worth; money told by the month is also worth that of a year."""
    told = {figure.value, *([figure.high] if figure.high is not None else [])}
    if figure.unit == MONEY:
        return frozenset({*told, *(each * MONTHS for each in told if "tháng" in figure.per)})
    return frozenset(told)


def same_amount(one: Figure, other: Figure, *, of_one_topic: bool = False) -> bool:
    """Whether two figures say the same: of one kind of unit, as far as both name theirs.

    Of one topic a count may be told in another unit: "13 HTX", "13 thành viên".
    """
    units = {one.unit, other.unit} - {""}
    exact = {MONEY, PERCENT} & units
    bare = "" in (one.unit, other.unit) and (one.of is None or one.of != other.of)
    of_one_unit = len(units) < 2 or (of_one_topic and not exact)
    if not of_one_unit or (exact and bare):
        return False
    return not amounts(one).isdisjoint(amounts(other))


class _Comparison:
    def __init__(self, text: Known, errors: Sequence[DocumentFinding], report: ReportText) -> None:
        self._text, self._errors, self._report = text, errors, report
        self._figures = list(_figures(report.known))
        self._sections: dict[tuple[str, ...], str] = {}

    def every(self) -> Iterator[Compared]:
        lines = self._text.document.lines
        end = next((each.number for each in lines if _ANNEX.fullmatch(each.plain)), len(lines) + 1)
        for figure in _figures(self._text):
            if figure.line.number < end:
                yield self._compared(figure)

    def _compared(self, figure: Figure) -> Compared:
        headings = self._headings(figure)
        section = self._section(headings)
        here = below(section, self._report.sections) if section else frozenset[str]()
        standing, says = self._standing(figure, section, here)
        rule = ""
        if standing in REAL:
            rule = self._rule(figure)
            standing = Standing.OWN_ERROR if rule else standing
        heading = headings[-1] if headings else ""
        quote = figure.quote()
        return Compared(quote.line, heading, figure.shown, quote.quote, standing, says, rule)

    def _standing(self, figure: Figure, section: str, here: frozenset[str]) -> tuple[Standing, str]:
        fact = self._text.fact(figure)
        for found, agrees, where in (
            (Standing.HERE, self._agrees, [*self._in(here)]),
            (Standing.ELSEWHERE, self._is_same, self._figures),
        ):
            if all(any(agrees(end, fact, each) for each in where) for end in _ends(figure)):
                return found, ""
        if section in self._report.free or not self._headings(figure):
            return Standing.FREE_TEXT, ""
        if other := self._other(figure, fact, here):
            return Standing.OTHERWISE, other.quote().quote
        return (Standing.FREE_TEXT if fact is None else Standing.MISSING), ""

    def _in(self, here: frozenset[str]) -> Iterator[Figure]:
        for each in self._figures:
            if self._report.section_of_line.get(each.line.number) in here:
                yield each

    def _agrees(self, figure: Figure, fact: Fact | None, other: Figure) -> bool:
        """The same amount at the same place, unless both are known and of other things.

        Money is seldom the same by chance; things that are the same may be counted in other words.
        """
        said = self._report.known.fact(other)
        of_one_topic = fact is not None and said is not None and self._is_topic(fact, said)
        if not same_amount(figure, other, of_one_topic=of_one_topic):
            return False
        if of_one_topic or fact is None or said is None or figure.unit == MONEY:
            return True
        return contained(_sentence(figure), _sentence(other)) >= SAME_PLACE

    def _is_same(self, figure: Figure, fact: Fact | None, other: Figure) -> bool:
        """The same amount anywhere: of the same meaning, or in a sentence of the same words."""
        if not same_amount(figure, other):
            return False
        said = self._report.known.fact(other)
        if fact is not None and said is not None:
            return self._same_meaning(fact, said)
        return alike(_sentence(figure), _sentence(other)) >= SAME_SENTENCE

    def _other(self, figure: Figure, fact: Fact | None, here: frozenset[str]) -> Figure | None:
        """What the report says of the same thing, first at the same place."""
        for places in (self._in(here), iter(self._figures)):
            for each in places:
                said = self._report.known.fact(each)
                if fact is not None and said is not None and self._same_meaning(fact, said):
                    return each
        wanted = _sentence(figure)
        alike_ones = (
            each
            for each in self._in(here)
            if fact is None
            and each.unit == figure.unit
            and alike(wanted, _sentence(each)) >= SAME_SENTENCE
        )
        return next(alike_ones, None)

    def _topic(self, fact: Fact) -> tuple[str, str, str]:
        return fact.measure, fact.kind, self._text.group(fact.status)

    def _is_topic(self, one: Fact, other: Fact) -> bool:
        return self._topic(one) == self._topic(other)

    def _same_meaning(self, one: Fact, other: Fact) -> bool:
        scopes = [each.scope.code if each.scope else "" for each in (one, other)]
        names = [fold(each.organisation) for each in (one, other)]
        return (
            self._is_topic(one, other)
            and scopes[0] == scopes[1]
            and names[0] == names[1]
            and same_time(one.time, other.time)
        )

    def _headings(self, figure: Figure) -> tuple[str, ...]:
        document = self._text.document
        return tuple(document.line(each).text for each in document.place(figure.line).path)

    def _section(self, headings: tuple[str, ...]) -> str:
        if headings not in self._sections:
            self._sections[headings] = section_of(headings, self._report.sections.values())
        return self._sections[headings]

    def _rule(self, figure: Figure) -> str:
        """The rule whose finding quotes the figure, empty where none does."""
        for each in self._errors:
            for place in each.places:
                if place.line == figure.row and _spoken_of(figure, place.quote, each.message):
                    return each.rule
        return ""


def _ends(figure: Figure) -> Iterator[Figure]:
    """A figure, or both ends of a range: each has to be found."""
    yield replace(figure, high=None)
    if figure.high is not None:
        yield replace(figure, value=figure.high, high=None)


def _spoken_of(figure: Figure, quote: str, message: str) -> bool:
    """Whether a finding quotes a figure, and says it."""
    number = re.compile(rf"(?<![\d.,]){re.escape(figure.body)}(?![\d]|[.,]\d)")
    return bool(number.search(quote) and number.search(message))


def _figures(known: Known) -> Iterator[Figure]:
    for line in known.document.lines:
        yield from known.document.figures[line.number]


def _sentence(figure: Figure) -> frozenset[str]:
    for each in sentences(figure.line):
        if each.start <= figure.start < each.end:
            return key_words(figure.line.text[each.start : each.end])
    return key_words(figure.line.text)

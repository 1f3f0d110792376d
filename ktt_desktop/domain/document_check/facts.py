"""What the values of a document mean: which measure, of whom, where, when."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from ktt_desktop.domain.document_check.document import Document, Scope, Where
from ktt_desktop.domain.document_check.figures import Figure
from ktt_desktop.domain.document_check.findings import Quote
from ktt_desktop.domain.document_check.lines import UPPER, sentences
from ktt_desktop.domain.document_check.meaning import kinds_in, measure_of, statuses_in
from ktt_desktop.domain.document_check.roles import Remark, Role, Stated, stated_in
from ktt_desktop.domain.document_check.times import Time
from ktt_desktop.domain.document_check.words import (
    COOPERATIVE,
    KINDS,
    MONEY,
    PERSONS,
    UNION,
    DocumentWords,
    has_word,
    one_of,
)

COUNT = "so_luong"
_CLAUSE = re.compile(r"[,;:(]")
_ENDS = re.compile(r"[,;:.()]")
_TOTAL = re.compile(
    r"(?:tổng số|số lượng|lũy kế|toàn (?:tỉnh|huyện|xã)|(?<!\w)số (?:htx|tht|tổ hợp tác|hợp tác xã)"
    r"|(?<!\w)có|đã có|(?<!\w)là|:)\D{0,60}$"
)


@dataclass(frozen=True, slots=True)
class Fact:
    """Một số liệu đã hiểu nghĩa."""

    measure: str
    status: str
    statuses: tuple[str, ...]
    kind: str
    scope: Scope | None
    organisation: str
    time: Time
    stated: Stated
    part: bool = False  # of some of the organisations only: "trong đó 8 HTX nông nghiệp"

    @property
    def figure(self) -> Figure:
        """The figure itself."""
        return self.stated.figure

    @property
    def line(self) -> int:
        """The number of its line."""
        return self.figure.line.number

    @property
    def row(self) -> int:
        """The number of the line as messages tell it."""
        return self.figure.row

    @property
    def of_unit(self) -> bool:
        """Of the whole unit: not of a sector, one organisation, or some of them."""
        return self.scope is None and not self.organisation and not self.part

    def remark(self, role: Role) -> Remark | None:
        """The first remark of a kind made on it."""
        return self.stated.remark(role)

    def quote(self) -> Quote:
        """The figure as a place."""
        return self.figure.quote()


def read_facts(document: Document) -> tuple[Fact, ...]:
    """Every value whose meaning is known, in the order of the text."""
    return tuple(_facts(document))


def _facts(document: Document) -> Iterator[Fact]:
    before: tuple[Where, Time] | None = None
    for line in document.lines:
        where = document.place(line)
        carried = where.time
        if before and where.scope and where.scope == before[0].scope:
            carried = before[1]
        kind = ""
        last: Fact | None = None
        found: list[Fact] = []
        for stated in stated_in(document, line):
            time = _time(document, stated.figure, carried, where)
            carried = time
            kind = _kind(document, stated, where, kind)
            fact = _fact(document.words, stated, where, kind, time, last)
            if fact is not None:
                last = _of_those(fact, last, document.words)
                found.append(replace(last, part=_is_part(last, found, document.words)))
        yield from _sharing_a_status(found)
        if line.text:
            before = (where, carried)


def _sharing_a_status(facts: list[Fact]) -> Iterator[Fact]:
    """ "184 HTX, 02 LHHTX đang hoạt động": what is said of the last is said of all in the list."""
    for fact, following in zip(facts, [*facts[1:], None], strict=False):
        shared = (
            following is not None
            and fact.measure == following.measure == COUNT
            and not fact.status
            and following.kind != fact.kind
            and not following.stated.remarks
            and fact.stated.after.strip() in (",", "và")
        )
        if shared and following is not None:
            yield replace(fact, status=following.status, statuses=following.statuses)
        else:
            yield fact


def _is_part(fact: Fact, before: list[Fact], words: DocumentWords) -> bool:
    """Whether a figure is of some of those that an earlier one in its sentence is of."""
    plain, start = fact.figure.line.plain, fact.figure.start
    if fact.scope is None and _sector_beside(fact.stated, words):
        return True
    among = plain.rfind("trong đó", 0, start)
    if among < 0 or re.search(r"\.(?=\s|$)", plain[among:start]):
        return False
    return any(
        each.figure.start < among
        and (each.measure, each.status, each.kind) == (fact.measure, fact.status, fact.kind)
        and each.time == fact.time
        for each in before
    )


def _sector_beside(stated: Stated, words: DocumentWords) -> bool:
    """Whether the organisations are those of a sector: "8 HTX nông nghiệp"."""
    named = one_of([*(w for each in words.sectors for w in each.words), "phi nông nghiệp"])
    after = stated.after if stated.figure.unit in KINDS else ""
    return bool(
        re.match(rf"\s+(?:{named})(?!\w)", after)
        or re.search(rf"(?:htx|hợp tác xã) (?:{named})(?!\w)", stated.before)
    )


def _of_those(fact: Fact, last: Fact | None, words: DocumentWords) -> Fact:
    """Money and persons told after founded or dissolved organisations are of those."""
    if (
        last is None
        or last.stated.sentence != fact.stated.sentence
        or not last.status
        or fact.figure.unit not in (MONEY, PERSONS)
        or "tổng số" in fact.stated.before
        or words.statuses[last.status].kind != "flow"
        or words.measures[fact.measure].average
    ):
        return fact
    return replace(fact, status=last.status, statuses=last.statuses)


def _fact(
    words: DocumentWords, stated: Stated, where: Where, kind: str, time: Time, last: Fact | None
) -> Fact | None:
    unit = stated.figure.unit
    if not unit and not stated.figure.of and not stated.before.rstrip().endswith(("là", ":")):
        return None
    measure = measure_of(words, stated)
    if measure:
        if _of_an_event(words, stated):
            return None
        if unit in KINDS:  # members that are organisations: of the union named before them
            kind = (kinds_in(stated.before, words) or (UNION,))[-1]
        return Fact(measure, "", (), kind, where.scope, where.organisation, time, stated)
    if (unit or kind) in KINDS and (unit or _bare_kind(words, stated)):
        listed = (
            last is not None
            and last.measure == COUNT
            and not last.status
            and stated.before.strip(" ,;") in ("", "và")
            and last.line == stated.figure.line.number
        )
        return _count(words, stated, where, unit or kind, time, listed=listed)
    return None


def _of_an_event(words: DocumentWords, stated: Stated) -> bool:
    """Persons who came to a course are not those there are."""
    near = stated.sentence.line.plain[max(stated.sentence.start, stated.figure.start - 80) :]
    near = near[: stated.figure.start - max(stated.sentence.start, stated.figure.start - 80)]
    return stated.figure.unit == PERSONS and has_word(near, words.lists["events"])


def _count(
    words: DocumentWords, stated: Stated, where: Where, kind: str, time: Time, *, listed: bool
) -> Fact | None:
    """A number of organisations, where it is said to be how many there are."""
    after, before = _ENDS.split(stated.after, maxsplit=1)[0], stated.before
    figure = stated.figure
    named = re.match(rf"\s[{UPPER}]", figure.line.text[figure.end :])
    other = words.lists["not_a_total"]
    clause = _CLAUSE.split(before)[-1]
    taking_part = has_word(after[:30], other) and not _sector_beside(stated, words)
    if named or taking_part or has_word(clause[-30:], other):
        return None
    statuses = statuses_in(_own_words(stated), words)
    own = statuses_in(after, words) or statuses_in(before, words)[-1:]
    said = listed or _TOTAL.search(before) or figure.of is not None or time.target
    if not own and not said:
        return None
    return Fact(
        COUNT,
        own[0] if own else "",
        statuses or own,
        kind,
        where.scope,
        where.organisation,
        time,
        stated,
    )


def _own_words(stated: Stated) -> str:
    """The words after a figure that are its own: not the clause that leads to the next figure."""
    whole = stated.after.split(")")[0].split(";")[0]
    ended = ")" in stated.after or stated.figure.end + len(stated.after) >= stated.sentence.end
    return whole if ended else whole.rpartition(",")[0] or whole


def _bare_kind(words: DocumentWords, stated: Stated) -> bool:
    """Whether a number without a unit follows the organisations it counts: "THT là 22"."""
    near = stated.before[-40:]
    follows = stated.figure.of is not None or re.search(r"\w+(?: là| ?:)\s*$", near)
    return bool(follows) and bool(kinds_in(near, words))


def _kind(document: Document, stated: Stated, where: Where, before: str) -> str:
    """Of which organisations a value is: named in the sentence, the line or the heading."""
    if stated.figure.unit in KINDS:
        return stated.figure.unit
    line, sentence = stated.figure.line, stated.sentence
    named = kinds_in(line.plain[sentence.start : stated.figure.start], document.words)
    if named:
        return named[-1]
    if before:
        return before
    headed = set(kinds_in(where.heading.plain, document.words)) if where.heading else set()
    return headed.pop() if len(headed) == 1 else COOPERATIVE


def _time(document: Document, figure: Figure, carried: Time, where: Where) -> Time:
    given = [each for each in document.times[figure.line.number] if each.start < figure.start]
    line, sentence = figure.line, [s for s in sentences(figure.line) if s.start <= figure.start]
    if where.time.target:
        return where.time
    if has_word(line.plain[sentence[-1].start : figure.start], document.words.lists["aims"]):
        return Time(target=True)
    return given[-1].time if given else carried

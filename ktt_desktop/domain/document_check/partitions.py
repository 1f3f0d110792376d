"""Figures announced by "trong đó": the whole, its parts, and what tells the parts apart."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from ktt_desktop.domain.document_check.facts import COUNT, Fact
from ktt_desktop.domain.document_check.known import Known
from ktt_desktop.domain.document_check.lines import Line
from ktt_desktop.domain.document_check.meaning import sources_in, statuses_in
from ktt_desktop.domain.document_check.roles import Stated
from ktt_desktop.domain.document_check.words import KINDS, MONEY, PERCENT, has_word

_AMONG = re.compile(r"(?<!\w)trong đó(?!\w)")
_CLAUSE = re.compile(r"[,;:()]")
_STOP = re.compile(r"\.(?=\s|$)")
MOST_ITEMS = 12


@dataclass(frozen=True, slots=True)
class Part:
    """Một phần và nhãn của nó; `sort`: by what it is told apart, empty where by nothing."""

    stated: Stated
    sort: str
    label: str
    flow: bool
    overlapping: bool


@dataclass(frozen=True, slots=True)
class Partition:
    """Một số và các phần của nó."""

    whole: Stated
    parts: tuple[Part, ...]
    listed: bool  # the parts stand as items on lines of their own

    @property
    def sum(self) -> Fraction:
        """The parts together, those that happened in the period left out."""
        return sum((each.stated.figure.value for each in self.stock), Fraction(0))

    @property
    def stock(self) -> tuple[Part, ...]:
        """The parts that are there at the end."""
        return tuple(each for each in self.parts if not each.flow)

    @property
    def adds_up(self) -> bool:
        """Whether its parts can be expected to make up the whole."""
        sorts = {each.sort for each in self.stock}
        return (
            len(self.stock) > 1
            and len(sorts) == 1
            and "" not in sorts
            and len({each.label for each in self.stock}) == len(self.stock)
            and not any(each.overlapping for each in self.stock)
        )


def partitions_of(known: Known) -> Iterator[Partition]:
    """Every announced partition of the text."""
    for line in known.document.lines:
        for found in _AMONG.finditer(line.plain):
            yield from _partitions(known, line, found)


def _partitions(known: Known, line: Line, found: re.Match[str]) -> Iterator[Partition]:
    stated = known.stated[line.number]
    depth = _depth(line.plain, found.start())
    before = [
        each
        for each in stated
        if each.figure.end <= found.start() and _depth(line.plain, each.figure.start) <= depth
    ]
    inside = _inside(stated, line.plain, found.end(), depth)
    if inside:
        for unit in dict.fromkeys(_unit(known, each) for each in inside):
            whole = next((each for each in reversed(before) if _unit(known, each) == unit), None)
            parts = [each for each in inside if _unit(known, each) == unit]
            if whole is not None and unit != PERCENT:
                yield Partition(whole, tuple(_part(known, each) for each in parts), listed=False)
    elif before and re.fullmatch(r"[\s:,.]*", line.plain[found.end() :]):
        items = _items(known, line, _unit(known, before[-1]))
        if items:
            yield Partition(before[-1], tuple(_part(known, each) for each in items), listed=True)


def _unit(known: Known, stated: Stated) -> str:
    """What is counted; organisations of all kinds are one."""
    fact = known.fact(stated.figure)
    if stated.figure.unit in KINDS or (fact is not None and fact.measure == COUNT):
        return COUNT
    if not stated.figure.unit and re.search(r"(?:htx|hợp tác xã) [^,;.]{3,40}", stated.before):
        return COUNT
    return stated.figure.unit


def _depth(plain: str, place: int) -> int:
    """How many brackets are open; the one of "a)" or "1)" closes none."""
    depth = 0
    for char in plain[:place]:
        depth = max(depth + (char == "(") - (char == ")"), 0)
    return depth


def _inside(stated: tuple[Stated, ...], plain: str, start: int, depth: int) -> list[Stated]:
    end = len(plain)
    if depth == 0:
        stop = _STOP.search(plain, start)
        end = stop.start() if stop else end
    else:
        end = next((at for at in range(start, len(plain)) if _depth(plain, at + 1) < depth), end)
    return [
        each
        for each in stated
        if start <= each.figure.start < end and _depth(plain, each.figure.start) == depth
    ]


def _items(known: Known, line: Line, unit: str) -> list[Stated]:
    """The first figure of each item that follows."""
    items: list[Stated] = []
    for following in known.document.lines[line.number : line.number + 2 * MOST_ITEMS]:
        if not following.text:
            continue
        stated = [each for each in known.stated[following.number] if _unit(known, each) == unit]
        if not following.text.startswith(("-", "+")) or not stated:
            break
        items.append(stated[0])
    return items


def _part(known: Known, stated: Stated) -> Part:
    words = known.words
    fact = known.fact(stated.figure)
    near = f"{_CLAUSE.split(stated.before)[-1]} {_CLAUSE.split(stated.after)[0]}"
    overlapping = has_word(near, words.lists["overlapping"])
    sort, label = _label(known, stated, fact)
    flow = bool(
        fact
        and fact.measure == COUNT
        and fact.status
        and words.statuses[fact.status].kind == "flow"
    )
    return Part(stated, sort, label, flow, overlapping)


def _label(known: Known, stated: Stated, fact: Fact | None) -> tuple[str, str]:
    """By what a part is told apart, and its own name there."""
    words = known.words
    if stated.figure.unit == MONEY:
        named = sources_in(stated.before, words)
        return ("nguồn", named[-1]) if named else ("", "")
    if fact is None:
        return _sector_label(known, stated)
    if fact.measure == COUNT and fact.status:
        told = statuses_in(stated.after.split(")")[0], words) or fact.statuses
        kind = words.statuses[fact.status].kind
        return ("tình trạng" if kind != "other" else "", " ".join(told) or fact.status)
    level = words.measures[fact.measure].part_of
    if level and fact.measure in words.measures[level].levels:
        return "trình độ", fact.measure
    label = _sector_label(known, stated)
    return label if fact.measure != COUNT or label[0] else ("loại hình", fact.kind)


def _sector_label(known: Known, stated: Stated) -> tuple[str, str]:
    """A sector named right beside the number of organisations."""
    if _unit(known, stated) != COUNT:
        return "", ""
    after = re.sub(
        r"^\s*(?:đang )?(?:hoạt động )?(?:trong |thuộc )?(?:lĩnh vực )?", "", stated.after
    )
    before = _CLAUSE.split(stated.before)[-1].removesuffix(" là ").strip()
    for near in (stated.figure.unit_text, _CLAUSE.split(after)[0][:20].strip(), before[-20:]):
        for sector in known.words.sectors:
            if any(near.startswith(word) or near.endswith(word) for word in sector.words):
                return "lĩnh vực", f"{sector.code} {near}"
    return "", ""

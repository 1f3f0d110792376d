"""R11: statuses that are not the same: suspended, stopped, being dissolved."""

import re
from collections.abc import Iterator
from itertools import combinations

from ktt_desktop.domain.document_check.facts import COUNT, Fact
from ktt_desktop.domain.document_check.findings import DocumentFinding, Quote, warning
from ktt_desktop.domain.document_check.known import Known
from ktt_desktop.domain.document_check.lines import Line
from ktt_desktop.domain.document_check.meaning import kinds_in, statuses_in
from ktt_desktop.domain.document_check.words import BOTH, COOPERATIVE, GROUP, UNION, find_word

SUSPENDED, STOPPED, CLOSING, ACTIVE = "TN", "NG", "DGT", "HD"


def conditions(known: Known) -> Iterator[DocumentFinding]:
    """Every kind of mixed statuses."""
    for check in (_suspended_or_closing, _one_of_two, _of_all, _all_active):
        yield from check(known)


def _suspended_or_closing(known: Known) -> Iterator[DocumentFinding]:
    """Suspended organisations that the same sentence says are being dissolved."""
    for fact in known.facts:
        if fact.measure != COUNT or fact.status != SUSPENDED or fact.figure.value == 0:
            continue
        rest = fact.figure.line.plain[fact.figure.end : fact.stated.sentence.end]
        found = re.match(r"[^(]{0,60}\((?P<note>[^)]*giải thể[^)]*)\)", rest)
        if found:
            same = [
                e
                for e in known.facts
                if e.measure == COUNT
                and e.status == SUSPENDED
                and e.figure.value == fact.figure.value
            ]
            yield warning(
                "R11",
                f"{fact.figure.shown} ghi là tạm ngừng hoạt động, nhưng "
                f"“{_note(fact, found)}”: tạm ngừng và giải thể là hai tình trạng khác nhau.",
                [each.quote() for each in {id(e): e for e in (*same, fact)}.values()],
            )


def _note(fact: Fact, found: re.Match[str]) -> str:
    start = fact.figure.end + found.start("note")
    return fact.figure.line.text[start : start + len(found["note"])]


def _one_of_two(known: Known) -> Iterator[DocumentFinding]:
    """Told as stopped and being dissolved at one place; elsewhere those are separate classes."""
    facts = [each for each in known.facts if each.measure == COUNT and each.kind == COOPERATIVE]
    for fact in facts:
        if len(fact.statuses) < 2 or CLOSING not in fact.statuses or fact.status == CLOSING:
            continue
        alike = [
            e
            for e in facts
            if e.figure.value == fact.figure.value
            and e.status == fact.status
            and len(e.statuses) == 1
        ]
        closing = [
            e for e in facts if CLOSING in e.statuses and e.figure.value != fact.figure.value
        ]
        for one, other in (
            (one, other) for one in alike for other in closing if one.line == other.line
        ):
            yield warning(
                "R11",
                f"Dòng {fact.row}: {fact.figure.body} HTX đang làm thủ tục giải thể; dòng "
                f"{one.row}: đang giải thể là {other.figure.shown} riêng, ngoài "
                f"{one.figure.shown}.",
                [fact.quote(), one.quote(), other.quote()],
            )


def _of_all(known: Known) -> Iterator[DocumentFinding]:
    """All unions (groups) suspended at one place and stopped at another."""
    for kind in (UNION, GROUP):
        told: list[tuple[str, Line, int]] = []
        for fact in known.of_unit(COUNT, kind):
            rest = fact.figure.line.plain[fact.figure.end :]
            named = [e for e in statuses_in(rest, known.words) if e in (SUSPENDED, STOPPED)]
            others = set(kinds_in(rest, known.words)) - {kind, BOTH, COOPERATIVE}
            if named and not others:
                told.append((named[0], fact.figure.line, fact.figure.start))
        for (one, first, at), (other, second, there) in combinations(told, 2):
            if one != other:
                words = {
                    s: known.words.statuses[s].words[-1 if s == SUSPENDED else 0]
                    for s in (one, other)
                }
                yield warning(
                    "R11",
                    f"{kind}: dòng {first.at(at)} ghi {words[one]}, dòng {second.at(there)} ghi "
                    f"{words[other]}; tạm ngừng và ngừng hoạt động là hai tình trạng khác nhau.",
                    [_status_quote(known, first, at), _status_quote(known, second, there)],
                )


def _status_quote(known: Known, line: Line, start: int) -> Quote:
    words = [w for s in (SUSPENDED, STOPPED) for w in known.words.statuses[s].words]
    found = find_word(line.plain, words, start)
    return line.quote(max(0, found.start() - 50), found.end() + 30) if found else line.quote()


def _all_active(known: Known) -> Iterator[DocumentFinding]:
    """Every organisation counted as active, while the text speaks of stopped ones."""
    active = next(
        (
            each
            for each in known.facts
            if each.measure == COUNT
            and each.status == ACTIVE
            and each.of_unit
            and not each.time.target
        ),
        None,
    )
    stopped = [e for e in known.facts if e.measure == COUNT and known.group(e.status) == STOPPED]
    if active is None or stopped or known.of_unit(COUNT, active.kind):
        return
    for line in known.document.lines:
        stopping = known.words.lists["stopped"]
        found = find_word(
            line.plain, [f"{w} {each}" for w in ("htx", "hợp tác xã") for each in stopping]
        )
        if found:
            yield warning(
                "R11",
                f"Dòng {active.row} ghi cả {active.figure.shown} đang hoạt động, nhưng dòng "
                f"{line.number} có HTX đã ngừng hoạt động mà không ghi bao nhiêu.",
                [active.quote(), line.quote(max(0, found.start() - 50), found.end() + 40)],
            )
            return

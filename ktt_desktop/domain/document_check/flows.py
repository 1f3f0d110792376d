"""R5: what there was, what came, what went and what there is."""

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise
from typing import TYPE_CHECKING

from ktt_desktop.domain.document_check.facts import COUNT, Fact
from ktt_desktop.domain.document_check.findings import (
    DocumentFinding,
    error,
    opening,
    shown,
    warning,
)
from ktt_desktop.domain.document_check.known import Known
from ktt_desktop.domain.document_check.plans import plan_of
from ktt_desktop.domain.document_check.times import Time
from ktt_desktop.domain.document_check.words import COOPERATIVE, GROUP, UNION, has_word

if TYPE_CHECKING:
    from datetime import date

FOUNDED, DISSOLVED, STOPPED, ACTIVE = "MOI", "GT", "NG", "HD"


@dataclass(frozen=True, slots=True)
class Moment:
    """Tổng số, số mới, số giải thể đến một thời điểm."""

    time: Time
    total: Fact
    new: Fact | None
    gone: Fact | None


def flows(known: Known) -> Iterator[DocumentFinding]:
    """Organisations and members from one moment of the year to the next."""
    for kind in (COOPERATIVE, UNION, GROUP):
        moments = moments_of(known, kind)
        for first, last in pairwise(moments):
            yield from _organisations(kind, first, last)
    for spec in known.words.measures.values():
        if spec.flow and spec.part_of:
            yield from _members(known, spec.id, spec.part_of)
    yield from _to_be_dissolved(known)


def moments_of(known: Known, kind: str) -> list[Moment]:
    """The moments whose total is told, earliest first."""
    found: dict[date, Moment] = {}
    for total in known.of_unit(COUNT, kind):
        if total.time.end is not None:
            new, gone = (_at(known, kind, group, total.time) for group in (FOUNDED, DISSOLVED))
            found.setdefault(total.time.end, Moment(total.time, total, new, gone))
    return [found[day] for day in sorted(found)]


def _at(known: Known, kind: str, group: str, time: Time) -> Fact | None:
    return next((e for e in known.of_unit(COUNT, kind, group) if e.time == time), None)


def implied_new(known: Known, kind: str) -> tuple[Fraction, str, list[Fact]] | None:
    """Organisations founded in the year though never told: their number, how, and from what."""
    moments = moments_of(known, kind)
    for first, last in pairwise(moments):
        if last.new is None and first.new and first.gone and last.gone:
            opening = _opening(first)
            new = last.total.figure.value - opening + last.gone.figure.value
            how = (
                f"đầu năm {_opening_words(first)}; cuối năm {last.total.figure.body} = "
                f"{shown(opening)} + mới - {last.gone.figure.body}, nên số thành lập mới cả năm là "
                f"{shown(new)}"
            )
            return new, how, [first.total, first.new, first.gone, last.total, last.gone]
    return None


def _opening(moment: Moment) -> Fraction:
    new = moment.new.figure.value if moment.new else Fraction(0)
    gone = moment.gone.figure.value if moment.gone else Fraction(0)
    return moment.total.figure.value - new + gone


def _opening_words(moment: Moment) -> str:
    new, gone = moment.new, moment.gone
    taken = f" - {new.figure.body}" if new else ""
    given = f" + {gone.figure.body}" if gone else ""
    return f"{moment.total.figure.body}{taken}{given} = {shown(_opening(moment))}"


def _organisations(kind: str, first: Moment, last: Moment) -> Iterator[DocumentFinding]:
    if not (first.new and first.gone and last.gone) or first.time.end is None:
        return
    opening = _opening(first)
    places = [e.quote() for e in (first.total, first.new, first.gone, last.total, last.gone)]
    if last.new is None:
        new = last.total.figure.value - opening + last.gone.figure.value
        plan = plan_of(first.new)
        share = (
            f" (= {shown(100 * new / plan.middle, 0)}% kế hoạch {shown(plan.middle, 0)})"
            if plan
            else ""
        )
        yield warning(
            "R5",
            f"Đầu năm có {_opening_words(first)} {kind}; để cuối năm có {last.total.figure.body} "
            f"và giải thể {last.gone.figure.body} thì phải thành lập mới {shown(new)}{share}, "
            "nhưng văn bản không ghi số này.",
            places,
        )
        return
    closing = opening + last.new.figure.value - last.gone.figure.value
    if closing != last.total.figure.value:
        yield error(
            "R5",
            f"Đầu năm {_opening_words(first)}; {shown(opening)} + {last.new.figure.body} - "
            f"{last.gone.figure.body} = {shown(closing)}, nhưng dòng {last.total.row} ghi "
            f"{last.total.figure.shown}.",
            [*places, last.new.quote()],
        )


def _members(known: Known, flow: str, whole: str) -> Iterator[DocumentFinding]:
    """The rise of a stock against what came in; with nobody gone it cannot be more."""
    totals = sorted(
        (each for each in known.of_unit(whole) if each.time.end is not None),
        key=lambda each: (each.time.end is None, each.time.end),
    )
    new = {each.time: each for each in known.of_unit(flow)}
    for first, last in pairwise(totals):
        if first.time == last.time or first.time not in new or last.time not in new:
            continue
        rise = last.figure.value - first.figure.value
        came, before = new[last.time].figure, new[first.time].figure
        if rise > came.value - before.value:
            yield warning(
                "R5",
                f"{opening(known.words.label(whole))} tăng {last.figure.body} - "
                f"{first.figure.body} = {shown(rise)}, nhiều hơn số mới trong thời gian đó: "
                f"{came.body} - {before.body} = {shown(came.value - before.value)}.",
                [each.quote() for each in (first, last, new[first.time], new[last.time])],
            )


def _to_be_dissolved(known: Known) -> Iterator[DocumentFinding]:
    """All stopped organisations are to be dissolved, but fewer dissolutions are planned."""
    words = known.words.lists["dissolve_before"]
    for line in known.document.lines:
        if not has_word(line.plain, words):
            continue
        here = [e for e in known.facts if e.line == line.number and e.measure == COUNT]
        stopped = next((e for e in here if known.group(e.status) == STOPPED), None)
        moments = moments_of(known, COOPERATIVE)
        if stopped is None or len(moments) < 2 or not (moments[0].gone and moments[-1].gone):
            continue
        first, last = moments[0], moments[-1]
        assert first.gone
        assert last.gone
        more = last.gone.figure.value - first.gone.figure.value
        if more < stopped.figure.value:
            places = [stopped.quote(), first.gone.quote(), last.gone.quote()]
            message = (
                f"Dự kiến giải thể hết {stopped.figure.shown} đã ngừng, nhưng từ nay đến cuối năm "
                f"chỉ thêm {last.gone.figure.body} - {first.gone.figure.body} = {shown(more)} HTX "
                "giải thể."
            )
            active = known.total(COUNT, group=ACTIVE, time=last.time)
            if active is not None and active.time == last.time:
                left = last.total.figure.value - active.figure.value
                places += [active.quote(), last.total.quote()]
                message += (
                    f" Cuối năm còn {last.total.figure.body} - {active.figure.body} = "
                    f"{shown(left)} HTX không hoạt động."
                )
            yield error("R5", message, places)

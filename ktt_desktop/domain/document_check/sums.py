"""R1 over the sectors: what they add up to, and what the unit says."""

from collections.abc import Iterator, Sequence
from fractions import Fraction

from ktt_desktop.domain.document_check.facts import COUNT, Fact
from ktt_desktop.domain.document_check.figures import About
from ktt_desktop.domain.document_check.findings import (
    DocumentFinding,
    Quote,
    error,
    opening,
    shown,
    warning,
)
from ktt_desktop.domain.document_check.known import Known, Share

SLIGHT = Fraction(1, 1000)  # a difference of less may be rounding or one late change
NEARLY = Fraction(1, 20)  # how far a figure with "khoảng" may be off
ACTIVE = "HD"


def sector_sums(known: Known) -> Iterator[DocumentFinding]:
    """Totals against the sums of the sectors."""
    for measure in known.words.measures.values():
        if not measure.average and not measure.flow and measure.unit != ("phan_tram",):
            yield from _sum(known, measure.id, "")
    yield from _active(known)


def shares_of(known: Known, measure: str, group: str = "") -> tuple[Share | None, ...]:
    """The figure of every sector, None where it is not told."""
    return tuple(known.share(scope, measure, group) for scope in known.scopes())


def _sum(known: Known, measure: str, group: str) -> Iterator[DocumentFinding]:
    shares = shares_of(known, measure, group)
    told = [each for each in shares if each is not None]
    time = known.time_of(each.scope for each in told)
    total = known.organisations(time) if measure == COUNT else known.total(measure, time=time)
    if len(told) < 2 or total is None:
        return
    if len(told) == len(shares):
        yield from _compare(known, measure, told, total)
    elif len(told) < len(shares):
        yield from _rest(known, measure, told, total)


def _compare(
    known: Known, measure: str, told: Sequence[Share], total: Fact
) -> Iterator[DocumentFinding]:
    value = sum((each.value for each in told), Fraction(0))
    difference = abs(value - total.figure.value)
    allowed = NEARLY * total.figure.value if total.figure.about is About.NEARLY else 0
    if difference <= allowed:
        return
    label = "số HTX" if measure == COUNT else known.words.label(measure)
    added = " + ".join(each.words for each in told)
    message = (
        f"Cộng các lĩnh vực, {label}: {added} = {shown(value)}, nhưng dòng {total.row} ghi "
        f"{total.figure.shown} (lệch {shown(difference)})."
    )
    slight = difference <= SLIGHT * total.figure.value
    yield (warning if slight else error)("R1", message, _places(told, total))


def _rest(
    known: Known, measure: str, told: Sequence[Share], total: Fact
) -> Iterator[DocumentFinding]:
    """What is left for the sectors that do not tell it, held against their other figures."""
    value = sum((each.value for each in told), Fraction(0))
    rest = total.figure.value - value
    added = " + ".join(each.words for each in told)
    label = known.words.label(measure)
    if rest < 0:
        message = (
            f"{opening(label)} của các lĩnh vực: {added} = {shown(value)}, lớn hơn cả đơn vị ở "
            f"dòng {total.row}: {total.figure.shown}."
        )
        yield error("R1", message, _places(told, total))


def _active(known: Known) -> Iterator[DocumentFinding]:
    """Active organisations: a sector without a split is taken to be active as a whole."""
    shares = shares_of(known, COUNT, ACTIVE)
    told = [each for each in shares if each is not None]
    silent = [s for s, share in zip(known.scopes(), shares, strict=True) if share is None]
    wholes = [known.share(scope, COUNT) for scope in silent]
    time = known.time_of(each.scope for each in told)
    total = known.total(COUNT, group=ACTIVE, time=time)
    if not told or total is None or None in wholes:
        return
    value = sum((each.value for each in told), Fraction(0))
    filled = [each for each in wholes if each is not None]
    every = value + sum((each.value for each in filled), Fraction(0))
    if every == total.figure.value:
        return
    added = " + ".join(each.words for each in (*told, *filled))
    message = (
        f"HTX đang hoạt động: các lĩnh vực cộng lại {added} = {shown(every)}, nhưng dòng "
        f"{total.row} ghi {total.figure.shown}."
    )
    if filled:
        names = ", ".join(each.scope.label for each in filled)
        rest = total.figure.value - value
        message += (
            f" Lĩnh vực {names} không ghi số đang hoạt động: để khớp phải là {shown(rest)} trong "
            f"{' + '.join(each.words for each in filled)}."
        )
    yield error("R1", message, _places((*told, *filled), total))


def _places(told: Sequence[Share], total: Fact) -> list[Quote]:
    return [total.quote(), *(fact.quote() for each in told for fact in each.facts)]

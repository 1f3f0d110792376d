"""R7: percentages worked out again, half up by the decimals printed."""

import re
from collections.abc import Iterator, Sequence
from fractions import Fraction

from ktt_desktop.domain.document_check.document import sector_in
from ktt_desktop.domain.document_check.facts import COUNT, Fact
from ktt_desktop.domain.document_check.figures import About, Figure
from ktt_desktop.domain.document_check.findings import (
    DocumentFinding,
    Quote,
    error,
    shown,
    warning,
)
from ktt_desktop.domain.document_check.known import Known
from ktt_desktop.domain.document_check.roles import Role, Stated
from ktt_desktop.domain.document_check.words import COOPERATIVE, PERCENT

WRONG = Fraction(1, 20)  # relative: beyond it no rounding explains
ABOUT_POINTS = 2  # how far a percentage with "khoảng" may be off
_OF_ORGANISATIONS = re.compile(
    r"\s*(?:so với )?tổng số (?:htx|hợp tác xã)(?P<active> đang hoạt động)?"
)
_OF_OTHERS = re.compile(r"\s*(?:so với )?(?:tổng|trong tổng) (?!số (?:htx|hợp tác xã))")
ACTIVE = "HD"


def percentages(known: Known) -> Iterator[DocumentFinding]:
    """Shares whose part and whole are both told."""
    for line in known.document.lines:
        for stated in known.stated[line.number]:
            remark = stated.remark(Role.SHARE)
            if remark is None or remark.figure.unit != PERCENT:
                continue
            bases = _bases(known, stated, remark.figure)
            if bases:
                yield from _compare(stated.figure, remark.figure, bases)


def half_up(value: Fraction, decimals: int) -> Fraction:
    """A positive number rounded as people do."""
    scale = 10**decimals
    return Fraction(
        (2 * value.numerator * scale + value.denominator) // (2 * value.denominator), scale
    )


def _bases(known: Known, stated: Stated, share: Figure) -> list[tuple[Fraction, str, Quote]]:
    """The wholes a share may be of, the one named first: value, words, place."""
    figure, fact = stated.figure, known.fact(stated.figure)
    if figure.of is not None:
        body = figure.line.text[figure.start : figure.end].partition("/")[2].split(" ")[0]
        return [(figure.of, body, figure.quote())]
    after = figure.line.plain[share.end :]
    whole = _OF_ORGANISATIONS.match(after)
    if whole and figure.unit == COOPERATIVE:
        groups = [ACTIVE, ""] if whole["active"] else ["", ACTIVE]
        return [_base(each) for group in groups for each in _counts(known, fact, group)]
    if fact is None:
        return []
    part_of = known.words.measures[fact.measure].part_of
    total = known.total(part_of, fact.kind, time=fact.time) if part_of and fact.of_unit else None
    return [_base(total)] if total else []


def _counts(known: Known, fact: Fact | None, group: str) -> Sequence[Fact]:
    return [
        each
        for each in known.of_unit(COUNT, COOPERATIVE, group, fact.time if fact else None)
        if not each.time.estimate
    ]


def _base(fact: Fact) -> tuple[Fraction, str, Quote]:
    return fact.figure.value, fact.figure.body, fact.quote()


def _compare(
    part: Figure, share: Figure, bases: list[tuple[Fraction, str, Quote]]
) -> Iterator[DocumentFinding]:
    value, words, place = bases[0]
    if not value or part.value > value:
        return
    real = 100 * part.value / value
    if half_up(real, share.decimals) == share.value:
        return
    if share.about is not About.EXACT and abs(real - share.value) <= ABOUT_POINTS:
        return
    body = part.body
    message = f"{body} / {words} = {shown(real, share.decimals or 1)}%"
    cut = Fraction(int(real * 10**share.decimals), 10**share.decimals) == share.value
    others = list(dict.fromkeys(each[1] for each in bases[1:] if each[0] and each[1] != words))
    for each in others:
        base = next(b for b in bases if b[1] == each)
        message += f"; {body} / {each} = {shown(100 * part.value / base[0], share.decimals)}%"
    message += f", nhưng văn bản ghi {share.shown}"
    if cut:
        message += " (số bị cắt bớt, chưa làm tròn)"
    far = abs(real - share.value) > WRONG * real
    yield (error if far else warning)("R7", f"{message}.", [part.quote(), share.quote(), place])


def sector_shares(known: Known) -> Iterator[DocumentFinding]:
    """A sector "chiếm khoảng 80%" of the organisations, against the sector's own number."""
    for line in known.document.lines:
        for stated in known.stated[line.number]:
            inside = known.document.place(line).scope is not None
            if stated.figure.unit != PERCENT or inside or known.fact(stated.figure) is not None:
                continue
            before = re.split("[.;:]", stated.before)[-1]
            if _OF_OTHERS.match(stated.after):
                continue
            if "chiếm" in before and "lĩnh vực" in before and "phi nông nghiệp" not in before:
                yield from _sector_share(known, stated.figure, sector_in(before, known.words))


def _sector_share(known: Known, share: Figure, code: str) -> Iterator[DocumentFinding]:
    scopes = [each for each in known.scopes() if each.code == code]
    parts = [each for scope in scopes if (each := known.share(scope, COUNT))]
    total = known.organisations(known.time_of(known.scopes()))
    if len(parts) != 1 or total is None or share.unit != PERCENT or not total.figure.value:
        return
    real = 100 * parts[0].value / total.figure.value
    allowed = Fraction(ABOUT_POINTS if share.about is not About.EXACT else Fraction(1, 2))
    if abs(real - share.value) > allowed:
        yield warning(
            "R7",
            f"{parts[0].words} / {total.figure.body} = {shown(real, 1)}%, nhưng dòng "
            f"{share.line.number} ghi {share.about.value} {share.shown}".replace("  ", " ")
            + ".",
            [share.quote(), total.quote(), *(each.quote() for each in parts[0].facts)],
        )

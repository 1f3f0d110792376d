"""R7 and R1: how much of a plan is done, what shares of one whole make together."""

import re
from bisect import bisect
from collections.abc import Iterator, Sequence
from fractions import Fraction

from ktt_desktop.domain.document_check.figures import Figure
from ktt_desktop.domain.document_check.findings import (
    DocumentFinding,
    shown,
    warning,
)
from ktt_desktop.domain.document_check.known import Known
from ktt_desktop.domain.document_check.lines import sentences
from ktt_desktop.domain.document_check.percentages import half_up
from ktt_desktop.domain.document_check.roles import SHARE_BEFORE, Role, Stated
from ktt_desktop.domain.document_check.words import PERCENT, has_word


def fulfilled(known: Known) -> Iterator[DocumentFinding]:
    """ "đạt 28,5% kế hoạch" where the planned and the done stand in the same sentence."""
    for line in known.document.lines:
        stated = known.stated[line.number]
        for at, each in enumerate(stated):
            remark = each.remark(Role.OF_PLAN)
            if remark is None or known.fact(each.figure) is not None:
                continue
            done = [
                s
                for s in stated[: at + 1]
                if s.sentence == each.sentence and has_word(s.before, ["đã"])
            ]
            yield from _fulfilled(remark.figure, done or [each], stated, each)


def _fulfilled(
    share: Figure, done: Sequence[Stated], stated: Sequence[Stated], last: Stated
) -> Iterator[DocumentFinding]:
    planned = [
        s for s in stated if s.figure.start < done[0].figure.start and s.sentence == last.sentence
    ]
    pairs = [
        (d.figure, p.figure, 100 * d.figure.value / p.figure.value)
        for d in (*done, last)
        for p in planned
        if d.figure.unit == p.figure.unit and 0 < d.figure.value <= p.figure.value
    ]
    pairs = list({(d.body, p.body): (d, p, real) for d, p, real in pairs}.values())
    if not pairs or any(half_up(real, share.decimals) == share.value for _, _, real in pairs):
        return
    listed = "; ".join(f"{d.body} / {p.body} {d.unit_text} = {shown(r, 1)}%" for d, p, r in pairs)
    yield warning(
        "R7",
        f"{listed}; không số nào làm tròn thành {share.shown} như văn bản ghi. Cần ghi rõ tỷ lệ "
        "tính trên số nào.",
        [share.quote(), *(p.quote() for _, p, _ in pairs)],
    )


def hundred(known: Known) -> Iterator[DocumentFinding]:
    """R1: shares of one whole in one sentence that leave something unexplained."""
    for line in known.document.lines:
        groups: dict[tuple[int, str], list[Figure]] = {}
        ends = [each.end for each in sentences(line)]
        for figure in known.document.figures[line.number]:
            if figure.unit == PERCENT and SHARE_BEFORE.search(line.plain[: figure.start]):
                whole = re.split(r"[,;.)]", line.plain[figure.end :], maxsplit=1)[0].strip()
                sentence = bisect(ends, figure.start)
                groups.setdefault((sentence, whole), []).append(figure)
        for (_, whole), figures in groups.items():
            value = sum((each.value for each in figures), Fraction(0))
            if len(figures) > 1 and whole and abs(100 - value) > len(figures):
                yield warning(
                    "R1",
                    f"{' + '.join(e.body for e in figures)} = {shown(value)}% {whole}; còn "
                    f"{shown(100 - value)}% không nói đến.",
                    [each.quote() for each in figures],
                )

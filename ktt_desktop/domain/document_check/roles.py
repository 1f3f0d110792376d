"""What part a figure plays: a value, or a remark on one (of plan, share, rise and fall)."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum

from ktt_desktop.domain.document_check.document import Document
from ktt_desktop.domain.document_check.figures import Figure
from ktt_desktop.domain.document_check.lines import Line, Sentence, sentences
from ktt_desktop.domain.document_check.words import PERCENT

_CHANGE = re.compile(r"(?<!\w)(?P<way>tăng|giảm)(?: thêm| giảm| tăng| khoảng| trên)*\s*$")
_OF_PLAN = re.compile(r"\s*(?:so với )?(?:mục tiêu )?(?:kế hoạch|kh|chỉ tiêu)(?!\w)")
SHARE_BEFORE = re.compile(r"chiếm(?: khoảng| trên| gần| tỷ lệ| hơn| từ)*\s*$")
_SHARE_AFTER = re.compile(r"\s*(?:so với )?tổng (?:số|dư|vốn)")
_ABBREVIATED = re.compile(r"^\s*\((?:htx|tht|lhhtx|lh htx|tv)\)")
_PLAN_WORDS = re.compile(r"mục tiêu kế hoạch|so với kế hoạch|kế hoạch năm|kế hoạch đề ra")
_EARLIER = re.compile(r"so với (?:thời điểm|cùng kỳ|cuối năm|đầu năm|năm)")


class Role(StrEnum):
    """Vai trò của con số."""

    VALUE = "value"
    OF_PLAN = "of_plan"
    SHARE = "share"
    CHANGE = "change"


@dataclass(frozen=True, slots=True)
class Remark:
    """Con số nói thêm về một số liệu; of a change: up or down, against the plan or earlier."""

    role: Role
    figure: Figure
    up: bool = False
    against_plan: bool = False
    against_earlier: bool = False


@dataclass(frozen=True, slots=True)
class Stated:
    """Một số liệu với các số nói thêm; `before`, `after`: the plain words around it."""

    figure: Figure
    sentence: Sentence
    before: str
    after: str
    remarks: list[Remark] = field(default_factory=list)

    def remark(self, role: Role) -> Remark | None:
        """The first remark of a kind."""
        return next((each for each in self.remarks if each.role is role), None)


def stated_in(document: Document, line: Line) -> tuple[Stated, ...]:
    """The values of a line, each with the remarks that follow it."""
    found: list[Stated] = []
    for sentence, figure, after in _windows(document, line):
        remark = _remark(line, sentence, figure, after)
        beside = bool(found) and found[-1].sentence == sentence
        if remark is None or (remark.role is Role.SHARE and not beside):
            start = _after_last_value(found, sentence)
            words = line.plain[start : figure.start]
            found.append(Stated(figure, sentence, words, after))
        elif found:
            found[-1].remarks.append(remark)
    return tuple(found)


def _after_last_value(found: list[Stated], sentence: Sentence) -> int:
    if found and found[-1].sentence == sentence:
        return found[-1].figure.end
    return sentence.start


def _windows(document: Document, line: Line) -> Iterator[tuple[Sentence, Figure, str]]:
    figures = document.figures[line.number]
    for sentence in sentences(line):
        inside = [each for each in figures if sentence.start <= each.start < sentence.end]
        starts = [each.start for each in inside[1:]] + [sentence.end]
        for figure, following in zip(inside, starts, strict=False):
            yield sentence, figure, _ABBREVIATED.sub("", line.plain[figure.end : following])


def _remark(line: Line, sentence: Sentence, figure: Figure, after: str) -> Remark | None:
    before = line.plain[sentence.start : figure.start]
    change = _CHANGE.search(before)
    if change:
        near = before[-70:] + "|" + after
        return Remark(
            Role.CHANGE,
            figure,
            up=change["way"] == "tăng",
            against_plan=bool(_PLAN_WORDS.search(near)),
            against_earlier=bool(_EARLIER.search(after)),
        )
    if figure.unit == PERCENT or not figure.unit:
        if figure.unit == PERCENT and _OF_PLAN.match(after):
            return Remark(Role.OF_PLAN, figure)
        if SHARE_BEFORE.search(before) or (figure.unit == PERCENT and _SHARE_AFTER.match(after)):
            return Remark(Role.SHARE, figure)
    return None

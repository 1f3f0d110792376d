"""A document read once: lines, figures, citations, and where in the outline each line stands."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ktt_desktop.domain.document_check.citations import (
    Citation,
    LawCited,
    citations_of,
    laws_of,
)
from ktt_desktop.domain.document_check.figures import Figure, figures_of
from ktt_desktop.domain.document_check.header import Header, read_header
from ktt_desktop.domain.document_check.lines import ITEM_LEVEL, Line, read_lines
from ktt_desktop.domain.document_check.times import Dated, Time, times_of
from ktt_desktop.domain.document_check.words import DocumentWords, find_word, has_word

_SECTOR = re.compile(
    r"^[-+\s]*(?:[a-zđ]\)|\(?\d[\d.]*\)?)?\s*"
    r"(?:(?:các|về|đối với|hợp tác xã|htx|trong|hoạt động|thuộc) )*lĩnh vực "
    r"(?!hoạt động|ngành)(?P<what>[^:]{0,80})"
)
_NAMED_SECTOR = re.compile(r"^[-+\s]*(?:[a-zđ]\))?\s*(?:hợp tác xã|htx) (?P<what>[^:\d]{4,60}):")
_ORGANISATION = re.compile(
    r"^[-+•\s]*(?:\(?\d+[.)]\s*)?(?P<name>(?:HTX|Hợp tác xã|LHHTX|THT|Tổ hợp tác) [^:\d]{3,90}):"
)


@dataclass(frozen=True, slots=True)
class Scope:
    """Một lĩnh vực dưới đề mục của nó."""

    line: int
    code: str
    label: str


@dataclass(frozen=True, slots=True)
class Where:
    """Chỗ của một dòng trong dàn bài."""

    heading: Line | None
    path: tuple[int, ...]  # lines of the headings above, the outermost first
    scope: Scope | None
    organisation: str
    time: Time  # of the heading


@dataclass(frozen=True, slots=True)
class Document:
    """Văn bản đã đọc."""

    words: DocumentWords
    lines: tuple[Line, ...]
    header: Header
    where: tuple[Where, ...]
    figures: Mapping[int, tuple[Figure, ...]]  # by number of line
    times: Mapping[int, tuple[Dated, ...]]
    citations: tuple[Citation, ...]
    laws: tuple[LawCited, ...]

    def line(self, number: int) -> Line:
        """The line of this number."""
        return self.lines[number - 1]

    def place(self, line: Line) -> Where:
        """Where a line stands."""
        return self.where[line.number - 1]


def read_document(text: str, words: DocumentWords) -> Document:
    """Read a text as the checks need it."""
    lines = read_lines(text)
    header = read_header(lines)
    times = {line.number: tuple(times_of(line, header.year)) for line in lines}
    return Document(
        words=words,
        lines=lines,
        header=header,
        where=_places(lines, times, words),
        figures={line.number: figures_of(line, words) for line in lines},
        times=times,
        citations=tuple(each for line in lines for each in citations_of(line)),
        laws=tuple(each for line in lines for each in laws_of(line)),
    )


def _places(
    lines: Sequence[Line], times: Mapping[int, tuple[Dated, ...]], words: DocumentWords
) -> tuple[Where, ...]:
    found: list[Where] = []
    path: list[tuple[int, Line, Time]] = []
    scope: tuple[int, Scope] | None = None
    for line in lines:
        level, opened = _opened(line, words)
        if level is not None:
            path = [each for each in path if each[0] < level]
            path.append((level, line, _heading_time(line, times, words)))
            if opened is not None:
                scope = (level, opened)
            elif scope is not None and level <= scope[0]:
                scope = None
        found.append(
            Where(
                heading=path[-1][1] if path else None,
                path=tuple(each[1].number for each in path),
                scope=scope[1] if scope else None,
                organisation=_organisation(line),
                time=_time(path),
            )
        )
    return tuple(found)


def _opened(line: Line, words: DocumentWords) -> tuple[int | None, Scope | None]:
    """The level of a heading, and the sector it begins; an item "- Lĩnh vực X:" is one too."""
    if not line.text:
        return None, None
    item = line.text.startswith(("-", "+"))
    if line.level is None and not item:
        return None, None
    found = _SECTOR.match(line.plain)
    if found is None and not _organisation(line):
        found = _NAMED_SECTOR.match(line.plain)
    scope = _scope(line, found["what"], words) if found else None
    if item:
        return (ITEM_LEVEL, scope) if scope else (None, None)
    return line.level, scope


def _scope(line: Line, what: str, words: DocumentWords) -> Scope | None:
    code = sector_in(what, words)
    return Scope(line.number, code, what.strip(" .:")) if code else None


def sector_in(text: str, words: DocumentWords) -> str:
    """The sector named first in a plain text, empty where none is."""
    found = [
        (at.start(), -len(at[0]), sector.code)
        for sector in words.sectors
        if (at := find_word(text, sector.words))
    ]
    return min(found)[2] if found else ""


def _organisation(line: Line) -> str:
    """The name a line speaks of: "- HTX Cơ khí Lạng Giang: Hiện có …"."""
    found = _ORGANISATION.match(line.text)
    if found is None:
        return ""
    own = found["name"].split(" ", 1)[1]
    return found["name"].strip() if any(word[0].isupper() for word in own.split()) else ""


def _heading_time(line: Line, times: Mapping[int, tuple[Dated, ...]], words: DocumentWords) -> Time:
    if has_word(line.plain, words.lists["targets"]):
        return Time(target=True)
    return times[line.number][0].time if times[line.number] else Time()


def _time(path: Sequence[tuple[int, Line, Time]]) -> Time:
    """The innermost moment the headings give; a heading of targets rules what is below it."""
    given = [each[2] for each in path if each[2] != Time()]
    if any(each.target for each in given):
        return Time(next((each.end for each in reversed(given) if each.end), None), target=True)
    return given[-1] if given else Time()

"""R13: announced and listed; what all siblings tell and one does not."""

import re
from collections.abc import Iterator, Sequence
from fractions import Fraction

from ktt_desktop.domain.document_check.facts import COUNT
from ktt_desktop.domain.document_check.findings import DocumentFinding, error, shown, warning
from ktt_desktop.domain.document_check.known import Known
from ktt_desktop.domain.document_check.lines import Line
from ktt_desktop.domain.document_check.roles import Stated
from ktt_desktop.domain.document_check.words import has_word

LOST_MARK = "\ufffd"
_NUMBERED = re.compile(r"\((\d+)\)")
_PLACES = re.compile(r"(?:huyện|xã|thành phố|thị xã|phường|thị trấn) ", re.IGNORECASE)


def footnotes(known: Known) -> Iterator[DocumentFinding]:
    """A footnote that lists places and numbers, against the number it hangs on."""
    lines = known.document.lines
    notes = [line for line in lines if line.raw.lstrip().startswith(LOST_MARK)]
    breaks = [(line, start) for line in lines for start, _ in line.pieces[1:]]
    if not notes or len(notes) != len(breaks):
        return
    for note, (line, start) in zip(notes, breaks, strict=True):
        listed = known.stated[note.number]
        before = [each for each in known.stated[line.number] if each.figure.end <= start]
        if len(listed) > 1 and before and len(_PLACES.findall(note.text)) >= len(listed):
            yield from _listed(before[-1], listed, note)


def _listed(announced: Stated, listed: Sequence[Stated], note: Line) -> Iterator[DocumentFinding]:
    units = {each.figure.unit for each in listed}
    if units != {announced.figure.unit}:
        return
    value = sum((each.figure.value for each in listed), Fraction(0))
    if value != announced.figure.value:
        added = " + ".join(each.figure.body for each in listed)
        yield error(
            "R13",
            f"Chú thích liệt kê {added} = {shown(value)}, nhưng dòng "
            f"{announced.figure.line.number} ghi {announced.figure.shown}.",
            [announced.figure.quote(), note.quote()],
        )


def numbered(known: Known) -> Iterator[DocumentFinding]:
    """ "04 HTX …, gồm: (1) …; (2) …": as many as announced."""
    for line in known.document.lines:
        for found in re.finditer(r"(?:gồm|sau|là)(?: có)?\s*:\s*(?=\(1\))", line.plain):
            numbers = [int(each) for each in _NUMBERED.findall(line.plain[found.end() :])]
            before = [e for e in known.stated[line.number] if e.figure.end <= found.start()]
            if before and numbers == list(range(1, len(numbers) + 1)):
                announced = before[-1].figure
                if announced.is_count and announced.value != len(numbers):
                    yield error(
                        "R13",
                        f"Ghi {announced.shown} nhưng liệt kê {len(numbers)} mục.",
                        [announced.quote()],
                    )


def items(known: Known) -> Iterator[DocumentFinding]:
    """A sector's number of organisations against those named under it."""
    for scope in known.scopes():
        share = known.share(scope, COUNT)
        names = [
            line
            for line in known.document.lines
            if known.document.place(line).scope == scope and known.document.place(line).organisation
        ]
        if share and names and len(share.facts) == 1 and share.value != len(names):
            yield error(
                "R13",
                f"Ghi {share.facts[0].figure.shown} nhưng nêu tên {len(names)}.",
                [share.facts[0].quote(), *(line.quote(0, 80) for line in names)],
            )


def joined_sectors(known: Known) -> Iterator[DocumentFinding]:
    """A heading of two joined sectors whose number is told under one of the names only."""
    for scope in known.scopes():
        sector = next(e for e in known.words.sectors if e.code == scope.code)
        heading = known.document.line(scope.line)
        share = known.share(scope, COUNT)
        if len(sector.parts) < 2 or share is None or share.facts[0].line != scope.line:
            continue
        after = share.facts[0].stated.after
        named = [part for part in sector.parts if has_word(scope.label, part)]
        told = [part for part in sector.parts if has_word(after, part)]
        below = [
            line
            for line in known.document.lines
            if known.document.place(line).scope == scope and known.document.place(line).organisation
        ]
        missing = [part for part in named if part not in told]
        belonging = [x for x in below for part in missing if has_word(x.plain, part)]
        if told and belonging:
            yield warning(
                "R13",
                f"Ghi {share.facts[0].figure.shown} "
                f"{after.strip(' :.').removesuffix(' là')}, nhưng "
                f"“{belonging[0].text.partition(':')[0].lstrip('- ')}” thuộc "
                f"{missing[0][0]}: không rõ "
                "mỗi lĩnh vực có bao nhiêu.",
                [heading.quote(), *(x.quote(0, 60) for x in belonging)],
            )

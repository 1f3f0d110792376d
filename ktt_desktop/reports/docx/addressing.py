"""Whom the document goes to and what it is based on, between title and text."""

from collections.abc import Iterator, Sequence

from ktt_desktop.domain.document import Letterhead
from ktt_desktop.reports.addressing import (
    HYPHEN,
    LABEL,
    WIDEST,
    AddressFlowable,
    addressee_lines,
    basis_lines,
)
from ktt_desktop.reports.docx.elements import element, paragraph, run, twips
from ktt_desktop.reports.fonts import REGULAR
from ktt_desktop.reports.layout import load_layout
from ktt_desktop.reports.line_breaks import text_width


def addressing_xml(head: Letterhead, width: float) -> Iterator[str]:
    """Kính gửi và căn cứ, where the document has them."""
    if head.addressees:
        yield from _addressees(head.addressees, width)
    for line in basis_lines(head.bases):
        yield paragraph("Basis", run(line))


def _addressees(addressees: Sequence[str], width: float) -> Iterator[str]:
    """The block stands in the middle, its lines straight below one another."""
    paper = AddressFlowable(addressees)
    paper.wrap(width, 0)
    lines, size = addressee_lines(addressees), load_layout().sizes.body
    right = width * (1 - WIDEST) / 2
    if len(lines) == 1:
        hanging = text_width(f"{LABEL}: ", REGULAR, size)
        left = paper.left + hanging
        yield _line(f"{LABEL}: {lines[0]}", left, hanging, right, first=True, last=True)
        return
    yield _line(f"{LABEL}:", paper.left, 0, right, first=True)
    hanging = text_width(HYPHEN, REGULAR, size)
    left = paper.left + text_width(LABEL, REGULAR, size) + hanging
    for place, line in enumerate(lines, start=1):
        yield _line(line, left, hanging, right, last=place == len(lines))


def _line(
    text: str, left: float, hanging: float, right: float, *, first: bool = False, last: bool = False
) -> str:
    gap = twips(load_layout().spacing.paragraph * 2)
    gaps = {"before": gap} if first else {}
    if last:
        gaps["after"] = gap
    kept = "" if last else element("keepNext")
    spaced = element("spacing", **gaps) if gaps else ""
    indents = element("ind", left=twips(left), right=twips(right), hanging=twips(hanging))
    return paragraph("Addressees", run(text), properties=kept + spaced + indents)

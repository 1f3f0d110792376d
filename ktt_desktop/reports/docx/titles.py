"""Centred lines broken where the paper breaks them, and the line drawn below them."""

from collections.abc import Iterable

from ktt_desktop.domain.document import Annex
from ktt_desktop.domain.text import capitals
from ktt_desktop.reports.docx.elements import element, half_points, paragraph, run, twips, value
from ktt_desktop.reports.fonts import BOLD, ITALIC
from ktt_desktop.reports.layout import load_layout
from ktt_desktop.reports.stack import TITLE_SHARE, Line

ANNEX_GAP = 8.0  # points below the line under the head of an annex
FROM_TITLE = 0.6  # points from a title, which is set wide, to the line below it


def printed(style: str, lines: Iterable[Line], usual: float) -> str:
    """A paragraph of lines as the paper has them; `usual` is the size of the style."""
    kept = list(lines)
    size = half_points(kept[0].size) if kept else half_points(usual)
    own = "" if size == half_points(usual) else value("sz", size) + value("szCs", size)
    return paragraph(style, run("\n".join(line.text for line in kept), own))


def title(style: str, text: str, width: float, size: float) -> str:
    """A title in lines of similar length."""
    return paragraph(style, run("\n".join(title_lines(text, width, size))))


def title_lines(text: str, width: float, size: float, face: str = BOLD) -> list[str]:
    """The lines a title is broken into where the text is `width` points wide."""
    return [line.text for line in Line(text, face, size).broken(width * TITLE_SHARE)]


def rule(length: float, width: float, above: float, below: float) -> str:
    """A line so long in the middle of the width; above and below it are points."""
    thickness = round(load_layout().spacing.rule * 8)
    side = twips((width - length) / 2)
    return paragraph(
        "Rule",
        properties=element("keepNext")
        + element("pBdr", element("top", val="single", sz=thickness, space=0, color="000000"))
        + element("spacing", before=twips(above), after=twips(below))
        + element("ind", left=side, right=side),
    )


def title_rule(text: str, face: str, width: float, size: float, below: float) -> str:
    """The short line under a title."""
    last = title_lines(text, width, size, face)[-1]
    length = load_layout().spacing.short_rule * Line(last, face, size).width
    return rule(length, width, FROM_TITLE, below)


def annex_head(annex: Annex, width: float) -> list[str]:
    """Tên, tiêu đề và dòng "Kèm theo …" của phụ lục."""
    size = load_layout().sizes.annex
    lines = (
        ("Annex", f"Phụ lục {annex.number}".strip(), BOLD),
        ("AnnexTitle", capitals(annex.title), BOLD),
        ("Reference", annex.reference, ITALIC),
    )
    written = [each for each in lines if each[1]]
    _, last, face = written[-1]
    return [
        *(
            paragraph(style, run("\n".join(title_lines(text, width, size, face))))
            for style, text, face in written
        ),
        title_rule(last, face, width, size, ANNEX_GAP),
    ]

"""Paragraph styles of the body text, from the measures of report.toml."""

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType
from typing import Any, Literal

from reportlab.lib.enums import TA_CENTER, TA_JUSTIFY, TA_LEFT, TA_RIGHT
from reportlab.lib.styles import ParagraphStyle

from ktt_desktop.domain.document import HeadingLevel, TextAlign
from ktt_desktop.reports import fonts
from ktt_desktop.reports.layout import load_layout


def _style(name: str, face: str, size: float, leading: float, **more: Any) -> ParagraphStyle:
    return ParagraphStyle(
        name,
        fontName=face,
        bulletFontName=face,
        fontSize=size,
        leading=leading,
        allowWidows=0,
        allowOrphans=0,
        **more,
    )


@cache
def body() -> ParagraphStyle:
    """Đoạn văn: justified, first line indented."""
    return _body_in(fonts.REGULAR)


@cache
def heading(level: HeadingLevel) -> ParagraphStyle:
    """Đề mục trong lề đoạn văn; a PART is centred and has no style here."""
    return _body_in(_HEADING_FACES[level], TA_LEFT)


@cache
def paragraph(align: TextAlign) -> ParagraphStyle:
    """Đoạn văn canh theo ý cán bộ; only a justified one indents its first line."""
    if align is TextAlign.JUSTIFY:
        return body()
    return ParagraphStyle(
        f"body {align}", parent=body(), alignment=_ALIGNMENTS[align], firstLineIndent=0
    )


@cache
def basis() -> ParagraphStyle:
    """Dòng căn cứ: as the body, in italics."""
    return _body_in(fonts.ITALIC)


@cache
def picture_title() -> ParagraphStyle:
    """Dòng chữ dưới hình."""
    size, spacing = load_layout().sizes.unit_line, load_layout().spacing
    leading, after = spacing.tight(size), spacing.paragraph
    return _style("picture", fonts.ITALIC, size, leading, alignment=TA_CENTER, spaceAfter=after)


@cache
def recipients_head() -> ParagraphStyle:
    """Chữ "Nơi nhận:"."""
    size = load_layout().sizes.recipients_head
    return _style("head", fonts.BOLD_ITALIC, size, load_layout().spacing.tight(size))


@cache
def recipients() -> ParagraphStyle:
    """Danh sách nơi nhận."""
    size = load_layout().sizes.recipients
    return _style("list", fonts.REGULAR, size, load_layout().spacing.tight(size))


@cache
def unit_line() -> ParagraphStyle:
    """Dòng "Đơn vị tính: …" trên bảng."""
    size = load_layout().sizes.unit_line
    leading = load_layout().spacing.tight(size)
    return _style("unit", fonts.ITALIC, size, leading, alignment=TA_RIGHT, spaceAfter=3)


@cache
def note() -> ParagraphStyle:
    """Ghi chú dưới bảng."""
    size = load_layout().sizes.notes
    leading = load_layout().spacing.tight(size)
    return _style("note", fonts.REGULAR, size, leading, alignment=TA_LEFT, spaceAfter=4)


_HEADING_FACES = MappingProxyType(
    {
        HeadingLevel.ROMAN: fonts.BOLD,
        HeadingLevel.NUMBER: fonts.BOLD,
        HeadingLevel.LETTER: fonts.BOLD_ITALIC,
    }
)


_ALIGNMENTS: Mapping[TextAlign, Literal[0, 1, 2]] = MappingProxyType(
    {TextAlign.LEFT: TA_LEFT, TextAlign.CENTRE: TA_CENTER, TextAlign.RIGHT: TA_RIGHT}
)


def _body_in(face: str, alignment: int = TA_JUSTIFY) -> ParagraphStyle:
    layout = load_layout()
    size = layout.sizes.body
    return _style(
        f"body {face}",
        face,
        size,
        layout.spacing.leading(size),
        alignment=alignment,
        firstLineIndent=layout.spacing.first_line,
        spaceAfter=layout.spacing.paragraph,
    )

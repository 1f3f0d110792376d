import pytest
from reportlab.lib.enums import TA_JUSTIFY

from ktt_desktop.domain.document import HeadingLevel
from ktt_desktop.reports import fonts, styles

STYLES = [
    styles.body(),
    styles.heading(HeadingLevel.ROMAN),
    styles.heading(HeadingLevel.LETTER),
    styles.recipients_head(),
    styles.recipients(),
    styles.unit_line(),
    styles.note(),
]


@pytest.mark.parametrize("style", STYLES, ids=lambda style: style.name)
def test_every_style_uses_embedded_faces_only(style):
    assert {style.fontName, style.bulletFontName} <= set(fonts.BUNDLED)
    assert style.fontSize <= style.leading <= 1.5 * 1.15 * style.fontSize


def test_body_text_is_justified_and_headings_carry_their_weight():
    assert styles.body().alignment == TA_JUSTIFY
    assert styles.heading(HeadingLevel.NUMBER).fontName == fonts.BOLD
    assert styles.heading(HeadingLevel.LETTER).fontName == fonts.BOLD_ITALIC

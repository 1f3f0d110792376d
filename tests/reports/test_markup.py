from io import BytesIO

import pypdf
from hypothesis import given, settings
from hypothesis import strategies as st

from ktt_desktop.domain.document import Paragraph, Run
from ktt_desktop.reports.markup import escaped, markup
from tests.reports.printed import make_document, printed


def test_bold_and_italic_become_tags_and_the_rest_is_escaped():
    runs = [Run("a<b"), Run("c", bold=True), Run("d", italic=True), Run("e&", True, True)]
    assert markup(runs) == "a&lt;b<b>c</b><i>d</i><b><i>e&amp;</i></b>"


@settings(deadline=None, max_examples=40)
@given(st.text("<>&/bi \"'=a", max_size=20))
def test_nothing_in_a_text_is_taken_for_a_tag(text):
    assert "<" not in escaped(text)
    document = make_document(blocks=(Paragraph((Run(f"[{text}]"),)),))
    page = pypdf.PdfReader(BytesIO(printed(document))).pages[0].extract_text()
    assert "".join(f"[{text}]".split()) in "".join(page.split())


def test_runs_are_printed_in_the_faces_they_ask_for():
    runs = (Run("thường"), Run("đậm", True), Run("nghiêng", False, True), Run("cả", True, True))
    content = printed(make_document(blocks=(Paragraph(runs),)))
    assert b"LiberationSerif-BoldItalic" in content
    assert b"LiberationSerif-Italic" in content

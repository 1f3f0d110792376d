"""Texts that many cells show."""

from ktt_desktop.interchange.sheets import shared_texts
from ktt_desktop.interchange.sheets.shared_texts import (
    is_too_much,
    lengths,
    own_texts,
    shared_cells,
)

SHEET = b"""<row><c r="A1" t="s"><v>0</v></c><c r="B1" s="4" t='s'><v>1</v></c><c t="n"/></row>"""


def test_texts_are_counted_as_often_as_cells_show_them(monkeypatch):
    texts = lengths(b"<sst><si><t>abc</t></si><x:si ><t>d</t></x:si></sst>")
    assert len(texts) == 2
    assert shared_cells(SHEET) == 2
    monkeypatch.setattr(shared_texts, "MOST_TEXT", sum(texts))
    assert not is_too_much(texts, [SHEET])
    assert is_too_much(texts, [SHEET, SHEET])
    assert not is_too_much([], [SHEET, SHEET])


def test_cells_that_keep_their_text_themselves_are_counted():
    inline = b'<c t="inlineStr"><is><t>a</t></is></c><c t=\'inlineStr\'/><c t="str"><v>b</v></c>'
    assert own_texts(inline + SHEET) == 3

"""The lines of a Word document as it shows them, with the numbers and capitals it only draws."""

import posixpath
from collections.abc import Iterator
from typing import Any
from zipfile import ZipFile

from docx.oxml.ns import qn
from docx.oxml.parser import parse_xml

from ktt_desktop.interchange.word_numbers import ListNumbers
from ktt_desktop.interchange.word_styles import VALUE, WordStyles

FOLDER = "word"
BODY, RELATIONS = f"{FOLDER}/document.xml", f"{FOLDER}/_rels/document.xml.rels"
CELLS = " | "
_P, _TABLE, _BOX = qn("w:p"), qn("w:tbl"), qn("w:txbxContent")
_ROW, _CELL = qn("w:tr"), qn("w:tc")
_MERGED = f"{qn('w:tcPr')}/{qn('w:vMerge')}"


def word_lines(archive: ZipFile) -> Iterator[str]:
    """Paragraphs and tables in their order, then the footnotes.

    What the file is broken in is raised as zipfile and lxml say it.
    """
    parts = _parts(archive)
    styles = WordStyles(parts.get("styles"))
    numbers = ListNumbers(parts.get("numbering"), styles)
    body = parse_xml(archive.read(BODY)).find(qn("w:body"))
    assert body is not None, "no body"
    labels = {each: numbers.label(each) for each in body.iter(_P) if not _is_in_box(each)}
    for block in body.iterchildren(_P, _TABLE):
        if block.tag == _TABLE:
            yield from _rows(block, styles)
        else:
            words = _words(block, styles)
            yield from (labels[block] + words if words.strip() else words).split("\n")
    yield from _footnotes(parts.get("footnotes"))


def _parts(archive: ZipFile) -> dict[str, Any]:
    """The roots of the parts beside the text, by what they are to it: "styles", "numbering"."""
    names = set(archive.namelist())
    found: dict[str, Any] = {}
    if RELATIONS not in names:
        return found
    for each in parse_xml(archive.read(RELATIONS)):
        kind = each.get("Type", "").rpartition("/")[2]
        name = posixpath.join("/", FOLDER, each.get("Target", "")).lstrip("/")
        if kind in ("styles", "numbering", "footnotes") and name in names:
            found[kind] = parse_xml(archive.read(name))
    return found


def _is_in_box(paragraph: Any) -> bool:
    """Text boxes are drawn beside the text; Word counts them apart, and keeps each twice."""
    return next(paragraph.iterancestors(_BOX), None) is not None


def _words(paragraph: Any, styles: WordStyles) -> str:
    style = styles.of_paragraph(paragraph)
    runs = paragraph.xpath("w:r | w:hyperlink/w:r")
    return "".join(
        each.text.upper() if styles.is_capital(each, style) else each.text for each in runs
    )


def _rows(table: Any, styles: WordStyles) -> Iterator[str]:
    """One line a row; a cell over several columns comes once, one over several rows in each."""
    above: dict[int, str] = {}
    for row in table.findall(_ROW):
        here: dict[int, str] = {}
        column = int(row.grid_before)
        for cell in row.findall(_CELL):
            merged = cell.find(_MERGED)
            goes_on = merged is not None and merged.get(VALUE) != "restart"
            words = (_words(each, styles) for each in cell.findall(_P))
            text = " ".join("\n".join(words).split())
            here[column] = above.get(column, "") if goes_on else text
            column += max(1, cell.grid_span)
        yield CELLS.join(here.values())
        above = here


def _footnotes(root: Any | None) -> Iterator[str]:
    for note in () if root is None else root.iter(qn("w:footnote")):
        text = "".join(each.text or "" for each in note.iter(qn("w:t"))).strip()
        if text:
            yield text

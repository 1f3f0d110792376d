"""What is copied from a section and what is pasted into it: paragraphs, bold, italic, tables."""

import re
from collections.abc import Callable
from unicodedata import normalize

from PySide6.QtCore import QMimeData
from PySide6.QtGui import QFont, QTextBlock, QTextCursor, QTextDocument

from ktt_desktop.domain.errors import InvalidInputError
from ktt_desktop.domain.report_text import (
    LockedFigure,
    RichItem,
    RichParagraph,
    RichRun,
    RichTable,
    SectionText,
)
from ktt_desktop.domain.report_text_json import text_from_json, text_json
from ktt_desktop.ui.screens.reports_document import (
    Shown,
    clean,
    insert_items,
    insert_runs,
    shown_items,
)
from ktt_desktop.ui.screens.reports_figures import figure_of

_IMAGES = re.compile(r"<(?:img|v:imagedata)\b[^>]*>", re.IGNORECASE)
OWN_FORMAT = "application/x-so-kttt-text"
Adopt = Callable[[LockedFigure], LockedFigure | None]


def copied(cursor: QTextCursor, usual: QMimeData) -> QMimeData:
    """The selection, for other programs and with its locked figures for this one."""
    found = QMimeData()
    found.setText(cursor.selection().toPlainText())
    if usual.hasHtml():
        found.setHtml(usual.html())
    found.setData(OWN_FORMAT, text_json(selected(cursor)).encode())
    return found


def selected(cursor: QTextCursor) -> SectionText:
    """The words of a selection, a paragraph each; those in cells come as paragraphs too."""
    start, end = cursor.selectionStart(), cursor.selectionEnd()
    block, found = cursor.document().findBlock(start), []
    while block.isValid() and block.position() < max(end, start + 1):
        found.append(RichParagraph(_runs_between(block, start, end)))
        block = block.next()
    return tuple(found)


def _runs_between(block: QTextBlock, start: int, end: int) -> tuple[RichRun, ...]:
    runs = []
    iterator = block.begin()
    while not iterator.atEnd():
        fragment = iterator.fragment()
        first = max(start - fragment.position(), 0)
        text = clean(fragment.text()[first : max(end - fragment.position(), 0)])
        words = fragment.charFormat()
        if text:
            is_bold = words.fontWeight() > QFont.Weight.Medium
            runs.append(RichRun(text, is_bold, words.fontItalic(), figure_of(words, text)))
        iterator += 1
    return tuple(runs)


def pasted(source: QMimeData, adopt: Adopt) -> SectionText:
    """What a clipboard holds, as items; formats other than bold and italic are left behind."""
    if source.hasFormat(OWN_FORMAT):
        try:
            text = text_from_json(bytes(source.data(OWN_FORMAT).data()).decode())
        except (InvalidInputError, UnicodeDecodeError):
            text = ()
        return tuple(_adopted(item, adopt) for item in text)
    if source.hasHtml():
        document = QTextDocument()
        document.setHtml(_IMAGES.sub("", source.html()))
        return tuple(filter(None, map(_bare, shown_items(document))))
    lines = _tidy(source.text()).splitlines()
    return tuple(RichParagraph((RichRun(line),)) for line in lines if line.strip())


def _adopted(item: RichItem, adopt: Adopt) -> RichItem:
    if not isinstance(item, RichParagraph):
        return item
    return RichParagraph(
        tuple(
            RichRun(run.text, run.bold, run.italic, adopt(run.figure) if run.figure else None)
            for run in item.runs
        ),
        item.align,
    )


def _bare(item: RichItem) -> RichItem | None:
    """A paragraph or a table from another program; None for what is neither, and for blanks."""
    match item:
        case RichParagraph(runs=runs):
            words = tuple(RichRun(_tidy(run.text), run.bold, run.italic) for run in runs)
            return RichParagraph(words) if item.text.strip() else None
        case RichTable(rows=rows):
            cells = tuple(tuple(" ".join(_tidy(each).split()) for each in row) for row in rows)
            return RichTable(cells) if any(map(any, cells)) else None
        case _:
            return None


def _tidy(text: str) -> str:
    """Spaces that do not break, soft hyphens and marks of direction go."""
    bare = text.replace("\u00a0", " ").replace("\t", " ")
    return normalize(
        "NFC", "".join(each for each in bare if each not in "\u00ad\u200b\u200e\u200f\ufeff")
    )


def insert_pasted(cursor: QTextCursor, items: SectionText, shown: Shown) -> None:
    """Put items where the cursor stands, in one step of undo; a cell takes words only."""
    cursor.beginEditBlock()
    cursor.removeSelectedText()
    first, *others = items or (RichParagraph(()),)
    if cursor.currentTable() is not None:
        insert_runs(cursor, (RichRun(_as_line(items)),), shown)
    elif isinstance(first, RichParagraph):
        insert_runs(cursor, first.runs, shown)
        _insert_behind(cursor, others, shown)
    else:
        _insert_behind(cursor, list(items), shown)
    cursor.endEditBlock()


def _insert_behind(cursor: QTextCursor, items: list[RichItem], shown: Shown) -> None:
    """The rest of the paragraph the cursor stands in comes behind the items."""
    if not items:
        return
    if not cursor.atBlockEnd():
        cursor.insertBlock()
        cursor.movePosition(QTextCursor.MoveOperation.PreviousBlock)
        cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock)
    insert_items(cursor, list(items), shown)


def _as_line(items: SectionText) -> str:
    words = []
    for item in items:
        match item:
            case RichParagraph():
                words.append(item.text)
            case RichTable(rows=rows):
                words.extend(" ".join(row) for row in rows)
            case _:
                pass
    return " ".join(words)

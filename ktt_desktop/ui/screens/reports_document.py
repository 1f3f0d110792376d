"""A section as a text document, and back: paragraphs, tables, pictures, locked figures.

A paragraph that came from a generated sentence carries the key of its piece; generated tables
and charts stand as a picture that cannot be typed in.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from unicodedata import normalize

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import (
    QColor,
    QFont,
    QImage,
    QTextBlock,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextFormat,
    QTextFrame,
    QTextFrameFormat,
    QTextImageFormat,
    QTextLength,
    QTextTable,
    QTextTableFormat,
)

from ktt_desktop.domain.document import Block, TextAlign
from ktt_desktop.domain.report_editing import joined, opened
from ktt_desktop.domain.report_text import (
    AutoPiece,
    LockedFigure,
    Piece,
    RichItem,
    RichParagraph,
    RichPicture,
    RichRun,
    RichTable,
)
from ktt_desktop.ui import theme
from ktt_desktop.ui.screens.reports_figures import FigureLook, figure_format, figure_of

KEY = QTextFormat.Property.UserProperty.value + 20  # the piece of a paragraph or a table
PIECE_IMAGE, OWN_IMAGE = "piece:", "picture:"
OBJECT, LINE, PARAGRAPH = "\ufffc", "\u2028", "\u2029"
PIXELS_A_MM = 96 / 25.4
ALIGNMENTS = {
    TextAlign.JUSTIFY: Qt.AlignmentFlag.AlignJustify,
    TextAlign.LEFT: Qt.AlignmentFlag.AlignLeft,
    TextAlign.CENTRE: Qt.AlignmentFlag.AlignHCenter,
    TextAlign.RIGHT: Qt.AlignmentFlag.AlignRight,
}


@dataclass(frozen=True, slots=True)
class Shown:
    """What a document needs besides its words: looks of figures, images of what is no text."""

    look: Callable[[LockedFigure, str], FigureLook]
    block_image: Callable[[Block], QImage]
    picture_image: Callable[[str], QImage]


def fill_document(document: QTextDocument, items: Iterable[Piece | RichItem], shown: Shown) -> None:
    """Show these items in an empty document; undo begins afterwards."""
    document.setUndoRedoEnabled(False)
    document.clear()
    cursor = QTextCursor(document)
    insert_items(cursor, list(items), shown)
    document.setUndoRedoEnabled(True)
    document.setModified(False)


def insert_items(cursor: QTextCursor, items: list[Piece | RichItem], shown: Shown) -> None:
    """Insert items where the cursor stands; the first takes its paragraph where that is empty."""
    for item in items:
        match item:
            case Piece() as piece if (sentence := opened(piece)) is not None:
                _insert_paragraph(cursor, sentence, shown)
            case Piece(key=key, block=block):
                _insert_image(cursor, PIECE_IMAGE + key, shown.block_image(block), key=key)
            case RichParagraph():
                _insert_paragraph(cursor, item, shown)
            case RichTable():
                _fresh_block(cursor, TextAlign.LEFT, "")
                insert_table(cursor, item)
            case RichPicture(name=name, width_mm=wide, words=words):
                image = shown.picture_image(name)
                _insert_image(cursor, OWN_IMAGE + name, image, wide=wide, words=words)
            case _:
                pass


def block_format(align: TextAlign, key: str) -> QTextBlockFormat:
    """The format of a paragraph."""
    spacing = QTextBlockFormat()
    spacing.setBottomMargin(theme.SPACE_4)
    spacing.setAlignment(ALIGNMENTS[align])
    if key:
        spacing.setProperty(KEY, key)
    return spacing


def _fresh_block(cursor: QTextCursor, align: TextAlign, key: str) -> None:
    """Stand in an empty paragraph of this format."""
    if cursor.block().length() > 1:
        cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock)
        cursor.insertBlock(block_format(align, key), QTextCharFormat())
    else:
        cursor.setBlockFormat(block_format(align, key))
        cursor.setBlockCharFormat(QTextCharFormat())


def _insert_paragraph(cursor: QTextCursor, item: RichParagraph, shown: Shown) -> None:
    _fresh_block(cursor, item.align, item.replaces)
    insert_runs(cursor, item.runs, shown)


def insert_runs(cursor: QTextCursor, runs: Iterable[RichRun], shown: Shown) -> None:
    """Insert words and locked figures into the paragraph of the cursor."""
    for run in runs:
        words = QTextCharFormat()
        if run.figure is not None:
            words = figure_format(run.figure, run.text, shown.look(run.figure, run.text))
        if run.bold:
            words.setFontWeight(QFont.Weight.Bold)
        if run.italic:
            words.setFontItalic(True)
        cursor.insertText(run.text.replace("\n", LINE), words)


def insert_table(cursor: QTextCursor, table: RichTable) -> QTextTable:
    """Insert a table of the officer's; the cursor goes behind it."""
    form = QTextTableFormat()
    form.setCellPadding(theme.SPACE_4)
    form.setCellSpacing(0)
    form.setBorder(1)
    form.setBorderCollapse(True)
    form.setBorderStyle(QTextFrameFormat.BorderStyle.BorderStyle_Solid)
    form.setBorderBrush(QColor(theme.LINE))
    form.setWidth(QTextLength(QTextLength.Type.PercentageLength, 100))
    form.setHeaderRowCount(1 if table.headed else 0)
    form.setBottomMargin(theme.SPACE_4)
    if table.replaces:
        form.setProperty(KEY, table.replaces)
    made = cursor.insertTable(len(table.rows), len(table.rows[0]), form)
    for row, cells in enumerate(table.rows):
        words = QTextCharFormat()
        if table.headed and row == 0:
            words.setFontWeight(QFont.Weight.DemiBold)
        for column, text in enumerate(cells):
            cell = made.cellAt(row, column).firstCursorPosition()
            cell.setBlockCharFormat(words)
            cell.insertText(text, words)
    cursor.setPosition(made.lastPosition() + 1)
    return made


def _insert_image(
    cursor: QTextCursor, name: str, image: QImage, *, key: str = "", wide: int = 0, words: str = ""
) -> None:
    """An image in a paragraph of its own, the words below it in the same."""
    document = cursor.document()
    document.addResource(QTextDocument.ResourceType.ImageResource.value, QUrl(name), image)
    _fresh_block(cursor, TextAlign.LEFT if key else TextAlign.CENTRE, key)
    form = QTextImageFormat()
    form.setName(name)
    width = wide * PIXELS_A_MM if wide else image.deviceIndependentSize().width()
    form.setWidth(width)
    if image.width():
        form.setHeight(width * image.height() / image.width())
    cursor.insertImage(form)
    if words:
        cursor.insertText(LINE + words, QTextCharFormat())


# --- and back


def shown_items(document: QTextDocument) -> list[RichItem]:
    """What stands in a document, as items; a paragraph from a sentence `replaces` its piece."""
    return list(_items_of(document.rootFrame()))


def _items_of(frame: QTextFrame) -> Iterator[RichItem]:
    iterator = frame.begin()
    while not iterator.atEnd():
        inner, block = iterator.currentFrame(), iterator.currentBlock()
        if isinstance(inner, QTextTable):
            yield table_of(inner)
        elif block.isValid():
            yield from items_of_block(block)
        else:
            yield from _items_of(inner)
        iterator += 1


def table_of(table: QTextTable) -> RichTable:
    """The words of a table; cells drawn together keep theirs in the first one."""
    rows = tuple(
        tuple(_cell_text(table, row, column) for column in range(table.columns()))
        for row in range(table.rows())
    )
    form = table.format().toTableFormat()
    return RichTable(rows, form.headerRowCount() > 0, form.stringProperty(KEY))


def _cell_text(table: QTextTable, row: int, column: int) -> str:
    cell = table.cellAt(row, column)
    if (cell.row(), cell.column()) != (row, column):
        return ""
    cursor = cell.firstCursorPosition()
    cursor.setPosition(cell.lastPosition(), QTextCursor.MoveMode.KeepAnchor)
    return clean(cursor.selectedText()).strip()


def items_of_block(block: QTextBlock) -> Iterator[RichItem]:
    """A paragraph: its words, or the image in it with the words below."""
    key = block.blockFormat().stringProperty(KEY)
    runs, images = _runs_and_images(block)
    if not images:
        align = align_of(block.blockFormat())
        yield RichParagraph(runs, align, key)
        return
    words = "".join(run.text for run in runs).strip()
    for number, image in enumerate(images):
        name, is_last = image.name(), number == len(images) - 1
        if name.startswith(PIECE_IMAGE):
            yield AutoPiece(name.removeprefix(PIECE_IMAGE))
            if words and is_last:
                yield RichParagraph(runs)
        else:
            wide = round(image.width() / PIXELS_A_MM)
            yield RichPicture(name.removeprefix(OWN_IMAGE), wide, words if is_last else "")


def align_of(form: QTextBlockFormat) -> TextAlign:
    """The alignment of a paragraph in the words of the domain."""
    given = form.alignment()
    return next((each for each, flag in ALIGNMENTS.items() if given & flag), TextAlign.LEFT)


def _runs_and_images(block: QTextBlock) -> tuple[tuple[RichRun, ...], list[QTextImageFormat]]:
    runs: list[RichRun] = []
    images: list[QTextImageFormat] = []
    iterator = block.begin()
    while not iterator.atEnd():
        fragment = iterator.fragment()
        words, text = fragment.charFormat(), clean(fragment.text())
        if words.isImageFormat():
            images.extend([words.toImageFormat()] * fragment.text().count(OBJECT))
        elif text:
            figure = figure_of(words, text)
            is_bold = words.fontWeight() > QFont.Weight.Medium
            runs.append(RichRun(text, is_bold, words.fontItalic(), figure))
        iterator += 1
    return joined(runs), images


def clean(text: str) -> str:
    """As the book keeps words: NFC, ordinary spaces, a break of a line as one."""
    if text.isascii():
        return text
    text = text.replace(LINE, "\n").replace(PARAGRAPH, "\n").replace(OBJECT, "")
    return normalize("NFC", text)

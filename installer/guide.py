"""The officers' guide as one page to hand out: docs/huong-dan-cai-dat.md as a PDF.

python -m installer.guide Huong-dan-cai-dat.pdf
"""

import sys
from collections.abc import Iterator
from pathlib import Path

from PySide6.QtCore import QMarginsF, QUrl
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontDatabase,
    QGuiApplication,
    QImage,
    QPageLayout,
    QPageSize,
    QPainter,
    QPdfWriter,
    QTextBlock,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextFormat,
    QTextLength,
    QTextTable,
)

ROOT = Path(__file__).resolve().parents[1]
SOURCE = ROOT / "docs" / "huong-dan-cai-dat.md"
TITLE = "Cài đặt và bắt đầu dùng Sổ KTTT"
FONTS = ROOT / "resources" / "fonts"
FAMILY, TEXT, CAPTION = "Liberation Serif", 11.5, 10.0  # points; the font of the program
HEADINGS = {1: 18.0, 2: 13.0}
NO_BREAK = "\u2060"  # a name of a file does not end a line at its hyphen
GREEN = QColor("#1C6B58")
MARGIN = 15.0  # mm
UNIT, DOTS = 96, 1200  # an inch: while laying out, and in the PDF
PADDING = 3.0  # around a picture


class GuideTooLongError(Exception):
    """The guide no longer fits its one page."""


def write_guide(target: Path) -> None:
    """Write the PDF; raises GuideTooLongError where one page is not enough."""
    alone = [TITLE, "-platform", "offscreen"]
    application = QGuiApplication.instance() or QGuiApplication(alone)
    writer = _page(target)
    room = writer.pageLayout().paintRectPixels(UNIT).size().toSizeF()
    document = _read(room.width())
    document.setPageSize(room)
    if document.pageCount() > 1:
        raise GuideTooLongError
    painter = QPainter(writer)
    painter.scale(DOTS / UNIT, DOTS / UNIT)
    document.drawContents(painter)
    painter.end()
    del application  # it had to live until here


def _page(target: Path) -> QPdfWriter:
    writer = QPdfWriter(str(target))
    writer.setTitle(TITLE)
    writer.setResolution(DOTS)
    a4, upright = QPageSize(QPageSize.PageSizeId.A4), QPageLayout.Orientation.Portrait
    margins, unit = QMarginsF(MARGIN, MARGIN, MARGIN, MARGIN), QPageLayout.Unit.Millimeter
    writer.setPageLayout(QPageLayout(a4, upright, margins, unit))
    return writer


def _read(width: float) -> QTextDocument:
    """The guide, dressed for a page of this width."""
    for file in FONTS.glob("*.ttf"):
        QFontDatabase.addApplicationFont(str(file))
    document = QTextDocument()
    document.setDocumentMargin(0)
    document.setIndentWidth(22)
    document.setUseDesignMetrics(True)
    document.setBaseUrl(QUrl.fromLocalFile(str(SOURCE)))
    document.setMarkdown(SOURCE.read_text(encoding="utf-8"))
    for block in _blocks(document):
        _dress(block)
    for frame in document.rootFrame().childFrames():
        if isinstance(frame, QTextTable):
            _place_pictures(frame, width)
    return document


def _blocks(document: QTextDocument) -> Iterator[QTextBlock]:
    block = document.begin()
    while block.isValid():
        yield block
        block = block.next()


def _runs(block: QTextBlock) -> list[tuple[QTextCursor, QTextCharFormat]]:
    """Each piece of one look, selected, and its look."""
    found, place = [], block.begin()
    while not place.atEnd():
        piece = place.fragment()
        cursor = QTextCursor(block)
        cursor.setPosition(piece.position())
        cursor.setPosition(piece.position() + piece.length(), QTextCursor.MoveMode.KeepAnchor)
        found.append((cursor, piece.charFormat()))
        place += 1
    return found


def _dress(block: QTextBlock) -> None:
    """The one font, green headings, and little air between paragraphs."""
    space = block.blockFormat()
    level, in_table = space.headingLevel(), QTextCursor(block).currentTable() is not None
    space.setTopMargin(8 if level == 2 else 0)
    space.setBottomMargin(0 if in_table else 4)
    QTextCursor(block).setBlockFormat(space)
    size = CAPTION if in_table else HEADINGS.get(level, TEXT)
    QTextCursor(block).setBlockCharFormat(_in_our_font(QTextCharFormat(), size, green=False))
    for cursor, look in _runs(block):
        is_name = look.fontFixedPitch()
        ours = _in_our_font(look, size, green=is_name or level > 0)
        if is_name:
            cursor.insertText(cursor.selectedText().replace("-", f"-{NO_BREAK}"), ours)
        elif not look.isImageFormat():
            cursor.setCharFormat(ours)


def _in_our_font(look: QTextCharFormat, size: float, *, green: bool) -> QTextCharFormat:
    font = QFont(FAMILY)
    font.setStyleStrategy(QFont.StyleStrategy.NoFontMerging)  # the same page on every system
    font.setPointSizeF(size)
    font.setBold(look.fontWeight() > QFont.Weight.Normal)
    font.setItalic(look.fontItalic())
    if green:
        look.setForeground(GREEN)
    look.clearProperty(QTextFormat.Property.FontSizeAdjustment)
    look.setFont(font)
    return look


def _place_pictures(table: QTextTable, width: float) -> None:
    """The pictures of the second row side by side and equally high, as wide as the page."""
    (row,) = range(1, table.rows())
    cells = [table.cellAt(row, column) for column in range(table.columns())]
    runs = [_runs(cell.firstCursorPosition().block())[0] for cell in cells]
    pictures = [QImage(str(SOURCE.parent / look.toImageFormat().name())) for _, look in runs]
    shapes = [picture.width() / picture.height() for picture in pictures]
    height = (width - 2 * PADDING * len(shapes)) / sum(shapes)
    for (cursor, look), shape in zip(runs, shapes, strict=True):
        picture = look.toImageFormat()
        picture.setWidth(height * shape)
        picture.setHeight(height)
        cursor.setCharFormat(picture)
    form = table.format()
    form.setBorder(0)
    form.setCellSpacing(0)
    form.setCellPadding(PADDING)
    columns = (height * shape + 2 * PADDING for shape in shapes)
    form.setColumnWidthConstraints(
        [QTextLength(QTextLength.Type.FixedLength, each) for each in columns]
    )
    table.setFormat(form)


if __name__ == "__main__":
    write_guide(Path(sys.argv[1]))

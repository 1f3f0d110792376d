"""What stands in a section and is no text, as images: generated tables, pictures."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QGuiApplication,
    QImage,
    QPainter,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextLength,
    QTextTableFormat,
)

from ktt_desktop.domain.document import Block, Chart, Table
from ktt_desktop.ui import theme

WIDTH = 560  # logical pixels of a generated table
LEAST = 24


def picture_image(content: bytes) -> QImage:
    """A picture of the officer's; a grey field where the book has lost it."""
    image = QImage.fromData(content)
    if image.isNull():
        image = QImage(LEAST * 5, LEAST * 3, QImage.Format.Format_RGB32)
        image.fill(QColor(theme.COMPUTED))
    return image


def block_image(block: Block) -> QImage:
    """A generated table as it is read, with a ground that tells it cannot be typed in."""
    document = QTextDocument()
    document.setDefaultFont(theme.text_font())
    document.setDocumentMargin(theme.SPACE_4)
    document.setTextWidth(WIDTH)
    cursor = QTextCursor(document)
    match block:
        case Table():
            _write_table(cursor, block)
        case Chart(words=words):
            cursor.insertText(f"Biểu đồ: {words}")
        case _:
            pass
    return _painted(document)


def _painted(document: QTextDocument) -> QImage:
    screen = QGuiApplication.primaryScreen()
    ratio, size = screen.devicePixelRatio(), document.size()
    image = QImage((size * ratio).toSize(), QImage.Format.Format_RGB32)
    image.setDevicePixelRatio(ratio)
    image.fill(QColor(theme.COMPUTED))
    painter = QPainter(image)
    document.drawContents(painter, QRectF(0, 0, size.width(), size.height()))
    painter.end()
    return image


def _write_table(cursor: QTextCursor, table: Table) -> None:
    if table.unit_line:
        right = QTextBlockFormat()
        right.setAlignment(Qt.AlignmentFlag.AlignRight)
        cursor.setBlockFormat(right)
        cursor.insertText(table.unit_line)
    form = QTextTableFormat()
    form.setBorderCollapse(True)
    form.setBorder(1)
    form.setBorderBrush(QColor(theme.LINE))
    form.setCellPadding(3)
    form.setCellSpacing(0)
    form.setWidth(QTextLength(QTextLength.Type.PercentageLength, 100))
    total = sum(each.weight for each in table.columns)
    form.setColumnWidthConstraints(
        [
            QTextLength(QTextLength.Type.PercentageLength, 100 * each.weight / total)
            for each in table.columns
        ]
    )
    made = cursor.insertTable(len(table.rows) + 1, len(table.columns), form)
    bold = QTextCharFormat()
    bold.setFontWeight(QFont.Weight.DemiBold)
    for column, each in enumerate(table.columns):
        made.cellAt(0, column).firstCursorPosition().insertText(each.header, bold)
    for number, row in enumerate(table.rows, start=1):
        words = bold if row.bold else QTextCharFormat()
        for column, text in enumerate(row.cells):
            made.cellAt(number, column).firstCursorPosition().insertText(text, words)
    cursor.movePosition(QTextCursor.MoveOperation.End)
    cursor.insertText("\n".join(table.notes))

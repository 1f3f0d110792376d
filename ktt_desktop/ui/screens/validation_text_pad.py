"""The text under check: its lines are numbered, the line a finding speaks of is lit."""

from pathlib import Path

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QDragEnterEvent,
    QDropEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QTextCharFormat,
    QTextCursor,
    QTextFormat,
)
from PySide6.QtWidgets import QPlainTextEdit, QTextEdit, QWidget

from ktt_desktop.ui import theme

MARGIN = 8


class TextPad(QPlainTextEdit):
    """Ô dán văn bản; a file dropped on it is opened."""

    dropped = Signal(Path)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._numbers = _Numbers(self)
        self.setTabChangesFocus(True)
        self.setAccessibleName("Văn bản")
        self.setPlaceholderText(
            "Dán văn bản vào đây (Ctrl+V), hoặc mở, kéo thả một tệp .docx, .txt."
        )
        self.blockCountChanged.connect(self._make_room)
        self.updateRequest.connect(self._scroll_numbers)
        self._make_room()

    def light(self, line: int) -> None:
        """Bring a line into view and light it; the cursor goes to its beginning."""
        block = self.document().findBlockByNumber(line - 1)
        cursor = QTextCursor(block)
        self.setTextCursor(cursor)
        self.centerCursor()
        lit = QTextEdit.ExtraSelection()
        form = QTextCharFormat()
        form.setBackground(QColor(theme.WARNING_TINT))
        form.setProperty(QTextFormat.Property.FullWidthSelection, True)
        cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock, QTextCursor.MoveMode.KeepAnchor)
        lit.cursor, lit.format = cursor, form  # type: ignore[attr-defined]
        self.setExtraSelections([lit])

    def darken(self) -> None:
        """No line is lit any more."""
        self.setExtraSelections([])

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if event.mimeData().hasUrls():
            event.acceptProposedAction()
        else:
            super().dragEnterEvent(event)

    def dropEvent(self, event: QDropEvent) -> None:
        files = [url.toLocalFile() for url in event.mimeData().urls() if url.isLocalFile()]
        if files:
            event.acceptProposedAction()
            self.dropped.emit(Path(files[0]))
        else:
            super().dropEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        area = self.contentsRect()
        self._numbers.setGeometry(area.left(), area.top(), self._room(), area.height())

    def _room(self) -> int:
        digits = max(3, len(str(self.blockCount())))
        return self.fontMetrics().horizontalAdvance("0") * digits + 2 * MARGIN

    def _make_room(self) -> None:
        self.setViewportMargins(self._room(), 0, 0, 0)

    def _scroll_numbers(self, area: QRect, down: int) -> None:
        if down:
            self._numbers.scroll(0, down)
        else:
            self._numbers.update(0, area.y(), self._numbers.width(), area.height())

    def paint_numbers(self, painter: QPainter, area: QRect) -> None:
        """Write the numbers of the lines that are seen."""
        painter.fillRect(area, QColor(theme.COMPUTED))
        painter.setPen(QColor(theme.HINT))
        block = self.firstVisibleBlock()
        width, height = self._numbers.width() - MARGIN, self.fontMetrics().height()
        while block.isValid():
            top = round(self.blockBoundingGeometry(block).translated(self.contentOffset()).top())
            if top > area.bottom():
                return
            number = str(block.blockNumber() + 1)
            painter.drawText(0, top, width, height, Qt.AlignmentFlag.AlignRight, number)
            block = block.next()


class _Numbers(QWidget):
    """Số dòng ở lề trái."""

    def __init__(self, pad: TextPad) -> None:
        super().__init__(pad)
        self._pad = pad

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setFont(self._pad.font())
        self._pad.paint_numbers(painter, event.rect())
        painter.end()

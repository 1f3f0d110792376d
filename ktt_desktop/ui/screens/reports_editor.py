"""The editor of a section: words flow around locked figures, which stay whole.

Unikey types by sending Backspace and new letters: the one Backspace that is taken here is the one
that stands behind a locked figure, and nothing is written anew while typing.
"""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QMimeData, QRect, Qt, QTimer, Signal
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QInputMethodEvent,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QTextBlock,
    QTextCursor,
    QTextDocument,
)
from PySide6.QtWidgets import QTextEdit, QWidget

from ktt_desktop.ui import theme
from ktt_desktop.ui.screens.reports_document import KEY
from ktt_desktop.ui.screens.reports_figures import (
    SERIAL,
    FigureSpan,
    figure_around,
    figure_at,
    figures_in,
    plain,
)
from ktt_desktop.ui.screens.reports_marks import begin_paragraph, drop_second_mark

PasteInto = Callable[[QTextCursor, QMimeData], None]
CopyOf = Callable[[QTextCursor, QMimeData], QMimeData]
IsGenerated = Callable[[QTextBlock], bool]
Move = QTextCursor.MoveOperation
KEEP = QTextCursor.MoveMode.KeepAnchor
STRIPE, STRIPE_LEFT, PAUSE_MS = 3, 3, 250
_AHEAD = {
    (Qt.Key.Key_Backspace, False): Move.PreviousCharacter,
    (Qt.Key.Key_Backspace, True): Move.PreviousWord,
    (Qt.Key.Key_Delete, False): Move.NextCharacter,
    (Qt.Key.Key_Delete, True): Move.NextWord,
}


class ReportEditor(QTextEdit):
    """Ô soạn một mục."""

    figure_opened = Signal(str)  # the anchor of a locked figure
    at_figure = Signal(object)  # FigureSpan beside the cursor, or None
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.paste_into: PasteInto | None = None
        self.copy_of: CopyOf | None = None
        self.is_generated: IsGenerated = lambda _: False
        self._before, self._by_key = 0, False
        self._generated: set[int] = set()
        self.setAccessibleName("Nội dung của mục")
        self.setTabChangesFocus(True)
        self.setAcceptDrops(False)  # what is dropped could split a figure
        self._paint_soon = QTimer(self)
        self._paint_soon.setSingleShot(True)
        self._paint_soon.setInterval(PAUSE_MS)
        self._paint_soon.timeout.connect(self.mark_generated)
        self.textChanged.connect(self._paint_soon.start)
        self.cursorPositionChanged.connect(self._on_cursor)
        self.selectionChanged.connect(self._on_cursor)

    def show_document(self, document: QTextDocument) -> None:
        """Go on in another document, where one was in it before."""
        self.setDocument(document)
        self.setCursorWidth(2)
        self.mark_generated()

    # --- whole figures

    def _on_cursor(self) -> None:
        cursor = self.textCursor()
        whole = self._whole(cursor)
        self._before = whole.position()
        if (whole.position(), whole.anchor()) != (cursor.position(), cursor.anchor()):
            self.setTextCursor(whole)
            return
        self._stay_plain()
        self.at_figure.emit(figure_at(self.document(), cursor.position()))

    def _whole(self, cursor: QTextCursor) -> QTextCursor:
        """The cursor with both of its ends outside of figures."""
        document, position, anchor = self.document(), cursor.position(), cursor.anchor()
        has_selection, forwards = position != anchor, position > self._before
        if has_selection and not self._by_key:
            forwards = position > anchor
        around, behind = figure_around(document, position), figure_around(document, anchor)
        if around is not None:
            position = around.end if forwards else around.start
        if not has_selection:
            anchor = position
        elif behind is not None:
            anchor = behind.start if forwards else behind.end
        found = QTextCursor(document)
        found.setPosition(anchor)
        found.setPosition(position, KEEP)
        return found

    def keyPressEvent(self, event: QKeyEvent) -> None:
        is_control = event.modifiers() == Qt.KeyboardModifier.ControlModifier
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and is_control:
            self.open_figure()
        elif self._takes_figure(event) or self._minds_marks(event):
            event.accept()
        else:
            if event.text().isprintable() and event.text() and not is_control:
                self._make_room_for_words()
            self._by_key = True
            super().keyPressEvent(event)
            self._by_key = False

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        if event.commitString() or event.preeditString():
            self._make_room_for_words()
        super().inputMethodEvent(event)

    def _make_room_for_words(self) -> None:
        """Words typed over a selection must not begin with the look of a figure in it."""
        cursor = self.textCursor()
        if cursor.hasSelection() and cursor.charFormat().hasProperty(SERIAL):
            cursor.removeSelectedText()
            self.setTextCursor(cursor)
        self._stay_plain()

    def _stay_plain(self) -> None:
        cursor = self.textCursor()
        if not cursor.hasSelection() and cursor.charFormat().hasProperty(SERIAL):
            self.setCurrentCharFormat(plain(cursor.charFormat()))

    def _takes_figure(self, event: QKeyEvent) -> bool:
        """Delete a figure as a whole where the key would delete a part of it."""
        modifiers = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        is_word = modifiers == Qt.KeyboardModifier.ControlModifier
        if modifiers and not is_word:
            return False
        move = _AHEAD.get((Qt.Key(event.key()), is_word))
        cursor = self.textCursor()
        if move is None or cursor.hasSelection():
            return False
        start = cursor.position()
        cursor.movePosition(move, KEEP)
        around = self._touched(min(start, cursor.position()), max(start, cursor.position()))
        if around is None:
            return False
        back = cursor.position() < start
        cursor.setPosition(start)
        edge = cursor.document().findBlock(start)
        if around.start <= start <= around.end or not edge.contains(around.start):
            cursor.setPosition(around.start if back else around.end, KEEP)
        else:  # words first, up to the figure
            cursor.setPosition(around.end if back else around.start, KEEP)
        cursor.removeSelectedText()
        self.setTextCursor(cursor)
        return True

    def _minds_marks(self, event: QKeyEvent) -> bool:
        """Enter, and a space behind the mark of a list."""
        if event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            return False
        cursor = self.textCursor()
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            begin_paragraph(cursor)
        elif event.key() != Qt.Key.Key_Space or not drop_second_mark(cursor):
            return False
        self.setTextCursor(cursor)
        self.ensureCursorVisible()
        return True

    def event(self, event: QEvent) -> bool:
        """Ctrl+Z is the screen's where nothing was typed that it could take back."""
        is_asked = event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent)
        if is_asked and event.matches(QKeySequence.StandardKey.Undo):  # type: ignore[attr-defined]
            event.setAccepted(self.document().isUndoAvailable())
            return event.isAccepted()
        return super().event(event)

    def _touched(self, start: int, end: int) -> FigureSpan | None:
        """The figure that a stretch of text would take a part of."""
        for span in figures_in(self.document().findBlock(start)):
            if span.start < end and start < span.end:
                return span
        return None

    # --- opening a figure

    def open_figure(self) -> None:
        """Go to the place of the figure beside the cursor."""
        span = figure_at(self.document(), self.textCursor().position())
        if span is not None and span.anchor:
            self.figure_opened.emit(span.anchor)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.open_figure()

    def focusNextPrevChild(self, forwards: bool) -> bool:
        """Tab goes from cell to cell; behind the last one it leaves, as everywhere else."""
        cursor = self.textCursor()
        move = Move.NextCell if forwards else Move.PreviousCell
        if cursor.currentTable() is not None and cursor.movePosition(move):
            self.setTextCursor(cursor)
            return True
        return super().focusNextPrevChild(forwards)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.left.emit()

    # --- the clipboard

    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        return source.hasHtml() or source.hasText()

    def insertFromMimeData(self, source: QMimeData) -> None:
        if self.paste_into is not None:
            cursor = self.textCursor()
            self.paste_into(cursor, source)
            self.setTextCursor(cursor)
            self.ensureCursorVisible()

    def createMimeDataFromSelection(self) -> QMimeData:
        usual = super().createMimeDataFromSelection()
        return self.copy_of(self.textCursor(), usual) if self.copy_of is not None else usual

    # --- which paragraphs the program wrote

    def mark_generated(self) -> None:
        """Look again which paragraphs are as the program writes them; they have a stripe."""
        self._generated.clear()
        block = self.document().begin()
        while block.isValid():
            if block.blockFormat().hasProperty(KEY) and self.is_generated(block):
                self._generated.add(block.blockNumber())
            block = block.next()
        self.viewport().update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        layout = self.document().documentLayout()
        down = self.verticalScrollBar().value()
        block = self.document().begin()
        while block.isValid():
            if block.blockFormat().hasProperty(KEY):
                area = layout.blockBoundingRect(block).translated(0, -down)
                if area.top() > event.rect().bottom():
                    break
                self._paint_stripe(painter, area.toRect(), block.blockNumber())
            block = block.next()
        painter.end()
        super().paintEvent(event)

    def _paint_stripe(self, painter: QPainter, area: QRect, number: int) -> None:
        """Green with a tint beside a generated sentence, gold beside one the officer changed."""
        is_generated = number in self._generated
        if is_generated:
            painter.fillRect(
                QRect(0, area.top(), self.viewport().width(), area.height()), QColor(theme.PAGE)
            )
        colour = QColor(theme.GREEN if is_generated else theme.GOLD)
        painter.fillRect(STRIPE_LEFT, area.top(), STRIPE, area.height(), colour)

"""One cell of the grid: how it is painted, and how it is typed into and left."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QPersistentModelIndex, QRect, Qt
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemDelegate,
    QAbstractItemView,
    QLineEdit,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from ktt_desktop.domain.terms import Severity
from ktt_desktop.ui import theme
from ktt_desktop.ui.screens.annual_model import BLANK, Index

if TYPE_CHECKING:
    from ktt_desktop.ui.screens.annual_table import AnnualTable

PADDING = 8
DOTS = {
    Severity.ERROR: QColor(theme.BADGE),
    Severity.WARNING: QColor("#C28A00"),
    Severity.NOTICE: QColor(theme.HINT),
}
MOVES = {
    Qt.Key.Key_Return: QAbstractItemView.CursorAction.MoveDown,
    Qt.Key.Key_Enter: QAbstractItemView.CursorAction.MoveDown,
    Qt.Key.Key_Down: QAbstractItemView.CursorAction.MoveDown,
    Qt.Key.Key_Up: QAbstractItemView.CursorAction.MoveUp,
    Qt.Key.Key_Tab: QAbstractItemView.CursorAction.MoveNext,
    Qt.Key.Key_Backtab: QAbstractItemView.CursorAction.MovePrevious,
}


class CellDelegate(QStyledItemDelegate):
    """Paints the grid and edits one cell."""

    def __init__(self, table: "AnnualTable") -> None:
        super().__init__(table)
        self._table, self._model = table, table.annual_model
        self._index, self._before = QPersistentModelIndex(), ""
        self._asking = False

    # --- editing

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        editor = QLineEdit(parent)
        editor.setObjectName("cell_editor")
        editor.setAlignment(Qt.AlignmentFlag.AlignRight)
        editor.setAccessibleName(str(index.data(Qt.ItemDataRole.AccessibleTextRole)))
        self._index = QPersistentModelIndex(index)
        return editor

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        """Only once: figures read anew meanwhile must not overwrite what is being typed."""
        cell = self._model.cell(index)
        if cell is not None and isinstance(editor, QLineEdit) and not editor.isModified():
            self._before = self._model.edit_text(cell)
            editor.setText(self._before)
            editor.selectAll()

    def setModelData(self, editor: QWidget, model: object, index: Index) -> None:
        """Nothing: the table hands a number over before the cell closes."""

    def updateEditorGeometry(
        self, editor: QWidget, option: QStyleOptionViewItem, index: Index
    ) -> None:
        editor.setGeometry(option.rect)  # type: ignore[attr-defined]

    def eventFilter(self, editor: QObject, event: QEvent) -> bool:
        """Enter, Tab and the arrows leave the cell when its number can be used; Esc gives it up."""
        if not isinstance(editor, QLineEdit):
            return False
        if event.type() == QEvent.Type.FocusOut:
            self._leave(editor)
            return False
        if not isinstance(event, QKeyEvent) or event.type() != QEvent.Type.KeyPress:
            return event.type() == QEvent.Type.ShortcutOverride and self._claims(event)
        key = Qt.Key(event.key())
        if key == Qt.Key.Key_Escape:
            self._close(editor)
            return True
        if key in MOVES:
            if self._leave(editor):
                self._table.go(MOVES[key])
            return True
        return False

    def _claims(self, event: QEvent) -> bool:
        """Keep Esc for the cell while it is open."""
        if isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Escape:
            event.accept()
            return True
        return False

    def _leave(self, editor: QLineEdit) -> bool:
        if self._asking:
            return False
        unchanged = editor.text().strip() == self._before
        self._asking = True  # a question over the window takes the focus from the cell
        try:
            accepted = unchanged or self._table.hand_over(self._index, editor.text())
        finally:
            self._asking = False
        if accepted:
            self._close(editor)
        else:
            editor.setProperty("invalid", True)
            editor.style().polish(editor)
            editor.setFocus()
        return accepted

    def _close(self, editor: QLineEdit) -> None:
        had_focus = editor.hasFocus()
        self._asking = True  # hiding the editor takes its focus away once more
        self.closeEditor.emit(editor, QAbstractItemDelegate.EndEditHint.NoHint)
        self._asking = False
        if had_focus:
            self._table.setFocus()

    # --- painting

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        painter.save()
        rect: QRect = option.rect  # type: ignore[attr-defined]
        painter.fillRect(rect, self._ground(index))
        painter.setPen(QColor(theme.SOFT_LINE))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        self._write(painter, rect, index)
        if index == self._table.currentIndex():
            painter.setPen(QPen(QColor(theme.GREEN), 2))
            painter.drawRect(rect.adjusted(1, 1, -1, -1))
        painter.restore()

    def _ground(self, index: Index) -> QColor:
        if self._model.is_heading(index):
            return QColor(theme.PAGE)
        if self._table.selectionModel().isSelected(index):
            return QColor(theme.SELECTION)
        return QColor(theme.COMPUTED if self._model.is_computed(index) else theme.SURFACE)

    def _write(self, painter: QPainter, rect: QRect, index: Index) -> None:
        font, text = painter.font(), str(index.data())
        font.setBold(self._model.is_heading(index) or index == self._table.currentIndex())
        painter.setFont(font)
        painter.setPen(self._ink(index, text))
        room = rect.adjusted(PADDING, 0, -PADDING, 0)
        severity = self._model.dot(index)
        if severity is not None:
            painter.save()
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(DOTS[severity])
            painter.drawEllipse(room.left() - 2, room.center().y() - 3, 7, 7)
            painter.restore()
            room.setLeft(room.left() + 10)
        shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, index.data(Qt.ItemDataRole.TextAlignmentRole), shown)

    def _ink(self, index: Index, text: str) -> QColor:
        if self._model.is_heading(index) or index.column() == self._model.layout_.label_column:
            return QColor(theme.INK)
        if text == BLANK:
            return QColor(theme.HINT)
        entered = self._model.cell(index) and not self._model.is_computed(index)
        return QColor(theme.INK if entered else theme.SECONDARY)

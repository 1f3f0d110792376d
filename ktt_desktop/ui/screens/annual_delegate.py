"""One cell of Biểu A and Biểu B2: how it is painted."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import QStyleOptionViewItem

from ktt_desktop.domain.terms import Severity
from ktt_desktop.ui import theme
from ktt_desktop.ui.screens.annual_editor import CellEditor
from ktt_desktop.ui.screens.annual_model import BLANK, Index

if TYPE_CHECKING:
    from ktt_desktop.ui.screens.annual_table import AnnualTable

PADDING = 8
DOTS = {
    Severity.ERROR: QColor(theme.BADGE),
    Severity.WARNING: QColor("#C28A00"),
    Severity.NOTICE: QColor(theme.HINT),
}


class CellDelegate(CellEditor):
    """Paints the grid."""

    def __init__(self, table: "AnnualTable") -> None:
        super().__init__(table)
        self._table, self._model = table, table.annual_model

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

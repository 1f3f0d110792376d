"""How cells are painted: cut text told in full on hovering, states as pills with their word."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QHelpEvent, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QToolTip,
)

from ktt_desktop.ui.tables.window_model import TONE_ROLE
from ktt_desktop.ui.theme import GREEN, HEAD_POINTS, INK, SOFT_LINE, SPACE_8, TONES

Index = QModelIndex | QPersistentModelIndex


class TextDelegate(QStyledItemDelegate):
    """Plain text in line with its head, cut with "…"; a green ring marks the active cell."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        self.initStyleOption(option, index)
        text, rect = option.text, QRect(option.rect)  # type: ignore[attr-defined]
        view, state = option.widget, option.state  # type: ignore[attr-defined]
        option.text = ""  # type: ignore[attr-defined]
        option.state = state & ~QStyle.StateFlag.State_HasFocus  # type: ignore[attr-defined]
        painter.save()
        view.style().drawControl(QStyle.ControlElement.CE_ItemViewItem, option, painter, view)
        painter.setPen(QColor(SOFT_LINE))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        painter.setFont(option.font)  # type: ignore[attr-defined]
        room = rect.adjusted(SPACE_8, 0, -SPACE_8, 0)
        self.paint_text(painter, room, str(text), index)
        painter.restore()
        if state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QPen(QColor(GREEN), 2))
            painter.drawRect(rect.adjusted(1, 1, -1, -1))

    def paint_text(self, painter: QPainter, room: QRect, text: str, index: Index) -> None:
        """The words of the cell, in the ink of its tone."""
        ink, _ = TONES.get(index.data(TONE_ROLE), (INK, ""))
        painter.setPen(QColor(ink))
        cut = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, index.data(Qt.ItemDataRole.TextAlignmentRole), cut)

    def text_width(self, option: QStyleOptionViewItem, text: str) -> int:
        """The room the whole text needs."""
        return int(option.fontMetrics.horizontalAdvance(text)) + 2 * SPACE_8  # type: ignore[attr-defined]

    def helpEvent(
        self,
        event: QHelpEvent,
        view: QAbstractItemView,
        option: QStyleOptionViewItem,
        index: Index,
    ) -> bool:
        """The full text, only where it was cut."""
        text = index.data(Qt.ItemDataRole.ToolTipRole) or ""
        is_cut = self.text_width(option, text) > option.rect.width()  # type: ignore[attr-defined]
        QToolTip.showText(event.globalPos() if is_cut else QPoint(), text if is_cut else "", view)
        return True


class PillDelegate(TextDelegate):
    """Tình trạng: the word on a rounded ground of its tone."""

    def paint_text(self, painter: QPainter, room: QRect, text: str, index: Index) -> None:
        ink, ground = TONES.get(index.data(TONE_ROLE), TONES["neutral"])
        font = QFont(painter.font())
        font.setPointSizeF(HEAD_POINTS)
        painter.setFont(font)
        metrics = painter.fontMetrics()
        cut = metrics.elidedText(text, Qt.TextElideMode.ElideRight, room.width() - 2 * SPACE_8)
        height = min(metrics.height() + 2, room.height() - 4)
        pill = QRectF(room.x(), 0, metrics.horizontalAdvance(cut) + 2 * SPACE_8, height)
        pill.moveTop(room.y() + (room.height() - height) / 2)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(ground))
        painter.drawRoundedRect(pill, height / 2, height / 2)
        painter.setPen(QColor(ink))
        painter.drawText(pill, Qt.AlignmentFlag.AlignCenter, cut)

    def text_width(self, option: QStyleOptionViewItem, text: str) -> int:
        return super().text_width(option, text) + 2 * SPACE_8

"""The two heads of a form on screen: groups over its columns, and the lines that stand still."""

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QHeaderView, QWidget

from ktt_desktop.domain.sourced_table import SourcedTable
from ktt_desktop.ui import theme

PADDING = 8
LABELS, LABELS_NARROW, NARROW = 330, 210, 760  # logical pixels
NUMBER = 36  # room for TT
WRAP = Qt.TextFlag.TextWordWrap
CENTRED = Qt.AlignmentFlag.AlignCenter | WRAP
LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter | WRAP
MIDDLE = Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignVCenter


def head_font(font: QFont) -> QFont:
    """The font of heads: smaller, bold."""
    found = QFont(font)
    found.setPointSizeF(theme.HEAD_POINTS)
    found.setBold(True)
    return found


class GroupedHeader(QHeaderView):
    """Đầu cột hai tầng: the group above, the column below; columns without a group take both."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._heads: tuple[tuple[str, str], ...] = ()
        self.setMinimumSectionSize(36)
        self.setHighlightSections(False)

    def show_heads(self, heads: tuple[tuple[str, str], ...]) -> None:
        """The group ("" for none) and the head of every column."""
        self._heads = heads
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        height = self._band() + self._lower() if self._has_groups else self._lower()
        return QSize(super().sizeHint().width(), height)

    @property
    def _has_groups(self) -> bool:
        return any(group for group, _ in self._heads)

    def _metrics(self) -> QFontMetrics:
        return QFontMetrics(head_font(self.font()))

    def _band(self) -> int:
        """Height of the groups: two lines."""
        return 2 * self._metrics().height() + PADDING

    def _lower(self) -> int:
        """Height of the heads below: as many lines as the longest needs."""
        metrics, most = self._metrics(), 1
        for place, (group, head) in enumerate(self._heads):
            room = QRect(0, 0, max(self.sectionSize(place) - PADDING, 30), 1000)
            lines = metrics.boundingRect(room, WRAP, head).height() / metrics.height()
            most = max(most, round(lines) - (0 if group or not self._has_groups else 2))
        return most * metrics.height() + PADDING

    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:
        if section >= len(self._heads):
            return
        group, head = self._heads[section]
        painter.save()
        painter.setClipRect(rect)
        painter.fillRect(rect, QColor(theme.COMPUTED))
        painter.setFont(head_font(self.font()))
        lower = QRect(rect)
        if group:
            lower.setTop(rect.top() + self._band())
            whole = self._group_rect(section, rect)
            painter.setPen(QColor(theme.INK))
            painter.drawText(whole.adjusted(4, 0, -4, 0), CENTRED, group)
            painter.setPen(QColor(theme.LINE))
            painter.drawLine(lower.topLeft(), lower.topRight())
            if whole.right() <= rect.right():
                painter.drawLine(rect.topRight(), rect.bottomRight())
        painter.setPen(QColor(theme.LINE))
        painter.drawLine(lower.topRight(), lower.bottomRight())
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        painter.setPen(QColor(theme.INK))
        painter.drawText(lower.adjusted(3, 0, -3, 0), CENTRED, head)
        painter.restore()

    def _group_rect(self, section: int, rect: QRect) -> QRect:
        """Where the whole group stands, of which a section paints its part."""
        group = self._heads[section][0]
        first = last = section
        while first and self._heads[first - 1][0] == group:
            first -= 1
        while last + 1 < len(self._heads) and self._heads[last + 1][0] == group:
            last += 1
        left = self.sectionViewportPosition(first)
        right = self.sectionViewportPosition(last) + self.sectionSize(last)
        return QRect(left, rect.top(), right - left, self._band())


class LabelHeader(QHeaderView):
    """Số thứ tự và nội dung của dòng: they stand still while the figures are scrolled."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Vertical, parent)
        self._labels: tuple[tuple[str, str, bool], ...] = ()
        self._current = -1
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setMinimumSectionSize(theme.ROW_HEIGHT)
        self.setStyleSheet(f"background: {theme.SURFACE};")

    def show_table(self, table: SourcedTable) -> None:
        """The first two cells of every row."""
        self._labels = tuple((row.cells[0].text, row.cells[1].text, row.bold) for row in table.rows)

    def mark(self, row: int) -> None:
        """Tint the row the cursor is on."""
        self._current = row
        self.viewport().update()

    def sectionSizeFromContents(self, section: int) -> QSize:
        width = self.width() or LABELS
        _, label, bold = self._labels[section]
        room = QRect(0, 0, width - NUMBER - PADDING, 10_000)
        height = QFontMetrics(self._font(bold=bold)).boundingRect(room, WRAP, label).height()
        return QSize(width, max(height + PADDING, theme.ROW_HEIGHT))

    def _font(self, *, bold: bool) -> QFont:
        font = QFont(self.font())
        font.setBold(bold)
        return font

    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:
        if section >= len(self._labels):
            return
        number, label, bold = self._labels[section]
        is_current = section == self._current
        painter.save()
        painter.fillRect(rect, QColor(theme.SELECTION if is_current else theme.SURFACE))
        painter.setPen(QColor(theme.SOFT_LINE))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        painter.setPen(QColor(theme.LINE))
        painter.drawLine(rect.topRight(), rect.bottomRight())
        painter.setFont(self._font(bold=bold))
        painter.setPen(QColor(theme.INK))
        painter.drawText(QRect(rect.left(), rect.top(), NUMBER, rect.height()), MIDDLE, number)
        painter.drawText(rect.adjusted(NUMBER, 0, -PADDING, 0), LEFT, label)
        painter.restore()

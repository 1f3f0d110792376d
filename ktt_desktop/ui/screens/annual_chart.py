"""The last five years of one figure as a small bar chart."""

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ktt_desktop.domain.numbers import Quantity, format_number
from ktt_desktop.ui import theme

HEIGHT, GAP = 124, 8
PALE = QColor("#B5D0C8")
Year = tuple[int, int | None]  # year, stored value


class YearChart(QWidget):
    """Năm năm gần nhất; hidden until two years have a value."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._years: tuple[Year, ...] = ()
        self._quantity = Quantity("")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.hide()

    def sizeHint(self) -> QSize:
        return QSize(200, HEIGHT)

    def show_years(self, years: tuple[Year, ...], quantity: Quantity) -> None:
        """Draw these years, the newest last."""
        self._years, self._quantity = years, quantity
        known = [f"{year}: {format_number(v, quantity)}" for year, v in years if v is not None]
        self.setAccessibleName("Năm năm gần nhất: " + "; ".join(known))
        self.setVisible(len(known) >= 2)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        largest = max((abs(value) for _, value in self._years if value is not None), default=0)
        painter = QPainter(self)
        font = painter.font()
        font.setPointSizeF(theme.SMALL_POINTS)
        painter.setFont(font)
        line = painter.fontMetrics().height() + 2
        slot = self.width() // max(len(self._years), 1)
        room = self.height() - 2 * line
        for place, (year, value) in enumerate(self._years):
            area = QRect(place * slot, line, slot, room)
            painter.setPen(QColor(theme.SECONDARY))
            below = QRect(area.left(), area.bottom() + 1, slot, line)
            painter.drawText(below, Qt.AlignmentFlag.AlignCenter, str(year))
            if value is None:
                continue
            height = max(2, room * abs(value) // largest) if largest else 2
            bar = QRect(area.left() + GAP // 2, area.bottom() - height + 1, slot - GAP, height)
            newest = place == len(self._years) - 1
            painter.fillRect(bar, QColor(theme.GREEN) if newest else PALE)
            above = QRect(area.left(), bar.top() - line, slot, line)
            text = painter.fontMetrics().elidedText(
                format_number(value, self._quantity), Qt.TextElideMode.ElideRight, slot
            )
            painter.drawText(above, Qt.AlignmentFlag.AlignCenter, text)
        painter.end()

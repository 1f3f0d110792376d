"""A chart on the screen: painted from the same drawing as on paper, with tips and keys."""

from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QHelpEvent,
    QImage,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from ktt_desktop.domain.chart_data import ChartData
from ktt_desktop.domain.chart_marks import Ruler, Sheet
from ktt_desktop.domain.charts import draw, natural_height
from ktt_desktop.domain.drawing import Box, Drawing
from ktt_desktop.ui import theme
from ktt_desktop.ui.chart_painting import POINTS, paint, picture_of, ruler_of

USUAL_WIDTH = 480
EDGE = 6  # pixels around a chart that can have the focus
NEAR = 3  # pixels beside a mark that still belong to it: some are thin
STEPS = {Qt.Key.Key_Right: 1, Qt.Key.Key_Down: 1, Qt.Key.Key_Left: -1, Qt.Key.Key_Up: -1}


class ChartView(QWidget):
    """Biểu đồ; arrows go from mark to mark and tell each."""

    focused = Signal(object)  # this view

    def __init__(self, parent: QWidget | None = None, *, height: int = 0) -> None:
        """As high as the chart wants, or always `height` pixels."""
        super().__init__(parent)
        self._chart: ChartData | None = None
        self._fixed, self._at = height, -1
        self._edge = 0 if height else EDGE
        self.drawing = Drawing(0, 0, ())
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    @property
    def chart(self) -> ChartData | None:
        """What is shown."""
        return self._chart

    @property
    def tips(self) -> list[Box]:
        """The marks that have something to tell, in the order of painting."""
        return [mark for mark in self.drawing.marks if isinstance(mark, Box) and mark.tip]

    def show_chart(self, chart: ChartData) -> None:
        """Draw this chart; its numbers are its accessible words."""
        self._chart, self._at = chart, -1
        self.setAccessibleName(chart.title)
        self.setAccessibleDescription(chart.words)
        self._draw()

    def picture(self) -> QImage:
        """The chart under its title on white, sharp enough for paper."""
        assert self._chart is not None
        return picture_of(self._chart, self.font())

    def sizeHint(self) -> QSize:
        return QSize(USUAL_WIDTH, self._fixed or self._wanted(self._height()))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._draw()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.translate(self._edge, self._edge)
        paint(painter, self.drawing, self._scale)
        painter.translate(-self._edge, -self._edge)
        if self.hasFocus():
            painter.setPen(QPen(QColor(theme.GREEN), 2))
            painter.drawRect(self._marked())
        painter.end()

    def event(self, event: QEvent) -> bool:
        """Tell what lies under the pointer."""
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            self._tell(self._under(event.pos()), event.globalPos())
            return True
        return super().event(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.focused.emit(self)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = STEPS.get(Qt.Key(event.key()))
        if step and 0 <= self._at + step < len(self.tips):
            self._at += step
            mark = self.tips[self._at]
            self._tell(mark, self.mapToGlobal(self._area(mark).bottomLeft().toPoint()))
            self.update()
        else:
            super().keyPressEvent(event)

    @property
    def _scale(self) -> float:
        """Logical pixels a point."""
        return self.logicalDpiX() / POINTS

    def _ruler(self) -> Ruler:
        return ruler_of(self.font(), self._scale)

    def _height(self) -> float:
        """The height in points that the chart wants for the width there is."""
        if self._chart is None:
            return 0
        return natural_height(self._chart, self._width(), theme.SMALL_POINTS, self._ruler())

    def _width(self) -> float:
        """The width there is, in points."""
        return max((self.width() - 2 * self._edge) / self._scale, 1.0)

    def _wanted(self, height: float) -> int:
        """So many points in pixels, with the edges."""
        return round(height * self._scale) + 2 * self._edge

    def _draw(self) -> None:
        if self._chart is None:
            return
        height = self._fixed / self._scale or self._height()
        sheet = Sheet(self._width(), height, theme.SMALL_POINTS)
        self.drawing = draw(self._chart, sheet, self._ruler())
        wanted = self._fixed or self._wanted(height)
        if self.minimumHeight() != wanted:
            self.setFixedHeight(wanted)
        self.update()

    def _area(self, mark: Box) -> QRectF:
        scale = self._scale
        sides = (mark.left * scale, mark.top * scale, mark.width * scale, mark.height * scale)
        return QRectF(*sides).translated(self._edge, self._edge)

    def _marked(self) -> QRectF:
        """The mark the keys stand at, else the whole chart."""
        whole = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        if not 0 <= self._at < len(self.tips):
            return whole
        return self._area(self.tips[self._at]).adjusted(-2, -2, 2, 2) & whole

    def _under(self, at: QPoint) -> Box | None:
        """The last painted mark there."""
        near = (each for each in reversed(self.tips) if self._reaches(each, at))
        return next(near, None)

    def _reaches(self, mark: Box, at: QPoint) -> bool:
        return self._area(mark).adjusted(-NEAR, -NEAR, NEAR, NEAR).contains(QPointF(at))

    def _tell(self, mark: Box | None, at: QPoint) -> None:
        if mark is None:
            QToolTip.hideText()
        else:
            QToolTip.showText(at, mark.tip, self)
            self.setAccessibleDescription(mark.tip)

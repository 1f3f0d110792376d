"""Painting a drawing with Qt: on the screen, or into a picture that goes elsewhere."""

from PySide6.QtCore import QBuffer, QByteArray, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QImage, QImageWriter, QPainter, QPen

from ktt_desktop.domain.chart_data import ChartData
from ktt_desktop.domain.chart_marks import Ruler, Sheet
from ktt_desktop.domain.charts import draw, natural_height, with_title
from ktt_desktop.domain.drawing import Box, Drawing, Label, Mark, Stroke

POINTS = 72  # an inch
PICTURE_WIDTH, PICTURE_SIZE, MARGIN = 480.0, 10.0, 12.0  # points
PICTURE_SCALE = 3.0  # dots a point: sharp on paper
METRE = 1 / 0.0254  # inches


def ruler_of(font: QFont, scale: float) -> Ruler:
    """The width of words in a font, in points; `scale` are pixels a point."""

    def width(text: str, size: float, bold: bool) -> float:
        return QFontMetricsF(_sized(font, size * scale, bold=bold)).horizontalAdvance(text) / scale

    return width


def paint(painter: QPainter, drawing: Drawing, scale: float) -> None:
    """Put the marks on a device of so many pixels a point, in the font of the painter."""
    font, ruler = painter.font(), ruler_of(painter.font(), scale)
    for mark in drawing.marks:
        _paint(painter, mark, scale, font, ruler)


def picture_of(chart: ChartData, font: QFont) -> QImage:
    """A chart under its title on white, at a size for documents."""
    ruler = ruler_of(font, PICTURE_SCALE)
    height = natural_height(chart, PICTURE_WIDTH, PICTURE_SIZE, ruler)
    plain = draw(chart, Sheet(PICTURE_WIDTH, height, PICTURE_SIZE), ruler)
    drawing = with_title(plain, chart.title, PICTURE_SIZE, ruler)
    across, down = (
        round((length + 2 * MARGIN) * PICTURE_SCALE) for length in (drawing.width, drawing.height)
    )
    image = QImage(across, down, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.white)
    dots = round(POINTS * PICTURE_SCALE * METRE)
    image.setDotsPerMeterX(dots)
    image.setDotsPerMeterY(dots)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setFont(font)
    painter.translate(MARGIN * PICTURE_SCALE, MARGIN * PICTURE_SCALE)
    paint(painter, drawing, PICTURE_SCALE)
    painter.end()
    return image


def png_of(picture: QImage) -> bytes:
    """A picture as a PNG file."""
    buffer = QBuffer()
    buffer.open(QBuffer.OpenModeFlag.WriteOnly)
    QImageWriter(buffer, QByteArray(b"png")).write(picture)
    return bytes(buffer.data().data())


def _sized(font: QFont, pixels: float, *, bold: bool) -> QFont:
    """The font in whole pixels: the same on every device."""
    sized = QFont(font)
    sized.setPixelSize(max(1, round(pixels)))
    sized.setBold(bold)
    return sized


def _paint(painter: QPainter, mark: Mark, scale: float, font: QFont, ruler: Ruler) -> None:
    match mark:
        case Box():
            sides = (mark.left, mark.top, mark.width, mark.height)
            painter.fillRect(QRectF(*(each * scale for each in sides)), QColor(mark.fill))
        case Stroke(start=start, end=end):
            pen = QPen(QColor(mark.colour), mark.width * scale)
            pen.setStyle(Qt.PenStyle.DashLine if mark.dashed else Qt.PenStyle.SolidLine)
            painter.setPen(pen)
            painter.drawLine(QPointF(*start) * scale, QPointF(*end) * scale)
        case Label():
            painter.setPen(QColor(mark.colour))
            painter.setFont(_sized(font, mark.size * scale, bold=mark.bold))
            left = mark.at[0] - mark.share * ruler(mark.text, mark.size, mark.bold)
            painter.drawText(QPointF(left, mark.at[1]) * scale, mark.text)

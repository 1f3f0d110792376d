"""Draw what Windows shows of the program: two icons and the picture beside the setup's words.

Run after a drawing was changed: python -m installer.windows.make_icon; the results are committed.
"""

import struct
from io import BytesIO
from pathlib import Path

from PIL import Image
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtSvg import QSvgRenderer

from installer.windows.places import ROOT

HERE = Path(__file__).parent
PROGRAM = ROOT / "resources" / "icons" / "program.svg"
ICONS = {"so-kttt.ico": PROGRAM, "tep-nop.ico": HERE / "tep-nop.svg"}
SIZES = (16, 20, 24, 32, 40, 48, 64, 128, 256)
GREEN, RULE = QColor("#123D35"), QColor("#1C6B58")
WIZARD = (164, 314)  # the size that NSIS has room for at 100 %


def main() -> None:
    """Write the icons and the picture beside this file."""
    for name, drawing in ICONS.items():
        (HERE / name).write_bytes(icon(drawing))
    wizard().save(str(HERE / "wizard.bmp"))


def icon(drawing: Path) -> bytes:
    """An .ico with every size: bitmaps, which every reader knows, and PNG for the largest."""
    pictures = [_picture(drawn(drawing, size)) for size in SIZES]
    start = 6 + 16 * len(SIZES)
    entries = b""
    for size, picture in zip(SIZES, pictures, strict=True):
        side = size % 256  # 0 stands for 256
        entries += struct.pack("<4B2H2I", side, side, 0, 0, 1, 32, len(picture), start)
        start += len(picture)
    return struct.pack("<3H", 0, 1, len(SIZES)) + entries + b"".join(pictures)


def drawn(drawing: Path, size: int) -> Image.Image:
    """The drawing as a square of pixels on nothing."""
    canvas = QImage(size, size, QImage.Format.Format_ARGB32_Premultiplied)
    canvas.fill(Qt.GlobalColor.transparent)
    painter = QPainter(canvas)
    QSvgRenderer(str(drawing)).render(painter)
    painter.end()
    straight = canvas.convertToFormat(QImage.Format.Format_RGBA8888)
    return Image.frombytes("RGBA", (size, size), bytes(straight.constBits()))


def wizard() -> QImage:
    """The ledger on its green, above the rules of an empty page."""
    width, height = WIZARD
    canvas = QImage(width, height, QImage.Format.Format_RGB32)
    canvas.fill(GREEN)
    painter = QPainter(canvas)
    QSvgRenderer(str(PROGRAM)).render(painter, QRectF(18, 30, 128, 128))
    for line in range(190, height, 18):
        painter.fillRect(0, line, width, 1, RULE)
    painter.end()
    return canvas.convertToFormat(QImage.Format.Format_Indexed8)


def _picture(image: Image.Image) -> bytes:
    """One picture as it stands in an .ico, cut out of a file that holds it alone."""
    alone = BytesIO()
    kind = "png" if image.width == max(SIZES) else "bmp"
    image.save(alone, "ICO", sizes=[image.size], bitmap_format=kind)
    return alone.getvalue()[6 + 16 :]


if __name__ == "__main__":
    main()

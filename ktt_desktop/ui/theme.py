"""The look: Fusion, the colours of the product, the system's font, line icons, style.qss."""

import sys
from pathlib import Path
from string import Template

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontDatabase, QIcon, QPainter, QPalette, QPixmap
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QApplication

from ktt_desktop.runtime.paths import resources

INK = "#1F2933"
SECONDARY = "#52606D"
HINT = "#626D79"  # blank "–", placeholders; the lightest grey that is still 4,5:1 on the page
PAGE = "#F5F7F8"
SURFACE = "#FFFFFF"
COMPUTED = "#EEF1F3"  # computed or locked cells, table heads
CARD_LINE = "#DDE3E6"
LINE = "#CBD5D9"
SOFT_LINE = "#ECEFF1"
GREEN = "#1C6B58"  # primary buttons, focus ring, links
GREEN_DARK = "#123D35"  # navigation
GREEN_RAISED = "#1E574C"  # the open entry of the navigation
ON_DARK = "#C9DAD5"
SELECTION = "#E2F0EB"
GOLD = "#F2C14E"  # where the officer is; practice data
ERROR, ERROR_TINT = "#8C1D18", "#F9DEDC"
WARNING, WARNING_TINT = "#6B4E00", "#FDF0CF"
GOOD, GOOD_TINT = "#0F5B3A", "#DCF1E6"
NEUTRAL_TINT = "#E9EDF0"
BADGE = "#B3261E"
SCROLL_HANDLE = "#A9B4BB"

#: Text and ground of a status by its tone; the word beside it carries the meaning too.
TONES = {
    "good": (GOOD, GOOD_TINT),
    "warning": (WARNING, WARNING_TINT),
    "error": (ERROR, ERROR_TINT),
    "neutral": (SECONDARY, NEUTRAL_TINT),
}

TEXT_POINTS, HEAD_POINTS, SMALL_POINTS, TITLE_POINTS = 10.0, 9.0, 8.5, 14.0
SPACE_4, SPACE_8, SPACE_12, SPACE_20 = 4, 8, 12, 20
ROW_HEIGHT, CONTROL_HEIGHT, NAVIGATION_WIDTH = 29, 32, 196

_ICON_SIZES = (16, 20, 24, 30, 32, 40, 48, 64)  # 16 to 32 px at 100, 125, 150 and 200 %
_PALETTE = {
    QPalette.ColorRole.Window: PAGE,
    QPalette.ColorRole.WindowText: INK,
    QPalette.ColorRole.Base: SURFACE,
    QPalette.ColorRole.AlternateBase: PAGE,
    QPalette.ColorRole.Text: INK,
    QPalette.ColorRole.PlaceholderText: HINT,
    QPalette.ColorRole.Button: SURFACE,
    QPalette.ColorRole.ButtonText: INK,
    QPalette.ColorRole.ToolTipBase: INK,
    QPalette.ColorRole.ToolTipText: SURFACE,
    QPalette.ColorRole.Highlight: SELECTION,
    QPalette.ColorRole.HighlightedText: INK,
    QPalette.ColorRole.Accent: GREEN,
    QPalette.ColorRole.Link: GREEN,
    QPalette.ColorRole.LinkVisited: GREEN,
}


def apply(application: QApplication) -> None:
    """Dress the program; call once, before the first widget is made."""
    application.setStyle("Fusion")
    application.setPalette(palette())
    application.setFont(text_font())
    application.setStyleSheet(style_sheet())
    application.setWindowIcon(program_icon())


def palette() -> QPalette:
    """The light colours; disabled words are grey on the same ground."""
    colours = QPalette(QColor(PAGE))
    for role, colour in _PALETTE.items():
        colours.setColor(role, QColor(colour))
    for role in (QPalette.ColorRole.Text, QPalette.ColorRole.ButtonText):
        colours.setColor(QPalette.ColorGroup.Disabled, role, QColor(HINT))
    return colours


def text_font() -> QFont:
    """The system's font at 10 pt with figures of one width."""
    font = QFontDatabase.systemFont(QFontDatabase.SystemFont.GeneralFont)
    if sys.platform == "win32":
        font = QFont(["Segoe UI", "Noto Sans"])  # the second where Windows is imitated
    font.setPointSizeF(TEXT_POINTS)
    font.setFeature(QFont.Tag.fromString("tnum"), 1)
    return font


def style_sheet() -> str:
    """The rules of style.qss with the colours of this module filled in."""
    names = {
        name.lower(): value
        for name, value in globals().items()
        if name.isupper() and isinstance(value, str)
    }
    folder = (resources() / "icons").as_posix()
    text = (resources() / "style.qss").read_text(encoding="utf-8")
    return Template(text).substitute(names, icons=folder)


def icon(name: str, colour: str = SECONDARY) -> QIcon:
    """A line icon of resources/icons in one colour, sharp from 100 to 200 %."""
    found = QIcon()
    for pixmap in _pixmaps(resources() / "icons" / f"{name}.svg", colour):
        found.addPixmap(pixmap)
    return found


def program_icon() -> QIcon:
    """The ledger of the title bar and the task bar, in its own colours."""
    return icon("program")


def _pixmaps(path: Path, colour: str) -> list[QPixmap]:
    drawing = path.read_text(encoding="utf-8").replace("currentColor", colour)
    renderer = QSvgRenderer(QByteArray(drawing.encode()))
    pixmaps = []
    for size in _ICON_SIZES:
        pixmap = QPixmap(QSize(size, size))
        pixmap.fill(Qt.GlobalColor.transparent)
        painter = QPainter(pixmap)
        renderer.render(painter, QRectF(0, 0, size, size))
        painter.end()
        pixmaps.append(pixmap)
    return pixmaps

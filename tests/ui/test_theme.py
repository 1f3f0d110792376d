import re

import pytest
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPalette
from PySide6.QtWidgets import QLineEdit, QListView, QMenu, QPushButton, QTableView

from ktt_desktop.runtime.paths import resources
from ktt_desktop.ui import theme

NAVIGATION_ICONS = ("register", "annual", "support", "validation", "reports", "submission")


@pytest.fixture
def dressed(qapp):
    style, font, palette = qapp.style().objectName(), qapp.font(), qapp.palette()
    theme.apply(qapp)
    yield qapp
    qapp.setStyleSheet("")
    qapp.setStyle(style)
    qapp.setFont(font)
    qapp.setPalette(palette)


def luminance(colour):
    parts = [part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4
             for part in QColor(colour).getRgbF()[:3]]  # fmt: skip
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]


def contrast(one, other):
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize(
    ("text", "ground"),
    [
        *((ink, ground) for ink in (theme.INK, theme.SECONDARY)
          for ground in (theme.PAGE, theme.SURFACE, theme.COMPUTED, theme.SELECTION)),
        (theme.HINT, theme.SURFACE),
        (theme.HINT, theme.PAGE),
        (theme.HINT, theme.COMPUTED),
        (theme.SURFACE, theme.GREEN),
        (theme.GREEN, theme.SURFACE),
        (theme.GREEN, theme.SELECTION),
        (theme.ON_DARK, theme.GREEN_DARK),
        (theme.ON_DARK, theme.GREEN_RAISED),
        (theme.SURFACE, theme.BADGE),
        (theme.INK, theme.GOLD),
        *theme.TONES.values(),
    ],
)  # fmt: skip
def test_every_text_is_readable_on_its_ground(text, ground):
    assert contrast(text, ground) >= 4.5


def test_the_style_sheet_has_no_colour_of_its_own_and_no_open_name():
    text = (resources() / "style.qss").read_text(encoding="utf-8")

    assert "$" not in theme.style_sheet().replace("$name", "")
    assert re.findall(r"#[0-9A-Fa-f]{6}", text) == []


def test_the_style_sheet_is_understood_and_reaches_the_widgets(dressed, qtbot):
    button = QPushButton("Ghi  Ctrl+S")
    qtbot.addWidget(button)
    button.setProperty("primary", True)
    button.ensurePolished()

    assert button.palette().color(QPalette.ColorRole.ButtonText) == QColor(theme.SURFACE)


def test_controls_are_32_pixels_high(dressed, qtbot):
    for control in (QLineEdit(), QPushButton("Thêm  Ctrl+N")):
        qtbot.addWidget(control)
        control.ensurePolished()
        assert control.sizeHint().height() == theme.CONTROL_HEIGHT


def test_all_figures_are_equally_wide(dressed):
    widths = {QFontMetrics(dressed.font()).horizontalAdvance(figure) for figure in "0123456789"}

    assert len(widths) == 1
    assert dressed.font().featureTags() == [QFont.Tag.fromString("tnum")]
    assert dressed.font().pointSizeF() == theme.TEXT_POINTS


@pytest.mark.parametrize("name", [*NAVIGATION_ICONS, "system", "search"])
@pytest.mark.parametrize("pixels", [20, 30, 40])
def test_icons_are_drawn_in_the_colour_asked_for(qapp, name, pixels):
    image = theme.icon(name, theme.GREEN).pixmap(pixels, pixels).toImage()
    colours = {
        image.pixelColor(x, y).name()
        for x in range(pixels)
        for y in range(pixels)
        if image.pixelColor(x, y).alpha() == 255
    }

    assert image.width() == pixels
    assert theme.GREEN.lower() in colours
    assert image.pixelColor(0, 0).alpha() == 0


def test_the_program_has_an_icon_in_its_own_colours(dressed):
    image = dressed.windowIcon().pixmap(48, 48).toImage()

    assert image.pixelColor(24, 3).name() == theme.GREEN_DARK.lower()


def test_a_system_with_a_font_for_each_kind_of_widget_is_not_followed(dressed, qtbot):
    for kind in (QListView, QTableView, QMenu):
        dressed.setFont(QFont("Noto Sans", 6), kind.__name__)  # as Windows does after the start
        widget = kind()
        qtbot.addWidget(widget)
        widget.ensurePolished()
        assert widget.font().pointSizeF() == theme.TEXT_POINTS

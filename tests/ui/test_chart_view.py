"""A chart on the screen: the same marks as on paper, tips, keys, a picture to take along."""

from fractions import Fraction

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor, QHelpEvent, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QToolTip

from ktt_desktop.domain.chart_data import ChartData, Form, Series
from ktt_desktop.ui.chart_painting import PICTURE_SCALE, PICTURE_WIDTH, png_of
from ktt_desktop.ui.chart_view import ChartView

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
CHART = ChartData(
    "years",
    "Số tổ chức theo năm",
    "tổ chức",
    Form.COLUMNS,
    ("2021", "2022"),
    (Series("HTX", (Fraction(60), None)), Series("THT", (Fraction(0), Fraction(9)))),
)


@pytest.fixture
def view(qtbot):
    view = ChartView()
    qtbot.addWidget(view)
    view.resize(600, 300)
    view.show_chart(CHART)
    with qtbot.waitActive(view):
        view.show()
        view.activateWindow()
    view.setFocus()
    return view


def centre(view, tip):
    mark = next(each for each in view.tips if each.tip == tip)
    return view._area(mark).center().toPoint()


def test_what_is_painted_is_the_drawing(view):
    picture = view.grab().toImage()
    ratio = picture.devicePixelRatio()
    at = centre(view, "2021 · HTX: 60 tổ chức") * ratio
    assert picture.pixelColor(at) == QColor("#1C6B58")
    blank = centre(view, "2022 · HTX: chưa có số liệu")
    assert picture.pixelColor((blank - QPoint(0, 30)) * ratio) != QColor("#1C6B58")


def test_the_pointer_on_a_mark_tells_its_number(view, monkeypatch):
    told = []
    monkeypatch.setattr(QToolTip, "showText", lambda _, text, *__: told.append(text))
    monkeypatch.setattr(QToolTip, "hideText", lambda: told.append(""))
    for at in (centre(view, "2022 · THT: 9 tổ chức"), QPoint(2, 2)):
        QApplication.sendEvent(view, QHelpEvent(QHelpEvent.Type.ToolTip, at, view.mapToGlobal(at)))
    assert told == ["2022 · THT: 9 tổ chức", ""]


def test_arrows_go_from_mark_to_mark_and_tell_each(view, monkeypatch):
    told = []
    monkeypatch.setattr(QToolTip, "showText", lambda _, text, *__: told.append(text))
    for key in (Qt.Key.Key_Right, Qt.Key.Key_Right, Qt.Key.Key_Left, Qt.Key.Key_Left):
        QTest.keyClick(view, key)
    assert told == [
        "2021 · HTX: 60 tổ chức",
        "2021 · THT: 0 tổ chức",
        "2021 · HTX: 60 tổ chức",
    ]
    assert view.accessibleDescription() == told[-1]


def test_those_who_hear_it_are_told_every_number(view):
    assert view.accessibleName() == "Số tổ chức theo năm"
    assert view.accessibleDescription() == CHART.words


def test_it_is_drawn_anew_for_another_width_and_keeps_within_it(view):
    before = view.drawing.width
    view.resize(300, view.height())
    assert view.drawing.width < before
    assert all(each.left + each.width <= view.drawing.width + 0.01 for each in view.tips)
    assert view.height() == view.minimumHeight()


def test_a_picture_is_sharp_has_a_title_and_can_be_written(view, tmp_path):
    picture = view.picture()
    assert picture.width() > PICTURE_WIDTH * PICTURE_SCALE
    assert picture.pixelColor(0, 0) == QColor("white")
    dots = round(picture.dotsPerMeterX() * 0.0254)
    assert dots == 216
    target = tmp_path / "hình.png"
    target.write_bytes(png_of(picture))
    assert QImage(str(target)).size() == picture.size()

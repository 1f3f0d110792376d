from dataclasses import replace

import pytest
from PySide6.QtCore import QSettings, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QVBoxLayout, QWidget

from ktt_desktop.domain.terms import UnitLevel
from ktt_desktop.ui.paper_check_dialog import PaperCheckDialog
from ktt_desktop.ui.screens import exchange
from ktt_desktop.ui.screens.exchange import BOARD, MERGED, RECEIVING, SENDING, ExchangeScreen
from tests.ui.screens.opened import CONTROL, opened, press

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)


class PlainTab(QWidget):
    """Stands for any tab: a button for the keyboard, and what the screen asked of it."""

    def __init__(self, name, parent):
        super().__init__(parent)
        self.opened, self.asked = 0, []
        self.button = QPushButton(name)
        QVBoxLayout(self).addWidget(self.button)

    def open(self):
        self.opened += 1
        self.button.setFocus()

    def receive(self, paths):
        self.asked.append(("receive", *paths))

    def verify(self, path):
        self.asked.append(("verify", path))

    def import_receipt(self, path):
        self.asked.append(("receipt", path))


@pytest.fixture
def built():
    return {}


@pytest.fixture
def screen(qtbot, context, built, monkeypatch):
    kept = {}
    monkeypatch.setattr(QSettings, "value", lambda _, name, other=None: kept.get(name, other))
    monkeypatch.setattr(QSettings, "setValue", lambda _, name, value: kept.update({name: value}))

    def plain(name):
        return lambda _, parent: built.setdefault(name, PlainTab(name, parent))

    tabs = tuple(replace(each, build=plain(each.name)) for each in exchange.TABS)
    monkeypatch.setattr(exchange, "TABS", tabs)
    yield from opened(qtbot, context, ExchangeScreen(context))


def visible(screen):
    return [each.text() for each in screen.findChildren(QPushButton)
            if each.property("chip") and each.isVisible()]  # fmt: skip


def as_commune(context):
    context.set_profile(replace(context.profile, level=UnitLevel.COMMUNE))


def test_a_unit_with_units_below_has_four_tabs_each_built_when_first_shown(screen, built):
    assert visible(screen) == ["Kết xuất", "Nhận tệp", "Tiến độ", "Tổng hợp"]
    assert list(built) == [SENDING]


def test_each_tab_is_reached_by_its_key_with_the_keyboard_in_it(screen, built):
    for key, name in (
        (Qt.Key.Key_2, RECEIVING),
        (Qt.Key.Key_3, BOARD),
        (Qt.Key.Key_4, MERGED),
        (Qt.Key.Key_1, SENDING),
    ):
        press(key, CONTROL)
        assert QApplication.focusWidget() is built[name].button
        assert built[name].isVisible()


def test_a_tab_is_opened_by_its_button_too(screen, built):
    button = next(b for b in screen.findChildren(QPushButton) if b.text() == "Tiến độ")
    button.setFocus()
    QTest.keyClick(button, Qt.Key.Key_Space)
    assert built[BOARD].opened == 1


def test_the_screen_comes_back_to_the_tab_that_was_shown(screen, built):
    screen.open_tab(MERGED)
    screen.open(None)
    assert built[MERGED].opened == 2


def test_a_commune_has_nothing_but_sending(screen, context, built):
    screen.open_tab(BOARD)
    as_commune(context)
    assert visible(screen) == []
    assert built[SENDING].isVisible()

    press(Qt.Key.Key_3, CONTROL)
    assert not built[BOARD].isVisible()
    assert built[SENDING].isVisible()


def test_a_submission_opened_from_outside_is_received_above_and_looked_at_below(
    screen, context, built, tmp_path
):
    file = tmp_path / "Tệp nộp.kttt"
    screen.verify(file)
    assert built[RECEIVING].asked == [("receive", file)]
    assert built[RECEIVING].isVisible()

    as_commune(context)
    screen.verify(file)
    assert built[SENDING].asked == [("verify", file)]


def test_a_receipt_opened_from_outside_is_taken_in_whatever_the_level(
    screen, context, built, tmp_path
):
    file = tmp_path / "BN_tep.KTTT-BN"
    screen.open_tab(BOARD)
    screen.verify(file)
    as_commune(context)
    screen.verify(file)
    assert built[SENDING].asked == [("receipt", file)] * 2
    assert built[SENDING].isVisible()


@pytest.mark.parametrize("name", [SENDING, RECEIVING, BOARD, MERGED])
def test_the_real_tabs_can_be_built(qtbot, context, name):
    """Imported only when they are opened, so nothing else would notice a wrong name."""
    screen = ExchangeScreen(context)
    qtbot.addWidget(screen)
    screen.open_tab(name)
    assert screen.findChildren(QWidget)
    context.runner.drain()


def test_the_paper_check_opens_from_any_tab(qtbot, screen):
    QTest.keyClick(screen, Qt.Key.Key_P, CONTROL | Qt.KeyboardModifier.ShiftModifier)
    qtbot.waitUntil(lambda: bool(screen.findChildren(PaperCheckDialog)))
    screen.findChild(PaperCheckDialog).reject()

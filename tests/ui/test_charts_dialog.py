"""The charts of the period: opened from Chỉ tiêu, gone through, copied, saved, printed."""

import pytest
from PySide6.QtCore import QSettings, Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog

from ktt_desktop.domain.period import ReportingPeriod
from ktt_desktop.services.printing import open_pages
from ktt_desktop.ui import messages
from ktt_desktop.ui.charts_dialog import ChartsDialog
from ktt_desktop.ui.context import Context
from ktt_desktop.ui.jobs import JobRunner
from ktt_desktop.ui.print_dialog import PrintDialog
from ktt_desktop.ui.screens.annual import AnnualScreen
from tests.ui.screens.opened import CONTROL, opened, settle

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
SHIFT = Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def context(qtbot, practice):
    context = Context(*practice, JobRunner())
    yield context
    settle(context)


@pytest.fixture
def screen(qtbot, context):
    yield from opened(qtbot, context, AnnualScreen(context))


@pytest.fixture
def dialog(qtbot, screen, context):
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_E, CONTROL | SHIFT)
    (dialog,) = screen.findChildren(ChartsDialog)
    qtbot.waitUntil(lambda: bool(dialog.views))
    dialog.activateWindow()
    qtbot.waitUntil(dialog.isActiveWindow)
    return dialog


def test_the_keyboard_opens_the_charts_and_goes_through_them(dialog):
    assert [each.chart.id for each in dialog.views] == ["sectors", "years", "results", "plan"]
    assert dialog.views[0].hasFocus()
    QTest.keyClick(dialog.views[0], Qt.Key.Key_Tab)
    assert dialog.views[1].hasFocus()
    assert dialog.view is dialog.views[1]
    assert "Thu nhập bình quân" in dialog.missing.text()
    assert dialog.missing.isVisible()


def test_the_chart_gone_to_last_is_copied(dialog):
    dialog.views[2].setFocus()
    QTest.keyClick(dialog.views[2], Qt.Key.Key_C, CONTROL)
    copied = QApplication.clipboard().image()
    assert copied.size() == dialog.views[2].picture().size()


def test_it_is_saved_as_a_picture(dialog, context, tmp_path, monkeypatch):
    kept, told = {}, []
    monkeypatch.setattr(QSettings, "setValue", lambda _, name, value: kept.update({name: value}))
    monkeypatch.setattr(messages, "inform", lambda *words: told.append(words[2]))
    target = tmp_path / "số tổ chức"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(target), ""))
    dialog.views[1].setFocus()
    QTest.keyClick(dialog.views[1], Qt.Key.Key_F12)
    settle(context)
    assert QImage(f"{target}.png").size() == dialog.views[1].picture().size()
    assert told == ["Đã ghi biểu đồ vào tệp số tổ chức.png."]
    assert kept["charts/folder"] == str(tmp_path)


def test_they_are_printed(dialog, context, qtbot):
    QTest.keyClick(dialog.views[0], Qt.Key.Key_P, CONTROL)
    settle(context)
    (printing,) = dialog.findChildren(PrintDialog)
    qtbot.waitUntil(lambda: printing.preview.count > 0, timeout=10_000)
    with open_pages(printing.preview.pdf) as pages:
        assert "Số tổ chức theo năm" in pages.text(0)
    printing.reject()


def test_without_figures_nothing_can_be_copied_and_the_reasons_stand_there(qtbot, screen, context):
    context.period = ReportingPeriod.parse("KH2041")
    screen.charts.click()
    dialog = screen.findChildren(ChartsDialog)[-1]
    qtbot.waitUntil(dialog.missing.isVisible)
    assert not dialog.views
    assert not dialog.copy_button.isEnabled()
    assert dialog.leave_button.isEnabled()
    QTest.keyClick(dialog, Qt.Key.Key_C, CONTROL)
    dialog.reject()

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QLabel, QLineEdit, QVBoxLayout, QWidget

from ktt_desktop.ui.forms.tab_order import put_in_order

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)


def test_what_is_made_last_comes_where_it_stands(qtbot):
    window, page = QWidget(), QWidget()
    layout = QVBoxLayout(window)
    before, after = QLineEdit(), QLineEdit()
    for each in (before, page, after):
        layout.addWidget(each)
    choice, line = QComboBox(editable=True), QLineEdit()
    inside = QVBoxLayout(page)
    for each in (QLabel("Loại hình"), choice, line):
        inside.addWidget(each)
    qtbot.addWidget(window)
    put_in_order(before, page)
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    before.setFocus()
    seen = []
    for _ in range(3):
        QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
        seen.append(QApplication.focusWidget())
    assert seen == [choice, line, after]

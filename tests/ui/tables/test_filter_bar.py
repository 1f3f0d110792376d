import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QVBoxLayout, QWidget

from ktt_desktop.ui import theme
from ktt_desktop.ui.tables.filter_bar import Filter, FilterBar, FilterButton
from tests.keyboard import type_text

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
SECTORS = (("CN", "Công nghiệp"), ("DV", "Dịch vụ"))


@pytest.fixture
def bar(qtbot):
    window = QWidget()
    bar = FilterBar("Tìm", (("", "Tất cả"), ("HTX", "HTX")), (Filter("s", "Lĩnh vực", SECTORS),))
    layout = QVBoxLayout(window)
    layout.addWidget(bar.search)
    layout.addWidget(bar)
    qtbot.addWidget(window)
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    yield bar
    window.close()


def buttons(bar):
    return {button.text(): button for button in bar.findChildren(QPushButton)}


def tick(bar, *labels):
    menu = buttons(bar)[next(text for text in buttons(bar) if text.startswith("Lĩnh"))].menu()
    for action in menu.actions():
        if action.text() in labels:
            action.trigger()


def test_ctrl_f_goes_to_the_search_box(bar):
    buttons(bar)["HTX"].setFocus()
    QTest.keyClick(buttons(bar)["HTX"], Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    assert QApplication.focusWidget() is bar.search


def test_searching_waits_until_the_typing_pauses(qtbot, bar):
    seen = []
    bar.changed.connect(lambda: seen.append(bar.text()))
    for letter in ("Đ", "à", "o"):
        type_text(bar.search, letter)
    assert seen == []
    qtbot.waitUntil(lambda: seen == ["Đào"])


def test_esc_empties_the_box_and_down_goes_to_the_list(qtbot, bar):
    type_text(bar.search, "Đào")
    QTest.keyClick(bar.search, Qt.Key.Key_Escape)
    assert bar.text() == ""
    with qtbot.waitSignal(bar.search.went_down):
        QTest.keyClick(bar.search, Qt.Key.Key_Down)


def test_one_chip_is_on_and_carries_its_count(qtbot, bar):
    bar.set_counts({"": "74", "HTX": "64"})
    with qtbot.waitSignal(bar.changed):
        QTest.keyClick(buttons(bar)["HTX 64"], Qt.Key.Key_Space)
    assert bar.chip() == "HTX"
    assert not buttons(bar)["Tất cả 74"].isChecked()


def test_a_filter_tells_what_it_lets_through(qtbot, bar):
    with qtbot.waitSignal(bar.changed):
        tick(bar, "Dịch vụ")
    assert bar.chosen("s") == ("DV",)
    assert "Lĩnh vực: Dịch vụ ▾" in buttons(bar)
    tick(bar, "Công nghiệp")
    assert bar.chosen("s") == ("CN", "DV")
    assert "Lĩnh vực: 2 ▾" in buttons(bar)
    tick(bar, "Tất cả")
    assert bar.chosen("s") == ()
    assert "Lĩnh vực ▾" in buttons(bar)


def test_a_state_is_shown_without_telling_of_a_change(qtbot, bar):
    with qtbot.assertNotEmitted(bar.changed, wait=250):
        bar.show_state("abc", "HTX", {"s": ("CN",)})
    assert (bar.text(), bar.chip(), bar.chosen("s")) == ("abc", "HTX", ("CN",))
    assert "Lĩnh vực: Công nghiệp ▾" in buttons(bar)
    bar.show_state("", "", {})
    assert (bar.text(), bar.chip(), bar.chosen("s")) == ("", "", ())


def test_a_long_option_does_not_widen_the_window(bar):
    long = (("X", "Xã Quang Thịnh, huyện Lạng Giang"), ("Y", "Một xã tên thật vừa khít"))
    bar.set_options("s", long)
    tick(bar, long[0][1])
    assert "Lĩnh vực: Xã Quang Thịnh, huyện L… ▾" in buttons(bar)
    tick(bar, long[0][1], long[1][1])
    assert f"Lĩnh vực: {long[1][1]} ▾" in buttons(bar)


def test_hundreds_of_options_scroll_in_one_column(qtbot):
    options = [(str(number), f"HTX {number}") for number in range(600)]
    bar = FilterBar("Tìm", (), [Filter("f", "Tổ chức", options)])
    qtbot.addWidget(bar)
    bar.setStyleSheet(theme.style_sheet())
    bar.show()
    menu = bar.findChild(FilterButton).menu()
    menu.popup(QPoint(0, 0))
    assert menu.width() < 300
    assert menu.height() <= bar.screen().availableGeometry().height()
    menu.close()

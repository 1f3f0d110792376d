"""Money by source and group, typed as officers write it."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton, QVBoxLayout, QWidget

from ktt_desktop.catalogue.dossiers_loader import MoneyGroup
from ktt_desktop.domain.terms import FundingSource
from ktt_desktop.ui.forms.money_table import MoneyTable
from ktt_desktop.ui.forms.reading import remember_reading
from tests.keyboard import type_text

GROUPS = (MoneyGroup("plan", "Kế hoạch"), MoneyGroup("done", "Thực hiện"))
MILLION = 1_000_000


@pytest.fixture
def page(qtbot):
    """A window, for a table needs one before it to have the focus."""
    remember_reading(None)
    page = QWidget()
    qtbot.addWidget(page)
    QVBoxLayout(page)
    yield page
    remember_reading(None)


@pytest.fixture
def open_table(qtbot, page, catalogue):
    def one(year=2026, value=None):
        sources = {FundingSource(code): label for code, label in catalogue.sources.items()}
        table = MoneyTable(sources, GROUPS, year)
        table.set_value(value or {})
        page.layout().addWidget(table)
        with qtbot.waitActive(page):
            page.show()
            page.activateWindow()
        table.setFocus(Qt.FocusReason.TabFocusReason)
        return table

    return one


def press(key):
    QTest.keyClick(QApplication.focusWidget(), key)


def write(text):
    type_text(QApplication.focusWidget(), text)


def here():
    return QApplication.focusWidget().objectName()


def test_amounts_are_typed_as_officers_write_them_down_a_column(open_table):
    table = open_table()
    for text in ("23 tỷ", "59,709 tỷ", "920 tr", "1150", "0"):
        write(text)
        press(Qt.Key.Key_Return)

    assert table.value() == {
        "plan.NSTW": 23_000 * MILLION,
        "plan.NS_TINH": 59_709 * MILLION,
        "plan.NS_XA": 920 * MILLION,
        "plan.NS_DP": 1_150 * MILLION,
        "plan.QUY": 0,
    }
    assert table.sum_text("plan") == "84.779"
    assert table.sum_text("done") == "–"


def test_a_number_of_two_readings_is_asked_for_and_the_answer_holds(open_table):
    table = open_table()
    write("1.200")

    assert table.value() == {}
    assert "1.200 (một nghìn hai trăm)" in table.problem()
    assert table.sum_text("plan") == "chưa tính được"
    (thousands, _) = [each for each in table.findChildren(QPushButton) if each.isVisible()]
    thousands.click()
    press(Qt.Key.Key_Down)
    write("1.150")

    assert table.problem() == ""
    assert table.value() == {"plan.NSTW": 1_200 * MILLION, "plan.NS_TINH": 1_150 * MILLION}


def test_enter_and_the_arrows_go_over_the_cells(open_table):
    open_table()
    assert here() == "money.plan.NSTW"
    press(Qt.Key.Key_Right)
    assert here() == "money.done.NSTW"
    press(Qt.Key.Key_Down)
    assert here() == "money.done.NS_TINH"
    press(Qt.Key.Key_Left)
    press(Qt.Key.Key_Up)
    assert here() == "money.plan.NSTW"
    press(Qt.Key.Key_Up)  # there is nothing above
    press(Qt.Key.Key_Tab)
    assert here() == "money.done.NSTW"
    press(Qt.Key.Key_Left)
    for _ in range(9):
        press(Qt.Key.Key_Return)
    assert here() == "money.done.NSTW"  # from the foot of a column to the head of the next one


def test_the_arrows_stay_in_an_amount_that_is_being_corrected(open_table):
    open_table(value={"plan.NSTW": 12 * MILLION})
    QApplication.focusWidget().setCursorPosition(2)
    press(Qt.Key.Key_Left)

    assert here() == "money.plan.NSTW"
    assert QApplication.focusWidget().cursorPosition() == 1


def test_the_district_is_offered_until_2025_and_where_it_is_filled_in(open_table):
    table = open_table(2026)
    district = table.findChild(QLineEdit, "money.plan.NS_HUYEN")
    assert not district.isVisible()
    table.set_year(2025)
    assert district.isVisible()
    table.set_value({"plan.NS_HUYEN": MILLION})
    table.set_year(2026)
    assert district.isVisible()
    assert table.value() == {"plan.NS_HUYEN": MILLION}


def test_a_stated_total_that_differs_is_told_and_may_stay(open_table):
    table = open_table(value={"plan.NSTW": 23_000 * MILLION, "plan.NS_XA": 500 * MILLION})
    assert not table.words.isVisible()
    table.findChild(QLineEdit, "money.plan.total").setFocus()
    write("24 tỷ")

    assert table.words.isVisible()
    assert table.words.text() == (
        "Kế hoạch: tổng theo văn bản 24.000, cộng các nguồn 23.500 triệu đồng; văn bản nhiều hơn "
        "500 triệu đồng. Kiểm tra lại, hoặc ghi đúng như văn bản."
    )
    assert table.problem() == ""
    assert table.value()["plan.total"] == 24_000 * MILLION


def test_a_total_alone_is_no_contradiction(open_table):
    table = open_table(value={"done.total": 5 * MILLION})

    assert not table.words.isVisible()
    assert table.sum_text("done") == "–"


def test_an_unreadable_amount_is_told_with_its_cell(open_table):
    table = open_table()
    write("nhiều")

    assert table.problem().startswith("Kế hoạch, Ngân sách trung ương: “nhiều” không phải là số.")


def test_amounts_the_table_has_no_cell_for_are_kept(open_table):
    table = open_table(value={"later.NSTW": 7, "plan.NSTW": MILLION})

    assert table.value() == {"later.NSTW": 7, "plan.NSTW": MILLION}


def test_what_cannot_be_read_is_framed_once_left_and_is_where_the_form_leads(open_table):
    table = open_table()
    press(Qt.Key.Key_Down)
    wrong = QApplication.focusWidget()
    write("abc")
    assert not wrong.property("invalid"), "nothing is told while one types"
    press(Qt.Key.Key_Down)
    assert wrong.property("invalid")

    table.setFocus(Qt.FocusReason.TabFocusReason)
    assert here() == "money.plan.NS_TINH"
    wrong.clear()
    write("12")
    press(Qt.Key.Key_Down)
    assert not wrong.property("invalid")


def test_the_cells_of_a_row_stand_in_line_where_one_asks_how_to_read_it(qtbot, open_table):
    table = open_table()
    write("1.200")
    beside = table.findChild(QLineEdit, "money.done.NSTW")
    asked = QApplication.focusWidget()
    qtbot.waitUntil(lambda: table.findChildren(QPushButton)[0].isVisible())
    QApplication.processEvents()

    def top(line):
        return line.mapTo(table, line.rect().topLeft()).y()

    assert top(beside) == top(asked)

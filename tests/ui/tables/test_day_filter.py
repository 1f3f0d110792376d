from datetime import date, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from ktt_desktop.services.book import today
from ktt_desktop.ui.tables.day_filter import DayFilter


@pytest.fixture
def desk(qtbot):
    """The filter beside another field one can go to; `told` are the days it gave."""
    window = QWidget()
    window.filter, window.other, window.told = DayFilter(), QLineEdit(), []
    column = QVBoxLayout(window)
    column.addWidget(window.filter)
    column.addWidget(window.other)
    window.filter.changed.connect(lambda: window.told.append(window.filter.day()))
    qtbot.addWidget(window)
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    window.filter.editor.line.setFocus()
    return window


def write(desk, text):
    line = desk.filter.editor.line
    line.selectAll()
    QTest.keyClick(line, Qt.Key.Key_Delete)
    QTest.keyClicks(line, text)


def enter(desk, key=Qt.Key.Key_Return):
    QTest.keyClick(desk.filter.editor.line, key)


def test_nothing_is_told_while_a_day_is_typed(desk):
    write(desk, "31/12/2023")
    assert desk.told == []
    enter(desk)

    assert desk.told == [date(2023, 12, 31)]
    assert desk.filter.today.isVisible()


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("30/6/2022", date(2022, 6, 30)),
        ("2/2024", date(2024, 2, 29)),
        ("2021", date(2021, 12, 31)),
    ],
)
def test_leaving_takes_it_and_a_month_or_a_year_means_its_end(desk, text, day):
    write(desk, text)
    QTest.keyClick(desk.filter.editor.line, Qt.Key.Key_Tab)

    assert desk.told == [day]
    assert desk.filter.editor.line.text() == f"{day.day}/{day.month}/{day.year}"


def test_today_comes_back_by_its_button_or_by_emptying_the_line(desk):
    for back in (desk.filter.today.click, lambda: (write(desk, ""), enter(desk))):
        write(desk, "2021")
        enter(desk)
        back()
        assert desk.told[-2:] == [date(2021, 12, 31), None]
        assert not desk.filter.today.isVisible()
        assert desk.filter.editor.line.text() == ""


@pytest.mark.parametrize("text", ["31/2/2023", "quý 1/2023", "abc"])
def test_what_is_no_day_is_said_and_changes_nothing(desk, text):
    write(desk, "2021")
    enter(desk)
    desk.filter.editor.line.clear()
    desk.filter.editor.line.textEdited.emit(text)  # as an input method leaves it
    enter(desk)

    assert desk.told == [date(2021, 12, 31)]
    assert desk.filter.words.isVisible()
    assert desk.filter.words.text().endswith(".")


def test_a_day_to_come_is_refused(desk):
    tomorrow = today() + timedelta(days=1)
    write(desk, f"{tomorrow.day}/{tomorrow.month}/{tomorrow.year}")
    enter(desk)

    assert desk.told == []
    assert "sau hôm nay" in desk.filter.words.text()


def test_this_year_means_today(desk):
    write(desk, str(today().year))
    enter(desk)

    assert (desk.told, desk.filter.day()) == ([], None)


def test_a_saved_view_shows_its_day_in_silence(desk):
    desk.filter.set_day(date(2022, 1, 5))

    assert desk.filter.day() == date(2022, 1, 5)
    assert desk.filter.editor.line.text() == "5/1/2022"
    assert desk.told == []

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from ktt_desktop.catalogue.fields import FieldType
from ktt_desktop.domain.records import Subject
from ktt_desktop.domain.terms import Measure, SubjectKind
from ktt_desktop.services.annual_return import load_return, save_values
from ktt_desktop.ui import messages
from ktt_desktop.ui.screens.annual import AnnualScreen
from tests.ui.screens.opened import CONTROL, opened, press, settle

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
MAIN = Measure.HALF_YEAR
SHIFT = Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def view(qtbot, context):
    """The form of the first organisation; O1.1 … of last year are known, O1.1 of this is blank."""
    screen = AnnualScreen(context)
    for _ in opened(qtbot, context, screen):
        press(Qt.Key.Key_1, CONTROL)
        settle(context)
        view = screen.organisations
        last = {"O1.1": 20, "O1.2": 0, "O2": 5}
        save_values(context.book, subject(view), 2021, MAIN, last)
        blank = dict.fromkeys(last)
        save_values(context.book, subject(view), 2022, MAIN, blank | {"O2": 6})
        view.load()
        settle(context)
        yield view


def subject(view):
    return Subject(SubjectKind.ORGANISATION, view._row.uid)


def record(context, view):
    return load_return(context.book, subject(view), 2022, MAIN)


def field(view, code):
    return view._form()._editors[code].input


def is_italic(line):
    return line.property("unconfirmed") is True  # the style sheet slants it


def test_f8_copies_the_field_and_enter_confirms_it(view, context):
    view._form().focus_field("O1.1")
    press(Qt.Key.Key_F8)
    settle(context)

    assert field(view, "O1.1").text() == "20"
    assert is_italic(field(view, "O1.1"))
    assert record(context, view).values["O1.1"] == 20
    assert record(context, view).values["O1.2"] is None
    assert record(context, view).unconfirmed == {"O1.1"}

    view._form().focus_field("O1.1")
    press(Qt.Key.Key_Return)
    settle(context)
    assert record(context, view).unconfirmed == frozenset()
    assert not is_italic(field(view, "O1.1"))


def test_a_whole_form_is_copied_without_touching_what_is_there_and_taken_back(view, context):
    view._form().focus_field("O1")
    press(Qt.Key.Key_F8, SHIFT)
    settle(context)

    values = record(context, view).values
    assert (values["O1.1"], values["O1.2"], values["O2"]) == (20, 0, 6)
    assert "Đã chép 02 số năm trước" in view.copying.strip.words.text()
    assert field(view, "O1.2").text() == "0"

    view.copying.strip.button.setFocus()
    press(Qt.Key.Key_Space)
    settle(context)
    assert record(context, view).values["O1.1"] is None
    assert field(view, "O1.1").text() == ""
    assert view.copying.strip.isHidden()


def test_typing_another_number_confirms_too(view, context):
    view._form().focus_field("O1.1")
    press(Qt.Key.Key_F8)
    settle(context)
    QApplication.focusWidget().selectAll()
    QTest.keyClicks(QApplication.focusWidget(), "21")
    press(Qt.Key.Key_Return)
    settle(context)

    assert record(context, view).values["O1.1"] == 21
    assert record(context, view).unconfirmed == frozenset()


def test_all_organisations_are_filled_after_a_question(view, context, monkeypatch):
    asked = []
    monkeypatch.setattr(messages, "ask", lambda *words: asked.append(words[2]) or False)
    press(Qt.Key.Key_F8, CONTROL | SHIFT)
    settle(context)
    assert record(context, view).values["O1.1"] is None
    assert "năm 2021" in asked[0]

    monkeypatch.setattr(messages, "ask", lambda *_: True)
    press(Qt.Key.Key_F8, CONTROL | SHIFT)
    settle(context)
    assert record(context, view).values["O1.1"] == 20


def test_nothing_to_copy_is_told(view, context):
    told = []
    context.noticed.connect(told.append)
    view._form().focus_field("O1.4")
    press(Qt.Key.Key_F8)
    settle(context)
    assert any("Không có ô trống nào có số liệu năm 2021" in each.left for each in told)


def test_the_share_of_the_plan_follows_the_typing(view, context):
    save_values(context.book, subject(view), 2022, Measure.PLAN, {"O2": 8})
    view.load()
    settle(context)
    share = view._form()._shares["O2"]
    assert share.text() == "75"
    view._form().focus_field("O2")
    QApplication.focusWidget().selectAll()
    QTest.keyClicks(QApplication.focusWidget(), "5")
    assert share.text() == "62,5"
    QTest.keyClicks(QApplication.focusWidget(), "x")
    assert share.text() == "–"
    assert view._form()._shares["O1.1"].text() == "–"
    press(Qt.Key.Key_Escape)


def test_money_is_typed_in_the_unit_the_officer_chose_and_stored_in_dong(view, context):
    money = next(
        each.code
        for each in context.book.catalogue.edition.for_kind(view._row.kind)
        if each.type is FieldType.MONEY
    )
    save_values(context.book, subject(view), 2022, MAIN, {money: 1_500_000})
    view.load()
    settle(context)
    assert field(view, money).text() == "1,5"

    view.dong.setFocus()
    press(Qt.Key.Key_Space)
    settle(context)
    assert field(view, money).text() == "1.500.000"
    view._form().focus_field(money)
    QApplication.focusWidget().selectAll()
    QTest.keyClicks(QApplication.focusWidget(), "2000000")
    press(Qt.Key.Key_Return)
    settle(context)
    assert record(context, view).values[money] == 2_000_000

    view.dong.setFocus()
    press(Qt.Key.Key_Space)
    settle(context)
    assert field(view, money).text() == "2"


def test_a_list_read_anew_takes_nothing_away_that_is_being_typed(view, context):
    view._form().focus_field("O1.2")
    QTest.keyClicks(QApplication.focusWidget(), "7")
    seen = []
    field(view, "O1.2").textChanged.connect(seen.append)
    save_values(context.book, subject(view), 2022, MAIN, {"O1": 4321})  # shown in the list
    view.load()
    settle(context)
    assert seen == []  # not even for a moment: Enter could come in that moment
    press(Qt.Key.Key_Return)
    settle(context)
    assert record(context, view).values["O1.2"] == 7
    assert record(context, view).values["O1"] == 4321


def test_a_form_that_waits_for_figures_hands_over_no_blank(view, context):
    view._form().focus_field("O2")
    handed = []
    view._form().value_left.connect(lambda *each: handed.append(each))
    view._form().begin()
    press(Qt.Key.Key_Return)
    assert handed == []

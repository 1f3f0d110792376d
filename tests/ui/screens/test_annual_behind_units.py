"""From a consolidated figure to the units, their organisations and files, by keyboard."""

import pytest
from PySide6.QtCore import Qt
from sqlalchemy import text

from ktt_desktop.domain.records import Subject
from ktt_desktop.domain.terms import Measure, SubjectKind
from ktt_desktop.models.exchange import ReceivedUnit
from ktt_desktop.services.annual_return import save_values
from ktt_desktop.storage.session import transaction
from ktt_desktop.ui.screens.annual import AnnualScreen
from ktt_desktop.ui.screens.behind_dialog import BehindDialog
from tests.ui.screens.asked_behind import ask
from tests.ui.screens.opened import opened, press, settle

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)


@pytest.fixture
def screen(qtbot, context):
    """The practice book as that of an upper level: a unit with its list, one with its totals."""
    book, pair = context.book, context.period.main
    with transaction(book.sessions) as session:
        for key, name, complete in (("07600", "Xã Đào Mỹ", 1), ("07601", "Xã Tiên Lục", 0)):
            session.add(
                ReceivedUnit(
                    key=key, name=name, level="xa", parent="", list_complete=bool(complete)
                )
            )
        session.execute(text("UPDATE organisation SET source_unit = '07600'"))
        session.execute(text("DELETE FROM annual_return WHERE subject_kind = 'don_vi'"))
    stated = {"A2": 70, "A4.1": 3, "A4.2": 2}
    save_values(book, Subject(SubjectKind.UNIT, "07601"), *pair, stated)
    with transaction(book.sessions) as session:  # as the unit sent them, nothing is corrected
        session.execute(text("DELETE FROM corrected_value"))
    yield from opened(qtbot, context, AnnualScreen(context))


def test_units_come_first_then_organisations_and_back(qtbot, screen, context):
    dialog = ask(qtbot, screen, context, "A2")
    assert "Tổng hợp từ 2/2 đơn vị có số liệu" in dialog.told.text()
    first = [dialog.table.texts(place)[:3] for place in range(dialog.table.count)]
    assert first[1] == ["Xã Tiên Lục", "70", "Đơn vị nhập"]
    assert first[0][0] == "Xã Đào Mỹ"
    assert first[0][2].startswith("Từ danh sách, ")

    press(Qt.Key.Key_Return)
    settle(context)
    qtbot.waitUntil(lambda: dialog.table.count == 12)
    assert dialog.told.text().startswith("Xã Đào Mỹ. ")
    assert dialog.leave.text() == "Quay lại  Esc"

    press(Qt.Key.Key_Backspace)
    qtbot.waitUntil(lambda: dialog.table.count == 2)
    press(Qt.Key.Key_Down)
    press(Qt.Key.Key_Return)
    settle(context)
    qtbot.waitUntil(lambda: dialog.told.text().startswith("Xã Tiên Lục. "))
    assert dialog.table.count == 0
    press(Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: dialog.table.count == 2)
    assert dialog.table.place == 1
    press(Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: not screen.findChildren(BehindDialog))


def test_enter_on_an_organisation_of_a_unit_opens_its_form(qtbot, screen, context):
    dialog = ask(qtbot, screen, context, "A2")
    press(Qt.Key.Key_Return)
    settle(context)
    qtbot.waitUntil(lambda: dialog.table.count == 12)
    with qtbot.waitSignal(context.jump_requested) as caught:
        press(Qt.Key.Key_Return)
    assert (caught.args[0].kind, caught.args[0].code) == (SubjectKind.ORGANISATION, "O1")


def test_a_sum_of_rows_leads_to_the_rows_of_the_unit(qtbot, screen, context):
    assert context.period.main.measure in Measure
    dialog = ask(qtbot, screen, context, "A4.0")
    places = [dialog.table.texts(place)[0] for place in range(dialog.table.count)]
    for _ in range(places.index("Xã Tiên Lục")):
        press(Qt.Key.Key_Down)
    press(Qt.Key.Key_Return)
    settle(context)
    qtbot.waitUntil(lambda: dialog.table.texts(0)[0].startswith("[A4.1]"))
    press(Qt.Key.Key_Return)
    settle(context)
    qtbot.waitUntil(lambda: dialog.windowTitle().startswith("[A4.1]"))
    assert dialog.told.text().startswith("Xã Tiên Lục. ")

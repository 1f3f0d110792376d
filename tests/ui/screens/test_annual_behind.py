import pytest
from PySide6.QtCore import Qt

from ktt_desktop.domain.terms import SubjectKind
from ktt_desktop.ui.screens.annual import AnnualScreen
from ktt_desktop.ui.screens.behind_dialog import BehindDialog
from tests.ui.screens.asked_behind import ask
from tests.ui.screens.opened import opened, press

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)


@pytest.fixture
def screen(qtbot, context):
    yield from opened(qtbot, context, AnnualScreen(context))


def test_the_organisations_behind_a_sum_are_listed_and_enter_opens_a_form(qtbot, screen, context):
    dialog = ask(qtbot, screen, context, "A2")
    assert dialog.windowTitle() == "[A2] Tổng số thành viên hợp tác xã"
    assert "3.779 người" in dialog.told.text()
    lines = [dialog.table.texts(place) for place in range(dialog.table.count)]
    assert ["HTX Cơ khí Lạng Giang", "32"] in lines
    assert ["HTX nấm Dương Đức", "–"] in lines
    assert dialog.sum.text() == "12 tổ chức, 04 có số liệu"

    with qtbot.waitSignal(context.jump_requested) as caught:
        press(Qt.Key.Key_Return)
    assert caught.args[0].kind is SubjectKind.ORGANISATION
    assert caught.args[0].code == "O1"


def test_a_figure_of_other_figures_leads_to_them(qtbot, screen, context):
    dialog = ask(qtbot, screen, context, "A4.1p")
    codes = [dialog.table.texts(place)[0].split("]")[0] for place in range(dialog.table.count)]
    assert set(codes) == {"[A4.1", "[A4"}
    press(Qt.Key.Key_Down)
    with qtbot.waitSignal(context.jump_requested) as caught:
        press(Qt.Key.Key_Return)
    assert caught.args[0].code in ("A4", "A4.1")


def test_esc_leaves_the_figures_as_they_are(qtbot, screen, context):
    dialog = ask(qtbot, screen, context, "A1")
    assert dialog.sum.text() == "12 tổ chức"
    press(Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: not screen.findChildren(BehindDialog))

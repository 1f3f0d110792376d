from dataclasses import dataclass

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from ktt_desktop.catalogue.fields import FieldSpec, FieldType
from ktt_desktop.domain.errors import InvalidInputError, StaleRecordError
from ktt_desktop.domain.period import ReportingPeriod
from ktt_desktop.domain.records import ChangeSet, UnitProfile
from ktt_desktop.domain.terms import UnitLevel
from ktt_desktop.ui import messages
from ktt_desktop.ui.context import Context
from ktt_desktop.ui.forms.form_dialog import FormDialog
from ktt_desktop.ui.forms.record_form import RecordForm
from ktt_desktop.ui.jobs import JobRunner

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
CONTROL = Qt.KeyboardModifier.ControlModifier


@dataclass(frozen=True)
class Sample:
    name: str = ""


@pytest.fixture
def context(qtbot, empty_book):
    profile = UnitProfile("07420", "Xã Lạng Giang", UnitLevel.COMMUNE, "24", "Tỉnh Bắc Ninh")
    context = Context(empty_book, profile, ReportingPeriod.parse("N2025"), JobRunner())
    yield context
    context.runner.drain()
    QApplication.processEvents()


@pytest.fixture
def dialog(qtbot, context):
    """An open dialog; what it saves is appended to `stored`, an error set in `fails` is raised."""
    parent = QWidget()
    qtbot.addWidget(parent)
    form = RecordForm(
        (FieldSpec("name", "Tên", FieldType.TEXT, required=True),),
        Sample("HTX"),
        lambda draft: {} if draft.name else {"name": "Phải nhập tên."},
        {},
    )
    stored, fails = [], []

    def save(draft):
        if fails:
            raise fails[0]
        stored.append(draft)
        return ChangeSet(dossiers=True)

    dialog = FormDialog(context, "Hồ sơ", form, save, parent)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    dialog.stored, dialog.fails = stored, fails
    dialog.screen_below = parent  # qtbot keeps no reference
    parent.show()
    with qtbot.waitActive(dialog):
        dialog.open()
    form.focus()
    return dialog


def press(key, modifier=Qt.KeyboardModifier.NoModifier):
    QTest.keyClick(QApplication.focusWidget(), key, modifier)


def test_ctrl_s_saves_tells_everyone_and_closes(qtbot, context, dialog):
    QTest.keyClicks(QApplication.focusWidget(), "Mai")
    with qtbot.waitSignal(context.changes.changed):
        press(Qt.Key.Key_S, CONTROL)
    assert dialog.stored == [Sample("Mai")]
    assert dialog.result() == QDialog.DialogCode.Accepted


def test_a_draft_with_a_problem_is_not_saved_and_the_dialog_says_why(dialog):
    press(Qt.Key.Key_Delete)
    press(Qt.Key.Key_S, CONTROL)
    assert dialog.stored == []
    assert dialog.isVisible()
    assert dialog.form.error_text("name") == "Phải nhập tên."
    assert dialog._words.text().startswith("Chưa ghi được: còn 1 chỗ phải sửa")


def test_esc_leaves_at_once_where_nothing_was_changed(monkeypatch, dialog):
    monkeypatch.setattr(messages, "ask", lambda *_: pytest.fail("nothing to ask"))
    press(Qt.Key.Key_Escape)
    assert not dialog.isVisible()


@pytest.mark.parametrize("throw_away", [True, False])
def test_esc_asks_before_throwing_away_what_was_typed(monkeypatch, dialog, throw_away):
    asked = []
    monkeypatch.setattr(messages, "ask", lambda *words: asked.append(words) or throw_away)
    QTest.keyClicks(QApplication.focusWidget(), "Mai")
    press(Qt.Key.Key_Escape)
    assert asked[0][-2:] == ("Bỏ thay đổi", "Tiếp tục sửa")
    assert dialog.isVisible() is not throw_away
    assert dialog.stored == []


def test_a_stale_record_is_told_and_can_be_loaded_again(qtbot, monkeypatch, dialog):
    told = []
    monkeypatch.setattr(messages, "ask", lambda *words: told.append(words) or True)
    dialog.fails.append(StaleRecordError("Hồ sơ đã được thay đổi ở nơi khác."))
    with qtbot.waitSignal(dialog.reload_wanted):
        press(Qt.Key.Key_S, CONTROL)
    assert told[0][2] == "Hồ sơ đã được thay đổi ở nơi khác."
    assert not dialog.isVisible()


def test_after_a_failure_the_form_stays_as_it_was(qtbot, monkeypatch, dialog):
    told = []
    monkeypatch.setattr(messages, "warn", lambda *words: told.append(words[-1]))
    dialog.fails.append(InvalidInputError("Chưa ghi được."))
    QTest.keyClicks(QApplication.focusWidget(), "Mai")
    press(Qt.Key.Key_S, CONTROL)
    qtbot.waitUntil(lambda: told == ["Chưa ghi được."])
    assert dialog.isVisible()
    dialog.fails.clear()
    with qtbot.waitSignal(dialog.saved):
        dialog._keep.click()
    assert dialog.stored == [Sample("Mai")]

import pytest
from PySide6.QtCore import Qt

from ktt_desktop.catalogue.fields import FieldSpec, FieldType
from ktt_desktop.ui.forms.editors import make_editor

FIELD = FieldSpec("usual", "Ký thường xuyên", FieldType.TICK)


@pytest.fixture
def editor(qtbot):
    editor = make_editor(FIELD, {})
    qtbot.addWidget(editor)
    return editor


def test_a_tick_is_set_and_taken_away_with_the_space_bar(qtbot, editor):
    with qtbot.waitSignal(editor.edited):
        qtbot.keyClick(editor.input, Qt.Key.Key_Space)
    assert editor.value() is True

    qtbot.keyClick(editor.input, Qt.Key.Key_Space)
    assert editor.value() is False


def test_showing_a_stored_value_tells_nobody(qtbot, editor):
    with qtbot.assertNotEmitted(editor.edited):
        editor.set_value(True)
    assert editor.value() is True
    assert editor.input.accessibleName() == "Ký thường xuyên"

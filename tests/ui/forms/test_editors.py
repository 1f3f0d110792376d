import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from ktt_desktop.catalogue.fields import FieldSpec, FieldType
from ktt_desktop.domain.dates import PartialDate
from ktt_desktop.domain.terms import OperatingStatus
from ktt_desktop.ui.forms.editors import make_editor
from ktt_desktop.ui.forms.reading import remember_reading
from tests.keyboard import type_text

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
SECTORS = (("NN.TT", "Trồng trọt"), ("NN.CN", "Chăn nuôi"), ("CN", "Công nghiệp"))
CHOICES = {
    "sectors": SECTORS,
    "statuses": tuple((each, each.value) for each in OperatingStatus),
}


@pytest.fixture(autouse=True)
def forget_reading(qapp):
    remember_reading(None)
    yield
    remember_reading(None)


@pytest.fixture
def show(qtbot):
    """Editors of the given types in one window, the first one with the focus."""
    window = QWidget()
    QVBoxLayout(window)
    qtbot.addWidget(window)

    def _show(*types, unit="triệu đồng", choices="sectors"):
        made = [
            make_editor(FieldSpec(f"f{n}", f"Ô {n}", kind, unit=unit, choices=choices), CHOICES)
            for n, kind in enumerate(types)
        ]
        for editor in made:
            window.layout().addWidget(editor)
        with qtbot.waitActive(window):
            window.show()
            window.activateWindow()
        made[0].setFocus()
        return made

    return _show


def keys(text):
    QTest.keyClicks(QApplication.focusWidget(), text)


def press(key, modifier=Qt.KeyboardModifier.NoModifier):
    QTest.keyClick(QApplication.focusWidget(), key, modifier)


@pytest.mark.parametrize("kind", FieldType)
def test_every_field_type_has_a_named_editor_that_starts_without_a_problem(show, kind):
    (editor,) = show(kind)
    assert editor.input.objectName() == "f0"
    assert editor.input.accessibleName() == "Ô 0"
    assert editor.problem() == editor.warning() == ""
    assert not editor.value()


@pytest.mark.parametrize(
    ("kind", "typed", "sentence"),
    [
        (FieldType.COUNT, "12a", "“12a” không phải là số."),
        (FieldType.COUNT, "1,5", "ô này chỉ nhận số nguyên"),
        (FieldType.COUNT, "-3", "ô này không nhận số âm"),
        (FieldType.MONEY, "1.20.5", "đặt chưa đúng chỗ"),
        (FieldType.PERCENT, "12,345", "Gõ tối đa 1 chữ số"),
        (FieldType.DATE, "31/02/2022", "Ngày 31/02/2022 không có trong lịch."),
        (FieldType.DATE, "13/2022", "Không có tháng 13."),
        (FieldType.DATE, "15/8/22", "chưa có năm đủ bốn chữ số"),
        (FieldType.TAX_CODE, "01001091", "có 8 chữ số. Gõ đủ 10 chữ số"),
        (FieldType.TAX_CODE, "01001O9106", "chỉ gồm chữ số"),
        (FieldType.CHOICE, "xyz", "“xyz” không có trong danh sách."),
    ],
)
def test_what_cannot_be_stored_is_told_in_words_and_stays_as_typed(show, kind, typed, sentence):
    editor, _ = show(kind, FieldType.TEXT)
    keys(typed)
    press(Qt.Key.Key_Tab)
    assert sentence in editor.problem()
    line = editor.input.lineEdit() if kind is FieldType.CHOICE else editor.input
    assert line.text() == typed


@pytest.mark.parametrize(
    ("kind", "typed", "stored", "shown"),
    [
        (FieldType.COUNT, "3779", 3779, "3.779"),
        (FieldType.MONEY, "1234567,891", 1_234_567_891_000, "1.234.567,891"),
        (FieldType.MONEY, "3,3 ty", 3_300_000_000, "3.300"),
        (FieldType.PERCENT, "73,4", 734, "73,4"),
        (FieldType.DATE, "15/08/2022", PartialDate(2022, 8, 15), "15/8/2022"),
        (FieldType.DATE, "8/2022", PartialDate(2022, 8), "8/2022"),
        (FieldType.DATE, "2022", PartialDate(2022), "2022"),
        (FieldType.TAX_CODE, "0100109106", "0100109106", "0100109106"),
        (FieldType.TEXT, "  Dao   My ", "Dao My", "Dao My"),
    ],
)
def test_text_is_put_in_order_on_leaving_never_while_typing(show, kind, typed, stored, shown):
    editor, _ = show(kind, FieldType.TEXT)
    keys(typed)
    assert editor.input.text() == typed
    press(Qt.Key.Key_Tab)
    assert editor.value() == stored
    assert editor.input.text() == shown
    press(Qt.Key.Key_Backtab)
    press(Qt.Key.Key_Tab)
    assert editor.value() == stored, "going in and out changes nothing"


def test_a_grouped_number_can_be_corrected_without_being_misread(show):
    editor, _ = show(FieldType.MONEY, FieldType.TEXT)
    keys("12345")
    press(Qt.Key.Key_Tab)
    press(Qt.Key.Key_Backtab)
    press(Qt.Key.Key_End)
    press(Qt.Key.Key_Backspace)
    press(Qt.Key.Key_Tab)
    assert editor.value() == 1_234_000_000
    assert editor.input.text() == "1.234"


def test_a_number_with_two_readings_is_asked_once_a_session(show):
    first, second = show(FieldType.MONEY, FieldType.MONEY)
    keys("1.200")
    assert "có thể hiểu là 1.200 (một nghìn hai trăm) hoặc 1,2" in first.problem()
    press(Qt.Key.Key_Tab)
    assert QApplication.focusWidget().text() == "1.200 (một nghìn hai trăm)"
    press(Qt.Key.Key_Tab)
    assert QApplication.focusWidget().text() == "1,2"
    press(Qt.Key.Key_Space)
    assert first.value() == 1_200_000
    assert QApplication.focusWidget() is first.input
    press(Qt.Key.Key_Tab)
    assert first.input.text() == "1,2"
    assert QApplication.focusWidget() is second.input
    keys("3.500")
    assert second.problem() == ""
    assert second.value() == 3_500_000


def test_the_thousands_reading_is_taken_with_its_button(show):
    editor, _ = show(FieldType.MONEY, FieldType.TEXT)
    keys("1.200")
    press(Qt.Key.Key_Tab)
    press(Qt.Key.Key_Space)
    assert editor.value() == 1_200_000_000


def test_the_dot_of_the_keypad_is_the_decimal_comma(show):
    editor, _ = show(FieldType.MONEY, FieldType.TEXT)
    keys("1")
    press(Qt.Key.Key_Period, Qt.KeyboardModifier.KeypadModifier)
    keys("200")
    assert editor.input.text() == "1,200"
    assert editor.value() == 1_200_000


@settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(st.integers(0, 9 * 10**15))
def test_every_amount_survives_showing_and_editing(qtbot, dong):
    editor = make_editor(FieldSpec("m", "Vốn", FieldType.MONEY, unit="triệu đồng"), CHOICES)
    qtbot.addWidget(editor)
    editor.set_value(dong)
    assert editor.read(editor.typed(editor.value())) == dong


def test_a_wrong_check_digit_only_warns(show):
    (editor,) = show(FieldType.TAX_CODE)
    keys("0100109107")
    assert editor.problem() == ""
    assert "sai chữ số kiểm tra" in editor.warning()
    assert editor.value() == "0100109107"


def test_an_unreadable_tax_code_is_kept_as_typed(show):
    (editor,) = show(FieldType.TAX_CODE)
    keys("01001")
    assert editor.value() == "01001"


def test_a_choice_is_found_by_typing_without_marks(show):
    editor, _ = show(FieldType.CHOICE, FieldType.TEXT)
    keys("chan")
    assert "không có trong danh sách" in editor.problem()
    editor.input.lineEdit().completer().popup().hide()
    press(Qt.Key.Key_Tab)
    assert editor.value() == "NN.CN"
    assert editor.input.currentText() == "Chăn nuôi"
    assert editor.problem() == ""


def test_a_choice_is_made_with_the_arrow_keys_and_emptied_again(show, qtbot):
    (editor,) = show(FieldType.CHOICE, choices="statuses")
    with qtbot.waitSignal(editor.edited):
        press(Qt.Key.Key_Down)
    assert editor.value() is OperatingStatus.ACTIVE
    editor.input.lineEdit().selectAll()
    press(Qt.Key.Key_Delete)
    assert editor.value() == ""
    assert editor.problem() == ""


def test_alt_down_opens_the_list(show, qtbot):
    (editor,) = show(FieldType.CHOICE)
    press(Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    qtbot.waitUntil(editor.input.view().isVisible)
    editor.input.hidePopup()


def test_vietnamese_text_of_an_input_method_is_composed(show):
    editor, _ = show(FieldType.TEXT, FieldType.LONG_TEXT)
    type_text(editor.input, "Hợp tác xã Đồng Tháp")
    assert editor.value() == "Hợp tác xã Đồng Tháp"


def test_in_long_text_enter_begins_a_line_and_tab_leaves(show):
    note, after = show(FieldType.LONG_TEXT, FieldType.TEXT)
    keys("mot")
    press(Qt.Key.Key_Return)
    keys("hai")
    press(Qt.Key.Key_Tab)
    assert note.value() == "mot\nhai"
    assert QApplication.focusWidget() is after.input

from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from ktt_desktop.catalogue.fields import FieldSpec, FieldType
from ktt_desktop.domain.dates import PartialDate
from ktt_desktop.domain.identifiers import mask_personal_id
from ktt_desktop.domain.organisation import Activity, Person
from ktt_desktop.domain.terms import OperatingStatus
from ktt_desktop.ui.forms.choice_editor import ChoiceEditor
from ktt_desktop.ui.forms.editors import make_editor
from ktt_desktop.ui.forms.picker import Found
from ktt_desktop.ui.forms.reading import remember_reading
from ktt_desktop.ui.forms.records_editor import RecordSource
from tests.keyboard import type_text

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
SECTORS = (("NN.TT", "Trồng trọt"), ("NN.CN", "Chăn nuôi"), ("CN", "Công nghiệp"))
CHOICES = {
    "sectors": SECTORS,
    "statuses": tuple((each, each.value) for each in OperatingStatus),
}
PERSON = (
    FieldSpec("name", "Họ và tên", FieldType.TEXT, required=True),
    FieldSpec("identity_number", "Số định danh", FieldType.IDENTITY),
)


def named(uids, then):
    then([Found(uid, (f"HTX {uid}", "", "")) for uid in uids])


RECORDS = {"sectors": RecordSource(lambda typed, then: named(["a", "b"], then), named)}


def made(kind, attr="f0", label="Ô 0", unit="triệu đồng", choices="sectors"):
    """The editor of a field type as the form makes it."""
    field = FieldSpec(attr, label, kind, unit=unit, choices=choices, items=PERSON)
    return make_editor(field, CHOICES, RECORDS, Person())


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
        shown = [
            made(kind, f"f{n}", f"Ô {n}", unit=unit, choices=choices)
            for n, kind in enumerate(types)
        ]
        for editor in shown:
            window.layout().addWidget(editor)
        with qtbot.waitActive(window):
            window.show()
            window.activateWindow()
        shown[0].setFocus()
        return shown

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
        (FieldType.DAY, "8/2022", "Cần đủ ngày, tháng, năm, ví dụ 15/8/2022."),
        (FieldType.DAY, "31/02/2022", "Ngày 31/02/2022 không có trong lịch."),
        (FieldType.YEAR, "8/2022", "Ô này chỉ nhận năm. Gõ 2022."),
        (FieldType.YEAR, "22", "không phải là ngày tháng"),
        (FieldType.YEAR, "1800", "Gõ năm từ 1900 đến 2100"),
        (FieldType.IDENTITY, "1234567", "có 7 chữ số. Gõ đủ 12 chữ số"),
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
        (FieldType.DAY, "15/08/2022", date(2022, 8, 15), "15/8/2022"),
        (FieldType.TAX_CODE, "0100109106", "0100109106", "0100109106"),
        (FieldType.YEAR, "nam 2022", 2022, "2022"),
        (FieldType.IDENTITY, "024 075 001234", "024075001234", "0240********"),
        (FieldType.IDENTITY, "121234567", "121234567", "1212*****"),
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
    assert "khớp 01 mục" in editor.problem()
    editor.input.lineEdit().completer().popup().hide()
    press(Qt.Key.Key_Tab)
    assert editor.value() == "NN.CN"
    assert editor.input.currentText() == "Chăn nuôi"
    assert editor.problem() == ""


def test_enter_takes_the_only_choice_that_is_found(show, qtbot):
    editor, _ = show(FieldType.CHOICE, FieldType.TEXT)
    keys("chan")
    popup = editor.input.lineEdit().completer().popup()
    qtbot.waitUntil(popup.isVisible)
    with qtbot.waitSignal(editor.edited):
        QTest.keyClick(popup, Qt.Key.Key_Return)
    assert editor.value() == "NN.CN"
    assert not popup.isVisible()
    assert editor.input.hasFocus()


def test_of_several_that_are_found_enter_takes_none_and_says_so(show, qtbot):
    editor, _ = show(FieldType.CHOICE, FieldType.TEXT)
    keys("ng")
    popup = editor.input.lineEdit().completer().popup()
    qtbot.waitUntil(popup.isVisible)
    QTest.keyClick(popup, Qt.Key.Key_Return)
    assert editor.value() == ""
    assert editor.problem().startswith("“ng” khớp 02 mục.")


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


def test_an_identity_number_is_seen_whole_only_while_it_is_edited(show):
    editor, _ = show(FieldType.IDENTITY, FieldType.TEXT)
    editor.set_value("024075001234")
    assert editor.input.text() == "024075001234"
    press(Qt.Key.Key_Tab)
    assert editor.input.text() == "0240********"
    press(Qt.Key.Key_Backtab)
    press(Qt.Key.Key_End)
    press(Qt.Key.Key_Backspace)
    keys("5")
    press(Qt.Key.Key_Tab)
    assert editor.value() == "024075001235"
    assert editor.input.text() == "0240********"


def test_an_identity_number_of_no_province_only_warns(show):
    (editor,) = show(FieldType.IDENTITY)
    keys("099075001234")
    assert editor.problem() == ""
    assert editor.warning().startswith("Số định danh 0990********: không có tỉnh mang mã 099.")


@pytest.mark.parametrize(
    ("kind", "typed", "whole"),
    [
        (FieldType.TAX_CODE, "100109106", "0100109106"),
        (FieldType.IDENTITY, "24075001234", "024075001234"),
    ],
)
def test_a_lost_zero_is_put_back_from_the_keyboard(show, qtbot, kind, typed, whole):
    editor, _ = show(kind, FieldType.TEXT)
    keys(typed)
    assert "thiếu chữ số 0 ở đầu" in editor.problem()
    assert editor.value() == typed
    press(Qt.Key.Key_Tab)
    assert QApplication.focusWidget().text() == f"Sửa thành {whole}"
    with qtbot.waitSignal(editor.edited):
        press(Qt.Key.Key_Space)
    assert (editor.value(), editor.problem()) == (whole, "")
    assert QApplication.focusWidget() is editor.input
    assert not editor.repair.isVisible()


def test_yes_no_and_unknown_are_chosen_with_the_arrow_keys(show, qtbot):
    editor, after = show(FieldType.YES_NO, FieldType.TEXT)
    assert editor.value() is None
    assert QApplication.focusWidget().text() == "Chưa rõ"
    with qtbot.waitSignal(editor.edited):
        press(Qt.Key.Key_Left)
    assert editor.value() is False
    press(Qt.Key.Key_Left)
    assert editor.value() is True
    with qtbot.waitSignal(editor.left):
        press(Qt.Key.Key_Tab)
    assert QApplication.focusWidget() is after.input, "the answers are one stop of Tab"
    press(Qt.Key.Key_Backtab)
    assert QApplication.focusWidget().text() == "Có", "and it comes back to the answer given"


PERSONS = st.builds(Person, name=st.text(max_size=5), identity_number=st.just("024075001234"))
ACTIVITIES = st.builds(
    Activity,
    version=st.sampled_from(["2018", "2025"]),
    code=st.sampled_from(["0111", "0145", "9999"]),
    detail=st.text(max_size=5),
    is_main=st.sampled_from([True, False, None]),
)
VALUES = {
    FieldType.COUNT: st.none() | st.integers(0, 10**9),
    FieldType.MONEY: st.none() | st.integers(0, 9 * 10**15),
    FieldType.PERCENT: st.none() | st.integers(0, 1000),
    FieldType.DECIMAL: st.none() | st.integers(0, 10**9),
    FieldType.TEXT: st.text(),
    FieldType.LONG_TEXT: st.sampled_from(["", "một", "một\nhai"]),
    FieldType.DATE: st.none()
    | st.dates(date(1900, 1, 1), date(2100, 12, 31)).map(PartialDate.from_date),
    FieldType.DAY: st.none() | st.dates(date(1900, 1, 1), date(2100, 12, 31)),
    FieldType.LINES: st.sampled_from([(), ("một",), ("một", "hai")]),
    FieldType.TICK: st.booleans(),
    FieldType.CHOICE: st.sampled_from(["", "NN.TT", "CN"]),
    FieldType.TAX_CODE: st.sampled_from(["", "0100109106", "0100109106001"]),
    FieldType.YES_NO: st.sampled_from([True, False, None]),
    FieldType.YEAR: st.none() | st.integers(1900, 2100),
    FieldType.IDENTITY: st.sampled_from(["", "121234567"])
    | st.from_regex(r"[0-9]{12}", fullmatch=True),
    FieldType.LIST: st.lists(PERSONS, max_size=4).map(tuple),
    FieldType.VSIC: st.lists(ACTIVITIES, max_size=4).map(tuple),
    FieldType.RECORDS: st.lists(st.sampled_from("abc"), max_size=3).map(tuple),
}


@pytest.mark.parametrize("kind", FieldType)
@settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(st.data())
def test_a_value_put_into_an_editor_comes_out_as_it_was(qtbot, kind, data):
    editor = made(kind)
    qtbot.addWidget(editor)
    editor.edited.connect(lambda: pytest.fail("showing a value is no edit"))
    value = data.draw(VALUES[kind])
    editor.set_value(value)
    assert editor.value() == value
    editor.set_value(editor.value())
    assert editor.value() == value
    assert editor.problem() == ""


def test_a_masked_number_is_never_taken_for_what_was_typed(show):
    editor, _ = show(FieldType.IDENTITY, FieldType.TEXT)
    keys("024075001234")
    press(Qt.Key.Key_Tab)
    assert editor.input.text() == mask_personal_id("024075001234")
    assert editor.value() == "024075001234"


def test_of_a_long_choice_the_beginning_is_seen(qtbot):
    editor = ChoiceEditor([("long", "Chương trình " + "rất dài " * 40)])
    qtbot.addWidget(editor)
    editor.resize(200, 40)
    editor.set_value("long")

    assert editor.input.lineEdit().cursorPosition() == 0

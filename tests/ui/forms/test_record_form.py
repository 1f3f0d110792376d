from dataclasses import dataclass, make_dataclass, replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QScrollArea, QTabWidget

from ktt_desktop.catalogue.fields import FieldSpec, FieldType
from ktt_desktop.domain.dates import PartialDate
from ktt_desktop.domain.identifiers import parse_tax_code
from ktt_desktop.domain.organisation import Person
from ktt_desktop.domain.terms import OrganisationKind
from ktt_desktop.ui.forms.reading import remember_reading
from ktt_desktop.ui.forms.record_form import RecordForm
from tests.keyboard import type_text

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
HTX, THT = OrganisationKind.COOPERATIVE, OrganisationKind.COOPERATIVE_GROUP
KINDS = {"kinds": ((HTX, "Hợp tác xã"), (THT, "Tổ hợp tác"))}
FIELDS = (
    FieldSpec("name", "Tên", FieldType.TEXT, "Đăng ký", required=True),
    FieldSpec("tax_code", "Mã số", FieldType.TAX_CODE, "Đăng ký", help="10 chữ số."),
    FieldSpec("started", "Ngày", FieldType.DATE, "Tình trạng"),
    FieldSpec("capital", "Vốn", FieldType.MONEY, "Tình trạng", unit="triệu đồng"),
)


@dataclass(frozen=True)
class Sample:
    name: str = ""
    tax_code: str = ""
    started: PartialDate | None = None
    capital: int | None = None


@dataclass(frozen=True)
class Whole:
    kind: OrganisationKind = HTX
    name: str = ""
    charter_on: PartialDate | None = None
    persons: tuple[Person, ...] = ()
    contract_on: PartialDate | None = None
    note: str = ""


BY_KIND = (
    FieldSpec("kind", "Loại hình", FieldType.CHOICE, "Đăng ký", choices="kinds", required=True),
    FieldSpec("charter_on", "Ngày Điều lệ", FieldType.DATE, "Đăng ký", kinds=(HTX,)),
    FieldSpec(
        "persons",
        "Người đại diện",
        FieldType.LIST,
        "Người đại diện",
        items=(FieldSpec("name", "Họ và tên", FieldType.TEXT, required=True),),
    ),
    FieldSpec("contract_on", "Ngày ký", FieldType.DATE, "Hợp đồng", kinds=(THT,)),
    FieldSpec("note", "Ghi chú", FieldType.LONG_TEXT, "Ghi chú"),
)


def validate(draft):
    return {} if draft.name else {"name": "Phải nhập tên."}


@pytest.fixture
def form(qtbot):
    remember_reading(None)
    return show(qtbot, RecordForm(FIELDS, Sample(), validate, {}))


def show(qtbot, form):
    qtbot.addWidget(form)
    with qtbot.waitActive(form):
        form.show()
        form.activateWindow()
    form.focus()
    return form


def press(key, modifier=Qt.KeyboardModifier.NoModifier):
    QTest.keyClick(QApplication.focusWidget(), key, modifier)


def keys(text):
    QTest.keyClicks(QApplication.focusWidget(), text)


def titles(form):
    tabs = form.findChild(QTabWidget)
    return [tabs.tabText(place) for place in range(tabs.count())]


def test_an_officer_fills_the_form_from_the_keyboard(qtbot, form):
    name = form.findChild(QLineEdit, "name")
    press(Qt.Key.Key_Tab)
    assert form.error_text("name") == "Phải nhập tên."
    press(Qt.Key.Key_Backtab)

    with qtbot.waitSignal(form.checked, check_params_cb=lambda valid: valid):
        type_text(name, "Hợp tác xã Đồng Tháp")
    press(Qt.Key.Key_Return)  # Enter moves on in the catalogue's order
    keys("0100109106")
    press(Qt.Key.Key_Return)  # and from the last field of a tab to the next tab
    keys("8/2022")
    press(Qt.Key.Key_Enter)
    keys("1200,5")

    assert form.error_text("name") == ""
    assert form.draft() == Sample(
        "Hợp tác xã Đồng Tháp", "0100109106", PartialDate(2022, 8), 1_200_500_000
    )


def test_nothing_is_told_of_a_field_before_it_was_left(form):
    assert form.error_text("name") == ""
    keys("a")
    press(Qt.Key.Key_Backspace)
    assert form.error_text("name") == ""
    press(Qt.Key.Key_Tab)
    assert form.error_text("name") == "Phải nhập tên."


def test_the_words_go_away_while_the_field_is_corrected(form):
    form.show_problems()
    assert form.error_text("name") == "Phải nhập tên."
    keys("HTX")
    assert form.error_text("name") == ""


def test_saving_tells_all_problems_and_goes_to_the_first_one(form):
    form.focus("started")
    keys("31/02/2022")
    form.focus("tax_code")
    assert form.show_problems() == 2
    assert QApplication.focusWidget().objectName() == "name"
    assert "không có trong lịch" in form.error_text("started")
    assert titles(form) == ["● Đăng ký", "● Tình trạng"]


def test_a_problem_on_a_hidden_tab_brings_that_tab_forward(form):
    keys("HTX")
    form.focus("started")
    keys("abc")
    form.focus("name")
    assert form.show_problems() == 1
    assert QApplication.focusWidget().objectName() == "started"
    assert form.findChild(QTabWidget).currentIndex() == 1
    assert titles(form) == ["Đăng ký", "● Tình trạng"]


def test_the_parse_sentence_stands_before_that_of_the_service(qtbot):
    draft, said = Sample("HTX"), {"capital": "Phải nhập vốn."}
    form = show(qtbot, RecordForm(FIELDS, draft, lambda _: said, {}))
    assert form.problems() == said
    form.focus("capital")
    keys("12x")
    assert "không phải là số" in form.problems()["capital"]
    assert form.findChild(QLineEdit, "capital").text() == "12x"


def test_a_warning_stands_under_the_field_and_the_draft_stays_valid(form):
    type_text(form.findChild(QLineEdit, "name"), "HTX")
    form.focus("tax_code")
    keys("0100109107")
    press(Qt.Key.Key_Tab)
    assert form.error_text("tax_code") == parse_tax_code("0100109107").warning
    assert form.show_problems() == 0
    assert titles(form) == ["Đăng ký", "Tình trạng"]


def test_the_help_stands_where_there_is_nothing_else_to_say(form):
    assert form.error_text("tax_code") == "10 chữ số."


def test_typing_a_value_back_is_no_change_but_unreadable_text_is(qtbot, form):
    assert not form.is_changed()
    keys("a")
    assert form.is_changed()
    press(Qt.Key.Key_Backspace)
    assert not form.is_changed()
    form.focus("started")
    keys("x")
    assert form.draft() == Sample()
    assert form.is_changed()


def test_a_further_tab_is_shown_beside_the_others(form):
    form.add_tab("Lịch sử", QLabel("không có"))
    assert titles(form) == ["Đăng ký", "Tình trạng", "Lịch sử"]


def test_what_the_form_does_not_show_stays_in_the_draft(qtbot):
    form = show(qtbot, RecordForm(FIELDS[:1], Sample("HTX", "0100109106"), validate, {}))
    keys("B")
    assert form.draft() == replace(Sample("HTX", "0100109106"), name="B")


def shown_titles(form):
    tabs = form.findChild(QTabWidget)
    return [tabs.tabText(place) for place in range(tabs.count()) if tabs.isTabVisible(place)]


@pytest.fixture
def whole(qtbot):
    return show(qtbot, RecordForm(BY_KIND, Whole(), lambda _: {}, KINDS))


def choose_kind(form, words):
    form.focus("kind")
    line = QApplication.focusWidget().lineEdit()
    line.selectAll()
    type_text(line, words)
    line.completer().popup().hide()


def test_fields_and_tabs_of_another_kind_are_hidden_and_come_with_the_kind(whole):
    assert shown_titles(whole) == ["Đăng ký", "Người đại diện", "Ghi chú"]
    assert whole.editor("charter_on").isVisible()
    choose_kind(whole, "Tổ hợp tác")
    assert shown_titles(whole) == ["Đăng ký", "Người đại diện", "Hợp đồng", "Ghi chú"]
    assert not whole.editor("charter_on").isVisible()
    assert not whole._rows["charter_on"].label.isVisible()


def test_what_another_kind_does_not_show_is_kept(qtbot):
    draft = Whole(charter_on=PartialDate(2024, 7, 1))
    form = show(qtbot, RecordForm(BY_KIND, draft, lambda _: {}, KINDS))
    choose_kind(form, "Tổ hợp tác")
    assert form.draft() == replace(draft, kind=THT)
    choose_kind(form, "Hợp tác xã")
    assert form.editor("charter_on").input.text() == "1/7/2024"
    assert not form.is_changed()


def test_a_kind_that_names_nothing_leaves_the_fields_as_they_are(whole):
    choose_kind(whole, "xyz")
    assert shown_titles(whole) == ["Đăng ký", "Người đại diện", "Ghi chú"]


def test_enter_goes_past_what_is_hidden(whole):
    choose_kind(whole, "Tổ hợp tác")
    press(Qt.Key.Key_Return)
    assert QApplication.focusWidget().objectName() == "persons"
    press(Qt.Key.Key_Return)
    assert QApplication.focusWidget().objectName() == "contract_on", "an empty list is passed"
    choose_kind(whole, "Hợp tác xã")
    whole.focus("persons")
    press(Qt.Key.Key_Return)
    assert QApplication.focusWidget().objectName() == "note"


def test_what_cannot_be_seen_keeps_nobody_from_saving(whole):
    whole.focus("charter_on")
    keys("31/02/2024")
    assert whole.show_problems() == 1
    choose_kind(whole, "Tổ hợp tác")
    assert whole.show_problems() == 0


def test_a_warning_of_the_service_is_told_once_the_field_was_left(qtbot):
    form = show(
        qtbot,
        RecordForm(
            FIELDS,
            Sample("HTX"),
            validate,
            {},
            warn=lambda draft: {} if draft.capital else {"capital": "Chưa có vốn."},
        ),
    )
    form.focus("capital")
    assert form.error_text("capital") == ""
    press(Qt.Key.Key_Backtab)
    assert form.error_text("capital") == "Chưa có vốn."
    assert titles(form) == ["Đăng ký", "Tình trạng"], "a warning marks no tab"
    assert form.show_problems() == 0


def test_only_the_first_tab_is_built_until_another_one_is_gone_to(form):
    assert form.findChild(QLineEdit, "started") is None
    form.findChild(QTabWidget).setCurrentIndex(1)
    assert form.findChild(QLineEdit, "started").isVisible()


def test_problems_of_tabs_never_gone_to_are_told_and_counted(qtbot):
    said = {"started": "Phải nhập ngày.", "capital": "Phải nhập vốn."}
    form = show(qtbot, RecordForm(FIELDS, Sample("HTX"), lambda _: said, {}))
    assert titles(form) == ["Đăng ký", "Tình trạng"]
    assert form.show_problems() == 2
    assert titles(form) == ["Đăng ký", "● Tình trạng"]
    assert QApplication.focusWidget().objectName() == "started"
    assert form.error_text("capital") == "Phải nhập vốn."


def test_a_tab_first_gone_to_after_saving_was_tried_tells_its_warnings(qtbot):
    form = show(
        qtbot,
        RecordForm(FIELDS, Sample("HTX"), validate, {}, warn=lambda _: {"capital": "Chưa có vốn."}),
    )
    assert form.show_problems() == 0
    form.focus("started")
    assert form.error_text("capital") == "Chưa có vốn."


def test_showing_a_tab_changes_nothing_even_where_its_editor_tells_a_value_otherwise(qtbot):
    draft = Whole(note="Dòng 1\r\ndòng 2")  # as a file from elsewhere may have it
    form = show(qtbot, RecordForm(BY_KIND, draft, lambda _: {}, KINDS))
    form.focus("note")
    assert form.draft().note == "Dòng 1\ndòng 2"
    assert not form.is_changed()


def test_what_a_draft_brought_for_a_tab_not_yet_shown_is_a_change(form):
    form.show_draft(Sample(capital=1_000_000))
    assert form.is_changed()
    form.focus("capital")
    assert form.findChild(QLineEdit, "capital").text() == "1"
    assert form.is_changed()


def test_tab_goes_through_a_tab_built_later_as_through_the_first_one(form):
    form.focus("started")
    press(Qt.Key.Key_Tab)
    assert QApplication.focusWidget().objectName() == "capital"
    press(Qt.Key.Key_Backtab)
    press(Qt.Key.Key_Backtab)
    assert QApplication.focusWidget() is form.findChild(QTabWidget).tabBar()


@dataclass(frozen=True)
class Work:
    topic: str = ""
    note: str = ""
    head: str = ""


BY_TOPIC = (
    FieldSpec("topic", "Việc", FieldType.TEXT, required=True),
    FieldSpec("note", "Ghi chú", FieldType.TEXT),
    FieldSpec("head", "Trưởng ban", FieldType.TEXT, kinds=("BCD",)),
)


@pytest.fixture
def by_topic(qtbot):
    def validate(work):
        return {} if work.topic else {"topic": "Phải nhập việc."}

    return show(qtbot, RecordForm(BY_TOPIC, Work(), validate, {}, shown_by="topic"))


def test_another_attribute_may_decide_what_is_shown(by_topic):
    head = by_topic.editor("head")
    assert not head.isVisible()  # while none is chosen, only what all have
    keys("BCD")
    assert head.isVisible()
    QApplication.focusWidget().clear()
    keys("KT")
    assert not head.isVisible()


def test_the_next_record_in_the_same_form_begins_untold_and_unchanged(by_topic):
    by_topic.show_problems()
    assert by_topic.error_text("topic") == "Phải nhập việc."
    by_topic.show_new(Work(note="giữ lại"))

    assert by_topic.error_text("topic") == ""
    assert by_topic.draft() == Work(note="giữ lại")
    assert not by_topic.is_changed()


def test_warnings_that_come_later_are_told_when_asked_again(qtbot):
    told = {}
    form = show(
        qtbot, RecordForm(FIELDS, Sample(name="A"), validate, {}, warn=lambda _: dict(told))
    )
    press(Qt.Key.Key_Tab)
    told["name"] = "Xem lại tên."
    assert form.error_text("name") == ""
    form.tell_again()
    assert form.error_text("name") == "Xem lại tên."


def test_the_field_that_has_the_keys_is_in_sight(qtbot):
    fields = [FieldSpec("name", "Tên", FieldType.TEXT)]
    fields += [FieldSpec(f"a{n}", f"Ô {n}", FieldType.TEXT) for n in range(12)]
    many = make_dataclass("Many", [(each.attr, str, "") for each in fields], frozen=True)
    form = RecordForm(fields, many(), lambda _: {}, {})
    form.setFixedHeight(160)
    show(qtbot, form)
    for _ in range(12):
        press(Qt.Key.Key_Return)
        here = QApplication.focusWidget()
        assert here.visibleRegion().boundingRect().height() == here.height(), here.objectName()
    assert here.objectName() == "a11"
    form.focus("name")
    assert form.editor("name").input.visibleRegion().boundingRect().height() > 0


def test_words_that_come_up_above_do_not_push_the_field_with_the_keys_out_of_sight(qtbot):
    warnings = {}
    fields = [FieldSpec(f"a{n}", f"Ô {n}", FieldType.TEXT) for n in range(12)]
    many = make_dataclass("Many", [(each.attr, str, "") for each in fields], frozen=True)
    form = RecordForm(fields, many(), lambda _: {}, {}, warn=lambda _: warnings)
    form.setFixedHeight(160)
    show(qtbot, form)
    for _ in range(8):
        press(Qt.Key.Key_Return)
    here = QApplication.focusWidget()
    assert here.objectName() == "a8"
    page = form.findChild(QScrollArea).widget()
    height = page.height()
    warnings.update({each.attr: "Xem lại ô này." for each in fields})
    form.tell_again()
    qtbot.waitUntil(lambda: page.height() > height)
    qtbot.waitUntil(lambda: here.visibleRegion().boundingRect().height() == here.height())

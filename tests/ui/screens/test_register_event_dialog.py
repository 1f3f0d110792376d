"""The dialog of an event: live consequences, sentences under the fields, cards, leaving."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from ktt_desktop.domain.dates import PartialDate
from ktt_desktop.domain.organisation import Person
from ktt_desktop.domain.terms import LegalStatus, OrganisationKind
from ktt_desktop.services.events import events_of, start_event
from ktt_desktop.services.register import delete_organisation
from ktt_desktop.ui import messages
from ktt_desktop.ui.screens import register_event_dialog
from ktt_desktop.ui.screens.communes import Communes
from ktt_desktop.ui.screens.register_event_dialog import EventDialog
from tests.keyboard import type_text
from tests.ui.screens.events import GROUP, add, line_of, pick, save, told, write
from tests.ui.screens.opened import press, settle

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
HTX, OTHER = "Hợp tác xã Một", "Hợp tác xã Hai"


@pytest.fixture
def opened(qtbot, context):
    """Opens the dialog of an event over an empty window."""
    window = QWidget()
    qtbot.addWidget(window)
    window.show()
    communes = Communes(context.book, context.profile)

    def open_dialog(code, draft=None):
        plan = start_event(context.book, code, draft.uid if draft else "")
        subject = (draft.name, draft.kind) if draft else None
        kind = context.book.catalogue.events[code]
        dialog = EventDialog(context, communes, kind, plan, subject, window)
        dialog.open()
        dialog.activateWindow()
        qtbot.waitUntil(dialog.isActiveWindow)
        settle(context)
        return dialog

    yield open_dialog
    settle(context)


def text_of(dialog, attr, card=None):
    block = dialog.form.block if card is None else dialog.form.cards[card].block
    return block.rows[attr].text


def test_what_will_change_is_told_while_one_types(qtbot, context, opened):
    group = add(context, "Tổ hợp tác Một", kind=GROUP, tax_code="2400000086")
    dialog = opened("CHUYEN_DOI", group)
    write(dialog, "on", "6/5/2024")
    write(dialog, "name", HTX, card=0)
    words = told(qtbot, context, dialog)
    assert words.startswith("Tổ hợp tác Một (tổ hợp tác chuyển đổi)\n– Pháp lý: ")
    assert f"{HTX} (thành lập do chuyển đổi)" in words
    assert "Giữ mã số 2400000086" in words
    dialog.done(0)


def test_a_refusal_stands_under_its_field_once_that_was_left(qtbot, context, opened):
    dialog = opened("CHUYEN_DOI", add(context, "Tổ hợp tác Một", kind=GROUP))
    write(dialog, "on", "1/6/2015")
    assert "sớm nhất" not in text_of(dialog, "on")
    press(Qt.Key.Key_Tab)
    told(qtbot, context, dialog)
    assert text_of(dialog, "on").startswith("Phải đủ 12 tháng từ ngày đăng ký 3/2015")
    assert text_of(dialog, "name", card=0) == ""
    dialog.done(0)


def test_saving_tells_all_that_is_missing_and_goes_to_the_first(qtbot, context, opened):
    one = add(context, HTX)
    dialog = opened("CHIA", one)
    save(context)
    assert dialog.isVisible()
    assert text_of(dialog, "on") == "Phải nhập ngày, ví dụ 15/8/2022."
    assert text_of(dialog, "document").startswith("Phải ghi số, ngày của văn bản.")
    assert text_of(dialog, "name", card=1) == "Phải nhập tên tiếng Việt."
    words = [label.text() for label in dialog.findChildren(QLabel)]
    assert "Chưa ghi được: còn 4 chỗ phải sửa, xem chữ đỏ." in words
    assert line_of(dialog, "on").editor.line.hasFocus()
    assert not events_of(context.book, one.uid)
    dialog.done(0)


def test_an_unreadable_date_keeps_the_event_from_being_recorded(qtbot, context, opened):
    one = add(context, HTX)
    dialog = opened("GIAI_THE", one)
    write(dialog, "on", "ngày nào đó")
    save(context)
    assert dialog.isVisible()
    assert "ngày nào đó" in text_of(dialog, "on")
    assert not events_of(context.book, one.uid)
    dialog.done(0)


def test_the_same_organisation_twice_is_refused_under_the_list(qtbot, context, opened):
    one = add(context, HTX)
    dialog = opened("HOP_NHAT", one)
    pick(qtbot, context, dialog, "others", HTX)
    save(context)
    assert "đã có trong sự kiện này" in text_of(dialog, "others")
    dialog.done(0)


def test_what_belongs_to_no_field_stands_above_the_consequences(qtbot, context, opened):
    group = add(context, "Tổ hợp tác Một", kind=GROUP, legal_status=LegalStatus.UNREGISTERED)
    dialog = opened("CHUYEN_DOI", group)
    assert dialog.refusal.isVisible()
    assert "Tổ hợp tác Một" in dialog.refusal.text()
    dialog.done(0)


def test_new_records_are_added_and_removed_by_keyboard(qtbot, context, opened, monkeypatch):
    asked = []
    monkeypatch.setattr(messages, "ask", lambda *words: asked.append(words[2]) or True)
    dialog = opened("CHIA", add(context, HTX))
    cards = dialog.form.cards
    line_of(dialog, "name", card=0)
    press(Qt.Key.Key_F6)
    assert len(cards) == 2  # as many as there must be
    press(Qt.Key.Key_F5)
    settle(context)
    assert [card.heading.text() for card in cards] == ["Hồ sơ mới 1", "Hồ sơ mới 2", "Hồ sơ mới 3"]
    assert cards[2].block.rows["name"].has_focus
    type_text(QApplication.focusWidget(), "Hợp tác xã Phần C")
    assert "Hợp tác xã Phần C (thành lập do chia)" in told(qtbot, context, dialog)
    press(Qt.Key.Key_F6)
    assert asked == ["Bỏ hồ sơ mới “Hợp tác xã Phần C” khỏi sự kiện này?"]
    assert len(dialog.form.plan().created) == 2
    assert "Phần C" not in told(qtbot, context, dialog)
    dialog.done(0)


def test_tab_goes_over_all_fields_to_the_consequences_and_the_green_button(qtbot, context, opened):
    dialog = opened("CHIA", add(context, HTX))
    press(Qt.Key.Key_F5)
    settle(context)
    dialog.form.focus()
    seen = []
    for _ in range(60):
        widget = QApplication.focusWidget()
        if widget is dialog.leave:
            break
        seen.append(widget)
        press(Qt.Key.Key_Tab)
    names = [each.accessibleName() for each in seen]
    assert names[:5] == [
        *("Ngày nghị quyết chia", "Số, ngày văn bản đó", "Ngày có hiệu lực", "Số, ngày văn bản"),
        "Ghi chú",
    ]
    assert names.count("Tên tiếng Việt") == 3
    assert names[-2:] == ["Sẽ thay đổi", "Ghi sự kiện"]
    places = [each.mapTo(dialog.form, each.rect().topLeft()).y() for each in seen[:-2]]
    assert places == sorted(places)
    dialog.done(0)


def test_enter_moves_on(qtbot, context, opened):
    dialog = opened("GIAI_THE", add(context, HTX))
    line_of(dialog, "began_on")
    press(Qt.Key.Key_Return)
    assert QApplication.focusWidget().accessibleName() == "Số, ngày văn bản đó"
    dialog.done(0)


def test_a_field_that_was_jumped_to_is_in_sight(qtbot, context, opened):
    dialog = opened("CHIA", add(context, HTX))
    write(dialog, "on", "6/5/2024")
    write(dialog, "document", "NQ 01")
    write(dialog, "name", "Hợp tác xã Phần A", card=0)
    dialog.area.verticalScrollBar().setValue(0)
    save(context)
    line = dialog.form.cards[1].block.rows["name"].editor.line
    assert line.hasFocus()
    assert dialog.area.viewport().rect().contains(line.mapTo(dialog.area.viewport(), line.pos()))
    dialog.done(0)


def test_the_kind_of_a_new_organisation_decides_what_is_asked(qtbot, context, opened):
    dialog = opened("THANH_LAP")
    card = dialog.form.cards[0]
    assert not card.block.rows["legal_status"].is_shown
    box = line_of(dialog, "kind", card=0).editor.input
    box.lineEdit().selectAll()
    QTest.keyClicks(box, "to hop tac")
    box.lineEdit().completer().popup().hide()
    assert card.block.rows["legal_status"].is_shown
    line_of(dialog, "legal_status", card=0).editor.set_value(LegalStatus.UNREGISTERED.value)
    draft = card.draft()
    assert (draft.kind, draft.legal_status) == (GROUP, LegalStatus.UNREGISTERED)
    card.block.rows["kind"].editor.set_value(OrganisationKind.COOPERATIVE.value)
    assert card.draft().legal_status is LegalStatus.ACTIVE
    card.block.rows["kind"].editor.set_value("")
    assert card.problems() == {"kind": "Phải chọn loại hình."}
    dialog.done(0)


def test_the_main_representative_is_typed_and_the_others_stay(qtbot, context, opened):
    persons = (Person(name="Lê Sơn", phone="0912"), Person(name="Lê Hà"))
    group = add(context, "Tổ hợp tác Một", kind=GROUP, persons=persons)
    dialog = opened("CHUYEN_DOI", group)
    line_of(dialog, "persons", card=0).editor.name.selectAll()
    type_text(QApplication.focusWidget(), "Lê Sơn Nam")
    press(Qt.Key.Key_Tab)
    type_text(QApplication.focusWidget(), "Giám đốc")
    assert dialog.form.plan().created[0].persons == (
        Person(name="Lê Sơn Nam", title="Giám đốc", phone="0912"),
        Person(name="Lê Hà"),
    )
    dialog.done(0)


def test_the_one_that_takes_over_is_replaced_by_the_next_choice(qtbot, context, opened):
    one, two, three = add(context, HTX), add(context, OTHER), add(context, "Hợp tác xã Ba")
    dialog = opened("SAP_NHAP", one)
    pick(qtbot, context, dialog, "into", OTHER)
    assert dialog.form.plan().into == two.uid
    pick(qtbot, context, dialog, "into", "Hợp tác xã Ba")
    assert dialog.form.plan().into == three.uid
    dialog.done(0)


def test_esc_asks_only_when_something_was_typed(qtbot, context, opened, monkeypatch):
    asked = []
    monkeypatch.setattr(messages, "ask", lambda *words: asked.append(words[3:]) or False)
    one = add(context, HTX)
    dialog = opened("CHIA", one)
    press(Qt.Key.Key_Escape)
    assert not asked
    settle(context)

    dialog = opened("CHIA", one)
    write(dialog, "name", "Hợp tác xã Phần A", card=1)
    press(Qt.Key.Key_Escape)
    assert asked == [("Bỏ", "Tiếp tục")]
    assert dialog.isVisible()
    dialog.done(0)


def test_a_record_gone_meanwhile_is_told_and_nothing_is_recorded(
    qtbot, context, opened, monkeypatch
):
    said = []
    monkeypatch.setattr(
        register_event_dialog, "show_error", lambda _, error: said.append(str(error))
    )
    monkeypatch.setattr(messages, "warn", lambda *words: said.append(words[2]))
    one = add(context, HTX)
    dialog = opened("GIAI_THE", one)
    write(dialog, "on", "6/5/2024")
    delete_organisation(context.book, one.uid)
    save(context)
    assert said[0] == "Hồ sơ không còn trong sổ. Nạp lại danh mục."
    assert dialog.isVisible()
    dialog.done(0)


def test_an_organisation_that_came_from_elsewhere_keeps_its_first_registration(
    qtbot, context, opened
):
    dialog = opened("CHUYEN_DEN")
    write(dialog, "on", "6/5/2024")
    write(dialog, "where", "xã Hữu Lũng, tỉnh Lạng Sơn")
    write(dialog, "name", HTX, card=0)
    write(dialog, "registered_on", "3/2015", card=0)
    line_of(dialog, "sector", card=0).editor.set_value("NN.TT")
    recorded = []
    dialog.recorded.connect(lambda *done: recorded.append(done))
    save(context)
    ((event, uid),) = recorded
    (line,) = events_of(context.book, uid)
    assert line.uid == event
    assert line.on == PartialDate(2024, 5, 6)

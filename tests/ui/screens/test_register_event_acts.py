"""Ghi sự kiện from the list: chosen, filled in, recorded and taken back, all by keyboard."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from ktt_desktop.domain.dates import PartialDate
from ktt_desktop.domain.errors import NotFoundError
from ktt_desktop.domain.terms import LegalStatus, OperatingStatus, OrganisationKind, StatusAxis
from ktt_desktop.services.events import events_of
from ktt_desktop.services.register import load_organisation
from ktt_desktop.services.statuses import status_page
from ktt_desktop.ui.screens.register import RegisterScreen
from ktt_desktop.ui.screens.register_event_chooser import EventChooser
from ktt_desktop.ui.screens.register_event_dialog import EventDialog
from tests.ui.screens.events import GROUP, add, begin, front, line_of, pick, save, write
from tests.ui.screens.opened import CONTROL, opened, press, settle

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
HTX, OTHER = "Hợp tác xã Một", "Hợp tác xã Hai"


@pytest.fixture
def screen(qtbot, context):
    yield from opened(qtbot, context, RegisterScreen(context))


def go_to(qtbot, context, screen, draft):
    screen._go_to(draft.uid)
    screen.refresh()
    settle(context)
    back(qtbot, context, screen)


def back(qtbot, context, screen):
    """The list is in front again; offscreen no window manager sees to it."""
    settle(context)
    screen.activateWindow()
    screen.table.setFocus()
    qtbot.waitUntil(screen.table.hasFocus)


def shown(screen):
    return screen._current().name


def legal(context, draft):
    page = status_page(context.book, draft.uid)
    return [each.status for each in page.steps if each.axis is StatusAxis.LEGAL]


def stored(context, uid):
    return load_organisation(context.book, uid)


def test_the_events_of_a_kind_are_offered_with_their_law(qtbot, context, screen):
    go_to(qtbot, context, screen, add(context, "Tổ hợp tác Một", kind=GROUP))
    press(Qt.Key.Key_J, CONTROL)
    chooser = front(qtbot, context, screen, EventChooser)
    labels = [chooser.table.texts(place)[0] for place in range(chooser.table.count)]
    assert labels == [
        "Chuyển đổi thành hợp tác xã",
        "Chuyển địa bàn",
        "Giải thể, chấm dứt hoạt động",
        "Thành lập mới",
        "Chuyển đến từ địa bàn khác",
    ]
    assert "Căn cứ: Điều 108 Luật Hợp tác xã 17/2023/QH15." in chooser.about.text()
    press(Qt.Key.Key_End)
    for _ in labels:
        press(Qt.Key.Key_Down)
    assert chooser.about.text().startswith("Lập hồ sơ mới, không bắt đầu từ hồ sơ đang đứng.")
    press(Qt.Key.Key_Escape)
    settle(context)
    assert not screen.findChildren(EventDialog)


def test_a_conversion_moves_the_code_and_is_undone_from_the_list(qtbot, context, screen):
    group = add(context, "Tổ hợp tác Một", kind=GROUP, tax_code="2400000086")
    go_to(qtbot, context, screen, group)
    dialog = begin(qtbot, context, screen, "Chuyển đổi thành hợp tác xã")
    assert dialog.windowTitle() == "Chuyển đổi thành hợp tác xã: Tổ hợp tác Một"
    assert "tax_code" not in dialog.form.cards[0].block.rows
    write(dialog, "on", "6/5/2024")
    write(dialog, "document", "NQ 01")
    write(dialog, "name", HTX, card=0)
    save(context)
    back(qtbot, context, screen)

    assert shown(screen) == HTX
    new = stored(context, screen._current().uid)
    assert (new.kind, new.tax_code) == (OrganisationKind.COOPERATIVE, "2400000086")
    assert stored(context, group.uid).tax_code == ""
    assert legal(context, group)[-1] == LegalStatus.CLOSED
    words = "Đã ghi sự kiện “Chuyển đổi thành hợp tác xã” của “Tổ hợp tác Một”."
    assert screen.undo.words.text() == words

    QTest.keyClick(screen.table, Qt.Key.Key_Z, CONTROL)
    settle(context)
    assert stored(context, group.uid).tax_code == "2400000086"
    assert legal(context, group) == [LegalStatus.ACTIVE]
    with pytest.raises(NotFoundError):
        stored(context, new.uid)
    assert shown(screen) == "Tổ hợp tác Một"


def test_one_is_divided_into_two(qtbot, context, screen):
    one = add(context, HTX, tax_code="2400000015")
    go_to(qtbot, context, screen, one)
    dialog = begin(qtbot, context, screen, "Chia")
    write(dialog, "on", "6/5/2024")
    write(dialog, "document", "NQ 01")
    write(dialog, "name", "Hợp tác xã Phần A", card=0)
    write(dialog, "name", "Hợp tác xã Phần B", card=1)
    save(context)
    back(qtbot, context, screen)

    (event,) = events_of(context.book, one.uid)
    assert {each.name for each in event.others} == {"Hợp tác xã Phần A", "Hợp tác xã Phần B"}
    assert shown(screen) == "Hợp tác xã Phần A"
    part = stored(context, screen._current().uid)
    assert part.formed_from == f"{HTX} (mã số 2400000015)"
    assert part.registered_on == PartialDate(2024, 5, 6)
    assert legal(context, one)[-1] == LegalStatus.CLOSED


def test_two_become_one_new(qtbot, context, screen):
    one, two = add(context, HTX), add(context, OTHER)
    go_to(qtbot, context, screen, one)
    dialog = begin(qtbot, context, screen, "Hợp nhất")
    write(dialog, "on", "6/5/2024")
    write(dialog, "document", "NQ 01")
    pick(qtbot, context, dialog, "others", OTHER)
    write(dialog, "name", "Hợp tác xã Chung", card=0)
    save(context)
    back(qtbot, context, screen)

    assert shown(screen) == "Hợp tác xã Chung"
    for each in (one, two):
        assert legal(context, each)[-1] == LegalStatus.CLOSED
        assert stored(context, each.uid).operating_status == OperatingStatus.CONVERTED


def test_one_joins_another_that_goes_on(qtbot, context, screen):
    one, two = add(context, HTX), add(context, OTHER)
    go_to(qtbot, context, screen, one)
    dialog = begin(qtbot, context, screen, "Sáp nhập vào tổ chức khác")
    write(dialog, "on", "6/5/2024")
    write(dialog, "document", "NQ 01")
    pick(qtbot, context, dialog, "into", OTHER)
    assert dialog.form.plan().into == two.uid
    save(context)
    back(qtbot, context, screen)

    assert shown(screen) == OTHER
    assert legal(context, one)[-1] == LegalStatus.CLOSED
    assert legal(context, two) == [LegalStatus.ACTIVE]


def test_a_move_inside_the_area_keeps_the_old_place_in_words(qtbot, context, screen):
    one = add(context, HTX, commune_code=screen._communes.choices[0][0])
    commune = screen._communes.choices[1]
    go_to(qtbot, context, screen, one)
    dialog = begin(qtbot, context, screen, "Chuyển địa bàn")
    assert not dialog.form.block.rows["where"].is_shown
    write(dialog, "on", "6/5/2024")
    write(dialog, "document", "GCN lần 2")
    line_of(dialog, "commune_code").editor.set_value(commune[0])
    write(dialog, "address", "Thôn Mới")
    save(context)
    back(qtbot, context, screen)

    moved = stored(context, one.uid)
    assert (moved.commune_code, moved.address) == (commune[0], "Thôn Mới")
    assert moved.changes[-1].content == "Chuyển trụ sở từ Thôn Một sang Thôn Mới"
    assert shown(screen) == HTX


def test_who_moves_out_of_the_area_is_no_longer_counted(qtbot, context, screen):
    one = add(context, HTX)
    go_to(qtbot, context, screen, one)
    dialog = begin(qtbot, context, screen, "Chuyển địa bàn")
    press(Qt.Key.Key_Right)
    rows = dialog.form.block.rows
    assert rows["where"].is_shown
    assert not rows["commune_code"].is_shown
    write(dialog, "on", "6/5/2024")
    write(dialog, "document", "TB 7")
    write(dialog, "where", "xã Hữu Lũng, tỉnh Lạng Sơn")
    save(context)

    gone = stored(context, one.uid)
    assert gone.operating_status == OperatingStatus.MOVED
    assert gone.changes[-1].content.endswith("xã Hữu Lũng, tỉnh Lạng Sơn")


def test_a_dissolution_is_begun_and_finished_later(qtbot, context, screen):
    one = add(context, HTX)
    go_to(qtbot, context, screen, one)
    dialog = begin(qtbot, context, screen, "Giải thể, chấm dứt hoạt động")
    QTest.keyClicks(line_of(dialog, "manner").editor.input, "tu nguyen")
    dialog.form.block.rows["manner"].editor.input.lineEdit().completer().popup().hide()
    line_of(dialog, "is_finished")
    press(Qt.Key.Key_Right)
    assert not dialog.form.block.rows["on"].is_shown
    write(dialog, "began_on", "6/5/2024")
    write(dialog, "began_document", "NQ 01")
    save(context)
    assert legal(context, one) == [LegalStatus.ACTIVE, LegalStatus.CLOSING]

    back(qtbot, context, screen)
    dialog = begin(qtbot, context, screen, "Giải thể, chấm dứt hoạt động")
    assert "began_on" not in dialog.form.block.rows
    write(dialog, "on", "6/8/2024")
    write(dialog, "document", "TB 99")
    save(context)
    assert legal(context, one)[-1] == LegalStatus.CLOSED
    assert len(events_of(context.book, one.uid)) == 2


def test_a_new_organisation_needs_no_record_to_begin_with(qtbot, context, screen):
    go_to(qtbot, context, screen, add(context, HTX))
    dialog = begin(qtbot, context, screen, "Thành lập mới")
    assert dialog.windowTitle() == "Thành lập mới"
    write(dialog, "on", "6/5/2024")
    write(dialog, "name", "Hợp tác xã Vừa lập", card=0)
    line_of(dialog, "sector", card=0).editor.set_value("NN.TT")
    save(context)
    back(qtbot, context, screen)

    assert shown(screen) == "Hợp tác xã Vừa lập"
    assert screen.undo.words.text() == "Đã ghi sự kiện “Thành lập mới”."
    assert stored(context, screen._current().uid).formation == "MOI"

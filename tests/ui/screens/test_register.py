from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton

from ktt_desktop.domain.dates import PartialDate
from ktt_desktop.domain.findings import Place
from ktt_desktop.domain.organisation import OrganisationDraft
from ktt_desktop.domain.register_list import RegisterQuery
from ktt_desktop.domain.status_history import StatusStep
from ktt_desktop.domain.terms import OperatingStatus, OrganisationKind, StatusAxis, SubjectKind
from ktt_desktop.services import register, register_list
from ktt_desktop.services.statuses import change_status
from ktt_desktop.ui import messages
from ktt_desktop.ui.forms.form_dialog import FormDialog
from ktt_desktop.ui.screens.communes import Communes
from ktt_desktop.ui.screens.register import RegisterScreen
from ktt_desktop.ui.screens.register_status import StatusTab
from tests.keyboard import press_until, type_text
from tests.ui.screens.opened import CONTROL, opened, press, settle

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
NAME = "Hợp tác xã Rau sạch Đồng Thịnh"


@pytest.fixture
def screen(qtbot, context):
    yield from opened(qtbot, context, RegisterScreen(context))


def write(text):
    type_text(QApplication.focusWidget(), text)


def column(screen, place=0):
    model = screen.model
    return [model.data(model.index(row, place)) for row in range(model.rowCount())]


def dialog_of(qtbot, screen):
    settle(screen._context)
    dialog = screen.findChildren(FormDialog)[-1]
    qtbot.waitUntil(dialog.isActiveWindow)
    return dialog


def save(screen):
    press(Qt.Key.Key_S, CONTROL)
    settle(screen._context)


def back(qtbot, screen):
    """The screen is in front again; offscreen no window manager sees to it."""
    settle(screen._context)
    screen.activateWindow()
    qtbot.waitUntil(lambda: QApplication.focusWidget() is not None)


def search(qtbot, screen, text):
    press(Qt.Key.Key_F, CONTROL)
    screen.filters.search.clear()
    with qtbot.waitSignal(screen.filters.changed):
        write(text)
    settle(screen._context)


def add(qtbot, screen, name=NAME):
    press(Qt.Key.Key_N, CONTROL)
    dialog = dialog_of(qtbot, screen)
    write(name)
    dialog.form.focus("sector")
    QTest.keyClicks(QApplication.focusWidget(), "trong trot")
    dialog.form.editor("sector").input.lineEdit().completer().popup().hide()
    save(screen)
    back(qtbot, screen)


def choose(screen, name):
    """Go to a record of the list with the arrow keys."""
    screen.table.setFocus()
    press(Qt.Key.Key_Home, CONTROL)
    press_until(
        lambda: screen.model.row_at(screen.table.currentIndex().row()).name == name,
        lambda: press(Qt.Key.Key_Down),
    )


def test_an_officer_adds_finds_and_corrects_an_organisation_by_keyboard(qtbot, context, screen):
    before = screen.model.rowCount()
    add(qtbot, screen)
    assert screen.model.rowCount() == before + 1
    assert screen.model.row_at(screen.table.currentIndex().row()).name == NAME

    search(qtbot, screen, "dong thinh")
    assert column(screen) == [NAME]
    assert context.notices[-1].startswith(f"Hiện 1 / {before + 1} · ")

    press(Qt.Key.Key_Down)
    press(Qt.Key.Key_Return)
    dialog = dialog_of(qtbot, screen)
    assert dialog.windowTitle() == f"Hồ sơ: {NAME}"
    dialog.form.focus("tax_code")
    QTest.keyClicks(QApplication.focusWidget(), "0100109106")
    dialog.form.focus("charter_capital")
    QTest.keyClicks(QApplication.focusWidget(), "1500,5")
    save(screen)
    back(qtbot, screen)
    assert column(screen, 2) == ["0100109106"]
    assert column(screen, 7) == ["1.500,5"]
    assert "Vốn điều lệ 1.500,5 triệu đồng" in context.notices[-1]
    assert QApplication.focusWidget() is screen.table


def test_a_deleted_record_comes_back_with_ctrl_z(qtbot, monkeypatch, context, screen):
    asked = []
    monkeypatch.setattr(messages, "ask", lambda *words: asked.append(words) or True)
    names = column(screen)
    choose(screen, "HTX Tiên Tiến")
    press(Qt.Key.Key_Delete)
    settle(context)
    assert asked[0][-2:] == ("Xóa", "Giữ lại")
    assert column(screen) == [name for name in names if name != "HTX Tiên Tiến"]
    assert screen.undo.isVisible()
    assert "HTX Tiên Tiến" in screen.undo.words.text()

    press(Qt.Key.Key_Z, CONTROL)
    settle(context)
    assert column(screen) == names
    assert screen.model.row_at(screen.table.currentIndex().row()).name == "HTX Tiên Tiến"
    assert not screen.undo.isVisible()


def test_nothing_is_deleted_where_the_officer_keeps_it(monkeypatch, context, screen):
    monkeypatch.setattr(messages, "ask", lambda *_: False)
    names = column(screen)
    press(Qt.Key.Key_Delete)
    settle(context)
    assert column(screen) == names
    assert not screen.undo.isVisible()


def test_delete_deletes_only_where_the_keys_go_to_the_list(monkeypatch, context, screen):
    monkeypatch.setattr(messages, "ask", lambda *_: pytest.fail("nothing was to be deleted"))
    for widget in (screen.filters.search, screen.add_button):
        widget.setFocus()
        press(Qt.Key.Key_Delete)


def test_a_record_changed_elsewhere_is_told_and_opened_anew(qtbot, monkeypatch, context, screen):
    told = []
    monkeypatch.setattr(messages, "ask", lambda *words: told.append(words[2]) or True)
    choose(screen, "HTX Tiên Tiến")
    press(Qt.Key.Key_F3)
    dialog = dialog_of(qtbot, screen)
    uid = screen.model.row_at(screen.table.currentIndex().row()).uid
    other = register.load_organisation(context.book, uid)
    register.save_organisation(context.book, replace(other, address="Thôn Đông"))

    dialog.form.focus("address")
    write("Thôn Tây")
    save(screen)
    assert "đã được thay đổi ở nơi khác" in told[0]
    again = dialog_of(qtbot, screen)
    assert again.form.draft().address == "Thôn Đông"
    again.reject()


def test_a_tax_code_of_another_record_is_told_under_its_field(qtbot, monkeypatch, screen):
    add(qtbot, screen)
    choose(screen, NAME)
    press(Qt.Key.Key_F3)
    dialog = dialog_of(qtbot, screen)
    dialog.form.focus("tax_code")
    QTest.keyClicks(QApplication.focusWidget(), "0100109106")
    save(screen)
    back(qtbot, screen)

    press(Qt.Key.Key_N, CONTROL)
    dialog = dialog_of(qtbot, screen)
    write("HTX Khác")
    dialog.form.focus("tax_code")
    QTest.keyClicks(QApplication.focusWidget(), "0100109106")
    save(screen)
    assert NAME in dialog.form.error_text("tax_code")
    assert "● Đăng ký" in [dialog.form._tabs.tabText(place) for place in range(4)]
    monkeypatch.setattr(messages, "choose", lambda *_: 2)  # Bỏ thay đổi
    press(Qt.Key.Key_Escape)


def test_the_list_is_sorted_by_mouse_and_by_keyboard(context, screen):
    names = column(screen)
    press(Qt.Key.Key_Down, CONTROL | Qt.KeyboardModifier.ShiftModifier)
    settle(context)
    assert column(screen) == names[::-1]
    assert screen.model.headerData(0, Qt.Orientation.Horizontal) == "Tên ▼"


def test_the_chips_count_and_filter_by_kind(qtbot, context, screen):
    group = OrganisationDraft(
        kind=OrganisationKind.COOPERATIVE_GROUP, name="THT trồng na", sector="NN.TT"
    )
    _, change = register.save_organisation(context.book, group)
    context.changes.changed.emit(change)
    settle(context)
    chips = {button.text(): button for button in screen.findChildren(QPushButton)}
    assert "Tất cả 13" in chips
    chips["THT 1"].click()
    settle(context)
    assert column(screen) == ["THT trồng na"]


def test_a_search_without_a_hit_offers_to_show_everything(qtbot, context, screen):
    search(qtbot, screen, "không đâu có")
    assert screen.body.is_empty
    assert "Không có tổ chức nào khớp" in screen.body.words
    screen.body.button.click()
    settle(context)
    assert not screen.body.is_empty
    assert len(column(screen)) == 12


def test_communes_are_shown_by_name_and_a_missing_code_by_words(screen):
    place = column(screen).index("HTX VSMT thị trấn Vôi")
    assert column(screen, 3)[place] == "Thị trấn Vôi"
    assert column(screen, 2)[place] == "chưa có"


def test_a_place_opens_the_record_it_points_to(qtbot, context, screen):
    row = screen.model.row_at(3)
    screen.open(Place(SubjectKind.ORGANISATION, row.uid, "", "phone", row.name))
    dialog = dialog_of(qtbot, screen)
    assert dialog.form.draft().uid == row.uid
    assert QApplication.focusWidget().objectName() == "phone"
    dialog.reject()


def test_the_record_shows_the_history_of_its_statuses(qtbot, context, screen):
    row = screen.model.row_at(0)
    stopped = StatusStep(StatusAxis.OPERATING, OperatingStatus.STOPPED, PartialDate(2022, 5))
    change_status(context.book, row.uid, stopped)
    press(Qt.Key.Key_F3)
    dialog = dialog_of(qtbot, screen)
    settle(context)
    history = dialog.findChild(StatusTab).columns[StatusAxis.OPERATING].list
    assert history.item(0).text() == "Từ 5/2022: Ngừng hoạt động, còn trên sổ sách"
    dialog.reject()


def test_an_empty_register_says_what_to_do_first(qtbot, context):
    book, query = context.book, RegisterQuery()
    for row in register_list.organisation_rows(
        book, register_list.organisation_ids(book, query), query
    ):
        register.delete_organisation(book, row.uid)
    for screen in opened(qtbot, context, RegisterScreen(context)):
        assert screen.body.is_empty
        assert screen.body.words.startswith("Danh mục chưa có tổ chức nào.")
        screen.body.button.click()
        dialog = dialog_of(qtbot, screen)
        assert dialog.windowTitle() == "Thêm tổ chức vào danh mục"
        dialog.reject()


def test_the_communes_of_a_unit_are_those_of_its_time(practice):
    book, profile, _ = practice
    names = [name for _, name in Communes(book, profile).choices]
    assert "Thị trấn Vôi" in names
    assert "Xã Đào Mỹ" in names
    assert len(names) == len(set(names))

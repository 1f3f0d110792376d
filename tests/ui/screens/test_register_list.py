"""The list of Danh mục: found, filtered, kept, changed and handed out by keyboard."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog

from ktt_desktop.domain.dates import PartialDate
from ktt_desktop.domain.register_list import Flag, RegisterQuery
from ktt_desktop.services.list_columns import DEFAULT
from ktt_desktop.services.list_views import load_layout, load_views
from ktt_desktop.services.register import load_organisation, save_organisation
from ktt_desktop.ui import messages, print_dialog
from ktt_desktop.ui.print_dialog import NO_PRINTER, PrintDialog
from ktt_desktop.ui.screens.list_layout import ColumnsDialog
from ktt_desktop.ui.screens.register import RegisterScreen
from ktt_desktop.ui.screens.register_bulk import BulkDialog
from ktt_desktop.ui.screens.register_views import ViewsDialog
from tests.keyboard import type_text
from tests.ui.screens.opened import CONTROL, opened, press, settle

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
SHIFT = Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def screen(qtbot, context):
    yield from opened(qtbot, context, RegisterScreen(context))


def column(screen, place=0):
    model = screen.model
    return [model.data(model.index(row, place)) for row in range(model.rowCount())]


def opened_dialog(qtbot, screen, kind):
    settle(screen._context)
    dialog = screen.findChildren(kind)[-1]
    qtbot.waitUntil(dialog.isVisible)
    dialog.activateWindow()
    return dialog


def back(qtbot, screen):
    settle(screen._context)
    screen.activateWindow()
    screen.table.setFocus()
    qtbot.waitUntil(screen.table.hasFocus)


def search(screen, text):
    screen.filters.search.setFocus()
    screen.filters.search.clear()
    type_text(screen.filters.search, text)
    QTest.qWait(200)
    settle(screen._context)


@pytest.mark.parametrize("typed", ["hợp tác xã đào mỹ", "HTX ĐÀO MỸ", "my dao htx"])
def test_the_search_knows_both_forms_of_the_kind(screen, typed):
    search(screen, typed)
    assert column(screen) == ["HTX nông nghiệp Đào Mỹ"]
    assert screen.conditions.words.words.text() == f"Lọc: tìm “{typed}”"


def test_more_conditions_are_asked_for_and_one_key_ends_them_all(qtbot, context, screen):
    press(Qt.Key.Key_L, CONTROL)
    more = screen.conditions.more
    assert more.isVisible()
    assert QApplication.focusWidget() is more.buttons["legal"]
    more.members[0].line.setFocus()
    QTest.keyClicks(more.members[0].line, "8")
    press(Qt.Key.Key_Return)
    settle(context)
    assert column(screen) == ["HTX Cơ khí Lạng Giang", "HTX VSMT thị trấn Vôi"]
    assert screen.conditions.words.words.text() == "Lọc: từ 8 thành viên"

    press(Qt.Key.Key_L, CONTROL | SHIFT)
    settle(context)
    assert len(column(screen)) == 12
    assert not screen.conditions.words.isVisible()
    assert more.members[0].value() is None


def test_a_flag_and_a_day_that_cannot_be_read(qtbot, context, screen):
    more = screen.conditions.more
    press(Qt.Key.Key_L, CONTROL)
    for action in more.buttons["flags"].menu().actions():
        if action.text() == "Chưa có xã, phường":
            action.trigger()
    settle(context)
    assert screen._query.flags == (Flag.NO_COMMUNE,)
    assert column(screen, 3) == ["–", "–", "–"]

    QTest.keyClicks(more.founded[0].line, "35/1/2020")
    press(Qt.Key.Key_Tab)
    more.founded[0].line.setFocus()
    more.founded[1].line.setFocus()
    assert "35" in more._problem.text() or "ngày" in more._problem.text()
    assert screen._query.founded == (None, None)


def test_the_status_line_sums_up_what_is_chosen(qtbot, context, screen):
    screen.table.setFocus()
    assert context.notices[-1].startswith("Hiện 12 / 12 · Thành viên 54 · ")
    press(Qt.Key.Key_Home, CONTROL)
    press(Qt.Key.Key_Down, SHIFT)
    QTest.qWait(150)
    settle(context)
    assert context.notices[-1] == "Chọn 2 · Thành viên 39 · Vốn điều lệ – triệu đồng"
    press(Qt.Key.Key_A, CONTROL)
    QTest.qWait(150)
    settle(context)
    assert context.notices[-1].startswith("Chọn tất cả 12 / 12 · Thành viên 54 · ")


def test_columns_are_chosen_ordered_and_kept(qtbot, context, screen):
    press(Qt.Key.Key_D, CONTROL)
    dialog = opened_dialog(qtbot, screen, ColumnsDialog)
    press(Qt.Key.Key_Space)  # Loại is not shown any more
    press(Qt.Key.Key_Down)  # Mã số
    alt_shift = Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.ShiftModifier
    QTest.keyClick(dialog.list, Qt.Key.Key_Down, alt_shift)
    assert dialog.chosen[:4] == ("name", "commune", "tax_code", "sector")
    dialog.accept()
    back(qtbot, screen)
    assert [each.key for each in screen.model.columns][:3] == ["name", "commune", "tax_code"]

    qtbot.waitUntil(lambda: load_layout(context.book).columns != DEFAULT)
    kept = load_layout(context.book).columns
    assert kept[:4] == ("name", "commune", "tax_code", "sector")
    for again in opened(qtbot, context, RegisterScreen(context)):
        assert tuple(each.key for each in again.model.columns) == kept


def test_a_width_the_officer_gives_is_kept(qtbot, context, screen):
    screen.table.horizontalHeader().resizeSection(4, 321)
    qtbot.waitUntil(lambda: load_layout(context.book).widths == {"sector": 321})


def test_a_list_is_kept_under_a_name_opened_and_forgotten(qtbot, context, screen):
    search(screen, "rau")
    press(Qt.Key.Key_O, CONTROL)
    dialog = opened_dialog(qtbot, screen, ViewsDialog)
    type_text(dialog.name, "Rau sạch")
    press(Qt.Key.Key_S, CONTROL)
    back(qtbot, screen)
    (view,) = load_views(context.book)
    assert (view.name, view.query.text) == ("Rau sạch", "rau")

    screen.conditions.reset()
    settle(context)
    assert len(column(screen)) == 12
    press(Qt.Key.Key_O, CONTROL)
    dialog = opened_dialog(qtbot, screen, ViewsDialog)
    assert dialog.about.text() == "Lọc: tìm “rau” · 9 cột"
    dialog.list.setFocus()
    press(Qt.Key.Key_Return)
    back(qtbot, screen)
    assert column(screen) == ["HTX rau sạch Mỹ Thái"]
    assert screen.filters.text() == "rau"

    press(Qt.Key.Key_O, CONTROL)
    dialog = opened_dialog(qtbot, screen, ViewsDialog)
    dialog.list.setFocus()
    press(Qt.Key.Key_Delete)
    settle(context)
    assert load_views(context.book) == []
    dialog.reject()


def test_many_records_are_changed_after_a_look_and_put_back(qtbot, context, screen):
    before = column(screen, 4)
    press(Qt.Key.Key_A, CONTROL)
    press(Qt.Key.Key_E, CONTROL)
    dialog = opened_dialog(qtbot, screen, BulkDialog)
    assert not dialog.save_button.isEnabled()
    dialog.field.set_value("sector")
    dialog.field.edited.emit()
    dialog.value.set_value("XD")
    dialog.value.edited.emit()
    settle(context)
    model = dialog.table.model()
    assert [model.data(model.index(0, place)) for place in range(1, 3)] == [before[0], "Xây dựng"]
    assert dialog.words.text() == "Sẽ sửa 12 hồ sơ; giữ nguyên 0 hồ sơ."
    assert column(screen, 4) == before

    press(Qt.Key.Key_S, CONTROL)
    back(qtbot, screen)
    assert set(column(screen, 4)) == {"Xây dựng"}
    assert screen.undo.words.text() == "Đã sửa 12 hồ sơ."

    press(Qt.Key.Key_Z, CONTROL)
    settle(context)
    assert column(screen, 4) == before


def test_a_change_of_the_status_asks_for_its_day_and_names_what_stays(qtbot, context, screen):
    press(Qt.Key.Key_E, CONTROL)
    dialog = opened_dialog(qtbot, screen, BulkDialog)
    assert not dialog.day.isVisible()
    dialog.field.set_value("operating_status")
    dialog.field.edited.emit()
    assert dialog.day.isVisible()
    dialog.value.set_value("HD")
    dialog.value.edited.emit()
    settle(context)
    model = dialog.table.model()
    assert model.data(model.index(0, 3)) == "Đã như vậy."
    assert not dialog.save_button.isEnabled()
    dialog.reject()


def test_chosen_rows_go_to_the_clipboard_as_a_table(qtbot, context, screen):
    uid = screen.model.row_at(0).uid
    draft = load_organisation(context.book, uid)
    save_organisation(context.book, replace_capital(draft))
    screen.refresh()
    settle(context)
    press(Qt.Key.Key_Home, CONTROL)
    press(Qt.Key.Key_Down, SHIFT)
    QTest.qWait(150)
    settle(context)
    press(Qt.Key.Key_C, CONTROL)
    settle(context)
    data = QGuiApplication.clipboard().mimeData()
    lines = [line.split("\t") for line in data.text().splitlines()]
    assert lines[0][:3] == ["Tên", "Loại", "Mã số"]
    assert lines[1][0] == "HTX Cơ khí Lạng Giang"
    assert lines[1][7] == "1500,5"
    assert len(lines) == 3
    assert 'x:num="1500.5"' in data.html()
    assert context.notices[-1] == "Đã chép 2 dòng; dán vào Excel bằng Ctrl+V."


def replace_capital(draft):
    return replace(draft, charter_capital=1_500_500_000, registered_on=PartialDate(2015))


def test_the_shown_list_is_written_where_the_officer_says(
    qtbot, monkeypatch, context, screen, tmp_path
):
    told = []
    monkeypatch.setattr(messages, "inform", lambda *words: told.append(words[2]))
    answers = iter([(str(tmp_path / "danh sach"), "Tệp PDF (*.pdf)"), ("", "")])
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: next(answers))
    search(screen, "mỹ")
    press(Qt.Key.Key_F12)
    settle(context)
    assert (tmp_path / "danh sach.pdf").read_bytes().startswith(b"%PDF")
    assert told == ["Đã ghi 3 tổ chức vào tệp danh sach.pdf."]
    press(Qt.Key.Key_F12)
    settle(context)
    assert len(told) == 1


def test_the_pages_are_looked_at_before_they_are_printed(qtbot, monkeypatch, context, screen):
    sent = []
    monkeypatch.setattr(
        print_dialog, "print_pages", lambda pdf, choice, _: sent.append((pdf, choice)) or 1
    )
    press(Qt.Key.Key_P, CONTROL)
    dialog = opened_dialog(qtbot, screen, PrintDialog)
    qtbot.waitUntil(lambda: dialog.preview.count > 0, timeout=20_000)
    assert dialog.words.text() == NO_PRINTER
    assert not dialog.print_button.isEnabled()
    dialog.printer.addItem("Máy in tầng 2")
    dialog._on_drawn()
    dialog.copies.setValue(2)
    dialog.first.setValue(2)
    dialog.last.setValue(1)  # turned round: from 1 to 2
    press(Qt.Key.Key_P, CONTROL)
    settle(context)
    ((pdf, choice),) = sent
    assert pdf.startswith(b"%PDF")
    assert (choice.printer, choice.first, choice.last, choice.copies) == ("Máy in tầng 2", 1, 2, 2)
    assert context.notices[-1] == "Đã gửi 1 trang tới máy in Máy in tầng 2."


def test_a_view_of_a_past_day_shows_that_day(context, screen):
    screen.conditions.show_query(RegisterQuery(on=PartialDate(2022).last_day()))
    screen.conditions.changed.emit()
    settle(context)
    assert screen._query.on == PartialDate(2022).last_day()
    assert screen.conditions.words.words.text() == "Lọc: tại ngày 31/12/2022"

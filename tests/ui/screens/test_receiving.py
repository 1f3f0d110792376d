"""The tab Nhận tệp by keyboard, with files as the programs of the units below write them."""

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, QSettings, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QLabel

from ktt_desktop.catalogue.units import LAST_THREE_LEVEL_DAY
from ktt_desktop.domain.errors import CancelledError
from ktt_desktop.domain.receiving import FileState
from ktt_desktop.interchange.receipt_reader import open_receipt
from ktt_desktop.services.opening import begin_book
from ktt_desktop.services.receiving_decisions import approve, returned_items
from ktt_desktop.services.receiving_kept import open_view, received_files
from ktt_desktop.services.register import load_organisation
from ktt_desktop.ui import messages
from ktt_desktop.ui.context import Context
from ktt_desktop.ui.jobs import JobRunner
from ktt_desktop.ui.screens import receiving, receiving_open, receiving_sources
from ktt_desktop.ui.screens.annual_reason import ReasonDialog
from ktt_desktop.ui.screens.receiving import ReceivingTab
from ktt_desktop.ui.screens.receiving_conflict import ConflictDialog
from ktt_desktop.ui.screens.receiving_detail import DetailDialog
from ktt_desktop.ui.screens.receiving_return import ReturnDialog
from ktt_desktop.ui.screens.receiving_unit import UnitDialog
from tests import made_submissions
from tests.held_files import held
from tests.keyboard import type_text
from tests.made_submissions import LANG_GIANG, PROVINCE, YEN_DINH, put, submission, uid_of
from tests.ui.screens.opened import CONTROL, press, settle, show_tab

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
KEY, ALT = Qt.Key, Qt.KeyboardModifier.AltModifier
CONTROL_SHIFT = CONTROL | Qt.KeyboardModifier.ShiftModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier

FIRST = submission(names=("HTX Một", "HTX Hai"), members={"HTX Một": 30, "HTX Hai": 12})
SECOND = submission(names=("HTX Một", "HTX Hai"), members={"HTX Một": 35}, number=1, follows=FIRST)
TWIN = submission(names=("HTX Một",), members={"HTX Một": 99})
OTHER = submission(unit=YEN_DINH, unit_name="Xã Yên Định", names=("HTX Ba",))
STRANGE = submission(unit="99999", unit_name="Xã Không Tên", names=("HTX Bốn",))
PRACTICE = submission(unit=YEN_DINH, unit_name="Xã Yên Định", practice=True)
ELSEWHERE = submission(
    unit="00004",
    unit_name="Phường Ba Đình",
    recipient_code="01",
    recipient_name="Thành phố Hà Nội",
)
DAMAGED = FIRST[:400] + b"xx" + FIRST[402:]


@pytest.fixture
def context(qtbot, empty_book, monkeypatch):
    kept = {}
    monkeypatch.setattr(QSettings, "value", lambda _, name, other=None: kept.get(name, other))
    monkeypatch.setattr(QSettings, "setValue", lambda _, name, value: kept.update({name: value}))
    opened = begin_book(empty_book, PROVINCE)
    found = Context(opened.book, opened.profile, opened.period, JobRunner())
    found.changed = []
    found.changes.changed.connect(found.changed.append)
    yield found
    settle(found)


@pytest.fixture
def tab(qtbot, context):
    yield show_tab(qtbot, context, ReceivingTab(context))
    settle(context)


@pytest.fixture
def bring(tab, context, tmp_path):
    """Put files into a folder and hand the folder to the tab."""

    def bring(**contents):
        folder = tmp_path / "den"
        for name, content in contents.items():
            put(folder, f"{name}.kttt", content)
        tab.receive([folder])
        settle(context)
        return folder

    return bring


def table(page):
    model = page.table.window_model
    return [
        [model.data(model.index(row, column)) for column in range(model.columnCount())]
        for row in range(model.rowCount())
    ]


def column(page, key):
    place = [each.key for each in page.table.window_model.columns].index(key)
    return [row[place] for row in table(page)]


def go_to(tab, word):
    """Put the keyboard on the first line whose condition is this word."""
    page = tab._page
    row = column(page, "condition").index(word)
    page.table.setCurrentIndex(page.table.window_model.index(row, 0))


def dialog_of(qtbot, tab, kind):
    qtbot.waitUntil(lambda: any(each.isVisible() for each in tab.findChildren(kind)))
    dialog = next(each for each in tab.findChildren(kind) if each.isVisible())
    dialog.activateWindow()
    qtbot.waitUntil(dialog.isActiveWindow)
    settle(tab._context)
    return dialog


def write(text):
    type_text(QApplication.focusWidget(), text)


def states(context):
    return [each.state for each in received_files(context.book)]


def back(qtbot, tab):
    tab.activateWindow()
    qtbot.waitUntil(tab.isActiveWindow)
    settle(tab._context)
    tab._page.table.setFocus()


def test_an_empty_tab_says_what_to_do_first_and_has_the_buttons(tab):
    assert "Chọn tệp .kttt của các đơn vị" in tab.came._empty.text()
    assert tab.came._empty.isVisible()
    assert not tab.acts.accept.isEnabled()
    assert not tab.acts.decide.isEnabled()


def test_files_of_a_folder_are_looked_at_and_nothing_is_written(tab, bring, context):
    bring(a=FIRST, b=SECOND, c=TWIN, d=STRANGE)
    assert sorted(column(tab.came, "condition")) == [
        "Chưa rõ đơn vị",
        "Mới",
        "Thay lần trước",
        "Xung đột",
    ]
    row = next(each for each in table(tab.came) if each[3] == "Mới")
    assert row[:3] == ["☑ Xã Lạng Giang", "N2024", "Chính thức"]
    assert row[4] == "2"
    assert "4 tệp nhận được. Chưa ghi gì vào sổ." in tab.came.told.text()
    assert received_files(context.book) == []
    assert context.changed == []


def test_bad_files_have_their_sentence_and_the_rest_goes_on(tab, bring):
    bring(a=FIRST, damaged=DAMAGED, practice=PRACTICE, elsewhere=ELSEWHERE)
    assert column(tab.came, "condition").count("Không nhận được") == 3
    told = " ".join(column(tab.came, "remarks"))
    assert "bị hỏng khi sao chép" in told
    assert "dữ liệu thực hành" in told
    assert "không phải cho Tỉnh Bắc Ninh" in told
    go_to(tab, "Không nhận được")
    assert tab.told.text() in told
    press(KEY.Key_F9)
    settle(tab._context)
    assert tab.came.told.text() == "Đã tiếp nhận 1 tệp, 3 tệp không nhận được."


def test_a_folder_without_files_and_a_file_that_is_gone_are_told(tab, context, tmp_path):
    (tmp_path / "trong").mkdir()
    tab.receive([tmp_path / "trong"])
    settle(context)
    assert "Không thấy tệp nộp nào" in tab.came.told.text()
    gone = put(tmp_path / "usb", "a.kttt", FIRST)
    tab.receive([gone])
    settle(context)
    gone.unlink()
    tab.receive([put(tmp_path / "may", "b.kttt", OTHER)])
    settle(context)
    assert "không còn đọc được" in " ".join(column(tab.came, "remarks"))
    assert "Mới" in column(tab.came, "condition")


def test_marks_are_set_by_space_and_ctrl_a_and_f9_takes_the_marked_ones(tab, bring, context):
    bring(a=FIRST, b=OTHER)
    tab.came.table.setFocus()
    press(KEY.Key_A, CONTROL)
    assert not tab.acts.accept.isEnabled()
    press(KEY.Key_Space)
    assert "Tiếp nhận 1 tệp" in tab.acts.accept.text()
    press(KEY.Key_F9)
    settle(context)
    assert len(received_files(context.book)) == 1
    assert [each.exchange for each in context.changed] == [True]
    assert context.changed[0].organisations
    press(KEY.Key_A, CONTROL)
    press(KEY.Key_F9)
    settle(context)
    assert states(context) == [FileState.ACCEPTED] * 2
    assert load_organisation(context.book, uid_of("HTX Ba")).name == "HTX Ba"


def test_the_same_file_again_is_skipped(tab, bring, context):
    bring(a=FIRST)
    press(KEY.Key_F9)
    settle(context)
    bring(b=FIRST)
    assert set(column(tab.came, "condition")) == {"Giống hệt – bỏ qua"}
    press(KEY.Key_F9)
    settle(context)
    assert len(received_files(context.book)) == 1


def test_work_that_is_stopped_says_what_was_not_accepted(tab, bring, context, monkeypatch):
    bring(a=FIRST, b=OTHER)
    asked = []

    def stop(job, done, total, what):
        asked.append(what)
        if done == 1:
            raise CancelledError("dừng")

    monkeypatch.setattr("ktt_desktop.ui.jobs.Job.report", stop)
    press(KEY.Key_F9)
    settle(context)
    assert len(received_files(context.book)) == 1
    assert tab.came.told.text() == "Đã tiếp nhận 1 tệp, 1 tệp chưa tiếp nhận vì đã dừng."


def test_enter_opens_the_changes_which_can_be_searched(tab, bring, context, qtbot):
    bring(a=FIRST)
    press(KEY.Key_F9)
    settle(context)
    bring(b=SECOND)
    go_to(tab, "Thay lần trước")
    press(KEY.Key_Return)
    detail = dialog_of(qtbot, tab, DetailDialog)
    rows = [each[:5] for each in table(detail.changes)]
    label = "Tổng số thành viên, thực hiện cả năm 2024"
    assert ["HTX Một", "Đổi", label, "30 người", "35 người"] in rows
    press(KEY.Key_F, CONTROL)
    write("htx hai")
    assert all(each[0] == "HTX Hai" for each in table(detail.changes))
    press(KEY.Key_Escape)


def test_views_of_a_file_and_of_its_old_versions_are_opened(
    tab, bring, context, qtbot, monkeypatch
):
    shown = []
    monkeypatch.setattr(receiving_open.QDesktopServices, "openUrl", shown.append)
    bring(a=FIRST, b=SECOND)
    press(KEY.Key_F9)
    settle(context)
    press(KEY.Key_H, CONTROL)
    assert column(tab.held, "condition") == ["Đã tiếp nhận", "Có lần mới hơn"]
    press(KEY.Key_Return)
    detail = dialog_of(qtbot, tab, DetailDialog)
    assert "So với bản chính thức đang giữ" in detail.changes.against.text()
    press(KEY.Key_PageUp, CONTROL)
    assert [detail.views.table.texts(place)[0] for place in (0, 1)] == ["Bổ sung 1", "Chính thức"]
    press(KEY.Key_Down)
    press(KEY.Key_Return)
    press(KEY.Key_Return, SHIFT)
    settle(context)
    opened = [Path(each.toLocalFile()) for each in shown]
    assert [each.suffix for each in opened] == [".xlsx", ".pdf"]
    assert all(each.stem.startswith("a") for each in opened)
    press(KEY.Key_Escape)


def test_of_a_conflict_one_version_is_chosen_with_a_reason(tab, bring, context, qtbot):
    bring(a=FIRST)
    press(KEY.Key_F9)
    settle(context)
    bring(c=TWIN)
    go_to(tab, "Xung đột")
    assert tab.acts.decide.text() == "Chọn bản…  F4"
    press(KEY.Key_F4)
    dialog = dialog_of(qtbot, tab, ConflictDialog)
    assert ["HTX Một", "Đổi"] in [each[:2] for each in table(dialog.changes)]
    assert states(context) == [FileState.CONFLICT, FileState.ACCEPTED]
    assert not any(each.isEnabled() for each in dialog.buttons.values())
    write("Xã xác nhận qua điện thoại")
    press(KEY.Key_L, ALT)
    back(qtbot, tab)
    assert states(context) == [FileState.ACCEPTED, FileState.SET_ASIDE]
    assert "Đã tiếp nhận" in column(tab.came, "condition")
    assert "cần xử lý" not in tab.came.told.text()


def test_a_field_of_the_register_may_be_taken_from_the_other_version(
    tab, bring, context, qtbot, monkeypatch
):
    bring(a=submission(names=("HTX Một",), members={"HTX Một": 30}))
    press(KEY.Key_F9)
    settle(context)
    monkeypatch.setattr(made_submissions, "uid_of", lambda _: uid_of("HTX Một"))
    bring(b=submission(names=("HTX Một Mới",), members={"HTX Một Mới": 31}))
    go_to(tab, "Xung đột")
    press(KEY.Key_F4)
    dialog = dialog_of(qtbot, tab, ConflictDialog)
    dialog.changes.table.setFocus()
    marks = []
    for _ in table(dialog.changes):
        press(KEY.Key_Space)
        marks = [each[-1] for each in table(dialog.changes)]
        press(KEY.Key_Down)
    assert sorted(marks) == ["lấy bản kia", "–"]  # the figure goes with its file
    dialog._reason.setFocus()
    write("Tên mới đúng, số cũ đúng")
    press(KEY.Key_G, ALT)
    back(qtbot, tab)
    assert states(context) == [FileState.SET_ASIDE, FileState.ACCEPTED]
    assert load_organisation(context.book, uid_of("HTX Một")).name == "HTX Một Mới"


def test_a_unit_nobody_knows_lands_where_the_officer_says(tab, bring, context, qtbot):
    bring(d=STRANGE)
    assert tab.acts.decide.text() == "Chỉ đơn vị…  F4"
    press(KEY.Key_F4)
    dialog = dialog_of(qtbot, tab, UnitDialog)
    write("lang giang")
    press(KEY.Key_Return)
    assert not dialog.accept_button.isEnabled()
    write("Nghị quyết số 1658/NQ-UBTVQH15")
    press(KEY.Key_Return)
    back(qtbot, tab)
    (file,) = received_files(context.book)
    assert (file.state, file.lands_on) == (FileState.ACCEPTED, LANG_GIANG)


def test_a_former_unit_shows_who_took_it_over(tab, bring, context):
    former = context.book.units.predecessors(LANG_GIANG)[0]
    file = submission(
        unit=former.code,
        unit_name=former.name,
        key=f"{former.code}/cu",
        recipient_code="217",
        recipient_name="Huyện Lạng Giang",
    )
    bring(a=file)
    assert f"{former.name} nay thuộc" in tab.told.text()


def test_an_approved_period_is_opened_with_a_reason(tab, bring, context, qtbot):
    bring(a=FIRST)
    press(KEY.Key_F9)
    settle(context)
    approve(context.book, LANG_GIANG, "N2024")
    bring(b=SECOND)
    go_to(tab, "Kỳ đã chốt")
    assert tab.acts.decide.text() == "Mở chốt…  F4"
    press(KEY.Key_F4)
    dialog_of(qtbot, tab, ReasonDialog)
    write("Xã bổ sung số liệu")
    press(KEY.Key_Return)
    back(qtbot, tab)
    assert states(context) == [FileState.ACCEPTED] * 2


def test_a_file_is_sent_back_with_reasons_per_figure_and_taken_in_again(tab, bring, context, qtbot):
    bring(a=FIRST)
    press(KEY.Key_R, CONTROL_SHIFT)
    dialog = dialog_of(qtbot, tab, ReturnDialog)
    press(KEY.Key_Return, CONTROL)
    assert dialog.isVisible()  # without a reason nothing is sent back
    write("Số thành viên giảm, chưa rõ vì sao")
    press(KEY.Key_F, CONTROL)
    write("htx hai thành viên")
    press(KEY.Key_Return)
    press(KEY.Key_Return)
    write("Đối chiếu lại sổ thành viên")
    press(KEY.Key_Return)
    assert dialog.count.text() == "1 dòng phải sửa."
    press(KEY.Key_Return, CONTROL)
    back(qtbot, tab)
    (file,) = received_files(context.book)
    assert file.state is FileState.RETURNED
    assert file.reason == "Số thành viên giảm, chưa rõ vì sao"
    (item,) = returned_items(context.book, file.id)
    assert (item.sent, item.reason) == ("12 người", "Đối chiếu lại sổ thành viên")
    assert item.label.startswith("HTX Hai – Tổng số thành viên")
    go_to(tab, "Trả lại để sửa")
    press(KEY.Key_Return)
    detail = dialog_of(qtbot, tab, DetailDialog)
    press(KEY.Key_PageUp, CONTROL)
    assert detail.returned.texts(0)[1:] == ["12 người", "Đối chiếu lại sổ thành viên"]
    press(KEY.Key_Escape)
    back(qtbot, tab)
    assert tab.acts.decide.text() == "Nhận lại  F4"
    press(KEY.Key_F4)
    settle(context)
    assert states(context) == [FileState.ACCEPTED]


def test_receipts_are_written_for_one_and_for_all(tab, bring, context, tmp_path, monkeypatch):
    told = []
    monkeypatch.setattr(messages, "choose", lambda *words: told.append(words[2]) or 0)
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(tmp_path / "bn"))
    (tmp_path / "bn").mkdir()
    bring(a=FIRST, b=OTHER)
    press(KEY.Key_F9)
    settle(context)
    go_to(tab, "Đã tiếp nhận")
    press(KEY.Key_F11)
    settle(context)
    (receipt,) = (tmp_path / "bn").glob("*.kttt-bn")
    assert open_receipt(receipt).receipt.unit_name == "Xã Lạng Giang"
    assert receipt.with_suffix(".pdf").exists()
    press(KEY.Key_H, CONTROL)
    press(KEY.Key_F11, SHIFT)
    settle(context)
    assert len(list((tmp_path / "bn").glob("*.kttt-bn"))) == 2
    assert told[-1].startswith("Đã ghi 2 biên nhận")


def test_what_is_held_is_filtered_by_words_period_and_condition(tab, bring, context):
    bring(a=FIRST, b=SECOND, c=OTHER)
    press(KEY.Key_F9)
    settle(context)
    press(KEY.Key_F, CONTROL)
    write("yen dinh")
    assert column(tab.held, "unit") == ["Xã Yên Định"]
    tab.held.search.clear()
    tab.held.state.setCurrentText("Trả lại để sửa")
    assert table(tab.held) == []
    tab.held.state.setCurrentIndex(0)
    tab.held.period.setCurrentText("N2024")
    assert len(table(tab.held)) == 3


def test_files_and_folders_are_dropped_on_the_tab(tab, context, tmp_path):
    file = put(tmp_path / "keo", "a.kttt", FIRST)
    data, place = QMimeData(), QPointF(20, 20)
    data.setUrls([QUrl.fromLocalFile(str(file.parent)), QUrl("https://example.org/a.kttt")])
    buttons, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    entered = QDragEnterEvent(place.toPoint(), Qt.DropAction.CopyAction, data, buttons, none)
    QApplication.sendEvent(tab, entered)
    assert entered.isAccepted()
    dropped = QDropEvent(place, Qt.DropAction.CopyAction, data, buttons, none)
    QApplication.sendEvent(tab, dropped)
    settle(context)
    assert column(tab.came, "condition") == ["Mới"]


def test_a_stick_is_found_asked_for_among_several_or_missed(tab, context, tmp_path, monkeypatch):
    told, roots = [], []
    monkeypatch.setattr(receiving, "sticks", lambda: roots)
    monkeypatch.setattr(messages, "inform", lambda *words: told.append(words[2]))
    press(KEY.Key_U, CONTROL)
    settle(context)
    assert told == [receiving_sources.NO_STICK]
    roots.append(put(tmp_path / "usb", "a.kttt", FIRST).parent)
    press(KEY.Key_U, CONTROL)
    settle(context)
    assert column(tab.came, "condition") == ["Mới"]
    roots.append(put(tmp_path / "usb2", "b.kttt", OTHER).parent)
    monkeypatch.setattr(messages, "choose", lambda *words: words[3].index(str(roots[1])))
    press(KEY.Key_U, CONTROL)
    settle(context)
    assert len(table(tab.came)) == 2


def test_chosen_files_are_looked_at_and_the_folder_is_remembered(
    tab, context, tmp_path, monkeypatch
):
    file = put(tmp_path / "chon", "a.kttt", FIRST)
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *_: ([str(file)], ""))
    press(KEY.Key_O, CONTROL)
    settle(context)
    assert column(tab.came, "condition") == ["Mới"]
    assert receiving_sources.last_folder() == str(file.parent)
    press(KEY.Key_Delete)
    assert table(tab.came) == []
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(file.parent))
    press(KEY.Key_O, CONTROL_SHIFT)
    settle(context)
    assert column(tab.came, "condition") == ["Mới"]


def test_files_opened_one_after_the_other_come_into_one_list(tab, context, tmp_path):
    tab.receive([put(tmp_path / "den", "a.kttt", FIRST)])
    tab.receive([put(tmp_path / "den", "b.kttt", OTHER)])
    tab.receive([put(tmp_path / "den", "c.kttt", SECOND)])
    settle(context, 8)
    assert len(table(tab.came)) == 3


def test_only_removable_drives_are_sticks(monkeypatch):
    monkeypatch.setattr(receiving_sources, "on_removable_drive", lambda _: False)
    assert receiving_sources.sticks() == []
    monkeypatch.setattr(receiving_sources, "on_removable_drive", lambda _: True)
    assert Path("/") in receiving_sources.sticks()


def test_a_view_workbook_alone_is_recognised_and_its_changed_cells_are_shown(
    tab, bring, context, qtbot, tmp_path
):
    bring(a=FIRST)
    press(KEY.Key_F9)
    settle(context)
    (file,) = received_files(context.book)
    view = open_view(context.book, file)
    tab.receive([view])
    settle(context)
    assert column(tab.came, "condition") == ["Không nhận được"]
    assert tab.told.text()
    press(KEY.Key_Return)
    detail = dialog_of(qtbot, tab, DetailDialog)
    assert table(detail.changes) == []
    press(KEY.Key_Escape)


def test_the_units_that_took_over_a_divided_one_are_proposed(tab, context, qtbot):
    units = context.book.units
    divided = next(each for each in units.all_of(LAST_THREE_LEVEL_DAY) if len(each.successors) > 1)
    dialog = UnitDialog(context, held(f"{divided.code}/cu", "N2024", name=divided.name), tab)
    qtbot.addWidget(dialog)
    heirs = units.successors(divided)
    told = [label.text() for label in dialog.findChildren(QLabel)]
    for heir in heirs:
        (words,) = (each for each in told if each.endswith(f"→ {units.full_address(heir)}"))
        assert divided.name in words
        assert "trước 1/7/2025" in words
    assert dialog.lands_on == heirs[0].code


def test_a_click_on_the_box_marks_a_file(tab, bring, qtbot):
    bring(a=FIRST)
    table_ = tab.came.table
    QTest.mouseClick(table_.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(12, 12))
    assert tab.came.marked == []
    QTest.mouseClick(table_.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(150, 12))
    assert tab.came.marked == []

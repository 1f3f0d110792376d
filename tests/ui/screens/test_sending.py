from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QPushButton, QScrollArea

from ktt_desktop.domain.period import ReportingPeriod
from ktt_desktop.domain.receipt import ItemState, ReceiptItem
from ktt_desktop.domain.receiving import FigureCell
from ktt_desktop.domain.records import ChangeSet
from ktt_desktop.domain.terms import SubjectKind, UnitLevel
from ktt_desktop.interchange.receipt_writer import build_receipt
from ktt_desktop.services import sending
from ktt_desktop.services.annual_return import save_values
from ktt_desktop.services.settings import load_period
from ktt_desktop.services.submission import history as history_rows
from ktt_desktop.services.unit_figures import unit_subject
from ktt_desktop.services.validation import check_book, explain
from ktt_desktop.ui import messages
from ktt_desktop.ui.screens import sending_place
from ktt_desktop.ui.screens.sending import SendingTab
from ktt_desktop.ui.screens.sending_lines import LinesDialog
from ktt_desktop.ui.screens.sending_place import FOLDER, Room, Stick, size_words
from ktt_desktop.ui.screens.validation_explain import ExplainDialog
from tests.interchange.receipts import a_receipt
from tests.keyboard import type_text
from tests.ui.screens.opened import settle, show_tab

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)


@pytest.fixture
def explained(context):
    book, period = context.book, context.period
    for finding in check_book(book, context.profile, period).findings:
        explain(book, period, finding, "Đã đối chiếu với văn bản gốc.")


@pytest.fixture
def screen(qtbot, context, tmp_path, monkeypatch):
    kept = {}
    monkeypatch.setattr(QSettings, "value", lambda _, name, other=None: kept.get(name, other))
    monkeypatch.setattr(QSettings, "setValue", lambda _, name, value: kept.update({name: value}))
    tab = SendingTab(context)
    tab.kept = kept
    yield from shown(qtbot, context, tab)


def shown(qtbot, context, tab):
    yield show_tab(qtbot, context, tab)
    settle(context)


def export(screen, context, folder):
    screen.folder.clear()
    type_text(screen.folder, str(folder))
    QTest.keyClick(screen.folder, Qt.Key.Key_F12)
    settle(context)


def history(screen):
    table = screen.history.table
    return [
        [table.item(row, column).text() for column in range(table.columnCount())]
        for row in range(table.rowCount())
    ]


def test_open_errors_block_and_the_way_to_them_is_beside(screen, context, tmp_path, qtbot):
    assert "lỗi phải sửa hoặc giải trình" in screen.checks.blocked.text()
    folder = tmp_path / "nop"
    folder.mkdir()
    export(screen, context, folder)
    assert list(folder.iterdir()) == []
    assert "Mở màn hình Kiểm tra" in screen.checks.blocked.text()
    button = next(b for b in screen.findChildren(QPushButton) if b.text().startswith("Mở Kiểm tra"))
    with qtbot.waitSignal(context.jump_requested) as caught:
        QTest.keyClick(button, Qt.Key.Key_Space)
    assert caught.args == ["validation"]


def test_three_files_are_written_checked_and_remembered(explained, screen, context, tmp_path):
    folder = tmp_path / "nop"
    folder.mkdir()
    assert screen.checks.to_checks.isHidden()
    assert "Không còn lỗi" in screen.checks.blocked.text()
    assert "Tệp mang dấu dữ liệu thực hành" in screen._what.text()
    export(screen, context, folder)
    files = sorted(folder.iterdir())
    assert [each.suffix for each in files] == [".kttt", ".pdf", ".xlsx"]
    assert screen.result.text().startswith("Đã kết xuất và kiểm tra lại. Mã kiểm tra: ")
    assert all(each.name in screen.result.text() for each in files)
    period, number, name, code, _, state = history(screen)[0]
    assert (period, number, name, state) == ("KH2023", "Lần đầu", files[0].name, "Đã kết xuất")
    assert code in screen.result.text()
    assert screen.kept[FOLDER] == str(folder)


def test_the_cursor_goes_to_what_was_just_written(explained, screen, context, tmp_path):
    export(screen, context, tmp_path)
    save_values(context.book, unit_subject(context.profile), *context.period.main, {"A2": 3800})
    for finding in check_book(context.book, context.profile, context.period).findings:
        explain(context.book, context.period, finding, "Đã đối chiếu với văn bản gốc.")
    export(screen, context, tmp_path)

    assert [row[1] for row in history(screen)] == ["Bổ sung lần 1", "Lần đầu"]
    assert screen.history.row.number == 1


def test_an_encrypted_export_tells_that_the_files_beside_it_are_plain(screen, context, monkeypatch):
    assert "không mã hóa" not in screen._before.text()
    monkeypatch.setattr(sending, "is_encrypting", lambda _: True)
    screen.open()
    settle(context)

    assert "bảng Excel và PDF ghi bên cạnh thì không mã hóa" in screen._before.text()


def test_a_province_sends_to_a_ministry_with_its_capital(screen, context):
    above = replace(context.profile, level=UnitLevel.PROVINCE, parent_name="Bộ Tài chính")
    context.set_profile(above)

    assert "gửi Bộ Tài chính." in screen._what.text()


def test_a_file_is_read_as_its_receiver_would(explained, screen, context, tmp_path, monkeypatch):
    export(screen, context, tmp_path)
    file = next(tmp_path.glob("*.kttt"))
    screen.verify(file)
    settle(context)
    assert "tệp nguyên vẹn. Dữ liệu thực hành." in screen.looked.text()
    assert "12 tổ chức" in screen.looked.text()
    assert screen.looked.property("tone") == "good"

    told = []
    monkeypatch.setattr(messages, "warn", lambda *words: told.append(words[2]))
    content = bytearray(file.read_bytes())
    content[len(content) // 2] ^= 1
    file.write_bytes(content)
    screen.verify(file)
    settle(context)
    assert len(told) == 1
    assert "nguyên vẹn." not in screen.looked.text()  # nothing is left of the file before


def test_a_folder_that_cannot_be_written_gives_a_sentence(
    explained, screen, context, tmp_path, monkeypatch
):
    told = []
    monkeypatch.setattr(messages, "warn", lambda *words: told.append(words[2]))
    blocker = tmp_path / "tep"
    blocker.write_text("không phải thư mục")
    export(screen, context, blocker / "con")
    assert len(told) == 1
    assert told[0].endswith(".")
    assert screen.result.isHidden()
    assert history(screen) == []
    assert Path(blocker).read_text() == "không phải thư mục"


# --- the guided act


def test_the_number_is_told_with_its_reason_before_anything_is_written(
    explained, screen, context, tmp_path
):
    assert screen.kind.text() == "Kế hoạch năm 2023: chính thức (lần đầu)"
    assert screen.why.text() == "Kỳ này chưa kết xuất lần nào."
    assert "12 tổ chức" in screen.preview.counts.text()
    assert screen.preview.to_changes.isHidden()

    export(screen, context, tmp_path)
    assert "ghi lại đúng tệp đó" in screen.why.text()

    change_a_figure(context)
    assert screen.kind.text().endswith("bổ sung lần 1")
    assert "1 số liệu" in screen.preview.changed.text()
    assert "3.800 (lần trước 3.779)" in screen.preview.figures.text()


def change_a_figure(context):
    save_values(context.book, unit_subject(context.profile), *context.period.main, {"A2": 3800})
    context.changes.changed.emit(ChangeSet(years=frozenset({context.period.year})))
    settle(context)


def test_each_open_error_is_named_with_its_two_ways_out(screen, context, qtbot):
    buttons = {each.accessibleName(): each for each in screen.checks.findChildren(QPushButton)}
    assert {"Đến chỗ: R1-A2", "Giải trình: R1-A2"} <= buttons.keys()

    with qtbot.waitSignal(context.jump_requested) as caught:
        QTest.keyClick(buttons["Đến chỗ: R1-A2"], Qt.Key.Key_Space)
    assert caught.args[0].code in ("A2", "S2")

    QTest.keyClick(buttons["Giải trình: R1-A2"], Qt.Key.Key_Space)
    dialog = dialog_of(qtbot, ExplainDialog)
    type_text(QApplication.focusWidget(), "Số tổng theo báo cáo các xã.")
    QTest.keyClick(dialog, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    settle(context)
    assert "Còn 1 lỗi" in screen.checks.blocked.text()
    names = [each.accessibleName() for each in screen.checks.findChildren(QPushButton)]
    assert "Đến chỗ: R2-A3.2" in names


def dialog_of(qtbot, kind):
    qtbot.waitUntil(lambda: any(isinstance(w, kind) and w.isVisible() for w in _windows()))
    (found,) = [each for each in _windows() if isinstance(each, kind) and each.isVisible()]
    found.activateWindow()
    qtbot.waitUntil(found.isActiveWindow)
    return found


def _windows():
    return QApplication.topLevelWidgets()


def test_the_room_of_the_folder_is_told(screen, context, tmp_path):
    screen.folder.setText(str(tmp_path))
    screen.place.look()
    settle(context)
    assert screen.place.free.text().startswith("Còn ")

    screen.folder.setText(str(tmp_path / "khong co"))
    screen.place.look()
    settle(context)
    assert "chưa có hoặc chưa đọc được" in screen.place.free.text()


def test_a_stick_that_is_plugged_in_is_one_key_away(screen, context, tmp_path, monkeypatch):
    stick = Stick("USB KINGSTON (E:)", tmp_path / "E", 12 * 1024**3)
    monkeypatch.setattr(sending_place, "room_of", lambda _: Room(1024**3, (stick,)))
    screen.place.look()
    settle(context)
    (button,) = [b for b in screen.place.findChildren(QPushButton) if "KINGSTON" in b.text()]
    assert button.text() == "USB KINGSTON (E:) – còn 12 GB"

    QTest.keyClick(button, Qt.Key.Key_Space)
    settle(context)
    assert screen.folder.text() == str(stick.root)
    assert screen.kept[FOLDER] == str(stick.root)


@pytest.mark.parametrize(
    ("size", "words"),
    [(0, "0 KB"), (2048, "2 KB"), (640 * 1024**2, "640 MB"), (13_300_000_000, "12,4 GB")],
)
def test_sizes_are_told_as_an_officer_says_them(size, words):
    assert size_words(size) == words


def test_little_room_is_warned_of():
    assert "có thể không đủ chỗ" in sending_place._free_words(Room(1024**2, ()))


# --- what was sent


def act(screen, words):
    return next(b for b in screen.findChildren(QPushButton) if b.accessibleName() == words)


def test_what_changed_since_a_submission_is_a_list_that_leads_to_the_figures(
    explained, screen, context, tmp_path, qtbot
):
    export(screen, context, tmp_path)
    change_a_figure(context)
    QTest.keyClick(act(screen, "Thay đổi từ lần nộp này đến nay"), Qt.Key.Key_Space)
    dialog = dialog_of(qtbot, LinesDialog)
    label, old, new = dialog.table.texts(0)
    assert label.startswith("Tổng số thành viên")
    assert (old, new) == ("3.779 người", "3.800 người")

    with qtbot.waitSignal(context.jump_requested) as caught:
        QTest.keyClick(dialog.table, Qt.Key.Key_Return)
    assert caught.args[0].code == "A2"


def test_the_first_submission_of_a_period_says_that_there_is_nothing_before_it(
    explained, screen, context, tmp_path, monkeypatch
):
    told = []
    monkeypatch.setattr(messages, "warn", lambda *words: told.append(words[2]))
    export(screen, context, tmp_path)
    QTest.keyClick(act(screen, "Thay đổi so với lần trước"), Qt.Key.Key_Space)
    settle(context)
    assert told == ["Đây là lần đầu của kỳ, không có lần trước để so sánh."]


def test_a_submission_goes_to_another_stick_byte_for_byte(
    explained, screen, context, tmp_path, monkeypatch
):
    first, second = tmp_path / "1", tmp_path / "2"
    for each in (first, second):
        each.mkdir()
    export(screen, context, first)
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(second))
    QTest.keyClick(act(screen, "Ghi lại tệp này"), Qt.Key.Key_Space)
    settle(context)

    assert {p.name: p.read_bytes() for p in second.iterdir()} == {
        p.name: p.read_bytes() for p in first.iterdir()
    }
    assert len(history(screen)) == 1
    assert screen.kept[FOLDER] == str(first)  # one act elsewhere does not move the folder


# --- receipts


@pytest.fixture
def answered(explained, screen, context, tmp_path):
    """A receipt that sends the submission back, and the cell it speaks of."""
    export(screen, context, tmp_path)
    (row,) = history_rows(context.book)
    cell = FigureCell("don_vi", context.profile.code, "", 2022, "HALF_YEAR", "A2")
    item = ReceiptItem(ItemState.RETURNED, cell, "Tổng số thành viên", "3.779 người", "–", "Sai.")
    receipt = a_receipt(
        bundle_id=row.bundle_id,
        data_digest=row.data_digest,
        check_code=row.check_code,
        period=row.period,
        items=(item,),
        practice=True,
    )
    path = tmp_path / "BN_tep.kttt-bn"
    path.write_bytes(build_receipt(receipt, b"%PDF", "0.1.0"))
    return path


def test_a_receipt_sets_the_state_and_its_items_lead_to_the_cells(
    answered, screen, context, qtbot, monkeypatch
):
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(answered), ""))
    QTest.keyClick(act(screen, "Nhập biên nhận"), Qt.Key.Key_Space)
    dialog = dialog_of(qtbot, LinesDialog)
    settle(context)
    assert history(screen)[0][-1] == "Trả lại để sửa"
    assert "trả lại để sửa (1 số liệu)" in screen.looked.text()
    assert dialog.table.texts(0)[-1] == "Sai."

    with qtbot.waitSignal(context.jump_requested) as caught:
        QTest.keyClick(dialog.table, Qt.Key.Key_Return)
    assert (caught.args[0].kind, caught.args[0].code) == (SubjectKind.UNIT, "A2")


def test_an_item_of_another_period_opens_that_period_first(answered, screen, context, qtbot):
    other = ReportingPeriod.parse("N2021")
    context.set_period(other)
    screen.import_receipt(answered)
    dialog = dialog_of(qtbot, LinesDialog)
    with qtbot.waitSignal(context.jump_requested):
        QTest.keyClick(dialog.table, Qt.Key.Key_Return)
    assert context.period.code == "KH2023"
    assert load_period(context.book).code == "KH2023"


def test_enter_on_a_line_shows_the_answer_again(answered, screen, context, qtbot):
    screen.import_receipt(answered)
    dialog_of(qtbot, LinesDialog).reject()
    settle(context)
    QTest.keyClick(screen.history.table, Qt.Key.Key_Return)
    assert "Sai." in dialog_of(qtbot, LinesDialog).table.texts(0)


def test_a_receipt_of_another_unit_is_told_and_changes_nothing(
    explained, screen, context, tmp_path, monkeypatch
):
    told = []
    monkeypatch.setattr(messages, "warn", lambda *words: told.append(words[2]))
    export(screen, context, tmp_path)
    path = tmp_path / "BN_khac.kttt-bn"
    path.write_bytes(build_receipt(a_receipt(), b"%PDF", "0.1.0"))
    screen.import_receipt(path)
    settle(context)

    assert len(told) == 1
    assert "chưa kết xuất tệp đó" in told[0]
    assert history(screen)[0][-1] == "Đã kết xuất"


# --- keyboard and small screens


def test_everything_is_reached_by_tab_and_stands_in_sight_then(explained, screen, context):
    """At 150 % of 1366 × 768 the page scrolls; whatever has the keyboard is seen."""
    screen.resize(674, 380)
    settle(context)
    area = screen.findChild(QScrollArea)
    screen.folder.setFocus()
    seen = set()
    for _ in range(40):
        QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
        widget = QApplication.focusWidget()
        seen.add(widget.accessibleName() or widget.text())
        if area.widget().isAncestorOf(widget):
            top = widget.mapTo(area.viewport(), widget.rect().topLeft()).y()
            assert -1 <= top < area.viewport().height(), widget
        if widget is screen.folder:
            break
    assert {
        "Kết xuất tệp nộp",
        "Chọn thư mục…",
        "Nhập biên nhận",
        "Kiểm tra một tệp .kttt",
        "Các lần kết xuất",
    } <= seen

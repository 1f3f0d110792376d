from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from ktt_desktop.domain.period import ReportingPeriod
from ktt_desktop.domain.receiving import DuplicateAnswer
from ktt_desktop.domain.records import Subject, UnitProfile
from ktt_desktop.domain.terms import Measure, SubjectKind, UnitLevel
from ktt_desktop.interchange.submission_format import Sheet
from ktt_desktop.services.annual_return import save_values
from ktt_desktop.services.corrections import corrections
from ktt_desktop.services.merged_book import MappedUnit
from ktt_desktop.services.merged_words import MergedList
from ktt_desktop.services.receiving_kept import kept_folder
from ktt_desktop.services.unit_duplicates import duplicate_claims
from ktt_desktop.ui import messages
from ktt_desktop.ui.context import Context
from ktt_desktop.ui.forms.reading import remember_reading
from ktt_desktop.ui.jobs import JobRunner
from ktt_desktop.ui.screens.merged import MergedTab
from ktt_desktop.ui.screens.merged_acts import ActBar
from ktt_desktop.ui.screens.merged_duplicate import DuplicateDialog
from ktt_desktop.ui.tables.window_model import PAGE
from tests.consolidating import Made, decisions_of, made_file, province, uid_of
from tests.keyboard import type_text
from tests.ui.screens.opened import CONTROL, press, rows_read, settle, show_tab

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
PROFILE = UnitProfile("24", "Tỉnh Bắc Ninh", UnitLevel.PROVINCE, "", "Bộ Tài chính")
ONE, CODE = uid_of("HTX Một"), "2400000015"


@pytest.fixture
def upper(empty_book):
    upper = province(empty_book)
    first = Made().organisation("HTX Một", note="cũ", capital=500)
    first.organisation("HTX Trùng", code=CODE, note="ở xã").form("HTX Một", 7, 2, year=2025)
    second = Made().organisation("HTX Trùng A", code=CODE, note="ở phường")
    upper.receive(*made_file(first, period="N2025"))
    upper.receive(*made_file(second, "07210", name="Phường Bắc Giang", period="N2025"))
    subject = Subject(SubjectKind.ORGANISATION, ONE)
    save_values(upper.book, subject, 2025, Measure.ACTUAL, {"O1": 9})
    return upper


@pytest.fixture
def context(qtbot, empty_book):
    remember_reading(None)
    context = Context(empty_book, PROFILE, ReportingPeriod.parse("N2025"), JobRunner())
    context.notices = []
    context.noticed.connect(lambda notice: context.notices.append(notice.left))
    yield context
    settle(context)


def show(qtbot, context):
    return show_tab(qtbot, context, MergedTab(context))


@pytest.fixture
def tab(qtbot, upper, context):
    yield show(qtbot, context)
    settle(context)


def line(tab, row=0):
    return [tab.model.index(row, at).data() for at in range(tab.model.columnCount())]


def choose(tab, context, which):
    """The chip of a list, by keyboard."""
    tab.filters._chips[which.value].setFocus()
    press(Qt.Key.Key_Space)
    settle(context)
    tab.table.setFocus()


def test_the_cards_tell_how_far_the_merged_book_is(tab):
    assert [card.accessibleName() for card in tab.cards.cards.values()] == [
        "2/99 đơn vị có số liệu",
        "1 tổ chức trong sổ",
        "1 tổ chức trùng chờ xử lý",
        "1 số đã sửa ở cấp này, 1 thiếu lý do",
        "0 số nêu khác số tính lại",
    ]
    assert tab.filters._chips["corrections"].text() == "Số đã sửa 1"


def test_a_reason_is_written_in_place(tab, context):
    assert line(tab)[3:] == ["7 người", "9 người", "Chưa ghi lý do"]
    press(Qt.Key.Key_F2)
    assert tab.acts.reason.hasFocus()
    type_text(tab.acts.reason, "theo sổ thành viên")
    press(Qt.Key.Key_Return)
    settle(context)
    assert corrections(context.book)[0].reason == "theo sổ thành viên"
    assert line(tab)[5] == "theo sổ thành viên"
    assert tab.table.hasFocus()

    press(Qt.Key.Key_F2)
    type_text(tab.acts.reason, "khác")
    press(Qt.Key.Key_Escape)
    assert tab.acts.reason.text() == "theo sổ thành viên"
    assert tab.table.hasFocus()


def test_the_received_value_comes_back_after_a_question(tab, upper, context, monkeypatch):
    asked = []
    monkeypatch.setattr(messages, "ask", lambda *words: asked.append(words[2]) or len(asked) > 1)
    press(Qt.Key.Key_Delete)
    settle(context)
    assert "trả về giá trị nhận 7 người" in asked[0]
    assert upper.figure("HTX Một", year=2025) == 9

    press(Qt.Key.Key_Delete)
    settle(context)
    assert upper.figure("HTX Một", year=2025) == 7
    assert corrections(context.book) == []
    assert "chưa sửa số liệu nào" in tab.body.words


def test_enter_goes_to_the_corrected_cell(tab, context, qtbot):
    with qtbot.waitSignal(context.jump_requested) as caught:
        press(Qt.Key.Key_Return)
    assert (caught.args[0].key, caught.args[0].code) == (ONE, "O1")


def decide(qtbot, tab, context, key, words):
    press(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: bool(tab.findChildren(DuplicateDialog)))
    dialog = tab.findChildren(DuplicateDialog)[-1]
    dialog.activateWindow()
    qtbot.waitUntil(dialog.isActiveWindow)
    settle(context)
    told = {tuple(dialog.table.texts(at)) for at in range(dialog.table.count)}
    QTest.keyClick(dialog, key, CONTROL)
    assert not dialog.problem.isHidden()  # without a reason nothing is decided
    type_text(dialog.reason, words)
    QTest.keyClick(dialog, key, CONTROL)
    settle(context)
    tab.activateWindow()
    qtbot.waitUntil(tab.isActiveWindow)
    tab.table.setFocus()
    return told


def test_a_duplicate_is_looked_at_side_by_side_decided_and_undone(qtbot, tab, context, monkeypatch):
    choose(tab, context, MergedList.DUPLICATES)
    assert line(tab)[3] == "Chờ xử lý"
    told = decide(qtbot, tab, context, Qt.Key.Key_1, "trụ sở ở đây")
    assert ("Ghi chú", "ở phường", "ở xã") in told
    assert duplicate_claims(context.book) == []
    (decision,) = decisions_of(context.book)
    assert (decision.kept, decision.answer) == ("07210", DuplicateAnswer.ONE)
    assert line(tab)[3] == "Một tổ chức, tính hồ sơ của Phường Bắc Giang"

    monkeypatch.setattr(messages, "ask", lambda *_: True)
    press(Qt.Key.Key_Delete)
    settle(context)
    assert len(duplicate_claims(context.book)) == 1

    decide(qtbot, tab, context, Qt.Key.Key_2, "hai hợp tác xã khác nhau")
    (decision,) = decisions_of(context.book)
    assert decision.answer is DuplicateAnswer.TWO


def test_a_source_leads_to_the_files_of_its_unit(tab, context, qtbot):
    tab.cards.cards["units"].setFocus()
    press(Qt.Key.Key_Space)
    settle(context)
    assert line(tab)[0] == "Phường Bắc Giang"
    assert tab.table.hasFocus()
    with qtbot.waitSignal(tab.unit_wanted) as caught:
        press(Qt.Key.Key_Return)
    assert caught.args == ["07210"]


def test_a_kept_file_that_is_gone_is_told_in_the_list_of_stated_figures(tab, context):
    for path in kept_folder(context.book).iterdir():
        path.unlink()
    tab._is_stale = True
    tab.refresh()
    settle(context)
    choose(tab, context, MergedList.STATED)
    assert tab.body.is_empty
    assert tab.body.words.startswith("Không có tệp của")
    assert tab.cards.cards["stated"].accessibleName() == "– số nêu khác số tính lại"


class Stating(Made):
    """A file whose tables state more cooperatives than its list has."""

    def sheets(self, *unit):
        made = super().sheets(*unit)
        columns = made["figures"].columns
        return made | {"figures": Sheet(columns, (("", 2025, "ACTUAL", "A1", 5),))}


def test_figures_a_unit_states_otherwise_are_listed_and_lead_to_their_cell(
    qtbot, context, empty_book
):
    stating = Stating().organisation("HTX Một").status("HTX Một", on="2020-01-01")
    province(empty_book).receive(*made_file(stating, period="N2025"))
    tab = show(qtbot, context)
    choose(tab, context, MergedList.STATED)
    assert line(tab)[0] == "Xã Lạng Giang"
    assert line(tab)[3:] == ["Thực hiện cả năm 2025", "5", "1"]
    with qtbot.waitSignal(context.jump_requested) as caught:
        press(Qt.Key.Key_Return)
    assert (caught.args[0].key, caught.args[0].code) == ("24", "A1")


def test_a_search_narrows_the_list_and_is_dropped_again(tab, context):
    choose(tab, context, MergedList.SOURCES)
    press(Qt.Key.Key_F, CONTROL)
    type_text(tab.filters.search, "lang giang")
    tab.filters.search.searched.emit()
    settle(context)
    assert [line(tab, at)[0] for at in range(tab.model.rowCount())] == ["Xã Lạng Giang"]
    type_text(tab.filters.search, "zzz")
    tab.filters.search.searched.emit()
    settle(context)
    assert tab.body.is_empty
    tab.body.button.setFocus()
    press(Qt.Key.Key_Space)
    assert tab.model.rowCount() == 2


def test_a_book_without_files_says_what_to_do_first(qtbot, context):
    tab = show(qtbot, context)
    assert "Nhận tệp nộp của các đơn vị trước" in tab.body.words
    tab.body.button.setFocus()
    with qtbot.waitSignal(tab.tab_wanted) as caught:
        press(Qt.Key.Key_Space)
    assert caught.args == ["receiving"]
    tab.export_button.setFocus()
    with qtbot.waitSignal(tab.tab_wanted) as caught:
        press(Qt.Key.Key_Space)
    assert caught.args == ["sending"]


def test_of_thousands_of_corrections_only_those_in_sight_are_read(tab, monkeypatch):
    merged = tab._merged
    read = rows_read(tab.model, monkeypatch)
    tab._merged = replace(merged, corrections=merged.corrections * 3000)
    tab._show()
    tab.table.viewport().repaint()
    assert tab.model.rowCount() == 3000
    assert 0 < len(read) <= 2 * PAGE, "no more than what is seen"


def test_a_former_unit_that_lands_nowhere_says_what_to_press(qtbot):
    bar = ActBar()
    qtbot.addWidget(bar)
    bar.show_row(MappedUnit("217/cu", "Huyện Lạng Giang", "", "", None))
    assert bar.told.text().endswith("Mở tệp của đơn vị rồi bấm F4 để chọn.")

    bar.show_row(MappedUnit("07405/cu", "Xã Hương Lạc", "Xã Lạng Giang", "Nghị quyết 1658", None))
    assert bar.told.text() == "Xã Hương Lạc: số liệu vào Xã Lạng Giang. Nghị quyết 1658"

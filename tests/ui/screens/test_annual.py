from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit

from ktt_desktop.domain.dates import PartialDate
from ktt_desktop.domain.findings import Place
from ktt_desktop.domain.period import ReportingPeriod
from ktt_desktop.domain.records import Subject
from ktt_desktop.domain.register_list import RegisterQuery
from ktt_desktop.domain.terms import Measure, Origin, Severity, SubjectKind
from ktt_desktop.services.annual_return import load_return, save_values, unit_figures
from ktt_desktop.services.register_list import organisation_ids, organisation_rows
from ktt_desktop.services.unit_figures import unit_subject
from ktt_desktop.ui import messages
from ktt_desktop.ui.screens.annual import AnnualScreen
from ktt_desktop.ui.screens.annual_cells import pairs_of
from ktt_desktop.ui.screens.annual_reason import ReasonDialog
from ktt_desktop.ui.screens.validation_explain import ExplainDialog
from tests.keyboard import type_text
from tests.ui.screens.opened import CONTROL, opened, press, settle

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
MAIN, PLAN, PREVIOUS = Measure.HALF_YEAR, Measure.PLAN, Measure.ACTUAL


@pytest.fixture
def screen(qtbot, context):
    screen = AnnualScreen(context)
    yield from opened(qtbot, context, screen)


def go(screen, context, code, sector=""):
    kind = SubjectKind.SECTOR if sector else SubjectKind.UNIT
    screen.open(Place(kind, context.profile.code, sector, code, code))
    settle(context)


def keys(text):
    for letter in text:  # the first one opens the cell, the others go into it
        QTest.keyClicks(QApplication.focusWidget(), letter)


def figure(context, code, measure=MAIN, year=2022, sector=""):
    found = unit_figures(context.book, context.profile, [(year, measure)])
    return found[sector, year, measure].figures[code]


def shown(table):
    return table.currentIndex().data()


def test_the_columns_are_those_of_the_official_table(screen):
    table = screen.tables["A"]
    headers = table.annual_model.layout_.headers
    assert headers[:3] == ("TT", "Chỉ tiêu", "Đơn vị")
    assert headers[3:] == (
        "Thực hiện\n2021", "Kế hoạch\n2022", "Đến tháng\n8/2022", "Ước\n2022", "Kế hoạch\n2023",
        "TH/KH\n(%)", "Ước/KH\n(%)", "Tăng, giảm\nso với 2021",
    )  # fmt: skip


def test_blank_and_zero_and_share_of_plan_are_told_apart(screen, context):
    go(screen, context, "A2")
    model, row = screen.tables["A"].annual_model, screen.tables["A"].currentIndex().row()
    texts = [model.index(row, column).data() for column in range(3, 9)]
    assert texts == ["–", "3.830", "3.779", "–", "–", "98,7"]
    press(Qt.Key.Key_Right)
    keys("0")
    press(Qt.Key.Key_Return)
    settle(context)
    assert model.index(row, 6).data() == "0"
    assert figure(context, "A2", Measure.ESTIMATE).value == 0


def test_correcting_the_total_by_keyboard_removes_the_finding(screen, context, qtbot):
    go(screen, context, "A2")
    table = screen.tables["A"]
    row = table.currentIndex().row()
    label = table.annual_model.index(row, 1)
    assert table.annual_model.dot(label) is Severity.ERROR
    assert "3.765" in screen.panel.finding.text()

    keys("3765")
    with qtbot.waitSignal(context.saved):
        press(Qt.Key.Key_Return)
    settle(context)

    assert table.currentIndex().row() == row + 1  # as in Excel
    assert table.annual_model.dot(label) is Severity.WARNING  # the year before has no [A1]
    assert figure(context, "A2").value == 3765
    assert "R1-A2" not in [each.rule for each in screen._checks.result.findings]


def test_undo_and_redo_are_ordinary_saves(screen, context):
    go(screen, context, "A2")
    reason = figure(context, "A2").reason
    keys("3765")
    press(Qt.Key.Key_Return)
    settle(context)
    press(Qt.Key.Key_Z, CONTROL)
    settle(context)
    assert figure(context, "A2").value == 3779
    assert figure(context, "A2").reason == reason
    press(Qt.Key.Key_Y, CONTROL)
    settle(context)
    assert figure(context, "A2").value == 3765


def test_what_is_not_a_number_stays_in_the_cell_with_the_reason(screen, context):
    go(screen, context, "A2")
    table = screen.tables["A"]
    keys("37a")
    press(Qt.Key.Key_Return)
    editor = QApplication.focusWidget()
    assert isinstance(editor, QLineEdit)
    assert editor.text() == "37a"
    assert "“37a” không phải là số" in screen.panel.problem.text()
    QTest.mouseClick(table.viewport(), Qt.MouseButton.LeftButton)
    assert table.open_editor().text() == "37a"
    press(Qt.Key.Key_Escape)
    settle(context)
    assert table.open_editor() is None
    assert shown(table) == "3.779"
    assert figure(context, "A2").value == 3779


def test_f2_and_enter_without_a_change_saves_nothing(screen, context, qtbot):
    go(screen, context, "A2")
    with qtbot.assertNotEmitted(context.saved, wait=200):
        press(Qt.Key.Key_F2)
        assert QApplication.focusWidget().text() == "3779"
        press(Qt.Key.Key_Return)
        settle(context)


def test_delete_clears_what_was_entered(screen, context):
    go(screen, context, "A2")
    press(Qt.Key.Key_Delete)
    settle(context)
    assert shown(screen.tables["A"]) == "–"
    assert figure(context, "A2").origin is not Origin.ENTERED


def test_a_number_with_two_readings_is_asked_about_once(screen, context, monkeypatch):
    asked = []

    def choose(_parent, _title, sentence, answers):
        asked.append((sentence, answers))
        return 1

    monkeypatch.setattr(messages, "choose", choose)
    go(screen, context, "A5")
    keys("1.250")
    press(Qt.Key.Key_Return)
    keys("1.300")  # A5.1, money as well
    press(Qt.Key.Key_Return)
    settle(context)
    assert len(asked) == 1
    assert "1.250" in asked[0][0]
    assert asked[0][1][1:] == ("1.250 triệu đồng/năm", "1,25 triệu đồng/năm")
    assert figure(context, "A5").value == 1_250_000_000
    assert figure(context, "A5.1").value == 1_300_000_000


def test_typing_again_keeps_the_cell_open(screen, context, monkeypatch):
    monkeypatch.setattr(messages, "choose", lambda *_: 0)
    go(screen, context, "A5")
    keys("1.250")
    press(Qt.Key.Key_Return)
    assert screen.tables["A"].open_editor().text() == "1.250"
    press(Qt.Key.Key_Escape)
    assert figure(context, "A5").value == 1_200_000_000


def test_replacing_a_computed_figure_asks_for_the_reason(screen, context, qtbot):
    context.set_profile(replace(context.profile, list_complete=True))
    settle(context)
    go(screen, context, "A1.3")
    before = figure(context, "A1.3")
    assert before.origin is Origin.COMPUTED
    assert "Tính từ danh mục" in screen.panel.origin.text()
    keys("7")
    press(Qt.Key.Key_Return)
    settle(context)
    dialog = screen.findChild(ReasonDialog)
    assert dialog is not None
    type_text(dialog.findChild(QLineEdit, "reason"), "Hai HTX chưa có hồ sơ.")
    QTest.keyClick(dialog, Qt.Key.Key_Return)
    settle(context)
    after = figure(context, "A1.3")
    assert (after.value, after.reason) == (7, "Hai HTX chưa có hồ sơ.")

    with qtbot.waitActive(screen):
        screen.activateWindow()  # no window manager gives the focus back here
    press(Qt.Key.Key_Z, CONTROL)
    settle(context)
    assert figure(context, "A1.3") == before


def test_giving_no_reason_keeps_the_computed_figure(screen, context):
    context.set_profile(replace(context.profile, list_complete=True))
    settle(context)
    go(screen, context, "A1.3")
    before = shown(screen.tables["A"])
    keys("7")
    press(Qt.Key.Key_Return)
    settle(context)
    QTest.keyClick(screen.findChild(ReasonDialog), Qt.Key.Key_Escape)
    settle(context)
    go(screen, context, "A1.3")
    assert shown(screen.tables["A"]) == before


def test_a_block_from_excel_is_pasted_and_undone_as_one(screen, context):
    go(screen, context, "A2")
    QApplication.clipboard().setText("3.900\t3.950\n60\t\n")
    press(Qt.Key.Key_V, CONTROL)
    settle(context)
    assert figure(context, "A2").value == 3900
    assert figure(context, "A2", Measure.ESTIMATE).value == 3950
    assert figure(context, "A2.1").value == 60
    assert figure(context, "A2.1", Measure.ESTIMATE).value is None
    press(Qt.Key.Key_Z, CONTROL)
    settle(context)
    assert figure(context, "A2").value == 3779
    assert figure(context, "A2", Measure.ESTIMATE).value is None
    assert figure(context, "A2.1").value is None


@pytest.mark.parametrize(
    ("block", "sentence"),
    [
        ("3.900\n6x", "Dòng 2, cột 1 của khối dán ([A2.1]): “6x” không phải là số"),
        ("1\t2\t3\t4", "Dòng 1, cột 4 của khối dán (“4”) rơi vào chỗ không có ô nhập"),
        ("\n".join("1" * 60), "Khối dán có 60 dòng"),
    ],
)
def test_a_block_with_a_bad_cell_is_not_pasted_at_all(screen, context, block, sentence):
    go(screen, context, "A2")
    QApplication.clipboard().setText(block)
    press(Qt.Key.Key_V, CONTROL)
    settle(context)
    assert sentence in screen.panel.problem.text()
    assert "Chưa ô nào được ghi" in screen.panel.problem.text()
    assert figure(context, "A2").value == 3779


def test_a_copied_selection_can_be_pasted_back(screen, context):
    go(screen, context, "A5")
    press(Qt.Key.Key_Left, Qt.KeyboardModifier.ShiftModifier)
    press(Qt.Key.Key_C, CONTROL)
    assert QApplication.clipboard().text() == "2000\t1200"


def test_a_place_of_a_sector_opens_biểu_b2_and_its_cell_can_be_edited(screen, context):
    go(screen, context, "S2", "NN")
    table = screen.tables["B2"]
    assert table.isVisible()
    assert shown(table) == "3.711"
    keys("3725")
    press(Qt.Key.Key_Tab)
    settle(context)
    assert figure(context, "S2", sector="NN").value == 3725
    assert table.current_cell.code == "S3"
    assert "R1-A2" not in [each.rule for each in screen._checks.result.findings]


def test_five_years_are_drawn_once_two_are_known(screen, context, qtbot):
    go(screen, context, "C1")
    qtbot.waitUntil(lambda: screen.panel.where.text() != "")
    settle(context)
    assert screen.panel.chart.isHidden()
    press(Qt.Key.Key_Left)
    press(Qt.Key.Key_Left)  # thực hiện 2021: 60; write 2020 beside it
    subject = unit_subject(context.profile)
    context.save(screen, lambda _: save_values(context.book, subject, 2020, PREVIOUS, {"C1": 55}))
    settle(context)
    settle(context)
    assert not screen.panel.chart.isHidden()
    assert screen.panel.chart.accessibleName() == "Năm năm gần nhất: 2020: 55; 2021: 60"


def test_the_day_of_the_figures_is_saved_when_left(screen, context):
    screen.as_of.input.setFocus()
    screen.as_of.input.selectAll()
    keys("15/8/2022")
    press(Qt.Key.Key_Tab)
    settle(context)
    record = load_return(context.book, unit_subject(context.profile), 2022, MAIN)
    assert record.as_of == PartialDate(2022, 8, 15)
    assert "Đến ngày\n15/8/2022" in screen.tables["A"].annual_model.layout_.headers


def test_a_wrong_day_is_told_and_kept(screen, context):
    screen.as_of.input.setFocus()
    screen.as_of.input.selectAll()
    keys("31/6/2022")
    press(Qt.Key.Key_Tab)
    settle(context)
    assert "không có trong lịch" in screen._problem.text()
    record = load_return(context.book, unit_subject(context.profile), 2022, MAIN)
    assert record.as_of == PartialDate(2022, 8)


def test_a_report_of_a_whole_year_shows_its_own_column():
    pairs = pairs_of(ReportingPeriod.parse("N2022"))
    assert (2022, Measure.ACTUAL) in pairs
    assert len(pairs) == 6
    assert len(pairs_of(ReportingPeriod.parse("KH2023"))) == 5


def test_the_form_of_an_organisation_is_filled_by_keyboard(screen, context):
    press(Qt.Key.Key_1, CONTROL)
    settle(context)
    view = screen.organisations
    assert QApplication.focusWidget() is view.search
    type_text(view.search, "huong son")
    settle(context)
    settle(context)
    names = [view.list.model().index(row).data() for row in range(view.list.model().rowCount())]
    assert names == ["HTX Dịch vụ tổng hợp Hương Sơn"]
    form = view._form()
    form.focus_field("O1")
    assert QApplication.focusWidget().objectName() == "O1"
    QApplication.focusWidget().selectAll()
    keys("9")
    press(Qt.Key.Key_Return)
    assert QApplication.focusWidget().objectName() == "O1.1"
    keys("x")
    press(Qt.Key.Key_Return)
    settle(context)
    assert "“x” không phải là số" in form._problems["O1.1"].text()
    uid = view._row.uid
    record = load_return(context.book, Subject(SubjectKind.ORGANISATION, uid), 2022, MAIN)
    assert record.values["O1"] == 9
    assert record.values.get("O1.1") is None
    assert form._editors["O1.1"].line.text() == "x"


def test_an_unfinished_field_keeps_the_organisation(screen, context):
    press(Qt.Key.Key_1, CONTROL)
    settle(context)
    view = screen.organisations
    first = view._row
    view._form().focus_field("O1")
    QApplication.focusWidget().selectAll()
    keys("y")
    view.list.setFocus()
    press(Qt.Key.Key_Down)
    settle(context)
    assert view._row == first
    assert QApplication.focusWidget().objectName() == "O1"
    assert view._form()._editors["O1"].line.text() == "y"


def test_a_place_of_an_organisation_opens_its_field(screen, context):
    query = RegisterQuery()
    rows = organisation_rows(context.book, organisation_ids(context.book, query), query)
    screen.open(Place(SubjectKind.ORGANISATION, rows[3].uid, "", "O2", "Lao động"))
    settle(context)
    assert screen.organisations._row.uid == rows[3].uid
    assert QApplication.focusWidget().objectName() == "O2"


def test_a_link_of_the_finding_jumps_to_the_other_place(screen, context, qtbot):
    go(screen, context, "A2")
    with qtbot.waitSignal(context.jump_requested) as caught:
        screen.panel.finding.linkActivated.emit("0/0")
    assert caught.args[0].code == "S2"


def test_ctrl_g_writes_the_explanation_beside_the_figure(screen, context):
    go(screen, context, "A2")
    press(Qt.Key.Key_G, CONTROL)
    dialog = screen.findChild(ExplainDialog)
    type_text(dialog.findChild(QPlainTextEdit), "Đang đối chiếu.")
    dialog.accept()
    settle(context)
    assert "3.765" not in screen.panel.finding.text()
    row = screen.tables["A"].currentIndex().row()
    model = screen.tables["A"].annual_model
    assert model.dot(model.index(row, 1)) is Severity.WARNING  # the year before has no [A1]


def test_esc_outside_a_cell_leaves_the_grid(screen, context):
    go(screen, context, "A2")
    press(Qt.Key.Key_Escape)
    assert QApplication.focusWidget().text() == "Biểu A – Chỉ tiêu chung"


def test_headings_and_comparisons_are_never_the_active_cell(screen, context):
    go(screen, context, "A9")
    press(Qt.Key.Key_Down)
    assert screen.tables["A"].current_cell.code == "B1"
    press(Qt.Key.Key_Right)
    press(Qt.Key.Key_Right)
    press(Qt.Key.Key_Tab)
    assert (screen.tables["A"].current_cell.code, screen.tables["A"].current_cell.year) == (
        "B1.1",
        2021,
    )


def test_the_models_keep_the_contract_of_qt(screen, qtmodeltester):
    qtmodeltester.check(screen.tables["A"].annual_model)
    qtmodeltester.check(screen.tables["B2"].annual_model)
    qtmodeltester.check(screen.organisations.list.model())

"""Biểu C, D, E on screen: chosen, read, traced to their records, printed, exported."""

import pytest
from openpyxl import load_workbook
from PySide6.QtCore import QSettings, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog

from ktt_desktop.domain.document import Align, Column, Row, Table
from ktt_desktop.domain.dossier import DossierDraft, Kind, Stage
from ktt_desktop.domain.period import ReportingPeriod
from ktt_desktop.domain.records import ChangeSet
from ktt_desktop.domain.sourced_table import unsourced
from ktt_desktop.domain.terms import SubjectKind
from ktt_desktop.services.dossiers import delete_dossier, dossiers, save_dossier
from ktt_desktop.ui import messages
from ktt_desktop.ui.print_dialog import PrintDialog
from ktt_desktop.ui.screens.behind_dialog import BehindDialog
from ktt_desktop.ui.screens.dossier_table_view import FormTable
from ktt_desktop.ui.screens.dossier_tables import DossierTables
from tests.ui.screens.opened import CONTROL, press, settle

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
KEY = Qt.Key


@pytest.fixture
def support(context):
    """One record in the columns of the half year, besides nothing."""
    for row in dossiers(context.book, [Kind.SUPPORT, Kind.CREDIT, Kind.PILOT, Kind.TARGET]):
        delete_dossier(context.book, row.draft.uid)
    draft = DossierDraft(
        Kind.SUPPORT,
        year=2022,
        period=Stage.HALF_YEAR,
        topic="H2.1",
        programme="QD1804",
        values={"content": "Lớp bồi dưỡng", "classes_done": 2, "persons_done": 240},
        money={"done.NSTW": 920_000_000},
    )
    return save_dossier(context.book, draft)[0]


@pytest.fixture
def screen(qtbot, context, support):
    screen = DossierTables(context)
    qtbot.addWidget(screen)
    screen.resize(1170, 660)
    with qtbot.waitActive(screen):
        screen.show()
        screen.activateWindow()
    screen.open()
    settle(context)
    yield screen
    settle(context)


def go_to(screen, code, key):
    table = screen.table.form.table
    row = next(place for place, each in enumerate(table.rows) if each.code == code)
    column = [each.key for each in table.columns].index(key)
    screen.table.choose(row, column - 2)
    screen.table.setFocus()
    return screen.table.current_cell


def test_the_first_form_shows_the_figures_of_the_period(screen, context):
    assert screen.chosen == "C"
    assert go_to(screen, "H2.1", "TH.KL").text == "2 lớp; 240 người"
    assert go_to(screen, "Σ", "TH.TONG").text == "920"
    assert "Đơn vị tính: triệu đồng" in screen.title.text()
    assert "ô để trống là chưa có số liệu" in screen.notes.text()
    model = screen.table.form
    assert model.headerData(1, Qt.Orientation.Horizontal) == "Thực hiện năm 2021 Khối lượng"
    assert model.headerData(0, Qt.Orientation.Vertical).startswith("Thành lập mới")
    assert model.data(model.index(1, 0), Qt.ItemDataRole.ToolTipRole).startswith("Điều 20")


def test_the_keys_choose_the_forms_and_an_empty_one_says_what_to_do(qtbot, screen, context):
    for place, form in enumerate(("C", "D", "D.1", "E", "Mục tiêu"), start=1):
        press(KEY(KEY.Key_0 + place), CONTROL)
        assert screen.chosen == form
    assert screen.empty.isVisible()
    assert "Ghi ở danh sách Mục tiêu (Ctrl+N)" in screen.empty.text()
    assert not screen.notes.isVisible()
    press(KEY.Key_P, CONTROL)  # nothing to print
    assert not screen.findChildren(PrintDialog)


def test_a_figure_is_traced_to_its_records_and_enter_opens_one(qtbot, screen, context, support):
    go_to(screen, "H2.1", "TH.TONG")
    press(KEY.Key_I, CONTROL)
    qtbot.waitUntil(lambda: bool(screen.findChildren(BehindDialog)))
    dialog = screen.findChildren(BehindDialog)[-1]
    dialog.activateWindow()
    qtbot.waitUntil(dialog.isActiveWindow)
    where = "Bồi dưỡng nâng cao năng lực · Thực hiện 6 tháng năm 2022 Kinh phí"
    assert dialog.told.text() == f"{where}: 920"
    assert "Điều 20 Luật Hợp tác xã 2023" in dialog.hint.text()
    about, what, share = dialog.table.texts(0)
    assert "6 tháng đầu năm · 2022" in about
    assert what == "Lớp bồi dưỡng; Cả đơn vị"
    assert share == "920"
    with qtbot.waitSignal(context.jump_requested) as caught:
        press(KEY.Key_Return)
    place = caught.args[0]
    assert (place.kind, place.key, place.sector) == (SubjectKind.DOSSIER, support.uid, "support")


def test_a_blank_cell_has_no_record_behind_it(qtbot, screen):
    go_to(screen, "H12", "P.TONG")
    press(KEY.Key_I, CONTROL)
    qtbot.waitUntil(lambda: bool(screen.findChildren(BehindDialog)))
    dialog = screen.findChildren(BehindDialog)[-1]
    assert "chưa có số liệu" in dialog.told.text()
    assert dialog.table.count == 0
    dialog.activateWindow()
    qtbot.waitUntil(dialog.isActiveWindow)
    press(KEY.Key_Return)  # opens nothing
    assert dialog.isVisible()
    press(KEY.Key_Escape)
    qtbot.waitUntil(lambda: not screen.findChildren(BehindDialog))


def test_a_change_elsewhere_and_another_period_are_shown_at_once(screen, context, support):
    delete_dossier(context.book, support.uid)
    context.changes.changed.emit(ChangeSet(dossiers=True))
    settle(context)
    assert screen.empty.isVisible()
    assert "các năm 2021, 2022, 2023" in screen.empty.text()
    context.set_period(ReportingPeriod.parse("KH2025"))
    settle(context)
    assert "các năm 2023, 2024, 2025" in screen.empty.text()


def test_a_cell_that_is_gone_to_is_chosen_alone_even_with_ctrl_held_down(screen):
    go_to(screen, "H2.1", "TH.KL")
    QTest.keyPress(screen.table, KEY.Key_B, CONTROL)
    assert QApplication.keyboardModifiers() == CONTROL
    go_to(screen, "H4", "TH.KL")
    chosen = screen.table.selectedIndexes()
    QTest.keyRelease(screen.table, KEY.Key_B)
    assert len(chosen) == 1


def test_the_chosen_cells_are_copied_as_excel_takes_them(screen):
    go_to(screen, "H2.1", "TH.KL")
    press(KEY.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    press(KEY.Key_C, CONTROL)
    assert QApplication.clipboard().text() == "2 lớp; 240 người\t920"


def test_in_a_low_window_the_notes_are_the_tool_tip_of_the_title(qtbot, screen):
    assert screen.notes.isVisible()
    screen.resize(704, 400)
    qtbot.waitUntil(lambda: not screen.notes.isVisible())
    assert "ô để trống là chưa có số liệu" in screen.title.toolTip()


def test_esc_leaves_the_table(qtbot, screen):
    screen.table.setFocus()
    with qtbot.waitSignal(screen.left):
        press(KEY.Key_Escape)


def test_the_form_is_printed_from_its_pages(qtbot, screen, context):
    press(KEY.Key_P, CONTROL)
    qtbot.waitUntil(lambda: bool(screen.findChildren(PrintDialog)))
    dialog = screen.findChildren(PrintDialog)[-1]
    qtbot.waitUntil(lambda: dialog.preview.count > 0, timeout=10_000)
    dialog.reject()


@pytest.mark.parametrize("typed", ["bieu", "bieu.xlsx"])
def test_the_form_is_exported_to_where_the_officer_says(
    qtbot, screen, context, tmp_path, monkeypatch, typed
):
    kept, told = {}, []
    monkeypatch.setattr(QSettings, "value", lambda _, name, other=None: kept.get(name, other))
    monkeypatch.setattr(QSettings, "setValue", lambda _, name, value: kept.update({name: value}))
    monkeypatch.setattr(messages, "inform", lambda *words: told.append(words[2]))
    monkeypatch.setattr(
        QFileDialog,
        "getSaveFileName",
        lambda *_: (str(tmp_path / typed), "Bảng Excel (*.xlsx)"),
    )
    press(KEY.Key_F12)
    qtbot.waitUntil(lambda: bool(told), timeout=10_000)
    assert told == ["Đã ghi biểu vào tệp bieu.xlsx."]
    page = load_workbook(tmp_path / "bieu.xlsx")["Biểu C"]
    assert 920 in {cell.value for row in page.iter_rows() for cell in row}
    assert kept["dossiers/folder"] == str(tmp_path)


def test_giving_up_the_file_name_writes_nothing(screen, tmp_path, monkeypatch):
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: ("", ""))
    press(KEY.Key_F12)
    assert not list(tmp_path.glob("*.xlsx"))


def test_rows_are_as_high_as_their_words_and_columns_keep_whole_words(qtbot):
    long = "Hỗ trợ hợp tác xã tham gia hội chợ, xây dựng nhãn hiệu tập thể, truy xuất nguồn gốc"
    columns = (
        Column("TT", 4, Align.CENTRE),
        Column("Nội dung", 20),
        Column("Diễn giải", 10),
        Column("Kinh phí", 7, Align.RIGHT, "Nhu cầu"),
        Column("NSTW", 7, Align.RIGHT, "Nhu cầu"),
    )
    rows = (Row(("1", "Ngắn", long, "1.234", "")), Row(("2", long * 3, "", "", "5")))
    table = FormTable()
    qtbot.addWidget(table)
    table.resize(900, 400)
    table.show()
    table.show_table(unsourced("X", "Biểu", Table(columns, rows)))
    plain = table.fontMetrics().height()
    assert table.rowHeight(0) > 3 * plain
    assert table.rowHeight(1) > 3 * plain
    assert table.columnWidth(0) < 200
    grouped = table.horizontalHeader().sizeHint().height()
    assert grouped > 3 * plain
    labels = table.verticalHeader()
    assert labels.width() == 330
    table.resize(640, 400)
    QApplication.processEvents()
    assert labels.width() == 210

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit

from ktt_desktop.domain.period import ReportingPeriod, YearMeasure
from ktt_desktop.domain.progress import Silent
from ktt_desktop.domain.records import Subject
from ktt_desktop.domain.register_list import RegisterQuery
from ktt_desktop.domain.terms import Measure, OrganisationKind, PeriodKind, SubjectKind
from ktt_desktop.services import closing, copying
from ktt_desktop.services.annual_return import load_return, save_values
from ktt_desktop.services.grid_choices import GridChoices, load_choices
from ktt_desktop.services.register import delete_organisation
from ktt_desktop.services.register_list import organisation_ids, organisation_rows
from ktt_desktop.ui import messages
from ktt_desktop.ui.screens.annual import AnnualScreen
from ktt_desktop.ui.screens.annual_grid_bar import GridColumnsDialog
from ktt_desktop.ui.screens.annual_grid_table import Area
from tests.keyboard import type_text
from tests.ui.screens.opened import CONTROL, PLAIN, opened, press, settle

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
KEY, SHIFT = Qt.Key, Qt.KeyboardModifier.ShiftModifier
MAIN = Measure.HALF_YEAR


@pytest.fixture
def screen(qtbot, context):
    screen = AnnualScreen(context)
    yield from opened(qtbot, context, screen)


@pytest.fixture
def grid(screen, context):
    """The grid of HTX, at the first cell, the keyboard in it."""
    screen._show_view("grid")
    settle(context)
    screen.grid.table.setFocus()
    return screen.grid


@pytest.fixture
def names(context):
    """Names of the HTX in the order of the register."""
    return [each.name for each in rows(context)]


def rows(context):
    query = RegisterQuery(kinds=(OrganisationKind.COOPERATIVE,))
    return organisation_rows(context.book, organisation_ids(context.book, query), query)


def keys(text):
    for letter in text:  # the first one opens the cell, the others go into it
        QTest.keyClicks(QApplication.focusWidget(), letter)


def stored(context, row, code, measure=MAIN):
    subject = Subject(SubjectKind.ORGANISATION, rows(context)[row].uid)
    return load_return(context.book, subject, 2022, measure).values.get(code)


def put(context, row, measure=MAIN, year=2022, **values):
    subject = Subject(SubjectKind.ORGANISATION, rows(context)[row].uid)
    codes = {code.replace("_", "."): value for code, value in values.items()}
    change = save_values(context.book, subject, year, measure, codes)
    context.changes.changed.emit(change)
    settle(context)


def go(grid, row, code):
    codes = [each.code for each in grid.model.forms.columns]
    grid.table.choose(row, codes.index(code))


def at(grid):
    index = grid.table.currentIndex()
    return index.row(), grid.model.forms.columns[index.column()].code


def shown(grid, row, code):
    codes = [each.code for each in grid.model.forms.columns]
    return grid.model.index(row, codes.index(code)).data()


def total(grid, code):
    model = grid.totals.model
    place = [each.code for each in model.columns].index(code)
    return model.index(0, place).data(), model.known(place)


def test_rows_are_the_register_and_columns_the_form_of_the_kind(grid, context, names):
    model, down = grid.model, Qt.Orientation.Vertical
    assert [model.headerData(row, down) for row in range(model.rowCount())] == names
    expected = context.book.catalogue.edition.for_kind(OrganisationKind.COOPERATIVE)
    assert [each.code for each in model.forms.columns] == [each.code for each in expected]
    head = model.headerData(0, Qt.Orientation.Horizontal).replace("\n", " ")
    assert head == "Tổng số thành viên (người)"
    assert (model.forms.year, model.forms.measure) == (2022, MAIN)


def test_a_typed_number_is_saved_when_the_cell_is_left(grid, context, qtbot):
    go(grid, 1, "O1")
    keys("1.250")
    with qtbot.waitSignal(context.saved):
        press(KEY.Key_Return)
    assert at(grid) == (2, "O1")
    assert shown(grid, 1, "O1") == "1.250"  # before and after the book answered
    settle(context)
    assert shown(grid, 1, "O1") == "1.250"
    assert stored(context, 1, "O1") == 1250


def test_keys_move_as_in_excel(grid):
    last_row, last = grid.model.rowCount() - 1, grid.model.forms.columns[-1].code
    go(grid, 3, "O2")
    for key, modifier, place in (
        (KEY.Key_Right, PLAIN, (3, "O2.1")),
        (KEY.Key_Tab, PLAIN, (3, "O2.2")),
        (KEY.Key_Backtab, SHIFT, (3, "O2.1")),
        (KEY.Key_Down, PLAIN, (4, "O2.1")),
        (KEY.Key_Return, SHIFT, (3, "O2.1")),
        (KEY.Key_Home, PLAIN, (3, "O1")),
        (KEY.Key_End, PLAIN, (3, last)),
        (KEY.Key_Down, CONTROL, (last_row, last)),
        (KEY.Key_Left, CONTROL, (last_row, "O1")),
        (KEY.Key_Up, CONTROL, (0, "O1")),
        (KEY.Key_End, CONTROL, (last_row, last)),
        (KEY.Key_Home, CONTROL, (0, "O1")),
        (KEY.Key_Right, CONTROL, (0, last)),
        (KEY.Key_Tab, PLAIN, (1, "O1")),
    ):
        press(key, modifier)
        assert at(grid) == place, key
    press(KEY.Key_PageDown)
    assert at(grid)[0] > 1


def test_shift_chooses_a_block_and_ctrl_shift_to_the_edge(grid):
    go(grid, 2, "O1.1")
    press(KEY.Key_Down, SHIFT)
    press(KEY.Key_Right, SHIFT)
    assert grid.table.area() == Area(2, 1, 2, 2)
    press(KEY.Key_Down, SHIFT | CONTROL)
    assert grid.table.area() == Area(2, 1, grid.model.rowCount() - 2, 2)


def test_f2_keeps_and_typing_replaces_and_esc_gives_back(grid, context):
    put(context, 0, O1=1234)
    go(grid, 0, "O1")
    press(KEY.Key_F2)
    assert QApplication.focusWidget().text() == "1234"
    press(KEY.Key_Escape)
    keys("5")
    assert QApplication.focusWidget().text() == "5"
    press(KEY.Key_Escape)
    settle(context)
    assert stored(context, 0, "O1") == 1234
    assert QApplication.focusWidget() is grid.table


def test_an_input_method_that_sends_backspaces_loses_nothing(grid, context):
    go(grid, 0, "O1")
    press(KEY.Key_F2)
    editor = QApplication.focusWidget()
    editor.selectAll()
    type_text(editor, "12")
    QTest.keyClick(editor, KEY.Key_Backspace)
    type_text(editor, "34")
    assert editor.text() == "134"
    press(KEY.Key_Return)
    settle(context)
    assert stored(context, 0, "O1") == 134


def test_what_is_not_a_number_keeps_its_cell_open_and_is_told(grid, context):
    go(grid, 0, "O1")
    keys("1x")
    press(KEY.Key_Return)
    assert isinstance(QApplication.focusWidget(), QLineEdit)
    assert "“1x” không phải là số" in grid.words.panel.problem.text()
    press(KEY.Key_Escape)
    settle(context)
    assert grid.table.open_editor() is None


def test_enter_goes_right_where_the_officer_wants_it_so_and_that_is_kept(grid, context):
    grid.bar._right.actions()[1].trigger()
    settle(context)
    go(grid, 2, "O1")
    press(KEY.Key_Return)
    assert at(grid) == (2, "O1.1")
    keys("7")
    press(KEY.Key_Return)
    assert at(grid) == (2, "O1.2")
    press(KEY.Key_Return, SHIFT)
    assert at(grid) == (2, "O1.1")
    assert load_choices(context.book) == GridChoices(enter_goes_right=True)


def test_delete_clears_the_block_and_one_undo_brings_it_back(grid, context):
    put(context, 0, O1=5, O1_1=3)
    put(context, 1, O1=6)
    go(grid, 0, "O1")
    press(KEY.Key_Down, SHIFT)
    press(KEY.Key_Right, SHIFT)
    press(KEY.Key_Delete)
    settle(context)
    assert [stored(context, 0, "O1"), stored(context, 0, "O1.1"), stored(context, 1, "O1")] == [
        None, None, None,
    ]  # fmt: skip
    assert shown(grid, 0, "O1") == "–"
    press(KEY.Key_Z, CONTROL)
    settle(context)
    assert [stored(context, 0, "O1"), stored(context, 0, "O1.1"), stored(context, 1, "O1")] == [
        5, 3, 6,
    ]  # fmt: skip
    press(KEY.Key_Y, CONTROL)
    settle(context)
    assert stored(context, 0, "O1") is None


def test_undo_is_refused_in_words_where_the_cell_was_changed_elsewhere(grid, context, monkeypatch):
    told = []
    monkeypatch.setattr(messages, "warn", lambda *words: told.append(words[2]))
    go(grid, 0, "O1")
    keys("5")
    press(KEY.Key_Return)
    settle(context)
    put(context, 0, O1=9)
    press(KEY.Key_Z, CONTROL)
    settle(context)
    assert "đã được sửa ở nơi khác, nay là 9" in told[0]
    assert (stored(context, 0, "O1"), shown(grid, 0, "O1")) == (9, "9")
    press(KEY.Key_Y, CONTROL)  # the act is over: nothing comes back by the side door
    settle(context)
    assert stored(context, 0, "O1") == 9
    assert len(told) == 1


def test_ctrl_d_fills_down_and_one_undo_takes_it_back(grid, context):
    put(context, 0, O5=1_234_000, O6=-500_000)
    put(context, 1, O5=None)
    go(grid, 0, "O5")
    for _ in range(3):
        press(KEY.Key_Down, SHIFT)
    codes = [each.code for each in grid.model.forms.columns]
    for _ in range(codes.index("O6") - codes.index("O5")):
        press(KEY.Key_Right, SHIFT)
    press(KEY.Key_D, CONTROL)
    settle(context)
    assert [stored(context, row, "O5") for row in range(5)] == [1_234_000] * 4 + [None]
    assert [stored(context, row, "O6") for row in range(4)] == [-500_000] * 4
    press(KEY.Key_Z, CONTROL)
    settle(context)
    assert [stored(context, row, "O5") for row in range(3)] == [1_234_000, None, None]


def test_ctrl_d_and_ctrl_r_in_one_cell_take_the_cell_before(grid, context):
    put(context, 0, O1=8)
    go(grid, 1, "O1")
    press(KEY.Key_D, CONTROL)
    settle(context)
    assert stored(context, 1, "O1") == 8
    press(KEY.Key_Right)
    press(KEY.Key_R, CONTROL)
    settle(context)
    assert stored(context, 1, "O1.1") == 8
    go(grid, 0, "O1")
    press(KEY.Key_D, CONTROL)  # nothing above
    settle(context)
    assert stored(context, 0, "O1") == 8


def test_ctrl_r_fills_several_rows_to_the_right(grid, context):
    put(context, 0, O1=8)
    put(context, 1, O1=9)
    go(grid, 0, "O1")
    press(KEY.Key_Down, SHIFT)
    press(KEY.Key_Right, SHIFT)
    press(KEY.Key_Right, SHIFT)
    press(KEY.Key_R, CONTROL)
    settle(context)
    assert [stored(context, 0, code) for code in ("O1", "O1.1", "O1.2", "O1.3")] == [8, 8, 8, None]
    assert stored(context, 1, "O1.2") == 9


def test_what_is_copied_comes_back_the_same(grid, context):
    put(context, 0, O5=1_234_000, O6=-7_000_000)
    put(context, 1, O5=None)
    go(grid, 0, "O5")
    press(KEY.Key_Down, SHIFT)
    for _ in range(2):
        press(KEY.Key_Right, SHIFT)
    press(KEY.Key_C, CONTROL)
    settle(context)
    clipboard = QApplication.clipboard()
    assert clipboard.text() == "1,2340\t\t-7\r\n\t\t\r\n"
    assert 'x:num="1.2340"' in clipboard.mimeData().html()
    go(grid, 2, "O5")
    press(KEY.Key_V, CONTROL)
    settle(context)
    assert (stored(context, 2, "O5"), stored(context, 2, "O6")) == (1_234_000, -7_000_000)
    assert stored(context, 3, "O5") is None


def test_totals_are_live_and_tell_how_many_have_figures(grid, context):
    count = grid.model.rowCount()
    before, known = total(grid, "O1")
    number = int(before.replace(".", ""))
    have = int(known.split("/")[0])
    assert known == f"{have}/{count}"
    assert shown(grid, 3, "O1") == "–"
    go(grid, 3, "O1")
    keys("100")
    press(KEY.Key_Return)
    settle(context)
    assert total(grid, "O1") == (str(number + 100), f"{have + 1}/{count}")


def test_an_average_is_weighed_and_its_denominator_told(grid, context):
    put(context, 0, O2=10, O7=4_000_000)
    put(context, 1, O2=30, O7=8_000_000)
    words = grid.totals.model
    place = [each.code for each in words.columns].index("O7")
    assert total(grid, "O7")[0] == "7"
    assert "chia theo [O2] = 40" in words.words(place)
    spoken = words.index(0, place).data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == words.words(place)


def test_the_panel_compares_with_last_year_and_the_plan(grid, context):
    put(context, 0, O1=45)
    put(context, 0, Measure.PLAN, O1=50)
    put(context, 0, MAIN, 2021, O1=40)
    go(grid, 1, "O1")
    go(grid, 0, "O1")
    settle(context)
    panel = grid.words.panel
    assert panel.compared.text() == "6 tháng 2021: 40 · Kế hoạch 2022: 50 (đạt 90%)"
    assert "45" in panel.value.text()
    assert "2021: 40; 2022: 45" in panel.chart.accessibleName()


def test_money_in_đồng_is_shown_typed_and_kept(grid, context):
    put(context, 0, O5=1_234_500)
    assert shown(grid, 0, "O5") == "1,235"  # three places of triệu đồng
    grid.bar._dong.actions()[1].trigger()
    settle(context)
    assert shown(grid, 0, "O5") == "1.234.500"
    codes = [each.code for each in grid.model.forms.columns]
    head = grid.model.headerData(codes.index("O5"), Qt.Orientation.Horizontal)
    assert head.replace("\n", " ").endswith("(đồng)")
    go(grid, 0, "O5")
    keys("1.200")
    press(KEY.Key_Return)
    settle(context)
    assert stored(context, 0, "O5") == 1200
    assert load_choices(context.book).in_dong


def test_columns_are_chosen_and_kept_for_the_kind(grid, context, qtbot):
    grid._choose_columns()
    dialog = grid.findChild(GridColumnsDialog)
    qtbot.waitUntil(dialog.isVisible)
    dialog._check(checked=False)
    assert not dialog._take.isEnabled()
    for row in (0, 4):
        dialog.list.setCurrentRow(row)
        QTest.keyClick(dialog.list, KEY.Key_Space)
    dialog.accept()
    settle(context)
    assert [each.code for each in grid.model.forms.columns] == ["O1", "O1.4"]
    assert load_choices(context.book).columns == {"HTX": ("O1", "O1.4")}
    assert len(grid.totals.model.totals) == 2


def test_another_kind_has_its_own_rows_and_columns(grid, context):
    chips = grid.bar.filters._chips
    chips["THT"].click()
    settle(context)
    kind = OrganisationKind.COOPERATIVE_GROUP
    expected = context.book.catalogue.edition.for_kind(kind)
    assert [each.code for each in grid.model.forms.columns] == [each.code for each in expected]
    query = RegisterQuery(kinds=(kind,))
    assert list(grid.model.ids()) == organisation_ids(context.book, query)


def test_searching_leaves_the_found_ones_and_says_when_there_are_none(grid, context, names):
    grid.bar.filters.search.setFocus()
    type_text(grid.bar.filters.search, "huong son")
    settle(context)
    settle(context)
    assert [grid.model.name_of(row) for row in range(grid.model.rowCount())] == [
        "HTX Dịch vụ tổng hợp Hương Sơn"
    ]
    assert total(grid, "O1")[1].endswith("/1")
    type_text(grid.bar.filters.search, "xyz")
    settle(context)
    settle(context)
    assert "Không có tổ chức nào" in grid._empty.text()
    assert grid._empty.isVisible()


def test_another_measure_shows_and_saves_its_own_figures(grid, context):
    put(context, 0, O1=5)
    put(context, 0, Measure.PLAN, O1=50)
    box = grid.bar._measures
    box.setCurrentIndex(box.findText("Kế hoạch"))
    box.activated.emit(box.currentIndex())
    settle(context)
    assert shown(grid, 0, "O1") == "50"
    go(grid, 0, "O1")
    keys("60")
    press(KEY.Key_Return)
    settle(context)
    assert (stored(context, 0, "O1", Measure.PLAN), stored(context, 0, "O1")) == (60, 5)


def test_a_change_elsewhere_is_shown_and_the_place_is_kept(grid, context):
    go(grid, 4, "O2")
    put(context, 2, O2=77)
    assert shown(grid, 2, "O2") == "77"
    assert at(grid) == (4, "O2")
    name = grid.model.name_of(4)
    uid = rows(context)[0].uid
    context.save(grid, lambda _: delete_organisation(context.book, uid))
    settle(context)
    assert grid.model.name_of(3) == name
    assert at(grid) == (3, "O2")


def test_closed_figures_are_told_and_the_old_number_comes_back(grid, context, monkeypatch):
    told = []
    monkeypatch.setattr(messages, "warn", lambda *words: told.append(words[2]))
    closing.close_period(context.book, ReportingPeriod(2022, PeriodKind.HALF_YEAR), "đã ký")
    before = shown(grid, 0, "O1")
    go(grid, 0, "O1")
    keys("5")
    press(KEY.Key_Return)
    settle(context)
    assert "đã chốt" in told[0]
    assert shown(grid, 0, "O1") == before


def test_enter_confirms_a_figure_copied_from_last_year(grid, context):
    put(context, 3, MAIN, 2021, O1=40)
    uid, into = rows(context)[3].uid, YearMeasure(2022, MAIN)
    change = copying.copy_last_year(context.book, [uid], into, ["O1"], Silent())[1]
    context.changes.changed.emit(change)
    settle(context)
    go(grid, 3, "O1")
    assert grid.model.is_unconfirmed(grid.table.currentIndex())
    press(KEY.Key_Return)
    settle(context)
    assert not grid.model.is_unconfirmed(grid.model.index(3, 0))
    assert stored(context, 3, "O1") == 40


def test_the_names_stand_still_and_the_totals_follow(grid, context):
    go(grid, 0, grid.model.forms.columns[-1].code)
    above, below = grid.table.horizontalScrollBar(), grid.totals.view.horizontalScrollBar()
    assert above.value() > 0
    assert below.value() == above.value()
    last = grid.model.columnCount() - 1
    assert grid.totals.view.columnWidth(last) == grid.table.columnWidth(last)
    left = grid.table.viewport().mapTo(grid, grid.table.viewport().rect().topLeft()).x()
    view = grid.totals.view.viewport()
    assert view.mapTo(grid, view.rect().topLeft()).x() == left
    assert grid.table.columnViewportPosition(last) == grid.totals.view.columnViewportPosition(last)


def test_esc_outside_a_cell_leaves_the_grid(grid):
    press(KEY.Key_Escape)
    assert QApplication.focusWidget().text() == "Lưới"


def test_a_cell_says_whose_figure_it_is(grid, names):
    index = grid.model.index(0, 0)
    spoken = index.data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken.startswith(f"{names[0]}, Tổng số thành viên (người): ")
    for widget in (grid.table, grid.totals.view, grid.bar._measures, grid.bar._menu):
        assert widget.accessibleName()


def test_a_narrow_window_has_one_line_for_the_panel(grid, context, screen):
    screen.resize(700, 420)
    settle(context)
    assert grid.words.panel.isHidden()
    go(grid, 0, "O2")
    settle(context)
    assert grid.words.line.isVisible()
    assert "Kế hoạch 2022" in grid.words.line.text()
    metrics = QFontMetrics(grid.table.font())
    assert grid.table.names_width > metrics.horizontalAdvance("HTX nông nghiệp")
    titles = [button.text() for button in screen._chips.buttons()]
    assert "Biểu A" in titles


def test_undo_belongs_to_the_view_that_is_shown(grid, context, screen):
    go(grid, 0, "O1")
    keys("5")
    press(KEY.Key_Return)
    settle(context)
    screen._show_view(next(iter(screen.tables)))
    settle(context)
    press(KEY.Key_Z, CONTROL)
    settle(context)
    assert stored(context, 0, "O1") == 5


def test_another_year_forgets_what_could_be_undone(grid, context):
    go(grid, 0, "O1")
    keys("5")
    press(KEY.Key_Return)
    settle(context)
    context.set_period(replace(context.period, year=2023))
    settle(context)
    assert not grid.entry.undo_stack.canUndo()
    assert grid.model.forms.year == 2023
    assert shown(grid, 0, "O1") == "–"


def test_the_models_keep_the_contract_of_qt(grid, qtmodeltester):
    qtmodeltester.check(grid.model)
    qtmodeltester.check(grid.totals.model)


def test_another_unit_has_other_communes_to_filter_by(grid, context):
    before = grid.bar.filters._filters["communes"]._actions
    commune = next(iter(before))
    context.set_profile(replace(context.profile, code="07375", historical=False))
    settle(context)
    assert list(grid.bar.filters._filters["communes"]._actions) == ["07375"] != [commune]

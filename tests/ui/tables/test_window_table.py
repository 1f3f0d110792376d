import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QHelpEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QStyleOptionViewItem, QToolTip

from ktt_desktop.ui.tables.columns import Column
from ktt_desktop.ui.tables.window_model import WindowModel
from ktt_desktop.ui.tables.window_table import WindowTable
from ktt_desktop.ui.theme import TONES

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
LONG = "Hợp tác xã nông nghiệp, dịch vụ tổng hợp và xây dựng nông thôn mới Đào Mỹ"


CONTROL = Qt.KeyboardModifier.ControlModifier
SORTING = CONTROL | Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def columns():
    return (
        Column("name", "Tên", 20, lambda row: f"HTX {row}", sort_key="name"),
        Column("note", "Ghi chú", 8, lambda row: LONG if row == 1 else "ngắn"),
        Column("status", "Tình trạng", 20, lambda _: "Vướng mắc", tone=lambda _: "error"),
    )


@pytest.fixture
def table(qtbot, columns):
    model = WindowModel(columns, lambda ids: {each: each for each in ids})
    table = WindowTable(model, pills=("status",))
    qtbot.addWidget(table)
    table.resize(700, 400)
    table.show()
    table.show_ids(range(5_000))
    return table


def test_the_chosen_record_stays_chosen_when_the_order_changes(table):
    table.show_ids(range(5_000), 42)
    table.show_ids(range(4_999, -1, -1))
    assert table.current_id() == 42
    assert table.currentIndex().row() == 4_999 - 42
    assert [index.row() for index in table.selectionModel().selectedRows()] == [4_999 - 42]


def test_when_the_chosen_record_goes_the_one_in_its_place_is_chosen(table):
    table.show_ids([1, 2, 3], 2)
    table.show_ids([1, 3])
    assert table.current_id() == 3
    table.show_ids([1])
    assert table.current_id() == 1
    table.show_ids([])
    assert table.current_id() is None


def test_the_scroll_bar_reaches_the_true_end(table):
    QTest.keyClick(table, Qt.Key.Key_End, Qt.KeyboardModifier.ControlModifier)
    assert table.current_id() == 4_999


def test_letters_typed_on_the_list_read_no_further_pages(table):
    QTest.keyClicks(table, "htx 4999")
    assert table.current_id() == 0
    assert len(table.window_model._pages) == 1


def test_control_shift_and_an_arrow_sort_by_the_column_of_the_active_cell(qtbot, table):
    with qtbot.waitSignal(table.sort_wanted) as wanted:
        QTest.keyClick(table, Qt.Key.Key_Down, SORTING)
    assert wanted.args == ["name", True]
    QTest.keyClick(table, Qt.Key.Key_Right)
    with qtbot.assertNotEmitted(table.sort_wanted):
        QTest.keyClick(table, Qt.Key.Key_Up, SORTING)


@pytest.fixture
def many(qtbot, columns):
    table = WindowTable(WindowModel(columns, lambda ids: {each: each for each in ids}), many=True)
    qtbot.addWidget(table)
    table.resize(700, 400)
    table.show()
    table.show_ids(range(5_000))
    return table


def test_rows_are_chosen_with_shift_and_control(qtbot, many):
    QTest.keyClick(many, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    assert list(many.chosen_ids()) == [0, 1]
    QTest.keyClick(many, Qt.Key.Key_Down, CONTROL)
    QTest.keyClick(many, Qt.Key.Key_Down, CONTROL)
    assert list(many.chosen_ids()) == [0, 1]
    QTest.keyClick(many, Qt.Key.Key_Space, CONTROL)
    assert list(many.chosen_ids()) == [0, 1, 3]
    with qtbot.waitSignal(many.chosen_changed):
        QTest.keyClick(many, Qt.Key.Key_A, CONTROL)
    assert list(many.chosen_ids()) == list(range(5_000))


def test_chosen_rows_stay_chosen_in_another_order_and_a_choice_of_thousands_ends(many):
    for _ in range(3):
        QTest.keyClick(many, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    many.show_ids(range(4_999, -1, -1))
    assert list(many.chosen_ids()) == [3, 2, 1, 0]
    assert many.current_id() == 3

    many.selectAll()
    many.show_ids(range(0, 5_000, 2))
    assert len(many.chosen_ids()) == 2_500
    many.show_ids(range(5_000))
    assert len(many.chosen_ids()) == 1


def test_one_row_at_a_time_where_only_one_may_be_chosen(table):
    QTest.keyClick(table, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    assert list(table.chosen_ids()) == [1]


def test_the_keys_of_the_list_ask_the_screen(qtbot, many):
    for key, modifier, signal in (
        (Qt.Key.Key_C, CONTROL, many.copy_wanted),
        (Qt.Key.Key_Delete, Qt.KeyboardModifier.NoModifier, many.delete_wanted),
    ):
        with qtbot.waitSignal(signal):
            QTest.keyClick(many, key, modifier)


def test_other_columns_keep_the_row_and_the_widths_the_officer_gave(qtbot, many, columns):
    many.show_ids(range(5_000), 42)
    with qtbot.waitSignal(many.widths_changed):
        many.horizontalHeader().resizeSection(1, 333)
    widths = many.widths()
    assert widths == {"note": 333}

    many.set_columns((columns[0], columns[2], columns[1]), widths)
    assert many.current_id() == 42
    assert many.columnWidth(2) == 333
    assert many.widths() == {"note": 333}
    many.set_columns(columns[:1], {})
    assert many.model().columnCount() == 1


def test_a_second_click_on_the_head_turns_the_order(qtbot, table):
    header = table.horizontalHeader()
    asked = []
    table.sort_wanted.connect(lambda *order: asked.append(order))
    table.sort_wanted.connect(table.window_model.show_order)
    for _ in range(3):
        QTest.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(20, 10))
    assert asked == [("name", False), ("name", True), ("name", False)]


def test_only_text_that_is_cut_is_told_in_full(monkeypatch, table):
    told = []
    monkeypatch.setattr(QToolTip, "showText", lambda _, text, *__: told.append(text))
    for row in (1, 2):
        index = table.model().index(row, 1)
        option = QStyleOptionViewItem()
        option.rect, option.fontMetrics = table.visualRect(index), table.fontMetrics()
        event = QHelpEvent(QHelpEvent.Type.ToolTip, QPoint(), QPoint())
        table.itemDelegate().helpEvent(event, table, option, index)
    assert told == [LONG, ""]


def test_a_state_is_painted_on_the_ground_of_its_tone(table):
    image = table.viewport().grab().toImage()
    rect = table.visualRect(table.model().index(0, 2))
    colours = {
        image.pixelColor(x, rect.center().y()).name().upper()
        for x in range(rect.left(), min(rect.right(), image.width() - 1))
    }
    assert TONES["error"][1] in colours


def test_the_first_column_takes_the_width_that_is_left_over(table):
    table.resize(1200, 400)
    widths = [table.columnWidth(place) for place in range(3)]
    assert sum(widths) == table.viewport().width()


def test_columns_that_may_give_way_do_so_before_the_list_is_scrolled_sideways(qtbot, columns):
    model = WindowModel(columns, lambda ids: {each: each for each in ids})
    table = WindowTable(model, yielding=("status",))
    qtbot.addWidget(table)
    table.resize(700, 400)
    table.show()
    table.show_ids(range(3))
    wide = table.columnWidth(2)
    natural = table._natural_width(20) + table._natural_width(8)

    table.resize(natural + 100, 400)
    assert table.columnWidth(2) < wide
    assert not table.isColumnHidden(2)
    qtbot.waitUntil(lambda: table.horizontalScrollBar().maximum() == 0)

    table.resize(natural + 20, 400)
    assert table.isColumnHidden(2)
    qtbot.waitUntil(lambda: table.horizontalScrollBar().maximum() == 0)

    table.resize(700, 400)
    assert table.columnWidth(2) == wide

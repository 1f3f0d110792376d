from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QTableWidget

from ktt_desktop.ui.dialog_frames import button_line, dress_rows, fit, key_button


def test_a_button_is_said_without_its_key_and_acts(qtbot):
    pressed = []
    button = key_button("&Ghi  Ctrl+S", lambda: pressed.append(True))
    qtbot.addWidget(button)
    QTest.keyClick(button, Qt.Key.Key_Space)

    assert (button.accessibleName(), button.autoDefault()) == ("Ghi", False)
    assert pressed == [True]


def test_the_last_buttons_stand_at_the_right_end(qtbot):
    dialog = QDialog()
    qtbot.addWidget(dialog)
    first, last = key_button("Thêm", list), key_button("Ghi", list)
    dialog.setLayout(button_line((first,), (last,)))
    dialog.resize(600, 80)
    dialog.show()

    assert first.geometry().left() < 50
    assert last.geometry().right() > 550


def test_tab_leaves_a_list_of_rows_whose_header_stands_left(qtbot):
    rows = QTableWidget(2, 2)
    qtbot.addWidget(rows)
    header = dress_rows(rows, "Các dòng", ("Mã", "Tên"))
    rows.setCurrentCell(1, 0)
    rows.show()
    QTest.keyClick(rows, Qt.Key.Key_Tab)

    assert rows.currentColumn() == 0
    assert len(rows.selectedIndexes()) == 2
    assert header.defaultAlignment() & Qt.AlignmentFlag.AlignLeft
    assert rows.horizontalHeaderItem(1).text() == "Tên"


def test_a_dialog_is_never_larger_than_the_screen(qtbot):
    dialog = QDialog()
    qtbot.addWidget(dialog)
    fit(dialog, (300, 200))
    assert (dialog.width(), dialog.height()) == (300, 200)

    fit(dialog, (9000, 9000))
    room = dialog.screen().availableSize()
    assert (dialog.width(), dialog.height()) == (room.width() - 40, room.height() - 40)

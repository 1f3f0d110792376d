"""Tìm hồ sơ trùng: side by side, chosen, made one and taken back, all by keyboard."""

import pytest
from PySide6.QtCore import Qt

from ktt_desktop.domain.errors import NotFoundError
from ktt_desktop.domain.merging import Side
from ktt_desktop.domain.organisation import OrganisationDraft, Person
from ktt_desktop.services.duplicates import find_duplicates
from ktt_desktop.services.register import delete_organisation, load_organisation, save_organisation
from ktt_desktop.ui.screens import register_duplicates
from ktt_desktop.ui.screens.register import RegisterScreen
from ktt_desktop.ui.screens.register_duplicates import DuplicatesDialog
from tests.ui.screens.opened import CONTROL, opened, press, settle

SHORT = "HTX thuỷ sản Lê Hồng Phong"
LONG = "Hợp tác xã dịch vụ chăn nuôi, nuôi trồng thủy sản Lê Hồng Phong"


@pytest.fixture
def two(context):
    def add(name, **fields):
        draft = OrganisationDraft(name=name, sector="NN.TS", **fields)
        return save_organisation(context.book, draft)[0]

    long = add(LONG, phone="0912 345 678", persons=(Person(name="Lê Sơn"), Person(name="Lê Hà")))
    short = add(SHORT, phone="0987 654 321", persons=(Person(name="Lê Hà"),), address="Thôn Đông")
    return long, short


@pytest.fixture
def screen(qtbot, context, two):
    yield from opened(qtbot, context, RegisterScreen(context))


@pytest.fixture
def dialog(qtbot, context, screen):
    press(Qt.Key.Key_T, CONTROL)
    settle(context)
    dialog = screen.findChildren(DuplicatesDialog)[-1]
    qtbot.waitUntil(dialog.isVisible)
    dialog.activateWindow()
    dialog.list.setFocus()
    qtbot.waitUntil(dialog.list.hasFocus)
    return dialog


def row_of(dialog, label):
    return next(
        place for place in range(dialog.table.count) if dialog.table.texts(place)[0] == label
    )


def shown(dialog, label):
    return tuple(dialog.table.texts(row_of(dialog, label))[1:])


def to_row(dialog, label):
    dialog.table.setFocus()
    wanted = row_of(dialog, label)
    for _ in range(dialog.table.count):
        if dialog.table.place == wanted:
            break
        press(Qt.Key.Key_Down if dialog.table.place < wanted else Qt.Key.Key_Up)
    assert dialog.table.place == wanted


def test_a_pair_stands_side_by_side_under_its_reason(dialog):
    lines = [dialog.list.item(row).text() for row in range(dialog.list.count())]
    assert lines == ["Tên gần giống nhau", f"● {LONG}\n● {SHORT}"]
    assert dialog.windowTitle() == "Hồ sơ có thể trùng nhau: 1 cặp"
    assert shown(dialog, "Điện thoại") == ("0912 345 678", "0987 654 321", "◀ Bên trái")
    assert shown(dialog, "Địa chỉ trụ sở (theo giấy chứng nhận)") == (
        *("–", "Thôn Đông"),
        "Bên phải ▶",
    )
    assert shown(dialog, "Người đại diện theo pháp luật")[2] == "Cả hai, trái trước"
    assert shown(dialog, "Tình trạng hoạt động")[2] == "Như nhau"
    assert dialog.about.text() == f"Tên tiếng Việt\nBên trái: {LONG}\nBên phải: {SHORT}"


def test_the_value_of_a_field_is_chosen_by_arrow_and_space(dialog):
    to_row(dialog, "Điện thoại")
    press(Qt.Key.Key_Right)
    assert dialog.answers["phone"] is Side.RIGHT
    assert shown(dialog, "Điện thoại")[2] == "Bên phải ▶"
    press(Qt.Key.Key_Space)
    assert dialog.answers["phone"] is Side.LEFT
    to_row(dialog, "Địa chỉ trụ sở (theo giấy chứng nhận)")
    press(Qt.Key.Key_Left)  # a blank never erases
    assert dialog.answers["address"] is Side.RIGHT


def test_two_become_one_and_two_again(qtbot, context, dialog, two):
    long, short = two
    to_row(dialog, "Điện thoại")
    press(Qt.Key.Key_Right)
    press(Qt.Key.Key_Left, CONTROL)
    settle(context)
    kept = load_organisation(context.book, long.uid)
    assert (kept.name, kept.phone, kept.address) == (LONG, "0987 654 321", "Thôn Đông")
    with pytest.raises(NotFoundError):
        load_organisation(context.book, short.uid)
    assert dialog.undo.words.text() == (
        f"Đã gộp “{SHORT}” vào “{LONG}”; hồ sơ kia ở trong thùng rác."
    )
    assert dialog.words.text() == "Không có hồ sơ nào có thể trùng nhau."
    assert not dialog.merge_left.isEnabled()

    press(Qt.Key.Key_Z, CONTROL)
    settle(context)
    assert [load_organisation(context.book, each.uid) for each in two] == [*two]
    assert dialog.merge_left.isEnabled()


def test_the_other_record_may_stay_and_the_screen_takes_it_back(
    qtbot, context, screen, dialog, two
):
    press(Qt.Key.Key_Right, CONTROL)
    settle(context)
    press(Qt.Key.Key_Escape)
    settle(context)
    assert screen.model.rowCount() == 13
    assert load_organisation(context.book, two[1].uid).name == LONG
    screen.activateWindow()
    qtbot.waitUntil(screen.table.hasFocus)
    press(Qt.Key.Key_Z, CONTROL)
    settle(context)
    assert screen.model.rowCount() == 14
    assert [load_organisation(context.book, each.uid) for each in two] == [*two]


def test_a_pair_told_apart_is_gone(context, dialog):
    press(Qt.Key.Key_X, CONTROL | Qt.KeyboardModifier.ShiftModifier)
    settle(context)
    assert dialog.list.count() == 0
    assert find_duplicates(context.book) == []


def test_a_record_gone_meanwhile_is_told_and_the_list_read_anew(context, dialog, two, monkeypatch):
    told = []
    monkeypatch.setattr(register_duplicates, "show_error", lambda _, error: told.append(str(error)))
    delete_organisation(context.book, two[1].uid)
    press(Qt.Key.Key_Left, CONTROL)
    settle(context)
    assert told == ["Hồ sơ không còn trong sổ. Nạp lại danh mục."]
    assert dialog.list.count() == 0

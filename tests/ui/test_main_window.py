import re
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QSize, Qt, QTimer
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QMenu, QVBoxLayout, QWidget

from ktt_desktop import __version__
from ktt_desktop.domain.findings import Place
from ktt_desktop.domain.period import ReportingPeriod
from ktt_desktop.domain.records import ChangeSet
from ktt_desktop.domain.terms import PeriodKind, Severity, SubjectKind
from ktt_desktop.services.settings import load_period
from ktt_desktop.services.validation import check_book, explain
from ktt_desktop.ui import desk as desk_module
from ktt_desktop.ui import main_window, messages, shortcuts
from ktt_desktop.ui.desk import Desk
from ktt_desktop.ui.main_window import MainWindow
from ktt_desktop.ui.navigation import BADGE_ROLE
from ktt_desktop.ui.screens_list import SCREENS
from tests.keyboard import type_text

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")
UI = Path(main_window.__file__).parent
STANDARD = {
    "Find": "Ctrl+F",
    "New": "Ctrl+N",
    "Save": "Ctrl+S",
    "Print": "Ctrl+P",
    "Undo": "Ctrl+Z",
    "Copy": "Ctrl+C",
    "Paste": "Ctrl+V",
    "Delete": "Delete",
}
ARROWS = {"Left": "←", "Right": "→", "Up": "↑", "Down": "↓"}
# By Qt: the cell (F2), all rows (Ctrl+A); by the letter underlined in a menu, on a button.
HANDLED = {"F2", "Ctrl+A", "Alt+H", "Alt+C"}
NAMES = [screen.name for screen in SCREENS]


class PlainScreen(QWidget):
    """Stands for any screen: a line to type in, and what the window asked of it."""

    def __init__(self, name):
        super().__init__()
        self.opened_at, self.looked_into = [], []
        self.line = QLineEdit()
        self.line.setAccessibleName(name)
        QVBoxLayout(self).addWidget(self.line)

    def open(self, place):
        self.opened_at.append(place)

    def verify(self, path):
        self.looked_into.append(path)


@pytest.fixture
def built():
    return {}


@pytest.fixture
def window(qtbot, context, built, monkeypatch):
    monkeypatch.setattr(desk_module, "CHECK_DELAY", 1)

    def plain(name):
        return lambda _: built.setdefault(name, PlainScreen(name))

    screens = [replace(screen, build=plain(screen.name)) for screen in SCREENS]
    window = MainWindow()
    qtbot.addWidget(window)
    window.desk = Desk(context, screens)
    window.show_desk(window.desk)
    window.show()
    qtbot.waitUntil(window.isActiveWindow)
    yield window
    window.hide()


def texts(window):
    return [label.text() for label in window.findChildren(QLabel) if label.isVisible()]


def focused():
    return QApplication.focusWidget().accessibleName()


def press(qtbot, key, modifier=Qt.KeyboardModifier.NoModifier):
    qtbot.keyClick(QApplication.focusWidget(), key, modifier)


def badge(window):
    return window.desk.navigation.entries.item(NAMES.index("validation")).data(BADGE_ROLE)


def test_practice_data_are_unmistakable_in_the_title_bar_and_in_the_window(window):
    assert window.windowTitle() == (
        "Sổ KTTT – DỮ LIỆU THỰC HÀNH – Huyện Lạng Giang – Kế hoạch năm 2023"
    )
    assert "Dữ liệu thực hành" in texts(window)


def test_a_unit_s_own_book_carries_no_practice_mark(window, context):
    context.set_profile(replace(context.profile, practice=False))

    assert window.windowTitle() == "Sổ KTTT – Huyện Lạng Giang – Kế hoạch năm 2023"
    assert "Dữ liệu thực hành" not in texts(window)


def test_the_column_tells_whose_book_it_is_and_which_program(window):
    shown = texts(window)

    assert "Huyện Lạng Giang" in shown
    assert "Tỉnh Bắc Giang" in shown
    assert any(f"Phiên bản {__version__}" in text for text in shown)
    assert any("Sao lưu gần nhất: chưa có" in text for text in shown)


def test_the_time_of_a_save_is_shown_only_after_it(qtbot, window, context):
    def saved_texts():
        return [text for text in texts(window) if "Đã lưu" in text]

    assert saved_texts() == []
    context.save(window, lambda _: ChangeSet())
    qtbot.waitUntil(lambda: bool(saved_texts()))

    assert re.fullmatch(r"✓ Đã lưu lúc \d\d:\d\d:\d\d", saved_texts()[0])


def test_screens_are_built_at_their_first_opening(window, context, built):
    assert list(built) == ["start"]

    context.jump("reports")
    context.jump("start")
    context.jump("reports")

    assert list(built) == ["start", "reports"]
    assert built["reports"].opened_at == [None, None]


@pytest.mark.parametrize("number", range(1, 7))
def test_alt_and_a_digit_open_a_screen_and_go_into_it(qtbot, window, number):
    key = Qt.Key(Qt.Key.Key_0 + number)
    press(qtbot, key, Qt.KeyboardModifier.AltModifier)

    assert focused() == NAMES[number]


def test_alt_home_goes_back_to_the_start(qtbot, window):
    press(qtbot, Qt.Key.Key_3, Qt.KeyboardModifier.AltModifier)
    press(qtbot, Qt.Key.Key_Home, Qt.KeyboardModifier.AltModifier)

    assert focused() == "start"


def test_ctrl_tab_goes_round_the_screens(qtbot, window):
    control, shift = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
    seen = []
    for _ in NAMES:
        press(qtbot, Qt.Key.Key_Tab, control)
        seen.append(focused())
    press(qtbot, Qt.Key.Key_Tab, control | shift)

    assert seen == [*NAMES[1:], NAMES[0]]
    assert focused() == NAMES[-1]


def test_arrows_open_screens_from_the_navigation_and_enter_goes_in(qtbot, window, built):
    press(qtbot, Qt.Key.Key_0, Qt.KeyboardModifier.AltModifier)
    press(qtbot, Qt.Key.Key_Down)
    press(qtbot, Qt.Key.Key_Down)
    press(qtbot, Qt.Key.Key_Up)

    assert built["register"].isVisible()
    assert focused() == "Các mục của sổ"
    press(qtbot, Qt.Key.Key_Return)
    assert focused() == "register"


def test_a_click_opens_a_screen_and_goes_into_it(qtbot, window):
    entries = window.desk.navigation.entries
    place = entries.visualItemRect(entries.item(6)).center()

    qtbot.mouseClick(entries.viewport(), Qt.MouseButton.LeftButton, pos=place)

    assert focused() == "reports"


FIGURES = [each for each in SubjectKind if each is not SubjectKind.DOSSIER]


@pytest.mark.parametrize("kind", FIGURES)
def test_a_finding_leads_to_its_cell_on_the_figures_screen(window, context, built, kind):
    place = Place(kind, "217", "", "A3.2", "Biểu A · A3.2")

    context.jump(place)

    assert built["annual"].isVisible()
    assert built["annual"].opened_at == [place]
    assert focused() == "annual"


@pytest.mark.parametrize(("kind", "screen"), [("credit", "support"), ("rating", "rating")])
def test_a_work_record_is_seen_on_the_screen_of_its_kind(window, context, built, kind, screen):
    place = Place(SubjectKind.DOSSIER, "u1", kind, "year", "H7")

    context.jump(place)

    assert built[screen].isVisible()
    assert built[screen].opened_at == [place]
    assert focused() == screen


def test_what_a_screen_says_stands_in_the_status_line_until_another_opens(window, context):
    context.notice("Hiện 12 / 12", "Enter Mở")
    assert {"Hiện 12 / 12", "Enter Mở"} <= set(texts(window))

    context.jump("support")

    assert "Hiện 12 / 12" not in texts(window)


def test_the_badge_counts_the_errors_left_and_falls_when_one_is_explained(qtbot, window, context):
    result = check_book(context.book, context.profile, context.period)
    assert result.open_errors > 0
    qtbot.waitUntil(lambda: badge(window) == result.open_errors)
    item = window.desk.navigation.entries.item(NAMES.index("validation"))
    spoken = item.data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == f"Kiểm tra, {result.open_errors} lỗi"

    error = next(each for each in result.findings if each.severity is Severity.ERROR)
    context.save(
        window, lambda _: explain(context.book, context.period, error, "Theo kế hoạch đã ban hành.")
    )

    qtbot.waitUntil(lambda: badge(window) == result.open_errors - 1)


def test_another_period_is_chosen_from_the_title_line_and_kept(qtbot, window, context):
    menu = window.desk.title_line.period.menu()
    choices = [action for year in menu.findChildren(QMenu) for action in year.actions()]
    wanted = next(each for each in choices if each.text() == "Báo cáo 6 tháng đầu năm 2022")

    with qtbot.waitSignal(context.period_changed):
        wanted.trigger()

    assert context.period == ReportingPeriod(2022, PeriodKind.HALF_YEAR)
    assert load_period(context.book) == context.period
    assert window.windowTitle().endswith("Báo cáo 6 tháng đầu năm 2022")
    checked = [action.text() for action in menu.actions() if action.isChecked()]
    assert checked == ["Báo cáo 6 tháng đầu năm 2022"]


def test_ctrl_k_opens_the_menu_of_periods(qtbot, window):
    menu = window.desk.title_line.period.menu()
    menu.aboutToShow.connect(lambda: menu.setProperty("seen", True))
    QTimer.singleShot(0, menu.close)
    press(qtbot, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)

    assert menu.property("seen")


def act(window, words):
    menu = window.desk.navigation.system.menu()
    next(each for each in menu.actions() if each.text().replace("&", "") == words).trigger()


def test_a_backup_is_made_at_once_and_its_place_told(qtbot, window, context, monkeypatch):
    told = []
    monkeypatch.setattr(messages, "inform", lambda *words: told.append(words[2]))

    act(window, "Sao lưu ngay")
    qtbot.waitUntil(lambda: bool(told))

    (copy,) = context.book.backup_folder.iterdir()
    assert str(copy) in told[0]
    assert any("hôm nay" in text for text in texts(window))


def test_an_older_backup_is_told_with_its_day():
    moment = datetime.now() - timedelta(days=3)  # noqa: DTZ005 - local, as the names of the copies

    assert desk_module._moment(moment) == (
        f"{moment:%H:%M} {moment.day}/{moment.month}/{moment.year}"
    )


def test_the_menu_offers_the_way_back_from_the_practice_book(qtbot, window):
    with qtbot.waitSignal(window.desk.switch_wanted):
        act(window, "Về sổ của đơn vị")


def test_f1_lists_the_keys(qtbot, window, monkeypatch):
    told = []
    monkeypatch.setattr(messages, "inform", lambda *words: told.append(words[2]))

    press(qtbot, Qt.Key.Key_F1)

    assert "F7: Kiểm tra" in told[0]
    assert told[0] == shortcuts.key_list()


def listed_keys():
    return [key for keys, _ in shortcuts.KEYS for key in re.split(r", | … ", keys)]


def bound_keys():
    """The keys that the code of the window names, each as it stands in the list."""
    words = "".join(
        path.read_text(encoding="utf-8").partition("\nKEYS = (\n")[0] for path in UI.rglob("*.py")
    )
    named = set(re.findall(r'"(F\d+|(?:(?:Ctrl|Alt|Shift)\+)+[^"{ ]+)"', words))
    named = {
        re.sub(r"(?<=\+)(Left|Right|Up|Down)$", lambda found: ARROWS[found[0]], key)
        for key in named
    }
    return named | {key for each, key in STANDARD.items() if f"StandardKey.{each}" in words}


def test_every_key_of_the_program_stands_in_the_list_once():
    listed = listed_keys()

    assert sorted(listed) == sorted(set(listed))
    assert bound_keys() > {"F3", "F6", "F12", "Ctrl+E", "Ctrl+N", "Alt+Shift+↓"}
    assert bound_keys() <= set(listed)


def test_every_function_key_and_letter_of_the_list_is_bound():
    bound = bound_keys() | HANDLED
    wanted = {key for key in listed_keys() if re.search(r"F\d+$|\+[A-Z]$", key)}

    assert wanted <= bound


def test_about_names_the_version_and_the_licences(window, monkeypatch):
    told = []
    monkeypatch.setattr(messages, "inform", lambda *words: told.append(" ".join(words[1:])))

    act(window, "Giới thiệu")

    assert __version__ in told[0]
    assert "LGPL" in told[0]
    assert "SIL OFL" in told[0]


def test_the_window_asks_before_it_closes(qtbot, window):
    with qtbot.waitSignal(window.leaving):
        window.close()
    assert window.isVisible()

    window.leave()
    assert not window.isVisible()


def test_the_waiting_page_takes_the_keyboard_so_that_an_open_editor_is_left(window, built):
    built["start"].line.setFocus()
    type_text(built["start"].line, "HTX Đồng Kỳ")
    left = []
    built["start"].line.editingFinished.connect(lambda: left.append(True))

    window.wait("Đang lưu và sao lưu sổ…")

    assert left == [True]
    assert "Đang lưu và sao lưu sổ…" in texts(window)
    assert window.back()
    assert focused() == "start"


def test_a_submission_file_opened_from_outside_goes_to_the_screen_that_looks_into_it(
    window, built, tmp_path
):
    window.desk.open_file(tmp_path / "Tệp nộp.kttt")

    assert built["submission"].looked_into == [tmp_path / "Tệp nộp.kttt"]
    assert focused() == "submission"


def test_an_update_opened_from_outside_is_read_as_one(qtbot, window, built, tmp_path, monkeypatch):
    told = []
    monkeypatch.setattr(messages, "warn", lambda parent, title, text: told.append(text))
    file = tmp_path / "Biểu mẫu 2027.KTTT-CAPNHAT"
    file.write_bytes(b"khong phai ban cap nhat")

    window.desk.open_file(file)
    qtbot.waitUntil(lambda: bool(told))

    assert file.name in told[0]
    assert "submission" not in built


def test_on_a_screen_without_room_for_its_frame_the_window_is_maximised(qtbot, monkeypatch):
    assert QApplication.primaryScreen().availableSize().width() < main_window.SIZE.width()
    small = MainWindow()
    monkeypatch.setattr(main_window, "SIZE", QSize(600, 400))
    wide = MainWindow()
    for each in (small, wide):
        qtbot.addWidget(each)

    assert small.isMaximized()
    assert not wide.isMaximized()


def test_a_window_called_from_outside_comes_back_as_it_was(qtbot, window):
    window.showMaximized()
    window.showMinimized()

    window.come_forward()

    assert not window.isMinimized()
    assert window.isMaximized()
    qtbot.waitUntil(window.isActiveWindow)

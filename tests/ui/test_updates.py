"""The dialogs of updates by keyboard: whom to believe, what will change, the way back."""

import pytest
from PySide6.QtCore import QSettings, Qt
from PySide6.QtWidgets import QApplication, QFileDialog, QLabel, QPlainTextEdit

from ktt_desktop.domain.errors import StorageUnavailableError
from ktt_desktop.domain.updates import UpdatePart
from ktt_desktop.services import update_store
from ktt_desktop.services.in_use import choose
from ktt_desktop.services.updates import check_update, install_update, read_update
from ktt_desktop.ui import messages
from ktt_desktop.ui.context import Context
from ktt_desktop.ui.jobs import JobRunner
from ktt_desktop.ui.update_dialogs import InstallDialog, StrangerDialog
from ktt_desktop.ui.updates import UpdatesDialog, open_update, show_updates
from tests.issuing import (
    ISSUER,
    NEWER,
    OTHER_SECRET,
    issue,
    newer_catalogue,
    newer_units,
)
from tests.keyboard import press_until

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")
KEY = Qt.Key
CATALOGUE, UNITS = UpdatePart


@pytest.fixture
def home(tmp_path):
    """The data folder of the practice book of the fixture, which lies one below."""
    return tmp_path


@pytest.fixture
def file(tmp_path):
    return issue(tmp_path / "don-vi.kttt-capnhat", newer_units(tmp_path / "units"))


@pytest.fixture
def context(qtbot, practice):
    runner = JobRunner()
    context = Context(*practice, runner)
    context.reopened = []
    context.reopen_wanted.connect(lambda: context.reopened.append(True))
    yield context
    assert runner.drain()
    qtbot.wait(10)


@pytest.fixture
def asked(monkeypatch):
    """Questions that were asked; the answer is `asked.answer`."""

    class Asked(list):
        answer = False

    questions = Asked()
    monkeypatch.setattr(
        messages, "ask", lambda _, title, text, *__: questions.append(text) or questions.answer
    )
    return questions


@pytest.fixture
def told(monkeypatch):
    said = []
    monkeypatch.setattr(messages, "warn", lambda _, title, text, *__: said.append(text))
    return said


@pytest.fixture
def dialog(qtbot):
    """Wait for the dialog of a kind that is in front."""

    def wait(kind):
        qtbot.waitUntil(lambda: isinstance(QApplication.activeModalWidget(), kind))
        found = QApplication.activeModalWidget()
        qtbot.waitUntil(found.isActiveWindow)
        return found

    return wait


def press(qtbot, *keys):
    for key in keys:
        qtbot.keyClick(QApplication.focusWidget(), key)


def focused():
    return QApplication.focusWidget().accessibleName()


def words(dialog):
    return "\n".join(each.text() for each in dialog.findChildren(QLabel))


def install(home, file):
    offer = read_update(home, file)
    install_update(home, check_update(home, offer, confirmed=offer.fingerprint))


def test_an_unknown_key_shows_name_and_fingerprint_and_enter_refuses(
    qtbot, context, window, dialog, file, home
):
    open_update(context, window, file)
    stranger = dialog(StrangerDialog)

    assert read_update(home, file).fingerprint in words(stranger)
    assert ISSUER in words(stranger)
    assert "giống từng ký tự" in words(stranger)
    assert "giả mạo" not in words(stranger)
    assert focused() == "Không nhận"
    with qtbot.waitSignal(stranger.rejected):
        press(qtbot, KEY.Key_Return)
    qtbot.wait(50)
    assert QApplication.activeModalWidget() is None
    assert choose(home).units.update is None


def test_an_update_is_compared_previewed_and_installed_by_keyboard(
    qtbot, context, window, dialog, file, home, asked
):
    open_update(context, window, file)
    dialog(StrangerDialog)
    press(qtbot, KEY.Key_Backtab)
    assert focused() == "Đúng như công văn"
    press(qtbot, KEY.Key_Space)

    preview = dialog(InstallDialog)
    assert "Danh mục năm 2027" in words(preview)
    assert "khóa vừa đối chiếu với công văn" in words(preview)
    assert "đơn vị không còn trong danh sách mới" in words(preview)
    changes = preview.findChild(QPlainTextEdit).toPlainText()
    assert "Theo công văn số 12." in changes
    assert "Bớt " in changes
    assert focused() == "Cài đặt"
    press(qtbot, KEY.Key_Return)
    qtbot.waitUntil(lambda: bool(asked))

    assert choose(home).units.content.edition == "2027-01-05"
    assert f"Đã cài Đơn vị hành chính đến 5/1/2027, số {NEWER}." in asked[0]
    assert context.reopened == []


def test_the_book_is_opened_anew_when_the_officer_wants(
    qtbot, context, window, dialog, file, asked
):
    asked.answer = True
    open_update(context, window, file)
    dialog(StrangerDialog)
    press(qtbot, KEY.Key_Backtab, KEY.Key_Space)
    dialog(InstallDialog)
    press(qtbot, KEY.Key_Return)

    qtbot.waitUntil(lambda: context.reopened == [True])


def test_escape_before_installing_changes_nothing(qtbot, context, window, dialog, file, home):
    open_update(context, window, file)
    dialog(StrangerDialog)
    press(qtbot, KEY.Key_Backtab, KEY.Key_Space)
    preview = dialog(InstallDialog)
    with qtbot.waitSignal(preview.rejected):
        press(qtbot, KEY.Key_Escape)

    assert choose(home).units.update is None
    assert not (home / "cap-nhat").exists()


def test_a_known_key_goes_straight_to_the_preview(
    qtbot, context, window, dialog, file, home, tmp_path
):
    install(home, file)
    folder = newer_catalogue(tmp_path / "catalogue")
    open_update(context, window, issue(tmp_path / "b.kttt-capnhat", folder, CATALOGUE))
    preview = dialog(InstallDialog)

    assert f"{ISSUER} (khóa tin cậy từ " in words(preview)
    assert "A77 Số HTX ứng dụng công nghệ cao (HTX)" in preview.changes.toPlainText()
    assert "không còn trong danh sách" not in words(preview)
    press(qtbot, KEY.Key_Escape)


def test_another_key_under_a_known_name_is_warned_of(
    qtbot, context, window, dialog, file, home, tmp_path
):
    install(home, file)
    folder = newer_units(tmp_path / "later", "2028-02-03")
    fields = {"version": 20280203, "label": "Đơn vị hành chính đến 3/2/2028"}
    forged = issue(tmp_path / "b", folder, secret=OTHER_SECRET, **fields)
    open_update(context, window, forged)
    stranger = dialog(StrangerDialog)

    assert f"Cảnh báo: {ISSUER} trước đây ký bằng khóa khác" in words(stranger)
    assert focused() == "Không nhận"
    press(qtbot, KEY.Key_Escape)


def test_a_forged_file_is_refused_with_a_sentence(qtbot, context, window, file, told):
    file.write_bytes(file.read_bytes()[:-1])
    open_update(context, window, file)
    qtbot.waitUntil(lambda: bool(told))

    assert told[0].startswith("Tệp don-vi.kttt-capnhat không phải tệp cập nhật")
    assert QApplication.activeModalWidget() is None


def test_an_update_that_is_not_newer_is_refused_with_a_sentence(
    qtbot, context, window, file, home, told
):
    install(home, file)
    open_update(context, window, file)
    qtbot.waitUntil(lambda: bool(told))

    assert "đã có và đang dùng" in told[0]


def test_a_full_disk_is_told_and_nothing_asked(
    qtbot, context, window, dialog, file, told, asked, monkeypatch
):
    def full(*_):
        raise StorageUnavailableError("Ổ đĩa đầy.")

    monkeypatch.setattr(update_store, "write_safely", full)
    open_update(context, window, file)
    dialog(StrangerDialog)
    press(qtbot, KEY.Key_Backtab, KEY.Key_Space)
    qtbot.waitUntil(lambda: bool(told))

    assert asked == []


def test_the_dialog_tells_what_is_used(qtbot, context, window, dialog, catalogue, units):
    show_updates(context, window)
    shown = dialog(UpdatesDialog)

    assert str(catalogue.release) in words(shown)
    assert str(units.release) in words(shown)
    assert words(shown).count("Kèm chương trình") == 2
    assert focused() == "Chọn tệp cập nhật…"
    press(qtbot, KEY.Key_Escape)


def test_a_file_is_chosen_with_enter_and_its_folder_remembered(
    qtbot, context, window, dialog, file, monkeypatch
):
    kept = {}
    monkeypatch.setattr(QSettings, "value", lambda _, name, other=None: kept.get(name, other))
    monkeypatch.setattr(QSettings, "setValue", lambda _, name, value: kept.update({name: value}))
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(file), ""))
    show_updates(context, window)
    dialog(UpdatesDialog)
    press(qtbot, KEY.Key_Return)

    dialog(StrangerDialog)
    assert kept == {"updates/folder": str(file.parent)}
    press(qtbot, KEY.Key_Escape)


def test_an_update_is_given_up_after_a_question(qtbot, context, window, dialog, file, home, asked):
    install(home, file)
    show_updates(context, window)
    shown = dialog(UpdatesDialog)
    assert ISSUER in words(shown)
    press_until(lambda: focused().startswith("Bỏ bản cập nhật"), lambda: press(qtbot, KEY.Key_Tab))
    press(qtbot, KEY.Key_Space)
    qtbot.waitUntil(lambda: bool(asked))
    assert "Tên các đơn vị sổ nhắc đến vẫn được giữ" in asked[0]
    assert choose(home).units.update is not None  # the answer was no

    asked.answer = True
    press(qtbot, KEY.Key_Space)
    qtbot.waitUntil(lambda: len(asked) == 3)
    assert "Đã trở về Đơn vị hành chính đến 30/4/2026" in asked[2]
    assert choose(home).units.update is None
    assert context.reopened == [True]


def test_a_damaged_update_is_pointed_out(qtbot, context, window, dialog, file, home):
    install(home, file)
    (home / "cap-nhat" / "units" / str(NEWER) / "data" / "units.toml").write_bytes(b"")
    show_updates(context, window)
    shown = dialog(UpdatesDialog)

    assert f"số {NEWER} không dùng được" in words(shown)
    assert words(shown).count("Kèm chương trình") == 2
    press(qtbot, KEY.Key_Escape)

"""Qt's own words are Vietnamese: the source compiles to what travels, and real menus show it."""

import shutil
import subprocess
import sys
import unicodedata
from pathlib import Path
from xml.etree import ElementTree

import pytest
from PySide6.QtCore import QDate, QLibraryInfo, QLocale, QPoint, Qt, QTimer, QTranslator
from PySide6.QtGui import QContextMenuEvent, QKeySequence
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QCalendarWidget,
    QDialogButtonBox,
    QFileDialog,
    QLabel,
    QLineEdit,
    QMessageBox,
    QPlainTextEdit,
    QScrollBar,
    QSpinBox,
    QTextBrowser,
)

from ktt_desktop.runtime.paths import resources
from ktt_desktop.ui import qt_words

SOURCE = resources() / "translations" / "qt_vi.ts"
SELECTABLE = (
    Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
)


def messages():
    """(context, Qt's English, ours) of the source."""
    for context in ElementTree.parse(SOURCE).getroot().iter("context"):
        for each in context.iter("message"):
            yield context.findtext("name"), each.findtext("source"), each.findtext("translation")


def plain(text):
    return text.partition("\t")[0].replace("&", "")


OURS = {plain(text) for _, _, text in messages()}


@pytest.fixture
def vietnamese(qapp):
    before, locale = set(qapp.findChildren(QTranslator)), QLocale()
    qt_words.install(qapp)
    yield
    for each in set(qapp.findChildren(QTranslator)) - before:
        qapp.removeTranslator(each)
        each.deleteLater()
    QLocale.setDefault(locale)


def menu_of(qtbot, widget, over=None):
    """The words of the context menu that a click with the right button opens."""
    qtbot.addWidget(widget)
    widget.resize(300, 60)
    widget.show()
    words = []

    def read():
        menu = QApplication.activePopupWidget()
        words.extend(plain(each.text()) for each in menu.actions() if not each.isSeparator())
        menu.close()

    QTimer.singleShot(50, read)
    here, target = QPoint(8, 8), over or widget
    click = QContextMenuEvent(
        QContextMenuEvent.Reason.Mouse, here, target.mapToGlobal(here), Qt.KeyboardModifier(0)
    )
    QApplication.sendEvent(target, click)
    qtbot.waitUntil(lambda: bool(words))
    return words


def test_the_source_compiles_to_what_travels_with_the_program(tmp_path):
    compiler = shutil.which("pyside6-lrelease", path=str(Path(sys.executable).parent))
    compiled = tmp_path / "qt_vi.qm"
    subprocess.run([compiler, "-silent", str(SOURCE), "-qm", str(compiled)], check=True)

    assert compiled.read_bytes() == SOURCE.with_suffix(".qm").read_bytes()


def test_every_word_is_one_that_this_qt_asks_for():
    german = QTranslator()  # Qt's own, complete: what it does not know, Qt does not say
    assert german.load("qtbase_de", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath))
    unknown = [(where, text) for where, text, _ in messages() if not german.translate(where, text)]

    assert unknown == []


def test_every_word_is_written_once_and_with_composed_marks():
    found = list(messages())
    assert len({(where, text) for where, text, _ in found}) == len(found) > 100
    for _, text, ours in found:
        assert ours
        assert unicodedata.is_normalized("NFC", ours)
        assert text.count("%1") == ours.count("%1")


@pytest.mark.parametrize(
    ("field", "first"),
    [
        (lambda: QLineEdit("chữ"), "Hoàn tác"),
        (lambda: QSpinBox(), "Hoàn tác"),
        (lambda: QScrollBar(Qt.Orientation.Horizontal), "Cuộn đến đây"),
        (lambda: QScrollBar(Qt.Orientation.Vertical), "Cuộn đến đây"),
    ],
)
def test_the_menu_of_a_field_is_vietnamese(qtbot, vietnamese, field, first):
    words = menu_of(qtbot, field())

    assert words[0] == first
    assert set(words) <= OURS


@pytest.mark.parametrize(("kind", "least"), [(QPlainTextEdit, 7), (QTextBrowser, 2)])
def test_the_menu_of_a_text_is_vietnamese(qtbot, vietnamese, kind, least):
    text = kind()
    text.setPlainText("chữ")
    words = menu_of(qtbot, text, text.viewport())

    assert len(words) >= least
    assert set(words) <= OURS


def test_the_menu_of_a_link_is_vietnamese(qtbot, vietnamese):
    text = QTextBrowser()
    text.setHtml('<a href="x">liên kết liên kết</a>')
    words = menu_of(qtbot, text, text.viewport())

    assert "Chép địa chỉ liên kết" in words
    assert set(words) <= OURS


def test_the_menu_of_a_label_that_can_be_selected_is_vietnamese(qtbot, vietnamese):
    label = QLabel("Số liệu đã lưu vẫn nguyên.")
    label.setTextInteractionFlags(SELECTABLE)
    words = menu_of(qtbot, label)

    assert words == ["Chép", "Chọn tất cả"]


@pytest.mark.parametrize("kind", [QDialogButtonBox, QMessageBox])
def test_standard_buttons_are_vietnamese(qtbot, vietnamese, kind):
    box = kind()
    qtbot.addWidget(box)
    for button in QDialogButtonBox.StandardButton:
        if button is not QDialogButtonBox.StandardButton.NoButton:
            box.addButton(kind.StandardButton(button.value))
    words = {plain(button.text()) for button in box.buttons()}

    assert {"Đồng ý", "Hủy", "Có", "Không"} <= words <= OURS


def test_the_details_of_a_message_are_opened_in_vietnamese(qtbot, vietnamese):
    box = QMessageBox()
    qtbot.addWidget(box)
    box.setDetailedText("chi tiết")

    assert "Hiện chi tiết…" in [button.text() for button in box.buttons()]


def test_the_file_dialog_of_qt_is_vietnamese(qtbot, vietnamese, tmp_path):
    dialog = QFileDialog(None, "Chọn tệp", str(tmp_path))
    qtbot.addWidget(dialog)
    dialog.setOption(QFileDialog.Option.DontUseNativeDialog)
    dialog.show()
    words = {plain(each.text()) for each in dialog.findChildren(QLabel)}
    tips = {each.toolTip() for each in dialog.findChildren(QAbstractButton)}
    buttons = {plain(each.text()) for each in dialog.findChildren(QDialogButtonBox)[0].buttons()}
    header = dialog.findChild(object, "treeView").model()
    heads = {header.headerData(column, Qt.Orientation.Horizontal) for column in range(4)}

    assert words - {""} == {"Tìm trong:", "Tên tệp:", "Loại tệp:"}
    assert tips - {""} <= OURS
    assert buttons == {"Mở", "Hủy"}
    assert heads == {"Tên", "Kích cỡ", "Loại", "Ngày sửa"}


def test_a_calendar_names_months_and_days_in_vietnamese(qtbot, vietnamese):
    calendar = QCalendarWidget()
    qtbot.addWidget(calendar)
    locale = calendar.locale()

    assert locale.standaloneMonthName(8) == "Tháng 8"
    assert locale.dayName(1, QLocale.FormatType.ShortFormat) == "Th 2"
    assert locale.toString(QDate(2022, 8, 15), QLocale.FormatType.LongFormat) == (
        "Thứ Hai, 15 tháng 8, 2022"
    )


def test_keys_are_named_as_they_are_printed_on_the_keyboard(vietnamese):
    for keys in ("Ctrl+Z", "Del", "PgDown", "Shift+F10", "Esc"):
        assert QKeySequence(keys).toString(QKeySequence.SequenceFormat.NativeText) == keys


def test_a_missing_translation_is_no_silent_return_to_english(qapp, monkeypatch, tmp_path):
    monkeypatch.setattr(qt_words, "resources", lambda: tmp_path)
    locale = QLocale()
    with pytest.raises(FileNotFoundError, match=r"qt_vi\.qm"):
        qt_words.install(qapp)
    QLocale.setDefault(locale)

"""The letter from the list of what was sent: seen, printed, written as Word or PDF."""

import docx
import pytest
from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QFileDialog

from ktt_desktop.domain.identifiers import grouped_check_code
from ktt_desktop.domain.progress import Silent
from ktt_desktop.services.printing import open_pages
from ktt_desktop.services.submission import export_submission
from ktt_desktop.services.validation import check_book, explain
from ktt_desktop.ui import messages
from ktt_desktop.ui.print_dialog import PrintDialog
from ktt_desktop.ui.screens import sending_letter
from ktt_desktop.ui.screens.sending import SendingTab
from tests.ui.screens.opened import settle, show_tab

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)


@pytest.fixture
def kept(monkeypatch):
    kept = {}
    monkeypatch.setattr(QSettings, "value", lambda _, name, other=None: kept.get(name, other))
    monkeypatch.setattr(QSettings, "setValue", lambda _, name, value: kept.update({name: value}))
    return kept


@pytest.fixture
def told(monkeypatch):
    told = []
    monkeypatch.setattr(messages, "inform", lambda *words: told.append(words[2:]))
    return told


@pytest.fixture
def sent(context, tmp_path):
    book, profile, period = context.book, context.profile, context.period
    for finding in check_book(book, profile, period).findings:
        explain(book, period, finding, "Đã đối chiếu với văn bản gốc.")
    return export_submission(book, profile, period, tmp_path, Silent()).sent


@pytest.fixture
def tab(qtbot, context, kept, sent):
    yield show_tab(qtbot, context, SendingTab(context))
    settle(context)


def acts(button):
    return {each.text(): each for each in button.menu().actions()}


def test_the_letter_of_the_line_is_looked_at_and_printed(qtbot, tab, context, sent, told):
    acts(tab.history.letter)["Xem và in…"].trigger()
    settle(context)
    dialog = tab.findChildren(PrintDialog)[-1]
    qtbot.waitUntil(lambda: dialog.preview.count > 0, timeout=10_000)
    with open_pages(dialog.preview.pdf) as pages:
        assert grouped_check_code(sent.check_code) in pages.text(0)
    assert told == []  # the practice unit has all that a letter needs
    dialog.reject()


@pytest.mark.parametrize(("act", "ending"), [("Lưu Word…", ".docx"), ("Lưu PDF…", ".pdf")])
def test_it_is_written_where_the_officer_says(
    tab, context, kept, told, tmp_path, monkeypatch, act, ending
):
    offered = []

    def choose(*words):
        offered.append(words[2])
        return str(tmp_path / "công văn"), ""

    monkeypatch.setattr(QFileDialog, "getSaveFileName", choose)
    acts(tab.history.letter)[act].trigger()
    settle(context)
    target = tmp_path / f"công văn{ending}"
    assert told[0][0] == f"Đã ghi công văn vào tệp {target.name}."
    assert offered[0].endswith(ending)
    assert kept[sending_letter.FOLDER] == str(tmp_path)
    if ending == ".docx":
        texts = [each.text for each in docx.Document(str(target)).paragraphs]
        assert any("nộp số liệu" in each for each in texts)
    else:
        assert target.read_bytes().startswith(b"%PDF")


def test_what_the_letter_lacks_is_told_before_it_is_shown(qtbot, tab, context, told, monkeypatch):
    real = sending_letter.cover_letter

    def bare(*asked):
        found = real(*asked)
        return sending_letter.CoverLetter(found.document, ("Chưa ghi họ tên người ký",))

    monkeypatch.setattr(sending_letter, "cover_letter", bare)
    tab.history.letter.preview()
    settle(context)
    assert told == [("Chưa ghi họ tên người ký",)]
    assert tab.findChildren(PrintDialog)[-1].isVisible()
    tab.findChildren(PrintDialog)[-1].reject()
    settle(context)


def test_there_is_no_letter_before_anything_was_sent(qtbot, context, kept):
    tab = show_tab(qtbot, context, SendingTab(context))
    assert not tab.history.letter.isEnabled()
    assert not tab.letter.isVisible()  # it comes with the result of an export
    tab.history.letter.preview()
    settle(context)
    assert not tab.findChildren(PrintDialog)

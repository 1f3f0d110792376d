"""Đối chiếu bản giấy by keyboard."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from ktt_desktop.domain.identifiers import grouped_check_code
from ktt_desktop.domain.progress import Silent
from ktt_desktop.services.annual_return import save_values
from ktt_desktop.services.practice import explain_open_errors
from ktt_desktop.services.submission import export_submission
from ktt_desktop.services.unit_figures import unit_subject
from ktt_desktop.services.validation import check_book
from ktt_desktop.ui.paper_check_dialog import PaperCheckDialog, open_paper_check

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


@pytest.fixture
def sent(context, tmp_path):
    """The code of what the practice book exported."""
    checks = check_book(context.book, context.profile, context.period)
    explain_open_errors(context.book, context.period, checks)
    exported = export_submission(
        context.book, context.profile, context.period, tmp_path, Silent()
    ).sent
    return exported.check_code


@pytest.fixture
def dialog(qtbot, context):
    over = QWidget()
    qtbot.addWidget(over)
    over.show()
    open_paper_check(context, over)
    qtbot.waitUntil(lambda: bool(over.findChildren(PaperCheckDialog)))
    yield over.findChild(PaperCheckDialog)
    over.hide()


def scan(qtbot, dialog, code):
    """What a scanner does: the letters, then Enter; waits for the answer."""
    before = dialog.told.text()
    QTest.keyClicks(dialog.code, code)
    QTest.keyClick(dialog.code, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: dialog.told.text() != before)


def test_a_sheet_of_the_last_export_is_told_good_and_the_next_code_may_follow(qtbot, sent, dialog):
    scan(qtbot, dialog, sent.lower())

    assert dialog.told.property("tone") == "good"
    assert dialog.code.text() == grouped_check_code(sent)
    assert not dialog.table.isVisible()
    scan(qtbot, dialog, "0000000000")  # replaces what stands there
    assert dialog.told.property("tone") == "error"
    assert "0000-0000-00" in dialog.told.text()


def test_what_changed_since_stands_in_the_table(qtbot, sent, dialog, context):
    save_values(context.book, unit_subject(context.profile), *context.period.main, {"A1.6e": 3})

    scan(qtbot, dialog, sent)

    assert dialog.told.property("tone") == "warning"
    assert dialog.table.isVisible()
    assert dialog.table.texts(0)[2].startswith("3")


def test_a_code_too_short_is_told_under_the_field(qtbot, sent, dialog):
    scan(qtbot, dialog, "7KQ2")
    assert "vừa gõ 4 ký tự" in dialog.told.text()
    assert dialog.told.isVisible()

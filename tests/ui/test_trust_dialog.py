"""Niêm phong và mã hóa by keyboard: switches, machines, keys."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from ktt_desktop.domain.identifiers import grouped_check_code
from ktt_desktop.domain.progress import Silent
from ktt_desktop.interchange.encrypted_file import Recipient
from ktt_desktop.services.encryption import is_encrypting
from ktt_desktop.services.own_keys import KeyKind, own_key, read_keys
from ktt_desktop.services.practice import explain_open_errors
from ktt_desktop.services.recipients import read_public_key, recipients, remember_recipient
from ktt_desktop.services.seals import is_sealing, known_seals, own_seal, set_sealing
from ktt_desktop.services.submission import export_submission
from ktt_desktop.services.validation import check_book
from ktt_desktop.ui import messages
from ktt_desktop.ui.trust_dialog import TrustDialog, show_trust
from ktt_desktop.ui.trust_machines import MachineDialog

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")
MARK = "0123-4567-89AB-CDEF-GHJK"


@pytest.fixture
def dialog(qtbot, context):
    over = QWidget()
    qtbot.addWidget(over)
    over.show()
    show_trust(context, over)
    qtbot.waitUntil(lambda: bool(over.findChildren(TrustDialog)))
    yield over.findChild(TrustDialog)
    over.hide()


@pytest.fixture
def told(monkeypatch):
    words = []
    monkeypatch.setattr(messages, "warn", lambda _, __, sentence, *___: words.append(sentence))
    monkeypatch.setattr(messages, "inform", lambda _, __, sentence, *___: words.append(sentence))
    monkeypatch.setattr(messages, "ask", lambda *_: True)
    return words


def press(button):
    QTest.keyClick(button, Qt.Key.Key_Space)


def test_the_fingerprint_is_shown_in_groups_and_copied_as_a_line_to_print(dialog, context):
    mark = grouped_check_code(own_seal(context.book))
    assert dialog.seal.fingerprint.text() == mark
    press(dialog.seal.copy)
    assert QApplication.clipboard().text().endswith(f"(mã đơn vị 217): {mark}")


def test_sealing_is_switched_on_and_off(qtbot, dialog, context):
    press(dialog.seal.switch)
    qtbot.waitUntil(lambda: is_sealing(context.book))
    press(dialog.seal.switch)
    qtbot.waitUntil(lambda: not is_sealing(context.book))


def test_the_keys_are_put_away_and_come_back(qtbot, dialog, context, told, tmp_path):
    dialog.seal.put_into(tmp_path)
    qtbot.waitUntil(lambda: bool(told))
    (kept,) = tmp_path.glob("*.kttt-khoarieng")
    assert [each.fingerprint for each in read_keys(kept)] == [
        own_key(context.book, kind).fingerprint for kind in KeyKind
    ]


def test_a_machine_is_registered_from_paper_and_struck_off(qtbot, dialog, context, told):
    dialog.machines.ask(None)
    asked = dialog.machines.findChild(MachineDialog)
    asked.mark.setText(MARK)
    asked.note.setText("công văn 12")
    unit = asked.unit.currentText()
    asked.accept()

    table = dialog.machines.table
    qtbot.waitUntil(lambda: table.model().rowCount() == 1)
    assert table.model().index(0, 0).data() == unit
    assert table.model().index(0, 1).data() == MARK
    table.setCurrentIndex(table.model().index(0, 0))
    press(dialog.machines.remove)
    qtbot.waitUntil(lambda: table.model().rowCount() == 0)
    assert known_seals(context.book) == []


def test_a_wrong_fingerprint_is_told_and_nothing_is_registered(qtbot, dialog, context, told):
    dialog.machines.ask(None)
    asked = dialog.machines.findChild(MachineDialog)
    asked.mark.setText("0123")
    asked.accept()
    qtbot.waitUntil(lambda: bool(told))
    assert "20 chữ" in told[0]
    assert known_seals(context.book) == []


def test_a_machine_is_registered_from_a_file_after_comparing(
    qtbot, dialog, context, practice, tmp_path, told
):
    book, profile, period = practice
    explain_open_errors(book, period, check_book(book, profile, period))
    set_sealing(book, on=True)
    path = export_submission(book, profile, period, tmp_path, Silent()).submission

    dialog.machines.read(path)

    qtbot.waitUntil(lambda: dialog.machines.findChild(MachineDialog) is not None)
    asked = dialog.machines.findChild(MachineDialog)
    assert asked.mark.text() == grouped_check_code(own_seal(book))
    asked.accept()
    qtbot.waitUntil(lambda: len(known_seals(book)) == 1)
    assert known_seals(book)[0].public_key


def test_encryption_cannot_be_switched_on_without_two_keys(qtbot, dialog, context, told):
    press(dialog.recipients.switch)
    qtbot.waitUntil(lambda: bool(told))
    assert "ít nhất hai" in told[0]
    assert not dialog.recipients.switch.isChecked()

    home = context.book.path.parent
    remember_recipient(home, Recipient("UBND tỉnh", "24", b"\x01" * 32))
    dialog.recipients.compare(Recipient("UBND huyện", "217", b"\x02" * 32))
    qtbot.waitUntil(lambda: len(recipients(home)) == 2)
    press(dialog.recipients.switch)
    qtbot.waitUntil(lambda: is_encrypting(context.book))
    qtbot.waitUntil(lambda: dialog.recipients.table.model().rowCount() == 2)
    press(dialog.recipients.remove)
    qtbot.waitUntil(lambda: len(recipients(home)) == 1)


def test_the_own_public_key_is_written_for_others(qtbot, dialog, context, told, tmp_path):
    path = tmp_path / "217.kttt-khoa"
    dialog.recipients.write(path)
    qtbot.waitUntil(lambda: bool(told))
    own = own_key(context.book, KeyKind.BOX)
    assert read_public_key(path).public_key == own.public

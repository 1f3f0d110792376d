"""Everything that goes wrong in silence is heard, and no dialog waits for a click."""

import sys
import threading

import pytest
from PySide6.QtCore import QTimer, qCritical, qDebug, qInstallMessageHandler, qWarning
from PySide6.QtWidgets import QDialog

from ktt_desktop.self_test.faults import Faults
from ktt_desktop.self_test.record import StepError
from ktt_desktop.ui import messages


@pytest.fixture
def faults(qapp):
    """Heard instead of by pytest-qt, whose handler is put back afterwards."""
    before = qInstallMessageHandler(None)
    with Faults() as heard:
        heard.close_dialogs()
        yield heard
    qInstallMessageHandler(before)


@pytest.mark.parametrize("say", [qWarning, qCritical])
def test_a_warning_of_qt_is_a_fault_told_once(faults, say):
    say("QObject::connect: signal not found")

    with pytest.raises(StepError, match="QObject::connect: signal not found"):
        faults.check()
    faults.check()


def test_what_qt_says_in_passing_is_none(faults):
    qDebug("chỉ để biết")
    qWarning("This plugin does not support propagateSizeHints()")

    faults.check()


def test_an_error_in_a_slot_is_a_fault(qtbot, faults):
    def slot():
        raise KeyError("A3.2")

    QTimer.singleShot(0, slot)
    qtbot.wait(20)

    with pytest.raises(StepError, match=r"KeyError: 'A3\.2'"):
        faults.check()


@pytest.mark.filterwarnings("ignore::pytest.PytestUnhandledThreadExceptionWarning")
def test_an_error_in_a_thread_is_a_fault(faults):
    def work():
        raise ValueError("trong luồng phụ")

    thread = threading.Thread(target=work)
    thread.start()
    thread.join()

    with pytest.raises(StepError, match="ValueError: trong luồng phụ"):
        faults.check()


def test_an_error_nobody_can_catch_is_a_fault(faults):
    class Dying:
        def __del__(self):
            raise ValueError("khi bị bỏ đi")

    Dying()

    with pytest.raises(StepError, match="ValueError: khi bị bỏ đi"):
        faults.check()


def test_a_message_box_is_closed_and_told(qtbot, faults):
    messages.warn(None, "Chưa làm được", "Ổ đĩa đầy.")  # returns, as nobody clicks

    with pytest.raises(StepError, match="Hộp thoại chờ người bấm: Chưa làm được – Ổ đĩa đầy"):
        faults.check()


def test_a_question_is_closed_with_the_safe_answer(qtbot, faults):
    assert messages.ask(None, "Xóa", "Xóa hồ sơ này?", "Xóa", "Giữ lại") is False


def test_any_other_dialog_is_closed_too(qtbot, faults):
    dialog = QDialog()
    dialog.setWindowTitle("Chọn đơn vị")

    assert dialog.exec() == QDialog.DialogCode.Rejected
    with pytest.raises(StepError, match="Chọn đơn vị – QDialog"):
        faults.check()


def test_afterwards_everybody_else_hears_again(qapp):
    hooks = (sys.excepthook, threading.excepthook, sys.unraisablehook)
    before = qInstallMessageHandler(None)
    with Faults():
        assert sys.excepthook is not hooks[0]

    assert (sys.excepthook, threading.excepthook, sys.unraisablehook) == hooks
    assert qInstallMessageHandler(before) is None

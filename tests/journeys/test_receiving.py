"""Two communes send, their province receives, mends and answers, all in the window by keyboard."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog

from ktt_desktop.domain.organisation import OrganisationDraft
from ktt_desktop.domain.period import ReportingPeriod
from ktt_desktop.domain.progress import Silent
from ktt_desktop.domain.receipt import Answer
from ktt_desktop.domain.receiving import FileState
from ktt_desktop.domain.records import Subject, UnitProfile
from ktt_desktop.domain.terms import Measure, SubjectKind, UnitLevel
from ktt_desktop.services.annual_return import save_values
from ktt_desktop.services.book import open_book
from ktt_desktop.services.opening import begin_book, open_for_work
from ktt_desktop.services.receipts import import_receipt, receipt_of_sent
from ktt_desktop.services.receiving_kept import received_files
from ktt_desktop.services.register import load_organisation, save_organisation
from ktt_desktop.services.submission import export_submission, history
from ktt_desktop.services.validation import check_book, explain
from ktt_desktop.ui.screens.receiving import ReceivingTab
from ktt_desktop.ui.screens.receiving_detail import DetailDialog
from ktt_desktop.ui.screens.receiving_return import ReturnDialog
from tests.journeys.officer import ALT, CONTROL

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
KEY, SHIFT = Qt.Key, Qt.KeyboardModifier.ShiftModifier
PERIOD = ReportingPeriod.parse("N2025")
PROVINCE = UnitProfile("24", "Tỉnh Bắc Ninh", UnitLevel.PROVINCE, "", "")


class Commune:
    """A commune with a book of its own."""

    def __init__(self, folder, code, name, catalogue, units):
        self.book = open_book(folder, catalogue, units)
        self.profile = UnitProfile(code, name, UnitLevel.COMMUNE, "24", "Tỉnh Bắc Ninh")
        begin_book(self.book, self.profile)

    def count(self, name, members):
        saved, _ = save_organisation(self.book, OrganisationDraft(name=name, sector="NN.TT"))
        self.correct(saved.uid, members)
        return saved.uid

    def correct(self, uid, members):
        subject = Subject(SubjectKind.ORGANISATION, uid)
        save_values(self.book, subject, 2025, Measure.ACTUAL, {"O1": members})

    def send(self, stick):
        for each in check_book(self.book, self.profile, PERIOD).findings:
            if each.is_open:
                explain(self.book, PERIOD, each, "Đã đối chiếu với sổ thành viên.")
        return export_submission(self.book, self.profile, PERIOD, stick, Silent()).submission


@pytest.fixture
def communes(tmp_path, catalogue, units):
    found = [
        Commune(tmp_path / "mot", "07375", "Xã Lạng Giang", catalogue, units),
        Commune(tmp_path / "hai", "07210", "Phường Bắc Giang", catalogue, units),
    ]
    yield found
    for each in found:
        each.book.close()


@pytest.fixture
def officer(seat, tmp_path):
    """The officer of the province, whose book is still without figures."""
    folder = tmp_path / "tinh"
    folder.mkdir()
    opened = open_for_work(folder, practice=False)
    begin_book(opened.book, PROVINCE)
    opened.book.close()
    return seat(folder)


def tab_of(officer):
    return officer.program.window.findChild(ReceivingTab)


def states(officer):
    return [each.state for each in received_files(officer.context.book)]


def test_files_of_a_stick_are_taken_in_one_is_sent_back_and_comes_again(
    officer, communes, tmp_path, monkeypatch
):
    stick, answers = tmp_path / "USB", tmp_path / "tra-loi"
    stick.mkdir()
    answers.mkdir()
    first, second = communes
    uid = first.count("HTX Một", 30)
    second.count("HTX Hai", 12)
    first.send(stick)
    second.send(stick)

    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(stick))
    officer.press(KEY.Key_7, modifier=ALT)
    officer.at_desk()
    officer.press(KEY.Key_2, modifier=CONTROL)
    officer.at_desk()
    officer.press(KEY.Key_O, modifier=CONTROL | SHIFT)
    officer.at_desk()
    assert states(officer) == []
    officer.press(KEY.Key_F9)
    officer.at_desk()
    assert tab_of(officer).came.told.text() == "Đã tiếp nhận 2 tệp."
    assert load_organisation(officer.context.book, uid).name == "HTX Một"

    officer.press(KEY.Key_H, modifier=CONTROL)
    officer.press(KEY.Key_F, modifier=CONTROL)
    officer.keys("lang giang")
    officer.press(KEY.Key_Tab, KEY.Key_Tab, KEY.Key_Tab)
    officer.press(KEY.Key_R, modifier=CONTROL | SHIFT)
    dialog = officer.dialog(ReturnDialog)
    officer.settle()
    officer.write("Số thành viên chưa khớp sổ đăng ký")
    officer.press(KEY.Key_F, modifier=CONTROL)
    officer.write("tổng số thành viên")
    officer.press(KEY.Key_Return, KEY.Key_Return)
    officer.write("Đếm lại")
    officer.press(KEY.Key_Return)
    officer.press(KEY.Key_Return, modifier=CONTROL)
    officer.until_gone(dialog)
    officer.at_desk()
    assert sorted(states(officer)) == sorted([FileState.ACCEPTED, FileState.RETURNED])

    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(answers))
    officer.press(KEY.Key_F11)
    officer.at_desk()
    (receipt,) = answers.glob("*.kttt-bn")
    taken = import_receipt(first.book, receipt)
    assert taken.receipt.answer is Answer.RETURNED
    assert [each.reason for each in taken.receipt.items] == ["Đếm lại"]

    first.correct(uid, 33)
    mended = first.send(stick)
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *_: ([str(mended)], ""))
    officer.press(KEY.Key_O, modifier=CONTROL)
    officer.at_desk()
    officer.press(KEY.Key_Return)
    detail = officer.dialog(DetailDialog)
    officer.settle()
    assert "HTX Một" in {each.subject for each in detail.changes._all}
    officer.press(KEY.Key_Escape)
    officer.until_gone(detail)
    officer.at_desk()
    officer.press(KEY.Key_F9)
    officer.at_desk()
    assert tab_of(officer).came.told.text() == "Đã tiếp nhận 1 tệp."
    officer.press(KEY.Key_F11)
    officer.at_desk()
    for path in answers.glob("*L01.kttt-bn"):
        import_receipt(first.book, path)
    sent = history(first.book)[0]
    answered = receipt_of_sent(first.book, sent.bundle_id)
    assert answered is not None
    assert answered.answer is Answer.ACCEPTED

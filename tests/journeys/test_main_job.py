"""The whole main job by keyboard on a real file: list, figures, check, report, submission file."""

import pytest
from pypdf import PdfReader
from PySide6.QtCore import QSettings, Qt
from PySide6.QtWidgets import QApplication, QFileDialog

from ktt_desktop.domain.terms import Measure
from ktt_desktop.interchange.submission_reader import open_bundle
from ktt_desktop.services.annual_return import unit_figures
from ktt_desktop.services.opening import open_for_work
from ktt_desktop.services.validation import check_book
from ktt_desktop.ui.first_run import FirstRunDialog
from ktt_desktop.ui.forms.form_dialog import FormDialog
from ktt_desktop.ui.forms.reading import remember_reading
from ktt_desktop.ui.screens.annual_reason import ReasonDialog
from ktt_desktop.ui.screens.validation_explain import ExplainDialog
from tests.journeys.officer import ALT, CONTROL, Officer

KEY = Qt.Key


@pytest.fixture
def officer(qapp, tmp_path, monkeypatch):
    kept = {}
    monkeypatch.setattr(QSettings, "value", lambda _, name, other=None: kept.get(name, other))
    monkeypatch.setattr(QSettings, "setValue", lambda _, name, value: kept.update({name: value}))
    monkeypatch.setattr(QApplication, "exit", lambda code=0: None)
    remember_reading(None)
    officer = Officer(tmp_path / "so")
    yield officer
    officer.program.let_go()
    officer.program.window.leave()
    officer.pause(20)


def choose_the_district(officer):
    officer.dialog(FirstRunDialog)
    officer.press(KEY.Key_Down, KEY.Key_Down, KEY.Key_Tab)
    officer.write("Bắc Giang")
    officer.press(KEY.Key_Return)
    officer.write("Lạng Giang")
    officer.press(KEY.Key_Return, KEY.Key_Return)
    officer.until(lambda: "Huyện Lạng Giang" in officer.program.window.windowTitle())
    officer.at_desk()


def add_an_organisation(officer):
    officer.press(KEY.Key_1, modifier=ALT)
    officer.at_desk()
    officer.press(KEY.Key_N, modifier=CONTROL)
    dialog = officer.dialog(FormDialog)
    officer.write("Hợp tác xã Cơ khí Lạng Giang")
    dialog.form.focus("sector")
    officer.keys("cong nghiep")
    officer.press(KEY.Key_Return)
    officer.press(KEY.Key_S, modifier=CONTROL)
    officer.until_gone(dialog)
    officer.at_desk()


def fill_its_form(officer):
    officer.press(KEY.Key_2, modifier=ALT)
    officer.at_desk()
    officer.press(KEY.Key_1, modifier=CONTROL)
    officer.settle()
    officer.write("co khi")
    officer.settle()
    officer.settle()
    screen = QApplication.focusWidget().window().findChild(object, "O1")
    screen.setFocus()
    officer.keys("32")
    officer.press(KEY.Key_Return)
    officer.settle()


def fill_the_sector(officer):
    officer.press(KEY.Key_4, modifier=CONTROL)
    officer.at_desk()
    officer.press(KEY.Key_Right, KEY.Key_Right, KEY.Key_Right, KEY.Key_Right)
    officer.keys("3711")
    officer.press(KEY.Key_Return)
    officer.settle()


def fill_the_total(officer):
    officer.press(KEY.Key_2, modifier=CONTROL)
    officer.at_desk()
    officer.go_down_to("A2")
    officer.keys("3779")
    officer.press(KEY.Key_Return)
    dialog = officer.dialog(ReasonDialog)  # the list gives 32
    officer.write("Theo báo cáo của các xã.")
    officer.press(KEY.Key_Return)
    officer.until_gone(dialog)
    officer.at_desk()


def explain_the_finding(officer):
    officer.press(KEY.Key_5, modifier=ALT)
    officer.at_desk()
    officer.press(KEY.Key_F7)
    officer.settle()
    officer.press(KEY.Key_G, modifier=CONTROL)
    dialog = officer.dialog(ExplainDialog)
    officer.write("Số tổng lấy theo báo cáo của các xã; danh mục đang bổ sung.")
    officer.press(KEY.Key_S, modifier=CONTROL)
    officer.until_gone(dialog)
    officer.at_desk()


def print_the_report(officer, folder, monkeypatch):
    """The report as PDF; returns its path."""
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(folder))
    officer.press(KEY.Key_6, modifier=ALT)
    officer.at_desk()
    officer.press(KEY.Key_F12)
    officer.until(lambda: QApplication.activePopupWidget() is not None)
    officer.press(KEY.Key_P)
    officer.until(lambda: any(folder.glob("*.pdf")))
    officer.at_desk()
    (report,) = folder.glob("*.pdf")
    return report


def export_the_submission(officer, folder):
    officer.press(KEY.Key_7, modifier=ALT)
    officer.at_desk()
    officer.press(KEY.Key_A, modifier=CONTROL)
    officer.write(str(folder))
    officer.press(KEY.Key_F12)
    officer.until(lambda: len(list(folder.glob("*.kttt"))) == 1)
    officer.at_desk()


def findings(officer):
    context = officer.context
    return check_book(context.book, context.profile, context.period).findings


def test_the_main_job_is_done_by_keyboard_alone(officer, tmp_path, monkeypatch):
    folder, reports = tmp_path / "usb", tmp_path / "bao-cao"
    folder.mkdir()
    reports.mkdir()

    choose_the_district(officer)
    add_an_organisation(officer)
    fill_its_form(officer)
    fill_the_sector(officer)
    fill_the_total(officer)

    (finding,) = findings(officer)
    assert finding.rule == "R1-A2"
    assert "3.711" in finding.detail
    assert "= 3.743" in finding.detail
    assert "3.779" in finding.detail

    explain_the_finding(officer)
    assert not findings(officer)[0].is_open
    report = print_the_report(officer, reports, monkeypatch)
    export_the_submission(officer, folder)

    printed = " ".join(page.extract_text() for page in PdfReader(report).pages)
    assert "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM" in printed
    assert "Tổng số thành viên HTX là 3.779 thành viên" in " ".join(printed.split())

    (path,) = folder.glob("*.kttt")
    bundle = open_bundle(path)
    assert bundle.header.unit_name == "Huyện Lạng Giang"
    assert bundle.header.period.code == "KH2025"
    names = [row[3] for row in bundle.data["organisations"].rows]
    assert names == ["Hợp tác xã Cơ khí Lạng Giang"]
    (explained,) = bundle.checks["findings"]
    assert explained["explanation"].startswith("Số tổng lấy theo báo cáo")
    assert path.with_suffix(".pdf").exists()
    assert path.with_suffix(".xlsx").exists()

    book_folder = officer.context.book.path.parent
    officer.leave()
    opened = open_for_work(book_folder, practice=False)
    figures = unit_figures(opened.book, opened.profile, [(2024, Measure.HALF_YEAR)])
    opened.book.close()
    assert figures["", 2024, Measure.HALF_YEAR].figures["A2"].value == 3779

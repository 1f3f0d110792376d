"""What was typed in a report is there after the program was closed at once."""

from PySide6.QtCore import Qt

from ktt_desktop.services.outlines import main_report
from ktt_desktop.services.report_texts import load_texts
from ktt_desktop.ui.screens.reports_editor import ReportEditor
from tests.journeys.officer import ALT

WORDS = "Các hợp tác xã duy trì hoạt động ổn định."


def test_words_typed_a_moment_before_closing_are_in_the_book(seat, tmp_path):
    officer = seat(tmp_path, practice=True)
    officer.press(Qt.Key.Key_6, modifier=ALT)
    officer.settle()
    editor = officer.program.window.findChild(ReportEditor)
    officer.until(lambda: "64 HTX" in editor.toPlainText())
    editor.setFocus()
    officer.write(WORDS)
    officer.leave()

    again = seat(tmp_path, practice=True)
    key = main_report(again.context.book, again.context.period)
    (text,) = load_texts(again.context.book, key).values()
    assert text[0].text.startswith(WORDS)

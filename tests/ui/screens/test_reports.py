from dataclasses import replace

import pytest
from pypdfium2 import PdfDocument
from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QImage, QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QLineEdit

from ktt_desktop.domain.period import ReportingPeriod
from ktt_desktop.domain.report_text import AutoPiece, RichParagraph, RichPicture, RichTable
from ktt_desktop.domain.terms import PeriodKind, SubjectKind
from ktt_desktop.services.annual_return import save_values
from ktt_desktop.services.dossiers import dossiers
from ktt_desktop.services.outlines import main_report
from ktt_desktop.services.report_pictures import USUAL_WIDTH
from ktt_desktop.services.report_texts import load_texts, save_texts
from ktt_desktop.services.report_versions import VersionCause, versions
from ktt_desktop.services.unit_figures import unit_subject
from ktt_desktop.ui import messages
from ktt_desktop.ui.report_outline_dialog import OutlinesDialog
from ktt_desktop.ui.report_settings_dialog import SettingsDialog
from ktt_desktop.ui.screens import reports as reports_screen
from ktt_desktop.ui.screens.annual_reason import ReasonDialog
from ktt_desktop.ui.screens.reports import ReportsScreen
from ktt_desktop.ui.screens.reports_figures import all_figures
from ktt_desktop.ui.screens.reports_insert import InsertDialog
from ktt_desktop.ui.screens.reports_picture import PictureDialog
from ktt_desktop.ui.screens.reports_versions import VersionsDialog
from tests.keyboard import type_text
from tests.ui.screens.opened import CONTROL, opened, press, settle
from tests.usual_report import save_text

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
WORDS = "Các hợp tác xã duy trì hoạt động ổn định."
COUNTS = "P1.I.1a"


@pytest.fixture
def screen(qtbot, context):
    screen = ReportsScreen(context)
    yield from opened(qtbot, context, screen, rounds=8)


@pytest.fixture
def editor(screen):
    screen.body.editor.setFocus()
    return screen.body.editor


def key_of(context):
    return main_report(context.book, context.period)


def kept(context):
    return load_texts(context.book, key_of(context))


def own(context, section=COUNTS):
    return [each for each in kept(context).get(section, ()) if isinstance(each, RichParagraph)]


def figure(screen, words):
    document = screen.body.editor.document()
    for span in all_figures(document):
        cursor = QTextCursor(document)
        cursor.setPosition(span.start)
        cursor.setPosition(span.end, QTextCursor.MoveMode.KeepAnchor)
        if cursor.selectedText() == words:
            return span
    raise AssertionError(f"{words} is not locked in {document.toPlainText()}")


def put_cursor(screen, place):
    cursor = screen.body.editor.textCursor()
    cursor.setPosition(place)
    screen.body.editor.setTextCursor(cursor)


def change(screen, context, value):
    book, subject = context.book, unit_subject(context.profile)
    context.save(screen, lambda _: save_values(book, subject, *context.period.main, {"A1": value}))
    settle(context, 8)


def dialog(kind):
    found = [each for each in QApplication.topLevelWidgets() if isinstance(each, kind)]
    return next(each for each in found if each.isVisible())


def printed(screen):
    with PdfDocument(screen.preview.pdf) as document:
        return " ".join(page.get_textpage().get_text_range() for page in document)


# --- reading


def test_the_first_section_with_words_is_shown_with_locked_figures(screen, context):
    assert "Số lượng hợp tác xã (HTX) là 64 HTX" in screen.body.editor.toPlainText()
    told = figure(screen, "64").format.toolTip()
    assert "[A1] Tổng số hợp tác xã" in told
    assert context.notices[-1].startswith("Số liệu khóa: ")


def test_a_locked_figure_opens_its_place_and_tells_it(screen, editor, context, qtbot):
    put_cursor(screen, figure(screen, "64").end)
    assert "[A1] Tổng số hợp tác xã" in screen.body.origin.text()
    with qtbot.waitSignal(context.jump_requested) as caught:
        press(Qt.Key.Key_Return, CONTROL)
    assert caught.args[0].code == "A1"


def test_a_value_opens_its_work_record(screen, context, qtbot):
    (grant,) = [row.draft for row in dossiers(context.book, ["support"]) if row.draft.topic == "H4"]
    screen.sections.choose("P1.II.3")
    screen.body.editor.setFocus()
    spans = all_figures(screen.body.editor.document())
    span = next(each for each in spans if each.anchor.startswith(f"support:{grant.uid}"))
    assert "Hồ sơ công việc: Hỗ trợ" in span.format.toolTip()
    put_cursor(screen, span.end)
    with qtbot.waitSignal(context.jump_requested) as caught:
        press(Qt.Key.Key_Return, CONTROL)
    place = caught.args[0]
    assert (place.kind, place.key, place.sector) == (SubjectKind.DOSSIER, grant.uid, "support")


def test_every_section_can_be_opened_and_keeps_nothing_by_that(screen, context):
    for row in range(screen.sections.count()):
        screen.sections.setCurrentRow(row)
        settle(context, 1)
        assert screen.body.sheet.text == ()
    assert kept(context) == {}


def test_in_a_narrow_window_the_words_have_the_room(screen):
    assert screen.preview.isVisible()
    screen.resize(700, 420)
    assert not screen.preview.isVisible()


# --- writing


def test_words_are_saved_two_seconds_after_the_last_key_and_printed(
    screen, editor, context, qtbot, monkeypatch
):
    assert reports_screen.SAVE_PAUSE == 2_000
    screen._save_soon.setInterval(50)
    assert WORDS[:20] not in printed(screen)
    press(Qt.Key.Key_End, CONTROL)
    press(Qt.Key.Key_Return)
    press(Qt.Key.Key_Return)  # out of the list
    type_text(editor, WORDS)
    assert screen.body.state.text() == "Chưa lưu"
    qtbot.waitUntil(lambda: screen.body.state.text().startswith("Đã lưu lúc"))
    settle(context, 8)
    assert [each.text for each in own(context)] == [WORDS]
    assert WORDS[:20] in printed(screen)
    assert screen.body.editor.hasFocus()
    QTest.keyClick(editor, Qt.Key.Key_Z, CONTROL)
    assert WORDS not in editor.toPlainText()


def test_leaving_the_editor_saves(screen, editor, context):
    press(Qt.Key.Key_End, CONTROL)
    type_text(editor, " " + WORDS)
    press(Qt.Key.Key_Tab)
    settle(context)
    (changed,) = own(context)
    assert changed.replaces
    assert changed.text.endswith(WORDS)
    assert any(run.figure for run in changed.runs)


def test_going_to_another_section_saves_and_keeps_the_undo_of_the_first(screen, editor, context):
    before = editor.toPlainText()
    type_text(editor, WORDS)
    screen.sections.setCurrentRow(screen.sections.currentRow() + 1)
    settle(context, 8)
    assert own(context)[0].text.startswith(WORDS)
    screen.sections.setCurrentRow(screen.sections.currentRow() - 1)
    editor.setFocus()
    press(Qt.Key.Key_Z, CONTROL)
    assert editor.toPlainText() == before
    settle(context)
    screen.save()
    settle(context)
    assert kept(context) == {}


def test_another_period_saves_what_was_typed_in_the_one_before(screen, editor, context):
    key = key_of(context)
    type_text(editor, WORDS)
    context.set_period(ReportingPeriod(2021, PeriodKind.PLAN))
    settle(context, 8)
    assert load_texts(context.book, key)
    assert screen.report.key.period.year == 2021
    assert WORDS not in screen.body.editor.toPlainText()


def test_leaving_the_screen_saves(screen, editor, context):
    type_text(editor, WORDS)
    screen.hide()
    settle(context)
    assert own(context)
    screen.show()


def test_what_could_not_be_saved_is_saved_the_next_time(screen, editor, context, monkeypatch):
    def fail(*_):
        raise OSError("đầy đĩa")

    told = []
    monkeypatch.setattr("ktt_desktop.ui.errors.show_error", lambda *words: told.append(words))
    with monkeypatch.context() as patch:
        patch.setattr(reports_screen, "save_texts", fail)
        type_text(editor, WORDS)
        screen.save()
        settle(context)
    assert told
    assert screen.body.state.text() == "Chưa lưu được"
    press(Qt.Key.Key_S, CONTROL)
    settle(context)
    assert own(context)


def test_typing_goes_on_while_the_report_is_read_anew(screen, editor, context):
    press(Qt.Key.Key_End, CONTROL)
    press(Qt.Key.Key_Return)
    press(Qt.Key.Key_Return)  # out of the list
    type_text(editor, "Một")
    screen.save()
    type_text(editor, " hai")
    settle(context, 8)
    assert editor.toPlainText().endswith("Một hai")
    type_text(editor, " ba")
    screen.save()
    settle(context, 8)
    assert own(context)[0].text == "Một hai ba"


def test_a_report_read_before_the_last_save_does_not_replace_the_words(screen, editor, context):
    screen.load()
    type_text(editor, WORDS)
    screen.save()
    settle(context, 8)
    assert editor.toPlainText().startswith(WORDS)
    assert editor.document().isUndoAvailable()  # the very document that was typed in


def test_words_typed_while_another_outline_is_read_are_kept(screen, editor, context):
    screen.show_outline("commune")
    type_text(editor, WORDS)
    settle(context, 8)
    assert screen.report.key.outline == "commune"
    assert own(context)[0].text.startswith(WORDS)


def test_words_of_another_report_that_could_not_be_saved_are_saved_later(
    screen, editor, context, monkeypatch
):
    def fail(*_):
        raise OSError("đầy đĩa")

    monkeypatch.setattr("ktt_desktop.ui.errors.show_error", lambda *_: None)
    with monkeypatch.context() as patch:
        patch.setattr(reports_screen, "save_texts", fail)
        screen.show_outline("commune")
        type_text(editor, WORDS)
        settle(context, 8)
    assert not own(context)
    screen.save()
    settle(context)
    assert own(context)[0].text.startswith(WORDS)


def test_bold_italic_and_marks_by_keyboard(screen, editor, context):
    press(Qt.Key.Key_End, CONTROL)
    press(Qt.Key.Key_Return)
    press(Qt.Key.Key_B, CONTROL)
    type_text(editor, "Đậm")
    press(Qt.Key.Key_B, CONTROL)
    press(Qt.Key.Key_I, CONTROL)
    type_text(editor, " nghiêng")
    screen.body.toolbar.mark("+ ")
    screen.save()
    settle(context)
    mark, bold, italic = own(context)[0].runs
    assert (mark.text, bold.text, italic.text) == ("+ ", "Đậm", " nghiêng")
    assert (bold.bold, italic.italic, italic.bold) == (True, True, False)
    screen.body.toolbar.mark("")
    assert editor.toPlainText().endswith("\nĐậm nghiêng")


def test_a_table_is_inserted_and_grows(screen, editor, context):
    press(Qt.Key.Key_End, CONTROL)
    screen.body.toolbar.insert_table()
    type_text(editor, "Tên")
    press(Qt.Key.Key_F5)
    type_text(editor, "HTX A")
    screen.body.toolbar.add_column()
    screen.save()
    settle(context)
    (table,) = [each for each in kept(context)[COUNTS] if isinstance(each, RichTable)]
    assert (len(table.rows), len(table.rows[0])) == (4, 4)
    assert (table.rows[0][0], table.rows[1][0]) == ("Tên", "HTX A")
    press(Qt.Key.Key_F6)
    screen.save()
    settle(context)
    (table,) = [each for each in kept(context)[COUNTS] if isinstance(each, RichTable)]
    assert len(table.rows) == 3


def test_a_picture_is_put_in(screen, editor, context, tmp_path, monkeypatch):
    path = tmp_path / "anh.png"
    image = QImage(300, 200, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.darkGreen)
    image.save(str(path))
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(path), ""))
    press(Qt.Key.Key_End, CONTROL)
    screen.acts.insert_picture()
    settle(context)
    screen.save()
    settle(context, 8)
    assert any(isinstance(each, RichPicture) for each in kept(context)[COUNTS])


def widths(context):
    return [each.width_mm for each in kept(context)[COUNTS] if isinstance(each, RichPicture)]


def test_the_width_of_a_picture_is_changed_by_keyboard_and_can_be_undone(
    screen, editor, context, tmp_path, monkeypatch
):
    test_a_picture_is_put_in(screen, editor, context, tmp_path, monkeypatch)
    screen.acts.change_width()
    asked = dialog(PictureDialog)
    QTest.keyClicks(asked.focusWidget(), "60")
    QTest.keyClick(asked.focusWidget(), Qt.Key.Key_Return)
    screen.save()
    settle(context, 8)
    assert widths(context) == [60]
    QTest.keyClick(editor, Qt.Key.Key_Z, CONTROL)
    screen.save()
    settle(context, 8)
    assert widths(context) == [USUAL_WIDTH]


def test_without_a_picture_at_the_cursor_its_width_is_not_asked_for(screen, editor, context, qtbot):
    with qtbot.waitSignal(context.noticed):
        screen.acts.change_width()


def test_a_sentence_is_given_back_and_a_removed_one_brought_back(screen, editor, context):
    before = editor.toPlainText()
    type_text(editor, WORDS)
    screen.save()
    assert own(context) == []
    settle(context)
    assert own(context)
    screen.acts.give_back()
    assert editor.toPlainText() == before
    press(Qt.Key.Key_Home)
    QTest.keyClick(editor, Qt.Key.Key_End, Qt.KeyboardModifier.ShiftModifier)
    cursor = editor.textCursor()
    cursor.select(QTextCursor.SelectionType.BlockUnderCursor)
    editor.setTextCursor(cursor)
    press(Qt.Key.Key_Delete)
    screen.save()
    settle(context)
    assert any(isinstance(each, AutoPiece) and each.hidden for each in kept(context)[COUNTS])
    screen.acts.bring_back()
    assert "là 64 HTX" in editor.toPlainText()


# --- figures


def test_a_changed_figure_is_in_a_generated_sentence_at_once(screen, context):
    change(screen, context, 65)
    assert "Số lượng hợp tác xã (HTX) là 65 HTX" in screen.body.editor.toPlainText()
    assert not screen.body.changes.isVisible()


def edited(screen, editor, context):
    press(Qt.Key.Key_Home, CONTROL)
    type_text(editor, "Nay ")
    screen.save()
    settle(context)
    change(screen, context, 65)


def test_a_changed_figure_in_edited_words_is_told_and_accepted(screen, editor, context):
    edited(screen, editor, context)
    assert screen.body.changes.isVisible()
    assert "64 → 65" in screen.body.changes.words.text()
    assert "Số liệu đã đổi: 64 → 65" in figure(screen, "64").format.toolTip()
    press(Qt.Key.Key_F9)
    settle(context, 8)
    assert not screen.body.changes.isVisible()
    assert "Nay - Số lượng hợp tác xã (HTX) là 65 HTX" in editor.toPlainText()


def test_taking_back_leaves_words_that_came_later(screen, editor, context):
    edited(screen, editor, context)
    press(Qt.Key.Key_F9)
    settle(context, 8)
    key, later = key_of(context), (RichParagraph(own(context)[0].runs[:1]),)
    context.save(screen, lambda _: save_texts(context.book, key, {COUNTS: later}))
    settle(context, 8)
    screen.body.undo.button.click()
    settle(context, 8)
    assert own(context)[0].text == later[0].text


def test_what_was_accepted_is_taken_back_by_ctrl_z(screen, editor, context):
    edited(screen, editor, context)
    press(Qt.Key.Key_F9)
    settle(context, 8)
    assert screen.body.undo.isVisible()
    editor.setFocus()
    press(Qt.Key.Key_Z, CONTROL)
    settle(context, 8)
    assert not screen.body.undo.isVisible()
    assert "64 → 65" in screen.body.changes.words.text()


def test_taking_back_is_not_offered_once_something_was_typed(screen, editor, context):
    edited(screen, editor, context)
    press(Qt.Key.Key_F9)
    settle(context, 8)
    type_text(editor, WORDS)
    assert not screen.body.undo.isVisible()


def test_a_changed_figure_is_refused_with_a_reason(screen, editor, context):
    edited(screen, editor, context)
    press(Qt.Key.Key_G, CONTROL)
    asked = dialog(ReasonDialog)
    type_text(asked.findChild(QLineEdit), "số đã báo cáo")
    QTest.keyClick(asked, Qt.Key.Key_Return)
    settle(context, 8)
    assert not screen.body.changes.isVisible()
    assert "Giữ 64, lý do: số đã báo cáo" in figure(screen, "64").format.toolTip()
    refused = [run.figure.refused for run in own(context)[0].runs if run.figure]
    assert "số đã báo cáo" in refused


def test_a_figure_is_looked_for_and_inserted_locked(screen, editor, context):
    press(Qt.Key.Key_End, CONTROL)
    press(Qt.Key.Key_Return)
    press(Qt.Key.Key_Return)  # out of the list
    type_text(editor, "Có ")
    press(Qt.Key.Key_F4)
    settle(context)
    asked = dialog(InsertDialog)
    type_text(asked.words, "tong so hop tac xa")
    QTest.keyClick(asked.words, Qt.Key.Key_Down)
    QTest.keyClick(asked.words, Qt.Key.Key_Up)
    QTest.keyClick(asked.words, Qt.Key.Key_Return)
    settle(context)
    screen.save()
    settle(context, 8)
    _, locked = own(context)[0].runs
    assert locked.figure.slot.startswith("A1@")
    assert locked.text == "64"
    put_cursor(screen, screen.body.editor.document().characterCount() - 1)
    assert "[A1]" in screen.body.origin.text()
    change(screen, context, 65)
    assert "64 → 65" in screen.body.changes.words.text()


# --- finding, checking, versions


def test_words_are_found_in_other_sections(screen, editor, context):
    first = screen.sections.section
    press(Qt.Key.Key_F, CONTROL)
    type_text(screen.body.finder.words, "lao động")
    press(Qt.Key.Key_Return)
    assert screen.sections.section != first
    assert editor.textCursor().selectedText().casefold() == "lao động"
    press(Qt.Key.Key_Escape)
    assert editor.hasFocus()
    press(Qt.Key.Key_F, CONTROL)
    screen.body.finder.words.setText("không có chữ này")
    press(Qt.Key.Key_Return)
    assert screen.body.finder.told.text() == "Không thấy trong báo cáo."


def test_numbers_typed_by_hand_are_checked_and_lead_to_their_words(screen, editor, context):
    press(Qt.Key.Key_End, CONTROL)
    press(Qt.Key.Key_Return)
    press(Qt.Key.Key_Return)  # out of the list
    type_text(editor, "- Số lượng hợp tác xã (HTX) là 99 HTX.")
    press(Qt.Key.Key_F7)
    settle(context, 8)
    assert screen.body.check.list.count() > 0
    assert "99" in " ".join(
        screen.body.check.list.item(row).text() for row in range(screen.body.check.list.count())
    )
    screen.sections.setCurrentRow(0)
    screen.body.check.list.setFocus()
    press(Qt.Key.Key_Return)
    assert screen.sections.section == COUNTS
    assert "99" in editor.textCursor().selectedText()


def test_the_words_of_the_period_before_are_taken(screen, editor, context, monkeypatch):
    earlier = ReportingPeriod(context.period.year - 1, PeriodKind.PLAN)
    save_text(context.book, earlier, "P1.III.1", WORDS)
    monkeypatch.setattr(messages, "choose", lambda *_: 1)
    press(Qt.Key.Key_F8)
    settle(context, 8)
    assert own(context, "P1.III.1")[0].text == WORDS
    screen.sections.choose("P1.III.1")
    assert WORDS in editor.toPlainText()


def test_versions_are_kept_compared_and_restored(screen, editor, context, monkeypatch):
    monkeypatch.setattr(messages, "ask", lambda *_: True)
    type_text(editor, WORDS)
    press(Qt.Key.Key_H, CONTROL)
    settle(context)
    asked = dialog(VersionsDialog)
    type_text(asked.label, "Bản trình")
    asked._keep()
    settle(context)
    assert "Bản trình" in asked.list.item(0).text()
    assert "giống hệt" in asked.compared.toPlainText()
    asked.reject()
    type_text(editor, "Thêm ")
    screen.acts.open_versions()
    settle(context)
    asked = dialog(VersionsDialog)
    assert "Thêm" in asked.compared.toPlainText()
    asked._restore()
    settle(context, 8)
    assert own(context)[0].text.startswith(WORDS)
    assert editor.toPlainText().startswith(WORDS)
    assert "Thêm" not in editor.toPlainText()


# --- outlines, files


def test_another_outline_is_chosen_by_keyboard(screen, context):
    assert screen.outline.count() > 1
    screen.outline.setFocus()
    press(Qt.Key.Key_Down)
    settle(context, 8)
    other = screen.outline.itemData(1)
    assert screen.report.key.outline == other
    context.set_period(ReportingPeriod(2022, PeriodKind.PLAN))
    settle(context, 8)
    assert screen.report.key == key_of(context)


def in_the_menu(key):
    """Press a key as soon as a menu is open, which keeps its own event loop until then."""
    timer = QTimer()

    def press_once_open():
        if menu := QApplication.activePopupWidget():
            timer.stop()
            QTest.keyClick(menu, key)

    timer.timeout.connect(press_once_open)
    timer.start(20)
    return timer


def test_three_files_are_written_and_the_words_kept(
    screen, editor, context, qtbot, tmp_path, monkeypatch
):
    told, folder = [], tmp_path / "xuat"
    folder.mkdir()
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(folder))
    monkeypatch.setattr(messages, "inform", lambda *words: told.append(words))
    type_text(editor, WORDS)
    timer = in_the_menu(Qt.Key.Key_C)
    press(Qt.Key.Key_F12)
    qtbot.waitUntil(lambda: not timer.isActive())
    settle(context, 12)
    assert {path.suffix for path in folder.iterdir()} == {".pdf", ".docx", ".xlsx"}
    assert "Đã ghi báo cáo vào các tệp" in told[0][2]
    assert not screen.report.missing
    (version,) = versions(context.book, key_of(context))
    assert version.cause is VersionCause.EXPORT
    assert version.label.endswith("(pdf, docx, xlsx)")


def test_what_the_head_and_foot_lack_is_told_with_the_file(screen, context, tmp_path, monkeypatch):
    told = []
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(tmp_path))
    monkeypatch.setattr(messages, "inform", lambda *words: told.append(words))
    context.profile = replace(context.profile, signer="", authority=())
    screen.load()
    settle(context, 8)
    screen.output.write(("pdf",))
    settle(context, 12)

    assert "còn thiếu" in context.notices[-1]
    assert "Chưa ghi họ tên người ký" in told[0][2]


# --- settings and outlines


def test_the_settings_are_opened_by_key_and_shown_at_once(screen, context):
    QTest.keyClick(screen, Qt.Key.Key_T, Qt.KeyboardModifier.AltModifier)
    settle(context)
    asked = dialog(SettingsDialog)
    asked.number.setText("77")
    QTest.keyClick(asked, Qt.Key.Key_S, CONTROL)
    settle(context, 8)
    assert screen.report.settings.number == "77"


def test_an_outline_is_taken_from_the_list_by_key(screen, context):
    def choose():
        asked = QApplication.activeModalWidget()
        if not isinstance(asked, OutlinesDialog) or not asked.rows.rowCount():
            return
        QTest.keyClick(asked.rows, Qt.Key.Key_Down)
        QTest.keyClick(asked, Qt.Key.Key_Return)

    clock = QTimer()
    clock.timeout.connect(choose)
    clock.start(50)
    before = screen.report.key.outline
    QTest.keyClick(screen, Qt.Key.Key_D, Qt.KeyboardModifier.AltModifier)
    settle(context, 8)
    clock.stop()
    assert screen.report.key.outline != before

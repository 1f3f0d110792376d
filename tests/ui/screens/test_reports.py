import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog

from ktt_desktop.domain.dossier import DossierDraft
from ktt_desktop.domain.terms import SubjectKind
from ktt_desktop.services.annual_return import save_values
from ktt_desktop.services.dossiers import dossiers, save_dossier
from ktt_desktop.services.unit_figures import unit_subject
from ktt_desktop.ui import messages
from ktt_desktop.ui.screens.reports import ReportsScreen
from tests.keyboard import type_text
from tests.ui.screens.opened import opened, settle
from tests.usual_report import load_texts

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
WORDS = "- Các hợp tác xã duy trì hoạt động ổn định."


@pytest.fixture
def screen(qtbot, context):
    screen = ReportsScreen(context)
    yield from opened(qtbot, context, screen, rounds=8)


def ink(screen):
    image = screen.preview.page.pixmap().toImage()
    step = range(0, image.width(), 3)
    return sum(
        image.pixelColor(x, y).lightness() < 100 for y in range(0, image.height(), 3) for x in step
    )


def figure_at(screen, words):
    found = screen.text.document().find(words)
    assert not found.isNull(), screen.text.toPlainText()
    return found.charFormat()


def test_the_first_section_with_words_is_shown_with_locked_figures(screen, context):
    assert "Số lượng hợp tác xã (HTX) là 64 HTX" in screen.text.toPlainText()
    locked = figure_at(screen, "64")
    assert locked.isAnchor()
    assert locked.fontUnderline()
    assert "[A1] Tổng số hợp tác xã" in locked.toolTip()
    assert not figure_at(screen, "trong đó").isAnchor()
    assert context.notices[-1].startswith("Số liệu khóa: ")


def test_the_generated_text_cannot_be_typed_over(screen):
    before = screen.text.toPlainText()
    screen.text.setFocus()
    screen.text.moveCursor(QTextCursor.MoveOperation.Start)
    QTest.keyClicks(screen.text, "999")
    assert screen.text.toPlainText() == before


def test_a_locked_figure_opens_its_place(screen, context, qtbot):
    with qtbot.waitSignal(context.jump_requested) as caught:
        screen.text.anchorClicked.emit(figure_at(screen, "64").anchorHref())
    assert caught.args[0].code == "A1"


def open_section(screen, context, id_):
    places = [each.id for each in screen._outline.sections]
    screen.sections.setCurrentRow(places.index(id_))
    settle(context, 8)


def test_a_value_opens_its_work_record(screen, context, qtbot):
    (grant,) = [row.draft for row in dossiers(context.book, ["support"]) if row.draft.topic == "H4"]
    open_section(screen, context, "P1.II.3")
    locked = figure_at(screen, "01 sản phẩm")
    assert "Hồ sơ công việc: Hỗ trợ" in locked.toolTip()
    with qtbot.waitSignal(context.jump_requested) as caught:
        screen.text.anchorClicked.emit(locked.anchorHref())
    place = caught.args[0]
    assert (place.kind, place.key, place.sector) == (SubjectKind.DOSSIER, grant.uid, "support")


def test_the_targets_are_shown_line_by_line(screen, context):
    values = {"title": "Số HTX", "operator": "~", "value": 750_000, "due_year": 2030}
    draft = DossierDraft("target", topic="A1", values=values)
    context.save(screen, lambda _: save_dossier(context.book, draft)[1])
    settle(context, 8)
    open_section(screen, context, "P1.KN")
    assert (
        "1. Số HTX – Mục tiêu (năm): khoảng 750 (2030); Số hiện có (đến ngày): 64 (31/8/2022); "
        "Đạt (%): 8,5; Khả năng hoàn thành: Chưa đến hạn: còn thiếu 686; mỗi năm phải tăng 82,3 "
        "(34,4%/năm)"
    ) in screen.text.toPlainText()


def test_the_preview_shows_a_page_with_ink_and_turns(screen, context):
    assert screen.preview.where.text().startswith("Trang 1 / ")
    assert ink(screen) > 200
    first = screen.preview.page.pixmap().toImage()
    QTest.keyClick(screen.sections, Qt.Key.Key_Down)
    screen.preview._scroll.setFocus()
    QTest.keyClick(screen.preview._scroll, Qt.Key.Key_PageDown)
    settle(context, 8)
    assert screen.preview.where.text().startswith("Trang 2 / ")
    assert screen.preview.page.pixmap().toImage() != first
    for _ in range(20):
        screen.preview.turn(1)
    settle(context, 8)
    page, count = screen.preview.where.text().removeprefix("Trang ").split(" / ")
    assert page == count


def test_zooming_changes_the_size_of_the_page(screen, context):
    before = screen.preview.page.pixmap().width()
    screen.preview.zoom_by(1.5)
    settle(context, 8)
    assert screen.preview.page.pixmap().width() == pytest.approx(before * 1.5, abs=3)
    screen.preview.fit()
    settle(context, 8)
    assert screen.preview.page.pixmap().width() == pytest.approx(before, abs=3)


def test_the_officers_words_are_saved_when_left_and_printed(screen, context):
    before = ink(screen)
    screen.words.setFocus()
    type_text(screen.words, WORDS)
    QTest.keyClick(screen.words, Qt.Key.Key_Tab)
    settle(context, 8)
    assert load_texts(context.book, context.period) == {screen._section.id: WORDS}
    assert screen.words.toPlainText() == WORDS
    assert WORDS not in screen.text.toPlainText()  # it stands in its own editor
    assert ink(screen) > before


def test_going_to_another_section_saves_the_words_of_the_first(screen, context):
    first = screen._section.id
    screen.words.setFocus()
    type_text(screen.words, WORDS)
    screen.sections.setCurrentRow(screen.sections.currentRow() + 1)
    settle(context, 8)
    assert load_texts(context.book, context.period) == {first: WORDS}
    assert screen._section.id != first


def test_a_changed_figure_is_in_the_text_at_once(screen, context):
    book, subject = context.book, unit_subject(context.profile)
    context.save(screen, lambda _: save_values(book, subject, *context.period.main, {"A1": 65}))
    settle(context, 8)
    assert "Số lượng hợp tác xã (HTX) là 65 HTX" in screen.text.toPlainText()


def test_f12_writes_the_pdf(screen, context, tmp_path, monkeypatch):
    target, told = tmp_path / "bao-cao.pdf", []
    monkeypatch.setattr(
        QFileDialog,
        "getSaveFileName",
        lambda *arguments: (told.append(arguments), (str(target), ""))[1],
    )
    monkeypatch.setattr(messages, "inform", lambda *words: told.append(words))
    QTest.keyClick(screen.sections, Qt.Key.Key_F12)
    settle(context, 8)
    assert target.read_bytes().startswith(b"%PDF")
    assert "bao-cao_KH2023_217.pdf" in told[0][2]
    assert "Đã ghi báo cáo" in told[1][2]

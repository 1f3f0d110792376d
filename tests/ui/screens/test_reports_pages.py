"""The preview by keyboard and wheel: pages, zoom, words looked for."""

from datetime import UTC, datetime

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QScrollArea

from ktt_desktop.domain.document import Document, Letterhead, Paragraph, Run, SignatureBlock
from ktt_desktop.services.printing import pdf_bytes
from ktt_desktop.ui.screens.reports_pages import FOUND, SHOWN, Marked, PagePreview, draw_page

CONTROL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


@pytest.fixture(scope="module")
def pdf():
    """Four pages; "con số cuối" stands on the last, "đoạn" in every paragraph."""
    texts = [f"Đoạn {n}. " + "Hợp tác xã tiếp tục đổi mới. " * 20 for n in range(14)]
    letterhead = Letterhead((), ("XÃ LẠNG GIANG",), "1/BC", "Lạng Giang", "Báo cáo", "Năm 2025")
    document = Document(
        letterhead,
        tuple(Paragraph((Run(text),)) for text in (*texts, "Con số cuối./.")),
        SignatureBlock((), ""),
        (),
    )
    return pdf_bytes(document, datetime(2026, 1, 5, tzinfo=UTC))


@pytest.fixture
def preview(qtbot, context, pdf):
    shown = PagePreview(context, lambda _: pdf)
    qtbot.addWidget(shown)
    shown.resize(500, 400)
    shown.show()
    shown.refresh()
    qtbot.waitUntil(lambda: shown.count == 4, timeout=10_000)
    shown.activateWindow()
    area(shown).setFocus()
    return shown


def area(preview):
    return preview.findChild(QScrollArea)


def at_page(qtbot, preview, number):
    qtbot.waitUntil(lambda: preview.number.value() == number)


def press(preview, key, modifier=Qt.KeyboardModifier.NoModifier):
    QTest.keyClick(QApplication.focusWidget() or preview, key, modifier)


def roll(preview, notches, modifier=Qt.KeyboardModifier.NoModifier):
    """Turn the wheel over the page; up is positive."""
    target = area(preview).viewport()
    middle = QPointF(target.rect().center())
    event = QWheelEvent(
        middle,
        QPointF(target.mapToGlobal(middle.toPoint())),
        QPoint(),
        QPoint(0, 120 * notches),
        Qt.MouseButton.NoButton,
        modifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(target, event)


def test_pages_are_turned_and_the_ends_reached_by_key(qtbot, preview):
    press(preview, Qt.Key.Key_PageDown)
    at_page(qtbot, preview, 2)
    press(preview, Qt.Key.Key_End)
    at_page(qtbot, preview, 4)
    press(preview, Qt.Key.Key_PageDown)
    press(preview, Qt.Key.Key_PageUp)
    at_page(qtbot, preview, 3)
    press(preview, Qt.Key.Key_Home)
    at_page(qtbot, preview, 1)
    assert preview.where.text() == "/ 4"


def test_a_page_is_gone_to_by_its_number(qtbot, preview):
    drawn = preview.page.pixmap().cacheKey()
    preview.number.setFocus()
    preview.number.selectAll()
    QTest.keyClicks(preview.number, "3")
    press(preview, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: preview.page.pixmap().cacheKey() != drawn)
    assert preview.number.value() == 3


def test_ctrl_and_wheel_make_the_page_larger_and_smaller(qtbot, preview):
    before = preview.page.pixmap().width()
    roll(preview, 2, CONTROL)
    qtbot.waitUntil(lambda: preview.page.pixmap().width() > before * 1.3)
    roll(preview, -2, CONTROL)
    qtbot.waitUntil(lambda: preview.page.pixmap().width() == pytest.approx(before, abs=4))


def test_the_wheel_goes_on_to_the_next_page_at_the_foot_of_one_and_back_to_the_foot(qtbot, preview):
    bar = area(preview).verticalScrollBar()
    qtbot.waitUntil(lambda: bar.maximum() > 0)
    roll(preview, -1)
    assert preview.number.value() == 1
    bar.setValue(bar.maximum())
    roll(preview, -1)
    at_page(qtbot, preview, 2)
    assert bar.value() == 0
    roll(preview, 1)
    at_page(qtbot, preview, 1)
    qtbot.waitUntil(lambda: bar.value() == bar.maximum() > 0)


def search(qtbot, preview, words):
    press(preview, Qt.Key.Key_F, CONTROL)
    qtbot.waitUntil(lambda: preview.search.words.hasFocus())
    preview.search.words.setText(words)
    press(preview, Qt.Key.Key_Return)


def test_words_are_looked_for_from_place_to_place_and_back(qtbot, preview):
    search(qtbot, preview, "doan 1")
    qtbot.waitUntil(lambda: preview.search.told.text() == "1 / 5")
    press(preview, Qt.Key.Key_Return)
    assert preview.search.told.text() == "2 / 5"
    press(preview, Qt.Key.Key_Return, SHIFT)
    press(preview, Qt.Key.Key_Return, SHIFT)
    assert preview.search.told.text() == "5 / 5"
    at_page(qtbot, preview, preview.search.hit.page + 1)


def test_a_place_on_another_page_is_brought_into_sight(qtbot, preview):
    search(qtbot, preview, "Con số cuối")
    at_page(qtbot, preview, 4)
    bar = area(preview).verticalScrollBar()
    (box,) = preview.search.hit.boxes
    scale = preview.page.pixmap().deviceIndependentSize().width() / 595.28
    qtbot.waitUntil(
        lambda: bar.value() <= box[1] * scale <= bar.value() + area(preview).viewport().height()
    )


def test_words_that_are_nowhere_are_told_and_esc_leaves(qtbot, preview):
    search(qtbot, preview, "không có đâu")
    qtbot.waitUntil(lambda: preview.search.told.text() == "Không thấy")
    press(preview, Qt.Key.Key_Escape)
    assert not preview.search.isVisible()
    assert area(preview).hasFocus()


def test_other_pages_forget_the_places(qtbot, preview):
    search(qtbot, preview, "doan 1")
    qtbot.waitUntil(lambda: preview.search.hit is not None)
    preview.refresh()
    qtbot.waitUntil(lambda: preview.search.hit is None)


def test_places_are_marked_on_the_page_under_the_words(qapp, pdf):
    plain = draw_page(pdf, 0, 1.0, 500, 1.0).image
    box = (100.0, 100.0, 50.0, 20.0)
    marked = draw_page(pdf, 0, 1.0, 500, 1.0, (Marked(box, SHOWN),)).image
    changed = {
        (x, y)
        for x in range(plain.width())
        for y in range(plain.height())
        if plain.pixel(x, y) != marked.pixel(x, y)
    }
    assert changed
    assert min(x for x, _ in changed) >= 100
    assert max(x for x, _ in changed) <= 150
    assert {y for _, y in changed} <= set(range(100, 121))
    assert SHOWN != FOUND

from datetime import date
from itertools import pairwise

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPlainTextEdit, QPushButton

from ktt_desktop.domain.dossier import DossierDraft, Kind
from ktt_desktop.domain.terms import Severity
from ktt_desktop.services.annual_return import save_values
from ktt_desktop.services.dossiers import save_dossier
from ktt_desktop.services.unit_figures import unit_subject
from ktt_desktop.services.validation import check_book
from ktt_desktop.ui.screens.validation import ValidationScreen
from ktt_desktop.ui.screens.validation_explain import ExplainDialog
from tests.keyboard import press_until, type_text
from tests.ui.screens.opened import CONTROL, opened, settle

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
WORDS = "Danh sách thành viên của 14 người đang được đối chiếu."


@pytest.fixture
def screen(qtbot, context):
    screen = ValidationScreen(context)
    screen.counts = []
    screen.errors_counted.connect(screen.counts.append)
    yield from opened(qtbot, context, screen)


def chip(screen, words):
    return next(each for each in screen.findChildren(QPushButton) if each.text().startswith(words))


def titles(screen):
    model = screen.list.model()
    return [model.index(row, 0).data() for row in range(model.rowCount())]


def activate(window):
    """No window manager hands the keyboard over here."""

    def claim():
        window.activateWindow()
        QTest.qWait(20)

    press_until(lambda: QApplication.activeWindow() is window, claim)


def explain(screen, context, words):
    activate(screen)
    QTest.keyClick(screen.list, Qt.Key.Key_G, CONTROL)
    dialog = screen.findChild(ExplainDialog)
    activate(dialog)
    editor = dialog.findChild(QPlainTextEdit, "explanation")
    assert editor.hasFocus()
    editor.selectAll()
    if words:
        type_text(editor, words)
    else:
        QTest.keyClick(editor, Qt.Key.Key_Delete)
    QTest.keyClick(editor, Qt.Key.Key_S, CONTROL)
    settle(context)


def test_the_chips_count_and_the_status_line_says_what_is_left(screen, context):
    found = check_book(context.book, context.profile, context.period).findings
    errors = sum(each.severity is Severity.ERROR for each in found)
    assert errors > 0
    assert chip(screen, "Tất cả").text() == f"Tất cả {len(found)}"
    assert chip(screen, "Lỗi").text() == f"Lỗi {errors}"
    assert chip(screen, "Cảnh báo").text() == f"Cảnh báo {len(found) - errors}"
    assert chip(screen, "Đã giải trình").text() == "Đã giải trình 0"
    assert context.notices[-1] == f"Kết xuất tệp nộp: còn {errors} lỗi phải sửa hoặc giải trình"
    assert screen.counts[-1] == errors
    assert screen._told.text().startswith("Đã kiểm tra 12 tổ chức, ")


def test_a_chip_shows_only_its_findings(screen):
    everything = titles(screen)
    QTest.keyClick(chip(screen, "Cảnh báo"), Qt.Key.Key_Space)
    assert (
        titles(screen)
        == [each for each in everything if "khớp" not in each][-len(titles(screen)) :]
    )
    assert 0 < len(titles(screen)) < len(everything)


def test_enter_goes_to_the_figure_of_the_unit(screen, context, qtbot):
    screen.list.setFocus()
    assert screen.list.current.rule == "R1-A2"
    with qtbot.waitSignal(context.jump_requested) as caught:
        QTest.keyClick(screen.list, Qt.Key.Key_Return)
    assert caught.args[0].code == "A2"
    with qtbot.waitSignal(context.jump_requested) as caught:
        QTest.keyClick(screen.list, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    assert caught.args[0].code == "S2"


def test_each_link_goes_to_its_own_place(screen, context, qtbot):
    view = screen.list
    rect = view.visualRect(view.model().index(0, 0))
    link = next(each for each in view.links(view.model().index(0, 0), rect) if "S2" in each.text)
    assert link.text == "Biểu B2 · S2"
    with qtbot.waitSignal(context.jump_requested) as caught:
        QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=link.rect.center())
    assert caught.args[0].code == "S2"
    with qtbot.assertNotEmitted(context.jump_requested):
        QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(200, 20))


def test_a_work_record_is_named_by_its_measure_and_led_to(screen, context, qtbot):
    money = {"plan.total": 5_000_000, "plan.NSTW": 3_000_000, "plan.KHAC": 1_000_000}
    draft = DossierDraft(Kind.SUPPORT, year=2022, topic="H4", money=money)
    saved, change = save_dossier(context.book, draft)
    with qtbot.waitSignal(screen._checks.checked):
        context.changes.changed.emit(change)
    view = screen.list
    row = titles(screen).index("Kinh phí theo nguồn không khớp tổng kinh phí")
    index = view.model().index(row, 0)
    view.setCurrentIndex(index)

    assert [each.text for each in view.links(index, view.visualRect(index))] == [
        *("Hồ sơ · H4", "Giải trình"),
    ]
    assert "3 + 1 = 4" in screen.detail.text()
    with qtbot.waitSignal(context.jump_requested) as caught:
        QTest.keyClick(view, Qt.Key.Key_Return)
    assert (caught.args[0].key, caught.args[0].code) == (saved.uid, "plan.total")


def test_links_never_run_into_each_other(screen, context, qtbot):
    """Two long names: a number of stopped cooperatives and one beside it."""
    values = {"stopped": 3, "on_books": 9}
    save_dossier(context.book, DossierDraft(Kind.DORMANT_TOTAL, year=2022, values=values))
    whole, _ = save_dossier(
        context.book, DossierDraft(Kind.SUPPORT, year=2022, values={"persons_done": 9})
    )
    part = DossierDraft(Kind.SUPPORT, year=2022, part_of=whole.uid, values={"persons_done": 8})
    _, change = save_dossier(context.book, part)
    with qtbot.waitSignal(screen._checks.checked):
        context.changes.changed.emit(change)
    view = screen.list
    told = set()
    for row in range(view.model().rowCount()):
        rect = view.visualRect(view.model().index(row, 0))
        areas = view.links(view.model().index(row, 0), rect)
        told.add(areas[0].text)
        for left, right in pairwise(areas):
            assert left.rect.right() < right.rect.left()
    assert {"Hồ sơ · Số tổng hợp"} <= told


def test_an_explanation_is_written_kept_and_withdrawn_by_keyboard(screen, context):
    errors = screen.counts[-1]
    explain(screen, context, WORDS)
    finding = next(each for each in screen._checks.result.findings if each.rule == "R1-A2")
    assert finding.explanation == WORDS
    assert screen.counts[-1] == errors - 1
    assert chip(screen, "Đã giải trình").text() == "Đã giải trình 1"
    assert screen.list.current.rule == "R1-A2"
    assert WORDS in screen.detail.text()
    signer, day = context.profile.signer, date.today()  # noqa: DTZ011
    assert f"Giải trình ({signer}, {day.day}/{day.month}/{day.year}): “" in screen.detail.text()

    explain(screen, context, "")
    finding = next(each for each in screen._checks.result.findings if each.rule == "R1-A2")
    assert finding.explanation is None
    assert screen.counts[-1] == errors


def test_an_explanation_for_other_numbers_is_called_old(screen, context):
    explain(screen, context, WORDS)
    errors = screen.counts[-1]
    book, subject = context.book, unit_subject(context.profile)
    context.save(screen, lambda _: save_values(book, subject, *context.period.main, {"A2": 3800}))
    settle(context)
    assert "Giải trình cho số liệu cũ" in screen.detail.text()
    assert screen.counts[-1] == errors + 1
    activate(screen)
    QTest.keyClick(screen.list, Qt.Key.Key_G, CONTROL)
    dialog = screen.findChild(ExplainDialog)
    assert dialog.findChild(QPlainTextEdit).toPlainText() == WORDS
    QTest.keyClick(dialog, Qt.Key.Key_Escape)


def test_f7_checks_again(screen, context, qtbot):
    with qtbot.waitSignal(screen._checks.checked):
        QTest.keyClick(screen.list, Qt.Key.Key_F7)


def test_a_clean_chip_says_so(screen):
    QTest.keyClick(chip(screen, "Đã giải trình"), Qt.Key.Key_Space)
    assert screen._empty.isVisible()
    assert screen._empty.text() == "Không có phát hiện nào ở mục này."
    assert screen.detail.isHidden()

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from ktt_desktop.domain.findings import Place
from ktt_desktop.domain.records import Subject
from ktt_desktop.domain.terms import Measure, SubjectKind
from ktt_desktop.services.annual_return import save_values
from ktt_desktop.services.unit_figures import unit_subject
from ktt_desktop.ui.screens.start import StartScreen
from tests.ui.screens.opened import opened, press, settle

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
READABLE = Qt.ItemDataRole.AccessibleTextRole


@pytest.fixture
def screen(qtbot, context):
    yield from opened(qtbot, context, StartScreen(context))


def told(screen):
    items = (screen.tasks.item(row) for row in range(screen.tasks.count()))
    return [item.data(READABLE) or item.text() for item in items]


def go_to(screen, words):
    place = next(row for row, each in enumerate(told(screen)) if words in each)
    screen.tasks.setFocus()
    press(Qt.Key.Key_Home)
    for _ in range(place):
        press(Qt.Key.Key_Down)
    assert words in told(screen)[screen.tasks.currentRow()]


def test_errors_come_first_and_every_task_says_its_weight(screen):
    found = told(screen)
    assert found[0].startswith("Lỗi: Sửa hoặc giải trình 02 lỗi")
    assert {each.partition(":")[0] for each in found} == {"Lỗi", "Cần xem", "Nhắc"}


def test_enter_goes_where_the_task_is_done(screen, context, qtbot):
    go_to(screen, "Sửa hoặc giải trình")
    with qtbot.waitSignal(context.jump_requested) as caught:
        press(Qt.Key.Key_Return)
    assert caught.args == ["validation"]

    go_to(screen, "chưa có số liệu")
    with qtbot.waitSignal(context.jump_requested) as caught:
        press(Qt.Key.Key_Return)
    assert isinstance(caught.args[0], Place)
    assert caught.args[0].kind is SubjectKind.ORGANISATION


def test_a_task_that_is_done_leaves_the_page(screen, context):
    (before,) = [each for each in told(screen) if "chưa có số liệu" in each]
    uid = next(t.place.key for t in screen._page.tasks if t.place is not None)
    context.save(
        screen,
        lambda _: save_values(
            context.book,
            Subject(SubjectKind.ORGANISATION, uid),
            2022,
            Measure.HALF_YEAR,
            {"O1": 7},
        ),
    )
    settle(context)
    (after,) = [each for each in told(screen) if "chưa có số liệu" in each]
    assert int(after.split()[2]) == int(before.split()[2]) - 1


def test_a_tile_shows_the_years_of_its_figure(screen, context):
    subject = unit_subject(context.profile)
    save_values(context.book, subject, 2021, Measure.ACTUAL, {"A2": 3700})
    screen.refresh()
    settle(context)
    assert screen.figures.tiles[1].accessibleName() == (
        "Tổng số thành viên hợp tác xã: 3.779 người"
    )
    screen.figures.tiles[1].setFocus()
    press(Qt.Key.Key_Space)
    assert screen.figures.chart.accessibleName().endswith("2021: 3.700; 2022: 3.779")
    assert not screen.figures.chart.isHidden()


def test_deadlines_are_told_with_the_day_and_the_basis(screen):
    labels = [each for each in screen.dues.findChildren(QLabel) if not each.isHidden()]
    assert len(labels) == 8
    assert all("/" in label.text() for label in labels[::2])
    assert any("Điều" in label.toolTip() for label in labels)


def test_no_sentence_is_cut(screen):
    for row in range(screen.tasks.count()):
        line = screen.tasks.itemWidget(screen.tasks.item(row))
        text = line.findChildren(QLabel)[-1]
        assert text.height() >= text.heightForWidth(text.width())

from dataclasses import dataclass, replace
from datetime import datetime

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from ktt_desktop.catalogue.fields import FieldSpec, FieldType
from ktt_desktop.domain.errors import StaleRecordError
from ktt_desktop.domain.period import ReportingPeriod
from ktt_desktop.domain.records import ChangeSet, UnitProfile
from ktt_desktop.domain.terms import UnitLevel
from ktt_desktop.ui import messages
from ktt_desktop.ui.context import Context
from ktt_desktop.ui.forms.draft_strip import DraftStore
from ktt_desktop.ui.forms.form_dialog import FormDialog
from ktt_desktop.ui.forms.record_form import RecordForm
from ktt_desktop.ui.jobs import JobRunner
from tests.ui.screens.opened import CONTROL, press, settle

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
FIELDS = (
    FieldSpec("name", "Tên", FieldType.TEXT, required=True),
    FieldSpec("phone", "Điện thoại", FieldType.TEXT),
)
GO_ON, KEEP, THROW_AWAY = range(3)  # the answers to Esc


@dataclass(frozen=True)
class Sample:
    name: str = ""
    phone: str = ""
    revision: int = 3


@dataclass(frozen=True)
class KeptSample:
    draft: Sample
    at: datetime


class Shelf:
    """Where the draft of one record lies; `kept` is None while there is none."""

    def __init__(self, draft=None):
        self.kept = draft

    def store(self):
        def load():
            at = datetime.fromisoformat("2026-11-21T07:05:00+00:00")
            return KeptSample(self.kept, at) if self.kept else None

        return DraftStore(
            lambda draft: setattr(self, "kept", draft), load, lambda: setattr(self, "kept", None)
        )


@pytest.fixture
def context(qtbot, empty_book):
    profile = UnitProfile("07420", "Xã Lạng Giang", UnitLevel.COMMUNE, "24", "Tỉnh Bắc Ninh")
    context = Context(empty_book, profile, ReportingPeriod.parse("N2025"), JobRunner())
    yield context
    settle(context)


@pytest.fixture
def open_dialog(qtbot, context):
    """Opens a dialog over a shelf; `fails` is raised by saving."""
    parent = QWidget()
    qtbot.addWidget(parent)
    parent.show()

    def one(shelf, draft=Sample("HTX"), fails=None):
        form = RecordForm(
            FIELDS, draft, lambda each: {} if each.name else {"name": "Phải nhập tên."}, {}
        )

        def save(_):
            if fails:
                raise fails
            shelf.kept = None
            return ChangeSet(dossiers=True)

        dialog = FormDialog(context, "Hồ sơ", form, save, parent, shelf.store())
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
        with qtbot.waitActive(dialog):
            dialog.open()
        settle(context, 2)
        if shelf.kept is None:
            form.focus()
        return dialog

    return one


def answer_esc(monkeypatch, answer):
    asked = []
    monkeypatch.setattr(messages, "choose", lambda *words: asked.append(words) or answer)
    return asked


def test_what_is_typed_is_kept_when_a_field_is_left(context, open_dialog):
    shelf = Shelf()
    open_dialog(shelf)
    QTest.keyClicks(QApplication.focusWidget(), "Mai")
    settle(context, 1)
    assert shelf.kept is None

    press(Qt.Key.Key_Tab)
    settle(context, 1)
    assert shelf.kept == Sample("Mai")


def test_what_cannot_be_saved_yet_is_kept_too(context, open_dialog):
    shelf = Shelf()
    open_dialog(shelf)
    press(Qt.Key.Key_Delete)
    press(Qt.Key.Key_Tab)
    settle(context, 1)

    assert shelf.kept == Sample("")


def test_passing_through_the_fields_keeps_nothing(context, open_dialog):
    shelf = Shelf()
    open_dialog(shelf)
    press(Qt.Key.Key_Tab)
    settle(context, 1)

    assert shelf.kept is None


def test_a_kept_draft_is_offered_and_the_form_waits(open_dialog):
    dialog = open_dialog(Shelf(Sample("Mai", "0912")))

    assert dialog.strip.isVisible()
    at = datetime.fromisoformat("2026-11-21T07:05:00+00:00").astimezone()
    assert dialog.strip.go_on.text() == (
        f"Tiếp tục bản nháp lúc {at:%H:%M} ngày {at.day}/{at.month}/{at.year}"
    )
    assert QApplication.focusWidget() is dialog.strip.go_on
    assert not dialog.form.isEnabled()
    assert "đã được sửa" not in dialog.strip.words.text()


def test_going_on_puts_the_draft_into_the_form(context, open_dialog):
    shelf = Shelf(Sample("Mai", "0912"))
    dialog = open_dialog(shelf)
    press(Qt.Key.Key_Space)

    assert dialog.form.draft() == Sample("Mai", "0912")
    assert dialog.form.is_changed()
    assert not dialog.strip.isVisible()
    assert dialog.form.isAncestorOf(QApplication.focusWidget())
    press(Qt.Key.Key_S, CONTROL)
    settle(context, 2)
    assert shelf.kept is None
    assert not dialog.isVisible()


def test_a_draft_of_an_older_state_says_so_and_can_be_saved(open_dialog):
    dialog = open_dialog(Shelf(Sample("Mai", revision=2)))

    assert "đã được sửa sau bản nháp" in dialog.strip.words.text()
    press(Qt.Key.Key_Space)
    assert dialog.form.draft() == Sample("Mai", revision=3)


def test_a_dropped_draft_is_gone_and_the_record_stays_as_it_is(context, open_dialog):
    shelf = Shelf(Sample("Mai"))
    dialog = open_dialog(shelf)
    press(Qt.Key.Key_Tab)
    press(Qt.Key.Key_Space)
    settle(context, 1)

    assert shelf.kept is None
    assert dialog.form.draft() == Sample("HTX")
    assert dialog.form.isEnabled()


def test_leaving_before_choosing_leaves_the_draft(monkeypatch, open_dialog):
    asked, shelf = answer_esc(monkeypatch, THROW_AWAY), Shelf(Sample("Mai"))
    dialog = open_dialog(shelf)
    press(Qt.Key.Key_Escape)

    assert not dialog.isVisible()
    assert (asked, shelf.kept) == ([], Sample("Mai"))


@pytest.mark.parametrize(
    ("answer", "kept", "is_open"),
    [(GO_ON, None, True), (KEEP, Sample("Mai"), False), (THROW_AWAY, None, False)],
)
def test_esc_asks_what_becomes_of_what_was_typed(
    monkeypatch, context, open_dialog, answer, kept, is_open
):
    asked, shelf = answer_esc(monkeypatch, answer), Shelf()
    dialog = open_dialog(shelf)
    QTest.keyClicks(QApplication.focusWidget(), "Mai")
    press(Qt.Key.Key_Escape)
    settle(context, 1)

    assert asked[0][-1] == ("Tiếp tục sửa", "Giữ bản nháp", "Bỏ thay đổi")
    assert dialog.isVisible() is is_open
    assert shelf.kept == kept


def test_closing_after_saving_keeps_no_draft(context, open_dialog):
    shelf = Shelf()
    dialog = open_dialog(shelf)
    QTest.keyClicks(QApplication.focusWidget(), "Mai")
    press(Qt.Key.Key_S, CONTROL)
    settle(context, 2)

    assert not dialog.isVisible()
    assert shelf.kept is None


def test_loading_a_stale_record_again_gives_up_the_draft(monkeypatch, context, open_dialog):
    monkeypatch.setattr(messages, "ask", lambda *_: True)
    shelf = Shelf()
    open_dialog(shelf, fails=StaleRecordError("Hồ sơ đã được thay đổi."))
    QTest.keyClicks(QApplication.focusWidget(), "Mai")
    press(Qt.Key.Key_Tab)
    settle(context, 1)
    assert shelf.kept == replace(Sample(), name="Mai")
    press(Qt.Key.Key_S, CONTROL)
    settle(context, 2)

    assert shelf.kept is None

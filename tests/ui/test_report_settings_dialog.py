"""Thiết lập báo cáo by keyboard: number, day, addressees, choices, sections; kept with Ctrl+S."""

from datetime import date

import pytest
from PySide6.QtCore import Qt

from ktt_desktop.domain.report import ReportKey, ReportSettings
from ktt_desktop.services.report_settings import read_settings
from ktt_desktop.storage.session import transaction
from ktt_desktop.ui import messages
from ktt_desktop.ui.report_settings_dialog import SettingsDialog, open_settings
from tests.keyboard import press_in, type_text

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")
KEY = Qt.Key
PLAIN, CONTROL = Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ControlModifier


def opened(qtbot, context, window, outline="plan"):
    key = ReportKey(outline, context.period)
    open_settings(context, window, key)
    qtbot.waitUntil(lambda: window.findChild(SettingsDialog) is not None)
    dialog = window.findChild(SettingsDialog)
    qtbot.waitUntil(dialog.isVisible)
    return dialog, key


def settings_of(context, key):
    with transaction(context.book.sessions) as session:
        return read_settings(session, key)


def kept(qtbot, context, window, dialog, key):
    press_in(dialog, KEY.Key_S, CONTROL)
    qtbot.waitUntil(lambda: window.findChild(SettingsDialog) is None)
    return settings_of(context, key)


def test_what_is_typed_is_kept_for_this_report_alone(qtbot, context, window):
    dialog, key = opened(qtbot, context, window)
    type_text(dialog.number, "15")
    type_text(dialog.signed_on, "20/9/2022")
    type_text(dialog.addressees, "Sở Kế hoạch và Đầu tư")
    dialog.options["compare"].setCurrentIndex(1)
    dialog.sections.setCurrentRow(0)
    first = dialog.sections.item(0).data(Qt.ItemDataRole.UserRole)
    dialog.pages.setCurrentIndex(3)
    press_in(dialog.sections, KEY.Key_Space)

    found = kept(qtbot, context, window, dialog, key)

    assert (found.number, found.signed_on) == ("15", date(2022, 9, 20))
    assert found.addressees == ("Sở Kế hoạch và Đầu tư",)
    assert (found.options["compare"], found.sections[first]) == ("share", False)
    assert settings_of(context, ReportKey("scheme", key.period)) == ReportSettings()


def test_the_years_of_a_scheme_are_asked_for_and_checked(qtbot, context, window):
    dialog, key = opened(qtbot, context, window, "scheme")
    type_text(dialog.first_year, "2026")
    press_in(dialog, KEY.Key_S, CONTROL)
    assert "2026 đến năm 2025 ngược thứ tự" in dialog.problem.text()

    type_text(dialog.last_year, "203")
    press_in(dialog, KEY.Key_S, CONTROL)
    assert "“203” không phải là năm" in dialog.problem.text()

    type_text(dialog.last_year, "0")

    assert kept(qtbot, context, window, dialog, key).span == (2026, 2030)


def test_a_day_of_signing_is_a_whole_day(qtbot, context, window):
    dialog, _ = opened(qtbot, context, window)
    type_text(dialog.signed_on, "9/2022")
    press_in(dialog, KEY.Key_S, CONTROL)

    assert "đủ ngày, tháng, năm" in dialog.problem.text()
    dialog.signed_on.clear()
    press_in(dialog, KEY.Key_Escape)


def test_leaving_with_something_typed_asks_first(qtbot, context, window, monkeypatch):
    asked = []
    monkeypatch.setattr(messages, "may_discard", lambda _: asked.append(True) or True)
    dialog, key = opened(qtbot, context, window)
    type_text(dialog.number, "15")
    press_in(dialog, KEY.Key_Escape)

    qtbot.waitUntil(lambda: window.findChild(SettingsDialog) is None)
    assert asked == [True]
    assert settings_of(context, key) == ReportSettings()


def test_everything_has_a_name_for_the_screen_reader(qtbot, context, window):
    dialog, _ = opened(qtbot, context, window, "scheme")
    named = (
        *(dialog.number, dialog.signed_on, dialog.first_year, dialog.last_year, dialog.pages),
        *(dialog.addressees, dialog.bases, dialog.beginning, dialog.closing),
        *(dialog.zero_padded, dialog.keep_blanks, dialog.electronic, *dialog.options.values()),
    )

    assert all(each.accessibleName() for each in named)
    press_in(dialog, KEY.Key_Escape)

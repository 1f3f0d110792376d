from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from ktt_desktop.domain.organisation import OrganisationDraft
from ktt_desktop.domain.register_list import RegisterQuery
from ktt_desktop.domain.terms import OrganisationKind
from ktt_desktop.services.drafts import keep_draft, load_draft
from ktt_desktop.services.register import load_organisation
from ktt_desktop.services.register_list import organisation_ids, organisation_rows
from ktt_desktop.ui.screens.communes import Communes
from ktt_desktop.ui.screens.register_form import record_dialog
from ktt_desktop.ui.screens.register_record import NO_MEMBERS, members_note
from tests.ui.screens.opened import press, settle

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)


def found(context, words):
    query = RegisterQuery(text=words)
    (row,) = organisation_rows(context.book, organisation_ids(context.book, query), query)
    return load_organisation(context.book, row.uid)


@pytest.fixture
def open_record(qtbot, context):
    parent = QWidget()
    qtbot.addWidget(parent)
    parent.show()

    def one(draft):
        communes = Communes(context.book, context.profile)
        dialog = record_dialog(context, communes, draft, parent)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
        with qtbot.waitActive(dialog):
            dialog.open()
        dialog.form.focus("name")
        settle(context, 2)
        return dialog

    return one


def text_of(context, draft):
    note = members_note(context, draft)
    settle(context, 1)
    return note.text()


def test_members_are_shown_with_their_year_and_not_asked_for_again(context):
    assert text_of(context, found(context, "huong son")) == (
        "Số thành viên năm 2022 (6 tháng), theo phiếu số liệu:\n"
        "Tổng số thành viên: 7 người\n"
        "Thành viên tham gia bảo hiểm xã hội: 2 người"
    )
    assert text_of(context, found(context, "lofico")) == NO_MEMBERS
    assert text_of(context, OrganisationDraft()) == NO_MEMBERS


def test_the_members_stand_on_the_tab_of_members(context, open_record):
    dialog = open_record(found(context, "huong son"))
    dialog.form.focus("is_alliance_member")
    notes = [each for each in dialog.form.findChildren(QLabel) if "7 người" in each.text()]

    (note,) = notes
    row = dialog.form.editor("is_alliance_member").parentWidget()
    assert note.parentWidget() is row.parentWidget()


def test_a_new_record_left_unfinished_is_offered_at_the_next_addition(context, open_record):
    dialog = open_record(OrganisationDraft())
    QTest.keyClicks(QApplication.focusWidget(), "HTX Moi")
    press(Qt.Key.Key_Tab)
    settle(context, 1)
    assert load_draft(context.book, "").draft.name == "HTX Moi"
    dialog._is_over = True  # the program ends without a word
    dialog.hide()

    again = open_record(OrganisationDraft())
    assert again.strip.isVisible()
    press(Qt.Key.Key_Space)
    assert again.form.draft().name == "HTX Moi"


def test_the_draft_of_another_record_is_not_offered(context, open_record):
    keep_draft(context.book, OrganisationDraft(name="HTX Moi"))

    assert not open_record(found(context, "huong son")).strip.isVisible()


def test_another_kind_shows_other_fields_and_loses_nothing(context, open_record):
    record = replace(found(context, "huong son"), foreign_name="Huong Son", purpose="SAN_XUAT")
    form = open_record(record).form
    for kind in (OrganisationKind.COOPERATIVE_GROUP, OrganisationKind.COOPERATIVE):
        form.editor("kind").set_value(kind)
        form.editor("kind").edited.emit()
        is_group = kind is OrganisationKind.COOPERATIVE_GROUP
        assert form.editor("foreign_name").isVisibleTo(form) is not is_group
        draft = form.draft()
        assert (draft.foreign_name, draft.purpose) == ("Huong Son", "SAN_XUAT")

"""Xã, phường trước 1/7/2025 in the form of a record: offered, found, kept with today's."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton, QWidget

from ktt_desktop.catalogue.units import TWO_LEVEL_FROM
from ktt_desktop.domain.organisation import OrganisationDraft
from ktt_desktop.domain.period import ReportingPeriod
from ktt_desktop.domain.records import UnitProfile
from ktt_desktop.domain.register_list import RegisterQuery
from ktt_desktop.domain.terms import UnitLevel
from ktt_desktop.services.register import load_organisation, save_organisation
from ktt_desktop.services.register_list import organisation_ids, organisation_rows
from ktt_desktop.ui.context import Context
from ktt_desktop.ui.jobs import JobRunner
from ktt_desktop.ui.screens.communes import Communes
from ktt_desktop.ui.screens.register_form import record_dialog
from ktt_desktop.ui.screens.register_former import FIELD
from tests.keyboard import type_text
from tests.ui.screens.opened import CONTROL, press, settle

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
OLD = "Thôn Đông, xã Quang Thịnh, huyện Lạng Giang, tỉnh Bắc Giang"
QUANG_THINH, VOI = "07384", "07375"
PRESENT = UnitProfile("24", "Tỉnh Bắc Ninh", UnitLevel.PROVINCE, "", "")


@pytest.fixture
def present(qtbot, empty_book):
    context = Context(empty_book, PRESENT, ReportingPeriod.parse("N2026"), JobRunner())
    yield context
    settle(context)


@pytest.fixture
def opened_record(qtbot, present):
    parent = QWidget()
    qtbot.addWidget(parent)
    parent.show()

    def one(draft):
        communes = Communes(present.book, present.profile)
        communes.learn_former([(VOI, "Thị trấn Vôi, huyện Lạng Giang")])
        dialog = record_dialog(present, communes, draft, parent)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
        with qtbot.waitActive(dialog):
            dialog.open()
        dialog.form.focus(FIELD)
        settle(present, 2)
        return dialog

    return one


def labels(editor):
    box = editor.input
    return [box.itemText(place) for place in range(box.count())]


def test_the_field_offers_what_the_commune_of_today_took_over_and_is_named(present, opened_record):
    form = opened_record(OrganisationDraft(name="HTX", commune_code="07375")).form
    editor = form.editor(FIELD)

    assert editor.input.accessibleName() == "Xã, phường trước 1/7/2025"
    assert [each.split(",")[0] for each in labels(editor)] == [
        *("Xã Hương Lạc", "Xã Tân Hưng", "Thị trấn Vôi", "Xã Xương Lâm"),
    ]
    assert not editor.offer.isVisible()


def test_what_the_address_names_is_offered_first_and_taken_by_keyboard(present, opened_record):
    (kep, *_) = present.book.units.search("Xã Kép", TWO_LEVEL_FROM)
    form = opened_record(OrganisationDraft(name="HTX", address=OLD, commune_code=kep.code)).form
    editor = form.editor(FIELD)

    assert editor.value() == ""
    assert labels(editor)[0] == "Xã Quang Thịnh, huyện Lạng Giang, tỉnh Bắc Giang"
    assert editor.offer.text() == f"Địa chỉ ghi: {labels(editor)[0]} – Nhận"
    press(Qt.Key.Key_Tab)
    assert editor.offer.hasFocus()
    press(Qt.Key.Key_Space)
    assert form.draft().former_commune_code == QUANG_THINH
    assert not editor.offer.isVisible()
    assert editor.input.hasFocus()


def test_a_commune_of_anywhere_is_found_by_its_name_and_its_district(present, opened_record):
    dialog = opened_record(OrganisationDraft(name="HTX", sector="NN.TT"))
    editor = dialog.form.editor(FIELD)
    QTest.keyClicks(editor.input.lineEdit(), "tan my, yen dung")
    assert editor._offered == []
    editor.input.lineEdit().clear()
    QTest.keyClicks(editor.input.lineEdit(), "quang thinh, lang giang")
    assert [code for code, _ in editor._offered] == [QUANG_THINH]
    assert "khớp 01 mục" in editor.problem()
    editor.input.lineEdit().completer().popup().hide()
    press(Qt.Key.Key_Tab)  # the only one that fits is taken
    assert editor.problem() == ""
    press(Qt.Key.Key_S, CONTROL)
    settle(present)

    (uid,) = {row.uid for row in _rows(present)}
    assert load_organisation(present.book, uid).former_commune_code == QUANG_THINH


def test_a_recorded_one_is_shown_by_name(present, opened_record):
    saved, _ = save_organisation(
        present.book, OrganisationDraft(name="HTX", sector="NN.TT", former_commune_code=VOI)
    )
    form = opened_record(saved).form
    assert form.editor(FIELD).input.currentText() == "Thị trấn Vôi, huyện Lạng Giang"
    assert not form.is_changed()


def test_accepting_the_commune_of_today_keeps_the_old_one_too(present, opened_record):
    form = opened_record(OrganisationDraft(name="HTX", address=OLD)).form
    (offer,) = form.editor("commune_code").offers.findChildren(QPushButton)
    offer.setFocus()
    press(Qt.Key.Key_Space)
    settle(present, 1)

    draft = form.draft()
    assert present.book.units.find(draft.commune_code, TWO_LEVEL_FROM).name == "Xã Kép"
    assert (draft.former_commune_code, draft.address) == (QUANG_THINH, OLD)


def test_accepting_never_writes_over_the_officers_choice(present, opened_record):
    draft = OrganisationDraft(name="HTX", address=OLD, former_commune_code=VOI)
    form = opened_record(draft).form
    (offer,) = form.editor("commune_code").offers.findChildren(QPushButton)
    offer.click()
    settle(present, 1)
    assert form.draft().former_commune_code == VOI


def test_what_is_being_typed_stays_when_the_offers_arrive(present, opened_record):
    form = opened_record(OrganisationDraft(name="HTX", commune_code="07375")).form
    editor = form.editor(FIELD)
    type_text(editor.input.lineEdit(), "Xã Xuân Hương")
    editor.suggest()
    settle(present, 1)
    assert editor.input.currentText() == "Xã Xuân Hương"


def test_a_book_of_before_the_change_does_not_ask(context, qtbot):
    parent = QWidget()
    qtbot.addWidget(parent)
    dialog = record_dialog(
        context, Communes(context.book, context.profile), OrganisationDraft(), parent
    )
    assert FIELD not in dialog.form._fields


def _rows(context):
    query = RegisterQuery()
    return organisation_rows(context.book, organisation_ids(context.book, query), query)

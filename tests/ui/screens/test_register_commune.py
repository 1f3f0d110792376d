"""The commune of today suggested under its field from an old address, in the form of a record."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QWidget

from ktt_desktop.catalogue.units import TWO_LEVEL_FROM
from ktt_desktop.domain.organisation import OrganisationDraft
from ktt_desktop.domain.period import ReportingPeriod
from ktt_desktop.domain.records import UnitProfile
from ktt_desktop.domain.terms import UnitLevel
from ktt_desktop.ui.context import Context
from ktt_desktop.ui.forms.choice_editor import ChoiceEditor
from ktt_desktop.ui.jobs import JobRunner
from ktt_desktop.ui.screens.communes import Communes
from ktt_desktop.ui.screens.register_commune import CommuneEditor
from ktt_desktop.ui.screens.register_form import record_dialog
from tests.keyboard import type_text
from tests.ui.screens.opened import press, settle

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
OLD = "Thôn Đông, xã Quang Thịnh, huyện Lạng Giang, tỉnh Bắc Giang"
PRESENT = UnitProfile("24", "Tỉnh Bắc Ninh", UnitLevel.PROVINCE, "", "")


@pytest.fixture
def present(qtbot, empty_book):
    context = Context(empty_book, PRESENT, ReportingPeriod.parse("N2026"), JobRunner())
    yield context
    settle(context)


@pytest.fixture
def open_at(qtbot):
    parent = QWidget()
    qtbot.addWidget(parent)
    parent.show()

    def one(context, draft):
        communes = Communes(context.book, context.profile)
        dialog = record_dialog(context, communes, draft, parent)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
        with qtbot.waitActive(dialog):
            dialog.open()
        dialog.form.focus("address")
        settle(context, 2)
        return dialog.form

    return one


def offers(form):
    editor = form.editor("commune_code")
    return [each for each in editor.offers.findChildren(QPushButton) if each.isVisible()]


def test_what_an_old_address_is_today_is_taken_by_keyboard(present, open_at):
    form = open_at(present, OrganisationDraft(name="HTX Quang Thịnh"))
    assert offers(form) == []
    type_text(form.editor("address").input, OLD)
    press(Qt.Key.Key_Return)
    settle(present, 2)
    (offer,) = offers(form)
    assert offer.text() == "Nay thuộc: Xã Kép, tỉnh Bắc Ninh – Nhận"
    assert form.editor("commune_code").words.text() == "Địa chỉ ghi xã Quang Thịnh (cũ)."

    press(Qt.Key.Key_Tab)
    assert offer.hasFocus()
    press(Qt.Key.Key_Space)
    settle(present, 1)
    assert form.draft().commune_code == present.book.units.search("Xã Kép", TWO_LEVEL_FROM)[0].code
    assert form.draft().address == OLD
    assert offers(form) == []
    assert form.editor("commune_code").input.hasFocus()


def test_a_divided_commune_asks_which_one_it_is_and_one_of_elsewhere_becomes_choosable(
    present, open_at
):
    address = "Phường Ngọc Khánh, quận Ba Đình, TP Hà Nội"
    form = open_at(present, OrganisationDraft(name="HTX", address=address))
    assert [each.text().split(",")[0] for each in offers(form)] == [
        *("Nay thuộc: Phường Giảng Võ", "Nay thuộc: Phường Láng", "Nay thuộc: Phường Ngọc Hà"),
    ]
    assert "chia cho nhiều xã, phường" in form.editor("commune_code").words.text()

    offers(form)[1].click()
    settle(present, 1)
    box = form.editor("commune_code").input
    assert box.currentText() == "Phường Láng, thành phố Hà Nội"
    assert form.problems().keys().isdisjoint({"commune_code"})


def test_a_commune_of_today_is_left_alone(present, open_at):
    (kep, *_) = present.book.units.search("Xã Kép", TWO_LEVEL_FROM)
    form = open_at(present, OrganisationDraft(name="HTX", address=OLD, commune_code=kep.code))
    assert offers(form) == []


def test_a_book_of_before_the_change_has_nothing_to_suggest(context, open_at):
    form = open_at(context, OrganisationDraft(name="HTX", address=OLD))
    editor = form.editor("commune_code")
    assert isinstance(editor, ChoiceEditor)
    assert not isinstance(editor, CommuneEditor)

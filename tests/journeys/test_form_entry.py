"""A whole phiếu by keyboard alone: every field typed and left with Enter, all of it in the book."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from ktt_desktop.domain.records import Subject
from ktt_desktop.domain.terms import OrganisationKind, SubjectKind
from ktt_desktop.services.annual_return import load_return
from ktt_desktop.ui.screens.annual import AnnualScreen
from tests.journeys.officer import ALT, CONTROL

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
KEY = Qt.Key


def context_view(officer):
    return officer.program.window.findChild(AnnualScreen).organisations


def test_every_field_of_a_form_is_entered_without_the_mouse(officer):
    edition = officer.context.book.catalogue.edition
    fields = edition.for_kind(OrganisationKind.COOPERATIVE)
    officer.press(KEY.Key_2, modifier=ALT)
    officer.at_desk()
    officer.press(KEY.Key_1, modifier=CONTROL)
    officer.settle()
    officer.press(KEY.Key_Return)  # from the search box into the list
    officer.press(KEY.Key_Return)  # and into the form
    officer.settle()
    typed = {}
    for place, field in enumerate(fields, start=1):
        assert QApplication.focusWidget().objectName() == field.code
        QApplication.focusWidget().selectAll()
        officer.keys(str(place))
        typed[field.code] = place * field.quantity.factor
        officer.press(KEY.Key_Return)
    assert QApplication.focusWidget().objectName() == fields[0].code  # round to the first
    officer.settle()
    officer.settle()

    context = officer.context
    view = context_view(officer)
    subject = Subject(SubjectKind.ORGANISATION, view._row.uid)
    saved = load_return(context.book, subject, *context.period.main).values
    assert {code: saved[code] for code in typed} == typed

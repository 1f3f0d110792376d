"""Finding the organisations a record speaks of, in a real book."""

from dataclasses import replace

import pytest
from PySide6.QtWidgets import QWidget

from ktt_desktop.domain.organisation import OrganisationDraft
from ktt_desktop.domain.terms import OrganisationKind
from ktt_desktop.services.register import delete_organisation, save_organisation
from ktt_desktop.ui.screens.communes import Communes
from ktt_desktop.ui.screens.register_records import record_searches
from tests.ui.screens.opened import settle

UNION = OrganisationDraft(
    kind=OrganisationKind.COOPERATIVE_UNION,
    name="Liên hiệp hợp tác xã Rau quả Lạng Giang",
    tax_code="2400000086",
    sector="NN.TT",
    commune_code="07420",
)


@pytest.fixture
def searches(qtbot, context):
    screen = QWidget()
    qtbot.addWidget(screen)
    communes = Communes(context.book, context.profile)
    found = record_searches(context, communes, screen)
    context.screen_around = screen  # qtbot keeps no reference
    return found


@pytest.fixture
def saved(context):
    def _save(draft):
        record, _ = save_organisation(context.book, draft)
        return record.uid

    return _save


def answered(context, ask, question):
    answers = []
    ask(question, answers.append)
    settle(context)
    return answers[0]


def test_only_organisations_of_the_kind_are_found_without_marks(context, searches, saved):
    uid = saved(UNION)
    (found,) = answered(context, searches["unions"].find, "rau qua")
    assert found.key == uid
    assert found.cells[:2] == (UNION.name, UNION.tax_code)
    others = answered(context, searches["cooperatives"].find, "rau qua")
    assert uid not in [each.key for each in others]
    assert answered(context, searches["cooperatives"].find, "")


def test_names_are_read_by_uid_and_a_record_in_the_bin_has_none(context, searches, saved):
    kept = saved(UNION)
    gone = saved(replace(UNION, name="Liên hiệp đã xóa", tax_code=""))
    delete_organisation(context.book, gone)
    named = answered(context, searches["unions"].name, [kept, gone])
    assert [(each.key, each.cells[0]) for each in named] == [(kept, UNION.name)]

"""Đơn vị gửi in Danh mục: a column and a filter once the book has received data."""

import pytest
from sqlalchemy import text

from ktt_desktop.domain.register_list import RegisterQuery
from ktt_desktop.models.exchange import ReceivedUnit
from ktt_desktop.services.list_columns import SENDER
from ktt_desktop.services.register_list import organisation_ids, organisation_rows
from ktt_desktop.storage.session import transaction
from ktt_desktop.ui.screens.register import RegisterScreen
from tests.ui.screens.opened import opened, settle

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)


@pytest.fixture
def screen(qtbot, context):
    yield from opened(qtbot, context, RegisterScreen(context))


def receive(book):
    """One organisation of the book is one a unit below sent."""
    with transaction(book.sessions) as session:
        session.add(
            ReceivedUnit(key="07600", name="Xã Đào Mỹ", level="xa", parent="", list_complete=True)
        )
        session.execute(
            text("UPDATE organisation SET source_unit = '07600' WHERE name LIKE '%Cơ khí%'")
        )


def test_without_received_data_nothing_of_it_is_seen(screen, context):
    settle(context)

    assert SENDER not in screen.columns._spec.every
    assert screen.conditions.more.buttons["units"].isHidden()


def test_the_list_tells_and_filters_by_the_unit_that_sent_a_record(screen, context):
    receive(context.book)
    screen.open(None)
    settle(context)
    button = screen.conditions.more.buttons["units"]

    assert SENDER in screen.columns._spec.every
    assert not button.isHidden()
    button.choose(["07600"])
    button.changed.emit()
    settle(context)
    model = screen.model
    assert model.rowCount() == 1
    assert "gửi từ xã Đào Mỹ" in screen.conditions.words.words.toolTip()
    button.choose([""])
    button.changed.emit()
    settle(context)
    assert "hồ sơ của cấp này" in screen.conditions.words.words.toolTip()
    assert model.rowCount() == 11


def test_rows_name_their_sender_and_are_put_in_its_order(context):
    receive(context.book)
    query = RegisterQuery(order=SENDER)
    ids = organisation_ids(context.book, query)
    rows = organisation_rows(context.book, ids, query)

    assert [rows[0].sender, rows[1].sender] == ["Xã Đào Mỹ", ""]

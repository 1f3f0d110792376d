"""The rows of some records, taken down and put back."""

from dataclasses import replace

import pytest

from ktt_desktop.domain.organisation import OrganisationDraft, Person
from ktt_desktop.services.register import save_organisation
from ktt_desktop.storage.organisations import ids_by_uid
from ktt_desktop.storage.session import transaction
from ktt_desktop.storage.snapshots import (
    RECORD,
    altered,
    from_text,
    ids_in,
    read_snapshot,
    restore_snapshot,
    to_text,
)

PEOPLE = (Person(name="Lê An"), Person(name="Trần Bình"))


@pytest.fixture
def records(empty_book):
    """Four records of one book, with the number of each row: (save, drafts, ids)."""

    def save(draft):
        return save_organisation(empty_book, draft)[0]

    drafts = [
        save(OrganisationDraft(name=name, sector="NN.TT", persons=PEOPLE, tax_code=code))
        for name, code in (
            ("HTX Một", "2400000015"),
            ("HTX Hai", ""),
            ("HTX Ba", ""),
            ("HTX Bốn", ""),
        )
    ]
    with transaction(empty_book.sessions) as session:
        ids = ids_by_uid(session, [each.uid for each in drafts])
    return save, drafts, [ids[each.uid] for each in drafts]


def test_rows_come_back_with_their_ids_and_those_of_others_are_left_alone(empty_book, records):
    save, drafts, ids = records
    chosen, other = ids[:3], ids[3:]
    with transaction(empty_book.sessions) as session:
        before, untouched = read_snapshot(session, chosen), read_snapshot(session, other)
    assert [row["name"] for row in before["organisation"]] == ["HTX Một", "HTX Hai", "HTX Ba"]

    for each in drafts[:3]:
        saved = save(replace(each, persons=(), tax_code="", note="đổi"))
        assert saved.persons == ()
    with transaction(empty_book.sessions) as session:
        assert altered(before, read_snapshot(session, chosen)) == set(chosen)
        restore_snapshot(session, chosen, before)
    with transaction(empty_book.sessions) as session:
        assert read_snapshot(session, chosen) == before
        assert read_snapshot(session, other) == untouched


@pytest.mark.parametrize("order", [(0, 1), (1, 0)])
def test_a_code_goes_back_to_the_record_it_came_from(empty_book, records, order):
    save, drafts, ids = records
    pair = [ids[place] for place in order]
    with transaction(empty_book.sessions) as session:
        before = read_snapshot(session, pair, RECORD)
    save(replace(drafts[0], tax_code=""))
    save(replace(drafts[1], tax_code="2400000015"))

    with transaction(empty_book.sessions) as session:
        restore_snapshot(session, pair, before)
        assert read_snapshot(session, pair, RECORD) == before


def test_a_snapshot_is_kept_as_text(empty_book, records):
    with transaction(empty_book.sessions) as session:
        found = read_snapshot(session, records[2], RECORD)
    assert from_text(to_text(found)) == found
    assert ids_in(found) == records[2]


def test_only_the_columns_that_were_stored_are_compared(empty_book, records):
    with transaction(empty_book.sessions) as session:
        present = read_snapshot(session, records[2], RECORD)
    older = {
        table: tuple({key: row[key] for key in row if key != "note"} for row in rows)
        for table, rows in present.items()
    }
    assert altered(older, present) == frozenset()
    renamed = tuple(
        row | ({"name": "HTX khác"} if row["id"] == records[2][1] else {})
        for row in older["organisation"]
    )
    assert altered(older | {"organisation": renamed}, present) == {records[2][1]}
    gone = older["organisation_person"][1:]
    assert altered(older | {"organisation_person": gone}, present) == {records[2][0]}

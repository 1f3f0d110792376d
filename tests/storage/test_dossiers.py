import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ktt_desktop.domain.dossier import Kind
from ktt_desktop.models.dossier import Dossier, DossierParty
from ktt_desktop.storage.dossiers import draft_of, find, known_uids, rows, text_of
from tests.storage.conftest import MOMENT


@pytest.fixture
def record(session):
    """Add a work record of some organisations, in this order."""

    def add_one(uid, *organisations, kind=Kind.SUPPORT, values=None, money=None, **heads):
        entity = Dossier(
            uid=uid,
            kind=kind,
            content=text_of(values or {}),
            money=text_of(money or {}),
            updated_at=MOMENT,
            parties=[
                DossierParty(organisation_id=each.id, place=place)
                for place, each in enumerate(organisations)
            ],
            **dict.fromkeys(("period", "programme", "topic", "part_of"), "") | heads,
        )
        session.add(entity)
        session.flush()
        return entity

    return add_one


def uids(found):
    return [each.draft.uid for each in found]


def test_a_row_holds_the_draft_and_the_names_in_their_order(session, add, record):
    one, two = add("HTX A"), add("HTX B")
    heads = {"year": 2024, "period": "NAM", "programme": "P", "topic": "H4", "part_of": "w"}
    record("d", two, one, values={"content": "Lớp"}, money={"done.NSTW": 5}, **heads)
    (row,) = rows(session, [Kind.SUPPORT])
    assert row.names == ("HTX B", "HTX A")
    assert row.updated_at == MOMENT
    draft = row.draft
    assert draft.organisations == (two.uid, one.uid)
    assert (draft.values, draft.money) == ({"content": "Lớp"}, {"done.NSTW": 5})
    assert {name: getattr(draft, name) for name in heads} == heads
    entity = find(session, "d")
    assert draft_of(entity, draft.organisations) == draft


def test_rows_are_chosen_by_kind_year_organisation_and_whole(session, add, record):
    one, two = add("HTX A"), add("HTX B")
    record("a", one, year=2023)
    record("b", one, two, year=2024, part_of="a")
    record("c", kind=Kind.TARGET)
    every = [Kind.SUPPORT, Kind.TARGET]
    assert uids(rows(session, every)) == ["a", "b", "c"]
    assert uids(rows(session, [Kind.TARGET])) == ["c"]
    assert uids(rows(session, every, years=[2024, 2025])) == ["b"]
    assert uids(rows(session, every, organisation=one.uid)) == ["a", "b"]
    assert uids(rows(session, every, organisation=two.uid)) == ["b"]
    assert uids(rows(session, every, part_of="a")) == ["b"]
    assert rows(session, []) == []


def test_what_lies_in_the_bin_is_listed_alone(session, record):
    record("a")
    record("b").deleted_at = MOMENT
    session.flush()
    assert uids(rows(session, [Kind.SUPPORT])) == ["a"]
    assert uids(rows(session, [Kind.SUPPORT], in_bin=True)) == ["b"]
    assert find(session, "b") is None
    assert find(session, "b", in_bin=True).uid == "b"
    assert known_uids(session, ["a", "b", "c"]) == {"a", "b"}


def test_ten_thousand_records_are_read_with_a_few_questions(session, add, record):
    one = add("HTX A")
    for number in range(300):
        record(f"{number:03}", one)
    asked = []
    connection = session.connection().connection.driver_connection
    connection.set_trace_callback(asked.append)
    assert len(rows(session, [Kind.SUPPORT])) == 300
    connection.set_trace_callback(None)
    assert len(asked) == 2


values = st.dictionaries(
    st.text(st.characters(codec="utf-8"), max_size=5),
    st.one_of(st.integers(-(10**15), 10**15), st.text(st.characters(codec="utf-8"), max_size=9)),
)


@given(values)
def test_values_are_kept_as_they_are_and_equal_ones_equally(held):
    text = text_of(held)
    assert json.loads(text) == held
    assert text_of(dict(reversed(held.items()))) == text

import json
from dataclasses import fields

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ktt_desktop.domain.dates import PartialDate
from ktt_desktop.domain.organisation import (
    Activity,
    Attachment,
    Branch,
    OrganisationDraft,
    Person,
    Recognition,
    RegistrationChange,
)
from ktt_desktop.domain.organisation_json import draft_from_json, to_json, value_from_text
from ktt_desktop.domain.terms import LegalStatus, OperatingStatus, OrganisationKind

texts = st.text(max_size=8)
years = st.integers(1900, 2100)
dates = st.none() | st.builds(PartialDate, years, st.integers(1, 12), st.integers(1, 28))
KNOWN = {
    str: texts,
    int: st.integers(),
    bool: st.booleans(),
    bool | None: st.none() | st.booleans(),
    int | None: st.none() | years,
    PartialDate | None: dates,
    OrganisationKind: st.sampled_from(OrganisationKind),
    OperatingStatus: st.sampled_from(OperatingStatus),
    LegalStatus: st.sampled_from(LegalStatus),
    tuple[str, ...]: st.lists(texts, max_size=2).map(tuple),
}


def filled(record):
    return st.builds(record, **{each.name: KNOWN[each.type] for each in fields(record)})


for part in (Person, RegistrationChange, Activity, Branch, Recognition, Attachment):
    KNOWN[tuple[part, ...]] = st.lists(filled(part), max_size=2).map(tuple)


@given(filled(OrganisationDraft))
def test_every_field_of_a_draft_comes_back_as_it_was(draft):
    assert draft_from_json(to_json(draft)) == draft


def test_equal_values_give_equal_text_with_sorted_keys():
    person = Person("Lan", born_on=PartialDate(1980, 5))

    assert to_json((person,)) == to_json((Person(born_on=PartialDate(1980, 5), name="Lan"),))
    (written,) = json.loads(to_json((person,)))
    assert list(written) == sorted(written)
    assert written["born_on"] == "1980-05"
    assert "Nguyễn" in to_json((Person("Nguyễn"),))


def test_a_draft_of_another_version_keeps_what_is_known():
    text = json.dumps({"name": "HTX Một", "kind": "THT", "of_a_later_version": 1})

    assert draft_from_json(text) == OrganisationDraft(
        name="HTX Một", kind=OrganisationKind.COOPERATIVE_GROUP
    )


@pytest.mark.parametrize(
    ("attr", "value"),
    [
        ("name", "HTX Một"),
        ("name", ""),
        ("kind", OrganisationKind.COOPERATIVE_GROUP),
        ("charter_capital", 1_500_000_000),
        ("charter_capital", 0),
        ("charter_capital", None),
        ("charter_is_2023", False),
        ("charter_is_2023", True),
        ("charter_is_2023", None),
        ("registered_on", PartialDate(2019, 4)),
        ("registered_on", None),
        ("persons", (Person("Nguyễn Văn An", born_on=PartialDate(1980)),)),
        ("persons", ()),
        ("unions", ("uid-1", "uid-2")),
    ],
)
def test_a_value_is_read_back_from_what_the_journal_keeps(attr, value):
    match value:
        case tuple() | PartialDate():
            text = (to_json(value) if isinstance(value, tuple) else value.iso()) or None
        case bool():
            text = str(int(value))
        case _:
            text = None if value is None or value == "" else str(value)
    text = None if value == () else text

    assert value_from_text(attr, text) == value


@pytest.mark.parametrize(("attr", "text"), [("kind", "CTY"), ("charter_capital", "nhiều")])
def test_a_text_that_is_no_such_value_is_refused(attr, text):
    with pytest.raises(ValueError, match=text):
        value_from_text(attr, text)

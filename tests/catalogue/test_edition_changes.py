import json
from dataclasses import replace
from difflib import unified_diff

import pytest

from ktt_desktop.catalogue.edition_changes import (
    EditionChanges,
    OwnRow,
    as_entry,
    from_entry,
    is_own,
    merged,
    next_code,
    renamed,
    with_hidden,
    with_row,
)
from ktt_desktop.catalogue.fields import FieldType, Indicator
from ktt_desktop.domain.aggregation import Aggregate, AggregateKind
from ktt_desktop.domain.terms import OrganisationKind
from tests.golden.expand import expand

UNIT, COOPERATIVE = "07375", OrganisationKind.COOPERATIVE
FORM_ROW = OwnRow(
    Indicator(
        f"X{UNIT}.1", "phieu", "– Thành viên là hộ nghèo", "người", FieldType.COUNT, (COOPERATIVE,)
    ),
    "",
    "O1.6",
)
TABLE_ROW = OwnRow(
    Indicator(
        f"X{UNIT}.2",
        "bieu-a",
        "– Thành viên là hộ nghèo",
        "người",
        FieldType.COUNT,
        aggregate=Aggregate(AggregateKind.SUM, kind=COOPERATIVE, of=f"X{UNIT}.1"),
    ),
    "A",
    "A2.2",
)


@pytest.fixture
def changes():
    """Two rows of the unit's own, one name, one hidden row."""
    made = with_row(with_row(EditionChanges(), FORM_ROW, UNIT), TABLE_ROW, UNIT)
    made = replace(made, labels={"A1.2": "Số HTX tạm ngừng kinh doanh"})
    return with_hidden(made, "A1.10", hidden=True)


def test_the_forms_show_what_the_unit_changed_and_nothing_else(catalogue, changes):
    own = replace(catalogue, edition=merged(catalogue.edition, changes))
    before, after = expand(catalogue), expand(own)
    different = [
        line
        for name in before
        for line in unified_diff(before[name].splitlines(), after[name].splitlines(), n=0)
        if line[0] in "+-" and not line.startswith(("+++", "---"))
    ]
    assert [line.split(" | ")[1:3] for line in different] == [
        ["[X07375.1]", "– Thành viên là hộ nghèo"],
        ["[A1.2]", "– Số HTX tạm ngừng, ngừng hoạt động"],
        ["[A1.2]", "– Số HTX tạm ngừng kinh doanh"],
        ["[A1.10]", "– Tỷ lệ tổ chức kinh tế tập thể áp dụng chuyển đổi số"],
        ["[X07375.2]", "– Thành viên là hộ nghèo"],
    ]
    assert [line[0] for line in different] == ["+", "-", "+", "-", "+"]
    assert "sum HTX X07375.1" in different[-1]


def test_a_row_stands_behind_the_one_it_was_put_behind(catalogue, changes):
    edition = merged(catalogue.edition, changes)
    codes = edition.tables["A"].codes
    assert codes[codes.index("A2.2") + 1] == "X07375.2"
    form = [each.code for each in edition.for_kind(COOPERATIVE)]
    assert form[form.index("O1.6") + 1] == "X07375.1"
    group = [each.code for each in edition.for_kind(OrganisationKind.COOPERATIVE_GROUP)]
    assert "X07375.1" not in group


def test_a_row_behind_nothing_stands_at_the_end(catalogue):
    row = replace(TABLE_ROW, after="")
    edition = merged(catalogue.edition, with_row(EditionChanges(), row, UNIT))
    assert edition.tables["A"].codes[-1] == "X07375.2"


def test_a_row_whose_neighbour_is_gone_stands_at_the_end(catalogue):
    row = replace(FORM_ROW, after="O99")
    edition = merged(catalogue.edition, with_row(EditionChanges(), row, UNIT))
    assert edition.of_form("phieu")[-1].code == "X07375.1"


def test_a_hidden_row_keeps_its_place_in_the_book(catalogue):
    hidden = with_hidden(EditionChanges(), "O1.6", hidden=True)
    edition = merged(catalogue.edition, hidden)
    assert "O1.6" in edition.indicators
    assert "O1.6" not in [each.code for each in edition.for_kind(COOPERATIVE)]
    assert with_hidden(hidden, "O1.6", hidden=False) == EditionChanges()


def test_the_name_of_the_edition_takes_a_renaming_back(catalogue):
    edition = catalogue.edition
    other = renamed(edition, EditionChanges(), "A1.2", "Số HTX ngừng")
    assert other.labels == {"A1.2": "Số HTX ngừng"}
    assert merged(edition, other).indicators["A1.2"].label == "– Số HTX ngừng"
    back = renamed(edition, other, "A1.2", edition.indicators["A1.2"].title)
    assert back == EditionChanges()


def test_an_own_row_is_renamed_in_place(catalogue, changes):
    again = renamed(catalogue.edition, changes, "X07375.2", "Hộ nghèo, cận nghèo")
    assert again.rows[1].indicator.label == "– Hộ nghèo, cận nghèo"
    assert again.labels == changes.labels


def test_codes_go_on_and_are_of_the_unit_alone(changes):
    assert next_code(changes, UNIT) == "X07375.3"
    assert next_code(EditionChanges(last=7), "20") == "X20.8"
    assert is_own("X07375.3")
    assert not is_own("A1.2")


def test_the_book_keeps_them_as_they_are(changes):
    again = from_entry(json.loads(json.dumps(as_entry(changes))))
    assert again == changes


def test_no_shipped_code_is_of_the_series_of_the_units(catalogue):
    assert not [code for code in catalogue.edition.indicators if code.startswith("X")]

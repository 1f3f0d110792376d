from fractions import Fraction

import pytest

from ktt_desktop.domain.dates import PartialDate
from ktt_desktop.domain.register_list import OrganisationRow
from ktt_desktop.domain.terms import LegalStatus, OperatingStatus, OrganisationKind
from ktt_desktop.services.list_columns import DEFAULT, list_columns
from ktt_desktop.storage.register_list import ORDERS

ROW = OrganisationRow(
    1,
    "uid",
    OrganisationKind.COOPERATIVE,
    "HTX Đào Mỹ",
    "0101243150",
    "07420",
    "NN.TT",
    PartialDate(2015, 8),
    1_234,
    1_500_500_000,
    OperatingStatus.STOPPED,
    LegalStatus.ACTIVE,
    representative="Lê An",
)
EMPTY = OrganisationRow(
    *(2, "uid", OrganisationKind.COOPERATIVE_GROUP, "THT", "", "", "NN.TT"),
    *(None, None, None, OperatingStatus.ACTIVE),
)


@pytest.fixture
def columns(catalogue):
    return list_columns(catalogue, lambda code: f"Xã {code}", lambda code: f"Xã cũ {code}")


def test_a_cell_is_shown_copied_and_written_from_one_value(columns):
    cases = {
        "name": ("HTX Đào Mỹ", "HTX Đào Mỹ", "HTX Đào Mỹ"),
        "kind": ("HTX", "HTX", "HTX"),
        "tax_code": ("0101243150", "0101243150", "0101243150"),
        "commune": ("Xã 07420", "Xã 07420", "Xã 07420"),
        "registered_on": ("8/2015", "8/2015", "8/2015"),
        "members": ("1.234", "1234", Fraction(1234)),
        "capital": ("1.500,5", "1500,5", Fraction(3001, 2)),
        "representative": ("Lê An", "Lê An", "Lê An"),
    }
    for key, (text, plain, value) in cases.items():
        column = columns[key]
        assert (column.text(ROW), column.plain(ROW), column.value(ROW)) == (text, plain, value)


def test_what_is_not_known_is_said_on_the_screen_and_left_empty_elsewhere(columns):
    for key, shown in {"tax_code": "chưa có", "members": "–", "capital": "–", "legal": "–"}.items():
        assert columns[key].text(EMPTY) == shown
        assert columns[key].plain(EMPTY) == ""
    assert columns["members"].value(EMPTY) is None
    assert columns["tax_code"].tone(EMPTY) == "error"


def test_every_status_has_its_word_and_its_tone(columns, catalogue):
    assert columns["status"].text(ROW) == catalogue.operating[OperatingStatus.STOPPED].label
    assert columns["status"].tone(ROW) == "error"
    assert columns["legal"].tone(ROW) == "good"


def test_the_columns_are_known_by_their_keys_and_sort_by_what_the_list_can(columns):
    assert all(key == column.key for key, column in columns.items())
    assert set(DEFAULT) < set(columns)
    assert {column.sort_key for column in columns.values()} - {""} == set(ORDERS)
    assert columns["capital"].heading == "Vốn điều lệ (tr.đ)"

"""The three lists of officers give what a careful person reads out of them."""

import json

import pytest

from ktt_desktop.domain.errors import CancelledError
from ktt_desktop.domain.text import fold
from ktt_desktop.runtime.paths import resources
from ktt_desktop.services.list_reading import read_list_file
from tests.lists import read, units, warned, words

LISTS = resources().parent / "tests" / "data" / "lists"
FILES = sorted(each for each in LISTS.iterdir() if each.suffix in (".xlsx", ".xls", ".csv"))
NOT_READ = {"name_alternatives", "encoding"}  # what the expectation explains beside the values


@pytest.fixture(params=FILES, ids=lambda path: path.stem)
def both(request):
    """What is expected of a list, and what was read."""
    expected = request.param.with_suffix(".expected.json").read_text(encoding="utf-8")
    return json.loads(expected), read(request.param)


def differing(expected, found, path=""):
    """Where a stated value is not the one that was read; what is not stated may be anything."""
    if expected is None:
        return
    if isinstance(expected, dict):
        for key, value in expected.items():
            if key not in NOT_READ:
                known = found.get(key) if isinstance(found, dict) else None
                yield from differing(value, known, f"{path}/{key}")
    elif path.endswith("/name") and isinstance(found, str):
        if fold(expected) != fold(found):
            yield path, expected, found
    elif expected != found:
        yield path, expected, found


def by_row(rows):
    return {f"{each['sheet']}:{each['row']}": each for each in rows}


def test_the_records_are_the_expected_ones_and_no_more(both):
    expected, found = both
    assert by_row(found["records"]).keys() == by_row(expected["records"]).keys()
    assert not list(differing(by_row(expected["records"]), by_row(found["records"])))


def test_nothing_is_said_that_the_list_does_not_say(both):
    expected, found = both
    records = by_row(found["records"])
    for key, record in by_row(expected["records"]).items():
        unsaid = {name for name, value in record.items() if value is None}
        assert {name: records[key].get(name) for name in unsaid} == dict.fromkeys(unsaid)


def test_the_skipped_rows_the_totals_and_the_duplicates_are_the_expected_ones(both):
    expected, found = both
    assert by_row(found["skipped_rows"]).keys() == by_row(expected["skipped_rows"]).keys()
    assert found["duplicates"] == expected["duplicates"]
    assert found["annual"] == expected["annual"]
    totals, stated = by_row(found["stated_totals"]), by_row(expected["stated_totals"])
    for total in stated.values():
        total.pop("note", None)
    assert not list(differing(stated, totals))
    assert all(each["agrees_with_rows"] for each in totals.values())


def test_the_sums_before_and_after_duplicates_are_the_expected_ones(both):
    expected, found = both
    for key in ("n_rows", "n_after_dedup", "sum_members", "sum_charter_capital_mil_vnd"):
        assert found[key] == expected[key], key
    assert found["after_dedup"] == expected["after_dedup"]


def test_the_place_and_the_sheets_are_told(both):
    expected, found = both
    for key in ("province", "district", "unit_of_capital", "n_rows"):
        assert expected.get(key) in (None, found[key]), key
    for stated, sheet in zip(expected["sheets"], found["sheets"], strict=True):
        for key in ("name", "import", "header_row", "header_rows", "index_row", "first_row"):
            assert stated.get(key) in (None, sheet[key]), key


def test_a_code_two_organisations_share_is_warned_of():
    found = read(LISTS / "01_lang_giang_2022.xlsx")
    assert "trùng với dòng 16" in warned(found, 18)


def test_it_can_be_told_to_stop():
    class Stopping:
        def report(self, done, total, what):
            if done == 2:
                raise CancelledError

    with pytest.raises(CancelledError):
        read_list_file(FILES[0], words(), units(), Stopping())

import pytest

from ktt_desktop.catalogue.outline_changes import (
    as_own,
    with_new_section,
    with_section_moved,
    with_switch,
    without_section,
)


def entry(*ids):
    """Sections by ids as I, I.1, I.1.a: the last part tells the level."""
    levels = ("roman", "number", "letter")
    sections = [
        {"id": each, "level": levels[each.count(".")], "heading": each, "block": []} for each in ids
    ]
    return {"label": "Dàn ý", "periods": ["N"], "section": sections}


def ids(found):
    return [each["id"] for each in found["section"]]


OUTLINE = entry("I", "I.1", "I.1.a", "I.2", "II", "II.1")


def test_a_copy_has_its_own_name_and_is_the_usual_report_of_nothing():
    copy = as_own(OUTLINE, "Riêng")

    assert (copy["label"], copy["periods"]) == ("Riêng", [])
    assert OUTLINE["label"] == "Dàn ý"


@pytest.mark.parametrize(
    ("place", "down", "expected", "stands"),
    [
        (1, True, ["I", "I.2", "I.1", "I.1.a", "II", "II.1"], 2),
        (3, False, ["I", "I.2", "I.1", "I.1.a", "II", "II.1"], 1),
        (0, True, ["II", "II.1", "I", "I.1", "I.1.a", "I.2"], 2),
        (4, False, ["II", "II.1", "I", "I.1", "I.1.a", "I.2"], 0),
        (3, True, ids(OUTLINE), 3),
        (5, False, ids(OUTLINE), 5),
        (0, False, ids(OUTLINE), 0),
        (4, True, ids(OUTLINE), 4),
    ],
)
def test_a_section_moves_with_all_under_it_and_stays_under_its_heading(
    place, down, expected, stands
):
    moved, now = with_section_moved(OUTLINE, place, down=down)

    assert (ids(moved), now) == (expected, stands)


def test_a_new_section_stands_behind_all_that_is_under_the_one_before():
    found, place = with_new_section(OUTLINE, 1, "new")

    assert (ids(found)[place], place) == ("new", 3)
    assert found["section"][place]["level"] == "number"


def test_the_first_section_of_an_empty_outline_is_a_roman_one():
    found, place = with_new_section(entry(), 0, "new")

    assert (place, found["section"][0]["level"]) == (0, "roman")


def test_a_section_goes_with_all_under_it():
    assert ids(without_section(OUTLINE, 0)) == ["II", "II.1"]


def test_a_section_is_switched_off_and_on_again():
    off = with_switch(OUTLINE, 3)

    assert off["section"][3]["off"] is True
    assert with_switch(off, 3)["section"][3]["off"] is False

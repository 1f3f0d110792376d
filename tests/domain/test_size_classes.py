"""Quy mô: members and (revenue or capital), from lớn down; what is not known is never guessed."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ktt_desktop.domain.size_classes import (
    TESTED,
    Figures,
    SizeClass,
    SizeRules,
    Thresholds,
    filled,
    size_class,
    thresholds_entry,
    thresholds_from,
)

LARGE, MEDIUM, SMALL, MICRO, NO_THRESHOLD, NO_FIGURE = SizeClass
FARMING = {
    LARGE: Thresholds(300, 50, 10),
    MEDIUM: Thresholds(200, 10, 5),
    SMALL: Thresholds(50, 2, 1),
}
BUILDING = {LARGE: Thresholds(100, 80, 20)}
RULES = SizeRules("m", "r", "c", {"NN": FARMING, "XD": BUILDING})


@pytest.mark.parametrize(
    ("sector", "figures", "found"),
    [
        ("NN", (300, 50, 0), LARGE),
        ("NN", (300, 0, 10), LARGE),
        ("NN", (299, 50, 10), MEDIUM),
        ("NN", (300, 49, 9), MEDIUM),
        ("NN", (50, 2, 0), SMALL),
        ("NN", (49, 99, 99), MICRO),
        ("NN", (300, 1, 0), MICRO),
        # A figure that is missing, where it decides and where it does not.
        ("NN", (300, None, 10), LARGE),
        ("NN", (300, None, 9), NO_FIGURE),
        ("NN", (None, 50, 10), NO_FIGURE),
        ("NN", (None, 1, 0), MICRO),
        ("NN", (49, None, None), MICRO),
        ("NN", (None, None, None), NO_FIGURE),
        # A threshold that is missing, the same way.
        ("XD", (100, 80, 0), LARGE),
        ("XD", (99, 80, 20), NO_THRESHOLD),
        ("XD", (100, None, 19), NO_FIGURE),
        ("KH", (300, 50, 10), NO_THRESHOLD),
        ("KH", (None, None, None), NO_THRESHOLD),
    ],
)
def test_the_class_or_why_there_is_none(sector, figures, found):
    assert size_class(RULES, sector, Figures(*figures)) is found


def test_a_threshold_decides_only_where_it_is_asked():
    rules = SizeRules("m", "r", "c", {"X": {LARGE: Thresholds(10, None, 5)}})
    assert size_class(rules, "X", Figures(10, None, 5)) is LARGE
    assert size_class(rules, "X", Figures(None, 0, 5)) is NO_FIGURE
    assert size_class(rules, "X", Figures(10, 99, 4)) is NO_THRESHOLD


NUMBERS = st.integers(0, 6)
WHOLE = st.builds(Thresholds, NUMBERS, NUMBERS, NUMBERS)
CLASSES = st.fixed_dictionaries(dict.fromkeys(TESTED, WHOLE))
FIGURES = st.builds(Figures, NUMBERS, NUMBERS, NUMBERS)
BLANKS = st.sets(st.sampled_from(["members", "revenue", "capital"]))


@given(CLASSES, FIGURES, BLANKS)
def test_a_class_told_with_blanks_holds_whatever_the_blanks_turn_out_to_be(classes, whole, blanks):
    rules = SizeRules("m", "r", "c", {"X": classes})
    told = size_class(rules, "X", replace(whole, **dict.fromkeys(blanks)))
    truth = size_class(rules, "X", whole)

    assert truth in (*TESTED, MICRO)
    assert told in (truth, NO_FIGURE)


@given(CLASSES, FIGURES, BLANKS)
def test_a_class_told_without_a_threshold_holds_whatever_it_turns_out_to_be(classes, whole, blanks):
    truth = size_class(SizeRules("m", "r", "c", {"X": classes}), "X", whole)
    open_ended = {size: replace(each, **dict.fromkeys(blanks)) for size, each in classes.items()}
    told = size_class(SizeRules("m", "r", "c", {"X": open_ended}), "X", whole)

    assert told in (truth, NO_THRESHOLD)


FEW = st.one_of(st.none(), st.integers(0, 4))
OWN = st.dictionaries(
    st.sampled_from(("NN", "XD", "VT")),
    st.dictionaries(st.sampled_from(TESTED), st.builds(Thresholds, FEW, FEW, FEW)),
)


@given(OWN, st.sampled_from(("NN", "XD", "VT", "KH")), st.sampled_from(TESTED))
def test_what_the_unit_fills_in_never_replaces_a_number_of_the_decree(own, sector, size):
    shipped, used = RULES.of(sector, size), filled(RULES, own).of(sector, size)
    typed = own.get(sector, {}).get(size, Thresholds())
    for part in ("members", "revenue", "capital"):
        known = getattr(shipped, part)
        assert getattr(used, part) == (getattr(typed, part) if known is None else known)


@given(OWN)
def test_thresholds_are_kept_and_read_back(own):
    kept = thresholds_from(thresholds_entry(own))
    assert filled(RULES, kept) == filled(RULES, own)


def test_a_filled_threshold_tells_the_size():
    rules = filled(RULES, {"XD": {MEDIUM: Thresholds(70, 30, 10), SMALL: Thresholds(20, 5, 2)}})
    assert size_class(rules, "XD", Figures(99, 80, 20)) is MEDIUM
    assert size_class(rules, "XD", Figures(5, 1, 1)) is MICRO

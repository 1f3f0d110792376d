"""Numbers of the sections of a report, and which of them are printed."""

from hypothesis import given
from hypothesis import strategies as st

from ktt_desktop.catalogue.outline import DEPTH, OutlineSection, numbered, with_content
from ktt_desktop.domain.document import HeadingLevel
from ktt_desktop.domain.narrative_template import parse_template

PART, ROMAN, NUMBER, LETTER = HeadingLevel
NOTHING = parse_template("", "test")

outlines = st.lists(st.sampled_from(DEPTH), max_size=9).map(
    lambda levels: [section(str(place), level) for place, level in enumerate(levels)]
)


def section(name, level):
    return OutlineSection(name, level, NOTHING, NOTHING, ())


def numbers(*levels):
    return [number for _, number in numbered(section("", level) for level in levels)]


def test_numbers_begin_anew_under_every_heading_above():
    levels = (PART, ROMAN, NUMBER, LETTER, LETTER, NUMBER, LETTER, ROMAN, NUMBER, PART, ROMAN)
    assert numbers(*levels) == [
        *("", "I. ", "1. ", "a) ", "b) ", "2. ", "a) ", "II. ", "1. ", "", "I. "),
    ]


def test_the_fourth_and_the_ninth_roman_number():
    assert numbers(*[ROMAN] * 9)[3::5] == ["IV. ", "IX. "]


def test_a_heading_with_nothing_under_it_is_left_out():
    sections = [section("I", ROMAN), section("I.1", NUMBER), section("II", ROMAN)]
    assert [each.id for each in with_content(sections, {"II"})] == ["II"]


def test_a_heading_stays_for_what_stands_deep_under_it():
    sections = [section("P1", PART), section("I", ROMAN), section("I.1", NUMBER)]
    sections += [section("I.1a", LETTER), section("I.1b", LETTER), section("P2", PART)]
    assert [each.id for each in with_content(sections, {"I.1b"})] == ["P1", "I", "I.1", "I.1b"]


def has_filled_below(sections, place, filled):
    depth = DEPTH.index(sections[place].level)
    for each in sections[place + 1 :]:
        if DEPTH.index(each.level) <= depth:
            return False
        if each.id in filled:
            return True
    return False


@given(outlines, st.data())
def test_a_section_prints_when_it_or_one_under_it_says_something(sections, data):
    ids = [each.id for each in sections]
    filled = data.draw(st.sets(st.sampled_from(ids))) if ids else set()
    expected = [
        each
        for place, each in enumerate(sections)
        if each.id in filled or has_filled_below(sections, place, filled)
    ]
    assert with_content(sections, filled) == expected


def test_the_outline_of_the_plan_is_numbered_as_the_official_one(catalogue):
    optional = ("P1.KN", "P1.V")  # most plans leave it out; it stands at one of two places
    sections = catalogue.edition.outlines["plan"].sections
    usual = (each for each in sections if each.id not in optional)
    found = {each.id: number for each, number in numbered(usual)}
    assert found["P1"] == found["P2"] == ""
    for name, number in found.items():
        last = name.rpartition(".")[2]
        if number.endswith(") "):
            assert last.endswith(number[0]), name
        elif number:
            assert number == f"{last}. ", name

"""The published plans held against the reports their books make: what differs, by class."""

from collections import Counter

import pytest

from ktt_desktop.domain.errors import InvalidInputError
from ktt_desktop.domain.period import ReportingPeriod
from ktt_desktop.domain.report import ReportKey
from ktt_desktop.domain.report_comparison import Standing
from ktt_desktop.services.report_comparison import compare_report
from ktt_desktop.services.seed_books import choose_settings
from tests.golden.seeds import enter, enter_records, profile_of, read_seed
from tests.inconsistency_cases import seed as text_of

OUTLINES = {"000": "plan", "001": "programme", "002": "plan", "003": "scheme", "004": "plan"}
FOUND = (Standing.HERE, Standing.ELSEWHERE)


@pytest.fixture
def compared(empty_book):
    def compare(name, changes=()):
        data, text = read_seed(name), text_of(f"S{name}")
        enter(empty_book, data)
        enter_records(empty_book, data)
        choose_settings(empty_book, data)
        for old, new in changes:
            assert old in text
            text = text.replace(old, new, 1)
        key = ReportKey(OUTLINES[name], ReportingPeriod.parse(data["period"]))
        return compare_report(empty_book, profile_of(data), key, text)

    return compare


# How many figures stand in the report, in the officer's own words, and as errors of the plan.
COUNTS = {
    "000": (66, 0, 0),
    "001": (12, 0, 0),
    "002": (201, 12, 1),
    "003": (49, 0, 0),
    "004": (16, 2, 0),
}


@pytest.mark.parametrize("name", sorted(OUTLINES))
def test_no_figure_of_a_published_plan_is_missing_or_otherwise(compared, name):
    found = compared(name)
    counts = Counter(each.standing for each in found)
    assert [each for each in found if each.is_real] == []
    assert (
        sum(counts[each] for each in FOUND),
        counts[Standing.FREE_TEXT],
        counts[Standing.OWN_ERROR],
    ) == COUNTS[name]


def test_the_error_of_the_plan_of_lang_son_is_told_with_what_the_report_says(compared):
    (error,) = (each for each in compared("002") if each.standing is Standing.OWN_ERROR)
    assert (error.line, error.shown, error.rule) == (149, "376 HTX", "R6")
    assert "371 HTX đang hoạt động" in error.says


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        ("000", "Có 09 THT hoạt động", "Có 90 THT hoạt động"),
        ("000", "812 người", "813 người"),
        ("004", "288 thành viên", "290 thành viên"),
        ("003", "1.152 triệu đồng", "1.153 triệu đồng"),
    ],
)
def test_a_figure_that_was_changed_is_found(compared, name, old, new):
    told = [each for each in compared(name, [(old, new)]) if each.is_told]
    number = new.split()[1] if new.startswith("Có") else new.split()[0]
    assert [each for each in told if each.shown.startswith(number)]


def test_an_empty_text_is_refused(compared, practice):
    book, profile, period = practice
    with pytest.raises(InvalidInputError):
        compare_report(book, profile, ReportKey("plan", period), " \n")

"""Số HTX tốt, khá: counted from the ratings, compared with Biểu A and entered there."""

from dataclasses import replace

import pytest

from ktt_desktop.domain.errors import PeriodClosedError
from ktt_desktop.domain.period import ReportingPeriod
from ktt_desktop.domain.terms import Measure, PeriodKind
from ktt_desktop.services.closing import close_period
from ktt_desktop.services.rating import load_rating, ratings, save_rating
from ktt_desktop.services.rating_table_a import enter_good_count, good_count

YEAR = 2024
PERIOD = ReportingPeriod(YEAR, PeriodKind.YEAR)


def rated(desk, name, values):
    sheet = load_rating(desk.book, desk.add(name).uid, YEAR)
    save_rating(desk.book, replace(sheet.draft, values=values))


def found(desk):
    return good_count(desk.book, desk.profile, PERIOD, ratings(desk.book, YEAR))


def test_the_count_is_entered_with_the_ruleset_as_its_reason(desk):
    rated(desk, "HTX Một", {"TT01.class": "TOT"})
    rated(desk, "HTX Hai", {"TT09.class": "KHA"})
    rated(desk, "HTX Ba", {"TT01.class": "YEU", "TT09.class": "TOT"})
    good = found(desk)
    assert (good.counted, good.stated, good.differs) == (2, None, True)
    assert good.basis == "Thông tư 01/2020/TT-BKHĐT, Thông tư 09/2017/TT-BNNPTNT"

    enter_good_count(desk.book, desk.profile, PERIOD.main, good)
    figure = desk.figures(year=YEAR, measure=Measure.ACTUAL)["A1.6"]
    assert (figure.value, figure.reason) == (2, good.reason)
    assert "xếp loại năm 2024 theo Thông tư 01/2020" in good.reason
    assert not found(desk).differs


def test_nothing_is_offered_while_nothing_is_rated(desk):
    desk.add("HTX Một")
    desk.enter({"A1.6": "7"}, year=YEAR)
    good = found(desk)
    assert (good.rated, good.stated, good.differs) == (False, 7, False)


def test_closed_figures_stay_as_they_are(desk):
    rated(desk, "HTX Một", {"TT01.class": "TOT"})
    good = found(desk)
    close_period(desk.book, PERIOD)
    with pytest.raises(PeriodClosedError):
        enter_good_count(desk.book, desk.profile, PERIOD.main, good)
    assert found(desk).stated is None

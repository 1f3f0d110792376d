import pytest

from ktt_desktop.reports.fonts import BOLD, REGULAR
from ktt_desktop.reports.stack import Line, Stack, fitted

NAME = "BAN CHỈ ĐẠO PHÁT TRIỂN KINH TẾ TẬP THỂ"


def test_lines_that_fit_keep_their_size():
    lines = (Line("ỦY BAN NHÂN DÂN", BOLD, 13), Line("HUYỆN LẠNG GIANG", BOLD, 13))
    assert fitted(lines, 200, 12) == lines


def test_one_line_too_wide_makes_all_lines_smaller_and_breaks_none_that_then_fits():
    wide = Line(NAME, BOLD, 13)
    lines = fitted((Line("UBND HUYỆN", REGULAR, 13), wide), wide.width - 5, 12)
    assert [(line.text, line.size) for line in lines] == [("UBND HUYỆN", 12), (NAME, 12)]


def test_a_line_too_wide_even_when_smaller_is_broken():
    lines = fitted((Line(NAME, BOLD, 13),), 180, 12)
    assert len(lines) == 2
    assert all(line.width <= 180 for line in lines)


@pytest.mark.parametrize(("rule", "more"), [(0.0, 0), (0.5, 1)])
def test_a_rule_takes_room_below_the_last_line(rule, more):
    lines = (Line("A", BOLD, 14), Line("B", BOLD, 14))
    plain = Stack(lines, 17)
    assert (Stack(lines, 17, rule).height > plain.height) == bool(more)
    assert Stack((*lines, lines[0]), 17, rule).height == Stack(lines, 17, rule).height + 17

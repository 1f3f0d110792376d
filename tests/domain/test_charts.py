"""Charts as marks: what stands where, blanks as gaps, words that fit, shades apart in grey."""

from dataclasses import replace
from fractions import Fraction
from itertools import pairwise

import pytest

from ktt_desktop.domain.chart_data import ChartData, Form, Reference, Series
from ktt_desktop.domain.chart_marks import PENS, Sheet, elided, shades, wrapped
from ktt_desktop.domain.charts import draw, lowered, natural_height, with_title
from ktt_desktop.domain.drawing import Box, Label, Stroke

SIZE = 10.0
SHEET = Sheet(460, 190, SIZE)


def ruler(text, size, bold):
    return len(text) * size * (0.6 if bold else 0.5)


def values(*numbers):
    return tuple(None if each is None else Fraction(str(each)) for each in numbers)


def chart(form, *series, categories=("2020", "2021", "2022"), **more):
    found = tuple(Series(label, values(*numbers)) for label, numbers in series)
    return ChartData("a", "Tiêu đề", "HTX", form, categories, found, **more)


def drawn(data, sheet=SHEET):
    return draw(data, sheet, ruler)


def marks(drawing, kind):
    return [each for each in drawing.marks if isinstance(each, kind)]


def texts(drawing):
    return [each.text for each in marks(drawing, Label)]


def told(drawing):
    return {each.tip: each for each in marks(drawing, Box) if each.tip}


def edges(drawing):
    """Every edge of what is drawn: left, right, top, bottom."""
    for mark in drawing.marks:
        match mark:
            case Box():
                yield mark.left, mark.left + mark.width, mark.top, mark.top + mark.height
            case Stroke(start=start, end=end):
                yield *sorted((start[0], end[0])), *sorted((start[1], end[1]))
            case Label():
                width = ruler(mark.text, mark.size, mark.bold)
                left = mark.at[0] - mark.share * width
                yield left, left + width, mark.at[1] - mark.size, mark.at[1]


LONG = ("Sản xuất, chế biến và tiêu thụ nông sản công nghệ cao theo chuỗi giá trị " * 2).strip()
FORMS = [*Form]


def test_a_blank_is_a_gap_and_a_zero_is_a_number():
    found = drawn(chart(Form.COLUMNS, ("Số HTX", (45, None, 0))))
    assert "–" in texts(found)
    assert "0" in texts(found)
    tips = told(found)
    assert tips["2021: chưa có số liệu"].fill == "#FFFFFF"  # nothing stands there
    assert tips["2022: 0 HTX"].height == 0
    assert tips["2020: 45 HTX"].height > 50


def test_columns_are_as_high_as_their_values_and_losses_hang_below():
    found = told(drawn(chart(Form.COLUMNS, ("Lãi", (-20, 40, 20)))))
    loss, most, half = (
        found[f"{year}: {n} HTX"] for year, n in ((2020, -20), (2021, 40), (2022, 20))
    )
    assert half.height == pytest.approx(most.height / 2)
    assert loss.height == pytest.approx(half.height)
    assert loss.top == pytest.approx(most.top + most.height)


def test_what_is_not_zero_can_be_seen():
    found = told(drawn(chart(Form.COLUMNS, ("Số HTX", (1, 100_000, 5)))))
    assert found["2020: 1 HTX"].height >= 1
    bars = told(drawn(chart(Form.BARS, ("Số HTX", (1, 100_000, 5)))))
    assert bars["2020: 1 HTX"].width >= 1


def test_a_line_is_broken_where_a_year_is_blank():
    two = chart(Form.LINES, ("Doanh thu", (10, 20, 30)))
    broken = chart(Form.LINES, ("Doanh thu", (10, None, 30)))
    pen = PENS[0][0]
    assert [s.colour for s in marks(drawn(two), Stroke)].count(pen) == 2
    assert [s.colour for s in marks(drawn(broken), Stroke)].count(pen) == 0
    assert "–" in texts(drawn(broken))


def test_two_lines_are_apart_without_colour():
    found = drawn(chart(Form.LINES, ("Doanh thu", (10, 20, 30)), ("Lãi", (1, 2, 3))))
    assert {s.dashed for s in marks(found, Stroke) if s.width == 2} == {True, False}


def test_the_parts_of_a_stack_lie_side_by_side_and_their_sum_stands_at_the_end():
    data = chart(
        Form.STACK,
        ("NSTW", (120, None, None)),
        ("NSĐP", (80.5, None, 40)),
        places=3,
    )
    found = drawn(data)
    first, second = (told(found)[f"2020 · {words} HTX"] for words in ("NSTW: 120", "NSĐP: 80,5"))
    assert second.left == pytest.approx(first.left + first.width)
    bold = [each.text for each in marks(found, Label) if each.bold]
    assert bold == ["200,5", "40"]
    assert "2021: chưa có số liệu" in told(found)


def test_the_reference_is_a_dashed_line_at_its_value():
    data = chart(
        Form.BARS, ("Đạt", (50, 100, 200)), reference=Reference(Fraction(100), "Kế hoạch = 100%")
    )
    found = drawn(data)
    (line,) = [each for each in marks(found, Stroke) if each.dashed]
    full = told(found)["2021: 100 HTX"]
    bars = [each for each in marks(found, Box) if each.tip == "2021: 100 HTX"]
    assert line.start[0] == pytest.approx(bars[0].left + bars[0].width)
    assert full is not None
    assert "Kế hoạch = 100%" in texts(found)


def test_numbers_are_written_as_in_vietnam_and_unit_and_legend_stand_above():
    found = drawn(chart(Form.COLUMNS, ("HTX", (1234.5, 2, 3)), ("THT", (1, 2, 3)), places=1))
    assert "1.234,5" in texts(found)
    assert texts(found)[:3] == ["Đơn vị tính: HTX", "HTX", "THT"]


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("width", [150, 460])
def test_nothing_leaves_the_sheet_however_long_the_words(form, width):
    data = chart(
        form,
        (LONG, (-1234567.891, 1234567.891, 0)),
        ("B", (None, 5, 1)),
        categories=(LONG, "Ngắn", f"2022\n{LONG}"),
        places=3,
    )
    if form is Form.STACK:
        data = replace(data, series=data.series[1:])
    sheet = Sheet(width, max(190, natural_height(data, width, SIZE, ruler)), SIZE)
    for left, right, top, bottom in edges(drawn(data, sheet)):
        assert left >= -0.01, (left, right)
        assert right <= width + 0.01
        assert top >= -SIZE
        assert bottom <= sheet.height + 0.01


def test_words_that_were_cut_are_told_whole():
    data = chart(Form.BARS, ("A", (1, 2, 3)), categories=(LONG, "Vận tải", "Khác"))
    found = drawn(data)
    assert any(each.endswith("…") for each in texts(found))
    assert LONG in told(found)
    assert "Vận tải" not in told(found)


@pytest.mark.parametrize("form", FORMS)
def test_a_chart_of_nothing_or_of_one_thing_can_be_drawn(form):
    assert drawn(chart(form, ("A", (None,)), categories=("2022",))).marks
    assert drawn(chart(form, ("A", (0,)), categories=("2022",))).marks
    assert drawn(ChartData("a", "T", "", form, (), ())).width == 460


def test_more_rows_make_bars_higher_but_not_columns():
    few = chart(Form.BARS, ("A", (1, 2, 3)))
    many = chart(Form.BARS, ("A", range(12)), categories=tuple(map(str, range(12))))
    assert natural_height(many, 460, SIZE, ruler) > 2 * natural_height(few, 460, SIZE, ruler)
    columns = [replace(each, form=Form.COLUMNS) for each in (few, many)]
    assert len({natural_height(each, 460, SIZE, ruler) for each in columns}) == 1


def test_a_picture_has_its_title_above():
    plain = drawn(chart(Form.COLUMNS, ("A", (1, 2, 3))))
    titled = with_title(plain, "Số hợp tác xã theo năm", SIZE, ruler)
    assert titled.height > plain.height
    assert titled.marks[0].text == "Số hợp tác xã theo năm"
    assert titled.marks[0].bold
    assert len(titled.marks) == len(plain.marks) + 1
    low = min(each[2] for each in edges(lowered(plain, 30)))
    assert low == pytest.approx(min(each[2] for each in edges(plain)) + 30)


@pytest.mark.parametrize("count", [1, 2, 3, 4])
def test_fills_are_apart_in_grey(count):
    greys = sorted(
        0.299 * int(fill[1:3], 16) + 0.587 * int(fill[3:5], 16) + 0.114 * int(fill[5:7], 16)
        for fill in shades(count)
    )
    assert len(greys) == count
    assert all(later - earlier > 40 for earlier, later in pairwise(greys))


def test_lines_are_broken_between_words_and_cut_only_where_they_must():
    assert wrapped("Nông nghiệp lâm nghiệp", 60, 2, SIZE, ruler) == ("Nông nghiệp", "lâm nghiệp")
    assert wrapped("2022\n6 tháng", 100, 3, SIZE, ruler) == ("2022", "6 tháng")
    assert wrapped("một hai ba bốn năm", 25, 2, SIZE, ruler)[-1].endswith("…")
    assert elided("dài quá chỗ", 30, SIZE, ruler) == "dài q…"
    assert elided("vừa", 30, SIZE, ruler) == "vừa"

from pathlib import Path

import pytest

from ktt_desktop.domain.takeover import Choice, Fate, TakeoverLine, TakeoverPreview


def line(fate=Fate.NEW, *, in_area=True, figures=(), name="HTX A"):
    return TakeoverLine(
        uid=name,
        name=name,
        tax_code="",
        place="",
        fate=fate,
        rival="",
        in_area=in_area,
        is_divided=False,
        figures=figures,
        dossiers=(),
        files=0,
        missing=0,
    )


def preview(*lines, **fields):
    return TakeoverPreview(
        **{
            "source": Path("so-kttt.sqlite"),
            "digest": "",
            "unit": "Xã Nghĩa Hòa",
            "changed": None,
            "is_same_unit": False,
            "unit_in_area": False,
            "lines": lines,
            "unit_figures": 0,
            "unit_dossiers": 0,
            "code_clash": False,
            "unknown": (),
            "in_bin": 0,
        }
        | fields
    )


@pytest.mark.parametrize("fate", [each for each in Fate if each is not Fate.NEW])
def test_only_what_is_not_here_comes(fate):
    one = line(fate)
    assert preview(one).taken(Choice.ALL) == ()
    assert list(preview(one, line()).kept()) == [one]


def test_of_the_area_or_all():
    inside, outside = line(), line(in_area=False, name="HTX B")
    both = preview(inside, outside)
    assert both.taken(Choice.AREA) == (inside,)
    assert both.taken(Choice.ALL) == (inside, outside)
    assert (both.usual, preview(is_same_unit=True).usual) == (Choice.AREA, Choice.ALL)


def test_figures_are_counted_by_year():
    found = preview(line(figures=((2023, 2), (2024, 3))), line(figures=((2022, 1), (2024, 4))))
    assert list(found.years(Choice.ALL).items()) == [(2022, 1), (2023, 2), (2024, 7)]


@pytest.mark.parametrize("count", ["unit_figures", "unit_dossiers"])
def test_what_is_of_the_unit_comes_with_its_area_or_with_everything(count):
    away, near = preview(**{count: 1}), preview(**{count: 1}, unit_in_area=True)
    assert [each.has_work(Choice.AREA) for each in (away, near)] == [False, True]
    assert away.has_work(Choice.ALL)
    assert not preview(unit_in_area=True).has_work(Choice.ALL)

"""The sheets of ratings in the Excel view."""

from dataclasses import replace

from ktt_desktop.domain.rulesets import CLASS, point_key
from ktt_desktop.services.rating import load_rating, save_rating
from ktt_desktop.services.view_ratings import rating_sheets
from tests.services.test_view_sheets import column, figures_of, fits


def sheets_of(desk, *years):
    return list(rating_sheets(desk.book, figures_of(desk), years or (2024, 2025)))


def rate(desk, name, points=None, *, year=2024, ruleset=0, **values):
    sheet = load_rating(desk.book, desk.add(name).uid, year)
    rules = sheet.rulesets[ruleset]
    if points is not None:
        values = {point_key(rules.id, leaf.key): points for leaf in rules.leaves}
    save_rating(desk.book, replace(sheet.draft, values=values))


def test_a_book_without_ratings_has_no_sheet(desk):
    desk.add("HTX Một")
    assert sheets_of(desk) == []


def test_a_year_shows_points_as_numbers_and_who_was_rated_alone(desk):
    rate(desk, "HTX Hai", 250)
    rate(desk, "HTX Một", 300)
    desk.add("HTX Chưa chấm")
    (sheet,) = sheets_of(desk)

    assert fits(sheet)
    assert (sheet.name, sheet.title) == (
        "Xếp loại 2024",
        "Kết quả xếp loại hợp tác xã năm 2024",
    )
    assert [row.cells[:3] for row in sheet.rows] == [
        *((1, "HTX Hai", "Trồng trọt"), (2, "HTX Một", "Trồng trọt")),
    ]
    points = column(sheet, "Điểm theo")
    assert sheet.columns[points].style == "number"
    assert sheet.rows[0].cells[points] < sheet.rows[1].cells[points]
    assert sheet.note.startswith("Tốt ")
    assert "Căn cứ: Thông tư" in sheet.note


def test_rulesets_that_say_nothing_of_anybody_have_no_column(desk):
    rate(desk, "HTX Một", **{point_key("TRUC_TIEP", CLASS): "KHA"})
    (sheet,) = sheets_of(desk)

    heads = [" ".join(each.header.split()) for each in sheet.columns]
    assert not any(head.startswith("Điểm") for head in heads)
    assert heads[-1] == "Kết quả"

"""The sheets of ratings in the Excel view."""

from dataclasses import replace
from datetime import date

from ktt_desktop.domain.dates import PartialDate
from ktt_desktop.domain.rulesets import CLASS, point_key
from ktt_desktop.services import rating
from ktt_desktop.services.rating import load_rating, save_rating
from ktt_desktop.services.view_ratings import rating_sheets
from tests.services.test_view_sheets import column, figures_of, fits


def sheets_of(desk, *years):
    return list(rating_sheets(desk.book, figures_of(desk), years or (2024, 2025)))


def rate(desk, name, points=None, values=None, **fields):
    sheet = load_rating(desk.book, desk.add(name, **fields).uid, 2024)
    rules = sheet.rulesets[0]
    values = values or {point_key(rules.id, leaf.key): points for leaf in rules.leaves}
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
    rate(desk, "HTX Một", values={point_key("TRUC_TIEP", CLASS): "KHA"})
    (sheet,) = sheets_of(desk)

    heads = [" ".join(each.header.split()) for each in sheet.columns]
    assert not any(head.startswith("Điểm") for head in heads)
    assert heads[-1] == "Kết quả"


def test_the_register_is_that_of_the_day_of_the_figures_whatever_today_is(desk, monkeypatch):
    rate(desk, "HTX Mới", 250, registered_on=PartialDate(2024, 6, 1))
    before = sheets_of(desk)
    monkeypatch.setattr(rating, "today", lambda: date(2024, 2, 1))

    assert before
    assert sheets_of(desk) == before

from ktt_desktop.domain.report_text import LockedFigure, RichParagraph, RichRun
from ktt_desktop.services.outlines import main_report
from ktt_desktop.services.report_insertions import insertable_figures
from ktt_desktop.services.report_texts import save_texts
from tests.locked_report import SECTION, say, section


def groups(practice):
    book, profile, period = practice
    return insertable_figures(book, profile, main_report(book, period))


def test_known_figures_are_offered_by_column_the_main_one_first(practice):
    labels = [each.label for each in groups(practice)]

    assert labels[0] == "Thực hiện đến tháng 8/2022"
    assert labels[1:] == ["Thực hiện năm 2021", "Kế hoạch năm 2022", "Kế hoạch năm 2023"]
    assert all(each.figures for each in groups(practice))


def test_a_figure_is_offered_bare_with_its_unit_and_as_a_comparison(practice):
    said = {each.slot: each.text for each in groups(practice)[0].figures}

    assert said["A5@TH"] == "1.200"
    assert said["A5@TH|unit"] == "1.200 triệu đồng"
    assert said["A5@TH|v0"] == "giảm 200 triệu đồng so với thời điểm 31/12/2021"
    assert said["A5@TH|vp"] == "so với mục tiêu kế hoạch năm 2022 giảm 800 triệu đồng"


def test_a_blank_is_not_offered(practice):
    say(practice, A2=None)
    slots = {each.slot for group in groups(practice) for each in group.figures}
    assert "A2@TH" not in slots
    assert "A2@KH" in slots


def test_every_figure_offered_is_the_same_once_it_is_inserted(practice):
    book, _, period = practice
    key = main_report(book, period)
    offered = [each for group in groups(practice) for each in group.figures]
    runs = tuple(RichRun(each.text, figure=LockedFigure(each.slot)) for each in offered)
    save_texts(book, key, {SECTION: (RichParagraph(runs),)})

    inserted = section(practice, key)
    assert inserted.changes == ()
    assert {figure.slot: run.anchor for figure, run in inserted.figures.items()} == {
        each.slot: each.anchor for each in offered
    }


def test_a_place_no_edition_knows_is_a_change_and_nothing_breaks(practice):
    book, _, period = practice
    key = main_report(book, period)
    figures = (LockedFigure("Z9@TH"), LockedFigure("task|running"))
    runs = tuple(RichRun("5", figure=each) for each in figures)
    save_texts(book, key, {SECTION: (RichParagraph(runs),)})

    assert [each.new for each in section(practice, key).changes] == ["", ""]

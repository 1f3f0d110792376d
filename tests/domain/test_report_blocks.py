from ktt_desktop.domain.document import Paragraph, Picture, Run, Table, TextAlign
from ktt_desktop.domain.report_blocks import section_blocks
from ktt_desktop.domain.report_text import (
    AutoPiece,
    LockedFigure,
    Piece,
    RichParagraph,
    RichPicture,
    RichRun,
    RichTable,
)

SENTENCE = Piece("A", Paragraph((Run("Có "), Run("65", anchor="A1:TH", slot="A1"))))
FIGURE = LockedFigure("A1@TH")


def now(_):
    return Run("65", anchor="A1:TH", slot="A1@TH")


def printed(*items, pieces=(), current=now, pictures=None):
    return list(section_blocks(pieces, items, current, pictures or {}))


def test_a_generated_sentence_is_printed_as_it_is():
    assert printed(AutoPiece("A"), pieces=[SENTENCE]) == [SENTENCE.block]


def test_a_locked_figure_prints_what_the_data_say_with_its_origin_and_its_style():
    (block,) = printed(RichParagraph((RichRun("64", bold=True, figure=FIGURE),), TextAlign.CENTRE))
    assert block == Paragraph(
        (Run("65", bold=True, anchor="A1:TH", slot="A1@TH"),), TextAlign.CENTRE
    )


def test_a_refused_figure_prints_the_value_it_had():
    refused = LockedFigure("A1@TH", refused="Đã báo cáo")
    (block,) = printed(RichParagraph((RichRun("64", figure=refused),)))
    assert block.text == "64"


def test_a_figure_the_data_say_nothing_of_prints_the_value_it_had():
    (block,) = printed(RichParagraph((RichRun("64", figure=FIGURE),)), current=lambda _: None)
    assert (block.text, block.runs[0].anchor) == ("64", None)


def test_a_paragraph_that_says_nothing_is_not_printed():
    assert printed(RichParagraph((RichRun("  "),))) == []


def test_a_table_prints_its_head_and_its_rows():
    (headed,) = printed(RichTable((("TT", "Tên"), ("1", "HTX"))))
    (plain,) = printed(RichTable((("1", "HTX"),), headed=False))

    assert isinstance(headed, Table)
    assert [each.header for each in headed.columns] == ["TT", "Tên"]
    assert [row.cells for row in headed.rows] == [("1", "HTX")]
    assert [each.header for each in plain.columns] == ["", ""]


def test_a_column_is_as_wide_as_its_words_ask_for():
    (table,) = printed(RichTable((("TT", "Nội dung"), ("1", "Rất dài " * 30))))
    assert [each.weight for each in table.columns] == [5, 43]


def test_a_picture_the_book_has_lost_is_left_out():
    picture = RichPicture("ab", 100, "Mô hình")
    assert printed(picture) == []
    assert printed(picture, pictures={"ab": b"png"}) == [Picture(b"png", 100, "Mô hình")]

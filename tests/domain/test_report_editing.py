from ktt_desktop.domain.document import Column, Paragraph, Row, Run, Table
from ktt_desktop.domain.report_editing import (
    adopted,
    hidden_pieces,
    kept_text,
    opened,
)
from ktt_desktop.domain.report_text import (
    AutoPiece,
    LockedFigure,
    Piece,
    RichParagraph,
    RichPicture,
    RichRun,
)

COUNT = Piece("count", Paragraph((Run("Có "), Run("64", anchor="A1:TH", slot="A1"), Run(" HTX."))))
TWICE = Piece(
    "twice",
    Paragraph((Run("05", anchor="A2:TH", slot="A2"), Run("05", anchor="A2:TH", slot="A2"))),
)
TABLE = Piece("table", Table((Column("Tên", 1),), (Row(("một",)),)))
PIECES = (COUNT, TWICE, TABLE)
OWN = RichParagraph((RichRun("Lời của cán bộ."),))


def shown():
    return [opened(COUNT), opened(TWICE), AutoPiece("table")]


def test_a_sentence_is_opened_with_its_figures_locked_and_counted():
    assert opened(COUNT).runs[1] == RichRun("64", figure=LockedFigure("A1", "count", 0))
    assert [run.figure.nth for run in opened(TWICE).runs] == [0, 1]
    assert opened(TABLE) is None


def test_a_section_as_the_program_writes_it_keeps_nothing():
    assert kept_text(shown(), PIECES, ()) == ()


def test_a_changed_sentence_takes_the_place_of_the_generated_one():
    changed = RichParagraph((*opened(COUNT).runs, RichRun(" Thêm.")), replaces="count")

    kept = kept_text([changed, *shown()[1:]], PIECES, ())

    assert kept == (changed, AutoPiece("twice"), AutoPiece("table"))


def test_a_sentence_typed_back_as_it_was_is_the_programs_again():
    pieces_of_runs = RichParagraph(
        (RichRun("C"), RichRun("ó "), *opened(COUNT).runs[1:]), replaces="count"
    )

    assert kept_text([pieces_of_runs, *shown()[1:]], PIECES, ()) == ()


def test_a_sentence_split_in_two_replaces_once():
    first = RichParagraph((RichRun("Có"),), replaces="count")
    second = RichParagraph((RichRun("HTX."),), replaces="count")

    kept = kept_text([first, second, *shown()[1:]], PIECES, ())

    assert [getattr(item, "replaces", None) for item in kept] == ["count", "", None, None]


def test_a_sentence_taken_out_or_left_empty_is_hidden_at_its_place():
    empty = RichParagraph((RichRun(" "),), replaces="twice")

    kept = kept_text([opened(COUNT), empty, OWN, AutoPiece("table")], PIECES, ())

    assert kept == (AutoPiece("count"), AutoPiece("twice", hidden=True), OWN, AutoPiece("table"))
    assert hidden_pieces(PIECES, kept) == ("twice",)


def test_a_sentence_moved_elsewhere_stays_generated():
    kept = kept_text([opened(TWICE), opened(COUNT), AutoPiece("table")], PIECES, ())

    assert kept == (AutoPiece("twice"), AutoPiece("count"), AutoPiece("table"))


def test_a_sentence_in_the_block_of_another_is_known_by_its_words():
    astray = RichParagraph(opened(TWICE).runs, replaces="count")

    kept = kept_text([astray, AutoPiece("table")], PIECES, ())

    assert kept == (AutoPiece("count", hidden=True), AutoPiece("twice"), AutoPiece("table"))


def test_the_place_of_a_sentence_without_figures_today_stays():
    before = (OWN, AutoPiece("count"), AutoPiece("gone"), AutoPiece("twice"), AutoPiece("table"))

    assert kept_text([OWN, *shown()], PIECES, before) == before


def test_pictures_keep_their_place():
    picture = RichPicture("ab12", 80, "Hình 1")

    assert kept_text([picture, *shown()], PIECES, ())[0] == picture


def test_a_figure_pasted_from_another_section_follows_the_data_or_becomes_words():
    here, free = LockedFigure("A1", "count", 1), LockedFigure("A5|unit")
    elsewhere = LockedFigure("A1", "other", 1)

    assert adopted(here, {"count"}, readable=True) == here
    assert adopted(free, {"count"}, readable=True) == free
    assert adopted(elsewhere, {"count"}, readable=True) == LockedFigure("A1")
    assert adopted(elsewhere, {"count"}, readable=False) is None

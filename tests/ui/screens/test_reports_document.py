import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QImage, QTextCharFormat, QTextCursor, QTextDocument

from ktt_desktop.domain.document import Column, Paragraph, Row, Run, Table, TextAlign
from ktt_desktop.domain.report_editing import kept_text
from ktt_desktop.domain.report_text import (
    AutoPiece,
    LockedFigure,
    Piece,
    RichParagraph,
    RichPicture,
    RichRun,
    RichTable,
    laid_out,
)
from ktt_desktop.ui.screens.reports_document import Shown, fill_document, shown_items
from ktt_desktop.ui.screens.reports_figures import FigureLook, all_figures

COUNT = Piece(
    "count",
    Paragraph((Run("- Có "), Run("64", anchor="A1:TH", slot="A1"), Run(" HTX.\nDòng hai"))),
)
TABLE = Piece("table", Table((Column("Tên", 1),), (Row(("một",)),)))
FREE = LockedFigure("A5|unit", refused="đã làm tròn")
OWN = (
    RichParagraph(
        (
            RichRun("Doanh thu "),
            RichRun("1.200 triệu đồng", bold=True, figure=FREE),
            RichRun(" đậm", bold=True),
            RichRun(" nghiêng", italic=True),
        ),
        TextAlign.CENTRE,
    ),
    RichTable((("Tên", "Số"), ("Hợp tác xã", "5\n6"))),
    RichPicture("ab12", 60, "Hình 1"),
    RichParagraph((RichRun("Cuối."),), TextAlign.RIGHT),
)


def image(_=None):
    found = QImage(40, 20, QImage.Format.Format_RGB32)
    found.fill(Qt.GlobalColor.white)
    return found


SHOWN = Shown(lambda figure, seen: FigureLook("A1:TH", "[A1] Số HTX"), image, image)


@pytest.fixture
def document(qapp):
    found = QTextDocument()
    yield found
    found.deleteLater()


def test_what_is_shown_comes_back(document):
    fill_document(document, laid_out((COUNT, TABLE), OWN), SHOWN)

    assert kept_text(shown_items(document), (COUNT, TABLE), ()) == (
        AutoPiece("count"),
        AutoPiece("table"),
        *OWN,
    )
    assert not document.isModified()
    assert not document.isUndoAvailable()


def test_generated_pieces_alone_keep_nothing(document):
    fill_document(document, laid_out((COUNT, TABLE), ()), SHOWN)

    assert kept_text(shown_items(document), (COUNT, TABLE), ()) == ()


def test_a_figure_is_tinted_and_tells_its_origin(document):
    fill_document(document, laid_out((COUNT,), ()), SHOWN)

    (span,) = all_figures(document)

    assert (span.start, span.end, span.anchor) == (5, 7, "A1:TH")
    assert span.format.fontUnderline()
    assert span.format.toolTip() == "[A1] Số HTX"


def test_a_figure_whose_letters_were_changed_is_words(document):
    fill_document(document, laid_out((COUNT,), ()), SHOWN)
    cursor = QTextCursor(document)
    cursor.setPosition(6)
    cursor.insertText("9")

    (item,) = shown_items(document)

    assert item.text.startswith("- Có 694 HTX.")
    assert all(run.figure is None for run in item.runs)


def test_a_sentence_made_bold_is_the_officers(document):
    fill_document(document, laid_out((COUNT,), ()), SHOWN)
    cursor = QTextCursor(document)
    cursor.select(QTextCursor.SelectionType.Document)
    words = QTextCharFormat()
    words.setFontWeight(QFont.Weight.Bold)
    cursor.mergeCharFormat(words)

    (kept,) = kept_text(shown_items(document), (COUNT,), ())

    assert kept.replaces == "count"
    assert all(run.bold for run in kept.runs)
    assert [run.figure for run in kept.runs][1] == LockedFigure("A1", "count", 0)

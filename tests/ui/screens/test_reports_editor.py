import pytest
from PySide6.QtCore import QMimeData, QPoint, Qt
from PySide6.QtGui import QImage, QKeySequence, QShortcut, QTextCursor, QTextDocument
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from ktt_desktop.domain.document import Paragraph, Run
from ktt_desktop.domain.report_text import (
    LockedFigure,
    Piece,
    RichParagraph,
    RichRun,
    RichTable,
    laid_out,
)
from ktt_desktop.ui.screens.reports_document import Shown, fill_document, shown_items
from ktt_desktop.ui.screens.reports_editor import ReportEditor
from ktt_desktop.ui.screens.reports_figures import FigureLook
from ktt_desktop.ui.screens.reports_paste import copied, insert_pasted, pasted
from tests.keyboard import type_text

CONTROL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
SENTENCE = Piece(
    "count",
    Paragraph(
        (
            Run("Có "),
            Run("giảm 51 THT", anchor="A3:TH A3:P", slot="A3|v0"),
            Run("64", anchor="A1:TH", slot="A1"),
            Run(" HTX"),
        )
    ),
)
START, MIDDLE, END = 3, 14, 16  # of the two figures that stand side by side
SHOWN = Shown(
    lambda figure, seen: FigureLook("A1:TH", "[A1] Số HTX"),
    lambda _: QImage(),
    lambda _: QImage(),
)


@pytest.fixture
def editor(qtbot):
    editor = ReportEditor()
    qtbot.addWidget(editor)
    document = QTextDocument(editor)
    fill_document(document, laid_out((SENTENCE,), ()), SHOWN)
    editor.show_document(document)
    editor.paste_into = lambda cursor, source: insert_pasted(
        cursor, pasted(source, lambda figure: figure), SHOWN
    )
    editor.copy_of = copied
    editor.resize(500, 300)
    with qtbot.waitActive(editor):
        editor.show()
        editor.activateWindow()
    editor.setFocus()
    return editor


def go(editor, place, anchor=None):
    cursor = editor.textCursor()
    cursor.setPosition(place if anchor is None else anchor)
    cursor.setPosition(place, QTextCursor.MoveMode.KeepAnchor)
    editor.setTextCursor(cursor)


def place(editor):
    return editor.textCursor().position()


def figures(editor):
    return [run.text for item in shown_items(editor.document()) for run in item.runs if run.figure]


def test_the_cursor_goes_over_a_figure_as_over_one_letter(editor):
    go(editor, START)
    QTest.keyClick(editor, Qt.Key.Key_Right)
    assert place(editor) == MIDDLE
    QTest.keyClick(editor, Qt.Key.Key_Right)
    assert place(editor) == END
    QTest.keyClick(editor, Qt.Key.Key_Left)
    QTest.keyClick(editor, Qt.Key.Key_Left)
    assert place(editor) == START


def test_a_selection_takes_the_whole_figure(editor):
    go(editor, START)
    QTest.keyClick(editor, Qt.Key.Key_Right, SHIFT)
    assert editor.textCursor().selectedText() == "giảm 51 THT"
    QTest.keyClick(editor, Qt.Key.Key_Left, SHIFT)
    assert not editor.textCursor().hasSelection()


@pytest.mark.parametrize("spot", [START, MIDDLE, END])
def test_what_is_typed_beside_a_figure_is_plain(editor, spot):
    go(editor, spot)
    type_text(editor, "được ")
    QTest.keyClicks(editor, "them")
    (item,) = shown_items(editor.document())
    assert "được them" in item.text
    assert figures(editor) == ["giảm 51 THT", "64"]
    typed = QTextCursor(editor.document())
    typed.setPosition(spot + 2)
    assert not typed.charFormat().fontUnderline()


@pytest.mark.parametrize(
    ("spot", "key", "left"),
    [
        (MIDDLE, Qt.Key.Key_Backspace, ["64"]),
        (END, Qt.Key.Key_Backspace, ["giảm 51 THT"]),
        (START, Qt.Key.Key_Delete, ["64"]),
        (MIDDLE, Qt.Key.Key_Delete, ["giảm 51 THT"]),
    ],
)
@pytest.mark.parametrize("modifier", [Qt.KeyboardModifier.NoModifier, CONTROL])
def test_a_figure_is_deleted_whole_and_comes_back(editor, spot, key, left, modifier):
    go(editor, spot)
    QTest.keyClick(editor, key, modifier)
    assert figures(editor) == left
    QTest.keyClick(editor, Qt.Key.Key_Z, CONTROL)
    assert figures(editor) == ["giảm 51 THT", "64"]


def test_unikey_corrects_a_word_beside_a_figure_with_backspaces(editor):
    go(editor, END)
    QTest.keyClicks(editor, "do")
    QTest.keyClick(editor, Qt.Key.Key_Backspace)
    QTest.keyClick(editor, Qt.Key.Key_Backspace)
    type_text(editor, "đô")
    (item,) = shown_items(editor.document())
    assert item.text == "Có giảm 51 THT64đô HTX"
    assert figures(editor) == ["giảm 51 THT", "64"]


def test_words_typed_over_a_figure_are_words(editor):
    go(editor, END, MIDDLE)
    type_text(editor, "nhiều")
    (item,) = shown_items(editor.document())
    assert item.text == "Có giảm 51 THTnhiều HTX"
    assert figures(editor) == ["giảm 51 THT"]
    go(editor, MIDDLE, START)
    QTest.keyClicks(editor, "it")
    assert figures(editor) == []
    assert shown_items(editor.document())[0].text == "Có itnhiều HTX"


def test_enter_behind_a_figure_begins_a_plain_paragraph(editor):
    go(editor, END)
    QTest.keyClick(editor, Qt.Key.Key_Return)
    type_text(editor, "Mới")
    first, second = shown_items(editor.document())
    assert (first.text, second.text) == ("Có giảm 51 THT64", "Mới HTX")
    assert all(run.figure is None for run in second.runs)


def test_a_figure_opens_its_place_by_key_and_by_click(editor, qtbot):
    go(editor, END)
    with qtbot.waitSignal(editor.figure_opened) as caught:
        QTest.keyClick(editor, Qt.Key.Key_Return, CONTROL)
    assert caught.args == ["A1:TH"]
    inside = editor.cursorRect().center() - QPoint(4, 0)
    with qtbot.waitSignal(editor.figure_opened):
        QTest.mouseClick(editor.viewport(), Qt.MouseButton.LeftButton, CONTROL, inside)
    assert place(editor) in (MIDDLE, END)


def test_the_figure_beside_the_cursor_is_told(editor, qtbot):
    with qtbot.waitSignal(editor.at_figure) as caught:
        go(editor, END)
    assert caught.args[0].format.toolTip() == "[A1] Số HTX"
    with qtbot.waitSignal(editor.at_figure) as caught:
        go(editor, 1)
    assert caught.args[0] is None


def test_a_figure_is_copied_and_pasted_locked(editor):
    go(editor, END, MIDDLE)
    QTest.keyClick(editor, Qt.Key.Key_C, CONTROL)
    assert QApplication.clipboard().text() == "64"
    QTest.keyClick(editor, Qt.Key.Key_End)
    QTest.keyClick(editor, Qt.Key.Key_V, CONTROL)
    assert figures(editor) == ["giảm 51 THT", "64", "64"]


def paste(editor, html="", text=""):
    source = QMimeData()
    if html:
        source.setHtml(html)
    source.setText(text)
    editor.insertFromMimeData(source)


def test_word_keeps_its_paragraphs_bold_and_italic_and_nothing_else(editor):
    QTest.keyClick(editor, Qt.Key.Key_End, CONTROL)
    paste(
        editor,
        "<p style='color:red;font-size:30pt;text-align:right'>Một&nbsp;<b>hai</b></p>"
        "<p><i>ba</i><img src='file:///x.png'></p><p>&nbsp;</p>",
    )
    _, second, *more = shown_items(editor.document())
    assert shown_items(editor.document())[0].text.endswith(" HTXMột hai")
    assert second == RichParagraph((RichRun("ba", italic=True),))
    assert not more


def test_excel_becomes_a_table_and_is_one_step_of_undo(editor):
    before = editor.toPlainText()
    QTest.keyClick(editor, Qt.Key.Key_End, CONTROL)
    paste(
        editor, "<table><tr><td>Tên</td><td>Số</td></tr><tr><td>HTX A</td><td>5</td></tr></table>"
    )
    tables = [each for each in shown_items(editor.document()) if isinstance(each, RichTable)]
    assert tables == [RichTable((("Tên", "Số"), ("HTX A", "5")))]
    QTest.keyClick(editor, Qt.Key.Key_Z, CONTROL)
    assert editor.toPlainText() == before


def test_plain_text_is_pasted_line_by_line_and_in_a_cell_as_words(editor):
    QTest.keyClick(editor, Qt.Key.Key_End, CONTROL)
    paste(editor, text="\nMột\u00a0hai\n\n  Ba\n")
    assert [item.text for item in shown_items(editor.document())][-1] == "  Ba"
    insert_pasted(editor.textCursor(), (RichTable((("a", "b"),)),), SHOWN)
    QTest.keyClick(editor, Qt.Key.Key_Up)
    assert editor.textCursor().currentTable() is not None
    paste(editor, "<p>x</p><p>y</p>")
    (table,) = [each for each in shown_items(editor.document()) if isinstance(each, RichTable)]
    assert any("x y" in cell for cell in table.rows[0])


def test_a_figure_typed_in_by_hand_is_never_locked(editor):
    QTest.keyClick(editor, Qt.Key.Key_End, CONTROL)
    QTest.keyClicks(editor, " 64")
    assert figures(editor) == ["giảm 51 THT", "64"]
    assert LockedFigure("A1", "count", 0) in [
        run.figure for item in shown_items(editor.document()) for run in item.runs
    ]


def test_tab_goes_from_cell_to_cell_and_leaves_behind_the_last(editor):
    go(editor, START)
    insert_pasted(editor.textCursor(), (RichTable((("a", "b"), ("c", "d"))),), SHOWN)
    (table,) = editor.document().rootFrame().childFrames()
    editor.setTextCursor(table.cellAt(0, 1).firstCursorPosition())
    QTest.keyClick(editor, Qt.Key.Key_Tab)
    assert table.cellAt(editor.textCursor()).row() == 1
    QTest.keyClick(editor, Qt.Key.Key_Backtab)
    assert table.cellAt(editor.textCursor()).column() == 1
    editor.setTextCursor(table.cellAt(1, 1).firstCursorPosition())
    QTest.keyClick(editor, Qt.Key.Key_Tab)
    assert table.cellAt(editor.textCursor()).column() == 1


def lines(editor):
    return editor.toPlainText().splitlines()


def test_enter_goes_on_with_the_mark_of_a_list_and_ends_it_behind_a_bare_one(editor):
    QTest.keyClick(editor, Qt.Key.Key_End, CONTROL)
    for mark, following in (("- ", "- "), ("9. ", "10. ")):
        QTest.keyClick(editor, Qt.Key.Key_Return)
        type_text(editor, f"{mark}một")
        QTest.keyClick(editor, Qt.Key.Key_Return)
        type_text(editor, "hai")
        assert lines(editor)[-2:] == [f"{mark}một", f"{following}hai"]
        QTest.keyClick(editor, Qt.Key.Key_Return)
        QTest.keyClick(editor, Qt.Key.Key_Return)
        type_text(editor, "ba")
        assert lines(editor)[-1] == "ba"
    QTest.keyClick(editor, Qt.Key.Key_Home)
    QTest.keyClick(editor, Qt.Key.Key_Up)
    QTest.keyClick(editor, Qt.Key.Key_Home)
    QTest.keyClick(editor, Qt.Key.Key_Return)
    assert lines(editor)[-3:] == ["", "10. hai", "ba"]


def test_ctrl_z_is_left_to_the_screen_while_nothing_was_typed(editor, qtbot):
    asked = QShortcut(QKeySequence.StandardKey.Undo, editor.window())
    with qtbot.waitSignal(asked.activated):
        QTest.keyClick(editor, Qt.Key.Key_Z, CONTROL)
    type_text(editor, "một")
    with qtbot.assertNotEmitted(asked.activated):
        QTest.keyClick(editor, Qt.Key.Key_Z, CONTROL)
    assert "một" not in editor.toPlainText()


def test_a_mark_typed_by_hand_behind_the_one_of_enter_counts_once(editor):
    QTest.keyClick(editor, Qt.Key.Key_End, CONTROL)
    QTest.keyClick(editor, Qt.Key.Key_Return)
    QTest.keyClicks(editor, "- a")
    QTest.keyClick(editor, Qt.Key.Key_Return)
    QTest.keyClicks(editor, "- b")
    assert lines(editor)[-2:] == ["- a", "- b"]


@pytest.mark.parametrize(
    ("place", "own"), [(QTextCursor.MoveOperation.End, 1), (QTextCursor.MoveOperation.Start, 0)]
)
def test_a_paragraph_before_or_behind_a_sentence_is_the_officers(editor, place, own):
    editor.moveCursor(place)
    QTest.keyClick(editor, Qt.Key.Key_Return)
    if own == 0:
        QTest.keyClick(editor, Qt.Key.Key_Up)
    type_text(editor, "Lời.")
    items = shown_items(editor.document())
    assert [item.replaces for item in items] == (["count", ""] if own else ["", "count"])

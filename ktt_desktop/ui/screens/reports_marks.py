"""Marks at the head of a paragraph: "- ", "+ ", "1. "; Enter goes on with them."""

from PySide6.QtGui import QTextCharFormat, QTextCursor

from ktt_desktop.ui.screens.reports_document import KEY

KEEP = QTextCursor.MoveMode.KeepAnchor


def mark_of(text: str) -> str:
    """The mark a paragraph begins with: "- ", "+ ", "12. "; empty where there is none."""
    head, space, _ = text.partition(" ")
    is_mark = head in ("-", "+") or (head.endswith(".") and head[:-1].isdecimal())
    return head + space if is_mark and space else ""


def mark_after(mark: str) -> str:
    """The mark of the paragraph that follows; numbers count on."""
    number = mark.removesuffix(". ")
    return f"{int(number) + 1}. " if number.isdecimal() else mark


def set_mark(cursor: QTextCursor, mark: str) -> None:
    """Begin the paragraph of the cursor with this mark in place of the one it has."""
    block = cursor.block()
    start = QTextCursor(block)
    start.setPosition(block.position() + len(mark_of(block.text())), KEEP)
    start.removeSelectedText()
    start.insertText(mark, QTextCharFormat())


def begin_paragraph(cursor: QTextCursor) -> None:
    """Enter: the next paragraph is the officer's own, and goes on with the mark of a list.

    Behind a bare mark the list ends.
    """
    text = cursor.block().text()
    mark = mark_of(text)
    if cursor.hasSelection() or cursor.positionInBlock() < len(mark):
        mark = ""
    cursor.beginEditBlock()
    if mark and text == mark:
        set_mark(cursor, "")
    else:
        _insert_paragraph(cursor)
        cursor.insertText(mark_after(mark) if mark else "", QTextCharFormat())
    cursor.endEditBlock()


def _insert_paragraph(cursor: QTextCursor) -> None:
    """Of the two paragraphs the one without the program's words does not stand for its piece."""
    cursor.removeSelectedText()
    is_before = cursor.atBlockStart()
    cursor.insertBlock()
    own = QTextCursor(cursor)
    if is_before:
        own.movePosition(QTextCursor.MoveOperation.PreviousBlock)
    form = own.blockFormat()
    form.clearProperty(KEY)
    own.setBlockFormat(form)


def drop_second_mark(cursor: QTextCursor) -> bool:
    """A mark typed by hand behind the one that Enter wrote counts once; whether it was so."""
    text = cursor.block().text()[: cursor.positionInBlock()]
    mark = mark_of(text)
    if not mark or cursor.hasSelection() or text != mark + mark.rstrip():
        return False
    cursor.setPosition(cursor.block().position() + len(mark), KEEP)
    cursor.removeSelectedText()
    return True

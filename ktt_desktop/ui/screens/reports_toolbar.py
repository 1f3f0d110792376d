"""The buttons over the words of a section: style, lists, alignment, tables."""

from collections.abc import Callable, Iterator, Mapping
from functools import partial

from PySide6.QtGui import QFont, QTextBlock, QTextBlockFormat, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QHBoxLayout, QMenu, QPushButton, QWidget

from ktt_desktop.domain.document import TextAlign
from ktt_desktop.domain.report_text import RichTable
from ktt_desktop.ui import shortcuts, theme
from ktt_desktop.ui.screens.reports_document import ALIGNMENTS, insert_table
from ktt_desktop.ui.screens.reports_editor import ReportEditor
from ktt_desktop.ui.screens.reports_marks import set_mark

Act = Callable[[], object]
MARKS = {"- ": "&Gạch đầu dòng", "+ ": "Dấu &cộng", "1. ": "Đánh &số", "": "&Bỏ dấu đầu dòng"}
ALIGN_WORDS = {
    TextAlign.JUSTIFY: "Canh &đều hai bên",
    TextAlign.LEFT: "Canh &trái",
    TextAlign.CENTRE: "Canh &giữa",
    TextAlign.RIGHT: "Canh &phải",
}
NEW_TABLE = RichTable((("", "", ""),) * 3)


class ReportToolbar(QWidget):
    """Thanh công cụ soạn; every button works by keyboard too."""

    def __init__(self, editor: ReportEditor, screen: QWidget) -> None:
        super().__init__(screen)
        self._editor = editor
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(theme.SPACE_4)
        self.bold = self._toggle("B", "Chữ đậm (Ctrl+B)", self.toggle_bold)
        self.italic = self._toggle("I", "Chữ nghiêng (Ctrl+I)", self.toggle_italic)
        font = self.bold.font()
        font.setBold(True)
        self.bold.setFont(font)
        font = self.italic.font()
        font.setItalic(True)
        self.italic.setFont(font)
        marks = {words: partial(self.mark, mark) for mark, words in MARKS.items()}
        self.add_menu("Da&nh sách", "Dấu đầu dòng của các đoạn đang chọn", marks)
        aligns = {words: partial(self.align, each) for each, words in ALIGN_WORDS.items()}
        self.add_menu("&Lề", "Canh lề các đoạn đang chọn", aligns)
        self.add_menu(
            "&Bảng",
            "Chèn bảng, thêm và bỏ dòng, cột",
            {
                "&Chèn bảng 3 dòng, 3 cột": self.insert_table,
                "Thêm &dòng dưới\tF5": self.add_row,
                "&Xóa dòng\tF6": self.remove_row,
                "Thêm c&ột bên phải": self.add_column,
                "Xóa cộ&t": self.remove_column,
            },
        )
        shortcuts.bind(screen, "Ctrl+B", self.toggle_bold)
        shortcuts.bind(screen, "Ctrl+I", self.toggle_italic)
        shortcuts.bind(screen, "F5", self.add_row)
        shortcuts.bind(screen, "F6", self.remove_row)
        editor.currentCharFormatChanged.connect(self._show_style)

    def add_button(self, words: str, name: str, act: Act) -> QPushButton:
        """One more button at the end."""
        button = QPushButton(words)
        button.setAccessibleName(name)
        button.setToolTip(name)
        button.setProperty("tool", True)
        button.clicked.connect(act)
        self._row.addWidget(button)
        return button

    def add_menu(self, words: str, name: str, acts: Mapping[str, Act]) -> QPushButton:
        """A button at the end that opens these acts."""
        button = self.add_button(f"{words} ▾", name, lambda: None)
        menu = QMenu(button)
        for label, act in acts.items():
            menu.addAction(label).triggered.connect(act)
        button.setMenu(menu)
        return button

    def end(self) -> None:
        """No more buttons: the rest of the row stays free."""
        self._row.addStretch()

    def _toggle(self, words: str, name: str, act: Act) -> QPushButton:
        button = self.add_button(words, name, act)
        button.setCheckable(True)
        button.setFixedWidth(theme.CONTROL_HEIGHT)
        return button

    def _show_style(self, words: QTextCharFormat) -> None:
        self.bold.setChecked(_is_bold(words))
        self.italic.setChecked(words.fontItalic())

    # --- style

    def toggle_bold(self) -> None:
        """Bold letters on or off."""
        words = QTextCharFormat()
        was_bold = _is_bold(self._editor.currentCharFormat())
        words.setFontWeight(QFont.Weight.Normal if was_bold else QFont.Weight.Bold)
        self._merge(words)

    def toggle_italic(self) -> None:
        """Slanted letters on or off."""
        words = QTextCharFormat()
        words.setFontItalic(not self._editor.currentCharFormat().fontItalic())
        self._merge(words)

    def _merge(self, words: QTextCharFormat) -> None:
        self._editor.mergeCurrentCharFormat(words)
        self._show_style(self._editor.currentCharFormat())
        self._editor.setFocus()

    # --- paragraphs

    def align(self, align: TextAlign) -> None:
        """Align the paragraphs of the selection."""
        form = QTextBlockFormat()
        form.setAlignment(ALIGNMENTS[align])
        self._editor.textCursor().mergeBlockFormat(form)
        self._editor.setFocus()

    def mark(self, mark: str) -> None:
        """Begin the paragraphs of the selection with this mark; numbers count on."""
        cursor = self._editor.textCursor()
        cursor.beginEditBlock()
        for number, block in enumerate(list(_blocks(cursor)), start=1):
            set_mark(QTextCursor(block), mark.replace("1", str(number)))
        cursor.endEditBlock()
        self._editor.setFocus()

    # --- tables

    def insert_table(self) -> None:
        """A new table; the keyboard goes into its first cell."""
        cursor = self._editor.textCursor()
        if cursor.currentTable() is not None:
            return
        cursor.beginEditBlock()
        if cursor.block().length() > 1:
            cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock)
            cursor.insertBlock(QTextBlockFormat(), QTextCharFormat())
        made = insert_table(cursor, NEW_TABLE)
        cursor.endEditBlock()
        self._editor.setTextCursor(made.cellAt(0, 0).firstCursorPosition())
        self._editor.setFocus()

    def add_row(self) -> None:
        """A row below the one the cursor stands in."""
        cursor = self._editor.textCursor()
        if (table := cursor.currentTable()) is not None:
            row = table.cellAt(cursor).row() + 1
            table.insertRows(row, 1)
            self._editor.setTextCursor(table.cellAt(row, 0).firstCursorPosition())

    def remove_row(self) -> None:
        """The row the cursor stands in goes, with the last one the table."""
        cursor = self._editor.textCursor()
        if (table := cursor.currentTable()) is not None:
            table.removeRows(table.cellAt(cursor).row(), 1)

    def add_column(self) -> None:
        """A column at the right of the one the cursor stands in."""
        cursor = self._editor.textCursor()
        if (table := cursor.currentTable()) is not None:
            table.insertColumns(table.cellAt(cursor).column() + 1, 1)

    def remove_column(self) -> None:
        """The column the cursor stands in goes, with the last one the table."""
        cursor = self._editor.textCursor()
        if (table := cursor.currentTable()) is not None:
            table.removeColumns(table.cellAt(cursor).column(), 1)


def _blocks(cursor: QTextCursor) -> Iterator[QTextBlock]:
    block, end = cursor.document().findBlock(cursor.selectionStart()), cursor.selectionEnd()
    while block.isValid() and block.position() <= end:
        yield block
        block = block.next()


def _is_bold(words: QTextCharFormat) -> bool:
    return words.fontWeight() > QFont.Weight.Medium

"""The middle of the screen Báo cáo: the words of one section, and what is told of them."""

from PySide6.QtCore import QMimeData, Qt, QTime, Signal
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from ktt_desktop.domain.report_editing import hidden_pieces, opened
from ktt_desktop.domain.report_text import Piece, RichItem, RichRun
from ktt_desktop.services.report_opening import OpenReport
from ktt_desktop.ui import theme
from ktt_desktop.ui.context import Context
from ktt_desktop.ui.screens.reports_changes import ChangesBar
from ktt_desktop.ui.screens.reports_check import CheckPanel
from ktt_desktop.ui.screens.reports_document import (
    KEY,
    block_format,
    insert_items,
    insert_runs,
)
from ktt_desktop.ui.screens.reports_editor import ReportEditor
from ktt_desktop.ui.screens.reports_figures import FigureSpan, all_figures
from ktt_desktop.ui.screens.reports_find import FindBar
from ktt_desktop.ui.screens.reports_paste import copied, insert_pasted, pasted
from ktt_desktop.ui.screens.reports_sheets import Sheet, Sheets
from ktt_desktop.ui.screens.reports_toolbar import ReportToolbar
from ktt_desktop.ui.screens.undo_strip import UndoStrip

HINT = "Viết lời văn của mục này"


class SectionBody(QWidget):
    """Ô soạn của một mục với thanh công cụ, ô tìm, số liệu đã đổi, kết quả kiểm tra."""

    typed = Signal()
    section_wanted = Signal(str)

    def __init__(self, context: Context, screen: QWidget) -> None:
        super().__init__(screen)
        self.editor = ReportEditor(self)
        self.sheets = Sheets(context.book.catalogue, self._on_contents, self.editor)
        self.toolbar = ReportToolbar(self.editor, screen)
        self.changes, self.check = ChangesBar(screen), CheckPanel(self)
        self.undo = UndoStrip(screen)
        self.finder = FindBar(self.editor, self.sheets, self)
        self.heading, self.origin, self.state = QLabel(), QLabel(), QLabel()
        self._sheet: Sheet | None = None
        self._build()
        self.editor.paste_into = self._paste
        self.editor.copy_of = copied
        self.editor.is_generated = lambda block: (
            self._sheet is not None and self._sheet.is_generated(block)
        )
        self.editor.at_figure.connect(self._tell_origin)
        self.finder.section_wanted.connect(self.section_wanted)
        self.check.closed.connect(self.editor.setFocus)

    def _build(self) -> None:
        self.heading.setProperty("subheading", True)
        self.heading.setWordWrap(True)
        self.origin.setProperty("hint", True)
        self.origin.setTextFormat(Qt.TextFormat.PlainText)
        self.origin.setMinimumWidth(1)
        self.state.setProperty("hint", True)
        foot = QHBoxLayout()
        foot.addWidget(self.origin, 1)
        foot.addWidget(self.state)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.SPACE_4)
        for widget in (self.toolbar, self.changes, self.undo, self.finder, self.heading):
            column.addWidget(widget)
        column.addWidget(self.editor, 1)
        column.addLayout(foot)
        column.addWidget(self.check)

    @property
    def sheet(self) -> Sheet | None:
        """The section that is shown."""
        return self._sheet

    # --- what is shown

    def take(self, report: OpenReport) -> None:
        """A report read anew; what is being typed stays."""
        if self.sheets.report is not None and self.sheets.report.key != report.key:
            self.undo.withdraw()
        self.sheets.take(report)
        headings = {each.id: each.heading.text for each in report.sections}
        self.changes.show_changes(report.changes, headings)

    def show_section(self, id_: str) -> None:
        """Show a section as it was left, its undo too; one read anew keeps the cursor's place."""
        sheet = self.sheets.sheet(id_)
        if sheet is self._sheet:
            return
        before, self._sheet = self._sheet, sheet
        place, down = self.editor.textCursor().position(), self.editor.verticalScrollBar().value()
        self.editor.show_document(sheet.document)
        self.sheets.forget_old(sheet)
        if before is not None and before.section.id == id_:
            cursor = self.editor.textCursor()
            cursor.setPosition(min(place, sheet.document.characterCount() - 1))
            self.editor.setTextCursor(cursor)
            self.editor.verticalScrollBar().setValue(down)
        section = sheet.section
        self.heading.setText("\n".join(filter(None, (section.heading.text, section.heading.title))))
        self.editor.setPlaceholderText(section.hint or HINT)
        self._tell_origin(None)

    def show_words(self, words: str) -> None:
        """Bring words of the shown section into view, selected."""
        document = self.editor.document()
        found = QTextCursor(document)
        for part in (words, words[:60], words[:25]):
            found = document.find(part.strip(" …-+"))
            if not found.isNull():
                break
        self.editor.setTextCursor(found if not found.isNull() else QTextCursor(document))
        self.editor.ensureCursorVisible()
        self.editor.setFocus()

    def show_figure(self, slot: str, words: str) -> None:
        """Bring a locked figure of the shown section into view, selected."""
        for span in all_figures(self.editor.document()):
            cursor = QTextCursor(self.editor.document())
            cursor.setPosition(span.start)
            cursor.setPosition(span.end, QTextCursor.MoveMode.KeepAnchor)
            if span.slot == slot and cursor.selectedText() == words:
                self.editor.setTextCursor(cursor)
                self.editor.ensureCursorVisible()
                break
        self.editor.setFocus()

    def _tell_origin(self, span: FigureSpan | None) -> None:
        told = span.format.toolTip().splitlines() if span is not None else [""]
        key = "Ctrl+Enter mở chỗ của số · " if span is not None and span.anchor else ""
        self.origin.setText(key + " · ".join(told[:-1] or told))
        self.origin.setToolTip("\n".join(told))

    def _on_contents(self) -> None:
        if self._sheet is not None and self._sheet.document.isModified():
            self.state.setText("Chưa lưu")
            self.undo.withdraw()
            self.typed.emit()

    def tell_saved(self) -> None:
        """What was typed is in the book."""
        self.state.setText(f"Đã lưu lúc {QTime.currentTime().toString('HH:mm:ss')}")

    # --- acts of the section

    def _paste(self, cursor: QTextCursor, source: QMimeData) -> None:
        if self._sheet is not None:
            insert_pasted(cursor, pasted(source, self._sheet.adopt), self._sheet.shown)

    def insert_figure(self, run: RichRun) -> None:
        """Put a locked figure where the cursor stands."""
        if self._sheet is not None:
            cursor = self.editor.textCursor()
            insert_runs(cursor, (run,), self._sheet.shown)
            self.editor.setTextCursor(cursor)
            self.editor.setFocus()

    def insert_item(self, item: RichItem) -> None:
        """Put a picture or a table behind the paragraph of the cursor."""
        if self._sheet is not None:
            cursor = self.editor.textCursor()
            cursor.beginEditBlock()
            insert_items(cursor, [item], self._sheet.shown)
            cursor.endEditBlock()
            self.editor.setTextCursor(cursor)
            self.editor.setFocus()

    def give_back_sentence(self) -> bool:
        """Make the paragraph of the cursor the program's sentence again; False where it is none."""
        cursor = self.editor.textCursor()
        piece = self._piece(cursor.blockFormat().stringProperty(KEY))
        sentence = opened(piece) if piece is not None else None
        if self._sheet is None or sentence is None:
            return False
        cursor.beginEditBlock()
        cursor.movePosition(QTextCursor.MoveOperation.StartOfBlock)
        cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock, QTextCursor.MoveMode.KeepAnchor)
        cursor.removeSelectedText()
        cursor.setBlockFormat(block_format(sentence.align, sentence.replaces))
        insert_runs(cursor, sentence.runs, self._sheet.shown)
        cursor.endEditBlock()
        self.editor.setFocus()
        return True

    def bring_back_hidden(self) -> int:
        """Write the sentences taken out behind the paragraph of the cursor; how many there were."""
        if self._sheet is None:
            return 0
        keys = hidden_pieces(self._sheet.section.pieces, self._sheet.text)
        pieces = [piece for piece in self._sheet.section.pieces if piece.key in keys]
        cursor = self.editor.textCursor()
        cursor.beginEditBlock()
        insert_items(cursor, list(pieces), self._sheet.shown)
        cursor.endEditBlock()
        self.editor.setFocus()
        return len(pieces)

    def _piece(self, key: str) -> Piece | None:
        pieces = self._sheet.section.pieces if self._sheet is not None else ()
        return next((each for each in pieces if each.key == key), None)

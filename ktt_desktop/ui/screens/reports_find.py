"""Ctrl+F: words looked for in the whole report, section after section."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QTextCursor, QTextDocument
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QLineEdit, QWidget

from ktt_desktop.ui import theme
from ktt_desktop.ui.screens.reports_editor import ReportEditor
from ktt_desktop.ui.screens.reports_sheets import Sheets

BACKWARD = QTextDocument.FindFlag.FindBackward


class FindBar(QFrame):
    """Ô tìm; Enter goes to the next place, Shift+Enter back, Esc leaves."""

    section_wanted = Signal(str)

    def __init__(self, editor: ReportEditor, sheets: Sheets, parent: QWidget) -> None:
        super().__init__(parent)
        self._editor, self._sheets = editor, sheets
        self.words, self.told = QLineEdit(), QLabel()
        self.words.setAccessibleName("Tìm trong báo cáo")
        self.words.setPlaceholderText("Tìm trong báo cáo: Enter chỗ sau, Shift+Enter chỗ trước")
        self.words.setClearButtonEnabled(True)
        self.told.setProperty("hint", True)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.SPACE_8)
        row.addWidget(self.words, 1)
        row.addWidget(self.told)
        self.hide()

    def start(self) -> None:
        """Ask for words; those of the selection to begin with."""
        chosen = self._editor.textCursor().selectedText()
        if chosen and "\u2029" not in chosen:
            self.words.setText(chosen)
        self.told.clear()
        self.show()
        self.words.setFocus()
        self.words.selectAll()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            back = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            self.look(forwards=not back)
        elif event.key() == Qt.Key.Key_Escape:
            self.hide()
            self._editor.setFocus()
        else:
            super().keyPressEvent(event)

    def look(self, *, forwards: bool) -> None:
        """Go to the next place of the words, over the end of the section and of the report."""
        words = self.words.text().strip()
        if not words:
            return
        self.told.clear()
        flags = QTextDocument.FindFlag(0) if forwards else BACKWARD
        found = self._editor.document().find(words, self._editor.textCursor(), flags)
        if found.isNull():
            self._look_elsewhere(words, flags, forwards=forwards)
        else:
            self._show(found)

    def _look_elsewhere(self, words: str, flags: QTextDocument.FindFlag, *, forwards: bool) -> None:
        for id_ in self._others(forwards=forwards):
            document = self._sheets.sheet(id_).document
            start = QTextCursor(document)
            if not forwards:
                start.movePosition(QTextCursor.MoveOperation.End)
            found = document.find(words, start, flags)
            if not found.isNull():
                self.section_wanted.emit(id_)
                self._show(found)
                return
        self.told.setText("Không thấy trong báo cáo.")

    def _others(self, *, forwards: bool) -> list[str]:
        """The sections after the shown one, round to it again."""
        report = self._sheets.report
        ids = [each.id for each in report.sections] if report else []
        ids = ids if forwards else ids[::-1]
        here = next(
            (n for n, each in enumerate(ids) if self._is_shown(each)),
            0,
        )
        return [*ids[here + 1 :], *ids[: here + 1]]

    def _is_shown(self, id_: str) -> bool:
        return self._sheets.sheet(id_).document is self._editor.document()

    def _show(self, found: QTextCursor) -> None:
        self._editor.setTextCursor(found)
        self._editor.ensureCursorVisible()

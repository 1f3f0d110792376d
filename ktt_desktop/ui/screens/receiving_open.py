"""The Excel view and the report inside a file, and inside its old versions, opened to be read."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from ktt_desktop.domain.receiving import HeldFile
from ktt_desktop.services.file_contents import view_of_look
from ktt_desktop.services.receiving_kept import open_view
from ktt_desktop.ui import theme
from ktt_desktop.ui.context import Context
from ktt_desktop.ui.forms.rows_view import RowsView
from ktt_desktop.ui.screens.receiving_lines import Line, condition, file_words, turn_words

HEADS = ("Lần", "Lập lúc", "Tình trạng", "Tệp")


class ViewsPage(QWidget):
    """Bảng Excel, báo cáo PDF of a file and of the versions held; Enter, Shift+Enter open them."""

    def __init__(self, context: Context, line: Line) -> None:
        super().__init__()
        self._context, self._lines = context, [line]
        self.table = RowsView(HEADS, "", stretch=3)
        self.table.setAccessibleName("Các bản của tệp")
        self.table.itemDoubleClicked.connect(lambda *_: self.open_view())
        row = QHBoxLayout()
        for words, is_report in (
            ("Mở bảng Excel  Enter", False),
            ("Mở báo cáo PDF  Shift+Enter", True),
        ):
            button = QPushButton(words)
            button.setAutoDefault(False)
            button.setAccessibleName(words.split("  ")[0])
            button.clicked.connect(lambda _, report=is_report: self.open_view(report=report))
            row.addWidget(button)
        row.addStretch()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, theme.SPACE_8, 0, 0)
        column.setSpacing(theme.SPACE_8)
        column.addWidget(self.table, 1)
        column.addLayout(row)

    def show_versions(self, versions: Sequence[HeldFile]) -> None:
        """Show the file first, then the others that are held of its unit and period."""
        first = self._lines[0]
        mine = first.kept.id if first.kept else 0
        self._lines = [first, *(Line(each) for each in versions if each.id != mine)]
        self.table.show_rows([_texts(each) for each in self._lines], 0)

    def open_view(self, *, report: bool = False) -> None:
        """Write the view of the line out and hand it to the program for such files."""
        place = self.table.place
        if not 0 <= place < len(self._lines):
            return
        book, line = self._context.book, self._lines[place]

        def write(_: object) -> Path:
            if line.kept is not None:
                return open_view(book, line.kept, report=report)
            assert line.look is not None
            return view_of_look(book, line.look, report=report)

        self._context.ask(self, write, show_file)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter and Shift+Enter in the list."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.table.hasFocus():
            self.open_view(report=bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier))
        else:
            super().keyPressEvent(event)


def show_file(path: Path) -> None:
    """Open a file with the program the system has for it."""
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))


def _texts(line: Line) -> tuple[str, ...]:
    made = f"{line.file.created_at.astimezone():%d/%m/%Y %H:%M}" if line.file else ""
    return turn_words(line), made, condition(line)[0], file_words(line)

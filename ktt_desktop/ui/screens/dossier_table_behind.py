"""The dialog "Số này gồm những gì": the work records behind a cell of Biểu C, D, E."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from ktt_desktop.domain.findings import Place
from ktt_desktop.domain.sourced_table import SourcedCell
from ktt_desktop.domain.terms import SubjectKind
from ktt_desktop.services.form_behind import BehindRecord, records_behind
from ktt_desktop.ui.context import Context
from ktt_desktop.ui.forms.rows_view import RowsView
from ktt_desktop.ui.theme import SPACE_8, SPACE_12, SPACE_20

WIDTH, HEIGHT, WIDEST = 860, 460, 340  # logical pixels, where the screen has them
NOTHING = "Không có hồ sơ nào đứng sau ô này."
RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


def show_records_behind(
    context: Context, parent: QWidget, words: str, hint: str, cell: SourcedCell
) -> None:
    """Read off the UI thread what a cell is made of, then show it; `words` name the cell."""
    book = context.book
    context.ask(
        parent,
        lambda _: records_behind(book, cell),
        lambda found: RecordsBehind(context, (words, hint), cell, found, parent).open(),
    )


class RecordsBehind(QDialog):
    """Số này gồm những hồ sơ nào; Enter opens one."""

    def __init__(
        self,
        context: Context,
        words: tuple[str, str],
        cell: SourcedCell,
        found: Sequence[BehindRecord],
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._context, self._found = context, found
        self.setWindowTitle("Số này gồm những gì")
        self.told = QLabel(f"{words[0]}: {cell.text or 'chưa có số liệu'}")
        self.hint = QLabel(words[1])
        for label in (self.told, self.hint):
            label.setWordWrap(True)
            label.setTextFormat(Qt.TextFormat.PlainText)
        self.hint.setProperty("hint", True)
        self.hint.setVisible(bool(words[1]))
        heads = ("Nội dung, chương trình, kỳ", "Hồ sơ", "Số góp vào ô")
        self.table = RowsView(heads, NOTHING, stretch=1)
        self.table.setAccessibleName("Hồ sơ đứng sau con số")
        self.table.show_rows([(each.about, each.what, each.share) for each in found], 0)
        for place in range(self.table.count):
            item = self.table.topLevelItem(place)
            assert item is not None
            item.setTextAlignment(2, RIGHT)
        self.table.header().setMaximumSectionSize(WIDEST)
        self.table.itemDoubleClicked.connect(lambda *_: self._open())
        self._lay_out()

    def _lay_out(self) -> None:
        leave, go = QPushButton("Đóng  Esc"), QPushButton("Mở hồ sơ  Enter")
        go.setProperty("primary", True)
        go.setEnabled(bool(self._found))
        row = QHBoxLayout()
        row.addStretch()
        for button, act in ((leave, self.reject), (go, self._open)):
            button.setAutoDefault(False)
            button.setAccessibleName(button.text().split("  ")[0])
            button.clicked.connect(act)
            row.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACE_20, SPACE_20, SPACE_20, SPACE_8)
        column.setSpacing(SPACE_12)
        column.addWidget(self.told)
        column.addWidget(self.hint)
        column.addWidget(self.table, 1)
        column.addLayout(row)
        self.table.setFocus()
        space = self.screen().availableSize()
        self.resize(min(WIDTH, space.width() - 40), min(HEIGHT, space.height() - 60))

    def _open(self) -> None:
        if 0 <= self.table.place < len(self._found):
            record = self._found[self.table.place]
            self.accept()
            self._context.jump(Place(SubjectKind.DOSSIER, record.uid, record.kind, "", ""))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter in the list opens the record of the line."""
        entered = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if entered and self.table.hasFocus():
            self._open()
        else:
            super().keyPressEvent(event)

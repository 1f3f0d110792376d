"""The changes of a file, old and new, with a search: what is lost stands first."""

from collections.abc import Sequence
from functools import cache

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLabel, QLineEdit, QVBoxLayout, QWidget

from ktt_desktop.domain.text import fold
from ktt_desktop.services.difference_words import Change, DifferenceLine
from ktt_desktop.ui import theme
from ktt_desktop.ui.tables.columns import Column
from ktt_desktop.ui.tables.window_model import WindowModel
from ktt_desktop.ui.tables.window_table import WindowTable

KIND = "kind"
KINDS = {
    Change.GONE: ("Mất tổ chức", "error"),
    Change.LOST: ("Mất số liệu", "error"),
    Change.CHANGED: ("Đổi", "warning"),
    Change.ADDED: ("Thêm số liệu", "good"),
    Change.NEW: ("Tổ chức mới", "good"),
}
NONE = "Không có thay đổi nào."


class ChangesTable(WindowTable):
    """Danh sách thay đổi; Space asks for something about the line."""

    spaced = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The space bar is handed on."""
        if event.key() == Qt.Key.Key_Space:
            self.spaced.emit()
        else:
            super().keyPressEvent(event)


class ChangesView(QWidget):
    """Thay đổi: one line an organisation or a figure; `more` are columns after the others."""

    def __init__(
        self,
        old: str = "Đang có",
        new: str = "Tệp này",
        more: tuple[Column[DifferenceLine], ...] = (),
    ) -> None:
        super().__init__()
        self._all: Sequence[DifferenceLine] = ()
        self._shown: Sequence[DifferenceLine] = ()
        self._folded = cache(fold)
        self.search, self.against, self.count = QLineEdit(), QLabel(), QLabel()
        columns: tuple[Column[DifferenceLine], ...] = (
            Column("subject", "Tổ chức, đơn vị", 24, lambda each: each.subject),
            Column(KIND, "Thay đổi", 14, _word, tone=_tone),
            Column("label", "Nội dung", 36, lambda each: each.label),
            Column("old", old, 17, lambda each: each.old, True),
            Column("new", new, 17, lambda each: each.new, True),
            *more,
        )
        model: WindowModel[DifferenceLine] = WindowModel(
            columns, lambda ids: {each: self._shown[each] for each in ids}
        )
        self.table = ChangesTable(model, (KIND,))
        self.table.setAccessibleName("Thay đổi của tệp")
        self._lay_out()
        self.search.textChanged.connect(self._filter)

    def _lay_out(self) -> None:
        self.search.setPlaceholderText("Tìm tổ chức, chỉ tiêu  Ctrl+F")
        self.search.setAccessibleName("Tìm trong các thay đổi")
        self.search.setClearButtonEnabled(True)
        for label in (self.against, self.count):
            label.setProperty("hint", True)
            label.setWordWrap(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, theme.SPACE_8, 0, 0)
        column.setSpacing(theme.SPACE_8)
        for widget in (self.against, self.search):
            column.addWidget(widget)
        column.addWidget(self.table, 1)
        column.addWidget(self.count)

    @property
    def line(self) -> DifferenceLine | None:
        """The line the keyboard stands on."""
        place = self.table.current_id()
        return None if place is None else self._shown[place]

    def show_changes(self, lines: Sequence[DifferenceLine], against: str) -> None:
        """Show these; `against` says what they are measured from."""
        self._all = lines
        self.against.setText(against)
        self._filter()

    def _has(self, line: DifferenceLine, words: Sequence[str]) -> bool:
        """Names and labels come again and again: each is folded once."""
        text = " ".join(map(self._folded, (line.subject, line.label)))
        return all(word in text for word in words)

    def refresh(self) -> None:
        """Draw the lines anew; the keyboard stays."""
        self.table.show_ids(range(len(self._shown)))

    def _filter(self) -> None:
        typed = self.search.text().strip()
        words = fold(typed).split()
        self._shown = [each for each in self._all if self._has(each, words)]
        self.table.show_ids(range(len(self._shown)))
        total = len(self._all)
        shown = f"{len(self._shown)} trong {total}" if typed else str(total)
        self.count.setText(f"{shown} thay đổi." if total else NONE)


def _word(each: DifferenceLine) -> str:
    return KINDS[each.change][0]


def _tone(each: DifferenceLine) -> str:
    return KINDS[each.change][1]

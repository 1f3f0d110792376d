"""Choosing what happened: the events a record may have, then those that begin with a new one."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from ktt_desktop.domain.events import EventKind
from ktt_desktop.ui.forms.rows_view import RowsView
from ktt_desktop.ui.theme import SPACE_8, SPACE_12, SPACE_20

WIDTH, HEIGHT = 980, 440  # logical pixels, where the screen has them
COLUMNS = ("Sự kiện", "Việc sẽ được ghi")
FRESH = "Lập hồ sơ mới, không bắt đầu từ hồ sơ đang đứng. "


class EventChooser(QDialog):
    """Hộp thoại chọn sự kiện: ↑ and ↓ go over them, the words below say all of each."""

    chosen = Signal(object)  # EventKind

    def __init__(self, name: str, kinds: Sequence[EventKind], parent: QWidget) -> None:
        """`name` of the record it is for, "" for none."""
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(f"Ghi sự kiện: {name}" if name else "Ghi sự kiện")
        self._kinds = tuple(kinds)
        self.table, self.about = RowsView(COLUMNS, stretch=1), QLabel()
        self.table.setAccessibleName("Các sự kiện có thể ghi")
        self.about.setWordWrap(True)
        self.about.setTextFormat(Qt.TextFormat.PlainText)
        self.about.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.about.setMinimumHeight(4 * self.fontMetrics().lineSpacing())
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACE_20, SPACE_20, SPACE_20, SPACE_8)
        column.setSpacing(SPACE_12)
        column.addWidget(self.table, 1)
        column.addWidget(self.about)
        column.addLayout(self._buttons())
        self.table.currentItemChanged.connect(lambda *_: self._tell())
        self.table.itemDoubleClicked.connect(lambda *_: self._take())
        self.table.show_rows([(each.label, each.summary) for each in self._kinds], 0)
        self._embolden()
        self.table.setFocus()
        space = self.screen().availableSize()
        self.resize(min(WIDTH, space.width() - 40), min(HEIGHT, space.height() - 60))

    def _buttons(self) -> QHBoxLayout:
        leave, take = QPushButton("Hoãn  Esc"), QPushButton("Tiếp tục  Enter")
        take.setProperty("primary", True)
        row = QHBoxLayout()
        row.addStretch()
        for button, act in ((leave, self.reject), (take, self._take)):
            button.setAutoDefault(False)
            button.setAccessibleName(button.text().split("  ")[0])
            button.clicked.connect(act)
            row.addWidget(button)
        return row

    def _embolden(self) -> None:
        for place in range(self.table.count):
            item = self.table.topLevelItem(place)
            assert item is not None
            font = item.font(0)
            font.setBold(True)
            item.setFont(0, font)

    def _tell(self) -> None:
        place = self.table.place
        if not 0 <= place < len(self._kinds):
            return
        kind = self._kinds[place]
        lead = "" if kind.starts_from else FRESH
        self.about.setText(f"{lead}{kind.summary}\nCăn cứ: {kind.told_basis}.")

    def _take(self) -> None:
        place = self.table.place
        if 0 <= place < len(self._kinds):
            self.accept()
            self.chosen.emit(self._kinds[place])

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter in the list takes the event the cursor is on."""
        entered = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if entered and self.table.hasFocus():
            self._take()
        else:
            super().keyPressEvent(event)

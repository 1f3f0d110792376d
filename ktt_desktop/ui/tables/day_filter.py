"""The day a list is shown as at: typed, or today."""

from datetime import date
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from ktt_desktop.domain.dates import PartialDate
from ktt_desktop.domain.errors import InvalidInputError
from ktt_desktop.services.book import today
from ktt_desktop.ui.forms.text_editors import DateEditor
from ktt_desktop.ui.theme import SPACE_8

WIDTH = 112  # of the line, logical pixels: 31/12/2025


class DayFilter(QWidget):
    """Tại ngày: Enter or leaving the line takes it; a month or a year means its last day."""

    changed = Signal()  # never while a day is being typed

    def __init__(self) -> None:
        super().__init__()
        self._day: date | None = None
        self._label, self.words = QLabel("Tại ngày"), QLabel()
        self.editor = _PastDay()
        self.editor.line.setPlaceholderText("hôm nay")
        self.editor.line.setAccessibleName("Xem danh mục tại ngày")
        self.editor.line.setToolTip(
            "Danh mục như vào ngày này: tình trạng, số thành viên của ngày đó; "
            "tổ chức đăng ký sau không hiện."
        )
        self.editor.line.setFixedWidth(WIDTH)
        self._label.setBuddy(self.editor.line)
        self.today = QPushButton("Hôm nay")
        self.today.setAccessibleName("Xem danh mục hôm nay")
        self.words.setProperty("problem", True)
        self.words.setWordWrap(True)  # a long sentence must not widen the window
        row = QHBoxLayout()
        row.setSpacing(SPACE_8)
        for widget in (self._label, self.editor, self.today):
            row.addWidget(widget)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addLayout(row)
        column.addWidget(self.words)
        self.editor.left.connect(self._take)
        self.today.clicked.connect(self.reset)
        self._show()

    def day(self) -> date | None:
        """The day that was taken; None for today."""
        return self._day

    def set_day(self, day: date | None) -> None:
        """Show a day, as a saved view has it; `changed` stays silent."""
        self._day = day
        self.editor.set_value(PartialDate.from_date(day) if day else None)
        self._show()

    def reset(self) -> None:
        """Back to today."""
        was = self._day
        self.set_day(None)
        if was is not None:
            self.changed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter takes the day that was typed, Esc puts back the one that holds."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._take()
        elif event.key() == Qt.Key.Key_Escape and self.editor.line.isModified():
            self.set_day(self._day)
        else:
            super().keyPressEvent(event)

    def _take(self) -> None:
        self._show()
        if self.editor.problem():
            return
        typed = self.editor.value()
        day = typed.last_day() if typed else None
        day = None if day is None or day >= today() else day
        if day != self._day:
            self.set_day(day)
            self.changed.emit()

    def _show(self) -> None:
        problem = self.editor.problem()
        self.words.setText(problem)
        self.words.setVisible(bool(problem))
        self._label.setProperty("subheading", self._day is not None)
        self.editor.line.setProperty("invalid", bool(problem))
        self.today.setVisible(self._day is not None or bool(problem))
        for widget in (self._label, self.editor.line):
            widget.style().unpolish(widget)
            widget.style().polish(widget)


class _PastDay(DateEditor):
    """A day that has come: the list of a day in the future is not known."""

    def read(self, text: str) -> Any:
        day = super().read(text)
        if day is not None and day.first_day() > today():
            raise InvalidInputError("Ngày ở sau hôm nay. Gõ ngày đã qua, hoặc để trống.")
        return day

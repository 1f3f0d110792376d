"""Editors of plain text, dates and years."""

from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit, QWidget

from ktt_desktop.domain.dates import PartialDate, Precision, parse_date
from ktt_desktop.domain.errors import InvalidInputError
from ktt_desktop.domain.text import nfc
from ktt_desktop.ui.forms.editor import Editor, LineEditor

SHORT_LINE = 220  # a date, a year or a code needs no more, logical pixels


class TextEditor(LineEditor):
    """Một dòng chữ."""

    def read(self, text: str) -> str:
        return nfc(text)


class DateEditor(LineEditor):
    """Ngày tháng: "15/8/2022", "8/2022" or "2022"."""

    def __init__(self) -> None:
        super().__init__()
        self.line.setMaximumWidth(SHORT_LINE)
        self._row.addStretch()

    def read(self, text: str) -> PartialDate | None:
        return parse_date(text)

    def shown(self, value: PartialDate) -> str:
        return value.short()


class YearEditor(LineEditor):
    """Năm: "2022"; `value` is a whole number or None."""

    def __init__(self) -> None:
        super().__init__()
        self.line.setMaximumWidth(SHORT_LINE)
        self._row.addStretch()

    def read(self, text: str) -> int | None:
        date = parse_date(text)
        if date is not None and date.precision is not Precision.YEAR:
            raise InvalidInputError(f"Ô này chỉ nhận năm. Gõ {date.year}.")
        return date.year if date else None


class _Paragraphs(QPlainTextEdit):
    left = Signal()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.left.emit()


class LongTextEditor(Editor):
    """Nhiều dòng chữ: Enter begins a line, Tab moves on."""

    def __init__(self) -> None:
        super().__init__()
        self._box = _Paragraphs()
        self._box.setTabChangesFocus(True)
        self._box.setMinimumHeight(96)
        self._box.left.connect(self.left)
        self._box.textChanged.connect(self.edited)
        self.setFocusProxy(self._box)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self._box)

    @property
    def input(self) -> QWidget:
        return self._box

    def value(self) -> str:
        return nfc(self._box.toPlainText())

    def set_value(self, value: Any) -> None:
        self._box.blockSignals(True)
        self._box.setPlainText(value or "")
        self._box.blockSignals(False)

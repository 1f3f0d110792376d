"""Editors of plain text, dates and tax codes."""

from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit, QWidget

from ktt_desktop.domain.dates import PartialDate, parse_date
from ktt_desktop.domain.errors import InvalidInputError
from ktt_desktop.domain.identifiers import parse_tax_code
from ktt_desktop.domain.text import nfc
from ktt_desktop.ui.forms.editor import Editor, LineEditor

SHORT_LINE = 220  # a date or a code needs no more, logical pixels


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


class TaxCodeEditor(LineEditor):
    """Mã số thuế; a wrong check digit is only warned of. Unreadable text is kept as typed."""

    def __init__(self) -> None:
        super().__init__()
        self.line.setMaximumWidth(SHORT_LINE)
        self._row.addStretch()

    def read(self, text: str) -> str:
        return parse_tax_code(text).digits if nfc(text) else ""

    def shown(self, value: str) -> str:
        try:
            return str(parse_tax_code(value)) if value else ""
        except InvalidInputError:
            return value

    def value(self) -> str:
        return nfc(self.line.text()) if self._error else self._value or ""

    def warning(self) -> str:
        return parse_tax_code(self._value).warning if self._value and not self._error else ""


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

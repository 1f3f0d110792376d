"""Editors of plain text, dates and years."""

from datetime import date
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit, QWidget

from ktt_desktop.domain.dates import PartialDate, Precision, parse_date
from ktt_desktop.domain.errors import InvalidInputError
from ktt_desktop.domain.text import nfc
from ktt_desktop.ui.forms.editor import Editor, LineEditor

SHORT_LINE = 220  # a date, a year or a code needs no more, logical pixels
FEW_LINES = 112  # the height of a short list, logical pixels


class TextEditor(LineEditor):
    """Một dòng chữ."""

    def read(self, text: str) -> str:
        return nfc(text)


class _ShortEditor(LineEditor):
    def __init__(self) -> None:
        super().__init__()
        self.line.setMaximumWidth(SHORT_LINE)
        self._row.addStretch()


class DateEditor(_ShortEditor):
    """Ngày tháng: "15/8/2022", "8/2022" or "2022"."""

    def read(self, text: str) -> PartialDate | None:
        return parse_date(text)

    def shown(self, value: PartialDate) -> str:
        return value.short()


class DayEditor(_ShortEditor):
    """Một ngày đủ ngày, tháng, năm; `value` is a datetime.date or None."""

    def read(self, text: str) -> date | None:
        found = parse_date(text)
        if found is not None and found.precision is not Precision.DAY:
            raise InvalidInputError("Cần đủ ngày, tháng, năm, ví dụ 15/8/2022.")
        return found.first_day() if found else None

    def shown(self, value: date) -> str:
        return PartialDate.from_date(value).short()


class YearEditor(_ShortEditor):
    """Năm: "2022"; `value` is a whole number or None."""

    def read(self, text: str) -> int | None:
        found = parse_date(text)
        if found is not None and found.precision is not Precision.YEAR:
            raise InvalidInputError(f"Ô này chỉ nhận năm. Gõ {found.year}.")
        return found.year if found else None


class _Paragraphs(QPlainTextEdit):
    left = Signal()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.left.emit()


class _ParagraphsEditor(Editor):
    """Enter begins a line, Tab moves on."""

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

    def _show(self, text: str) -> None:
        self._box.blockSignals(True)
        self._box.setPlainText(text)
        self._box.blockSignals(False)


class LongTextEditor(_ParagraphsEditor):
    """Nhiều dòng chữ: Enter begins a line, Tab moves on."""

    def value(self) -> str:
        return nfc(self._box.toPlainText())

    def set_value(self, value: Any) -> None:
        self._show(value or "")


class LinesEditor(_ParagraphsEditor):
    """Mỗi dòng một ý; `value` is a tuple of the lines that are not blank."""

    def __init__(self) -> None:
        super().__init__()
        self._box.setMaximumHeight(FEW_LINES)

    def value(self) -> tuple[str, ...]:
        lines = nfc(self._box.toPlainText()).splitlines()
        return tuple(line.strip() for line in lines if line.strip())

    def set_value(self, value: Any) -> None:
        self._show("\n".join(value or ()))

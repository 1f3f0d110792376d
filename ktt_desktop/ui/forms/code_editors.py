"""Editors of codes made of digits; a zero lost at the beginning is put back by one button."""

from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout

from ktt_desktop.domain.errors import InvalidInputError, LostZeroError
from ktt_desktop.domain.identifiers import mask_personal_id, parse_personal_id, parse_tax_code
from ktt_desktop.domain.text import nfc
from ktt_desktop.ui.forms.editor import LineEditor
from ktt_desktop.ui.forms.text_editors import SHORT_LINE
from ktt_desktop.ui.theme import SPACE_4


class CodeEditor(LineEditor):
    """Mã số; unreadable text is kept as typed, a lost leading zero is put back by one button."""

    def __init__(self) -> None:
        super().__init__()
        self.line.setMaximumWidth(SHORT_LINE)
        self.repair = QPushButton()
        self.repair.setProperty("link", True)
        self.repair.setAutoDefault(False)
        self.repair.clicked.connect(self._on_repair)
        self.repair.hide()
        below = QHBoxLayout()
        below.setContentsMargins(0, SPACE_4, 0, 0)
        below.addWidget(self.repair)
        below.addStretch()
        stack = QVBoxLayout()
        stack.setSpacing(0)
        stack.addWidget(self.line)
        stack.addLayout(below)
        self._row.addLayout(stack)

    def value(self) -> str:
        return nfc(self.line.text()) if self._error else self._value or ""

    def _show(self) -> None:
        super()._show()
        self._offer()

    def _on_typed(self, text: str) -> None:
        super()._on_typed(text)
        self._offer()

    def _offer(self) -> None:
        """Offer the whole number where only the leading zero is missing."""
        error = self._error
        self.repair.setVisible(isinstance(error, LostZeroError))
        if isinstance(error, LostZeroError):
            self.repair.setText(f"Sửa thành {error.repaired}")
            self.repair.setAccessibleName(self.repair.text())

    def _on_repair(self) -> None:
        if isinstance(self._error, LostZeroError):
            self.line.setFocus()  # before the button goes, so that the focus stays in the field
            self.set_value(self._error.repaired)
            self.edited.emit()


class TaxCodeEditor(CodeEditor):
    """Mã số thuế; a wrong check digit is only warned of."""

    def read(self, text: str) -> str:
        return parse_tax_code(text).digits if nfc(text) else ""

    def shown(self, value: str) -> str:
        try:
            return str(parse_tax_code(value)) if value else ""
        except InvalidInputError:
            return value

    def warning(self) -> str:
        return parse_tax_code(self._value).warning if self._value and not self._error else ""


class IdentityEditor(CodeEditor):
    """Số CCCD hoặc CMND: masked while nobody edits it."""

    def read(self, text: str) -> str:
        return parse_personal_id(text).digits if nfc(text) else ""

    def shown(self, value: str) -> str:
        return mask_personal_id(value)

    def typed(self, value: str) -> str:
        return value

    def warning(self) -> str:
        readable = self._value and not self._error
        return " ".join(parse_personal_id(self._value).warnings()) if readable else ""

"""What every editor of a form can do, and the line of text most of them are made of."""

from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from ktt_desktop.domain.errors import InvalidInputError

# Opening a menu or another window is not leaving the field.
STAYING = (Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason)


class Editor(QWidget):
    """Ô nhập: a value goes in and out; `problem` and `warning` say what is wrong with it."""

    edited = Signal()
    left = Signal()
    is_wide = False  # True: the label stands above, the editor takes the whole width

    @property
    def input(self) -> QWidget:
        """The widget that takes the keys; it carries the accessible name."""
        raise NotImplementedError

    def value(self) -> Any:
        """What was typed, as it is stored; None or "" where blank or unreadable."""
        raise NotImplementedError

    def set_value(self, value: Any) -> None:
        """Show a stored value; `edited` stays silent."""
        raise NotImplementedError

    def problem(self) -> str:
        """Why the typed text cannot be stored, a whole sentence; empty when it can."""
        return ""

    def warning(self) -> str:
        """What to look at again; it never keeps anyone from saving."""
        return ""


class Line(QLineEdit):
    """A line of text that tells when it is entered and left."""

    entered = Signal()
    left = Signal()

    def focusInEvent(self, event: QFocusEvent) -> None:
        if event.reason() not in STAYING:
            self.entered.emit()  # first, so that Tab selects the text as it will be edited
        super().focusInEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() not in STAYING:
            self.left.emit()


class LineEditor(Editor):
    """A value typed on one line: never changed while it is typed, put in order on leaving."""

    def __init__(self, line: Line | None = None) -> None:
        super().__init__()
        self.line = line or Line()
        self._value: Any = None
        self._error: InvalidInputError | None = None
        self.line.textEdited.connect(self._on_typed)
        self.line.entered.connect(self._on_entered)
        self.line.left.connect(self._on_left)
        self.setFocusProxy(self.line)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.addWidget(self.line)

    def read(self, text: str) -> Any:
        """The value of a typed text; raises InvalidInputError."""
        raise NotImplementedError

    def shown(self, value: Any) -> str:
        """The text of a value at rest."""
        return str(value)

    def typed(self, value: Any) -> str:
        """The text of a value while it is being edited."""
        return self.shown(value)

    @property
    def input(self) -> QWidget:
        return self.line

    def value(self) -> Any:
        return self._value

    def set_value(self, value: Any) -> None:
        self._value, self._error = value, None
        self._show()

    def problem(self) -> str:
        return str(self._error) if self._error else ""

    def _show(self) -> None:
        if self._error is None:
            form = self.typed if self.line.hasFocus() else self.shown
            self.line.setText("" if self._value is None else form(self._value))

    def _on_typed(self, text: str) -> None:
        try:
            self._value, self._error = self.read(text), None
        except InvalidInputError as error:
            self._value, self._error = None, error
        self.edited.emit()

    def _on_entered(self) -> None:
        self._show()

    def _on_left(self) -> None:
        self._show()
        self.left.emit()

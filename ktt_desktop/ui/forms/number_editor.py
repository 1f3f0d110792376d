"""Editor of counts, money and percentages, with its unit beside it; it never guesses."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from ktt_desktop.domain.errors import AmbiguousNumberError
from ktt_desktop.domain.numbers import Quantity, edit_text, format_number, in_words, parse
from ktt_desktop.ui.forms.editor import Line, LineEditor
from ktt_desktop.ui.forms.reading import remember_reading, remembered_reading
from ktt_desktop.ui.theme import SPACE_4, SPACE_8

NUMBER_LINE = 220  # logical pixels


class _NumberLine(Line):
    """The dot of the numeric keypad is the decimal comma where decimals may be typed."""

    def __init__(self, quantity: Quantity) -> None:
        super().__init__()
        self._decimal = quantity.places > 0
        self.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.setMaximumWidth(NUMBER_LINE)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        on_keypad = event.modifiers() & Qt.KeyboardModifier.KeypadModifier
        if self._decimal and on_keypad and event.text() == ".":
            event = QKeyEvent(event.type(), Qt.Key.Key_Comma, event.modifiers(), ",")
        super().keyPressEvent(event)


class _Readings(QWidget):
    """Hai cách đọc: the buttons under the field for a number like "1.200"."""

    chosen = Signal(bool)  # whether the dot groups thousands

    def __init__(self) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, SPACE_4, 0, 0)
        self.thousands, self.decimal = QPushButton(), QPushButton()
        for button, answer in ((self.thousands, True), (self.decimal, False)):
            button.setProperty("link", True)
            button.setAutoDefault(False)
            button.clicked.connect(lambda _=False, answer=answer: self.chosen.emit(answer))
            row.addWidget(button)
        row.addStretch()
        self.hide()

    def offer(self, readings: tuple[int, int], quantity: Quantity) -> None:
        first, second = readings
        whole, rest = divmod(first, quantity.factor)
        words = "" if rest else f" ({in_words(whole)})"
        self.thousands.setText(f"{format_number(first, quantity, quantity.places)}{words}")
        self.decimal.setText(edit_text(second, quantity))
        for button in (self.thousands, self.decimal):
            button.setAccessibleName(f"Đọc là {button.text()}")
        self.show()


class NumberEditor(LineEditor):
    """Một con số; `value` is the stored integer (đồng, người, phần mười phần trăm …) or None."""

    def __init__(self, quantity: Quantity, *, shows_unit: bool = True) -> None:
        super().__init__(_NumberLine(quantity))
        self._quantity = quantity
        self._readings = _Readings()
        self._readings.chosen.connect(self._on_reading_chosen)
        field = QHBoxLayout()
        field.setSpacing(SPACE_8)
        field.addWidget(self.line, 1)
        if shows_unit:
            unit = QLabel(quantity.unit)
            unit.setProperty("hint", True)
            field.addWidget(unit)
        field.addStretch()
        stack = QVBoxLayout()
        stack.setSpacing(0)
        stack.addLayout(field)
        stack.addWidget(self._readings)
        self._row.addLayout(stack)

    def read(self, text: str) -> int | None:
        return parse(text, self._quantity, dot_is_thousands=remembered_reading())

    def shown(self, value: int) -> str:
        return format_number(value, self._quantity, self._quantity.places)

    def typed(self, value: int) -> str:
        return edit_text(value, self._quantity)

    def set_value(self, value: int | None) -> None:
        super().set_value(value)
        self._readings.hide()

    def _on_typed(self, text: str) -> None:
        super()._on_typed(text)
        if isinstance(self._error, AmbiguousNumberError):
            self._readings.offer(self._error.readings, self._quantity)
        else:
            self._readings.hide()

    def _on_reading_chosen(self, dot_is_thousands: bool) -> None:
        remember_reading(dot_is_thousands)
        self.line.setFocus()  # before the buttons go, so that the focus stays in the field
        self._on_typed(self.line.text())
        self._show()

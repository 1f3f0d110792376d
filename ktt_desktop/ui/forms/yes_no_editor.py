"""Editor of a yes or no that may be unknown: the answers side by side, chosen with ← and →."""

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QHBoxLayout, QRadioButton, QWidget

from ktt_desktop.services.field_words import ANSWERS
from ktt_desktop.ui.forms.editor import STAYING, Editor
from ktt_desktop.ui.theme import SPACE_12


class _Answer(QRadioButton):
    left = Signal()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() not in STAYING:
            self.left.emit()


class YesNoEditor(Editor):
    """Có, không hay chưa rõ; `value` is True, False or None, the last answer to begin with."""

    def __init__(self, answers: Mapping[bool | None, str] = ANSWERS) -> None:
        super().__init__()
        self._group = QWidget()
        self._group.setFocusProxy(self)
        row = QHBoxLayout(self._group)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SPACE_12)
        self._answers = {answer: _Answer(words) for answer, words in answers.items()}
        for button in self._answers.values():
            button.toggled.connect(self._on_toggled)
            button.left.connect(self._on_left)
            row.addWidget(button)
        row.addStretch()
        outer = QHBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self._group)
        self.set_value(tuple(answers)[-1])

    @property
    def input(self) -> QWidget:
        return self._group

    def value(self) -> bool | None:
        return next(answer for answer, button in self._answers.items() if button.isChecked())

    def set_value(self, value: Any) -> None:
        self.blockSignals(True)
        self._answers[value].setChecked(True)
        self.blockSignals(False)

    def _on_toggled(self, is_checked: bool) -> None:
        if is_checked:
            self.setFocusProxy(self._answers[self.value()])
            self.edited.emit()

    def _on_left(self) -> None:
        if not any(button.hasFocus() for button in self._answers.values()):
            self.left.emit()

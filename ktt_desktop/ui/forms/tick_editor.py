"""Editor of a tick: Space sets it and takes it away."""

from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QWidget

from ktt_desktop.ui.forms.editor import STAYING, Editor


class _Box(QCheckBox):
    left = Signal()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() not in STAYING:
            self.left.emit()


class TickEditor(Editor):
    """Ô đánh dấu; `value` is True or False."""

    def __init__(self) -> None:
        super().__init__()
        self._box = _Box("Có")
        self._box.toggled.connect(self.edited)
        self._box.left.connect(self.left)
        self.setFocusProxy(self._box)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self._box)
        row.addStretch()

    @property
    def input(self) -> QWidget:
        return self._box

    def value(self) -> bool:
        return self._box.isChecked()

    def set_value(self, value: Any) -> None:
        self._box.blockSignals(True)
        self._box.setChecked(bool(value))
        self._box.blockSignals(False)

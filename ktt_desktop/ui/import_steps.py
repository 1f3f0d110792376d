"""The line of steps above the pages of Nhập từ Excel: where the officer is, where one can go."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QPushButton, QWidget

from ktt_desktop.ui.theme import SPACE_8


class StepLine(QWidget):
    """Các bước; a step that cannot be reached yet is grey. The keyboard goes by keys of its own."""

    wanted = Signal(int)

    def __init__(self, names: Sequence[str]) -> None:
        super().__init__()
        self._names, self._group = tuple(names), QButtonGroup(self)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SPACE_8)
        for place, name in enumerate(names):
            chip = QPushButton(f"{place + 1}  {name}")
            chip.setProperty("chip", True)
            chip.setCheckable(True)
            chip.setAutoDefault(False)
            chip.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            chip.setAccessibleName(f"Bước {place + 1}: {name}")
            chip.clicked.connect(lambda _, place=place: self.wanted.emit(place))
            self._group.addButton(chip, place)
            row.addWidget(chip)
        row.addStretch()

    def show_step(self, place: int, reachable: Sequence[int]) -> None:
        """Mark the step the officer is at, and those one can go to."""
        for number in range(len(self._names)):
            button = self._group.button(number)
            button.setEnabled(number == place or number in reachable)
            button.setChecked(number == place)

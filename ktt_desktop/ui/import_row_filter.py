"""Chips above the rows of a plan: all of them, or those with one outcome, with their number."""

from collections import Counter
from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QPushButton, QWidget

from ktt_desktop.domain.importing.plan import Outcome, PlannedRow
from ktt_desktop.services.import_words import OUTCOMES
from ktt_desktop.ui import shortcuts
from ktt_desktop.ui.screens.register_columns import count_text
from ktt_desktop.ui.theme import SPACE_4

ALL, UNCLEAR = "", "unclear"
ORDER = (
    Outcome.DOUBTFUL, Outcome.REFUSED, Outcome.CHANGED, Outcome.NEW, Outcome.SAME, Outcome.SKIPPED,
)  # fmt: skip
WORDS: dict[str, str] = {
    ALL: "Tất cả",
    UNCLEAR: "Chưa rõ",
    **{each.value: OUTCOMES[each] for each in ORDER},
}


class RowFilter(QWidget):
    """Lọc theo kết quả; Ctrl+1 … Ctrl+8 press the chips."""

    changed = Signal()

    def __init__(self, page: QWidget) -> None:
        super().__init__()
        self._group = QButtonGroup(self)
        self.chips: dict[str, QPushButton] = {}
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SPACE_4)
        for place, key in enumerate((ALL, *ORDER, UNCLEAR)):
            chip = QPushButton(WORDS[key])
            chip.setProperty("chip", True)
            chip.setCheckable(True)
            chip.setAutoDefault(False)
            keys = f"Ctrl+{place + 1}"
            chip.setToolTip(keys)
            chip.toggled.connect(lambda is_on: self.changed.emit() if is_on else None)
            shortcuts.bind(page, keys, partial(self._press, chip))
            self._group.addButton(chip)
            self.chips[key] = chip
            row.addWidget(chip)
        row.addStretch()
        self.chips[ALL].setChecked(True)

    @property
    def key(self) -> str:
        """The chip that is pressed."""
        return next(key for key, chip in self.chips.items() if chip.isChecked())

    def _press(self, chip: QPushButton) -> None:
        """A chip out of the way is not pressed."""
        if chip.isVisible():
            chip.click()

    def places(self, rows: Sequence[PlannedRow]) -> list[int]:
        """The places of the rows that are shown."""
        match key := self.key:
            case "":
                return list(range(len(rows)))
            case "unclear":
                return [place for place, row in enumerate(rows) if row.issues]
        return [place for place, row in enumerate(rows) if row.outcome == key]

    def offer(self, rows: Sequence[PlannedRow]) -> None:
        """Count a new plan; the chip that is pressed stays so where it has rows."""
        self.count(rows)
        if self.key and not self.places(rows):
            self.chips[ALL].setChecked(True)

    def count(self, rows: Sequence[PlannedRow]) -> None:
        """Show how many rows are behind each chip; one without rows is out of the way."""
        counts: Counter[str] = Counter(row.outcome for row in rows)
        counts[ALL], counts[UNCLEAR] = len(rows), sum(bool(row.issues) for row in rows)
        for key, chip in self.chips.items():
            chip.setText(f"{WORDS[key]} ({count_text(counts[key])})")
            chip.setVisible(bool(counts[key]) or key in (ALL, self.key))

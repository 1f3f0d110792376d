"""Chips above the rows of a plan: all of them, or those with one outcome, with their number."""

from collections.abc import Mapping, Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QPushButton, QWidget

from ktt_desktop.domain.importing.plan import Outcome, PlannedRow
from ktt_desktop.domain.text import matches
from ktt_desktop.services.import_words import OUTCOMES, why
from ktt_desktop.ui import shortcuts
from ktt_desktop.ui.screens.register_columns import count_text
from ktt_desktop.ui.tables.filter_bar import SearchBox
from ktt_desktop.ui.theme import SPACE_4

HINT = "Tìm tên, số dòng, lý do… (Ctrl+F)"
SEARCH_WIDTH = 300  # logical pixels
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
    """Lọc theo kết quả; Ctrl+1 … Ctrl+8 press the chips. The page places the search box."""

    changed = Signal()

    def __init__(self, page: QWidget) -> None:
        super().__init__()
        self._group, self._unclear = QButtonGroup(self), 0
        self.search = SearchBox(HINT)
        self.search.setFixedWidth(SEARCH_WIDTH)
        self.search.searched.connect(self.changed)
        shortcuts.bind(page, "Ctrl+F", self.go_to_search)
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

    @property
    def text(self) -> str:
        """What is searched for."""
        return self.search.text().strip()

    def go_to_search(self) -> None:
        """Put the keyboard into the search box."""
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.selectAll()

    def reset(self) -> None:
        """Let every row through; `changed` stays silent of the search box."""
        self.search.show_text("")
        self.chips[ALL].setChecked(True)

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

    def offer(self, rows: Sequence[PlannedRow], outcomes: Mapping[Outcome, int]) -> None:
        """Count a new plan; the chip that is pressed stays so where it has rows."""
        self._unclear = sum(1 for row in rows if row.issues)
        self.count(outcomes)
        if self.key and not self.places(rows):
            self.chips[ALL].setChecked(True)

    def count(self, outcomes: Mapping[Outcome, int]) -> None:
        """Show how many rows are behind each chip; one without rows is out of the way."""
        counts: dict[str, int] = {each.value: number for each, number in outcomes.items()}
        counts[ALL], counts[UNCLEAR] = sum(outcomes.values()), self._unclear
        for key, chip in self.chips.items():
            number = counts.get(key, 0)
            chip.setText(f"{WORDS[key]} ({count_text(number)})")
            chip.setVisible(bool(number) or key in (ALL, self.key))


def is_found(text: str, row: PlannedRow) -> bool:
    """Whether a row is the one of that number, or its name or its why has every word."""
    return text == str(row.row) or matches(text, f"{row.name} {why(row)}")

"""The search box, the chips with their counts and the filters above a list."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QSignalBlocker, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QLineEdit, QMenu, QPushButton, QWidget

DEBOUNCE = 150  # milliseconds after the last key
ROOM = 24  # letters: a longer option would widen the window
Option = tuple[str, str]  # stored key, label


@dataclass(frozen=True, slots=True)
class Filter:
    """Một bộ lọc: several options may be chosen, none means all.

    `room` is how many letters of a chosen option its button shows.
    """

    key: str
    label: str
    options: Sequence[Option]
    room: int = ROOM


class SearchBox(QLineEdit):
    """Ô tìm: searching begins by itself; ↓ and Enter go to the list, Esc empties the box."""

    searched = Signal()
    went_down = Signal()

    def __init__(self, hint: str) -> None:
        super().__init__()
        self.setPlaceholderText(hint)
        self.setAccessibleName("Tìm")
        self.setClearButtonEnabled(True)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(DEBOUNCE)
        self._timer.timeout.connect(self.searched)
        self.textChanged.connect(lambda _: self._timer.start())

    def show_text(self, text: str) -> None:
        """Show what is searched for; `searched` stays silent."""
        if text != self.text():
            self.setText(text)
            self._timer.stop()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if key == Qt.Key.Key_Escape and self.text():
            self.clear()
        elif key in (Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.went_down.emit()
        else:
            super().keyPressEvent(event)


class FilterBar(QWidget):
    """Hàng lọc; `search` may be placed elsewhere by the screen, Ctrl+F finds it."""

    changed = Signal()

    def __init__(self, hint: str, chips: Sequence[Option], filters: Sequence[Filter]) -> None:
        super().__init__()
        self.search = SearchBox(hint)
        self.search.searched.connect(self.changed)
        QShortcut(QKeySequence.StandardKey.Find, self, self._on_find)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        self._chips = self._make_chips(chips)
        self._filters = {each.key: FilterButton(each) for each in filters}
        for chip in self._chips.values():
            row.addWidget(chip)
        row.addSpacing(12 if chips else 0)
        for button in self._filters.values():
            button.changed.connect(self.changed)
            row.addWidget(button)
        row.addStretch()

    def _make_chips(self, chips: Sequence[Option]) -> dict[str, QPushButton]:
        group, made = QButtonGroup(self), {}
        for key, label in chips:
            chip = made[key] = QPushButton(label)
            chip.setCheckable(True)
            chip.setChecked(not group.buttons())
            chip.setProperty("chip", True)
            chip.setAccessibleName(label)
            group.addButton(chip)
            chip.clicked.connect(self.changed)
        return made

    def text(self) -> str:
        """What is searched for."""
        return self.search.text()

    def chip(self) -> str:
        """The key of the chip that is on."""
        return next((key for key, chip in self._chips.items() if chip.isChecked()), "")

    def chosen(self, key: str) -> tuple[str, ...]:
        """The options of a filter that are on; empty for all."""
        return self._filters[key].chosen()

    def set_counts(self, counts: Mapping[str, str]) -> None:
        """Write the counts into the chips."""
        for key, chip in self._chips.items():
            chip.setText(f"{chip.accessibleName()} {counts.get(key, '')}".rstrip())

    def set_options(self, key: str, options: Sequence[Option]) -> None:
        """Offer other options in a filter."""
        self._filters[key].set_options(options)

    def show_state(self, text: str, chip: str, chosen: Mapping[str, Sequence[str]]) -> None:
        """Show these conditions; `changed` stays silent."""
        self.search.show_text(text)
        if chip in self._chips:
            self._chips[chip].setChecked(True)
        for key, button in self._filters.items():
            button.choose(chosen.get(key, ()))

    def _on_find(self) -> None:
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.selectAll()


class FilterButton(QPushButton):
    """Opens a list of options to tick; its words and its colour tell that it is on."""

    changed = Signal()

    def __init__(self, spec: Filter) -> None:
        super().__init__()
        self._label, self._room = spec.label, spec.room
        self._actions: dict[str, QAction] = {}
        self.setProperty("chip", True)
        self.setCheckable(True)
        self.setAccessibleName(f"Lọc theo {spec.label.lower()}")
        self._menu = QMenu(self)
        self._menu.aboutToHide.connect(self._show)
        self.setMenu(self._menu)
        self.set_options(spec.options)

    def set_options(self, options: Sequence[Option]) -> None:
        """Offer other options; all are let through."""
        self._menu.clear()
        self._menu.addAction("Tất cả", self._on_all)
        self._menu.addSeparator()
        self._actions = {key: self._menu.addAction(label) for key, label in options}
        for action in self._actions.values():
            action.setCheckable(True)
            action.toggled.connect(self._on_toggled)
        self._show()

    def chosen(self) -> tuple[str, ...]:
        """The options that are on; empty for all."""
        return tuple(key for key, action in self._actions.items() if action.isChecked())

    def choose(self, keys: Sequence[str]) -> None:
        """Let these through, none for all; `changed` stays silent."""
        for key, action in self._actions.items():
            with QSignalBlocker(action):
                action.setChecked(key in keys)
        self._show()

    def _on_all(self) -> None:
        self.choose(())
        self.changed.emit()

    def _on_toggled(self) -> None:
        self._show()
        self.changed.emit()

    def _show(self) -> None:
        names = [action.text() for action in self._actions.values() if action.isChecked()]
        words = self._shortened(names[0]) if len(names) == 1 else str(len(names))
        self.setText(f"{self._label}: {words} ▾" if names else f"{self._label} ▾")
        self.setChecked(bool(names))

    def _shortened(self, label: str) -> str:
        fits = len(label) <= self._room
        return label if fits else f"{label[: self._room - 1].rstrip(' ,')}…"

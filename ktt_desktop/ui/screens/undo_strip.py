"""The strip that offers to take back what was just put into the bin."""

from collections.abc import Callable

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QWidget

from ktt_desktop.ui.theme import SPACE_4, SPACE_12


class UndoStrip(QFrame):
    """Hoàn tác (Ctrl+Z): stands above the list until it is used or something else is deleted.

    Without a screen it has no key: where Ctrl+Z takes something else back.
    """

    def __init__(self, screen: QWidget | None) -> None:
        super().__init__()
        self.setProperty("card", True)
        self._undo: Callable[[], object] | None = None
        self.words = QLabel()
        self.button = QPushButton("Hoàn tác  Ctrl+Z" if screen else "Hoàn tác")
        self.button.setAccessibleName("Hoàn tác")
        self.button.clicked.connect(self._on_undo)
        if screen is not None:
            QShortcut(QKeySequence.StandardKey.Undo, screen, self._on_undo)
        row = QHBoxLayout(self)
        row.setContentsMargins(SPACE_12, SPACE_4, SPACE_4, SPACE_4)
        row.addWidget(self.words, 1)
        row.addWidget(self.button)
        self.hide()

    def offer(self, words: str, undo: Callable[[], object]) -> None:
        """Tell what was done and how to take it back."""
        self.words.setText(words)
        self._undo = undo
        self.show()

    def withdraw(self) -> None:
        """Offer nothing any more."""
        self._undo = None
        self.hide()

    def _on_undo(self) -> None:
        undo = self._undo
        self.withdraw()
        if undo is not None:
            undo()

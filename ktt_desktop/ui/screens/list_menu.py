"""Danh sách ▾: what can be done with the list as a whole, each with its key."""

from collections.abc import Callable

from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QMenu, QPushButton, QWidget

from ktt_desktop.ui import shortcuts

Acts = tuple[tuple[str, str, Callable[[], object]], ...]  # words, key, what to do


class ListMenu(QPushButton):
    """Nút mở bảng việc của danh sách; the keys work without opening it."""

    def __init__(self, acts: Acts, screen: QWidget, title: str = "Danh sách") -> None:
        super().__init__(f"{title} ▾")
        self.setAccessibleName(title)
        menu = QMenu(self)
        for words, keys, act in acts:
            action = menu.addAction(words)
            action.triggered.connect(act)
            # Shown only: the shortcut of a menu action would be a second one for the same key.
            action.setText(
                f"{words}\t{QKeySequence(keys).toString(QKeySequence.SequenceFormat.NativeText)}"
            )
            if keys and keys != COPY:
                shortcuts.bind(screen, keys, act)
        self.setMenu(menu)


COPY = "Ctrl+C"  # belongs to the table alone: in a line of text it copies the text

"""The middle of a list screen: the table, or a page that says what to do first."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QLabel, QPushButton, QStackedLayout, QVBoxLayout, QWidget

from ktt_desktop.ui.theme import SPACE_12


class ListBody(QFrame):
    """Thân danh sách."""

    def __init__(self, table: QWidget) -> None:
        super().__init__()
        self.setProperty("card", True)
        self._words, self.button = QLabel(), QPushButton()
        self._words.setWordWrap(True)
        self._words.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.button.clicked.connect(self._on_clicked)
        self._act: Callable[[], object] = table.setFocus
        self.second = QPushButton()  # another way to begin, where there is one
        self.second.clicked.connect(lambda _: self._second_act())
        self._second_act: Callable[[], object] = table.setFocus
        self._table, self._page = table, QWidget()
        page = QVBoxLayout(self._page)
        page.setSpacing(SPACE_12)
        page.addStretch(1)
        page.addWidget(self._words)
        page.addWidget(self.button, 0, Qt.AlignmentFlag.AlignHCenter)
        page.addWidget(self.second, 0, Qt.AlignmentFlag.AlignHCenter)
        page.addStretch(2)
        self._stack = QStackedLayout(self)
        self._stack.setContentsMargins(1, 1, 1, 1)
        self._stack.addWidget(table)
        self._stack.addWidget(self._page)

    @property
    def is_empty(self) -> bool:
        """Whether the page stands in place of the table."""
        return self._stack.currentWidget() is self._page

    @property
    def words(self) -> str:
        """What the page says."""
        return self._words.text()

    def show_table(self) -> None:
        """Show the list."""
        self._stack.setCurrentWidget(self._table)

    def show_empty(
        self,
        words: str,
        label: str,
        act: Callable[[], object],
        second: tuple[str, Callable[[], object]] | None = None,
    ) -> None:
        """Say why there is nothing, with the button that helps, and perhaps a second one."""
        self._words.setText(words)
        self.button.setText(label)
        self.button.setAccessibleName(label.split("  ")[0])
        self._act = act
        self.second.setVisible(second is not None)
        if second is not None:
            self.second.setText(second[0])
            self.second.setAccessibleName(second[0].split("  ")[0])
            self._second_act = second[1]
        self._stack.setCurrentWidget(self._page)

    def _on_clicked(self) -> None:
        self._act()

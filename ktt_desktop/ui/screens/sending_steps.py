"""The guided act as a card: quiet numbers, what each step is called, what stands in it."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QVBoxLayout, QWidget

from ktt_desktop.ui import theme

NUMBER_WIDTH, TITLE_WIDTH = 20, 118


class Steps(QFrame):
    """Các bước của một việc, one below the other."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("card", True)
        self._grid, self._count = QGridLayout(self), 0
        self._grid.setContentsMargins(*[theme.SPACE_12] * 4)
        self._grid.setHorizontalSpacing(theme.SPACE_8)
        self._grid.setVerticalSpacing(theme.SPACE_12)
        self._grid.setColumnMinimumWidth(0, NUMBER_WIDTH)
        self._grid.setColumnMinimumWidth(1, TITLE_WIDTH)
        self._grid.setColumnStretch(2, 1)

    def add(self, title: str) -> QVBoxLayout:
        """One more step; returns the column its content goes into."""
        number, words, content = QLabel(str(self._count + 1)), QLabel(title), QVBoxLayout()
        number.setProperty("hint", True)
        words.setProperty("subheading", True)
        content.setSpacing(theme.SPACE_4)
        top = Qt.AlignmentFlag.AlignTop
        self._grid.addWidget(number, self._count, 0, alignment=top | Qt.AlignmentFlag.AlignRight)
        self._grid.addWidget(words, self._count, 1, alignment=top)
        self._grid.addLayout(content, self._count, 2)
        self._count += 1
        return content


def line(words: str = "", *, tone: str = "", hint: bool = False) -> QLabel:
    """A line of a step, as long as it has to be; plain text that can be copied."""
    label = QLabel(words)
    label.setWordWrap(True)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    if hint:
        label.setProperty("hint", True)
    if tone:
        set_tone(label, tone)
    return label


def set_tone(label: QLabel, tone: str) -> None:
    """Colour a line as good, warning, error or neutral."""
    label.setProperty("tone", tone)
    label.style().unpolish(label)
    label.style().polish(label)

"""The line at the bottom: counts at the left, the keys of the moment at the right."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QSizePolicy, QWidget

from ktt_desktop.ui import theme
from ktt_desktop.ui.context import Notice


class StatusLine(QFrame):
    """Dòng trạng thái; a screen fills it through Context.notice."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("statusLine")
        self._left, self._right = QLabel(), QLabel()
        self._left.setObjectName("statusLeft")
        self._right.setObjectName("statusRight")
        for label in (self._left, self._right):  # long words are cut, never widen the window
            label.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._right.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.SPACE_20, theme.SPACE_4, theme.SPACE_20, theme.SPACE_4)
        row.addWidget(self._left)
        row.addWidget(self._right)
        self.show_notice(Notice(""))

    def show_notice(self, notice: Notice) -> None:
        """Put words into the line; each side takes the room its words need."""
        for label, words in ((self._left, notice.left), (self._right, notice.right)):
            label.setText(words)
            label.setAccessibleName(words)
        row = self.layout()
        assert isinstance(row, QHBoxLayout)
        row.setStretch(0, 1 + self._left.sizeHint().width())
        row.setStretch(1, 1 + self._right.sizeHint().width())

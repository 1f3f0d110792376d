"""The line at the bottom: counts at the left, the keys of the moment at the right."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QSizePolicy, QWidget

from ktt_desktop.ui import theme
from ktt_desktop.ui.context import Notice


class StatusLine(QFrame):
    """Dòng trạng thái; a screen fills it through Context.notice."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("statusLine")
        self._left, self._right = _Words("statusLeft"), _Words("statusRight")
        # What was counted takes the room it needs, the keys what is left of it.
        self._left.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        self._right.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._right.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.SPACE_20, theme.SPACE_4, theme.SPACE_20, theme.SPACE_4)
        row.setSpacing(theme.SPACE_12)
        row.addWidget(self._left)
        row.addWidget(self._right, 1)
        self.show_notice(Notice(""))

    def show_notice(self, notice: Notice) -> None:
        """Put words into the line."""
        for label, words in ((self._left, notice.left), (self._right, notice.right)):
            label.setText(words)
            label.setAccessibleName(words)


class _Words(QLabel):
    """One line of words that ends in "…" where the room ends; it never widens the window."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setObjectName(name)

    def minimumSizeHint(self) -> QSize:
        return QSize(0, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.setToolTip(self.text() if self._shown() != self.text() else "")

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.drawText(self.contentsRect(), self.alignment(), self._shown())

    def _shown(self) -> str:
        room = self.contentsRect().width()
        return self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, room)

"""The bar of changed figures: 64 → 65; each is taken over, or refused with a reason."""

from collections.abc import Callable, Mapping
from textwrap import shorten

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from ktt_desktop.domain.locked_figures import FigureChange
from ktt_desktop.ui import shortcuts, theme
from ktt_desktop.ui.screens.annual_reason import ReasonDialog, ReasonWords

KEEPING = ReasonWords(
    "Giữ số cũ trong lời văn",
    "Ví dụ: số đã báo cáo Huyện ủy ngày 15/8",
    "Giữ số cũ  Enter",
    "Thôi  Esc",
)
LONGEST_HEADING = 40
GONE = "(không còn số)"


class ChangesBar(QFrame):
    """Số liệu đã đổi; hidden while there is none."""

    wanted = Signal(object)  # FigureChange to be shown
    accepted = Signal(object)  # tuple of FigureChange
    refused = Signal(object, str)  # FigureChange, reason

    def __init__(self, screen: QWidget) -> None:
        super().__init__(screen)
        self.setProperty("card", True)
        self._changes: tuple[FigureChange, ...] = ()
        self._headings: Mapping[str, str] = {}
        self._at = 0
        self.words = QLabel()
        self.words.setProperty("tone", "warning")
        self.words.setTextFormat(Qt.TextFormat.PlainText)
        self.words.setWordWrap(True)
        self.go = self._button("Đến chỗ", self._go)
        self.next = self._button("Số kế tiếp", self._next)
        self.accept = self._button("Nhận số mới  F9", self._accept)
        self.refuse = self._button("Giữ số cũ…  Ctrl+G", self._refuse)
        self.all = self._button("Nhận tất cả", self._accept_all)
        row = QHBoxLayout()
        row.setSpacing(theme.SPACE_4)
        for each in (self.accept, self.refuse, self.go, self.next, self.all):
            row.addWidget(each)
        row.addStretch()
        column = QVBoxLayout(self)
        column.setContentsMargins(*[theme.SPACE_4] * 4)
        column.setSpacing(theme.SPACE_4)
        column.addWidget(self.words)
        column.addLayout(row)
        shortcuts.bind(screen, "F9", self._accept)
        shortcuts.bind(screen, "Ctrl+G", self._refuse)
        self.hide()

    def _button(self, words: str, act: Callable[[], object]) -> QPushButton:
        button = QPushButton(words)
        button.setAccessibleName(words.partition("  ")[0])
        button.setProperty("tool", True)
        button.clicked.connect(act)
        return button

    def show_changes(self, changes: tuple[FigureChange, ...], headings: Mapping[str, str]) -> None:
        """Tell of these, the same one as before where it still waits."""
        before = self._changes[self._at] if self._changes else None
        self._changes, self._headings = changes, headings
        self._at = changes.index(before) if before in changes else 0
        self.setVisible(bool(changes))
        for each in (self.next, self.all):
            each.setVisible(len(changes) > 1)
        if changes:
            self._tell()

    def _tell(self) -> None:
        change, count = self._changes[self._at], len(self._changes)
        heading = self._headings.get(change.section, "")
        where = shorten(heading, LONGEST_HEADING, placeholder="…")
        number = f" ({self._at + 1}/{count})" if count > 1 else ""
        self.words.setText(
            f"Số liệu đã đổi{number}: {change.old} → {change.new or GONE}, mục “{where}”"
        )
        self.words.setToolTip(heading)

    def _go(self) -> None:
        self.wanted.emit(self._changes[self._at])

    def _next(self) -> None:
        self._at = (self._at + 1) % len(self._changes)
        self._tell()
        self._go()

    def _accept(self) -> None:
        if self._changes:
            self.accepted.emit((self._changes[self._at],))

    def _accept_all(self) -> None:
        self.accepted.emit(self._changes)

    def _refuse(self) -> None:
        if not self._changes:
            return
        change = self._changes[self._at]
        sentence = (
            f"Lời văn giữ {change.old}, sổ ghi {change.new or GONE}. Lý do được ghi vào kết quả "
            "kiểm tra và phụ lục giải trình."
        )
        dialog = ReasonDialog(sentence, "", self, KEEPING)
        dialog.accepted.connect(lambda: self.refused.emit(change, dialog.reason))
        dialog.open()

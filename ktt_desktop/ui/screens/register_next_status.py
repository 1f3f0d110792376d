"""The list a status is chosen from: what is possible first, what is not with the reason."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFocusEvent
from PySide6.QtWidgets import QLabel, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from ktt_desktop.domain.statuses import NextStatus
from ktt_desktop.ui.forms.editor import STAYING, Editor
from ktt_desktop.ui.theme import HINT, SPACE_4

NOT_NOW = "chưa chuyển được"


class NextStatusEditor(Editor):
    """Chọn tình trạng: ↑ and ↓ go over all of them, the words below say why or why not."""

    is_wide = True

    def __init__(self, choices: Sequence[NextStatus]) -> None:
        super().__init__()
        self._choices: tuple[NextStatus, ...] = ()
        self._list, self.how, self.why_not = _List(self), QLabel(), QLabel()
        self.how.setProperty("hint", True)
        self.why_not.setProperty("tone", "warning")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE_4)
        column.addWidget(self._list)
        for words in (self.how, self.why_not):
            words.setWordWrap(True)
            words.setTextFormat(Qt.TextFormat.PlainText)
            column.addWidget(words)
        column.addStretch()
        self.setFocusProxy(self._list)
        self._list.currentRowChanged.connect(self._on_moved)
        self.set_choices(choices)

    def set_choices(self, choices: Sequence[NextStatus]) -> None:
        """Offer another list; the line that was chosen stays chosen."""
        if tuple(choices) == self._choices:
            return
        code, self._choices = self._code(), tuple(choices)
        self._list.blockSignals(True)
        self._list.clear()
        for choice in self._choices:
            self._list.addItem(_item(choice))
        self._list.show_all()
        self._list.blockSignals(False)
        self.set_value(code)

    @property
    def input(self) -> QWidget:
        return self._list

    def value(self) -> str:
        choice = self._choice()
        return choice.status.code if choice and choice.allowed else ""

    def set_value(self, value: Any) -> None:
        codes = [each.status.code for each in self._choices]
        self._list.blockSignals(True)
        self._list.setCurrentRow(codes.index(value) if value in codes else -1)
        self._list.blockSignals(False)
        self._tell()

    def problem(self) -> str:
        choice = self._choice()
        if choice is None or choice.allowed:
            return ""
        return f"Tình trạng đang chọn {NOT_NOW}. Chọn một tình trạng ở phần trên của danh sách."

    def _choice(self) -> NextStatus | None:
        row = self._list.currentRow()
        return self._choices[row] if 0 <= row < len(self._choices) else None

    def _code(self) -> str:
        choice = self._choice()
        return choice.status.code if choice else ""

    def _on_moved(self) -> None:
        self._tell()
        self.edited.emit()

    def _tell(self) -> None:
        choice = self._choice()
        words = choice.words if choice else ""
        is_allowed = choice is not None and choice.allowed
        self.how.setText(words if is_allowed else "")
        self.why_not.setText("" if is_allowed else words)
        for label in (self.how, self.why_not):
            label.setVisible(bool(label.text()))


class _List(QListWidget):
    """As high as its lines; tells its editor when it is left."""

    def __init__(self, editor: NextStatusEditor) -> None:
        super().__init__()
        self._editor = editor
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def show_all(self) -> None:
        """Take the room of all lines."""
        self.ensurePolished()
        lines = sum(self.sizeHintForRow(row) for row in range(self.count()))
        self.setFixedHeight(lines + 2 * self.frameWidth() + SPACE_4)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if not self.selectedItems():  # Qt makes the first line current without showing it
            self.setCurrentRow(max(self.currentRow(), 0))

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() not in STAYING:
            self._editor.left.emit()


def _item(choice: NextStatus) -> QListWidgetItem:
    label = choice.status.label
    item = QListWidgetItem(label if choice.allowed else f"{label} – {NOT_NOW}")
    if not choice.allowed:
        item.setForeground(QColor(HINT))
    item.setToolTip(choice.words)
    item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{item.text()}. {choice.words}")
    return item

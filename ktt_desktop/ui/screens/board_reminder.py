"""The dialog of a reminder: the message as it will be copied, to all or to one unit."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QButtonGroup,
    QDialog,
    QHBoxLayout,
    QPlainTextEdit,
    QPushButton,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from ktt_desktop.domain.completeness import Board
from ktt_desktop.domain.numbers import prose_count
from ktt_desktop.services.book import today
from ktt_desktop.services.reminder import reminder, to_remind
from ktt_desktop.ui.context import Context
from ktt_desktop.ui.theme import SPACE_8, SPACE_12, SPACE_20

WIDTH, HEIGHT, MARGIN = 720, 440, 40  # logical pixels, where the screen has them


class ReminderDialog(QDialog):
    """Lời nhắc nộp tệp; the text may be changed before it is copied."""

    def __init__(
        self, context: Context, board: Board, place: int, unit: str | None, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(f"Lời nhắc: {board.periods[place].period.label}")
        self._context, self._board, self._place = context, board, place
        missing = to_remind(board, place, context.profile)
        self._unit = next((each for each in missing if each.key == unit), None)
        self.to_all = QRadioButton(f"&Một lời nhắc cho {prose_count(len(missing))} đơn vị")
        name = self._unit.name if self._unit else "đơn vị đang đứng"
        self.to_one = QRadioButton(f"&Chỉ {name}")
        self.to_one.setEnabled(self._unit is not None)
        self.text = QPlainTextEdit()
        self.text.setAccessibleName("Lời nhắc")
        self.text.setTabChangesFocus(True)
        self._group = QButtonGroup(self)
        for button in (self.to_all, self.to_one):
            self._group.addButton(button)
        self.to_all.setChecked(True)
        self._group.buttonToggled.connect(lambda _, on: self._fill() if on else None)
        self._lay_out()
        self._fill()

    def _lay_out(self) -> None:
        copy, leave = QPushButton("Chép  Enter"), QPushButton("Đóng  Esc")
        copy.setProperty("primary", True)
        for button, words, act in ((copy, "Chép", self._copy), (leave, "Đóng", self.reject)):
            button.setAccessibleName(words)
            button.setAutoDefault(False)
            button.clicked.connect(act)
        copy.setDefault(True)
        choice, buttons = QHBoxLayout(), QHBoxLayout()
        choice.setSpacing(SPACE_20)
        choice.addWidget(self.to_all)
        choice.addWidget(self.to_one, 1)
        buttons.setSpacing(SPACE_8)
        buttons.addStretch()
        buttons.addWidget(leave)
        buttons.addWidget(copy)
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACE_20, SPACE_20, SPACE_20, SPACE_12)
        column.setSpacing(SPACE_8)
        column.addLayout(choice)
        column.addWidget(self.text, 1)
        column.addLayout(buttons)
        room = self.screen().availableSize()
        self.resize(min(WIDTH, room.width() - MARGIN), min(HEIGHT, room.height() - MARGIN))
        self.to_all.setFocus()

    def _fill(self) -> None:
        unit = self._unit.key if self._unit is not None and self.to_one.isChecked() else None
        profile = self._context.profile
        self.text.setPlainText(reminder(self._board, self._place, profile, today(), unit))

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.text.toPlainText())
        self._context.notice("Đã chép lời nhắc; dán vào tin nhắn, thư bằng Ctrl+V.")
        self.accept()

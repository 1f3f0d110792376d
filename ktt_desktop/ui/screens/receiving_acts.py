"""The buttons under a list of received files: what can be done with the line, and its key."""

from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from ktt_desktop.ui import theme
from ktt_desktop.ui.screens.receiving_decide import WORDS, waits
from ktt_desktop.ui.screens.receiving_lines import Line

DETAIL, DECIDE, GIVE_BACK, ACCEPT = "Enter", "F4", "Ctrl+Shift+R", "F9"
RECEIPT, RECEIPTS = "F11", "Shift+F11"


class Acts(QWidget):
    """Hàng nút; the act that a file waits for is named by it."""

    def __init__(self) -> None:
        super().__init__()
        self.detail = _button("Chi tiết…", DETAIL)
        self.decide = _button("Xử lý…", DECIDE)
        self.give_back = _button("Trả lại…", GIVE_BACK)
        self.receipt = _button("Biên nhận…", RECEIPT)
        self.receipts = _button("Biên nhận tất cả…", RECEIPTS)
        self.accept = _button("Tiếp nhận", ACCEPT)
        self.accept.setProperty("primary", True)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.SPACE_8)
        for button in (self.detail, self.decide, self.give_back, self.receipt, self.receipts):
            row.addWidget(button)
        row.addStretch()
        row.addWidget(self.accept)

    def show_line(self, line: Line | None, *, marked: int, is_came: bool) -> None:
        """What can be done with this line, and with the marked ones."""
        state = waits(line) if line else None
        words = WORDS[state] if state else "Xử lý…"
        self.decide.setText(f"{words}  {DECIDE}")
        self.decide.setAccessibleName(words)
        self.decide.setEnabled(state is not None)
        self.detail.setEnabled(line is not None)
        self.give_back.setEnabled(line is not None and line.can_return)
        self.receipt.setEnabled(line is not None and line.is_answered)
        self.receipts.setVisible(not is_came)
        self.accept.setVisible(is_came)
        self.accept.setEnabled(bool(marked))
        count = f" {marked} tệp" if marked else ""
        self.accept.setText(f"Tiếp nhận{count}  {ACCEPT}")


def _button(words: str, keys: str) -> QPushButton:
    button = QPushButton(f"{words}  {keys}")
    button.setAccessibleName(words)
    button.setAutoDefault(False)
    return button

"""The small dialog that asks why: a typed figure replaces a computed one, closed ones open."""

from typing import NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)


class ReasonWords(NamedTuple):
    """What the dialog says; where the reason is not needed it can be left blank."""

    title: str
    example: str
    accept: str
    leave: str
    is_needed: bool = True


REPLACING = ReasonWords(
    "Lý do dùng số nhập",
    "Ví dụ: danh mục chưa đủ các HTX mới thành lập",
    "Dùng số nhập  Enter",
    "Giữ số cũ  Esc",
)


class ReasonDialog(QDialog):
    """Lý do của một việc, by default of a typed figure instead of the computed one."""

    def __init__(
        self, sentence: str, reason: str, parent: QWidget, words: ReasonWords = REPLACING
    ) -> None:
        super().__init__(parent)
        self._words = words
        self.setWindowTitle(words.title)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setMinimumWidth(460)
        told = QLabel(sentence)
        told.setWordWrap(True)
        self._edit = QLineEdit(reason)
        self._edit.setObjectName("reason")
        self._edit.setAccessibleName("Lý do")
        self._edit.setPlaceholderText(words.example)
        self._use = QPushButton(words.accept)
        self._use.setProperty("primary", True)
        self._use.setDefault(True)
        leave = QPushButton(words.leave)
        leave.setAutoDefault(False)
        buttons = QDialogButtonBox()
        buttons.addButton(leave, QDialogButtonBox.ButtonRole.RejectRole)
        buttons.addButton(self._use, QDialogButtonBox.ButtonRole.AcceptRole)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        for widget in (told, self._edit, buttons):
            layout.addWidget(widget)
        self._edit.textChanged.connect(self._on_text)
        self._on_text()
        self._edit.setFocus()

    @property
    def reason(self) -> str:
        """The reason as typed."""
        return self._edit.text().strip()

    def _on_text(self) -> None:
        self._use.setEnabled(bool(self.reason) or not self._words.is_needed)

"""The small dialog that asks why a typed figure replaces a computed one."""

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


class ReasonDialog(QDialog):
    """Lý do dùng số nhập thay cho số tính từ danh mục."""

    def __init__(self, sentence: str, reason: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle("Lý do dùng số nhập")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setMinimumWidth(460)
        words = QLabel(sentence)
        words.setWordWrap(True)
        self._edit = QLineEdit(reason)
        self._edit.setObjectName("reason")
        self._edit.setAccessibleName("Lý do")
        self._edit.setPlaceholderText("Ví dụ: danh mục chưa đủ các HTX mới thành lập")
        self._use = QPushButton("Dùng số nhập  Enter")
        self._use.setProperty("primary", True)
        self._use.setDefault(True)
        leave = QPushButton("Giữ số cũ  Esc")
        leave.setAutoDefault(False)
        buttons = QDialogButtonBox()
        buttons.addButton(leave, QDialogButtonBox.ButtonRole.RejectRole)
        buttons.addButton(self._use, QDialogButtonBox.ButtonRole.AcceptRole)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        for widget in (words, self._edit, buttons):
            layout.addWidget(widget)
        self._edit.textChanged.connect(self._on_text)
        self._on_text()
        self._edit.setFocus()

    @property
    def reason(self) -> str:
        """The reason as typed."""
        return self._edit.text().strip()

    def _on_text(self) -> None:
        self._use.setEnabled(bool(self.reason))

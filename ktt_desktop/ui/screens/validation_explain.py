"""The small editor an explanation (giải trình) is written in."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QLabel,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from ktt_desktop.domain.findings import Finding
from ktt_desktop.domain.text import nfc
from ktt_desktop.services.validation import explain
from ktt_desktop.ui import shortcuts
from ktt_desktop.ui.context import Context


class ExplainDialog(QDialog):
    """Giải trình một phát hiện; saved empty it is withdrawn."""

    def __init__(self, context: Context, finding: Finding, parent: QWidget) -> None:
        super().__init__(parent)
        self._context, self._finding, self._screen = context, finding, parent
        self.setWindowTitle("Giải trình")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setMinimumWidth(520)
        title, detail, note = QLabel(finding.title), QLabel(finding.detail), QLabel(_note(finding))
        title.setProperty("subheading", True)
        note.setProperty("hint", True)
        self._edit = QPlainTextEdit(finding.explanation or "")
        self._edit.setObjectName("explanation")
        self._edit.setAccessibleName("Lời giải trình")
        self._edit.setTabChangesFocus(True)
        self._edit.setFixedHeight(120)
        save, leave = QPushButton("Ghi  Ctrl+S"), QPushButton("Hoãn  Esc")
        save.setProperty("primary", True)
        buttons = QDialogButtonBox()
        buttons.addButton(leave, QDialogButtonBox.ButtonRole.RejectRole)
        buttons.addButton(save, QDialogButtonBox.ButtonRole.AcceptRole)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        shortcuts.bind(self, "Ctrl+S", self.accept)
        layout = QVBoxLayout(self)
        for label in (title, detail, note):
            label.setWordWrap(True)
        for widget in (title, detail, self._edit, note, buttons):
            layout.addWidget(widget)
        self._edit.setFocus()

    def accept(self) -> None:
        """Save the words, and close."""
        book, period, finding = self._context.book, self._context.period, self._finding
        text = nfc(self._edit.toPlainText())
        self._context.save(self._screen, lambda _: explain(book, period, finding, text))
        super().accept()


def _note(finding: Finding) -> str:
    if finding.outdated:
        return (
            "Lời giải trình này viết cho số liệu cũ. Xem lại rồi ghi, hoặc xóa hết chữ để rút lại."
        )
    return "Lời giải trình đi cùng tệp nộp. Xóa hết chữ rồi ghi là rút lại giải trình."

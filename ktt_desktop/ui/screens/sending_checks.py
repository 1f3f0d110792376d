"""What keeps a report from being exported, each with its two ways out: mend it, or explain it."""

from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from ktt_desktop.domain.findings import CheckResult, Finding
from ktt_desktop.domain.terms import Severity
from ktt_desktop.ui import theme
from ktt_desktop.ui.context import Context
from ktt_desktop.ui.screens.sending_steps import line, set_tone
from ktt_desktop.ui.screens.validation_checks import is_explained
from ktt_desktop.ui.screens.validation_explain import ExplainDialog

SHOWN = 4  # open errors named here; the others are seen in Kiểm tra


class ChecksStep(QWidget):
    """Bước kiểm tra: counts, and the open errors."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context, self._errors = context, QVBoxLayout()
        self.blocked, self.counts = line(tone="neutral"), line(hint=True)
        self.to_checks = QPushButton("Mở Kiểm tra  F7")
        self.to_checks.setAccessibleName("Mở Kiểm tra")
        self.to_checks.clicked.connect(lambda: context.jump("validation"))
        head = QHBoxLayout()
        head.setSpacing(theme.SPACE_8)
        head.addWidget(self.blocked, 1)
        head.addWidget(self.to_checks)
        self._errors.setSpacing(0)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.SPACE_4)
        column.addLayout(head)
        column.addLayout(self._errors)
        column.addWidget(self.counts)
        self._say("Đang kiểm tra số liệu…", "neutral")

    def show_result(self, result: CheckResult | None) -> None:
        """What the last check found; None while it runs for the first time."""
        found = [] if result is None else [each for each in result.findings if each.is_open]
        self._clear()
        if result is None:
            self._say("Đang kiểm tra số liệu…", "neutral")
        elif found:
            self._say(f"Còn {len(found)} lỗi phải sửa hoặc giải trình trước khi kết xuất.", "error")
        else:
            self._say("Không còn lỗi nào chặn kết xuất.", "good")
        for each in found[:SHOWN]:
            self._errors.addWidget(self._error(each))
        if len(found) > SHOWN:
            self._errors.addWidget(line(f"và {len(found) - SHOWN} lỗi khác.", hint=True))
        self.to_checks.setVisible(bool(found))
        self.counts.setText(_counts(result) if result else "")

    def show_refusal(self, sentence: str) -> None:
        """Why the export was refused just now."""
        self._say(sentence, "error")
        self.to_checks.show()
        self.to_checks.setFocus()

    def _say(self, words: str, tone: str) -> None:
        self.blocked.setText(words)
        set_tone(self.blocked, tone)

    def _clear(self) -> None:
        while self._errors.count():
            if widget := self._errors.takeAt(0).widget():
                widget.hide()
                widget.deleteLater()

    def _error(self, finding: Finding) -> QWidget:
        row, words = QWidget(), QLabel(f"{finding.rule}: {finding.title}")
        words.setWordWrap(True)
        words.setToolTip(finding.detail)
        mend, explain = QPushButton("Đến chỗ"), QPushButton("Giải trình…")
        for button in (mend, explain):
            button.setProperty("link", True)
            button.setAccessibleName(f"{button.text().rstrip('…')}: {finding.rule}")
        mend.setEnabled(bool(finding.places))
        mend.clicked.connect(lambda: self._context.jump(finding.places[0]))
        explain.clicked.connect(lambda: ExplainDialog(self._context, finding, self).open())
        layout = QHBoxLayout(row)
        layout.setContentsMargins(0, 0, 0, 0)
        for widget in (mend, explain, words):
            layout.addWidget(widget)
        layout.setStretch(2, 1)
        return row


def _counts(result: CheckResult) -> str:
    """Warnings and explanations do not block, but are sent."""
    warnings = [each for each in result.findings if each.severity is Severity.WARNING]
    explained = sum(is_explained(each) for each in result.findings)
    notices = len([each for each in result.findings if each.severity is Severity.NOTICE])
    return f"{len(warnings)} cảnh báo, {notices} nhắc, {explained} phát hiện đã giải trình."

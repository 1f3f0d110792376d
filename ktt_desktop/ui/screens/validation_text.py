"""Kiểm tra văn bản: a text is pasted or opened, checked, and each finding leads to its line."""

from pathlib import Path

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from ktt_desktop.domain.document_check.findings import DocumentFinding
from ktt_desktop.domain.terms import Severity
from ktt_desktop.services.document_check import check_text, open_text, other_unit
from ktt_desktop.ui import shortcuts, theme
from ktt_desktop.ui.context import Context
from ktt_desktop.ui.job_dialog import run_with_dialog
from ktt_desktop.ui.jobs import Job
from ktt_desktop.ui.screens.validation_text_pad import TextPad
from ktt_desktop.ui.screens.validation_text_tree import GROUPS, TextFindings

TITLE = "Kiểm tra văn bản"
SIZE, LEAST, EDGE = QSize(1180, 680), QSize(760, 400), 40
FILES = "Văn bản (*.docx *.txt);;Mọi tệp (*)"
START = "Dán hoặc mở văn bản, rồi bấm F7 để kiểm tra."
DETAIL_LINES = 3


class TextCheckDialog(QDialog):
    """Ô văn bản bên trái, các phát hiện bên phải."""

    def __init__(self, context: Context, parent: QWidget) -> None:
        super().__init__(parent)
        self._context = context
        self._opened = ""  # as in the file: the editor shows some characters as others
        self.setWindowTitle(TITLE)
        self.pad, self.findings = TextPad(self), TextFindings(self)
        self.told, self.detail = QLabel(START), QLabel()
        self.compare = QCheckBox("So với &số liệu trong sổ")
        self.compare.setChecked(True)
        self._build()
        self.pad.dropped.connect(self._open)
        self.findings.gone_to.connect(self.pad.light)
        self.findings.chosen.connect(self._tell_all)
        shortcuts.bind(self, "F7", self._check)
        self._fit()
        self.pad.setFocus()

    def _build(self) -> None:
        open_file, check = QPushButton("&Mở tệp…  Alt+M"), QPushButton("Kiểm tra  F7")
        close = QPushButton("Đóng  Esc")
        check.setProperty("primary", True)
        for button, work in ((open_file, self._choose), (check, self._check), (close, self.reject)):
            button.setAutoDefault(False)
            button.clicked.connect(work)
        self.told.setProperty("hint", True)
        self.told.setWordWrap(True)
        self.detail.setWordWrap(True)
        self.detail.setProperty("tone", "neutral")
        self.detail.setTextFormat(Qt.TextFormat.PlainText)
        self.detail.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.detail.setMinimumHeight(self.fontMetrics().lineSpacing() * DETAIL_LINES + 18)
        self.detail.hide()
        right = QWidget()
        list_column = QVBoxLayout(right)
        list_column.setContentsMargins(0, 0, 0, 0)
        list_column.setSpacing(theme.SPACE_8)
        list_column.addWidget(self.findings, 1)
        list_column.addWidget(self.detail)
        halves = QSplitter(Qt.Orientation.Horizontal)
        halves.setChildrenCollapsible(False)
        halves.addWidget(self.pad)
        halves.addWidget(right)
        halves.setSizes([SIZE.width() // 2, SIZE.width() // 2])
        head, foot = QHBoxLayout(), QHBoxLayout()
        for each in (open_file, check, self.compare):
            head.addWidget(each)
        head.addWidget(self.told, 1)
        foot.addWidget(
            QLabel("Enter, Shift+Enter Đến chỗ, chỗ sau · → Mở các chỗ · Tab Sang ô kia")
        )
        foot.addStretch()
        foot.addWidget(close)
        column = QVBoxLayout(self)
        column.setContentsMargins(*[theme.SPACE_12] * 4)
        column.setSpacing(theme.SPACE_8)
        column.addLayout(head)
        column.addWidget(halves, 1)
        column.addLayout(foot)
        self.setTabOrder(self.pad, self.findings)

    def _fit(self) -> None:
        """As large as wanted, never larger than the screen."""
        room = self.screen().availableSize() - QSize(EDGE, EDGE)
        self.setMinimumSize(LEAST.boundedTo(room))
        self.resize(SIZE.boundedTo(room))

    def _choose(self) -> None:
        chosen, _ = QFileDialog.getOpenFileName(self, "Mở văn bản", "", FILES)
        if chosen:
            self._open(Path(chosen))

    def _open(self, path: Path) -> None:
        def show(text: str) -> None:
            self._opened = text
            self.pad.setPlainText(text)
            self.setWindowTitle(f"{TITLE}: {path.name}")
            self._check()

        run_with_dialog(
            self._context, self, "Đang mở văn bản", lambda _: open_text(path), show, on_files=True
        )

    def _text(self) -> str:
        """What is checked: the file as it is, until a letter of it is changed."""
        changed = not self._opened or self.pad.document().isModified()
        return self.pad.toPlainText() if changed else self._opened

    def _check(self) -> None:
        text, context = self._text(), self._context
        compared = self.compare.isChecked()

        def work(job: Job) -> tuple[tuple[DocumentFinding, ...], str]:
            other = other_unit(text, context.profile) if compared else ""
            against = (context.book, context.profile) if compared and not other else None
            return check_text(context.book.catalogue, text, job, against), other

        run_with_dialog(context, self, "Đang kiểm tra văn bản", work, self._show)

    def _show(self, answer: tuple[tuple[DocumentFinding, ...], str]) -> None:
        found, other = answer
        self.pad.darken()
        self.findings.show_findings(found)
        self.told.setText(f"{_counted(found)}{_not_compared(other)}")
        self.detail.setVisible(bool(found))
        if found:
            self.findings.setFocus()

    def _tell_all(self, finding: DocumentFinding | None) -> None:
        """The whole message, which its row has to cut."""
        self.detail.setText(f"{finding.rule}: {finding.message}" if finding else "")
        self.detail.setProperty("tone", GROUPS[finding.severity][1] if finding else "neutral")
        self.detail.style().unpolish(self.detail)
        self.detail.style().polish(self.detail)


def _counted(found: tuple[DocumentFinding, ...]) -> str:
    if not found:
        return "Không có phát hiện nào."
    words = []
    for severity in Severity:
        count = sum(each.severity is severity for each in found)
        if count:
            words.append(f"{count} {GROUPS[severity][0].lower()}")
    return f"{', '.join(words)}."


def _not_compared(other: str) -> str:
    return f" Không so với sổ vì là văn bản của {other}." if other else ""

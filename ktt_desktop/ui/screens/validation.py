"""The screen Kiểm tra: what the check found, with links to the places and the explanations."""

from fractions import Fraction

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from ktt_desktop.domain.findings import CheckResult, Finding, Place
from ktt_desktop.domain.numbers import format_fraction
from ktt_desktop.domain.terms import Severity
from ktt_desktop.ui import shortcuts, theme
from ktt_desktop.ui.context import Context
from ktt_desktop.ui.screens.validation_checks import Checks, is_explained
from ktt_desktop.ui.screens.validation_explain import ExplainDialog
from ktt_desktop.ui.screens.validation_list import FindingList, detail_of, pill_of
from ktt_desktop.ui.screens.validation_text import TextCheckDialog

ALL, ERRORS, WARNINGS, EXPLAINED = "Tất cả", "Lỗi", "Cảnh báo", "Đã giải trình"
TENTH = Fraction(1, 10)
KEYS = "Enter, Shift+Enter Mở chỗ sai · Ctrl+G Giải trình · F7 Kiểm tra lại"


def belongs(finding: Finding, chip: str) -> bool:
    """Whether a finding stands under a chip; an explained one only under its own and under all."""
    match chip:
        case "Lỗi":
            return not is_explained(finding) and finding.severity is Severity.ERROR
        case "Cảnh báo":
            return not is_explained(finding) and finding.severity is not Severity.ERROR
        case "Đã giải trình":
            return is_explained(finding)
    return True


class ValidationScreen(QWidget):
    """Kiểm tra số liệu của kỳ."""

    name = "validation"
    title = "Kiểm tra"
    errors_counted = Signal(int)

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context, self._checks = context, Checks.of(context)
        self._chip = ALL
        self.list = FindingList(context.book.catalogue)
        self._buttons: dict[str, QPushButton] = {}
        self._told, self._empty, self.detail = QLabel(), QLabel(), QLabel()
        self._stack = QStackedWidget()
        self._build()
        self.list.jumped.connect(context.jump)
        self.list.explained.connect(self._explain)
        self.list.chosen.connect(self._tell_all)
        self._checks.checked.connect(self._show)
        shortcuts.bind(self, "Ctrl+G", self._explain_current)
        shortcuts.bind(self, "F7", self._checks.run)
        shortcuts.bind(self, shortcuts.CHECK_TEXT, self._check_text)

    def _build(self) -> None:
        heading, again = QLabel(self.title), QPushButton("Kiểm tra lại  F7")
        text = QPushButton(f"Kiểm tra văn bản…  {shortcuts.CHECK_TEXT}")
        explain = QPushButton("Giải trình  Ctrl+G")
        heading.setProperty("heading", True)
        again.setProperty("primary", True)
        again.clicked.connect(self._checks.run)
        explain.clicked.connect(self._explain_current)
        text.clicked.connect(self._check_text)
        self._told.setProperty("hint", True)
        self._empty.setProperty("hint", True)
        self._empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._empty.setWordWrap(True)
        head, chips, group = QHBoxLayout(), QHBoxLayout(), QButtonGroup(self)
        head.addWidget(heading)
        head.addStretch()
        head.addWidget(text)
        head.addWidget(explain)
        head.addWidget(again)
        for chip in (ALL, ERRORS, WARNINGS, EXPLAINED):
            button = QPushButton(chip)
            button.setProperty("chip", True)
            button.setCheckable(True)
            button.setChecked(chip == ALL)
            button.clicked.connect(lambda _=False, chip=chip: self._choose(chip))
            group.addButton(button)
            self._buttons[chip] = button
            chips.addWidget(button)
        self._told.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self._told.setWordWrap(True)
        chips.addWidget(self._told, 1)
        for row in (head, chips):
            row.setSpacing(theme.SPACE_8)
        self._stack.addWidget(self.list)
        self._stack.addWidget(self._empty)
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.SPACE_20, theme.SPACE_12, theme.SPACE_20, theme.SPACE_8)
        column.setSpacing(theme.SPACE_8)
        column.addLayout(head)
        column.addLayout(chips)
        column.addWidget(self._stack, 1)
        self.detail.setProperty("tone", "error")
        self.detail.setWordWrap(True)
        column.addWidget(self.detail)

    def open(self, place: Place | None) -> None:
        """Show what was found; the check runs where it never did."""
        if self._checks.result is None:
            self._checks.run()
        else:
            self._show(self._checks.result)
        self.list.setFocus()

    def _choose(self, chip: str) -> None:
        self._chip = chip
        if self._checks.result is not None:
            self._show(self._checks.result)

    def _show(self, result: CheckResult) -> None:
        for chip, button in self._buttons.items():
            count = sum(belongs(each, chip) for each in result.findings)
            button.setText(f"{chip} {count}")
        shown = tuple(each for each in result.findings if belongs(each, self._chip))
        self.list.show_findings(shown)
        self._empty.setText(
            "Không có phát hiện nào ở mục này."
            if result.findings
            else "Số liệu không có lỗi. Có thể lập báo cáo và kết xuất tệp nộp."
        )
        self._stack.setCurrentWidget(self.list if shown else self._empty)
        self._tell_all(self.list.current if shown else None)
        seconds = format_fraction(max(Fraction(self._checks.seconds), TENTH), 1)
        self._told.setText(
            f"Đã kiểm tra {result.organisations} tổ chức, {result.figures} chỉ tiêu, "
            f"{result.rules} quy tắc trong {seconds} giây"
        )
        errors = result.open_errors
        self.errors_counted.emit(errors)
        if self.isVisible():
            words = f"còn {errors} lỗi phải sửa hoặc giải trình" if errors else "không còn lỗi"
            self._context.notice(f"Kết xuất tệp nộp: {words}", KEYS)

    def _tell_all(self, finding: Finding | None) -> None:
        """The whole of the chosen finding, which its row has to cut."""
        self.detail.setVisible(finding is not None)
        if finding is not None:
            self.detail.setText(f"{detail_of(finding)} {finding.advice}".strip())
            self.detail.setProperty("tone", pill_of(finding)[1])
            self.detail.style().unpolish(self.detail)
            self.detail.style().polish(self.detail)

    def _explain_current(self) -> None:
        finding = self.list.current
        if finding is not None:
            self._explain(finding)

    def _explain(self, finding: Finding) -> None:
        ExplainDialog(self._context, finding, self).open()

    def _check_text(self) -> None:
        TextCheckDialog(self._context, self).open()

"""Xem trước khi in: the pages as they will be, then the printer, from page to page, copies."""

from collections.abc import Callable, Sequence

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from ktt_desktop.ui.context import Context
from ktt_desktop.ui.job_dialog import run_with_dialog
from ktt_desktop.ui.jobs import Job
from ktt_desktop.ui.print_pages import PrintChoice, print_pages
from ktt_desktop.ui.screens.reports_pages import PagePreview
from ktt_desktop.ui.theme import SPACE_8, SPACE_12, SPACE_20

NO_PRINTER = "Máy tính này chưa cài máy in nào. Kết xuất PDF (F12) rồi in ở máy khác."
PANEL_WIDTH = 280  # logical pixels


class PrintDialog(QDialog):
    """Hộp thoại in; Ctrl+P prints, Esc leaves."""

    def __init__(
        self,
        context: Context,
        render: Callable[[Job], bytes],
        printers: Sequence[str],
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle("Xem trước khi in")
        self._context = context
        self.preview = PagePreview(context, render)
        self.printer, self.words = QComboBox(), QLabel()
        self.first, self.last, self.copies = QSpinBox(), QSpinBox(), QSpinBox()
        self.two_sided = QCheckBox("In &hai mặt")
        self.print_button, self.leave_button = QPushButton("In  Ctrl+P"), QPushButton("Đóng  Esc")
        self.printer.addItems(list(printers))
        self._lay_out()
        self.preview.drawn.connect(self._on_drawn)
        self.print_button.clicked.connect(self._on_print)
        self.leave_button.clicked.connect(self.reject)
        QShortcut(QKeySequence.StandardKey.Print, self, self._on_print)
        self._allow()
        space = self.screen().availableSize()
        self.resize(min(1180, space.width() - 40), min(760, space.height() - 60))
        self.preview.refresh()

    def _lay_out(self) -> None:
        self.print_button.setProperty("primary", True)
        for box, name in (
            (self.first, "Từ trang"),
            (self.last, "Đến trang"),
            (self.copies, "Số bản"),
        ):
            box.setAccessibleName(name)
            box.setRange(1, 99)
            box.setButtonSymbols(QSpinBox.ButtonSymbols.NoButtons)
        self.printer.setAccessibleName("Máy in")
        self.printer.setMinimumContentsLength(16)
        form = QFormLayout()
        form.setVerticalSpacing(SPACE_8)
        for label, widget in (
            ("Máy in", self.printer),
            ("Từ trang", self.first),
            ("Đến trang", self.last),
            ("Số bản", self.copies),
        ):
            form.addRow(label, widget)
        self.two_sided.setToolTip("Máy in không tự lật giấy thì in một mặt")
        form.addRow(self.two_sided)
        self.words.setWordWrap(True)
        self.words.setProperty("hint", True)
        panel = QWidget()
        panel.setFixedWidth(PANEL_WIDTH)
        column = QVBoxLayout(panel)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE_12)
        column.addLayout(form)
        column.addWidget(self.words)
        column.addStretch()
        for button in (self.print_button, self.leave_button):
            button.setAutoDefault(False)
            button.setAccessibleName(button.text().split("  ")[0])
            column.addWidget(button)
        row = QHBoxLayout(self)
        row.setContentsMargins(*[SPACE_20] * 4)
        row.setSpacing(SPACE_20)
        row.addWidget(self.preview, 1)
        row.addWidget(panel)

    def _allow(self) -> None:
        """Printing takes pages and a printer."""
        has_printer = self.printer.count() > 0
        self.words.setText("" if has_printer else NO_PRINTER)
        self.print_button.setEnabled(has_printer and self.preview.count > 0)

    def _on_drawn(self) -> None:
        count = self.preview.count
        if self.last.maximum() != count or not self.print_button.isEnabled():
            for box in (self.first, self.last):
                box.setRange(1, count)
            self.last.setValue(count)
        self._allow()

    def _on_print(self) -> None:
        if not self.print_button.isEnabled():
            return
        first, last = sorted((self.first.value(), self.last.value()))
        choice = PrintChoice(
            self.printer.currentText(),
            first,
            last,
            self.copies.value(),
            two_sided=self.two_sided.isChecked(),
        )
        pdf = self.preview.pdf
        run_with_dialog(
            self._context,
            self,
            "In",
            lambda job: print_pages(pdf, choice, job),
            self._on_printed,
            on_files=True,
        )

    def _on_printed(self, pages: int) -> None:
        self._context.notice(f"Đã gửi {pages} trang tới máy in {self.printer.currentText()}.")
        self.accept()

"""The tab Kết xuất: one guided act, everything that was sent, and the answers to it."""

from pathlib import Path

from PySide6.QtCore import Qt, QTimer, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import (
    QFileDialog,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from ktt_desktop.domain.errors import ExportBlockedError
from ktt_desktop.domain.identifiers import grouped_check_code
from ktt_desktop.domain.receipt import number_words
from ktt_desktop.domain.records import ChangeSet, Exported, SentRow, UnitProfile, Verification
from ktt_desktop.domain.terms import UnitLevel
from ktt_desktop.services.receipts import TakenReceipt, import_receipt
from ktt_desktop.services.report_figures import running
from ktt_desktop.services.sending import SendingPlan, plan_sending, write_again
from ktt_desktop.services.submission import export_submission, verify_submission
from ktt_desktop.ui import shortcuts, theme
from ktt_desktop.ui.context import Context
from ktt_desktop.ui.errors import show_error
from ktt_desktop.ui.job_dialog import run_with_dialog
from ktt_desktop.ui.jobs import Job, while_alive
from ktt_desktop.ui.screens.sending_checks import ChecksStep
from ktt_desktop.ui.screens.sending_history import SentHistory
from ktt_desktop.ui.screens.sending_letter import LetterButton
from ktt_desktop.ui.screens.sending_lines import LinesDialog
from ktt_desktop.ui.screens.sending_place import PlaceRow
from ktt_desktop.ui.screens.sending_preview import PreviewStep
from ktt_desktop.ui.screens.sending_steps import Steps, line, set_tone
from ktt_desktop.ui.screens.sending_words import ANSWERED, change_lines, protection_words
from ktt_desktop.ui.screens.validation_checks import Checks

KEYS = "F12 Kết xuất tệp nộp · F7 Kiểm tra · Ctrl+K Chọn kỳ"
WRITTEN_SO = (
    "Tệp nộp .kttt, bảng Excel và báo cáo PDF cùng một mã kiểm tra; ghi xong được đọc lại từ "
    "thiết bị để kiểm tra."
)


class SendingTab(QWidget):
    """Kết xuất tệp nộp của kỳ vào một thư mục hoặc USB, từng bước."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context, self._checks = context, Checks.of(context)
        self._plan: SendingPlan | None = None
        self._written: Path | None = None
        self._what, self.kind, self.why = line(), line(), line(hint=True)
        self.kind.setProperty("subheading", True)
        self.checks, self.preview = ChecksStep(context), PreviewStep()
        self.place, self.history = PlaceRow(context), SentHistory(context)
        self.result, self._before = line(tone="good"), line(WRITTEN_SO)
        self._open_folder = QPushButton("Mở thư mục")
        self.letter = LetterButton(context, self, lambda: self.history.row)
        self.looked, self._area = line(tone="neutral"), QScrollArea()
        self._build()
        self._connect()

    @property
    def folder(self) -> QWidget:
        """Where the keyboard begins: the folder of the export."""
        return self.place.folder

    # --- building

    def _build(self) -> None:
        export = QPushButton("Kết xuất tệp nộp  F12")
        export.setProperty("primary", True)
        export.setAccessibleName("Kết xuất tệp nộp")
        export.clicked.connect(self.export)
        head = QHBoxLayout()
        head.setSpacing(theme.SPACE_12)
        head.addWidget(self._what, 1)
        head.addWidget(export)
        page, area = QWidget(), self._area
        inside = QVBoxLayout(page)
        inside.setContentsMargins(0, 0, theme.SPACE_4, 0)
        inside.setSpacing(theme.SPACE_8)
        inside.addWidget(self._steps())
        inside.addLayout(self._sent_head())
        inside.addWidget(self.looked)
        inside.addWidget(self.history, 1)
        area.setWidget(page)
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        page.setAutoFillBackground(False)
        area.viewport().setAutoFillBackground(False)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.SPACE_8)
        column.addLayout(head)
        column.addWidget(area, 1)
        self.looked.hide()

    def _steps(self) -> Steps:
        steps = Steps()
        kind = steps.add("Kỳ và loại")
        kind.addWidget(self.kind)
        kind.addWidget(self.why)
        steps.add("Kiểm tra").addWidget(self.checks)
        steps.add("Xem trước").addWidget(self.preview)
        steps.add("Nơi ghi").addWidget(self.place)
        done = QHBoxLayout()
        done.setSpacing(theme.SPACE_8)
        done.addWidget(self._before, 1)
        done.addWidget(self.result, 1)
        for button in (self.letter, self._open_folder):
            done.addWidget(button, alignment=Qt.AlignmentFlag.AlignTop)
        self._open_folder.clicked.connect(self._show_folder)
        steps.add("Ghi và đọc lại").addLayout(done)
        self._show_result("")
        return steps

    def _sent_head(self) -> QHBoxLayout:
        head, words = QHBoxLayout(), QLabel("Đã kết xuất")
        words.setProperty("subheading", True)
        head.setSpacing(theme.SPACE_8)
        head.addWidget(words)
        head.addStretch()
        for text, act in (
            ("Nhập biên nhận…", self._choose_receipt),
            ("Kiểm tra một tệp .kttt…", self._choose_file),
        ):
            button = QPushButton(text)
            button.setAccessibleName(text.rstrip("…"))
            button.clicked.connect(act)
            head.addWidget(button)
        return head

    def _connect(self) -> None:
        context = self._context
        context.changes.changed.connect(self._on_changed)
        context.period_changed.connect(self._refresh)
        context.profile_changed.connect(self._refresh)
        self._checks.checked.connect(self._tell)
        self.preview.changes_wanted.connect(self._show_changes)
        self.history.again_wanted.connect(self._write_again)
        shortcuts.bind(self, "F12", self.export)
        shortcuts.bind(self, "F7", lambda: context.jump("validation"))

    # --- what is shown

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Scroll to what the keyboard enters from outside the page, too."""
        moved = super().focusNextPrevChild(forward)
        focused = self.focusWidget()
        if moved and focused is not None and self._area.isAncestorOf(focused):
            self._area.ensureWidgetVisible(focused)
        return moved

    def open(self) -> None:
        """Show what would be sent, and what was."""
        self._refresh()
        self.history.load()
        self.place.look()
        self.folder.setFocus()

    def _refresh(self) -> None:
        self._tell()
        self._read_plan()

    def _tell(self) -> None:
        profile, period, result = self._context.profile, self._context.period, self._checks.result
        practice = " Tệp mang dấu dữ liệu thực hành, không dùng để nộp." if profile.practice else ""
        self._what.setText(
            f"{period.label} của {running(profile.name)}, gửi {_receiver(profile)}.{practice}"
        )
        self.checks.show_result(result)
        if self.isVisible():
            errors = result.open_errors if result else 0
            words = f"còn {errors} lỗi phải sửa hoặc giải trình" if errors else "không còn lỗi"
            self._context.notice(f"Kết xuất tệp nộp: {words}", KEYS)

    def _read_plan(self) -> None:
        context = self._context
        book, profile, period = context.book, context.profile, context.period

        def show(plan: SendingPlan) -> None:
            if period == context.period:
                self._show_plan(plan)

        context.ask(self, lambda _: plan_sending(book, profile, period), show)

    def _show_plan(self, plan: SendingPlan) -> None:
        self._plan = plan
        self.kind.setText(f"{self._context.period.label}: {plan.kind[:1].lower()}{plan.kind[1:]}")
        self.why.setText(plan.why)
        self.preview.show_plan(plan)
        self._before.setText(f"{WRITTEN_SO}{protection_words(plan)}")

    def _show_changes(self) -> None:
        plan, period = self._plan, self._context.period
        if plan is not None and plan.changes is not None:
            view = change_lines("Thay đổi so với lần trước", period.label, plan.changes)
            LinesDialog(self._context, view, period, self).open()

    def _on_changed(self, change: ChangeSet) -> None:
        if change.exchange:
            self.history.load()
        if self.isVisible():
            self._read_plan()

    # --- acts

    def export(self) -> None:
        """Check, write the three files, read them back."""
        context, folder = self._context, self.place.path
        book, profile, period = context.book, context.profile, context.period
        self.place.remember()
        self._show_result("")

        def work(job: Job) -> Exported | ExportBlockedError:
            try:
                return export_submission(book, profile, period, folder, job)
            except ExportBlockedError as error:
                return error  # told on the page, beside the way to the errors

        run_with_dialog(context, self, "Kết xuất tệp nộp", work, self._on_exported)

    def _write_again(self, row: SentRow) -> None:
        folder = self.place.ask(f"Ghi lại {row.file_name} vào thư mục")
        if folder is not None:
            self.write_again(row, folder)

    def write_again(self, row: SentRow, folder: Path) -> None:
        """Write what was sent once more, to another place."""
        context = self._context
        book, profile = context.book, context.profile

        def work(job: Job) -> Exported | ExportBlockedError:
            try:
                return write_again(book, profile, row, folder, job)
            except ExportBlockedError as error:
                return error

        run_with_dialog(context, self, "Ghi lại tệp nộp", work, self._on_exported)

    def _on_exported(self, exported: Exported | ExportBlockedError) -> None:
        if isinstance(exported, ExportBlockedError):
            self.checks.show_refusal(str(exported))
            return
        self._written = exported.submission
        names = (exported.submission, exported.workbook, exported.report)
        code = grouped_check_code(exported.sent.check_code)
        lines = [
            f"Đã kết xuất và kiểm tra lại. Mã kiểm tra: {code}",
            *(path.name for path in names),
        ]
        self._show_result("\n".join(lines))
        self.place.look()
        self._bring(self.result)
        self.history.go_to(exported.sent.bundle_id)
        self._context.saved.emit()
        self._context.changes.changed.emit(ChangeSet(exchange=True))

    def _show_result(self, sentence: str) -> None:
        self.result.setText(sentence)
        self._before.setVisible(not sentence)
        for widget in (self.result, self.letter, self._open_folder):
            widget.setVisible(bool(sentence))

    def _bring(self, widget: QWidget) -> None:
        """Scroll to what was just told, once it has its place."""
        QTimer.singleShot(0, self, lambda: self._area.ensureWidgetVisible(widget))

    def _show_folder(self) -> None:
        if self._written is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._written.parent)))

    # --- files that come

    def _choose_file(self) -> None:
        chosen, _ = QFileDialog.getOpenFileName(
            self, "Kiểm tra một tệp nộp", str(self.place.path), "Tệp nộp (*.kttt *.zip)"
        )
        if chosen:
            self.verify(Path(chosen))

    def verify(self, path: Path) -> None:
        """Read a file as its receiver would, and say what it is."""

        def failed(error: Exception) -> None:
            self.looked.hide()
            show_error(self, error)

        self._show_looked(f"Đang đọc tệp {path.name}…", "neutral")
        self._context.runner.run(
            lambda _: verify_submission(path),
            while_alive(self, self._on_verified),
            while_alive(self, failed),
            on_files=True,
        )

    def _show_looked(self, words: str, tone: str) -> None:
        self.looked.setText(words)
        set_tone(self.looked, tone)
        self.looked.show()
        self._bring(self.looked)

    def _on_verified(self, found: Verification) -> None:
        moment = found.created_at.astimezone()
        mark = " Dữ liệu thực hành." if found.practice else ""
        self._show_looked(
            f"{found.file_name}: tệp nguyên vẹn.{mark} {found.period}, {found.unit_name}, "
            f"{number_words(found.number)}, lập lúc {moment:%H:%M %d/%m/%Y}; "
            f"{found.organisations} tổ chức, {found.findings} phát hiện, {found.explained} đã "
            f"giải trình. Mã kiểm tra: {grouped_check_code(found.check_code)}.",
            "good",
        )

    def _choose_receipt(self) -> None:
        chosen, _ = QFileDialog.getOpenFileName(
            self, "Nhập biên nhận", str(self.place.path), "Biên nhận (*.kttt-bn *.zip)"
        )
        if chosen:
            self.import_receipt(Path(chosen))

    def import_receipt(self, path: Path) -> None:
        """Take the answer of the level above in, and show it."""
        context = self._context
        run_with_dialog(
            context,
            self,
            "Nhập biên nhận",
            lambda _: import_receipt(context.book, path),
            self._on_receipt,
        )

    def _on_receipt(self, taken: TakenReceipt) -> None:
        self._show_looked(taken.sentence, ANSWERED[taken.receipt.answer])
        self.history.go_to(taken.receipt.bundle_id)
        if taken.is_new:
            self._context.saved.emit()
            self._context.changes.changed.emit(taken.change)
        if taken.receipt.items and taken.is_new:
            self.history.show_receipt(taken.receipt)


def _receiver(profile: UnitProfile) -> str:
    """The level above inside a sentence; a ministry keeps its capital: "Bộ Tài chính"."""
    name = profile.parent_name
    return name if profile.level is UnitLevel.PROVINCE else running(name)

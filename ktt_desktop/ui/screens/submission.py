"""The screen Nộp: write the submission file, look back, look into a file."""

from pathlib import Path

from PySide6.QtCore import (
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QSettings,
    QSize,
    QStandardPaths,
    Qt,
    QUrl,
)
from PySide6.QtGui import QDesktopServices, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFileDialog,
    QFrame,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QLineEdit,
    QPushButton,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from ktt_desktop.domain.errors import ExportBlockedError
from ktt_desktop.domain.findings import Place
from ktt_desktop.domain.identifiers import grouped_check_code
from ktt_desktop.domain.records import ChangeSet, Exported, SentRow, Verification
from ktt_desktop.services.report_figures import running
from ktt_desktop.services.submission import export_submission, history, verify_submission
from ktt_desktop.ui import shortcuts, theme
from ktt_desktop.ui.context import Context
from ktt_desktop.ui.errors import show_error
from ktt_desktop.ui.job_dialog import run_with_dialog
from ktt_desktop.ui.jobs import Job, while_alive
from ktt_desktop.ui.screens.validation_checks import Checks

Index = QModelIndex | QPersistentModelIndex
FOLDER, CELL_PADDING = "submission/folder", 5
COLUMNS = ("Kỳ", "Lần", "Tệp", "Mã kiểm tra", "Lúc")
KEYS = "F12 Kết xuất tệp nộp · F7 Kiểm tra"
LOOKING = "Xem một tệp nộp có nguyên vẹn hay không, như nơi nhận sẽ xem."


class SubmissionScreen(QWidget):
    """Kết xuất tệp nộp của kỳ vào một thư mục hoặc USB."""

    name = "submission"
    title = "Nộp"

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context, self._checks = context, Checks.of(context)
        self.folder, self._what = QLineEdit(), QLabel()
        self.blocked, self._to_checks = QLabel(), QPushButton("Mở Kiểm tra  F7")
        self.result, self._open_folder = QLabel(), QPushButton("Mở thư mục")
        self.sent = QTableWidget(0, len(COLUMNS))
        self.verified = QLabel()
        self._written: Path | None = None
        self._build()
        context.changes.changed.connect(self._on_changed)
        context.period_changed.connect(self._tell)
        context.profile_changed.connect(self._tell)
        self._checks.checked.connect(self._tell)
        shortcuts.bind(self, "F12", self.export)
        shortcuts.bind(self, "F7", lambda: context.jump("validation"))

    # --- building

    def _build(self) -> None:
        heading, export = QLabel(self.title), QPushButton("Kết xuất tệp nộp  F12")
        heading.setProperty("heading", True)
        export.setProperty("primary", True)
        export.setAccessibleName("Kết xuất tệp nộp")
        export.clicked.connect(self.export)
        head = QHBoxLayout()
        head.addWidget(heading)
        head.addStretch()
        head.addWidget(export)
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.SPACE_20, theme.SPACE_12, theme.SPACE_20, theme.SPACE_8)
        column.setSpacing(theme.SPACE_12)
        column.addLayout(head)
        column.addWidget(self._making())
        column.addWidget(_subheading("Đã kết xuất"))
        column.addWidget(self._history(), 1)
        column.addWidget(self._looking())

    def _making(self) -> QFrame:
        card, column = _card()
        self._what.setWordWrap(True)
        label, choose = QLabel("Thư mục"), QPushButton("Chọn thư mục…")
        documents = QStandardPaths.writableLocation(
            QStandardPaths.StandardLocation.DocumentsLocation
        )
        self.folder.setText(str(QSettings().value(FOLDER, documents)))
        self.folder.setObjectName("folder")
        self.folder.setAccessibleName("Thư mục kết xuất")
        label.setBuddy(self.folder)
        choose.clicked.connect(self._choose_folder)
        row = QHBoxLayout()
        for widget in (label, self.folder, choose):
            row.addWidget(widget)
        row.setStretch(1, 1)
        column.addWidget(self._what)
        column.addLayout(row)
        for words, tone, button, action in (
            (self.blocked, "error", self._to_checks, lambda: self._context.jump("validation")),
            (self.result, "good", self._open_folder, self._show_folder),
        ):
            words.setWordWrap(words is self.blocked)
            words.setProperty("tone", tone)
            words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            button.clicked.connect(action)
            line = QHBoxLayout()
            line.addWidget(words, 1)
            line.addWidget(button)
            column.addLayout(line)
            words.hide()
            button.hide()
        return card

    def _history(self) -> QTableWidget:
        self.sent.setHorizontalHeaderLabels(COLUMNS)
        self.sent.setAccessibleName("Các lần kết xuất")
        self.sent.setItemDelegate(_PaddedDelegate(self.sent))
        self.sent.verticalHeader().hide()
        self.sent.verticalHeader().setDefaultSectionSize(theme.ROW_HEIGHT)
        self.sent.setShowGrid(False)
        self.sent.setTabKeyNavigation(False)
        self.sent.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.sent.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        header = self.sent.horizontalHeader()
        header.setHighlightSections(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(2, QHeaderView.ResizeMode.Stretch)
        return self.sent

    def _looking(self) -> QFrame:
        card, column = _card()
        look = QPushButton("Kiểm tra một tệp .kttt…")
        look.clicked.connect(self._choose_file)
        self.verified.setWordWrap(True)
        self._show_verified(LOOKING, "neutral")
        row = QHBoxLayout()
        row.addWidget(self.verified, 1)
        row.addWidget(look)
        column.addLayout(row)
        return card

    # --- what is shown

    def open(self, place: Place | None) -> None:
        """Show what would be written, and what was."""
        self._tell()
        self._load()
        self.folder.setFocus()

    def _tell(self) -> None:
        profile, period, result = self._context.profile, self._context.period, self._checks.result
        practice = " Tệp mang dấu dữ liệu thực hành, không dùng để nộp." if profile.practice else ""
        self._what.setText(
            f"{period.label} của {running(profile.name)}, gửi {running(profile.parent_name)}: "
            f"tệp nộp .kttt, bảng Excel và báo cáo PDF, cùng một mã kiểm tra.{practice}"
        )
        errors = result.open_errors if result else 0
        self._show_blocked(
            f"Còn {errors} lỗi phải sửa hoặc giải trình trước khi kết xuất." if errors else ""
        )
        if self.isVisible():
            words = f"còn {errors} lỗi phải sửa hoặc giải trình" if errors else "không còn lỗi"
            self._context.notice(f"Kết xuất tệp nộp: {words}", KEYS)

    def _show_blocked(self, sentence: str) -> None:
        self.blocked.setText(sentence)
        self.blocked.setVisible(bool(sentence))
        self._to_checks.setVisible(bool(sentence))

    def _load(self) -> None:
        book = self._context.book
        self._context.ask(self, lambda _: history(book), self._show_history)

    def _show_history(self, rows: list[SentRow]) -> None:
        self.sent.setRowCount(len(rows))
        for at, row in enumerate(rows):
            when = row.created_at.astimezone()
            number = number_words(row.number).capitalize()
            texts = (
                row.period,
                number,
                row.file_name,
                grouped_check_code(row.check_code),
                f"{when:%d/%m/%Y %H:%M}",
            )
            for column, text in enumerate(texts):
                item = QTableWidgetItem(text)
                item.setToolTip(str(Path(row.folder) / row.file_name))
                self.sent.setItem(at, column, item)

    def _on_changed(self, change: ChangeSet) -> None:
        if change.exchange:
            self._load()

    # --- acts

    def export(self) -> None:
        """Check, write the three files, read them back."""
        context, folder = self._context, Path(self.folder.text().strip())
        QSettings().setValue(FOLDER, str(folder))
        book, profile, period = context.book, context.profile, context.period
        self._show_result("")

        def work(job: Job) -> Exported | ExportBlockedError:
            try:
                return export_submission(book, profile, period, folder, job)
            except ExportBlockedError as error:
                return error  # told on the screen, beside the way to the errors

        run_with_dialog(context, self, "Kết xuất tệp nộp", work, self._on_exported)

    def _on_exported(self, exported: Exported | ExportBlockedError) -> None:
        if isinstance(exported, ExportBlockedError):
            self._show_blocked(str(exported))
            self._to_checks.setFocus()
            return
        self._show_blocked("")
        self._written = exported.submission
        names = (exported.submission, exported.workbook, exported.report)
        code = grouped_check_code(exported.sent.check_code)
        lines = [
            f"Đã kết xuất và kiểm tra lại. Mã kiểm tra: {code}",
            *(path.name for path in names),
        ]
        self._show_result("\n".join(lines))
        self._context.saved.emit()
        self._context.changes.changed.emit(ChangeSet(exchange=True))

    def _show_result(self, sentence: str) -> None:
        self.result.setText(sentence)
        self.result.setVisible(bool(sentence))
        self._open_folder.setVisible(bool(sentence))

    def _show_folder(self) -> None:
        if self._written is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._written.parent)))

    def _choose_folder(self) -> None:
        chosen = QFileDialog.getExistingDirectory(self, "Chọn thư mục kết xuất", self.folder.text())
        if chosen:
            self.folder.setText(chosen)
            QSettings().setValue(FOLDER, chosen)

    def _choose_file(self) -> None:
        chosen, _ = QFileDialog.getOpenFileName(
            self, "Kiểm tra một tệp nộp", self.folder.text(), "Tệp nộp (*.kttt *.zip)"
        )
        if chosen:
            self.verify(Path(chosen))

    def verify(self, path: Path) -> None:
        """Read a file as its receiver would, and say what it is."""

        def failed(error: Exception) -> None:
            self._show_verified(LOOKING, "neutral")
            show_error(self, error)

        self._show_verified(f"Đang đọc tệp {path.name}…", "neutral")
        self._context.runner.run(
            lambda _: verify_submission(path),
            while_alive(self, self._on_verified),
            while_alive(self, failed),
            on_files=True,
        )

    def _show_verified(self, words: str, tone: str) -> None:
        self.verified.setText(words)
        self.verified.setProperty("tone", tone)
        self.verified.style().unpolish(self.verified)
        self.verified.style().polish(self.verified)

    def _on_verified(self, found: Verification) -> None:
        moment = found.created_at.astimezone()
        mark = " Dữ liệu thực hành." if found.practice else ""
        self._show_verified(
            f"{found.file_name}: tệp nguyên vẹn.{mark} {found.period}, {found.unit_name}, "
            f"{number_words(found.number)}, lập lúc {moment:%H:%M %d/%m/%Y}; "
            f"{found.organisations} tổ chức, {found.findings} phát hiện, {found.explained} đã "
            f"giải trình. Mã kiểm tra: {grouped_check_code(found.check_code)}.",
            "good",
        )


def number_words(number: int) -> str:
    """Lần kết xuất: "lần đầu", "bổ sung lần 2"."""
    return f"bổ sung lần {number}" if number else "lần đầu"


class _PaddedDelegate(QStyledItemDelegate):
    """Cells as far from the edge as the words of the table head."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        size = super().sizeHint(option, index)
        return QSize(size.width() + 2 * CELL_PADDING, size.height())

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        rect: QRect = option.rect  # type: ignore[attr-defined]
        option.rect = rect.adjusted(CELL_PADDING, 0, -CELL_PADDING, 0)  # type: ignore[attr-defined]
        super().paint(painter, option, index)


def _subheading(words: str) -> QLabel:
    label = QLabel(words)
    label.setProperty("subheading", True)
    return label


def _card() -> tuple[QFrame, QVBoxLayout]:
    card = QFrame()
    card.setProperty("card", True)
    column = QVBoxLayout(card)
    column.setContentsMargins(*[theme.SPACE_12] * 4)
    column.setSpacing(theme.SPACE_8)
    return card, column

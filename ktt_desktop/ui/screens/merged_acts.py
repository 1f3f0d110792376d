"""The strip below the lists of the merged book: the line at length, and what can be done."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget

from ktt_desktop.domain.receiving import DuplicateDecision
from ktt_desktop.services.merged_book import CorrectionRow, DuplicateRow, MappedUnit, SourceRow
from ktt_desktop.services.merged_words import MergedRow
from ktt_desktop.services.stated_figures import StatedDifference
from ktt_desktop.ui.theme import SPACE_4, SPACE_8

FILES = "Tệp của đơn vị  Enter"


class ReasonLine(QLineEdit):
    """Lý do, written in place: Enter keeps it, Esc leaves it as it was."""

    cancelled = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.cancelled.emit()
        else:
            super().keyPressEvent(event)


class ActBar(QWidget):
    """Dải việc của dòng đang đứng."""

    go_wanted = Signal()
    back_wanted = Signal()
    reason_written = Signal(str)
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.told, self.reason = QLabel(), ReasonLine()
        self.back_button, self.go_button = QPushButton(), QPushButton()
        self.told.setWordWrap(True)
        self.told.setTextFormat(Qt.TextFormat.PlainText)
        self.reason.setAccessibleName("Lý do sửa")
        self.reason.setPlaceholderText("Lý do sửa  F2")
        self._kept = ""
        column, row = QVBoxLayout(self), QHBoxLayout()
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE_4)
        row.setSpacing(SPACE_8)
        column.addWidget(self.told)
        column.addLayout(row)
        row.addWidget(self.reason, 3)
        row.addStretch(1)
        row.addWidget(self.back_button)
        row.addWidget(self.go_button)
        self.reason.returnPressed.connect(
            lambda: self.reason_written.emit(self.reason.text().strip())
        )
        self.reason.cancelled.connect(self._on_cancelled)
        self.back_button.clicked.connect(self.back_wanted)
        self.go_button.clicked.connect(self.go_wanted)

    def edit_reason(self) -> None:
        """Move the keyboard into the reason, where the line has one."""
        if self.reason.isVisible():
            self.reason.setFocus()
            self.reason.selectAll()

    def show_row(self, row: MergedRow | None) -> None:
        """Show what a line is, and its acts."""
        told, back, go = _words(row)
        self.setVisible(row is not None)
        self.told.setText(told)
        self.reason.setVisible(isinstance(row, CorrectionRow))
        if isinstance(row, CorrectionRow) and not self.reason.hasFocus():
            self._kept = row.correction.reason
            self.reason.setText(self._kept)
        for button, words in ((self.back_button, back), (self.go_button, go)):
            button.setText(words)
            button.setAccessibleName(words.split("  ")[0])
            button.setVisible(bool(words))

    def _on_cancelled(self) -> None:
        self.reason.setText(self._kept)
        self.left.emit()


def _words(row: MergedRow | None) -> tuple[str, str, str]:
    """The line at length, the words of taking back and of going on; empty for none."""
    match row:
        case CorrectionRow():
            told = f"{row.whose} – {row.what}. Nhận: {row.received}; sửa: {row.value}."
            return told, "Trả về giá trị nhận  Delete", "Đến ô  Enter"
        case DuplicateRow(decision=None):
            sides = "; ".join(f"{each.unit_name}: {each.name}" for each in row.claim.sides)
            return f"{sides}. Chưa tính ở đơn vị nào.", "", "Xử lý…  Enter"
        case DuplicateRow(decision=DuplicateDecision(reason=reason)):
            return f"{row.answer}. Lý do: {reason}", "Bỏ quyết định  Delete", ""
        case StatedDifference():
            told = f"{row.unit_name}, {row.label}: số nêu lấy từ tệp {row.file.file_name}."
            return told, "", "Đến ô  Enter"
        case SourceRow():
            told = f"{row.file.file_name}; người lập: {row.file.prepared_by or 'không ghi'}."
            return told, "", FILES
        case MappedUnit():
            return _landing(row), "", FILES
        case _:
            return "", "", ""


def _landing(row: MappedUnit) -> str:
    """Where the files of a former unit went, or how the officer says it."""
    if not row.lands_on:
        return f"{row.name}: chưa chọn đơn vị nhận số liệu. Mở tệp của đơn vị rồi bấm F4 để chọn."
    return f"{row.name}: số liệu vào {row.lands_on}. {row.decision}"

"""Kiểm tra chữ số: what the check finds in the words; Enter goes to them."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent
from PySide6.QtWidgets import QLabel, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from ktt_desktop.domain.terms import Severity
from ktt_desktop.services.report_check import WordFinding
from ktt_desktop.ui import theme

FOUND = Qt.ItemDataRole.UserRole
WORDS = {
    Severity.ERROR: ("Lỗi", theme.ERROR),
    Severity.WARNING: ("Cảnh báo", theme.WARNING),
    Severity.NOTICE: ("Nhắc", theme.SECONDARY),
}
HEIGHT = 150


class CheckPanel(QWidget):
    """Kết quả kiểm tra chữ số dưới ô soạn; Esc closes it."""

    wanted = Signal(str, str)  # section, words to be found
    closed = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.told, self.list = QLabel(), QListWidget()
        self.told.setProperty("subheading", True)
        self.list.setAccessibleName("Kết quả kiểm tra chữ số")
        self.list.setWordWrap(True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.itemActivated.connect(self._go)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.SPACE_4)
        column.addWidget(self.told)
        column.addWidget(self.list)
        self.setMaximumHeight(HEIGHT)
        self.hide()

    def show_findings(self, findings: tuple[WordFinding, ...]) -> None:
        """Show these, the keyboard in them."""
        self.list.clear()
        for each in findings:
            word, colour = WORDS[each.finding.severity]
            item = QListWidgetItem(f"{word}: {each.finding.message}")
            item.setForeground(QColor(colour))
            item.setData(FOUND, each)
            quotes = (f"“{place.quote}”" for place in each.finding.places)
            item.setToolTip("\n".join((each.heading, *quotes)))
            self.list.addItem(item)
        count = len(findings)
        self.told.setText(
            f"Kiểm tra chữ số: {count} phát hiện. Enter đến chỗ, Esc đóng."
            if count
            else "Kiểm tra chữ số: không có phát hiện nào."
        )
        self.list.setVisible(bool(findings))
        self.show()
        if findings:
            self.list.setCurrentRow(0)
            self.list.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.hide()
            self.closed.emit()
        else:
            super().keyPressEvent(event)

    def _go(self, item: QListWidgetItem) -> None:
        found: WordFinding = item.data(FOUND)
        self.wanted.emit(found.section, found.quote)

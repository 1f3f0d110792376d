"""What the check of a document found: by severity, then the findings, then their places."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QColor, QFont, QKeyEvent
from PySide6.QtWidgets import QHeaderView, QTreeWidget, QTreeWidgetItem, QWidget

from ktt_desktop.domain.document_check.findings import DocumentFinding
from ktt_desktop.domain.terms import Severity
from ktt_desktop.ui import theme

GROUPS = {
    Severity.ERROR: ("Lỗi", "error"),
    Severity.WARNING: ("Cảnh báo", "warning"),
    Severity.NOTICE: ("Nhắc", "neutral"),
}
INDENTATION = 14
FINDING, LINE = Qt.ItemDataRole.UserRole, Qt.ItemDataRole.UserRole + 1


class TextFindings(QTreeWidget):
    """Enter goes to the first place of a finding, Shift+Enter to the next; on a place, to it."""

    gone_to = Signal(int)  # line
    chosen = Signal(object)  # DocumentFinding or None

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._last: tuple[DocumentFinding, int] | None = None
        self.setColumnCount(2)
        self.setHeaderHidden(True)
        self.setIndentation(INDENTATION)
        self.header().setSectionResizeMode(0, QHeaderView.ResizeMode.ResizeToContents)
        self.header().setStretchLastSection(True)
        self.setAccessibleName("Các phát hiện trong văn bản")
        self.setUniformRowHeights(True)
        self.setExpandsOnDoubleClick(False)
        self.itemDoubleClicked.connect(lambda item: self._go(item, next_one=False))
        self.currentItemChanged.connect(lambda item, _: self.chosen.emit(_finding(item)))

    def show_findings(self, findings: tuple[DocumentFinding, ...]) -> None:
        """Show these, the first one chosen."""
        self.clear()
        self._last = None
        for severity, (word, tone) in GROUPS.items():
            some = [each for each in findings if each.severity is severity]
            if some:
                self._add_group(f"{word} ({len(some)})", tone, some)
        group = self.topLevelItem(0)
        if group is not None:
            self.setCurrentItem(group.child(0))

    def _add_group(self, title: str, tone: str, findings: list[DocumentFinding]) -> None:
        group = QTreeWidgetItem(self, [title])
        bold = QFont(self.font())
        bold.setBold(True)
        group.setFont(0, bold)
        group.setForeground(0, QColor(theme.TONES[tone][0]))
        group.setFirstColumnSpanned(True)
        for finding in findings:
            row = QTreeWidgetItem(group, [finding.rule, finding.message])
            row.setData(0, FINDING, finding)
            row.setToolTip(1, finding.message)
            for place in finding.places:
                spot = QTreeWidgetItem(row, [f"dòng {place.line}", f"“{place.quote}”"])
                spot.setData(0, FINDING, finding)
                spot.setData(0, LINE, place.line)
                spot.setForeground(1, QColor(theme.SECONDARY))
        group.setExpanded(True)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        item = self.currentItem()
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and item is not None:
            shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            self._go(item, next_one=shift)
            return
        super().keyPressEvent(event)

    def _go(self, item: QTreeWidgetItem, *, next_one: bool) -> None:
        finding, line = _finding(item), item.data(0, LINE)
        if finding is None:
            item.setExpanded(not item.isExpanded())
            return
        if line is not None:
            self.gone_to.emit(line)
            return
        at = 0
        if next_one and self._last is not None and self._last[0] == finding:
            at = (self._last[1] + 1) % len(finding.places)
        elif next_one:
            at = min(1, len(finding.places) - 1)
        self._last = (finding, at)
        self.gone_to.emit(finding.places[at].line)


def _finding(item: QTreeWidgetItem | None) -> DocumentFinding | None:
    found = item.data(0, FINDING) if item is not None else None
    return found if isinstance(found, DocumentFinding) else None

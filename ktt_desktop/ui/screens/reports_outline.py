"""The sections of a report at the left, with what waits in them."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QWidget

from ktt_desktop.domain.document import HeadingLevel
from ktt_desktop.services.report_opening import OpenReport, OpenSection

INDENT = {
    HeadingLevel.PART: "",
    HeadingLevel.ROMAN: "  ",
    HeadingLevel.NUMBER: "      ",
    HeadingLevel.LETTER: "          ",
}
SECTION = Qt.ItemDataRole.UserRole
CHANGED, UNWRITTEN, OWN = "◆ ", "○ ", "● "


class SectionList(QListWidget):
    """Dàn ý của báo cáo; a mark before a heading tells what waits there."""

    section_chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("Các mục của báo cáo")
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.currentItemChanged.connect(self._on_item)

    @property
    def section(self) -> str:
        """The id of the chosen section; empty before a report is shown."""
        item = self.currentItem()
        return str(item.data(SECTION)) if item is not None else ""

    def show_report(self, report: OpenReport, section: str) -> None:
        """Show the sections, this one chosen, or the first with something to read or write."""
        self.blockSignals(True)
        ids = [each.id for each in report.sections]
        while self.count() < len(ids):
            self.addItem(QListWidgetItem())
        while self.count() > len(ids):
            self.takeItem(self.count() - 1)
        for row, each in enumerate(report.sections):
            _tell(self.item(row), each)
        wanted = section if section in ids else _first(report)
        self.setCurrentRow(ids.index(wanted))
        self.blockSignals(False)

    def _on_item(self, item: QListWidgetItem | None) -> None:
        if item is not None:
            self.section_chosen.emit(item.data(SECTION))

    def choose(self, section: str) -> None:
        """Go to a section."""
        for row in range(self.count()):
            if self.item(row).data(SECTION) == section:
                self.setCurrentRow(row)
                return


def _first(report: OpenReport) -> str:
    sections = report.sections
    return next((each.id for each in sections if each.items or each.takes_words), sections[0].id)


def _tell(item: QListWidgetItem, section: OpenSection) -> None:
    mark, told = _state(section)
    item.setData(SECTION, section.id)
    item.setText(f"{INDENT[section.heading.level]}{mark}{section.heading.text}")
    item.setToolTip("\n".join(filter(None, (section.heading.text, section.heading.title, told))))


def _state(section: OpenSection) -> tuple[str, str]:
    if section.changes:
        return CHANGED, "◆ Có số liệu đã đổi, chờ nhận hoặc giữ số cũ"
    if section.is_unwritten:
        return UNWRITTEN, "○ Chưa viết"
    return (OWN, "● Có lời văn của cán bộ") if section.text else ("", "")

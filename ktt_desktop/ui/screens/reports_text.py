"""The generated words of a section, its figures tinted and told on hovering."""

from PySide6.QtCore import QUrl, Signal
from PySide6.QtGui import QColor, QFont, QTextBlockFormat, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QTextBrowser, QWidget

from ktt_desktop.catalogue.edition import Catalogue
from ktt_desktop.domain.document import Block, Heading, Paragraph, Run, Table
from ktt_desktop.domain.period import ReportingPeriod, TableColumn
from ktt_desktop.domain.terms import Measure
from ktt_desktop.ui import theme

_MEASURES = {
    Measure.PLAN: "kế hoạch",
    Measure.HALF_YEAR: "số liệu trong năm",
    Measure.ESTIMATE: "ước cả năm",
    Measure.ACTUAL: "thực hiện",
}


class SectionText(QTextBrowser):
    """Lời văn tự lập; a figure opens its place in Chỉ tiêu, a value its work record."""

    figure_opened = Signal(str)  # indicator code
    record_opened = Signal(str, str)  # kind and uid

    def __init__(self, catalogue: Catalogue, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._catalogue = catalogue
        self.setOpenLinks(False)
        self.setAccessibleName("Lời văn tự lập từ số liệu")
        self.document().setDocumentMargin(theme.SPACE_12)
        self.anchorClicked.connect(self._on_link)

    def show_blocks(self, blocks: tuple[Block, ...], period: ReportingPeriod) -> None:
        """Show a section; keeps the place where only its figures changed."""
        bar = self.verticalScrollBar().value()
        self.clear()
        cursor = QTextCursor(self.document())
        for place, block in enumerate(blocks):
            if place:
                cursor.insertBlock()
            spacing = QTextBlockFormat()
            spacing.setBottomMargin(theme.SPACE_4)
            cursor.setBlockFormat(spacing)
            match block:
                case Heading(text=text, title=title):
                    words = QTextCharFormat()
                    words.setFontWeight(QFont.Weight.DemiBold)
                    cursor.insertText(f"{text}\n{title}" if title else text, words)
                case Paragraph(runs=runs):
                    for run in runs:
                        cursor.insertText(run.text, self._format(run, period))
                case Table():
                    cursor.insertText(table_lines(block), self._format(Run(""), period))
        self.verticalScrollBar().setValue(bar)

    def _format(self, run: Run, period: ReportingPeriod) -> QTextCharFormat:
        words = QTextCharFormat()
        words.setForeground(QColor(theme.INK))
        if run.anchor:
            words.setBackground(QColor(theme.SELECTION))
            words.setFontUnderline(True)
            words.setUnderlineColor(QColor(theme.GREEN))
            words.setToolTip(origin_of(self._catalogue, period, run.anchor))
            words.setAnchor(True)
            words.setAnchorHref(run.anchor.split()[0].replace(":", "/"))  # a URL without scheme
        return words

    def _on_link(self, target: QUrl) -> None:
        name, _, rest = target.toString().partition("/")
        if name in self._catalogue.dossiers:
            self.record_opened.emit(name, rest)
        else:
            self.figure_opened.emit(name)


def table_lines(table: Table) -> str:
    """A table in a narrow place: a line for each row, what it says named by the column heads."""
    heads = [" ".join(each.header.split()) for each in table.columns]
    lines = []
    for row in table.rows:
        place, title, *cells = (" ".join(cell.split()) for cell in row.cells)
        told = (f"{head}: {cell}" for head, cell in zip(heads[2:], cells, strict=True) if cell)
        lines.append(f"{place}. {title} – {'; '.join(told)}")
    return "\n".join(lines)


def origin_of(catalogue: Catalogue, period: ReportingPeriod, anchor: str) -> str:
    """Which figures a piece of text was made from: "A5:TH A5:KH" in words, one a line."""
    records = [each.partition(":")[0] for each in anchor.split()]
    if records[0] in catalogue.dossiers:
        label = catalogue.dossiers[records[0]].label
        more = f" ({len(records)} hồ sơ)" if len(records) > 1 else ""
        return f"Hồ sơ công việc: {label}{more}\nSố liệu khóa: sửa ở màn hình Hỗ trợ."
    lines = []
    for each in anchor.split():
        code, _, column = each.partition(":")
        indicator = catalogue.edition.indicators.get(code)
        if indicator is None:
            continue
        year, measure = (
            period.column(TableColumn(column)) if column in list(TableColumn) else period.main
        )
        lines.append(f"[{code}] {indicator.title} – {_MEASURES[measure]} năm {year}")
    return "\n".join((*lines, "Số liệu khóa: sửa ở màn hình Chỉ tiêu."))

"""A form (Biểu C, D, E, Mục tiêu) on screen: read, moved through, copied; not typed into."""

from typing import Any

from PySide6.QtCore import QAbstractTableModel, QItemSelectionModel, QModelIndex, Qt, Signal
from PySide6.QtGui import QFocusEvent, QFont, QFontMetrics, QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QApplication, QLabel, QTableView, QWidget

from ktt_desktop.domain.document import Align
from ktt_desktop.domain.sourced_table import SourcedCell, SourcedTable
from ktt_desktop.ui.screens.dossier_table_heads import (
    LABELS,
    LABELS_NARROW,
    NARROW,
    PADDING,
    GroupedHeader,
    LabelHeader,
    head_font,
)

STANDING = 2  # columns that stand still at the left: TT and the words of the line
LEAST, WIDE, PER_WEIGHT = 44, 96, 13  # logical pixels of a column
_ALIGNS = {
    Align.LEFT: Qt.AlignmentFlag.AlignLeft,
    Align.CENTRE: Qt.AlignmentFlag.AlignHCenter,
    Align.RIGHT: Qt.AlignmentFlag.AlignRight,
}
Index = QModelIndex


class FormModel(QAbstractTableModel):
    """Các ô của biểu, without the columns that stand still."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.table = SourcedTable("", "", (), ())

    def show_table(self, table: SourcedTable) -> None:
        """Show another table."""
        self.beginResetModel()
        self.table = table
        self.endResetModel()

    def rowCount(self, parent: Any = Index()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.table.rows)

    def columnCount(self, parent: Any = Index()) -> int:  # noqa: B008
        return 0 if parent.isValid() else max(len(self.table.columns) - STANDING, 0)

    def cell(self, index: Any) -> SourcedCell:
        """What stands in a cell."""
        found: SourcedCell = self.table.rows[index.row()].cells[index.column() + STANDING]
        return found

    def data(self, index: Any, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return self.cell(index).text
            case Qt.ItemDataRole.ToolTipRole | Qt.ItemDataRole.AccessibleDescriptionRole:
                row = self.table.rows[index.row()]
                return row.hint or row.label
            case Qt.ItemDataRole.TextAlignmentRole:
                column = self.table.columns[index.column() + STANDING].column
                return _ALIGNS[column.align] | Qt.AlignmentFlag.AlignVCenter
            case Qt.ItemDataRole.FontRole if self.table.rows[index.row()].bold:
                font = QFont()
                font.setBold(True)
                return font
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        if orientation is Qt.Orientation.Vertical:
            return self.table.rows[section].cells[1].text
        column = self.table.columns[section + STANDING].column
        return f"{column.group} {column.header}".strip().replace("\n", " ")


class FormTable(QTableView):
    """Bảng của một biểu; Esc leaves it."""

    left = Signal()
    cell_chosen = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.form = FormModel(self)
        self._heads, self._labels = GroupedHeader(self), LabelHeader(self)
        self._corner = QLabel("", self)
        self._corner.setProperty("subheading", True)
        self._corner.setIndent(PADDING)
        self._corner.setWordWrap(True)
        self.setHorizontalHeader(self._heads)
        self.setVerticalHeader(self._labels)
        self.setModel(self.form)
        self.setWordWrap(True)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.setHorizontalScrollMode(self.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollMode(self.ScrollMode.ScrollPerPixel)
        for each in (self._heads, self._labels):
            each.setSelectionModel(QItemSelectionModel(self.form, each))
        self._heads.geometriesChanged.connect(self._cover_corner)

    @property
    def current_cell(self) -> SourcedCell | None:
        """The cell the cursor is on."""
        index = self.currentIndex()
        return self.form.cell(index) if index.isValid() else None

    def show_table(self, table: SourcedTable) -> None:
        """Show a table; the cursor stays where it was as far as there is such a cell."""
        row, column = max(self.currentIndex().row(), 0), max(self.currentIndex().column(), 0)
        self._labels.show_table(table)
        heads = tuple((each.column.group, each.column.header) for each in table.columns)
        self._heads.show_heads(heads[STANDING:])
        self.form.show_table(table)
        self._corner.setText(heads[1][1] if len(heads) > 1 else "")
        self.fit()
        if table.rows:
            self.choose(min(row, len(table.rows) - 1), min(column, self.form.columnCount() - 1))

    def choose(self, row: int, column: int) -> None:
        """Make a cell the active one, whatever keys are held down, and bring it into view."""
        index = self.form.index(row, column)
        alone = QItemSelectionModel.SelectionFlag.ClearAndSelect
        self.selectionModel().setCurrentIndex(index, alone)
        self.scrollTo(index)

    def fit(self) -> None:
        """Every column as wide as its words, long words in several lines; rows as high as that."""
        heads = QFontMetrics(head_font(self.font()))
        bold = QFont(self.font())
        bold.setBold(True)
        metrics = QFontMetrics(bold)
        for column in range(self.form.columnCount()):
            each = self.form.table.columns[column + STANDING].column
            most = max(each.weight * PER_WEIGHT, WIDE)
            words = [heads.horizontalAdvance(word) for word in each.header.split()]
            cells = [
                min(metrics.horizontalAdvance(row.cells[column + STANDING].text), most)
                for row in self.form.table.rows
            ]
            widest = max([*words, *cells, LEAST - 2 * PADDING])
            self.setColumnWidth(column, widest + 2 * PADDING + 4)
        self._labels.setFixedWidth(LABELS_NARROW if self.width() < NARROW else LABELS)
        self.resizeRowsToContents()
        self._heads.updateGeometry()
        self.updateGeometries()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        wanted = LABELS_NARROW if self.width() < NARROW else LABELS
        if self._labels.width() != wanted:
            self._labels.setFixedWidth(wanted)
            self.resizeRowsToContents()
        self._cover_corner()

    def _cover_corner(self) -> None:
        """The word over the lines."""
        self._corner.setGeometry(1, 1, self._labels.width(), self._heads.height())

    def copied_text(self) -> str:
        """The selection as lines divided by tabs, as Excel takes them."""
        indexes = self.selectedIndexes()
        rows = sorted({each.row() for each in indexes})
        columns = sorted({each.column() for each in indexes})
        return "\n".join(
            "\t".join(self.form.cell(self.form.index(row, column)).text for column in columns)
            for row in rows
        )

    def currentChanged(self, current: Any, previous: Any) -> None:
        super().currentChanged(current, previous)
        self._labels.mark(current.row())
        self.cell_chosen.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Copy):
            QApplication.clipboard().setText(self.copied_text())
        elif event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if not self.currentIndex().isValid() and self.form.rowCount():
            self.choose(0, 0)

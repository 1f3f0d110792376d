"""The totals under the grid: Σ of a column, or Σ/Σ, and how many organisations have figures."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, QRect, Qt
from PySide6.QtGui import QColor, QFont, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QHeaderView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from ktt_desktop.domain.numbers import Quantity, format_number
from ktt_desktop.services.annual_grid import GridColumn, GridTotal
from ktt_desktop.ui import theme
from ktt_desktop.ui.screens.annual_delegate import PADDING
from ktt_desktop.ui.screens.annual_grid_table import GridTable
from ktt_desktop.ui.screens.annual_model import BLANK, Index

ROOT = QModelIndex()
COUNT, HEIGHT = Quantity("tổ chức"), 42
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class TotalsModel(QAbstractTableModel):
    """One row."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.columns: Sequence[GridColumn] = ()
        self.totals: Sequence[GridTotal] = ()
        self.count = 0

    def show(self, columns: Sequence[GridColumn], totals: Sequence[GridTotal], count: int) -> None:
        """Totals of so many organisations."""
        self.beginResetModel()
        self.columns, self.totals, self.count = columns, totals, count
        self.endResetModel()

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = ROOT) -> int:
        return 0 if parent.isValid() else 1

    def columnCount(self, parent: QModelIndex | QPersistentModelIndex = ROOT) -> int:
        return 0 if parent.isValid() else len(self.totals)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        column, total = self.columns[index.column()], self.totals[index.column()]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return BLANK if total.value is None else format_number(total.value, column.quantity)
            case Qt.ItemDataRole.ToolTipRole | Qt.ItemDataRole.AccessibleTextRole:
                return self.words(index.column())
            case Qt.ItemDataRole.UserRole:
                return self.known(index.column())
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        is_name = orientation is Qt.Orientation.Vertical and role == Qt.ItemDataRole.DisplayRole
        return f"Tổng của {_count(self.count)} tổ chức\nđã có số liệu" if is_name else None

    def known(self, column: int) -> str:
        """How many organisations have figures: "12/40"."""
        return f"{_count(self.totals[column].known)}/{_count(self.count)}"

    def words(self, column: int) -> str:
        """A total in words, an average with its denominator."""
        head, total = self.columns[column], self.totals[column]
        found = f"{self.known(column)} tổ chức có số liệu"
        if total.value is None:
            why = "không cộng được" if total.known else "chưa có số liệu"
            return f"{head.title}: {why}; {found}"
        shown = f"{format_number(total.value, head.quantity)} {head.quantity.unit}"
        if total.weight is None:
            return f"{head.title}: tổng {shown}; {found}"
        return (
            f"{head.title}: bình quân {shown}, chia theo [{head.weight}] = {_count(total.weight)}; "
            f"{found}"
        )


class TotalsRow(QWidget):
    """Dòng tổng, scrolled together with the grid above."""

    def __init__(self, table: GridTable) -> None:
        super().__init__()
        self.model, self.view = TotalsModel(self), QTableView()
        self._table, view = table, self.view
        view.setModel(self.model)
        view.setItemDelegate(_Painter(view))
        view.setAccessibleName("Dòng tổng")
        view.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        view.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        view.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        view.setShowGrid(False)
        view.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        view.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        view.horizontalHeader().hide()
        view.horizontalHeader().setMinimumSectionSize(table.horizontalHeader().minimumSectionSize())
        names = view.verticalHeader()
        names.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        names.setDefaultSectionSize(HEIGHT)
        names.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        view.setFixedHeight(HEIGHT + view.horizontalScrollBar().sizeHint().height() + 2)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, table.verticalScrollBar().sizeHint().width(), 0)
        row.addWidget(view)
        above, below = table.horizontalScrollBar(), view.horizontalScrollBar()
        above.valueChanged.connect(below.setValue)
        below.valueChanged.connect(above.setValue)
        table.horizontalHeader().sectionResized.connect(
            lambda place, _, width: view.setColumnWidth(place, width)
        )

    def show_totals(
        self, columns: Sequence[GridColumn], totals: Sequence[GridTotal], count: int
    ) -> None:
        """Show totals; every column as wide as above."""
        self.model.show(columns, totals, count)
        for place in range(len(totals)):
            self.view.setColumnWidth(place, self._table.columnWidth(place))
        self.follow()

    def follow(self) -> None:
        """Stand under the names and figures of the grid."""
        self.view.verticalHeader().setFixedWidth(self._table.names_width)
        self.view.horizontalScrollBar().setValue(self._table.horizontalScrollBar().value())


class _Painter(QStyledItemDelegate):
    """The total, and under it how many organisations have figures."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        rect: QRect = option.rect  # type: ignore[attr-defined]
        room = rect.adjusted(PADDING, 3, -PADDING, -3)
        upper, lower = QRect(room), QRect(room)
        upper.setHeight(room.height() // 2)
        lower.setTop(upper.bottom())
        painter.save()
        painter.fillRect(rect, QColor(theme.COMPUTED))
        font = QFont(painter.font())
        font.setBold(True)
        painter.setFont(font)
        text = str(index.data())
        painter.setPen(QColor(theme.HINT if text == BLANK else theme.INK))
        painter.drawText(upper, _RIGHT, text)
        font.setBold(False)
        font.setPointSizeF(theme.SMALL_POINTS)
        painter.setFont(font)
        painter.setPen(QColor(theme.SECONDARY))
        painter.drawText(lower, _RIGHT, str(index.data(Qt.ItemDataRole.UserRole)))
        painter.restore()


def _count(number: int) -> str:
    return format_number(number, COUNT)

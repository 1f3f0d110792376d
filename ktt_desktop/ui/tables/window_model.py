"""The id-window model: all ids in their order, rows read page by page as they are painted."""

from array import array
from collections import OrderedDict
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, Generic

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from ktt_desktop.ui.tables.columns import Column, Row

PAGE, CACHED_PAGES = 128, 32
TONE_ROLE = Qt.ItemDataRole.UserRole + 1
ROOT = QModelIndex()
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter

Index = QModelIndex | QPersistentModelIndex
Read = Callable[[Sequence[int]], Mapping[int, Row]]  # ids that are gone may be missing


class WindowModel(QAbstractTableModel, Generic[Row]):
    """True length, true scroll bar, little memory; `read` fetches the rows of one page of ids."""

    def __init__(self, columns: Sequence[Column[Row]], read: Read[Row]) -> None:
        super().__init__()
        self.columns, self._read = tuple(columns), read
        self._ids = array("q")
        self._pages: OrderedDict[int, Mapping[int, Row]] = OrderedDict()
        self.sorted_by, self.is_descending = "", False

    def set_ids(self, ids: Iterable[int]) -> None:
        """Show these ids in this order; everything is read anew."""
        self.beginResetModel()
        self._ids = array("q", ids)
        self._pages.clear()
        self.endResetModel()

    def set_columns(self, columns: Sequence[Column[Row]]) -> None:
        """Show other columns of the same rows."""
        self.beginResetModel()
        self.columns = tuple(columns)
        self.endResetModel()

    def show_order(self, sort_key: str, descending: bool) -> None:
        """Draw an arrow into the head of the column the ids are sorted by."""
        self.sorted_by, self.is_descending = sort_key, descending
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(self.columns) - 1)

    def id_at(self, row: int) -> int | None:
        """The id shown in a row."""
        return self._ids[row] if 0 <= row < len(self._ids) else None

    def ids(self, first: int = 0, last: int | None = None) -> Sequence[int]:
        """The ids of the rows from first to last; all of them by default."""
        return self._ids[first : None if last is None else last + 1]

    def row_of(self, id_: int) -> int | None:
        """The row an id is shown in."""
        return self._ids.index(id_) if id_ in self._ids else None

    def row_at(self, row: int) -> Row | None:
        """The record of a row; None where it is gone from the book."""
        id_ = self.id_at(row)
        return None if id_ is None else self._page(row // PAGE).get(id_)

    def rowCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else len(self._ids)

    def columnCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else len(self.columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        column = self.columns[index.column()]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _RIGHT if column.is_right else _LEFT
        if role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole, TONE_ROLE):
            return None
        row = self.row_at(index.row())
        if row is None:
            return None
        if role == TONE_ROLE:
            return column.tone(row) if column.tone else ""
        return column.text(row)

    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> Any:
        if orientation is not Qt.Orientation.Horizontal or not 0 <= section < len(self.columns):
            return None
        column = self.columns[section]
        if role == Qt.ItemDataRole.DisplayRole:
            return self._head(column)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _RIGHT if column.is_right else _LEFT
        if role == Qt.ItemDataRole.ToolTipRole and column.sort_key:
            return (
                "Bấm để xếp; trong bảng: ←→ chọn cột, Ctrl+Shift+↑ xếp tăng, Ctrl+Shift+↓ xếp giảm"
            )
        return None

    def _head(self, column: Column[Row]) -> str:
        if not column.sort_key or column.sort_key != self.sorted_by:
            return column.header
        return f"{column.header} {'▼' if self.is_descending else '▲'}"

    def _page(self, number: int) -> Mapping[int, Row]:
        if number not in self._pages:
            self._pages[number] = self._read(self._ids[number * PAGE : (number + 1) * PAGE])
            if len(self._pages) > CACHED_PAGES:
                self._pages.popitem(last=False)
        self._pages.move_to_end(number)
        return self._pages[number]

"""The list of what a pasted block could not give: where, what stood there, and why."""

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QDialog,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QPushButton,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from ktt_desktop.domain.annual_block import Unread
from ktt_desktop.ui.tables.clipboard import CopiedCell, copied
from ktt_desktop.ui.tables.delegates import TextDelegate
from ktt_desktop.ui.theme import SPACE_8, SPACE_20

ROOT = QModelIndex()
HEADERS = ("Tổ chức", "Chỉ tiêu", "Ô trong khối dán", "Giá trị", "Lý do")
WIDTHS = (200, 180, 130, 100)
SIZE = (880, 430)  # logical pixels
# The row and column titles of a place in the block; "" outside the grid.
Naming = Callable[[int, int], tuple[str, str]]


class UnreadModel(QAbstractTableModel):
    """One line a cell."""

    def __init__(self, unread: Sequence[Unread], naming: Naming, parent: QWidget) -> None:
        super().__init__(parent)
        self.unread, self._naming = unread, naming

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = ROOT) -> int:
        return 0 if parent.isValid() else len(self.unread)

    def columnCount(self, parent: QModelIndex | QPersistentModelIndex = ROOT) -> int:
        return 0 if parent.isValid() else len(HEADERS)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        is_head = orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole
        return HEADERS[section] if is_head else None

    def data(
        self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        if role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return None
        return self.texts(index.row())[index.column()]

    def texts(self, row: int) -> tuple[str, ...]:
        """The words of a line."""
        each = self.unread[row]
        name, title = self._naming(each.row, each.column)
        place = f"Dòng {each.row + 1}, cột {each.column + 1}"
        return (name or "Ngoài lưới", title or "Ngoài lưới", place, each.text, each.reason)


class UnreadDialog(QDialog):
    """Các ô chưa nhận được của một khối dán."""

    cell_opened = Signal(object)  # Unread

    def __init__(self, unread: Sequence[Unread], naming: Naming, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(f"{len(unread)} ô chưa nhận được")
        self.model = UnreadModel(unread, naming, self)
        self.table, self.words, self.reason = QTableView(), QLabel(), QLabel()
        self._lay_out()
        self._fill_table()
        self.resize(*SIZE)

    def _lay_out(self) -> None:
        self.words.setText(
            f"{len(self.model.unread)} ô của khối dán chưa nhận được và giữ số cũ; các ô khác đã "
            "ghi. Enter tới ô của dòng đang chọn để gõ; Ctrl+Z trong lưới lấy lại cả khối."
        )
        for label in (self.words, self.reason):
            label.setWordWrap(True)
            label.setTextFormat(Qt.TextFormat.PlainText)  # what stood in Excel is no markup
        self.reason.setMinimumHeight(2 * self.reason.fontMetrics().lineSpacing())
        self.copy_button = QPushButton("Chép danh sách")
        self.copy_button.setAutoDefault(False)
        self.copy_button.clicked.connect(self._copy)
        self.close_button = QPushButton("Đóng  Esc")
        self.close_button.setAccessibleName("Đóng")
        self.close_button.setAutoDefault(False)
        self.close_button.clicked.connect(self.reject)
        self.open_button = QPushButton("Tới ô  Enter")
        self.open_button.setAccessibleName("Tới ô")
        self.open_button.setProperty("primary", True)
        self.open_button.setDefault(True)
        self.open_button.clicked.connect(self._open)
        column, ends = QVBoxLayout(self), QHBoxLayout()
        column.setContentsMargins(*[SPACE_20] * 4)
        column.setSpacing(SPACE_8)
        ends.addWidget(self.copy_button)
        ends.addStretch()
        ends.addWidget(self.close_button)
        ends.addWidget(self.open_button)
        column.addWidget(self.words)
        column.addWidget(self.table, 1)
        column.addWidget(self.reason)
        column.addLayout(ends)

    def _fill_table(self) -> None:
        table = self.table
        table.setAccessibleName("Các ô chưa nhận được")
        table.setModel(self.model)
        table.setItemDelegate(TextDelegate(table))
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        table.setTabKeyNavigation(False)
        table.setShowGrid(False)
        table.setWordWrap(False)
        table.verticalHeader().hide()
        table.horizontalHeader().setHighlightSections(False)
        table.horizontalHeader().setDefaultAlignment(
            Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        )
        for place, width in enumerate(WIDTHS):
            table.setColumnWidth(place, width)
        table.horizontalHeader().setSectionResizeMode(len(WIDTHS), QHeaderView.ResizeMode.Stretch)
        table.doubleClicked.connect(lambda _: self._open())
        table.selectionModel().currentRowChanged.connect(self._tell)
        table.setCurrentIndex(self.model.index(0, 0))
        table.setFocus()

    def _tell(self, current: QModelIndex) -> None:
        """The whole reason of the chosen line."""
        self.reason.setText(self.model.unread[current.row()].reason)

    def _open(self) -> None:
        self.cell_opened.emit(self.model.unread[self.table.currentIndex().row()])
        self.accept()

    def _copy(self) -> None:
        lines = [
            [CopiedCell(text) for text in self.model.texts(row)]
            for row in range(self.model.rowCount())
        ]
        QApplication.clipboard().setMimeData(copied(HEADERS, lines).data())

"""Đơn vị trước và sau 1/7/2025: the tree of units with what the register holds of each."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QPushButton,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from ktt_desktop.domain.terms import OrganisationKind
from ktt_desktop.services.unit_tree import UnitLine, UnitTree, unit_tree
from ktt_desktop.ui.context import Context
from ktt_desktop.ui.screens.register_columns import count_text
from ktt_desktop.ui.theme import SPACE_8, SPACE_20

WIDTH, HEIGHT = 1100, 620  # logical pixels, where the screen has them
KEYS = "Enter: xem các tổ chức của dòng trong danh mục. →, ←: mở, thu dòng."
MEANING = (
    "Có số liệu: số tổ chức có phiếu số liệu của năm đó. Đơn vị có biểu năm: các năm mà sổ giữ số "
    "liệu của cả đơn vị, theo mã của chính đơn vị đó."
)
LINE = Qt.ItemDataRole.UserRole
NUMBERS = 2  # the first column of numbers
RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class UnitsDialog(QDialog):
    """Hộp thoại đơn vị trước và sau 1/7/2025; `list_wanted` carries the RegisterQuery of a line."""

    list_wanted = Signal(object)

    def __init__(self, context: Context, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("Đơn vị trước và sau 1/7/2025")
        self._years: tuple[int, ...] = ()
        self.tree, self.show_button = _Tree(), QPushButton("Xem danh sách  Enter")
        self._lay_out()
        self.tree.chosen.connect(self._on_chosen)
        self.tree.itemExpanded.connect(self._fill)
        self.tree.currentItemChanged.connect(lambda item, _: self._on_moved(item))
        self.show_button.clicked.connect(self._on_chosen)
        space = self.screen().availableSize()
        self.resize(min(WIDTH, space.width() - 40), min(HEIGHT, space.height() - 60))
        book, profile = context.book, context.profile
        context.ask(self, lambda _: unit_tree(book, profile), self._show)

    def _lay_out(self) -> None:
        keys, meaning = QLabel(KEYS), QLabel(MEANING)
        column = QVBoxLayout(self)
        column.setContentsMargins(*[SPACE_20] * 4)
        column.setSpacing(SPACE_8)
        column.addWidget(self.tree, 1)
        for label in (keys, meaning):
            label.setProperty("hint", True)
            label.setWordWrap(True)
            column.addWidget(label)
        ends = QHBoxLayout()
        ends.addStretch()
        leave = QPushButton("Đóng  Esc")
        leave.clicked.connect(self.reject)
        self.show_button.setProperty("primary", True)
        self.show_button.setEnabled(False)
        for button in (leave, self.show_button):
            button.setAutoDefault(False)
            button.setAccessibleName(button.text().split("  ")[0])
            ends.addWidget(button)
        column.addLayout(ends)

    def _show(self, tree: UnitTree) -> None:
        self._years = tree.years
        years = (f"Có số liệu\n{year}" for year in tree.years)
        self.tree.set_columns(
            ("Đơn vị", "Tiếp nhận", *OrganisationKind, *years, "Đơn vị\ncó biểu năm")
        )
        items = [self._item(each) for each in tree.roots]
        self.tree.addTopLevelItems(items)
        for item in items:
            item.setExpanded(True)
        self.tree.setCurrentIndex(self.tree.model().index(0, 0))
        self.tree.setFocus()

    def _item(self, line: UnitLine) -> QTreeWidgetItem:
        numbers = [line.counts.get(kind, 0) for kind in OrganisationKind]
        answers = [line.answered.get(year, 0) for year in self._years]
        texts = [count_text(each) if each else "" for each in (*numbers, *answers)]
        item = QTreeWidgetItem([line.title, line.share, *texts, ", ".join(map(str, line.years))])
        item.setData(0, LINE, line)
        item.setToolTip(0, line.title)
        for place in range(NUMBERS, NUMBERS + len(texts)):
            item.setTextAlignment(place, RIGHT)
        if line.children:
            item.setChildIndicatorPolicy(QTreeWidgetItem.ChildIndicatorPolicy.ShowIndicator)
        return item

    def _fill(self, item: QTreeWidgetItem) -> None:
        """What is below a line is made when it is first opened: a province has hundreds."""
        if not item.childCount():
            item.addChildren([self._item(each) for each in item.data(0, LINE).children])

    def _on_moved(self, item: QTreeWidgetItem | None) -> None:
        self.show_button.setEnabled(item is not None and item.data(0, LINE).query is not None)

    def _on_chosen(self) -> None:
        if self.show_button.isEnabled():
            self.list_wanted.emit(self.tree.currentItem().data(0, LINE).query)
            self.accept()


class _Tree(QTreeWidget):
    """Cây; Enter chooses the line, the arrow keys open and close it."""

    chosen = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName("Đơn vị")
        self.setUniformRowHeights(True)
        self.setAllColumnsShowFocus(True)
        self.setExpandsOnDoubleClick(False)
        self.itemDoubleClicked.connect(lambda *_: self.chosen.emit())
        self.header().hide()

    def set_columns(self, titles: Sequence[str]) -> None:
        """Name the columns; the first one takes the width that is left over."""
        self.setHeaderLabels(list(titles))
        header = self.header()
        header.setStretchLastSection(False)
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        for place in range(NUMBERS, len(titles) - 1):
            self.headerItem().setTextAlignment(place, RIGHT)
        header.show()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.chosen.emit()
        else:
            super().keyPressEvent(event)

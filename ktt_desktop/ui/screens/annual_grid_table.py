"""The table of Lưới: moves, chooses, copies and fills as Excel does; names stay at the left."""

from typing import Any, NamedTuple

from PySide6.QtCore import QItemSelectionModel, QRect, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetrics,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QHeaderView, QLabel, QStyleOptionViewItem, QWidget

from ktt_desktop.ui import theme
from ktt_desktop.ui.screens.annual_delegate import PADDING
from ktt_desktop.ui.screens.annual_editor import ENTER, Action, CellEditor, EntryTable
from ktt_desktop.ui.screens.annual_grid_model import GridModel
from ktt_desktop.ui.screens.annual_model import BLANK, Index

NAMES_WIDTH, NAMES_NARROW, NARROW = 260, 190, 760  # logical pixels
LEAST_WIDTH = 84  # of a column: room to type
LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
CONTROL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
BOTH = CONTROL | SHIFT
ARROWS = (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Left, Qt.Key.Key_Right)


class Area(NamedTuple):
    """Vùng đã chọn."""

    top: int
    left: int
    rows: int
    columns: int


class GridTable(EntryTable):
    """Lưới tổ chức × chỉ tiêu; acts on a block are told, not done here."""

    cell_chosen = Signal()
    entered = Signal(object, str)  # Index, what was typed
    cleared = Signal(object)  # Area
    copied = Signal(object)
    pasted = Signal(object)
    confirmed = Signal(object)  # Index of a copied figure that was looked at
    filled = Signal(object, bool)  # Area; True to the right, False downwards
    left = Signal()  # Esc outside a cell

    def __init__(self, model: GridModel, accept: Any, parent: QWidget | None = None) -> None:
        """`accept(index, text)` takes what was typed; False keeps the cell in editing."""
        super().__init__(parent)
        self.grid_model, self._accept = model, accept
        self._to_edge = False  # the next move goes as far as it can
        self.setAccessibleName("Lưới tổ chức và chỉ tiêu")
        self._corner = QLabel("Tổ chức", self)
        self._corner.setProperty("subheading", True)
        self._corner.setIndent(PADDING)
        self._names = _NameHeader(self)
        self.setVerticalHeader(self._names)
        self.setModel(model)
        self.setItemDelegate(_Painter(self))
        self.setVerticalScrollMode(self.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)  # under the totals
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setMinimumSectionSize(LEAST_WIDTH)
        # Their own, always empty: else Qt asks every row of every column whether it is chosen.
        for each in (header, self._names):
            each.setSelectionModel(QItemSelectionModel(model, each))
        header.geometriesChanged.connect(self._cover_corner)
        model.modelReset.connect(self.fit_columns)
        self.fit_columns()

    def fit_columns(self) -> None:
        """Every column as wide as its head."""
        font = QFont(self.font())
        font.setPointSizeF(theme.HEAD_POINTS)
        font.setBold(True)
        metrics = QFontMetrics(font)
        for place, column in enumerate(self.grid_model.columns):
            words = max(metrics.horizontalAdvance(each) for each in column.header.split("\n"))
            self.setColumnWidth(place, max(words + 2 * PADDING + 6, LEAST_WIDTH))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._names.setFixedWidth(NAMES_NARROW if self.width() < NARROW else NAMES_WIDTH)
        self._cover_corner()

    def _cover_corner(self) -> None:
        """The word over the names."""
        self._corner.setGeometry(1, 1, self._names.width(), self.horizontalHeader().height())

    @property
    def names_width(self) -> int:
        """How wide the names are."""
        return self._names.width()

    def area(self) -> Area | None:
        """The chosen block; the active cell where nothing more is chosen."""
        current = self.currentIndex()
        if not current.isValid():
            return None
        selection = self.selectionModel().selection()
        parts = [selection.at(place) for place in range(selection.count())]
        if not parts:
            return Area(current.row(), current.column(), 1, 1)
        top, left = min(each.top() for each in parts), min(each.left() for each in parts)
        bottom, right = max(each.bottom() for each in parts), max(each.right() for each in parts)
        return Area(top, left, bottom - top + 1, right - left + 1)

    def choose(self, row: int, column: int) -> None:
        """Make a cell the active one and bring it into view."""
        index = self.grid_model.index(row, column)
        self.setCurrentIndex(index)
        self.scrollTo(index)

    def text_at(self, index: Index) -> str:
        return self.grid_model.edit_text(index)

    def hand_over(self, index: Index, text: str) -> bool:
        return bool(self._accept(index, text))

    def go_on(self, event: QKeyEvent) -> None:
        """Enter on a figure copied from last year says that it is right."""
        if self.grid_model.is_unconfirmed(self.currentIndex()):
            self.confirmed.emit(self.currentIndex())
        super().go_on(event)

    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        self._names.viewport().update()
        self.cell_chosen.emit()

    def moveCursor(self, action: Action, modifiers: Qt.KeyboardModifier) -> Index:  # type: ignore[override]
        """Ctrl with an arrow goes to the edge of the grid."""
        here, model = self.currentIndex(), self.grid_model
        is_far = self._to_edge or modifiers & CONTROL
        if not is_far or not here.isValid():
            return super().moveCursor(action, modifiers)
        match action:
            case Action.MoveUp:
                return model.index(0, here.column())
            case Action.MoveDown:
                return model.index(model.rowCount() - 1, here.column())
            case Action.MoveLeft:
                return model.index(here.row(), 0)
            case Action.MoveRight:
                return model.index(here.row(), model.columnCount() - 1)
        return super().moveCursor(action, modifiers)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        area = self.area()
        if event.modifiers() & BOTH == BOTH and event.key() in ARROWS:
            self._choose_to_edge(event)
        elif event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        elif event.key() in ENTER:
            self.go_on(event)
        elif area is None or not self._act(event, area):
            super().keyPressEvent(event)

    def _choose_to_edge(self, event: QKeyEvent) -> None:
        """Qt would begin a new block where Ctrl is held."""
        self._to_edge = True
        super().keyPressEvent(QKeyEvent(event.type(), event.key(), SHIFT))
        self._to_edge = False

    def _act(self, event: QKeyEvent, area: Area) -> bool:
        """What a key does to the chosen block; False where it does nothing to it."""
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copied.emit(area)
        elif event.matches(QKeySequence.StandardKey.Paste):
            self.pasted.emit(area)
        elif event.key() == Qt.Key.Key_Delete:
            self.cleared.emit(area)
        elif event.modifiers() == CONTROL and event.key() in (Qt.Key.Key_D, Qt.Key.Key_R):
            self.filled.emit(area, event.key() == Qt.Key.Key_R)
        else:
            return False
        return True

    def keyboardSearch(self, search: str) -> None:
        """Not here: letters open the cell."""


class _NameHeader(QHeaderView):
    """Tên tổ chức: stands still while the figures are scrolled, names its row to a reader."""

    def __init__(self, table: GridTable) -> None:
        super().__init__(Qt.Orientation.Vertical, table)
        self._table = table
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setDefaultSectionSize(max(theme.ROW_HEIGHT, self.fontMetrics().height() + 8))
        self.setSectionsClickable(True)
        self.setStyleSheet(f"background: {theme.SURFACE};")

    def sectionSizeFromContents(self, section: int) -> QSize:
        """Never by the names: that would read them all."""
        return QSize(NAMES_WIDTH, self.defaultSectionSize())

    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:
        is_current = section == self._table.currentIndex().row()
        painter.save()
        painter.fillRect(rect, QColor(theme.SELECTION if is_current else theme.SURFACE))
        painter.setPen(QColor(theme.SOFT_LINE))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        painter.setPen(QColor(theme.LINE))
        painter.drawLine(rect.topRight(), rect.bottomRight())
        font = QFont(self._table.font())
        font.setBold(is_current)
        painter.setFont(font)
        painter.setPen(QColor(theme.INK))
        room = rect.adjusted(PADDING, 0, -PADDING, 0)
        name = self._table.grid_model.name_of(section)
        cut = painter.fontMetrics().elidedText(name, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, LEFT, cut)
        painter.restore()


class _Painter(CellEditor):
    """Paints the figures of the grid."""

    def __init__(self, table: GridTable) -> None:
        super().__init__(table)
        self._table = table

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        rect: QRect = option.rect  # type: ignore[attr-defined]
        is_current = index == self._table.currentIndex()
        is_chosen = self._table.selectionModel().isSelected(index)
        text = str(index.data())
        painter.save()
        painter.fillRect(rect, QColor(theme.SELECTION if is_chosen else theme.SURFACE))
        painter.setPen(QColor(theme.SOFT_LINE))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        painter.drawLine(rect.topRight(), rect.bottomRight())
        font = QFont(self._table.font())
        font.setBold(is_current)
        font.setItalic(self._table.grid_model.is_unconfirmed(index))
        painter.setFont(font)
        painter.setPen(QColor(theme.HINT if text == BLANK else theme.INK))
        room = rect.adjusted(PADDING, 0, -PADDING, 0)
        cut = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, RIGHT, cut)
        if is_current:
            painter.setPen(QPen(QColor(theme.GREEN), 2))
            painter.drawRect(rect.adjusted(1, 1, -1, -1))
        painter.restore()

"""The view of a window model: one row chosen at a time, kept by id; sorted by mouse or keyboard."""

from collections.abc import Iterable
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

from ktt_desktop.ui.tables.delegates import PillDelegate, TextDelegate
from ktt_desktop.ui.tables.window_model import WindowModel
from ktt_desktop.ui.theme import ROW_HEIGHT

PADDING = 16  # logical pixels, both sides of a cell


class WindowTable(QTableView):
    """Danh sách; the first column takes the width that is left over."""

    sort_wanted = Signal(str, bool)  # sort key, descending
    row_changed = Signal()
    delete_wanted = Signal()

    def __init__(self, model: WindowModel[Any], pills: Iterable[str] = ()) -> None:
        super().__init__()
        self.window_model = model
        self.setModel(model)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setTabKeyNavigation(False)  # Tab leaves the list
        self.setWordWrap(False)
        self.setShowGrid(False)
        self._delegates = (TextDelegate(self), PillDelegate(self))
        self.setItemDelegate(self._delegates[0])
        for place, column in enumerate(model.columns):
            if column.key in pills:
                self.setItemDelegateForColumn(place, self._delegates[1])
        self._build_header(model)
        self.selectionModel().currentRowChanged.connect(lambda *_: self.row_changed.emit())

    def _build_header(self, model: WindowModel[Any]) -> None:
        rows, header = self.verticalHeader(), self.horizontalHeader()
        rows.hide()
        rows.setDefaultSectionSize(max(ROW_HEIGHT, self.fontMetrics().height() + 8))
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header.setHighlightSections(False)
        header.setSectionsClickable(True)
        for place, column in enumerate(model.columns):
            header.resizeSection(place, self._natural_width(column.width))
        header.sectionClicked.connect(lambda place: self._sort(place, None))

    def current_id(self) -> int | None:
        """The id of the chosen row."""
        return self.window_model.id_at(self.currentIndex().row())

    def show_ids(self, ids: Iterable[int], chosen: int | None = None) -> None:
        """Show these ids; `chosen`, else what was chosen, stays so, else the row in its place."""
        place, column = self.currentIndex().row(), max(self.currentIndex().column(), 0)
        chosen = self.current_id() if chosen is None else chosen
        model = self.window_model
        model.set_ids(ids)
        kept = None if chosen is None else model.row_of(chosen)
        row = min(max(place, 0), model.rowCount() - 1) if kept is None else kept
        if row >= 0:
            self.setCurrentIndex(model.index(row, column))
        self.row_changed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ctrl+↑ and Ctrl+↓ sort by the column of the active cell, Delete asks to delete it."""
        arrows = {Qt.Key.Key_Up: False, Qt.Key.Key_Down: True}
        control = event.modifiers() & Qt.KeyboardModifier.ControlModifier
        if control and event.key() in arrows and self.currentIndex().isValid():
            self._sort(self.currentIndex().column(), arrows[Qt.Key(event.key())])
        elif event.matches(QKeySequence.StandardKey.Delete):
            self.delete_wanted.emit()
        else:
            super().keyPressEvent(event)

    def keyboardSearch(self, search: str) -> None:
        """Not here: it would read every page, and the search box finds more."""

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        header, columns = self.horizontalHeader(), self.window_model.columns
        others = sum(header.sectionSize(place) for place in range(1, len(columns)))
        least = self._natural_width(columns[0].width)
        header.resizeSection(0, max(least, self.viewport().width() - others))

    def _natural_width(self, characters: int) -> int:
        return characters * self.fontMetrics().averageCharWidth() + PADDING

    def _sort(self, place: int, descending: bool | None) -> None:
        """Sort by a column; None turns the order of a column that is sorted by already."""
        model, sort_key = self.window_model, self.window_model.columns[place].sort_key
        if descending is None:
            descending = model.sorted_by == sort_key and not model.is_descending
        if sort_key:
            self.sort_wanted.emit(sort_key, descending)

"""The view of a window model: rows chosen by id, sorted by mouse or keyboard, widths kept."""

from array import array
from collections.abc import Collection, Iterable, Mapping, Sequence
from itertools import islice
from typing import Any

from PySide6.QtCore import (
    QItemSelection,
    QItemSelectionModel,
    QItemSelectionRange,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

from ktt_desktop.ui.tables.delegates import PillDelegate, TextDelegate
from ktt_desktop.ui.tables.row_ranges import ranges
from ktt_desktop.ui.tables.window_model import WindowModel
from ktt_desktop.ui.theme import ROW_HEIGHT

PADDING = 16  # logical pixels, both sides of a cell
NARROWEST = 80  # logical pixels of a column that gives way; below it nothing of it is shown
MOST_RUNS = 300  # of chosen rows that are kept when the list is another one
PAUSE = 80  # milliseconds after the last change of the selection
ARROWS = {Qt.Key.Key_Up: False, Qt.Key.Key_Down: True}  # whether it sorts downwards
SORTING = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
SELECT_ROWS = (
    QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows
)


class WindowTable(QTableView):
    """Danh sách; the first column takes the width that is left over."""

    sort_wanted = Signal(str, bool)  # sort key, descending
    row_changed = Signal()
    chosen_changed = Signal()  # once the selection has come to rest
    widths_changed = Signal()  # by the officer
    delete_wanted = Signal()
    copy_wanted = Signal()

    def __init__(
        self,
        model: WindowModel[Any],
        pills: Iterable[str] = (),
        *,
        many: bool = False,
        yielding: Sequence[str] = (),
    ) -> None:
        """`many` lets several rows be chosen at a time.

        The columns `yielding` give way where the list is narrow, the first of them first; what
        they say has to be seen elsewhere too.
        """
        super().__init__()
        self._yielding = tuple(yielding)
        self.window_model, self._pills = model, frozenset(pills)
        self._kept_widths: dict[str, int] = {}
        self._is_dressing = False
        self.setModel(model)
        mode = QAbstractItemView.SelectionMode
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(mode.ExtendedSelection if many else mode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setTabKeyNavigation(False)  # Tab leaves the list
        self.setWordWrap(False)
        self.setShowGrid(False)
        self._delegates = (TextDelegate(self), PillDelegate(self))
        self.setItemDelegate(self._delegates[0])
        self._build_header()
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(PAUSE)
        self._rest.timeout.connect(self.chosen_changed)
        self.selectionModel().currentRowChanged.connect(lambda *_: self.row_changed.emit())
        self.selectionModel().selectionChanged.connect(lambda *_: self._rest.start())

    def _build_header(self) -> None:
        rows, header = self.verticalHeader(), self.horizontalHeader()
        rows.hide()
        rows.setDefaultSectionSize(max(ROW_HEIGHT, self.fontMetrics().height() + 8))
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header.setHighlightSections(False)
        header.setSectionsClickable(True)
        # Its own, always empty: else Qt asks every row of every column whether it is chosen.
        header.setSelectionModel(QItemSelectionModel(self.window_model, header))
        header.sectionClicked.connect(lambda place: self._sort(place, None))
        header.sectionResized.connect(self._on_resized)
        self._dress_columns()

    def _dress_columns(self) -> None:
        """Widths and painters of the columns as they stand now."""
        self._is_dressing = True
        for place, column in enumerate(self.window_model.columns):
            is_pill = column.key in self._pills
            self.setItemDelegateForColumn(place, self._delegates[is_pill])
            width = self._kept_widths.get(column.key) or self._natural_width(column.width)
            self.horizontalHeader().resizeSection(place, width)
        self._is_dressing = False

    def _on_resized(self, place: int, *_: int) -> None:
        if place and not self._is_dressing:
            self.widths_changed.emit()

    def set_columns(self, columns: Collection[Any], widths: Mapping[str, int]) -> None:
        """Show these columns; `widths` are logical pixels by key, as `widths` returned them."""
        row, chosen = max(self.currentIndex().row(), 0), self.chosen_ids()
        self._kept_widths = dict(widths)
        self.window_model.set_columns(tuple(columns))
        self._dress_columns()
        self._stretch_first()
        if self.window_model.rowCount():
            self.setCurrentIndex(self.window_model.index(row, 0))
        self._choose(chosen)

    def widths(self) -> dict[str, int]:
        """The widths the officer gave the columns, logical pixels by key."""
        header, columns = self.horizontalHeader(), self.window_model.columns
        return {
            column.key: header.sectionSize(place)
            for place, column in enumerate(columns)
            if place and header.sectionSize(place) != self._natural_width(column.width)
        }

    def current_id(self) -> int | None:
        """The id of the row the keyboard stands on."""
        return self.window_model.id_at(self.currentIndex().row())

    def chosen_ids(self) -> "array[int]":
        """The ids of the chosen rows, in the order of the list."""
        selection = self.selectionModel().selection()
        runs = (selection.at(place) for place in range(selection.count()))
        found = array("q")
        for first, last in sorted({(each.top(), each.bottom()) for each in runs}):
            found.extend(self.window_model.ids(first, last))
        return found

    def show_ids(self, ids: Iterable[int], chosen: int | None = None) -> None:
        """Show these ids; `chosen`, else what was chosen, stays so, else the row in its place."""
        place, column = self.currentIndex().row(), max(self.currentIndex().column(), 0)
        several = self.chosen_ids() if chosen is None else array("q")
        chosen = self.current_id() if chosen is None else chosen
        model = self.window_model
        model.set_ids(ids)
        kept = None if chosen is None else model.row_of(chosen)
        row = min(max(place, 0), model.rowCount() - 1) if kept is None else kept
        if row >= 0:
            self.setCurrentIndex(model.index(row, column))
        self._choose(several)
        self.row_changed.emit()
        self._rest.start()

    def _choose(self, ids: Collection[int]) -> None:
        """Choose several rows anew, wherever they stand now; the keyboard stays where it is."""
        if len(ids) < 2:
            return
        model, selection = self.window_model, QItemSelection()
        wanted, last = set(ids), len(model.columns) - 1
        runs = ranges(row for row, id_ in enumerate(model.ids()) if id_ in wanted)
        found = list(islice(runs, MOST_RUNS + 1))
        if len(found) > MOST_RUNS:
            return  # thousands of scattered rows: Qt would look through all of them for each cell
        for top, bottom in found:
            selection.append(QItemSelectionRange(model.index(top, 0), model.index(bottom, last)))
        if found:
            self.selectionModel().select(selection, SELECT_ROWS)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ctrl+Shift+↑ and ↓ sort by the column of the active cell; Delete and Ctrl+C ask."""
        is_sorting = event.modifiers() == SORTING and event.key() in ARROWS
        if is_sorting and self.currentIndex().isValid():
            self._sort(self.currentIndex().column(), ARROWS[Qt.Key(event.key())])
        elif event.matches(QKeySequence.StandardKey.Delete):
            self.delete_wanted.emit()
        elif event.matches(QKeySequence.StandardKey.Copy):
            self.copy_wanted.emit()
        else:
            super().keyPressEvent(event)

    def keyboardSearch(self, search: str) -> None:
        """Not here: it would read every page, and the search box finds more."""

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._stretch_first()

    def _stretch_first(self) -> None:
        header, columns = self.horizontalHeader(), self.window_model.columns
        self._give_way()
        others = sum(header.sectionSize(place) for place in range(1, len(columns)))
        least = self._natural_width(columns[0].width)
        header.resizeSection(0, max(least, self.viewport().width() - others))

    def _give_way(self) -> None:
        """No horizontal scroll as long as columns that may be narrower are left."""
        header = self.horizontalHeader()
        natural = {each.key: self._natural_width(each.width) for each in self.window_model.columns}
        places = {each.key: place for place, each in enumerate(self.window_model.columns)}
        too_wide = sum(natural.values()) - self.viewport().width()
        self._is_dressing = True
        for key in self._yielding:
            width = natural[key] - max(too_wide, 0)
            is_seen = width >= NARROWEST
            header.setSectionHidden(places[key], not is_seen)
            header.resizeSection(places[key], width if is_seen else natural[key])
            too_wide -= natural[key] - (width if is_seen else 0)
        self._is_dressing = False

    def _natural_width(self, characters: int) -> int:
        return characters * self.fontMetrics().averageCharWidth() + PADDING

    def _sort(self, place: int, descending: bool | None) -> None:
        """Sort by a column; None turns the order of a column that is sorted by already."""
        model, sort_key = self.window_model, self.window_model.columns[place].sort_key
        if descending is None:
            descending = model.sorted_by == sort_key and not model.is_descending
        if sort_key:
            self.sort_wanted.emit(sort_key, descending)

"""Lưới: the figures of many organisations at once, organisations down, indicators across."""

from array import array
from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import (
    QApplication,
    QHBoxLayout,
    QLabel,
    QSizePolicy,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from ktt_desktop.domain.annual_block import Unread
from ktt_desktop.domain.numbers import Quantity, format_number
from ktt_desktop.domain.records import ChangeSet
from ktt_desktop.services.annual_grid import (
    GridColumn,
    GridForms,
    GridTotal,
    grid_columns,
    grid_totals,
    read_grid,
)
from ktt_desktop.services.grid_choices import GridChoices, load_choices, save_choices
from ktt_desktop.services.register_list import organisation_ids
from ktt_desktop.ui.context import Context
from ktt_desktop.ui.screens.annual_editor import Action
from ktt_desktop.ui.screens.annual_grid_bar import GridBar, GridColumnsDialog
from ktt_desktop.ui.screens.annual_grid_entry import GridEntry, Target
from ktt_desktop.ui.screens.annual_grid_explain import CellWords
from ktt_desktop.ui.screens.annual_grid_model import GridModel, copied_rows
from ktt_desktop.ui.screens.annual_grid_paste import Pasting
from ktt_desktop.ui.screens.annual_grid_table import Area, GridTable
from ktt_desktop.ui.screens.annual_grid_totals import TotalsRow
from ktt_desktop.ui.screens.annual_grid_unread import UnreadDialog
from ktt_desktop.ui.screens.annual_organisations import MEASURES
from ktt_desktop.ui.screens.communes import Communes
from ktt_desktop.ui.tables.clipboard import Copied, copied
from ktt_desktop.ui.theme import SPACE_8, SPACE_12

NARROW = 900  # logical pixels: below, one line under the grid stands for the panel
KEYS = "F2 Sửa ô · Ctrl+D, Ctrl+R Chép xuống, sang phải · Ctrl+V Dán từ Excel · Ctrl+Z Hoàn tác"
COUNT = Quantity("ô")


class GridView(QWidget):
    """Lưới tổ chức × chỉ tiêu của một năm và loại số liệu."""

    left = Signal()  # Esc outside a cell

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._is_stale = True
        self._communes = Communes(context.book, context.profile)
        self.bar = GridBar(context.book.catalogue, self._communes, context.period.main.measure)
        self._query = self.bar.query()
        self.model = GridModel(context.book, self._forms())
        self.entry = GridEntry(context, self.model, self)
        self.table = GridTable(self.model, self.entry.enter)
        self.totals = TotalsRow(self.table)
        self.words = CellWords(context, self.model, self)
        self.pasting = Pasting(context, self.entry, self, self._tell_unread)
        self._empty, self._stack = QLabel(), QStackedWidget()
        self._lay_out()
        self._connect()
        context.ask(self, lambda _: load_choices(context.book), self._take_choices)

    def _lay_out(self) -> None:
        self._empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._empty.setWordWrap(True)
        self._empty.setProperty("hint", True)
        self.words.line.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        grid, body, column = QWidget(), QHBoxLayout(), QVBoxLayout(self)
        inside = QVBoxLayout(grid)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(0)
        inside.addWidget(self.table, 1)
        inside.addWidget(self.totals)
        self._stack.addWidget(grid)
        self._stack.addWidget(self._empty)
        body.setSpacing(SPACE_12)
        body.addWidget(self._stack, 1)
        body.addWidget(self.words.panel)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE_8)
        column.addWidget(self.bar)
        column.addLayout(body, 1)
        column.addWidget(self.words.line)

    def _connect(self) -> None:
        bar, table, entry = self.bar, self.table, self.entry
        bar.changed.connect(self.load)
        bar.measure_changed.connect(self._show_forms)
        bar.choices_changed.connect(self._on_choices)
        bar.columns_wanted.connect(self._choose_columns)
        bar.filters.search.went_down.connect(table.setFocus)
        table.cell_chosen.connect(lambda: self.words.explain(table.currentIndex()))
        table.cleared.connect(entry.clear)
        table.confirmed.connect(entry.confirm)
        table.copied.connect(self._copy)
        table.pasted.connect(lambda area: self.pasting.paste(area, QApplication.clipboard().text()))
        table.filled.connect(
            lambda area, to_right: entry.fill(area, to_right=to_right, then=self.pasting.land)
        )
        table.left.connect(self.left)
        entry.refused.connect(self.words.tell_problem)
        entry.landed.connect(self._on_landed)
        entry.undone.connect(self._on_undone)
        entry.given_up.connect(lambda: self.model.refresh(settled=True))
        self._context.changes.changed.connect(self._on_changed)
        self._context.period_changed.connect(self._on_period)
        self._context.profile_changed.connect(self._on_profile)

    # --- what is shown

    def load(self) -> None:
        """Read anew which organisations are shown; of several readings the newest one counts."""
        book, forms = self._context.book, self._forms()
        query = self._query = self.bar.query()
        self._is_stale = False

        def read(_: object) -> tuple[Sequence[int], Sequence[GridTotal]] | None:
            if query is not self._query:
                return None  # typed on; a newer reading stands behind this one
            ids = array("q", organisation_ids(book, query))
            return ids, grid_totals(book, ids, forms)

        def show(found: tuple[Sequence[int], Sequence[GridTotal]] | None) -> None:
            if found is not None and query is self._query:
                self._show(*found, forms)

        self._context.ask(self, read, show)

    def _show(self, ids: Sequence[int], totals: Sequence[GridTotal], forms: GridForms) -> None:
        table, model = self.table, self.model
        here = table.currentIndex()
        cell = model.cell(here)
        if (list(model.ids()), model.forms) != (list(ids), forms):
            model.show(ids, forms)
            row = model.row_of(cell.id) if cell else None
            if len(ids):
                last = len(forms.columns) - 1
                table.choose(row or 0, min(max(here.column(), 0), last))
        else:
            model.refresh(settled=not self.entry.is_writing)
        self.totals.show_totals(forms.columns, totals, len(ids))
        self._stack.setCurrentIndex(0 if len(ids) else 1)
        self._empty.setText(
            "Không có tổ chức nào như điều kiện đang chọn. Chọn loại hình khác hoặc bỏ bớt điều "
            "kiện; tổ chức mới được thêm ở màn hình Danh mục."
        )

    def _forms(self) -> GridForms:
        every = self._every_column()
        chosen = self.bar.choices.columns.get(self.bar.kind, ())
        shown = tuple(each for each in every if each.code in chosen) or every
        return GridForms(shown, self._context.period.year, self.bar.measure)

    def _every_column(self) -> tuple[GridColumn, ...]:
        catalogue, choices = self._context.book.catalogue, self.bar.choices
        return grid_columns(catalogue, self.bar.kind, in_dong=choices.in_dong)

    def _show_forms(self) -> None:
        """The same organisations, other figures of theirs."""
        self.load()
        self._tell_place()

    def focus(self) -> None:
        """Put the keyboard into the grid, or where its conditions are."""
        is_empty = self._stack.currentWidget() is self._empty
        (self.bar.filters.search if is_empty else self.table).setFocus()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._is_stale:
            self.load()
        self._tell_place()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        narrow = self.width() < NARROW
        self.words.panel.setVisible(not narrow)
        self.words.line.setVisible(narrow)
        self.totals.follow()

    def _tell_place(self) -> None:
        if self.isVisible():
            words = (
                f"Lưới {self.bar.kind}, {MEASURES[self.bar.measure]} {self._context.period.year}"
            )
            self._context.notice(words, KEYS)

    # --- choices

    def _take_choices(self, choices: GridChoices) -> None:
        self.bar.show_choices(choices)
        self.table.enter_action = Action.MoveNext if choices.enter_goes_right else Action.MoveDown
        if self.isVisible():
            self.load()

    def _on_choices(self) -> None:
        book, choices = self._context.book, self.bar.choices
        self._take_choices(choices)
        self._context.ask(self, lambda _: save_choices(book, choices), lambda _: None)

    def _choose_columns(self) -> None:
        dialog = GridColumnsDialog(self._every_column(), self._forms().columns, self)
        kind = self.bar.kind

        def accepted() -> None:
            columns = {**self.bar.choices.columns, kind.value: dialog.chosen}
            self.bar.choices = replace(self.bar.choices, columns=columns)
            self._on_choices()

        dialog.accepted.connect(accepted)
        dialog.open()

    # --- acts

    def _copy(self, area: Area) -> None:
        target, book = self.entry.target(area), self._context.book
        ids, columns = target.ids[: area.rows], target.columns[: area.columns]
        forms = replace(target.forms, columns=columns)

        def put(block: Copied) -> None:
            QApplication.clipboard().setMimeData(block.data())
            count = format_number(area.rows * area.columns, COUNT)
            self._context.notice(f"Đã chép {count} ô; dán vào Excel bằng Ctrl+V.", KEYS)

        self._context.ask(
            self, lambda _: copied((), copied_rows(read_grid(book, ids, forms), columns)), put
        )

    def _on_landed(self, count: int) -> None:
        words = f"Đã ghi {format_number(count, COUNT)} ô" if count else "Không có ô nào thay đổi"
        self._context.notice(words, KEYS)

    def _on_undone(self, forms: GridForms, count: int) -> None:
        place = f"{MEASURES[forms.measure]} {forms.year}"
        self._context.notice(f"Đã đưa lại {format_number(count, COUNT)} ô của {place}", KEYS)

    def _tell_unread(self, target: Target, unread: tuple[Unread, ...]) -> None:
        first = self.model.row_of(target.ids[0]) or 0
        columns = [each.code for each in self.model.forms.columns]
        at = columns.index(target.columns[0].code)

        def naming(row: int, column: int) -> tuple[str, str]:
            inside = row < len(target.ids)
            title = target.columns[column].title if column < len(target.columns) else ""
            return self.model.name_of(first + row) if inside else "", title

        def opened(each: Unread) -> None:
            row, column = first + each.row, at + each.column
            if row < self.model.rowCount() and column < self.model.columnCount():
                self.table.choose(row, column)
            self.table.setFocus()

        dialog = UnreadDialog(unread, naming, self)
        dialog.cell_opened.connect(opened)
        dialog.open()

    def _on_changed(self, change: ChangeSet) -> None:
        """Figures saved here or elsewhere; a change of the register may be another list."""
        if change.organisations or change.years:
            self._is_stale = True
            if self.isVisible():
                self.load()

    def _on_period(self) -> None:
        self.entry.undo_stack.clear()
        self._is_stale = True
        if self.isVisible():
            self._show_forms()

    def _on_profile(self) -> None:
        """Another unit has other communes to filter by."""
        self._communes.follow(self._context.profile)
        self.bar.filters.set_options("communes", self._communes.choices)

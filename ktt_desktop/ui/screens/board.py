"""Tab Tiến độ: the units below by the periods of a year, who has sent and who has not."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from ktt_desktop.domain.completeness import KINDS, Board, BoardCell, BoardRow, BoardState
from ktt_desktop.domain.records import ChangeSet
from ktt_desktop.domain.text import matches
from ktt_desktop.services.completeness import board_of
from ktt_desktop.services.completeness_words import (
    FILTERS,
    BoardFilter,
    board_columns,
    board_file,
    cell_sentence,
    filtered,
)
from ktt_desktop.services.reminder import to_remind
from ktt_desktop.ui import shortcuts
from ktt_desktop.ui.context import Context
from ktt_desktop.ui.screens.board_closing import ask_to_approve, ask_to_open_again
from ktt_desktop.ui.screens.board_reminder import ReminderDialog
from ktt_desktop.ui.screens.list_body import ListBody
from ktt_desktop.ui.screens.list_menu import COPY, ListMenu
from ktt_desktop.ui.screens.list_output import ListOutput, Make
from ktt_desktop.ui.screens.register_columns import count_text, screen_columns
from ktt_desktop.ui.tables.columns import Column
from ktt_desktop.ui.tables.even_table import EvenTable
from ktt_desktop.ui.tables.filter_bar import FilterBar
from ktt_desktop.ui.tables.window_model import WindowModel
from ktt_desktop.ui.theme import SPACE_8, SPACE_12
from ktt_desktop.ui.year_box import YearBox

KEYS = "Enter Tệp của đơn vị · Ctrl+Shift+K Chốt, mở chốt · Ctrl+Shift+C Lời nhắc · Ctrl+F Tìm"
APPROVE, OPEN_AGAIN = "Chốt kỳ của đơn vị…", "Mở chốt…"
YEARS_BACK = 4


class BoardTab(QWidget):
    """Tiến độ nộp; a column is one period of the year that is chosen."""

    unit_wanted = Signal(str)  # key of the unit whose files are to be shown

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context, self._year = context, context.period.year
        self._board = Board((), ())
        self._shown: list[BoardRow] = []
        self._places: list[int] = []
        self.model: WindowModel[BoardRow] = WindowModel(
            (Column("unit", "Đơn vị", 24, lambda row: row.unit.name),),
            lambda ids: {each: self._shown[each] for each in ids},
        )
        self.table = EvenTable(self.model, pills=[each.value for each in KINDS])
        self.table.setAccessibleName("Tiến độ nộp của các đơn vị")
        self.filters = FilterBar(
            "Tìm đơn vị… (Ctrl+F)", [(each.value, words) for each, words in FILTERS], ()
        )
        self.year_box, self.detail = YearBox("Năm của bảng tiến độ", YEARS_BACK), QLabel()
        self.body = ListBody(self.table)
        self._output: ListOutput[BoardRow] = ListOutput(
            context, self, "tien-do-nop", self._make, self._make
        )
        self._lay_out()
        self._connect()

    def open(self) -> None:
        """Show the board as it is now."""
        newest = max(self._context.period.year, self._year)
        self.year_box.show_years(newest + 1, self._year)
        self.refresh()
        self.table.setFocus()

    def refresh(self) -> None:
        """Read the board anew, off the UI thread."""
        book, profile, year = self._context.book, self._context.profile, self._year
        self._context.ask(self, lambda _: board_of(book, profile, year), self._on_read)

    # --- what stands where

    def _lay_out(self) -> None:
        self.year_box.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.menu = ListMenu(
            (
                ("Tệp của đơn vị", "Enter", self._on_open),
                ("Chốt, mở chốt kỳ của đơn vị…", shortcuts.APPROVE_UNIT, self._on_approve),
                ("Chép lời nhắc…", shortcuts.COPY_REMINDER, self._on_remind),
                ("Kết xuất…", "F12", lambda: self._output.export()),
                ("In danh sách…", "Ctrl+P", lambda: self._output.preview()),
                ("Chép danh sách", COPY, lambda: self._output.copy()),
            ),
            self,
        )
        self.closing_button = QPushButton(APPROVE)
        self.reminder_button = QPushButton("Chép lời nhắc…")
        self.closing_button.setToolTip(shortcuts.APPROVE_UNIT)
        self.reminder_button.setToolTip(shortcuts.COPY_REMINDER)
        head = QHBoxLayout()
        head.setSpacing(SPACE_8)
        head.addWidget(self.year_box)
        head.addWidget(self.filters.search, 1)
        for button in (self.closing_button, self.reminder_button, self.menu):
            head.addWidget(button)
        self.detail.setWordWrap(True)
        self.detail.setTextFormat(Qt.TextFormat.PlainText)
        self.detail.setMinimumHeight(2 * self.fontMetrics().lineSpacing())
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, SPACE_12)
        layout.setSpacing(SPACE_8)
        layout.addLayout(head)
        layout.addWidget(self.filters)
        layout.addWidget(self.body, 1)
        layout.addWidget(self.detail)

    def _connect(self) -> None:
        self.year_box.currentIndexChanged.connect(lambda _: self._on_year())
        self.filters.changed.connect(self._show)
        self.filters.search.went_down.connect(self.table.setFocus)
        self.table.activated.connect(lambda _: self._on_open())
        self.table.copy_wanted.connect(self._output.copy)
        self.table.selectionModel().currentChanged.connect(lambda *_: self._tell_cell())
        self.closing_button.clicked.connect(self._on_approve)
        self.reminder_button.clicked.connect(self._on_remind)
        self._context.changes.changed.connect(self._on_changed)
        self._context.period_changed.connect(self._on_period)

    # --- what is shown

    def _on_year(self) -> None:
        self._year = self.year_box.year
        self.refresh()

    def _on_period(self) -> None:
        self._year = self._context.period.year
        if self.isVisible():
            self.open()

    def _on_changed(self, change: ChangeSet) -> None:
        if self.isVisible() and (change.exchange or change.settings):
            self.refresh()

    def _on_read(self, found: Board) -> None:
        if found.periods and found.periods[0].period.year != self._year:
            return  # another year was chosen meanwhile
        is_first = not self._board.periods
        self._board, self._places = found, list(range(len(found.periods)))
        columns = {each.key: each for each in board_columns(found, self._places)}
        self.table.set_columns(screen_columns(columns, columns), {})
        self._show()
        if is_first or self.table.currentIndex().column() < 1:
            self._go_to_period()
        self._tell_cell()

    def _go_to_period(self) -> None:
        """Stand in the column of the period that is worked in."""
        codes = [each.period for each in self._board.periods]
        if self._shown and self._context.period in codes:
            row = max(self.table.currentIndex().row(), 0)
            column = 1 + codes.index(self._context.period)
            self.table.setCurrentIndex(self.model.index(row, column))

    def _show(self) -> None:
        row, which = self._current_row(), BoardFilter(self.filters.chip())
        typed = self.filters.text()
        self._shown = [
            each
            for each in filtered(self._board, which, self._places)
            if matches(typed, each.unit.name)
        ]
        keys = [each.unit.key for each in self._shown]
        chosen = keys.index(row.unit.key) if row is not None and row.unit.key in keys else -1
        self.table.show_ids(range(len(keys)), chosen)
        self._count_filters()
        self._show_body()
        self._tell_cell()
        if self.isVisible():
            words = f"Hiện {count_text(len(keys))} / {count_text(len(self._board.rows))} đơn vị"
            self._context.notice(words, KEYS)

    def _count_filters(self) -> None:
        """How many units each filter would show."""
        counts = {
            each.value: str(len(filtered(self._board, each, self._places))) for each, _ in FILTERS
        }
        self.filters.set_counts(counts)

    def _show_body(self) -> None:
        if self._shown:
            self.body.show_table()
        elif self._board.rows:
            self.body.show_empty(
                "Không có đơn vị nào khớp với điều kiện đang chọn.",
                "Hiện tất cả",
                self._on_show_all,
            )
        else:
            self.body.show_empty(
                f"{self._context.profile.name}: không có đơn vị nào bên dưới phải nộp trong năm "
                f"{self._year}.\nChọn năm khác ở góc trên, hoặc chọn kỳ báo cáo khác (Ctrl+K).",
                "Chọn năm",
                self.year_box.setFocus,
            )

    def _on_show_all(self) -> None:
        self.filters.show_state("", BoardFilter.ALL.value, {})
        self._show()
        self.table.setFocus()

    def _tell_cell(self) -> None:
        """The chosen cell at length, and what can be done with it."""
        row, place = self._current_row(), self._place()
        if row is None:
            self.detail.setText("")
        elif place is None:
            self.detail.setText("Dùng ← → để chọn kỳ của đơn vị.")
        else:
            column = self._board.periods[place]
            self.detail.setText(cell_sentence(row, column, row.cells[place]))
        cell = self._cell()
        approved = cell is not None and cell.state is BoardState.APPROVED
        self.closing_button.setText(OPEN_AGAIN if approved else APPROVE)
        self.closing_button.setAccessibleName(self.closing_button.text())
        self.closing_button.setEnabled(_may_close(cell))
        self.reminder_button.setEnabled(self._may_remind())

    def _may_remind(self) -> bool:
        place, profile = self._place(), self._context.profile
        return place is not None and bool(to_remind(self._board, place, profile))

    def _current_row(self) -> BoardRow | None:
        at = self.table.current_id()
        return self._shown[at] if at is not None and at < len(self._shown) else None

    def _place(self) -> int | None:
        """The period of the cell the keyboard stands on; None on the name of the unit."""
        column = self.table.currentIndex().column()
        return self._places[column - 1] if 1 <= column <= len(self._places) else None

    def _cell(self) -> BoardCell | None:
        row, place = self._current_row(), self._place()
        return None if row is None or place is None else row.cells[place]

    # --- acts

    def _make(self) -> Make[BoardRow]:
        listed = board_file(
            self._context.profile,
            self._board,
            self._shown,
            self._places,
            BoardFilter(self.filters.chip()),
            self.filters.text(),
        )
        return lambda _: listed

    def _on_open(self) -> None:
        row = self._current_row()
        if row is not None:
            self.unit_wanted.emit(row.unit.key)

    def _on_approve(self) -> None:
        row, place, cell = self._current_row(), self._place(), self._cell()
        if row is None or place is None or cell is None or not _may_close(cell):
            return
        ask = ask_to_open_again if cell.state is BoardState.APPROVED else ask_to_approve
        ask(self._context, self, row.unit, cell, self._board.periods[place].period)

    def _on_remind(self) -> None:
        row, place = self._current_row(), self._place()
        if place is None or not self._may_remind():
            self._context.notice("Kỳ này không có đơn vị nào cần nhắc.", KEYS)
            return
        key = row.unit.key if row is not None else None
        dialog = ReminderDialog(self._context, self._board, place, key, self)
        dialog.finished.connect(lambda _: self.table.setFocus())
        dialog.open()


def _may_close(cell: BoardCell | None) -> bool:
    """Whether there is something to approve, or to open again."""
    return cell is not None and (cell.number is not None or cell.state is BoardState.APPROVED)

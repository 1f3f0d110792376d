"""Tab Tổng hợp: what the book of this level is made of, and what in it waits for somebody."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from ktt_desktop.domain.errors import KttError
from ktt_desktop.domain.findings import Place
from ktt_desktop.domain.records import ChangeSet
from ktt_desktop.domain.terms import SubjectKind
from ktt_desktop.services.corrections import drop_correction, explain_correction
from ktt_desktop.services.list_columns import BLANK
from ktt_desktop.services.merged_book import (
    CorrectionRow,
    DuplicateRow,
    MappedUnit,
    MergedBook,
    SourceRow,
    merged_book,
)
from ktt_desktop.services.merged_words import (
    NOTHING,
    STATE,
    TITLES,
    MergedList,
    MergedRow,
    matching,
    merged_columns,
)
from ktt_desktop.services.stated_figures import StatedDifference, stated_differences
from ktt_desktop.services.unit_duplicates import undo_decision
from ktt_desktop.ui import messages, shortcuts
from ktt_desktop.ui.context import Context
from ktt_desktop.ui.errors import show_error
from ktt_desktop.ui.jobs import while_alive
from ktt_desktop.ui.screens.annual_closing import ClosingButton
from ktt_desktop.ui.screens.list_body import ListBody
from ktt_desktop.ui.screens.merged_acts import ActBar
from ktt_desktop.ui.screens.merged_cards import Cards
from ktt_desktop.ui.screens.merged_duplicate import DuplicateDialog
from ktt_desktop.ui.screens.register_columns import count_text, screen_columns
from ktt_desktop.ui.tables.even_table import EvenTable
from ktt_desktop.ui.tables.filter_bar import FilterBar
from ktt_desktop.ui.tables.window_model import WindowModel
from ktt_desktop.ui.theme import SPACE_8, SPACE_12

EMPTY = MergedBook(0, 0, 0, (), (), (), ())
KEYS = "Enter Mở · F2 Ghi lý do · Delete Trả về giá trị nhận, bỏ quyết định · Ctrl+F Tìm"
FIRST = (
    "Chưa có số liệu của đơn vị nào.\n"
    "Nhận tệp nộp của các đơn vị trước; số liệu tổng hợp có ngay sau khi tiếp nhận."
)
SENDING, RECEIVING = "sending", "receiving"


class MergedTab(QWidget):
    """Tổng hợp; the lists share one table, the strip below it has what can be done."""

    unit_wanted = Signal(str)  # key of the unit whose files are to be shown
    tab_wanted = Signal(str)  # name of another tab

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._merged = EMPTY
        self._stated: tuple[StatedDifference, ...] = ()
        self._unread = ""  # why the figures the units state could not be read
        self._is_stale = True  # these figures are read from every kept file: not more than needed
        self._shown: list[MergedRow] = []
        self._list = MergedList.CORRECTIONS
        self.model: WindowModel[MergedRow] = WindowModel(
            screen_columns(self._columns(), self._columns()),
            lambda ids: {each: self._shown[each] for each in ids},
        )
        self.table = EvenTable(self.model, pills=(STATE,))
        self.table.setAccessibleName("Danh sách của số liệu tổng hợp")
        chips = [(each.value, words) for each, words in TITLES]
        self.filters = FilterBar("Tìm đơn vị, tổ chức, chỉ tiêu… (Ctrl+F)", chips, ())
        self.cards, self.acts, self.body = Cards(), ActBar(), ListBody(self.table)
        self.closing = ClosingButton(context, self)
        self.export_button = QPushButton("Kết xuất")
        self._lay_out()
        self._connect()

    def open(self) -> None:
        """Show the merged book as it is now."""
        self.refresh()
        self.table.setFocus()

    def refresh(self) -> None:
        """Read everything anew, off the UI thread; what the units state, after the rest."""
        book, profile, period = self._context.book, self._context.profile, self._context.period
        self.closing.refresh()
        self._context.ask(self, lambda _: merged_book(book, profile, period), self._on_read)
        if self._is_stale:
            self._is_stale = False
            self._context.runner.run(
                lambda _: stated_differences(book, profile, period),
                while_alive(self, self._on_stated),
                while_alive(self, self._on_unread),
            )

    # --- what stands where

    def _lay_out(self) -> None:
        self.export_button.setProperty("primary", True)
        self.export_button.setToolTip("Kết xuất số liệu tổng hợp lên cấp trên")
        self.export_button.setAccessibleName("Kết xuất lên cấp trên")
        head = QHBoxLayout()
        head.setSpacing(SPACE_8)
        head.addWidget(self.cards, 1)
        buttons = QVBoxLayout()
        buttons.setSpacing(SPACE_8)
        buttons.addWidget(self.export_button)
        buttons.addWidget(self.closing)
        head.addLayout(buttons)
        row = QHBoxLayout()
        row.setSpacing(SPACE_8)
        row.addWidget(self.filters)
        row.addWidget(self.filters.search, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, SPACE_12)
        layout.setSpacing(SPACE_8)
        layout.addLayout(head)
        layout.addLayout(row)
        layout.addWidget(self.body, 1)
        layout.addWidget(self.acts)

    def _connect(self) -> None:
        self.filters.changed.connect(self._on_filter)
        self.filters.search.went_down.connect(self.table.setFocus)
        self.cards.list_wanted.connect(self.show_list)
        self.cards.register_wanted.connect(lambda: self._context.jump("register"))
        self.table.activated.connect(lambda _: self._go())
        self.table.delete_wanted.connect(self._take_back)
        self.table.row_changed.connect(self._show_acts)
        reason = shortcuts.bind(self.table, "F2", self.acts.edit_reason)
        reason.setContext(Qt.ShortcutContext.WidgetShortcut)
        self.acts.go_wanted.connect(self._go)
        self.acts.back_wanted.connect(self._take_back)
        self.acts.reason_written.connect(self._explain)
        self.acts.left.connect(self.table.setFocus)
        self.export_button.clicked.connect(lambda: self.tab_wanted.emit(SENDING))
        self._context.changes.changed.connect(self._on_changed)
        self._context.period_changed.connect(self._on_period)

    # --- what is shown

    def _columns(self) -> dict[str, Any]:
        catalogue = self._context.book.catalogue
        return {each.key: each for each in merged_columns(catalogue, self._list)}

    def show_list(self, which: MergedList) -> None:
        """Show one of the lists."""
        self.filters.show_state(self.filters.text(), which.value, {})
        self._on_filter()
        self.table.setFocus()

    def _on_filter(self) -> None:
        which = MergedList(self.filters.chip())
        if which is not self._list:
            self._list = which
            self._shown = []
            self.model.set_ids(())
            columns = self._columns()
            self.table.set_columns(screen_columns(columns, columns), {})
        self._show()

    def _on_changed(self, change: ChangeSet) -> None:
        self._is_stale = self._is_stale or bool(change.organisations or change.years)
        if self.isVisible() and (change.exchange or change.organisations or change.years):
            self.refresh()

    def _on_period(self) -> None:
        self._is_stale = True
        if self.isVisible():
            self.refresh()

    def _on_read(self, found: MergedBook) -> None:
        self._merged = found
        self._show()

    def _on_stated(self, found: tuple[StatedDifference, ...]) -> None:
        self._stated, self._unread = found, ""
        self._show()

    def _on_unread(self, error: Exception) -> None:
        """A kept file is gone or was changed: told in the list, not at every opening."""
        if not isinstance(error, KttError):
            show_error(self, error)
            return
        self._stated, self._unread = (), str(error)
        self._show()

    def _show(self) -> None:
        self._show_counts()
        rows, typed = self._rows(), self.filters.text()
        if typed.strip():
            columns = tuple(self._columns().values())
            self._context.ask(
                self,
                lambda _: matching(columns, rows, typed),
                lambda found: self._show_rows(rows, found),
            )
        else:
            self._show_rows(rows, rows)

    def _show_rows(self, rows: Sequence[MergedRow], found: Sequence[MergedRow]) -> None:
        if rows is not self._rows():
            return  # another list, or the list was read anew meanwhile
        self._shown = list(found)
        self.table.show_ids(range(len(self._shown)))
        self._show_body(bool(rows))
        self._show_acts()
        if self.isVisible():
            words = f"Hiện {count_text(len(self._shown))} / {count_text(len(rows))} dòng"
            self._context.notice(words, KEYS)

    def _rows(self) -> tuple[MergedRow, ...]:
        merged = self._merged
        rows: dict[MergedList, tuple[MergedRow, ...]] = {
            MergedList.CORRECTIONS: merged.corrections,
            MergedList.DUPLICATES: merged.duplicates,
            MergedList.STATED: self._stated,
            MergedList.SOURCES: merged.sources,
            MergedList.MAPPED: merged.mapped,
        }
        return rows[self._list]

    def _show_counts(self) -> None:
        merged = self._merged
        self.cards.show_merged(merged, None if self._unread else len(self._stated))
        counts = {
            MergedList.CORRECTIONS: len(merged.corrections),
            MergedList.DUPLICATES: len(merged.duplicates),
            MergedList.STATED: BLANK if self._unread else len(self._stated),
            MergedList.SOURCES: len(merged.sources),
            MergedList.MAPPED: len(merged.mapped),
        }
        self.filters.set_counts({each.value: str(count) for each, count in counts.items()})

    def _show_body(self, has_rows: bool) -> None:
        if self._shown:
            self.body.show_table()
        elif has_rows:
            self.body.show_empty("Không có dòng nào khớp với chữ đang tìm.", "Bỏ tìm", self._clear)
        elif not self._merged.sources:
            self.body.show_empty(FIRST, "Mở Nhận tệp", lambda: self.tab_wanted.emit(RECEIVING))
        else:
            is_unread = self._list is MergedList.STATED and self._unread
            words = self._unread if is_unread else NOTHING[self._list]
            self.body.show_empty(words, "Xem nguồn số liệu", self._show_sources)

    def _clear(self) -> None:
        self.filters.show_state("", self._list.value, {})
        self._show()
        self.table.setFocus()

    def _show_sources(self) -> None:
        self.show_list(MergedList.SOURCES)

    def _row(self) -> MergedRow | None:
        at = self.table.current_id()
        return self._shown[at] if at is not None and at < len(self._shown) else None

    def _show_acts(self) -> None:
        self.acts.show_row(self._row())

    # --- acts

    def _go(self) -> None:
        """Open what the chosen line speaks of."""
        match self._row():
            case CorrectionRow() as row:
                self._context.jump(row.place)
            case DuplicateRow() as row if row.decision is None:
                dialog = DuplicateDialog(self._context, row.claim, self)
                dialog.finished.connect(lambda _: self.table.setFocus())
                dialog.open()
            case StatedDifference() as row:
                kind = SubjectKind.SECTOR if row.sector else SubjectKind.UNIT
                code = self._context.profile.code
                self._context.jump(Place(kind, code, row.sector, row.code, row.label))
            case SourceRow() as row:
                self.unit_wanted.emit(row.file.key.unit)
            case MappedUnit() as row:
                self.unit_wanted.emit(row.key)

    def _take_back(self) -> None:
        """Put the received value back, or take a decision about a duplicate back."""
        row = self._row()
        if isinstance(row, CorrectionRow):
            self._drop(row)
        elif isinstance(row, DuplicateRow) and row.decision is not None:
            self._undo(row)

    def _drop(self, row: CorrectionRow) -> None:
        book, cell = self._context.book, row.correction.cell
        question = (
            f"{row.whose} – {row.what}: trả về giá trị nhận {row.received}? Giá trị sửa "
            f"{row.value} không còn trong sổ."
        )
        if self._is_agreed("Trả về giá trị nhận", question, "Trả về"):
            self._context.save(self, lambda _: drop_correction(book, cell))

    def _undo(self, row: DuplicateRow) -> None:
        book, subject = self._context.book, row.claim.subject
        question = (
            f"{row.claim.sides[0].name}: bỏ quyết định “{row.answer}”? Tổ chức này chờ xử lý lại "
            "và chưa tính ở đơn vị nào."
        )
        if self._is_agreed("Bỏ quyết định", question, "Bỏ quyết định"):
            self._context.save(self, lambda _: undo_decision(book, subject))

    def _is_agreed(self, title: str, question: str, yes: str) -> bool:
        return messages.ask(self, title, question, yes, "Giữ nguyên")

    def _explain(self, reason: str) -> None:
        row, book = self._row(), self._context.book
        if isinstance(row, CorrectionRow):
            cell = row.correction.cell
            self._context.save(self, lambda _: explain_correction(book, cell, reason))
        self.table.setFocus()

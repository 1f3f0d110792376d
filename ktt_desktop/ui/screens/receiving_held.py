"""Everything that is held: accepted files, returned ones, those that wait, old versions."""

from collections.abc import Container, Iterable, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from ktt_desktop.domain.receiving import FileState, HeldFile, current
from ktt_desktop.domain.records import ChangeSet
from ktt_desktop.domain.text import matches
from ktt_desktop.services.receiving_kept import received_files
from ktt_desktop.ui import theme
from ktt_desktop.ui.context import Context
from ktt_desktop.ui.screens.receiving_lines import STATE_WORDS, Line
from ktt_desktop.ui.screens.receiving_table import LineTable, held_columns

ALL_PERIODS, ALL_STATES = "Mọi kỳ", "Mọi tình trạng"


class HeldPage(QWidget):
    """Tệp đang giữ, the newest first, with filters by unit, period and condition."""

    changed = Signal()
    loaded = Signal(object)  # every HeldFile, read anew

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._all: Sequence[Line] = ()
        self.lines: Sequence[Line] = ()
        self.table = LineTable(held_columns(), "Tệp đang giữ")
        self.search, self.period, self.state = QLineEdit(), QComboBox(), QComboBox()
        self._lay_out()
        self.table.row_changed.connect(self.changed)
        self.search.textChanged.connect(self._filter)
        for box in (self.period, self.state):
            box.currentIndexChanged.connect(self._filter)
        context.changes.changed.connect(self._on_changed)

    def _lay_out(self) -> None:
        self.search.setPlaceholderText("Tìm đơn vị, tên tệp, người lập  Ctrl+F")
        self.search.setAccessibleName("Tìm tệp đang giữ")
        self.search.setClearButtonEnabled(True)
        self.search.setAcceptDrops(False)  # a file dropped here goes to the tab
        self.period.setAccessibleName("Lọc theo kỳ")
        self.state.setAccessibleName("Lọc theo tình trạng")
        self.state.addItem(ALL_STATES, None)
        for state, words in STATE_WORDS.items():
            self.state.addItem(words, state)
        row = QHBoxLayout()
        row.setSpacing(theme.SPACE_8)
        row.addWidget(self.search, 1)
        row.addWidget(self.period)
        row.addWidget(self.state)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.SPACE_8)
        column.addLayout(row)
        column.addWidget(self.table, 1)

    @property
    def count(self) -> int:
        """How many files are held, whatever is filtered."""
        return len(self._all)

    def load(self) -> None:
        """Read what is held."""
        book = self._context.book
        self._context.ask(self, lambda _: received_files(book), self._show)

    def _show(self, files: Sequence[HeldFile]) -> None:
        newest = {each.id for each in current(files).values()}
        self._all = [Line(each, is_replaced=_is_replaced(each, newest)) for each in files]
        self._offer_periods({each.key.period for each in files})
        self._filter()
        self.loaded.emit(files)

    def _offer_periods(self, periods: Iterable[str]) -> None:
        chosen = self.period.currentData()
        self.period.blockSignals(True)
        self.period.clear()
        self.period.addItem(ALL_PERIODS, "")
        for period in sorted(periods, reverse=True):
            self.period.addItem(period, period)
        self.period.setCurrentIndex(max(0, self.period.findData(chosen)))
        self.period.blockSignals(False)

    def _filter(self) -> None:
        period, state = self.period.currentData(), self.state.currentData()
        typed = self.search.text().strip()
        self.lines = [each for each in self._all if _passes(each.file, period, state, typed)]
        self.table.show_lines(self.lines)

    def _on_changed(self, change: ChangeSet) -> None:
        if change.exchange:
            self.load()


def _passes(file: HeldFile | None, period: str, state: FileState | None, typed: str) -> bool:
    if file is None:
        return False
    words = (
        f"{file.unit_name} {file.file_name} {file.prepared_by} {file.check_code} "
        f"{file.key.unit} {file.lands_on}"
    )
    return (
        period in ("", None, file.key.period)
        and state in (None, file.state)
        and (not typed or matches(typed, words))
    )


def _is_replaced(file: HeldFile, newest: Container[int]) -> bool:
    return file.state is FileState.ACCEPTED and file.id not in newest

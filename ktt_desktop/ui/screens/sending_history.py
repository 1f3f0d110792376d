"""Everything that was sent: what became of it, what changed, writing it once more."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QHeaderView,
    QPushButton,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from ktt_desktop.domain.identifiers import grouped_check_code
from ktt_desktop.domain.period import ReportingPeriod
from ktt_desktop.domain.receipt import Answer, Receipt, number_words
from ktt_desktop.domain.records import SentRow
from ktt_desktop.services.receipts import receipt_of_sent
from ktt_desktop.services.sent_changes import SentChanges, changes_before, changes_since
from ktt_desktop.services.submission import history
from ktt_desktop.ui import theme
from ktt_desktop.ui.context import Context
from ktt_desktop.ui.job_dialog import run_with_dialog
from ktt_desktop.ui.screens.sending_letter import LetterButton
from ktt_desktop.ui.screens.sending_lines import Lines, LinesDialog
from ktt_desktop.ui.screens.sending_words import (
    ANSWERED,
    change_lines,
    receipt_lines,
    row_words,
    state_words,
)

Index = QModelIndex | QPersistentModelIndex
EMPTY = "Chưa kết xuất lần nào; mỗi lần kết xuất được ghi ở đây."
COLUMNS = ("Kỳ", "Lần", "Tệp", "Mã kiểm tra", "Lúc", "Tình trạng")
FILE, STATE, CELL_PADDING, SHOWN = 2, 5, 5, 3


class SentTable(QTableWidget):
    """Các lần kết xuất, newest first; Enter asks for what is behind a line."""

    entered = Signal()

    def __init__(self) -> None:
        super().__init__(0, len(COLUMNS))
        self.setHorizontalHeaderLabels(COLUMNS)
        self.setAccessibleName("Các lần kết xuất")
        self.setItemDelegate(_PaddedDelegate(self))
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(theme.ROW_HEIGHT)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(FILE, QHeaderView.ResizeMode.Stretch)
        self.setMinimumHeight(header.sizeHint().height() + SHOWN * theme.ROW_HEIGHT)
        self.itemDoubleClicked.connect(lambda _: self.entered.emit())

    def show_rows(self, rows: list[SentRow]) -> None:
        """Fill the table."""
        self.setRowCount(len(rows))
        for at, row in enumerate(rows):
            when = row.created_at.astimezone()
            texts = (
                row.period,
                number_words(row.number).capitalize(),
                row.file_name,
                grouped_check_code(row.check_code),
                f"{when:%d/%m/%Y %H:%M}",
                state_words(row),
            )
            for column, text in enumerate(texts):
                item = QTableWidgetItem(text)
                item.setToolTip(str(Path(row.folder) / row.file_name))
                if column == STATE and row.answer:
                    ink, ground = theme.TONES[ANSWERED[Answer(row.answer)]]
                    item.setForeground(QColor(ink))
                    item.setBackground(QColor(ground))
                self.setItem(at, column, item)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.entered.emit()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self.rowCount():
            painter = QPainter(self.viewport())
            painter.setPen(QColor(theme.HINT))
            painter.drawText(self.viewport().rect(), Qt.AlignmentFlag.AlignCenter, EMPTY)


class SentHistory(QWidget):
    """Bảng các lần đã kết xuất và các việc với một lần."""

    again_wanted = Signal(object)  # SentRow

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context, self._rows = context, list[SentRow]()
        self._wanted = ""  # the submission to stand on at the next showing
        self.table = SentTable()
        self.before = self._act("Thay đổi so với lần trước", self._show_before)
        self.since = self._act("Thay đổi đến nay", self._show_since)
        self.since.setAccessibleName("Thay đổi từ lần nộp này đến nay")
        self.again = self._act("Ghi lại tệp này…", self._on_again)
        self.receipt = self._act("Biên nhận", self._show_receipt)
        self.letter = LetterButton(context, self, lambda: self.row)
        acts = QHBoxLayout()
        acts.setSpacing(theme.SPACE_8)
        for button in (self.before, self.since, self.again, self.letter, self.receipt):
            acts.addWidget(button)
        acts.addStretch()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.SPACE_8)
        column.addWidget(self.table, 1)
        column.addLayout(acts)
        self.table.entered.connect(self._enter)
        self.table.currentItemChanged.connect(lambda *_: self._enable())
        self._enable()

    def go_to(self, bundle_id: str) -> None:
        """Stand on a submission, also where it is yet to be read."""
        self._wanted = bundle_id
        self._show(self._rows)

    def load(self) -> None:
        """Read the history anew; the cursor stays on its line."""
        book = self._context.book
        self._context.ask(self, lambda _: history(book), self._show)

    @property
    def row(self) -> SentRow | None:
        """The line the cursor is on."""
        at = self.table.currentRow()
        return self._rows[at] if 0 <= at < len(self._rows) else None

    def show_receipt(self, receipt: Receipt) -> None:
        """What the level above answered, with the way to every figure."""
        self._open(receipt_lines(receipt), ReportingPeriod.parse(receipt.period))

    def _act(self, words: str, act: Callable[[], None]) -> QPushButton:
        button = QPushButton(words)
        button.setAccessibleName(words.rstrip("…"))
        button.clicked.connect(act)
        return button

    def _show(self, rows: list[SentRow]) -> None:
        held, self._rows = self.row, rows
        self.table.show_rows(rows)
        ids = [each.bundle_id for each in rows]
        wanted = self._wanted or (held.bundle_id if held else "")
        at = ids.index(wanted) if wanted in ids else 0
        if self._wanted in ids:
            self._wanted = ""
        if rows:
            self.table.setCurrentCell(at, 0)
        self._enable()

    def _enable(self) -> None:
        row = self.row
        for button in (self.before, self.since, self.again, self.letter):
            button.setEnabled(row is not None)
        self.receipt.setEnabled(row is not None and bool(row.answer))

    def _enter(self) -> None:
        """The answer where there is one, else what the submission changed."""
        if row := self.row:
            (self._show_receipt if row.answer else self._show_before)()

    def _show_before(self) -> None:
        self._ask_changes("Thay đổi so với lần trước", changes_before)

    def _show_since(self) -> None:
        self._ask_changes("Thay đổi từ lần nộp này đến nay", changes_since)

    def _ask_changes(self, title: str, read: Callable[..., SentChanges]) -> None:
        row, context = self.row, self._context
        if row is None:
            return
        book, profile = context.book, context.profile

        def show(changes: SentChanges) -> None:
            self._open(change_lines(title, row_words(row), changes), _period(row))

        run_with_dialog(context, self, title, lambda _: read(book, profile, row.bundle_id), show)

    def _show_receipt(self) -> None:
        row, book = self.row, self._context.book
        if row is None or not row.answer:
            return

        def show(receipt: Receipt | None) -> None:
            if receipt is not None:
                self.show_receipt(receipt)

        self._context.ask(self, lambda _: receipt_of_sent(book, row.bundle_id), show)

    def _on_again(self) -> None:
        if row := self.row:
            self.again_wanted.emit(row)

    def _open(self, view: Lines, period: ReportingPeriod) -> None:
        LinesDialog(self._context, view, period, self).open()


def _period(row: SentRow) -> ReportingPeriod:
    return ReportingPeriod.parse(row.period)


class _PaddedDelegate(QStyledItemDelegate):
    """Cells as far from the edge as the words of the table head."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        size = super().sizeHint(option, index)
        return QSize(size.width() + 2 * CELL_PADDING, size.height())

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        rect: QRect = option.rect  # type: ignore[attr-defined]
        option.rect = rect.adjusted(CELL_PADDING, 0, -CELL_PADDING, 0)  # type: ignore[attr-defined]
        super().paint(painter, option, index)

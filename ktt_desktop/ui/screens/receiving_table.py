"""The list of received files: marks, conditions in words, Enter for the detail of one."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QMouseEvent

from ktt_desktop.services.file_looks import ChangeCounts
from ktt_desktop.ui.screens.receiving_lines import (
    Line,
    condition,
    file_words,
    period_words,
    remarks,
    turn_words,
    unit_words,
)
from ktt_desktop.ui.tables.columns import Column
from ktt_desktop.ui.tables.window_model import WindowModel
from ktt_desktop.ui.tables.window_table import WindowTable

CONDITION = "condition"
MARKED, UNMARKED, NO_MARK = "☑", "☐", "   "


class LineTable(WindowTable):
    """Danh sách tệp; Space marks a line, Ctrl+A all that can be accepted."""

    opened = Signal()  # Enter or a double click
    mark_wanted = Signal()
    all_wanted = Signal()

    def __init__(self, columns: Sequence[Column[Line]], name: str) -> None:
        self._lines: Sequence[Line] = ()
        model: WindowModel[Line] = WindowModel(
            columns, lambda ids: {each: self._lines[each] for each in ids}
        )
        super().__init__(model, (CONDITION,))
        self.setAccessibleName(name)
        self.doubleClicked.connect(lambda _: self.opened.emit())

    @property
    def line(self) -> Line | None:
        """The line the keyboard stands on."""
        place = self.current_id()
        return None if place is None else self._lines[place]

    def show_lines(self, lines: Sequence[Line]) -> None:
        """Show these; the keyboard stays at its place."""
        column = max(self.currentIndex().column(), 0)
        row = min(max(self.currentIndex().row(), 0), len(lines) - 1)
        self._lines = lines
        self.window_model.set_ids(range(len(lines)))
        if lines:
            self.setCurrentIndex(self.window_model.index(row, column))
        self.row_changed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens, Space marks, Ctrl+A marks all."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.opened.emit()
        elif event.key() == Qt.Key.Key_Space:
            self.mark_wanted.emit()
        elif event.matches(QKeySequence.StandardKey.SelectAll):
            self.all_wanted.emit()
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click on the box at the left marks the line."""
        super().mouseReleaseEvent(event)
        place = event.position().toPoint()
        index = self.indexAt(place)
        if index.isValid() and not index.column() and place.x() < self.rowHeight(0):
            self.mark_wanted.emit()


def came_columns() -> tuple[Column[Line], ...]:
    """The columns of files that just came: what accepting each would change."""
    return (
        Column("unit", "Đơn vị", 22, _marked_unit),
        Column("period", "Kỳ", 7, period_words),
        Column("turn", "Lần", 9, turn_words),
        Column(CONDITION, "Tình trạng", 17, _word, tone=_tone),
        Column("new", "Tổ chức\nmới", 6, _count(lambda d: d.organisations_new), True),
        Column("changed", "Tổ chức\nđổi", 6, _count(lambda d: d.organisations_changed), True),
        Column("gone", "Tổ chức\nmất", 6, _count(lambda d: d.organisations_gone), True),
        Column("figures", "Số liệu\nđổi", 6, _count(lambda d: d.figures), True),
        Column("lost", "Số liệu\nmất", 6, _count(lambda d: d.lost), True),
        Column("remarks", "Cảnh báo", 20, _remarks),
        Column("file", "Tệp", 14, file_words),
    )


def held_columns() -> tuple[Column[Line], ...]:
    """The columns of files that are kept."""
    return (
        Column("unit", "Đơn vị", 26, unit_words),
        Column("period", "Kỳ", 7, period_words),
        Column("turn", "Lần", 9, turn_words),
        Column(CONDITION, "Tình trạng", 17, _word, tone=_tone),
        Column("received", "Nhận lúc", 16, _received),
        Column("created", "Lập lúc", 16, _created),
        Column(
            "prepared", "Người lập", 16, lambda line: line.file.prepared_by if line.file else ""
        ),
        Column("file", "Tệp", 18, file_words),
    )


def _marked_unit(line: Line) -> str:
    mark = (MARKED if line.is_marked else UNMARKED) if line.can_accept else NO_MARK
    return f"{mark} {unit_words(line)}"


def _word(line: Line) -> str:
    return condition(line)[0]


def _tone(line: Line) -> str:
    return condition(line)[1]


def _count(of: Callable[[ChangeCounts], int]) -> Callable[[Line], str]:
    def text(line: Line) -> str:
        found = line.look.changes if line.look else None
        return str(of(found) or "") if found is not None else ""

    return text


def _remarks(line: Line) -> str:
    return " ".join(remarks(line))


def _received(line: Line) -> str:
    return _moment(line, "received_at")


def _created(line: Line) -> str:
    return _moment(line, "created_at")


def _moment(line: Line, name: str) -> str:
    moment = getattr(line.file, name) if line.file else None
    return f"{moment.astimezone():%d/%m/%Y %H:%M}" if moment else ""

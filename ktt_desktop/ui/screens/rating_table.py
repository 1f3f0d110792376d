"""The criteria of one ruleset as a table: maximum, suggestion, points to type, notes."""

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QBrush, QColor, QFont, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemDelegate,
    QAbstractItemView,
    QHeaderView,
    QTableWidget,
    QTableWidgetItem,
    QWidget,
)

from ktt_desktop.domain.errors import InvalidInputError
from ktt_desktop.domain.numbers import parse
from ktt_desktop.domain.rating import POINTS, Outcome, points_text
from ktt_desktop.domain.rulesets import Criterion, Group, Ruleset
from ktt_desktop.domain.text import nfc
from ktt_desktop.services.rating_words import most_words
from ktt_desktop.ui.theme import COMPUTED, ERROR, HINT, WARNING, WARNING_TINT

HEADERS = ("STT", "Tiêu chí", "Tối đa", "Gợi ý", "Điểm", "Ghi chú")
NUMBER, LABEL, MOST, SUGGESTED, GIVEN, NOTES = range(len(HEADERS))
WIDTHS = {NUMBER: 42, MOST: 100, SUGGESTED: 54, GIVEN: 60}  # logical pixels
NOTES_SHARE = 16  # per cent of the width
CENTRE, RIGHT = Qt.AlignmentFlag.AlignCenter, Qt.AlignmentFlag.AlignRight
MIDDLE = Qt.AlignmentFlag.AlignVCenter


class CriteriaTable(QTableWidget):
    """Bảng chấm điểm: typing begins to edit, Enter goes to the next criterion."""

    edited = Signal()
    refused = Signal(str)  # why what was typed is no number of points; "" once all is well

    def __init__(
        self, ruleset: Ruleset, points: Mapping[str, int], notes: Mapping[str, str]
    ) -> None:
        self._lines = _lines(ruleset)
        super().__init__(len(self._lines), len(HEADERS))
        self._ruleset = ruleset
        self._outcome: Outcome | None = None
        self.points, self.notes = dict(points), dict(notes)
        self.setAccessibleName(f"Các tiêu chí, {ruleset.short}")
        self.setHorizontalHeaderLabels(HEADERS)
        self.verticalHeader().hide()
        self.setTabKeyNavigation(False)
        self.setWordWrap(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        trigger = QAbstractItemView.EditTrigger
        self.setEditTriggers(trigger.AnyKeyPressed | trigger.EditKeyPressed | trigger.DoubleClicked)
        header = self.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header.setSectionResizeMode(LABEL, QHeaderView.ResizeMode.Stretch)
        for column, width in WIDTHS.items():
            header.resizeSection(column, width)
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        self._fill()
        self.itemChanged.connect(self._on_changed)
        self.setCurrentCell(self._next_leaf(-1), GIVEN)

    def show_outcome(self, outcome: Outcome) -> None:
        """Sums, suggestions and warnings as they are now."""
        self._outcome = outcome
        self.blockSignals(True)
        for place, line in enumerate(self._lines):
            key = line.key
            is_leaf = isinstance(line, Criterion) and not self._ruleset.parts(key)
            given = self.points.get(key) if is_leaf else outcome.sums.get(key)
            self._put(place, GIVEN, "" if given is None else points_text(given))
            suggested = outcome.suggested.get(key)
            self._put(place, SUGGESTED, "" if suggested is None else points_text(suggested))
            item = self.item(place, GIVEN)
            warning = outcome.warnings.get(key, "")
            assert item is not None
            item.setToolTip(warning)
            ground = WARNING_TINT if warning else "" if is_leaf else COMPUTED
            item.setBackground(QBrush(QColor(ground)) if ground else QBrush())
            item.setForeground(QBrush(QColor(WARNING)) if warning else QBrush())
        self.blockSignals(False)

    def take_suggestion(self, *, everywhere: bool) -> None:
        """Take the suggested points into the current criterion, or into every open one."""
        if self._outcome is None:
            return
        suggested = self._outcome.suggested
        if everywhere:
            self.points = {**suggested, **self.points}
        elif (key := self._lines[self.currentRow()].key) in suggested:
            self.points[key] = suggested[key]
        self.edited.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.horizontalHeader().resizeSection(NOTES, self.width() * NOTES_SHARE // 100)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter goes down, Delete empties the cell; what is typed begins to edit."""
        if self.state() is QAbstractItemView.State.EditingState:
            super().keyPressEvent(event)  # Enter comes here too; closeEditor goes down then
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._go_down()
        elif event.key() == Qt.Key.Key_Delete:
            item = self.currentItem()
            if item is not None and item.flags() & Qt.ItemFlag.ItemIsEditable:
                item.setText("")
        else:
            super().keyPressEvent(event)

    def closeEditor(self, editor: QWidget, hint: QAbstractItemDelegate.EndEditHint) -> None:
        super().closeEditor(editor, hint)
        if hint is QAbstractItemDelegate.EndEditHint.SubmitModelCache:
            self._go_down()

    def _go_down(self) -> None:
        self.setCurrentCell(self._next_leaf(self.currentRow()), max(self.currentColumn(), GIVEN))

    def _next_leaf(self, place: int) -> int:
        leaves = {each.key for each in self._ruleset.leaves}
        places = [n for n, line in enumerate(self._lines) if line.key in leaves]
        return next((n for n in places if n > place), places[-1])

    def _fill(self) -> None:
        leaves = {each.key for each in self._ruleset.leaves}
        limits = {
            each.groups[0]: each.most for each in self._ruleset.limits if len(each.groups) == 1
        }
        for place, line in enumerate(self._lines):
            is_leaf = isinstance(line, Criterion) and line.key in leaves
            if isinstance(line, Criterion):
                most = "" if line.most is None and not is_leaf else most_words(line.most)
                number = line.number
            else:
                most, number = _limit_words(limits.get(line.key)), line.key
            texts = (number, line.label, most, "", "", self.notes.get(line.key, ""))
            for column, text in enumerate(texts):
                self._make(place, column, text, line, is_leaf=is_leaf)

    def _make(
        self, place: int, column: int, text: str, line: Group | Criterion, *, is_leaf: bool
    ) -> None:
        item = QTableWidgetItem(text)
        editable = is_leaf and column in (GIVEN, NOTES)
        if not editable:
            item.setFlags(item.flags() & ~Qt.ItemFlag.ItemIsEditable)
        if column in (MOST, SUGGESTED, GIVEN):
            item.setTextAlignment((CENTRE if column == MOST else RIGHT) | MIDDLE)
        elif column == NUMBER:
            item.setTextAlignment(CENTRE)
        if not isinstance(line, Criterion):
            font = QFont(self.font())
            font.setBold(True)
            item.setFont(font)
            item.setBackground(QBrush(QColor(COMPUTED)))
        elif column == MOST and is_leaf and line.most is None:
            item.setForeground(QBrush(QColor(HINT)))
            item.setToolTip("Chưa có căn cứ về điểm tối đa. Điền ở Sửa thang điểm.")
        self.setItem(place, column, item)

    def _put(self, place: int, column: int, text: str) -> None:
        item = self.item(place, column)
        assert item is not None
        item.setText(text)

    def _on_changed(self, item: QTableWidgetItem) -> None:
        key, text = self._lines[item.row()].key, nfc(item.text())
        if item.column() == NOTES:
            self.notes = {**self.notes, key: text}
        else:
            try:
                points = parse(text, POINTS)
            except InvalidInputError as error:
                item.setForeground(QBrush(QColor(ERROR)))
                self.edited.emit()  # the points are as they were, and shown so
                self.refused.emit(str(error))
                return
            self.points.pop(key, None)
            if points is not None:
                self.points[key] = points
        self.refused.emit("")
        self.edited.emit()


def _lines(ruleset: Ruleset) -> list[Group | Criterion]:
    """Groups with their criteria, in the order of the form."""
    lines: list[Group | Criterion] = []
    for group in ruleset.groups:
        lines.append(group)
        lines += [each for each in ruleset.criteria if each.group == group.key]
    return lines


def _limit_words(most: int | None) -> str:
    return "" if most is None else points_text(most)

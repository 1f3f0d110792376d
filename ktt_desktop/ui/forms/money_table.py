"""Editor of the money of a record: a row for each source, a column for each group of amounts."""

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QGridLayout, QLabel, QLineEdit, QWidget

from ktt_desktop.catalogue.dossiers_loader import MoneyGroup
from ktt_desktop.domain.dossier import TOTAL, money_key
from ktt_desktop.domain.numbers import MILLIONS, format_number
from ktt_desktop.domain.terms import FundingSource
from ktt_desktop.ui.forms.editor import Editor
from ktt_desktop.ui.forms.number_editor import NumberEditor
from ktt_desktop.ui.theme import CONTROL_HEIGHT, SPACE_4, SPACE_8, SPACE_12

LAST_DISTRICT_YEAR = 2025  # districts were dissolved on 1/7/2025
CELL_WIDTH = 150  # logical pixels: 9.999.999,999999
STATED, ADDED = "Tổng theo văn bản", "Cộng các nguồn"


class MoneyTable(Editor):
    """Kinh phí theo nguồn; `value` maps DossierDraft.money keys to đồng, what is blank left out.

    Amounts are typed in triệu đồng or with their unit ("23 tỷ"). Under the table stand the sums,
    and what the stated totals and the sources differ by.
    """

    is_wide = True

    def __init__(
        self,
        sources: Mapping[FundingSource, str],
        groups: Sequence[MoneyGroup],
        year: int | None = None,
    ) -> None:
        super().__init__()
        self._groups, self._year = tuple(groups), year
        self._rows: dict[str, str] = {key.value: words for key, words in sources.items()}
        self._rows[TOTAL] = STATED
        self._labels = {row: QLabel(words) for row, words in self._rows.items()}
        self._cells = {
            (row, each.key): self._cell(row, each) for row in self._rows for each in groups
        }
        self._sums = {each.key: QLabel() for each in groups}
        self._others: dict[str, int] = {}  # what this table has no cell for
        self.words = QLabel()
        self._lay_out()
        self.setFocusProxy(next(iter(self._cells.values())))
        self._show()

    def _cell(self, row: str, group: MoneyGroup) -> NumberEditor:
        cell = NumberEditor(MILLIONS, shows_unit=False)
        cell.input.setObjectName(f"money.{money_key(group.key, row)}")
        cell.input.setAccessibleName(f"{group.label}, {self._rows[row]}")
        cell.input.installEventFilter(self)
        cell.edited.connect(self._on_edited)
        cell.left.connect(self._on_left)
        return cell

    def _lay_out(self) -> None:
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(SPACE_12)
        grid.setVerticalSpacing(SPACE_4)
        for column, group in enumerate(self._groups, start=1):
            head = QLabel(group.label)
            head.setProperty("subheading", True)
            grid.addWidget(head, 0, column, Qt.AlignmentFlag.AlignRight)
            grid.setColumnMinimumWidth(column, CELL_WIDTH)
        for line, row in enumerate(self._rows, start=1):
            self._labels[row].setMinimumHeight(CONTROL_HEIGHT)  # in line with its cells
            self._labels[row].setProperty("subheading", row == TOTAL)
            grid.addWidget(self._labels[row], line, 0, Qt.AlignmentFlag.AlignTop)
            for column, group in enumerate(self._groups, start=1):
                cell = self._cells[row, group.key]
                grid.addWidget(cell, line, column, Qt.AlignmentFlag.AlignTop)
        last = len(self._rows) + 1
        grid.addWidget(QLabel(ADDED), last, 0)
        for column, group in enumerate(self._groups, start=1):
            self._sums[group.key].setIndent(SPACE_8)  # under the figures of its column
            grid.addWidget(self._sums[group.key], last, column, Qt.AlignmentFlag.AlignRight)
        self.words.setProperty("line", True)
        self.words.setProperty("tone", "warning")
        self.words.setWordWrap(True)
        self.words.setTextFormat(Qt.TextFormat.PlainText)
        grid.addWidget(self.words, last + 1, 0, 1, len(self._groups) + 2)
        grid.setColumnStretch(len(self._groups) + 1, 1)

    @property
    def input(self) -> QWidget:
        return self

    def value(self) -> dict[str, int]:
        amounts = {
            money_key(group, row): cell.value() for (row, group), cell in self._cells.items()
        }
        return self._others | {key: each for key, each in amounts.items() if each is not None}

    def set_value(self, value: Any) -> None:
        known = set()
        for (row, group), cell in self._cells.items():
            key = money_key(group, row)
            known.add(key)
            cell.set_value(value.get(key))
        self._others = {key: each for key, each in value.items() if key not in known}
        self._mark()
        self._show()

    def set_year(self, year: int | None) -> None:
        """Offer the sources there were in a year; one that is filled in stays."""
        self._year = year
        self._show()

    def problem(self) -> str:
        return "\n".join(
            f"{cell.input.accessibleName()}: {problem}"
            for cell in self._cells.values()
            if (problem := cell.problem())
        )

    def setFocus(self, reason: Qt.FocusReason = Qt.FocusReason.OtherFocusReason) -> None:
        """Go to the first cell that cannot be read, else to the first one."""
        self._mark()
        cells = list(self._cells.values())
        next((each for each in cells if each.problem()), cells[0]).setFocus(reason)

    def sum_text(self, group: str) -> str:
        """What stands beside "Cộng các nguồn" for a group."""
        return self._sums[group].text()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """← and → at the end of what is typed go to the cell beside."""
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress:
            step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()))
            if step and isinstance(watched, QLineEdit) and _is_at_end(watched, step):
                return self._step(0, step)
        return super().eventFilter(watched, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """↑ and ↓ go over the rows; Enter goes down, then to the next column, then on."""
        key = event.key()
        is_entered = key in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        rows = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(key), int(is_entered))
        moved = rows != 0 and self._step(rows, 0)
        if not moved and not (is_entered and self._to_next_column()):
            super().keyPressEvent(event)

    def _here(self) -> tuple[int, int] | None:
        """Row and column of the cell that has the keys."""
        focused = QApplication.focusWidget()
        for (row, group), cell in self._cells.items():
            if focused is not None and cell.isAncestorOf(focused):
                return self._shown_rows().index(row), self._columns().index(group)
        return None

    def _step(self, rows: int, columns: int) -> bool:
        here = self._here()
        return here is not None and self._go_to(here[0] + rows, here[1] + columns)

    def _to_next_column(self) -> bool:
        here = self._here()
        return here is not None and self._go_to(0, here[1] + 1)

    def _go_to(self, line: int, column: int) -> bool:
        rows, columns = self._shown_rows(), self._columns()
        if not (0 <= line < len(rows) and 0 <= column < len(columns)):
            return False
        self._cells[rows[line], columns[column]].setFocus(Qt.FocusReason.TabFocusReason)
        return True

    def _columns(self) -> list[str]:
        return [each.key for each in self._groups]

    def _shown_rows(self) -> list[str]:
        return [row for row in self._rows if self._is_offered(row)]

    def _is_offered(self, row: str) -> bool:
        is_there = self._year is None or self._year <= LAST_DISTRICT_YEAR
        filled = any(
            self._cells[row, group].value() is not None or self._cells[row, group].problem()
            for group in self._columns()
        )
        return row != FundingSource.DISTRICT or is_there or filled

    def _on_edited(self) -> None:
        self._show()
        self.edited.emit()

    def _on_left(self) -> None:
        self._mark()
        self.left.emit()

    def _mark(self) -> None:
        """A red frame around what cannot be read."""
        for cell in self._cells.values():
            if cell.input.property("invalid") != (is_wrong := bool(cell.problem())):
                cell.input.setProperty("invalid", is_wrong)
                cell.input.style().unpolish(cell.input)
                cell.input.style().polish(cell.input)

    def _show(self) -> None:
        """The rows on offer, the sums, and what does not add up."""
        for row, label in self._labels.items():
            for widget in (label, *(self._cells[row, group] for group in self._columns())):
                widget.setVisible(self._is_offered(row))
        for group in self._columns():
            self._sums[group].setText(self._sum_words(group))
        words = "\n".join(filter(None, map(self._difference, self._groups)))
        self.words.setText(words)
        self.words.setVisible(bool(words))

    def _added(self, group: str) -> int | None:
        """The sum of the sources of a group, đồng; None where none is filled in."""
        amounts = [self._cells[row, group].value() for row in self._rows if row != TOTAL]
        known = [each for each in amounts if each is not None]
        return sum(known) if known else None

    def _sum_words(self, group: str) -> str:
        if any(self._cells[row, group].problem() for row in self._rows if row != TOTAL):
            return "chưa tính được"
        added = self._added(group)
        return "–" if added is None else _millions(added)

    def _difference(self, group: MoneyGroup) -> str:
        stated, added = self._cells[TOTAL, group.key].value(), self._added(group.key)
        if stated is None or added is None or stated == added:
            return ""
        more = "nhiều hơn" if stated > added else "ít hơn"
        return (
            f"{group.label}: tổng theo văn bản {_millions(stated)}, cộng các nguồn "
            f"{_millions(added)} triệu đồng; văn bản {more} {_millions(abs(stated - added))} "
            "triệu đồng. Kiểm tra lại, hoặc ghi đúng như văn bản."
        )


def _millions(dong: int) -> str:
    return format_number(dong, MILLIONS, MILLIONS.places)


def _is_at_end(line: QLineEdit, step: int) -> bool:
    """Whether the caret can go no further, or all is marked as it is on entering a cell."""
    if line.selectedText() == line.text():
        return True
    return line.cursorPosition() == (0 if step < 0 else len(line.text()))

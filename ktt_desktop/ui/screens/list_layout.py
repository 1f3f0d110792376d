"""Chọn cột: which columns the list shows, in which order; all by keyboard."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from ktt_desktop.services.list_columns import DEFAULT, ListColumn
from ktt_desktop.services.list_views import LAYOUT, ListLayout, load_layout, save_layout
from ktt_desktop.ui.context import Context
from ktt_desktop.ui.screens.register_columns import screen_columns
from ktt_desktop.ui.tables.columns import Column
from ktt_desktop.ui.tables.window_table import WindowTable
from ktt_desktop.ui.theme import SPACE_8, SPACE_20

MOVING = Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.ShiftModifier
KEY = Qt.ItemDataRole.UserRole
PAUSE = 600  # milliseconds after the last change of a width


@dataclass(frozen=True, slots=True)
class LayoutSpec:
    """Cột của một danh sách: all there are by key, those shown at first, where the choice is kept.

    The first of `default` is what a row is called: it stands first whatever is chosen.
    """

    every: Mapping[str, ListColumn[Any]]
    default: tuple[str, ...] = DEFAULT
    name: str = LAYOUT
    dressed: Callable[..., tuple[Column[Any], ...]] = screen_columns

    @property
    def first(self) -> str:
        """What a row is called."""
        return self.default[0]


class LayoutKeeper(QObject):
    """Giữ cột và độ rộng của danh sách trong sổ; written a moment after the last change."""

    def __init__(self, context: Context, spec: LayoutSpec, table: WindowTable) -> None:
        super().__init__(table)
        self._context, self._spec, self._table = context, spec, table
        self.layout = ListLayout(spec.default)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(PAUSE)
        self._soon.timeout.connect(self._keep)
        table.widths_changed.connect(self._on_widths)

    def load(self) -> None:
        """Show the list as it was left."""
        book, spec = self._context.book, self._spec
        self._context.ask(
            self._table, lambda _: load_layout(book, spec.name, spec.default), self._show
        )

    def show(self, layout: ListLayout) -> None:
        """Show other columns, and keep them."""
        self._show(layout)
        self._soon.start()

    def offer(self, column: ListColumn[Any]) -> None:
        """One more column to choose; it stands where the officer left it."""
        if column.key not in self._spec.every:
            self._spec = replace(self._spec, every={**self._spec.every, column.key: column})
            self.load()

    def choose(self, screen: QWidget) -> None:
        """Ask for the columns."""
        dialog = ColumnsDialog(self._spec, self.layout.columns, screen)
        dialog.accepted.connect(lambda: self.show(replace(self.layout, columns=dialog.chosen)))
        dialog.open()

    def _show(self, layout: ListLayout) -> None:
        self.layout = layout
        self._table.set_columns(self._spec.dressed(self._spec.every, layout.columns), layout.widths)

    def _on_widths(self) -> None:
        self.layout = replace(self.layout, widths={**self.layout.widths, **self._table.widths()})
        self._soon.start()

    def _keep(self) -> None:
        book, layout, name = self._context.book, self.layout, self._spec.name
        self._context.ask(self._table, lambda _: save_layout(book, layout, name), lambda _: None)


class _Columns(QListWidget):
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Alt+Shift+↑ and Alt+Shift+↓ move the column, Space ticks it."""
        steps = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
        if event.modifiers() & MOVING == MOVING and event.key() in steps:
            self.shift(steps[Qt.Key(event.key())])
        else:
            super().keyPressEvent(event)

    def shift(self, step: int) -> None:
        """Move the column the keyboard stands on up or down."""
        here = self.currentRow()
        there = here + step
        if here >= 1 and 1 <= there < self.count():
            self.insertItem(there, self.takeItem(here))
            self.setCurrentRow(there)


class ColumnsDialog(QDialog):
    """Hộp thoại chọn cột; `chosen` are the keys in their order once it was accepted."""

    def __init__(self, spec: LayoutSpec, shown: Sequence[str], parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("Chọn cột")
        self._spec = spec
        self.list = _Columns()
        self.list.setAccessibleName("Các cột")
        self._lay_out()
        self.fill(shown)
        self.resize(460, 560)

    def _lay_out(self) -> None:
        hint = QLabel("Dấu cách: hiện, ẩn cột. Alt+Shift+↑, Alt+Shift+↓: đổi chỗ.")
        hint.setProperty("hint", True)
        column = QVBoxLayout(self)
        column.setContentsMargins(*[SPACE_20] * 4)
        column.setSpacing(SPACE_8)
        column.addWidget(hint)
        column.addWidget(self.list, 1)
        tools, ends = QHBoxLayout(), QHBoxLayout()
        for words, act in (
            ("Lên  Alt+Shift+↑", lambda: self.list.shift(-1)),
            ("Xuống  Alt+Shift+↓", lambda: self.list.shift(1)),
            ("Như ban đầu", lambda: self.fill(self._spec.default)),
        ):
            tools.addWidget(self._button(words, act))
        tools.addStretch()
        ends.addStretch()
        ends.addWidget(self._button("Hoãn  Esc", self.reject))
        take = self._button("Đồng ý  Enter", self.accept)
        take.setProperty("primary", True)
        take.setDefault(True)
        ends.addWidget(take)
        column.addLayout(tools)
        column.addLayout(ends)

    def _button(self, words: str, act: object) -> QPushButton:
        button = QPushButton(words)
        button.setAccessibleName(words.split("  ")[0])
        button.clicked.connect(act)
        return button

    def fill(self, shown: Sequence[str]) -> None:
        """Offer all columns, the shown ones first and ticked."""
        self.list.clear()
        every, first = self._spec.every, self._spec.first
        known = [key for key in shown if key in every and key != first]
        others = [key for key in every if key not in known and key != first]
        for key in (first, *known, *others):
            item = QListWidgetItem(every[key].heading)
            item.setData(KEY, key)
            is_shown = key == first or key in known
            item.setCheckState(Qt.CheckState.Checked if is_shown else Qt.CheckState.Unchecked)
            if key == first:
                item.setFlags(Qt.ItemFlag.ItemIsSelectable)
            self.list.addItem(item)
        self.list.setCurrentRow(1)

    @property
    def chosen(self) -> tuple[str, ...]:
        """The ticked columns in their order."""
        items = (self.list.item(row) for row in range(self.list.count()))
        return tuple(item.data(KEY) for item in items if item.checkState() is Qt.CheckState.Checked)

"""The frame of the dialogs that fill in numbers of a circular: a choice, a table, Ghi or Hoãn."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QDialog,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from ktt_desktop.ui import messages, shortcuts
from ktt_desktop.ui.context import Context
from ktt_desktop.ui.theme import SPACE_8, SPACE_12, SPACE_20

MARGIN = 40  # logical pixels left of a small screen


class NumbersDialog(QDialog):
    """Hộp thoại điền số của văn bản; nothing is kept before Ghi.

    A subclass fills `choice`, calls `lay_out`, and says what the table shows and what is changed.
    """

    def __init__(self, context: Context, title: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(title)
        self._context = context
        self.choice, self.problem = QComboBox(), QLabel()
        self.table = QTableWidget()
        self.leave_button = self.button("Hoãn  Esc", self.reject)
        self.save_button = self.button("Ghi  Ctrl+S", self.keep)
        self.choice.currentIndexChanged.connect(lambda _: self.show_chosen())
        self.table.itemChanged.connect(self.on_edited)
        shortcuts.bind(self, "Ctrl+S", self.keep)
        delete = shortcuts.bind(self.table, "Delete", self.take_back)
        delete.setContext(Qt.ShortcutContext.WidgetShortcut)

    def button(self, words: str, act: Callable[[], object]) -> QPushButton:
        """A button with its key behind its words."""
        button = QPushButton(words)
        button.setAutoDefault(False)
        button.setAccessibleName(words.split("  ")[0])
        button.clicked.connect(act)
        return button

    def lay_out(
        self,
        names: tuple[str, str],
        headers: Sequence[str],
        how: str,
        size: tuple[int, int],
        acts: Sequence[QPushButton] = (),
    ) -> None:
        """Put everything in its place; `names` are those of the choice and of the table."""
        self._dress_table(headers)
        self.choice.setAccessibleName(names[0])
        self.table.setAccessibleName(names[1])
        hint = QLabel(how)
        hint.setProperty("hint", True)
        self.problem.setProperty("problem", True)
        for label in (hint, self.problem):
            label.setWordWrap(True)
        self.problem.hide()
        self.save_button.setProperty("primary", True)
        buttons = QHBoxLayout()
        buttons.setSpacing(SPACE_8)
        for button in acts:
            buttons.addWidget(button)
        buttons.addStretch()
        buttons.addWidget(self.leave_button)
        buttons.addWidget(self.save_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACE_20, SPACE_20, SPACE_20, SPACE_12)
        column.setSpacing(SPACE_8)
        for widget in (self.choice, self.table, hint, self.problem):
            column.addWidget(widget, int(widget is self.table))
        column.addLayout(buttons)
        room = self.screen().availableSize()
        self.resize(min(size[0], room.width() - MARGIN), min(size[1], room.height() - MARGIN))

    def _dress_table(self, headers: Sequence[str]) -> None:
        self.table.setColumnCount(len(headers))
        self.table.setHorizontalHeaderLabels(headers)
        self.table.verticalHeader().hide()
        self.table.setTabKeyNavigation(False)
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        trigger = QAbstractItemView.EditTrigger
        self.table.setEditTriggers(
            trigger.AnyKeyPressed | trigger.EditKeyPressed | trigger.DoubleClicked
        )

    def show_chosen(self) -> None:
        """Fill the table with what is chosen."""
        raise NotImplementedError

    def on_edited(self, item: QTableWidgetItem) -> None:
        """Read what was typed into a cell."""
        raise NotImplementedError

    def take_back(self) -> None:
        """Give a row or cell back what was there without the unit."""
        raise NotImplementedError

    def is_changed(self) -> bool:
        """Whether something would be lost by leaving."""
        raise NotImplementedError

    def keep(self) -> None:
        """Write everything into the book and close."""
        raise NotImplementedError

    def tell(self, sentence: str) -> None:
        """Say what is wrong with what was typed last; "" when nothing is."""
        self.problem.setText(sentence)
        self.problem.setVisible(bool(sentence))

    def reject(self) -> None:
        """Leave; what was changed only after a question."""
        if not self.is_changed() or messages.may_discard(self):
            super().reject()

"""Typing into a cell as in Excel: one editor and one way to leave it, for every grid of figures."""

from PySide6.QtCore import QEvent, QItemSelectionModel, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import (
    QAbstractItemDelegate,
    QAbstractItemView,
    QLineEdit,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from ktt_desktop.ui.screens.annual_model import Index

Action = QAbstractItemView.CursorAction
BACK = {Action.MoveDown: Action.MoveUp, Action.MoveNext: Action.MovePrevious}
MOVES = {
    Qt.Key.Key_Down: Action.MoveDown,
    Qt.Key.Key_Up: Action.MoveUp,
    Qt.Key.Key_Tab: Action.MoveNext,
    Qt.Key.Key_Backtab: Action.MovePrevious,
}
ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class EntryTable(QTableView):
    """A grid whose cells are handed over, one by one, when they are left."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.enter_action = Action.MoveDown
        triggers = QAbstractItemView.EditTrigger
        self.setEditTriggers(
            triggers.AnyKeyPressed | triggers.EditKeyPressed | triggers.DoubleClicked
        )
        self.setSelectionMode(QAbstractItemView.SelectionMode.ContiguousSelection)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)

    def text_at(self, index: Index) -> str:
        """A cell's number for its editor."""
        raise NotImplementedError

    def hand_over(self, index: Index, text: str) -> bool:
        """Give what was typed to whoever saves it; False where it cannot be used yet."""
        raise NotImplementedError

    def go(self, action: QAbstractItemView.CursorAction) -> None:
        """Go to the next cell that holds a figure."""
        target = self.moveCursor(action, Qt.KeyboardModifier.NoModifier)
        if target.isValid():
            self.selectionModel().setCurrentIndex(
                target, QItemSelectionModel.SelectionFlag.ClearAndSelect
            )

    def go_on(self, event: QKeyEvent) -> None:
        """Enter goes to the next cell, Shift+Enter to the one before."""
        is_back = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        self.go(BACK[self.enter_action] if is_back else self.enter_action)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A number that cannot be used keeps its cell open; the click waits."""
        editor = self.open_editor()
        if editor is not None:
            editor.setFocus()
            return
        super().mousePressEvent(event)

    def open_editor(self) -> QLineEdit | None:
        """The cell being typed into."""
        found = self.viewport().findChildren(QLineEdit, "cell_editor")
        return next((editor for editor in found if editor.isVisible()), None)


class CellEditor(QStyledItemDelegate):
    """Opens, leaves and gives up one cell; how cells are painted is told by who inherits."""

    def __init__(self, table: EntryTable) -> None:
        super().__init__(table)
        self._entry_table = table
        self._index, self._before = QPersistentModelIndex(), ""
        self._asking = False

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        editor = QLineEdit(parent)
        editor.setObjectName("cell_editor")
        editor.setAlignment(Qt.AlignmentFlag.AlignRight)
        editor.setAccessibleName(str(index.data(Qt.ItemDataRole.AccessibleTextRole)))
        self._index = QPersistentModelIndex(index)
        return editor

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        """Only once: figures read anew meanwhile must not overwrite what is being typed."""
        if isinstance(editor, QLineEdit) and not editor.isModified():
            self._before = self._entry_table.text_at(index)
            editor.setText(self._before)
            editor.selectAll()

    def setModelData(self, editor: QWidget, model: object, index: Index) -> None:
        """Nothing: the table hands a number over before the cell closes."""

    def updateEditorGeometry(
        self, editor: QWidget, option: QStyleOptionViewItem, index: Index
    ) -> None:
        editor.setGeometry(option.rect)  # type: ignore[attr-defined]

    def eventFilter(self, editor: QObject, event: QEvent) -> bool:
        """Enter, Tab and the arrows leave the cell when its number can be used; Esc gives it up."""
        if not isinstance(editor, QLineEdit):
            return False
        if event.type() == QEvent.Type.FocusOut:
            self._leave(editor)
            return False
        if not isinstance(event, QKeyEvent) or event.type() != QEvent.Type.KeyPress:
            return event.type() == QEvent.Type.ShortcutOverride and self._claims(event)
        key = Qt.Key(event.key())
        if key == Qt.Key.Key_Escape:
            self._close(editor)
            return True
        if key in ENTER or key in MOVES:
            if self._leave(editor):
                self._go(key, event)
            return True
        return False

    def _go(self, key: Qt.Key, event: QKeyEvent) -> None:
        if key in ENTER:
            self._entry_table.go_on(event)
        else:
            self._entry_table.go(MOVES[key])

    def _claims(self, event: QEvent) -> bool:
        """Keep Esc for the cell while it is open."""
        if isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Escape:
            event.accept()
            return True
        return False

    def _leave(self, editor: QLineEdit) -> bool:
        if self._asking:
            return False
        unchanged = editor.text().strip() == self._before
        self._asking = True  # a question over the window takes the focus from the cell
        try:
            accepted = unchanged or self._entry_table.hand_over(self._index, editor.text())
        finally:
            self._asking = False
        if accepted:
            self._close(editor)
        else:
            editor.setProperty("invalid", True)
            editor.style().polish(editor)
            editor.setFocus()
        return accepted

    def _close(self, editor: QLineEdit) -> None:
        had_focus = editor.hasFocus()
        self._asking = True  # hiding the editor takes its focus away once more
        self.closeEditor.emit(editor, QAbstractItemDelegate.EndEditHint.NoHint)
        self._asking = False
        if had_focus:
            self._entry_table.setFocus()

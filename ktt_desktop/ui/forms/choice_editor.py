"""Editor of a choice: type to find (marks not needed), Alt+↓ opens the list."""

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import QEvent, QModelIndex, QObject, QStringListModel, Qt
from PySide6.QtGui import QKeyEvent, QWheelEvent
from PySide6.QtWidgets import QComboBox, QCompleter, QSizePolicy, QVBoxLayout, QWidget

from ktt_desktop.domain.text import fold, matches, nfc
from ktt_desktop.ui.forms.editor import Editor, Line

Choice = tuple[str, str]  # stored key, label
ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
Choices = Mapping[str, Sequence[Choice]]  # name of a list in the catalogue → what it offers


class _Box(QComboBox):
    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()  # scrolling the form must not change a value on the way


class ChoiceEditor(Editor):
    """Chọn một trong danh sách; `value` is the key, "" where nothing is chosen."""

    def __init__(self, choices: Sequence[Choice]) -> None:
        super().__init__()
        self._choices: list[Choice] = []
        self._offered: list[Choice] = []
        self._key: str | None = ""  # None: the text names nothing in the list
        self._line, self._box, self._found = Line(), _Box(), QStringListModel(self)
        self._build_box()
        self.set_choices(choices)
        self.setFocusProxy(self._box)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.addWidget(self._box)

    def _build_box(self) -> None:
        self._box.setEditable(True)
        self._box.setLineEdit(self._line)
        self._box.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self._box.setMaxVisibleItems(14)
        policy = QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        self._box.setSizeAdjustPolicy(policy)
        self._box.setMinimumContentsLength(20)
        self._box.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        completer = QCompleter(self._found, self)
        # A list to pick from, never text put into the line: Unikey works on what is typed.
        completer.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setMaxVisibleItems(10)
        self._line.setCompleter(completer)
        self._line.textEdited.connect(self._on_typed)
        self._line.left.connect(self._on_left)
        # By place, not by text: two organisations may bear the same name.
        completer.activated[QModelIndex].connect(lambda at: self._take(self._offered[at.row()]))  # type: ignore[index]
        self._box.activated.connect(lambda place: self._take(self._choices[place]))

    def set_choices(self, choices: Sequence[Choice]) -> None:
        """Offer another list; what was chosen stays where the new list has it too."""
        key = self._key or ""
        self._choices = list(choices)
        self._box.clear()
        self._box.addItems([label for _, label in self._choices])
        self.set_value(key if key in (each for each, _ in self._choices) else "")

    def set_usual(self, words: str) -> None:
        """Tell in grey what holds where nothing is chosen."""
        self._line.setPlaceholderText(words)
        self._box.setAccessibleDescription(words)

    @property
    def input(self) -> QWidget:
        return self._box

    def value(self) -> str:
        return self._key or ""

    def set_value(self, value: Any) -> None:
        self._key = value or ""
        place = next((n for n, (key, _) in enumerate(self._choices) if key == value), -1)
        self._box.setCurrentIndex(place)
        if place < 0:
            self._line.setText(self._key)  # a key of another edition stays visible as it is
        if not self._line.hasFocus():
            self._line.setCursorPosition(0)  # of long words the beginning is seen

    def problem(self) -> str:
        if self._key is not None:
            return ""
        typed, found = nfc(self._line.text()), len(self._offered)
        if found:
            return f"“{typed}” khớp {found:02} mục. Gõ thêm, hoặc chọn một mục bằng ↓ và Enter."
        return (
            f"“{typed}” không có trong danh sách. Gõ vài chữ để tìm, hoặc mở danh sách bằng Alt+↓."
        )

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter takes what is found where that is one only, marked in the list or not."""
        is_entered = isinstance(event, QKeyEvent) and event.key() in ENTER
        if is_entered and event.type() is QEvent.Type.KeyPress and len(self._offered) == 1:
            self._line.completer().popup().hide()
            self._take(self._offered[0])
            return True
        return super().eventFilter(watched, event)

    def _matching(self, text: str) -> list[Choice]:
        return [choice for choice in self._choices if matches(text, choice[1])]

    def _on_typed(self, text: str) -> None:
        exact = [key for key, label in self._choices if fold(label) == fold(text)]
        self._key = "" if not nfc(text) else exact[0] if exact else None
        self._offered = self._matching(text)
        self._found.setStringList([label for _, label in self._offered])
        self._line.completer().popup().installEventFilter(self)
        self.edited.emit()

    def _take(self, choice: Choice) -> None:
        self.set_value(choice[0])
        self.edited.emit()

    def _on_left(self) -> None:
        found = self._matching(self._line.text()) if self._key is None else []
        if len(found) == 1:
            self._take(found[0])
        self._line.setCursorPosition(0)
        self.left.emit()

"""The raw criteria of a score sheet, entered once for all; what the book knows is shown."""

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QLabel, QScrollArea, QVBoxLayout, QWidget

from ktt_desktop.catalogue.fields import FieldType
from ktt_desktop.catalogue.rulesets_loader import RatingItem
from ktt_desktop.domain.dossier import Value
from ktt_desktop.domain.numbers import format_number
from ktt_desktop.domain.rulesets import raw_key
from ktt_desktop.services.rating import RatingSheet
from ktt_desktop.services.rating_words import origin_words
from ktt_desktop.ui.forms.editor import Editor, LineEditor
from ktt_desktop.ui.forms.editors import make_editor
from ktt_desktop.ui.theme import SPACE_4, SPACE_8, SPACE_12


class RawPanel(QScrollArea):
    """Tiêu chí thô; a box that is empty takes what the book knows."""

    edited = Signal()

    def __init__(self, items: Mapping[str, RatingItem], sheet: RatingSheet) -> None:
        super().__init__()
        self._items, self._sheet = items, sheet
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        body = QWidget()
        self._column = QVBoxLayout(body)
        self._column.setContentsMargins(0, 0, SPACE_12, 0)
        self._column.setSpacing(SPACE_4)
        self.editors: dict[str, Editor] = {}
        self.hints: dict[str, QLabel] = {}
        for key in sheet.items(items):
            self._add(key, items[key])
        self._column.addStretch()
        self.setWidget(body)

    def add_below(self, widget: QWidget) -> None:
        """Put something under the last raw criterion."""
        self._column.insertWidget(self._column.count() - 1, widget)

    def values(self) -> dict[str, Value]:
        """What was typed, by the key it is kept under; nothing of an empty box."""
        found: dict[str, Value] = {}
        for key, editor in self.editors.items():
            value = editor.value()
            if isinstance(value, bool):
                value = int(value)
            if value not in (None, ""):
                found[raw_key(key)] = value
        return found

    def problems(self) -> dict[str, str]:
        """What stands in a box and cannot be read."""
        return {key: text for key, each in self.editors.items() if (text := each.problem())}

    def focus(self, key: str = "") -> None:
        """Go to a box, the first one by default."""
        editor = self.editors[key or next(iter(self.editors))]
        editor.setFocus(Qt.FocusReason.TabFocusReason)
        self.ensureWidgetVisible(editor)

    def _add(self, key: str, item: RatingItem) -> None:
        label, hint = QLabel(item.field.label), QLabel()
        label.setWordWrap(True)
        hint.setWordWrap(True)
        hint.setProperty("hint", True)
        editor = self.editors[key] = make_editor(item.field, {})
        self.hints[key] = hint
        editor.set_value(self._stored(key, item))
        if isinstance(editor, LineEditor):
            known = self._sheet.known.get(key)
            text = "" if known is None else format_number(known, item.field.quantity)
            editor.line.setPlaceholderText(text)
            label.setBuddy(editor.line)
        editor.edited.connect(lambda: self._on_edited(key))
        for widget in (label, editor, hint):
            self._column.addWidget(widget)
        self._column.addSpacing(SPACE_8)
        self._tell(key)

    def _stored(self, key: str, item: RatingItem) -> object:
        value = self._sheet.draft.values.get(raw_key(key))
        if item.field.type is FieldType.YES_NO:
            return None if value is None else bool(value)
        return value

    def _on_edited(self, key: str) -> None:
        self._tell(key)
        self.edited.emit()

    def _tell(self, key: str) -> None:
        """Under the box: why it cannot be read, else where its figure comes from."""
        editor, hint = self.editors[key], self.hints[key]
        problem = editor.problem()
        is_typed = editor.value() not in (None, "")
        known = self._sheet.known.get(key)
        words = problem or origin_words(
            self._items[key], self._sheet.year, known, is_typed=is_typed
        )
        hint.setText(words)
        hint.setProperty("problem", bool(problem))
        hint.style().polish(hint)
        hint.setVisible(bool(words))

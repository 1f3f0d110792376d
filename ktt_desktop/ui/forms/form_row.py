"""One field of a form: its label, its editor and the line of words under it."""

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QApplication, QFormLayout, QLabel, QVBoxLayout, QWidget

from ktt_desktop.catalogue.fields import FieldSpec
from ktt_desktop.ui.forms.editor import Editor


class FormRow(QWidget):
    """Tells of a problem once the field was left (or saving was tried), never while one types."""

    edited = Signal()
    left = Signal()

    def __init__(self, field: FieldSpec, editor: Editor, form: QFormLayout) -> None:
        super().__init__()
        self.field, self.editor, self._form = field, editor, form
        self.label = QLabel(f"{field.label} (*)" if field.required else field.label)
        self.label.setBuddy(editor.input)
        self._words = QLabel()
        self._words.setProperty("line", True)
        self._words.setWordWrap(True)
        self._words.setTextFormat(Qt.TextFormat.PlainText)
        self._words.hide()
        self._touched = False
        self._stack = QVBoxLayout(self)
        self._stack.setContentsMargins(0, 0, 0, 0)
        self._stack.setSpacing(2)
        self._stack.addWidget(editor)
        self._stack.addWidget(self._words)
        self._add_to_form()
        editor.edited.connect(self._on_edited)
        editor.left.connect(self._on_left)

    def _add_to_form(self) -> None:
        """Put label and field into the form, the label above a wide field."""
        if self.editor.is_wide:
            self.label.setProperty("subheading", True)
            self._form.addRow(self.label)
            self._form.addRow(self)
        else:
            self._form.addRow(self.label, self)

    @property
    def has_shown_problem(self) -> bool:
        """Whether an error (not only a warning) stands under the field."""
        return not self._words.isHidden() and self._words.property("problem") is True

    @property
    def has_focus(self) -> bool:
        """Whether the keys go to this field."""
        focused = QApplication.focusWidget()
        return focused is not None and self.isAncestorOf(focused)

    @property
    def text(self) -> str:
        """The words under the field, empty while there are none."""
        return "" if self._words.isHidden() else self._words.text()

    @property
    def is_shown(self) -> bool:
        """Whether the kind of organisation has this field."""
        return not self.isHidden()

    def set_shown(self, is_shown: bool) -> None:
        """Show or hide the field with its label; its value stays."""
        if is_shown == self.is_shown:
            return
        for widget in (self.label, self) if self.editor.is_wide else (self,):
            self._form.setRowVisible(widget, is_shown)

    def add_under(self, note: QWidget) -> None:
        """Something to read under the words of this field."""
        self._stack.addWidget(note)

    def touch(self) -> None:
        """From now on tell what is wrong, as if the field had been left."""
        self._touched = True

    def forget(self) -> None:
        """Tell nothing more until the field is left again."""
        self._touched = False

    def tell(self, problem: str, warning: str = "") -> None:
        """Show a problem, else a warning (the editor's first), else the help, else nothing."""
        problem = problem if self._touched else ""
        warning = (self.editor.warning() or warning) if self._touched else ""
        words = problem or warning or self.field.help
        self._words.setVisible(bool(words))
        if (words, bool(problem)) == (self._words.text(), self.has_shown_problem):
            return
        self._words.setText(words)
        self._words.setProperty("problem", bool(problem))
        self._words.setProperty("tone", "warning" if warning and not problem else "")
        self._words.setProperty("hint", not problem and not warning)
        self.editor.input.setProperty("invalid", bool(problem))
        for widget in (self._words, self.editor.input):
            widget.style().unpolish(widget)
            widget.style().polish(widget)
        QApplication.sendEvent(self._words, QEvent(QEvent.Type.StyleChange))  # room for the tint

    def _on_edited(self) -> None:
        self._touched = False
        self.edited.emit()

    def _on_left(self) -> None:
        self._touched = True
        self.left.emit()

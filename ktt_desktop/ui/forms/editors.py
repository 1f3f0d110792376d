"""FieldType → editor: the one place where a new type of field gets its widget."""

from collections.abc import Mapping, Sequence
from typing import assert_never

from ktt_desktop.catalogue.fields import FieldSpec, FieldType, quantity_of
from ktt_desktop.ui.forms.choice_editor import Choice, ChoiceEditor
from ktt_desktop.ui.forms.editor import Editor
from ktt_desktop.ui.forms.number_editor import NumberEditor
from ktt_desktop.ui.forms.text_editors import DateEditor, LongTextEditor, TaxCodeEditor, TextEditor

Choices = Mapping[str, Sequence[Choice]]  # name of a list in the catalogue → what it offers


def make_editor(field: FieldSpec, choices: Choices) -> Editor:
    """The editor of a field, blank and named; KeyError where `choices` lacks its list."""
    editor = _editor(field, choices)
    name_editor(editor, field)
    return editor


def name_editor(editor: Editor, field: FieldSpec) -> None:
    """Name the widget that takes the keys: for tests and for screen readers."""
    editor.input.setObjectName(field.attr)
    editor.input.setAccessibleName(field.label)
    editor.input.setAccessibleDescription(field.help)


def _editor(field: FieldSpec, choices: Choices) -> Editor:
    match field.type:
        case FieldType.TEXT:
            return TextEditor()
        case FieldType.LONG_TEXT:
            return LongTextEditor()
        case FieldType.COUNT | FieldType.MONEY | FieldType.PERCENT:
            return NumberEditor(quantity_of(field.type, field.unit))
        case FieldType.DATE:
            return DateEditor()
        case FieldType.CHOICE:
            return ChoiceEditor(choices[field.choices])
        case FieldType.TAX_CODE:
            return TaxCodeEditor()
        case _:
            assert_never(field.type)

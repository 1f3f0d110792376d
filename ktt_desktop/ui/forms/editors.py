"""FieldType → editor: the one place where a new type of field gets its widget."""

from collections.abc import Callable, Mapping
from typing import Any

from ktt_desktop.catalogue.fields import FieldSpec, FieldType
from ktt_desktop.ui.forms.activities_editor import ActivitiesEditor
from ktt_desktop.ui.forms.choice_editor import ChoiceEditor, Choices
from ktt_desktop.ui.forms.code_editors import IdentityEditor, TaxCodeEditor
from ktt_desktop.ui.forms.editor import Editor
from ktt_desktop.ui.forms.list_editor import ListEditor
from ktt_desktop.ui.forms.number_editor import NumberEditor
from ktt_desktop.ui.forms.records_editor import RecordsEditor, RecordSource
from ktt_desktop.ui.forms.text_editors import (
    DateEditor,
    DayEditor,
    LinesEditor,
    LongTextEditor,
    TextEditor,
    YearEditor,
)
from ktt_desktop.ui.forms.tick_editor import TickEditor
from ktt_desktop.ui.forms.yes_no_editor import YesNoEditor

__all__ = ["Choices", "Records", "make_editor", "name_editor"]

Records = Mapping[str, RecordSource]  # name of a search → how organisations are found by it

# Types whose editor needs to know nothing of the field.
PLAIN: Mapping[FieldType, Callable[[], Editor]] = {
    FieldType.TEXT: TextEditor,
    FieldType.LONG_TEXT: LongTextEditor,
    FieldType.LINES: LinesEditor,
    FieldType.DATE: DateEditor,
    FieldType.DAY: DayEditor,
    FieldType.YEAR: YearEditor,
    FieldType.TAX_CODE: TaxCodeEditor,
    FieldType.IDENTITY: IdentityEditor,
    FieldType.YES_NO: YesNoEditor,
    FieldType.TICK: TickEditor,
    FieldType.VSIC: ActivitiesEditor,
}


def make_editor(
    field: FieldSpec, choices: Choices, records: Records | None = None, blank: Any = None
) -> Editor:
    """The editor of a field, empty and named; KeyError where its list or search is not given.

    `blank` is an empty row of a LIST.
    """
    editor = _editor(field, choices, records or {}, blank)
    name_editor(editor, field)
    return editor


def name_editor(editor: Editor, field: FieldSpec) -> None:
    """Name the widget that takes the keys: for tests and for screen readers."""
    editor.input.setObjectName(field.attr)
    editor.input.setAccessibleName(field.label)
    editor.input.setAccessibleDescription(field.help)


def _editor(field: FieldSpec, choices: Choices, records: Records, blank: Any) -> Editor:
    match field.type:
        case FieldType.COUNT | FieldType.MONEY | FieldType.PERCENT | FieldType.DECIMAL:
            return NumberEditor(field.quantity)
        case FieldType.CHOICE:
            return ChoiceEditor(choices[field.choices])
        case FieldType.LIST:
            return ListEditor(field, blank, choices, records)
        case FieldType.RECORDS:
            return RecordsEditor(field.label, records[field.choices])
        case _:
            return PLAIN[field.type]()

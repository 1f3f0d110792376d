"""A value of a record as a short text, for the table of a repeating group."""

from typing import Any

from ktt_desktop.catalogue.fields import FieldSpec, FieldType, quantity_of
from ktt_desktop.domain.identifiers import mask_personal_id
from ktt_desktop.domain.numbers import format_number
from ktt_desktop.ui.forms.editors import Choices
from ktt_desktop.ui.forms.yes_no_editor import ANSWERS


def cell_text(field: FieldSpec, value: Any, choices: Choices) -> str:
    """What stands in a cell; empty where nothing is known, identity numbers masked."""
    if value is None or value == "":
        return ""
    match field.type:
        case FieldType.CHOICE:
            return dict(choices[field.choices]).get(value, str(value))
        case FieldType.YES_NO:
            return ANSWERS[value]
        case FieldType.IDENTITY:
            return mask_personal_id(value)
        case FieldType.DATE:
            return str(value.short())
        case FieldType.COUNT | FieldType.MONEY | FieldType.PERCENT:
            quantity = quantity_of(field.type, field.unit)
            return format_number(value, quantity, quantity.places)
        case _:
            return " ".join(str(value).split())

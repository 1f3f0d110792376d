"""A value of a record in words, as a table, a history and a record to read show it."""

from collections.abc import Callable
from typing import Any

from ktt_desktop.catalogue.fields import NUMBERS, FieldSpec, FieldType
from ktt_desktop.domain.dates import PartialDate
from ktt_desktop.domain.identifiers import mask_personal_id
from ktt_desktop.domain.numbers import format_number

TICKED = "✓"
ANSWERS: dict[bool | None, str] = {True: "Có", False: "Không", None: "Chưa rõ"}

Label = Callable[[str, str], str]  # name of a list of choices, code → label


def field_words(field: FieldSpec, value: Any, label: Label) -> str:
    """One line without the unit; empty where nothing is known, identity numbers masked."""
    if value is None or value == "":
        return ""
    match field.type:
        case FieldType.CHOICE:
            return label(field.choices, value)
        case FieldType.YES_NO:
            return ANSWERS[value]
        case FieldType.IDENTITY:
            return mask_personal_id(value)
        case FieldType.DATE:
            return str(value.short())
        case FieldType.DAY:
            return PartialDate.from_date(value).short()
        case FieldType.LINES:
            return "; ".join(value)
        case FieldType.TICK:
            return TICKED if value else ""
        case number if number in NUMBERS:
            return format_number(value, field.quantity, field.quantity.places)
        case _:
            return " ".join(str(value).split())

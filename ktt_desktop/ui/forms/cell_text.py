"""A value of a record as a short text, for the table of a repeating group."""

from typing import Any

from ktt_desktop.catalogue.fields import FieldSpec
from ktt_desktop.services.field_words import field_words
from ktt_desktop.ui.forms.choice_editor import Choices


def cell_text(field: FieldSpec, value: Any, choices: Choices) -> str:
    """What stands in a cell; empty where nothing is known, identity numbers masked."""
    return field_words(field, value, lambda name, code: dict(choices[name]).get(code, str(code)))

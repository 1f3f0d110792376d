"""The columns of the book that take what a file brings, as its tables have them."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, cast

from sqlalchemy import Enum, Table

from ktt_desktop.domain.consolidation.reading import STATUSES
from ktt_desktop.domain.consolidation.shape import Column, Holds, Shape
from ktt_desktop.domain.terms import Measure
from ktt_desktop.models.organisation import Organisation, StatusChange
from ktt_desktop.models.organisation_parts import (
    OrganisationActivity,
    OrganisationBranch,
    OrganisationPerson,
    OrganisationRecognition,
    RegistrationChange,
)
from ktt_desktop.models.types import PartialDateText

NEEDED = ("uid", "kind", "name")
# Sheet of a file → the table of the book.
TABLES: Mapping[str, Table] = {
    name: cast("Table", model.__table__)
    for name, model in {
        "persons": OrganisationPerson,
        "registration_changes": RegistrationChange,
        "activities": OrganisationActivity,
        "branches": OrganisationBranch,
        "recognitions": OrganisationRecognition,
        STATUSES: StatusChange,
    }.items()
}
STATUS_COLUMNS = ("axis", "status", "effective_on", "document", "ends_on", "reason")


def shape(fields: Sequence[str], parts: Mapping[str, Sequence[str]], codes: Iterable[str]) -> Shape:
    """What the book takes: fields of an organisation, columns of its parts by sheet, codes."""
    table = Organisation.__table__.columns
    lists = {
        sheet: tuple(_column(TABLES[sheet].columns[name]) for name in names)
        for sheet, names in {**parts, STATUSES: STATUS_COLUMNS}.items()
    }
    return Shape(
        fields=tuple(_column(table[name]) for name in fields),
        lists=lists,
        codes=tuple(codes),
        measures=frozenset(each.value for each in Measure),
    )


def _column(column: Any) -> Column:
    kind = column.type
    if isinstance(kind, Enum):
        choices = frozenset(kind.enums)
        return Column(column.name, Holds.TEXT, "", choices, needed=True)
    if isinstance(kind, PartialDateText):
        return Column(column.name, Holds.DATE, None)
    if kind.python_type in (int, bool):
        return Column(column.name, Holds.NUMBER, None)
    blank = None if column.nullable else ""
    return Column(column.name, Holds.TEXT, blank, needed=column.name in NEEDED)

"""The corrections of this level over what was received, and what was received under them."""

import json
from collections.abc import Mapping
from dataclasses import replace

from ktt_desktop.domain.consolidation.reading import MEMBERS, Form, FormKey, Row, Rows
from ktt_desktop.domain.consolidation.shape import Shape
from ktt_desktop.domain.consolidation.state import OF_ORGANISATION, State
from ktt_desktop.domain.receiving import Cell, FigureCell

Value = int | str | None
AS_OF = "as_of"  # the day the figures of a form speak of, corrected like a figure


def corrected(
    shape: Shape, state: State, wanted: Mapping[Cell, Value]
) -> tuple[State, dict[Cell, Value]]:
    """The state with the corrected values, and what was received in their cells.

    A correction of a record that is not there waits.
    """
    names = [each.name for each in shape.fields]
    organisations = dict(state.organisations)
    lists = {name: dict(each) for name, each in state.lists.items()}
    returns = dict(state.returns)
    received: dict[Cell, Value] = {}
    for cell, value in wanted.items():
        if isinstance(cell, FigureCell):
            if cell.subject_kind != OF_ORGANISATION or cell.subject_key in organisations:
                received[cell] = _put_figure(shape, returns, cell, value)
        elif cell.organisation in organisations:
            if cell.field in shape.lists or cell.field == MEMBERS:
                rows = lists.setdefault(cell.field, {})
                received[cell] = list_text(rows.get(cell.organisation, ()))
                rows[cell.organisation] = list_rows(value)
            elif cell.field in names:
                place = names.index(cell.field)
                row = organisations[cell.organisation]
                received[cell] = row[place]
                organisations[cell.organisation] = _with(row, place, value)
    return replace(state, organisations=organisations, lists=lists, returns=returns), received


def list_text(rows: Rows) -> str | None:
    """A list as a correction keeps it; None where it is empty."""
    return json.dumps(rows, ensure_ascii=False, separators=(",", ":")) if rows else None


def list_rows(text: Value) -> Rows:
    """A list out of that text."""
    return tuple(tuple(row) for row in json.loads(text)) if isinstance(text, str) else ()


def _put_figure(
    shape: Shape, returns: dict[FormKey, Form], cell: FigureCell, value: Value
) -> Value:
    key = form_key(cell)
    form = returns.get(key) or Form(None, None, (None,) * len(shape.codes), 0)
    if cell.code == AS_OF:
        returns[key] = form._replace(as_of=str(value) if value else None)
        return form.as_of
    if cell.code not in shape.codes:
        return None
    place = shape.codes.index(cell.code)
    returns[key] = form._replace(values=_with(form.values, place, value))
    return form.values[place]


def form_key(cell: FigureCell) -> FormKey:
    """The form a figure stands in."""
    return FormKey(cell.subject_kind, cell.subject_key, cell.sector, cell.year, cell.measure)


def _with(row: Row, place: int, value: Value) -> Row:
    return (*row[:place], value, *row[place + 1 :])

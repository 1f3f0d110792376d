"""What the journal says of records that a file changed."""

import json
from collections.abc import Iterator, Mapping

from ktt_desktop.domain.consolidation.difference import Difference
from ktt_desktop.domain.consolidation.reading import STATUSES, Form, FormKey, Rows
from ktt_desktop.domain.consolidation.shape import Cell, Shape
from ktt_desktop.domain.consolidation.state import State
from ktt_desktop.domain.terms import StatusAxis

Line = tuple[str, str, str, str | None, str | None]  # subject, key, field, old, new
STEP = {"effective_on": "on"}  # a column of a line of the status → what the history calls it


def lines(
    shape: Shape, before: State, after: State, found: Difference, attrs: Mapping[str, str]
) -> Iterator[Line]:
    """Every changed value of what stood there before; `attrs` names the lists of a record."""
    names = [each.name for each in shape.fields]
    for uid in found.changed:
        old, new = before.organisations[uid], after.organisations[uid]
        for name, was, now in zip(names, old, new, strict=False):
            if was != now:
                yield "organisation", uid, name, _text(was), _text(now)
    for sheet, uids in found.lists.items():
        for uid in uids:
            if uid in before.organisations and sheet in shape.lists:
                yield from _list_lines(shape, before, after, sheet, uid, attrs)
    for key in found.forms:
        if key in before.returns:
            yield from _form_lines(shape, key, before.returns[key], after.returns[key])


def _form_lines(shape: Shape, key: FormKey, old: Form, new: Form) -> Iterator[Line]:
    subject = f"{key.key}|{key.sector}|{key.year}|{key.measure}"
    for code, was, now in zip(shape.codes, old.values, new.values, strict=True):
        if was != now:
            yield "annual_return", subject, code, _text(was), _text(now)


def _list_lines(
    shape: Shape, before: State, after: State, sheet: str, uid: str, attrs: Mapping[str, str]
) -> Iterator[Line]:
    columns = [STEP.get(each.name, each.name) for each in shape.lists[sheet]]
    was = before.lists.get(sheet, {}).get(uid, ())
    now = after.lists.get(sheet, {}).get(uid, ())
    if sheet != STATUSES:
        yield "organisation", uid, attrs[sheet], _rows(columns, was), _rows(columns, now)
        return
    for axis in StatusAxis:
        old, new = ([row for row in rows if row[0] == axis] for rows in (was, now))
        if old != new:
            yield "organisation", uid, axis.value, _rows(columns, old), _rows(columns, new)


def _rows(columns: list[str], rows: Rows | list[tuple[Cell, ...]]) -> str | None:
    if not rows:
        return None
    told = [dict(zip(columns, row, strict=True)) for row in rows]
    return json.dumps(told, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def _text(value: Cell) -> str | None:
    return None if value is None else str(value)

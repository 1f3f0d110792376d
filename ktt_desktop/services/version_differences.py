"""Two versions of a submission against each other: the record and figure that differ."""

import json
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from ktt_desktop.domain.receiving import FigureCell
from ktt_desktop.interchange.submission_format import DELETE, Cell, Sheet
from ktt_desktop.services.consolidation import (
    Differences,
    FigureDifference,
    OrganisationDifference,
    Value,
)

REGISTER, RETURNS = "organisations", "returns"
LISTS = ("persons", "registration_changes", "activities", "branches", "recognitions", "statuses")
HEAD = ("act", "subject_kind", "subject_key", "sector", "year", "measure", "as_of", "reasons")

Sheets = Mapping[str, Sheet]
Fields = dict[str, Value]


class _Form(NamedTuple):
    kind: str
    key: str
    sector: str
    year: int
    measure: str


def between(old: Sheets, new: Sheets) -> Differences:
    """What the newer version says otherwise; what it does not speak of stays out."""
    was, now = _records(old), _records(new)
    gone = [uid for uid in was if uid not in now]
    changed = [uid for uid in was if uid in now and was[uid] != now[uid]]
    figures = tuple(_figures(_forms(old), _forms(new)))
    return Differences(
        organisations_new=tuple(_whole(uid, {}, now[uid]) for uid in now if uid not in was),
        organisations_changed=tuple(_whole(uid, was[uid], now[uid]) for uid in changed),
        organisations_gone=tuple(_whole(uid, was[uid], {}) for uid in gone),
        figures=tuple(each for each in figures if each.new is not None),
        lost=tuple(each for each in figures if each.new is None),
        corrections=(),
        duplicates=(),
        unchanged=len(was) - len(gone) - len(changed),
    )


def _records(sheets: Sheets) -> dict[str, Fields]:
    """The organisations by uid, each of its lists as one text."""
    found = {
        str(each["uid"]): {name: cell for name, cell in each.items() if name not in ("act", "uid")}
        for each in _rows(sheets, REGISTER)
        if each["act"] != DELETE
    }
    for name in LISTS:
        for uid, rows in _lists(sheets, name).items():
            if uid in found:
                found[uid][name] = json.dumps(rows, ensure_ascii=False, sort_keys=True)
    return found


def _lists(sheets: Sheets, name: str) -> dict[str, list[dict[str, Cell]]]:
    found: dict[str, list[dict[str, Cell]]] = {}
    for each in _rows(sheets, name):
        uid = str(each.pop("organisation"))
        each.pop("place", None)
        found.setdefault(uid, []).append(each)
    return found


def _forms(sheets: Sheets) -> dict[_Form, dict[str, int | None]]:
    found = {}
    for each in _rows(sheets, RETURNS):
        year = each["year"]
        key = _Form(
            str(each["subject_kind"]),
            str(each["subject_key"]),
            str(each["sector"] or ""),
            year if isinstance(year, int) else 0,
            str(each["measure"]),
        )
        found[key] = {
            code: cell
            for code, cell in each.items()
            if code not in HEAD and (cell is None or isinstance(cell, int))
        }
    return found


def _figures(
    old: Mapping[_Form, Mapping[str, int | None]], new: Mapping[_Form, Mapping[str, int | None]]
) -> Iterator[FigureDifference]:
    for form in dict.fromkeys((*old, *new)):
        before, after = old.get(form, {}), new.get(form, {})
        for code in dict.fromkeys((*before, *after)):
            was, now = before.get(code), after.get(code)
            if was != now:
                yield FigureDifference(FigureCell(*form, code), was, now)


def _whole(uid: str, old: Fields, new: Fields) -> OrganisationDifference:
    fields = tuple(
        (name, old.get(name), new.get(name))
        for name in dict.fromkeys((*old, *new))
        if old.get(name) != new.get(name)
    )
    return OrganisationDifference(uid, str((new or old).get("name") or uid), fields)


def _rows(sheets: Sheets, name: str) -> Iterator[dict[str, Cell]]:
    sheet = sheets.get(name)
    return sheet.records() if sheet else iter(())

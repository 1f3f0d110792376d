"""What a unit changes of its edition: rows of its own, other names, hidden rows; all of it data."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from ktt_desktop.catalogue.edition import Edition, Section, TableSpec
from ktt_desktop.catalogue.fields import Indicator
from ktt_desktop.catalogue.indicators_loader import indicator_entry, read_indicator
from ktt_desktop.catalogue.reading import Table

FORM = ""  # in the place of a table: the form of one organisation (phiếu)
SERIES = "X"  # no shipped code begins with it
_OWN = re.compile(rf"{SERIES}([0-9]+)\.([0-9]+)")  # the unit that gave the code, a running number


@dataclass(frozen=True, slots=True)
class OwnRow:
    """Một dòng của riêng đơn vị; stands in a table (or FORM) after another row, "" = at the end."""

    indicator: Indicator
    table: str
    after: str = ""


@dataclass(frozen=True, slots=True)
class EditionChanges:
    """Phần sửa mẫu biểu của một sổ; `last` is the last number given, so that none is reused."""

    rows: tuple[OwnRow, ...] = ()
    labels: Mapping[str, str] = field(default_factory=dict)  # code → title without its dash
    hidden: frozenset[str] = frozenset()
    last: int = 0


def next_code(changes: EditionChanges, unit: str) -> str:
    """The code of the next row: of this unit alone, so that no other unit has it too."""
    return f"{SERIES}{unit}.{changes.last + 1}"


def number_given(code: str, unit: str) -> int:
    """The running number in a code this unit gave; 0 for any other code."""
    found = _OWN.fullmatch(code)
    return int(found[2]) if found and found[1] == unit else 0


def is_own(code: str) -> bool:
    """Whether a code is of a unit's own series."""
    return _OWN.fullmatch(code) is not None


def with_row(changes: EditionChanges, row: OwnRow, unit: str) -> EditionChanges:
    """The changes with one more row, whose code came from `next_code`."""
    last = max(changes.last, number_given(row.indicator.code, unit))
    return replace(changes, rows=(*changes.rows, row), last=last)


def renamed(edition: Edition, changes: EditionChanges, code: str, title: str) -> EditionChanges:
    """Another name for a row; the edition's own name takes the change back."""
    if is_own(code):
        rows = tuple(
            _named(row, title) if row.indicator.code == code else row for row in changes.rows
        )
        return replace(changes, rows=rows)
    labels = {each: label for each, label in changes.labels.items() if each != code}
    if title != edition.indicators[code].title:
        labels[code] = title
    return replace(changes, labels=labels)


def with_hidden(changes: EditionChanges, code: str, *, hidden: bool) -> EditionChanges:
    """A row left out of the tables and forms, or shown again; its figures stay."""
    return replace(changes, hidden=changes.hidden | {code} if hidden else changes.hidden - {code})


def hiding_problem(edition: Edition, changes: EditionChanges) -> str:
    """Why these rows cannot all be hidden, as a sentence; empty where they can."""
    if edition.members_indicator in changes.hidden:
        code = edition.members_indicator
        return f"Không ẩn được dòng [{code}]: danh mục lấy số thành viên từ dòng này."
    empty = [
        each.short_title for each in merged(edition, changes).tables.values() if not each.codes
    ]
    return (
        f"{empty[0]}: không ẩn hết các dòng được, biểu phải còn ít nhất một dòng." if empty else ""
    )


def merged(edition: Edition, changes: EditionChanges) -> Edition:
    """The edition as this unit uses it."""
    rows = {row.indicator.code: row for row in changes.rows}
    indicators = _with_rows(list(edition.indicators.values()), changes.rows)
    return replace(
        edition,
        indicators={
            each.code: _relabelled(each, changes.labels.get(each.code)) for each in indicators
        },
        tables={
            name: _with_own(table, [row for row in rows.values() if row.table == name], changes)
            for name, table in edition.tables.items()
        },
        hidden=changes.hidden,
    )


def _named(row: OwnRow, title: str) -> OwnRow:
    return replace(row, indicator=_relabelled(row.indicator, title))


def _relabelled(indicator: Indicator, title: str | None) -> Indicator:
    """Another title with the same indentation."""
    if title is None:
        return indicator
    indentation = indicator.label.removesuffix(indicator.title)
    return replace(indicator, label=f"{indentation}{title}")


def _with_rows(indicators: list[Indicator], rows: tuple[OwnRow, ...]) -> list[Indicator]:
    """The rows behind the one each follows, else behind the last of its form."""
    for row in rows:
        places = [
            place
            for place, each in enumerate(indicators)
            if each.code == row.after or (each.form == row.indicator.form)
        ]
        exact = [place for place in places if indicators[place].code == row.after]
        indicators.insert((exact or places)[-1] + 1, row.indicator)
    return indicators


def _with_own(table: TableSpec, rows: list[OwnRow], changes: EditionChanges) -> TableSpec:
    sections = list(table.sections)
    for row in rows:
        found = [place for place, each in enumerate(sections) if row.after in each.codes]
        place = found[0] if found else len(sections) - 1
        sections[place] = _with_code(sections[place], row)
    shown = (
        replace(each, codes=tuple(code for code in each.codes if code not in changes.hidden))
        for each in sections
    )
    return replace(table, sections=tuple(each for each in shown if each.codes))


def _with_code(section: Section, row: OwnRow) -> Section:
    codes = list(section.codes)
    at = codes.index(row.after) + 1 if row.after in codes else len(codes)
    return replace(section, codes=(*codes[:at], row.indicator.code, *codes[at:]))


def as_entry(changes: EditionChanges) -> dict[str, Any]:
    """The changes as the book keeps them (JSON)."""
    return {
        "last": changes.last,
        "labels": dict(sorted(changes.labels.items())),
        "hidden": sorted(changes.hidden),
        "rows": [
            {"table": each.table, "after": each.after, "indicator": indicator_entry(each.indicator)}
            for each in changes.rows
        ],
    }


def from_entry(entry: Mapping[str, Any]) -> EditionChanges:
    """Read what `as_entry` wrote; raises CatalogueError."""
    raw = Table(dict(entry), "mẫu biểu")
    return EditionChanges(
        rows=tuple(_row(each) for each in raw.tables("rows")),
        labels=raw.take("labels", dict),
        hidden=frozenset(raw.strings("hidden")),
        last=raw.take("last", int),
    )


def _row(raw: Table) -> OwnRow:
    indicator = Table(raw.take("indicator", dict), f"{raw.where}.indicator")
    row = OwnRow(read_indicator(indicator), raw.take("table", str), raw.take("after", str))
    indicator.finish()
    return row

"""How the list is looked at: its columns and widths, and views kept under a name (in the book)."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, fields
from datetime import date
from enum import StrEnum
from typing import Any

from ktt_desktop.domain.records import ChangeSet
from ktt_desktop.domain.register_list import Flag, RegisterQuery
from ktt_desktop.domain.size_classes import SizeClass
from ktt_desktop.domain.terms import LegalStatus, OperatingStatus, OrganisationKind
from ktt_desktop.domain.text import sort_key
from ktt_desktop.services.book import Book
from ktt_desktop.services.list_columns import DEFAULT
from ktt_desktop.services.settings import load_value, save_value

LAYOUT, VIEWS = "register_layout", "register_views"
CODES: Mapping[str, type[StrEnum]] = {
    "kinds": OrganisationKind,
    "statuses": OperatingStatus,
    "legal": LegalStatus,
    "flags": Flag,
    "sizes": SizeClass,
}


@dataclass(frozen=True, slots=True)
class ListLayout:
    """Cột nào, theo thứ tự nào, rộng bao nhiêu; widths in logical pixels, by key of the column."""

    columns: tuple[str, ...] = DEFAULT
    widths: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class SavedView:
    """Danh sách đã lưu: a name for conditions, order and columns."""

    name: str
    query: RegisterQuery
    layout: ListLayout


def load_layout(book: Book, name: str = LAYOUT, default: tuple[str, ...] = DEFAULT) -> ListLayout:
    """How a list looked when it was left; `default` are the columns of one never changed."""
    return _layout(load_value(book, name) or {}, default)


def save_layout(book: Book, layout: ListLayout, name: str = LAYOUT) -> ChangeSet:
    """Keep how a list looks."""
    save_value(book, name, asdict(layout))
    return ChangeSet(settings=True)


def load_views(book: Book) -> list[SavedView]:
    """The kept views in the order of their names."""
    found = (
        SavedView(each["name"], _query(each["query"]), _layout(each["layout"]))
        for each in load_value(book, VIEWS) or []
    )
    return sorted(found, key=lambda view: sort_key(view.name))


def save_view(book: Book, view: SavedView) -> ChangeSet:
    """Keep a view; one of the same name is replaced."""
    others = [each for each in load_views(book) if each.name != view.name]
    return _keep(book, [*others, view])


def delete_view(book: Book, name: str) -> ChangeSet:
    """Forget a view."""
    return _keep(book, [each for each in load_views(book) if each.name != name])


def _keep(book: Book, views: list[SavedView]) -> ChangeSet:
    raw = [
        {"name": each.name, "query": _raw(each.query), "layout": asdict(each.layout)}
        for each in views
    ]
    save_value(book, VIEWS, raw)
    return ChangeSet(settings=True)


def _raw(query: RegisterQuery) -> dict[str, Any]:
    found = asdict(query)
    found["founded"] = [each.isoformat() if each else None for each in query.founded]
    found["on"] = query.on.isoformat() if query.on else None
    return found


def _query(raw: Mapping[str, Any]) -> RegisterQuery:
    """What an older or newer program kept and this one does not know, is left out."""
    known = {each.name for each in fields(RegisterQuery)}
    values: dict[str, Any] = {
        name: tuple(value) if isinstance(value, list) else value
        for name, value in raw.items()
        if name in known
    }
    for name, codes in CODES.items():
        listed = {str(each) for each in codes}
        values[name] = tuple(codes(each) for each in values.get(name, ()) if each in listed)
    least, most = (date.fromisoformat(each) if each else None for each in values["founded"])
    values["founded"] = (least, most)
    values["on"] = date.fromisoformat(values["on"]) if values["on"] else None
    return RegisterQuery(**values)


def _layout(raw: Mapping[str, Any], default: tuple[str, ...] = DEFAULT) -> ListLayout:
    return ListLayout(tuple(raw.get("columns", default)), dict(raw.get("widths", {})))

"""Records and their parts as JSON text: for the journal of changes and for drafts."""

import json
from dataclasses import fields, is_dataclass
from enum import StrEnum
from functools import cache
from types import UnionType
from typing import Any, get_args, get_origin, get_type_hints

from ktt_desktop.domain.dates import PartialDate
from ktt_desktop.domain.organisation import OrganisationDraft


def to_json(value: object) -> str:
    """Canonical text: keys sorted, dates as ISO text, equal values give equal text."""
    return json.dumps(_plain(value), ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def draft_from_json(text: str) -> OrganisationDraft:
    """A draft as `to_json` wrote it; what this program does not know of is left out."""
    draft: OrganisationDraft = _read(OrganisationDraft, json.loads(text))
    return draft


def value_from_text(attr: str, text: str | None) -> Any:
    """The value of an attribute of a draft as the journal keeps it; None is blank.

    Raises ValueError for a text that is no such value.
    """
    kind = _hints(OrganisationDraft)[attr]
    if get_origin(kind) is tuple:
        return _read(kind, json.loads(text)) if text else ()
    if text is None:
        return "" if kind is str else None
    if isinstance(kind, UnionType):
        (kind,) = (each for each in get_args(kind) if each is not type(None))
    if kind in (int, bool):
        return kind(int(text))
    return _read(kind, text)


def _plain(value: object) -> object:
    if isinstance(value, PartialDate):
        return value.iso()
    if is_dataclass(value):
        return {each.name: _plain(getattr(value, each.name)) for each in fields(value)}
    if isinstance(value, tuple):
        return [_plain(each) for each in value]
    return value


_hints = cache(get_type_hints)


def _read(kind: Any, raw: Any) -> Any:
    """The value of a type out of what JSON keeps of it."""
    if isinstance(kind, UnionType):
        (kind,) = (each for each in get_args(kind) if each is not type(None))
        return None if raw is None else _read(kind, raw)
    if get_origin(kind) is tuple:
        return tuple(_read(get_args(kind)[0], each) for each in raw)
    if kind is PartialDate:
        return PartialDate.from_iso(raw)
    if issubclass(kind, StrEnum):
        return kind(raw)
    return raw if kind in (str, int, bool) else _record(kind, raw)


def _record(kind: Any, raw: dict[str, Any]) -> Any:
    hints = _hints(kind)
    return kind(**{name: _read(hint, raw[name]) for name, hint in hints.items() if name in raw})

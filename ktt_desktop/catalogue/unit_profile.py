"""The lines a unit's documents start with, until the officer changes them."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, fields, replace
from datetime import date
from pathlib import Path
from typing import Any, TypeVar

from ktt_desktop.catalogue.reading import Table, toml_table
from ktt_desktop.domain.errors import CatalogueError
from ktt_desktop.domain.terms import UnitLevel
from ktt_desktop.domain.unit_particulars import (
    DocumentKind,
    DocumentLine,
    IssuingBody,
    Signatory,
    Signing,
    UnitParticulars,
)
from ktt_desktop.domain.validity import DatedLine, order_problem

L = TypeVar("L", bound=DatedLine)
Words = Mapping[str, str]

WORDS = ("name", "NAME", "short", "kind", "above", "parent")


@dataclass(frozen=True, slots=True)
class ProfileLines:
    """Lời in sẵn: for each level of unit lines with {NAME}, {kind} … in them."""

    levels: Mapping[UnitLevel, UnitParticulars]


def load_profile_lines(path: Path) -> ProfileLines:
    """Read unit_profile.toml; raises CatalogueError, also for an unknown {word}."""
    with toml_table(path) as raw:
        bodies = list(_leveled(raw, "body", _bodies))
        signatories = list(_leveled(raw, "signatory", _signatories))
        documents = list(_leveled(raw, "document", _documents))
    return ProfileLines(
        {
            level: UnitParticulars(
                _of(level, bodies), _of(level, signatories), _of(level, documents)
            )
            for level in UnitLevel
        }
    )


def _leveled(
    raw: Table, key: str, read: Callable[[Table], Iterable[L]]
) -> Iterator[tuple[tuple[UnitLevel, ...], L]]:
    for each in raw.tables(key):
        levels = each.choices("levels", UnitLevel)
        for line in read(each):
            filled(line, dict.fromkeys(WORDS, ""))
            yield levels, line


def _of(level: UnitLevel, lines: Iterable[tuple[tuple[UnitLevel, ...], L]]) -> tuple[L, ...]:
    return tuple(line for levels, line in lines if level in levels)


def filled(line: L, words: Words) -> L:
    """A line for one unit; raises CatalogueError for an unknown {word}."""
    return replace(
        line, **{each.name: _text(getattr(line, each.name), words) for each in fields(line)}
    )


def validity(raw: Table) -> dict[str, Any]:
    """The days valid_from and valid_to of a line; raises CatalogueError."""
    days = {
        key: raw.choice(key, date.fromisoformat) if raw.has(key) else None
        for key in ("valid_from", "valid_to")
    }
    if problem := order_problem(DatedLine(**days)):
        raise CatalogueError(f"{raw.where}: {problem}")
    return days


def _text(value: Any, words: Words) -> Any:
    if isinstance(value, tuple):
        return tuple(_text(each, words) for each in value)
    if type(value) is not str:  # a choice, a day, a tick
        return value
    try:
        return value.format(**words)
    except (KeyError, IndexError, ValueError) as error:
        raise CatalogueError(f"unit_profile.toml: không hiểu {error} trong “{value}”.") from error


def _bodies(raw: Table) -> Iterator[IssuingBody]:
    yield IssuingBody(
        unit_name=raw.take("unit_name", str),
        parent_name=raw.take("parent_name", str),
        superior=raw.strings("superior", []),
        issuer=raw.strings("issuer"),
        place=raw.take("place", str),
        **validity(raw),
    )


def _signatories(raw: Table) -> Iterator[Signatory]:
    yield Signatory(
        position=raw.strings("position"),
        form=raw.choice("form", Signing),
        body=raw.take("body", str, ""),
        head=raw.take("head", str, ""),
        usual=raw.take("usual", bool, False),
        **validity(raw),
    )


def _documents(raw: Table) -> Iterator[DocumentLine]:
    symbol, recipients = raw.take("symbol", str), raw.strings("recipients")
    kinds, days = raw.choices("kinds", DocumentKind), validity(raw)
    for kind in kinds:
        yield DocumentLine(kind, symbol.replace("{type}", kind), recipients, **days)

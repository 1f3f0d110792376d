"""record_checks.toml → the indicators the check holds work records against."""

from collections.abc import Container
from pathlib import Path

from ktt_desktop.catalogue.reading import Table, toml_table, unique
from ktt_desktop.domain.dossier_check.subject import Compared
from ktt_desktop.domain.errors import CatalogueError


def load_record_checks(path: Path, indicators: Container[str], bases: Container[str]) -> Compared:
    """What records are compared with; raises CatalogueError naming entry and key."""
    with toml_table(path) as raw:
        compared = Compared(
            active=raw.take("active", str),
            all=raw.take("all", str),
            stopped=raw.take("stopped", str),
            parts=unique(map(_part, raw.tables("part", [])), path.name),
            otherwise=unique(map(_otherwise, raw.tables("otherwise", [])), path.name),
        )
    named = [compared.active, compared.all, compared.stopped, *compared.parts]
    named += [code for one, others in compared.otherwise.items() for code in (one, *others)]
    for code in named:
        if code not in indicators:
            raise CatalogueError(f"{path.name}: không có chỉ tiêu {code}.")
    for base in compared.parts.values():
        if base not in bases:
            raise CatalogueError(f"{path.name}: không có «{base}».")
    return compared


def _part(raw: Table) -> tuple[str, str]:
    return raw.take("indicator", str), raw.take("base", str)


def _otherwise(raw: Table) -> tuple[str, tuple[str, ...]]:
    return raw.take("indicator", str), raw.strings("others")

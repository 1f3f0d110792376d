"""The lines a unit's documents start with, until the officer changes them."""

from dataclasses import dataclass
from pathlib import Path

from ktt_desktop.catalogue.reading import toml_table
from ktt_desktop.domain.errors import CatalogueError


@dataclass(frozen=True, slots=True)
class ProfileLines:
    """Lời in sẵn: templates with {NAME}, {kind}, {above}."""

    symbol: str
    issuer: tuple[str, ...]
    authority: tuple[str, ...]
    recipients: tuple[str, ...]
    district_recipients: tuple[str, ...]


def load_profile_lines(path: Path) -> ProfileLines:
    """Read unit_profile.toml; raises CatalogueError, also for an unknown {word}."""
    with toml_table(path) as raw:
        lines = ProfileLines(
            symbol=raw.take("symbol", str),
            issuer=raw.strings("issuer"),
            authority=raw.strings("authority"),
            recipients=raw.strings("recipients"),
            district_recipients=raw.strings("district_recipients"),
        )
    for templates in (lines.issuer, lines.recipients, lines.district_recipients):
        filled(templates, name="", kind="", above="")
    return lines


def filled(templates: tuple[str, ...], *, name: str, kind: str, above: str) -> tuple[str, ...]:
    """The lines for one unit; raises CatalogueError for an unknown {word}."""
    try:
        return tuple(each.format(NAME=name.upper(), kind=kind, above=above) for each in templates)
    except (KeyError, IndexError, ValueError) as error:
        raise CatalogueError(f"unit_profile.toml: không hiểu {error} trong {templates}.") from error

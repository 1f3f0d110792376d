"""reports/*.toml → outlines whose every placeholder names an indicator."""

from collections.abc import Mapping
from pathlib import Path

from ktt_desktop.catalogue.fields import Indicator
from ktt_desktop.catalogue.outline import (
    AnnexSpec,
    FreeText,
    Outline,
    OutlineBlock,
    OutlineSection,
    Sentence,
)
from ktt_desktop.catalogue.reading import MISSING, Table, toml_table, unique
from ktt_desktop.domain.document import HeadingLevel
from ktt_desktop.domain.errors import CatalogueError
from ktt_desktop.domain.narrative import Template, codes, parse_template


def load_outline(path: Path, indicators: Mapping[str, Indicator]) -> Outline:
    """Read one outline; raises CatalogueError naming section and placeholder."""
    with toml_table(path) as raw:
        outline = Outline(
            id=path.stem,
            kind=raw.take("kind", str),
            subject=_template(raw, "subject"),
            opening=_template(raw, "opening"),
            closing=_template(raw, "closing"),
            sections=tuple(_section(each) for each in raw.tables("section")),
            annexes=tuple(
                AnnexSpec(
                    each.take("table", str),
                    each.take("title", str),
                    each.take("optional", bool, False),
                )
                for each in raw.tables("annex")
            ),
        )
    unique(((each.id, each) for each in outline.sections), path.name)
    for name in ("subject", "opening", "closing"):
        _check(getattr(outline, name), indicators, f"{path.name}.{name}")
    for section in outline.sections:
        sentences = [each.template for each in section.blocks if isinstance(each, Sentence)]
        for template in (section.heading, section.title, *sentences):
            _check(template, indicators, f"{path.name}[{section.id}]")
    return outline


def _section(raw: Table) -> OutlineSection:
    return OutlineSection(
        id=raw.take("id", str),
        level=raw.choice("level", HeadingLevel),
        heading=_template(raw, "heading"),
        title=_template(raw, "title", ""),
        blocks=tuple(_block(each) for each in raw.tables("block", [])),
    )


def _template(raw: Table, key: str, default: object = MISSING) -> Template:
    return parse_template(raw.take(key, str, default), f"{raw.where}.{key}")


def _block(raw: Table) -> OutlineBlock:
    if raw.has("sentence"):
        return Sentence(_template(raw, "sentence"))
    return FreeText(raw.take("free", str))


def _check(template: Template, indicators: Mapping[str, Indicator], where: str) -> None:
    for code in codes(template):
        if code not in indicators:
            raise CatalogueError(f"{where}: không có chỉ tiêu {code} trong «{template.text}».")

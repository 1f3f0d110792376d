"""reports/*.toml → outlines whose every placeholder names an indicator or a field of a record."""

from collections.abc import Container, Mapping
from pathlib import Path

from ktt_desktop.catalogue.dossiers_loader import DossierKind
from ktt_desktop.catalogue.fields import Indicator
from ktt_desktop.catalogue.outline import (
    MEASURES,
    NEXT_YEAR,
    PROGRAMMES,
    PROGRESS,
    SUM,
    AnnexSpec,
    FreeText,
    Outline,
    OutlineBlock,
    OutlineSection,
    RecordLines,
    Sentence,
    SupportLines,
    TargetLines,
)
from ktt_desktop.catalogue.reading import MISSING, Table, toml_table, unique
from ktt_desktop.domain.document import HeadingLevel
from ktt_desktop.domain.errors import CatalogueError
from ktt_desktop.domain.narrative import Template, codes, parse_template
from ktt_desktop.domain.record_sentences import (
    COUNTED,
    NAMED,
    SUPPORT_NAMES,
    RecordTemplate,
    parse_record_template,
)

MONEY = "money"  # money.<group>


def load_outline(
    path: Path, indicators: Mapping[str, Indicator], kinds: Mapping[str, DossierKind]
) -> Outline:
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
        for block in section.blocks:
            if isinstance(block, RecordLines):
                _check_records(block, kinds, f"{path.name}[{section.id}]")
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
    if raw.has("records"):
        return _records(raw)
    if raw.has("support"):
        return _support(raw)
    if raw.has("targets"):
        return TargetLines(raw.one_of("targets", (PROGRESS, NEXT_YEAR)))
    return FreeText(raw.take("free", str))


def _records(raw: Table) -> RecordLines:
    return RecordLines(
        kind=raw.take("records", str),
        together=raw.take("together", bool, False),
        topics=raw.strings("topics", []),
        uids=raw.strings("uids", []),
        last_year=raw.take("last_year", bool, False),
        templates=tuple(parse_record_template(each, raw.where) for each in raw.strings("first_of")),
        but=raw.strings("but", []),
    )


def _support(raw: Table) -> SupportLines:
    none = raw.take("none", str, "")
    found = SupportLines(
        of=raw.one_of("support", (MEASURES, PROGRAMMES, SUM)),
        template=parse_record_template(raw.take("line", str), raw.where),
        none=parse_record_template(none, raw.where) if none else None,
    )
    for template in (found.template, *([found.none] if found.none else [])):
        _known_names(template, SUPPORT_NAMES, raw.where)
    return found


def _check_records(block: RecordLines, kinds: Mapping[str, DossierKind], where: str) -> None:
    """Every name of a template is a field, a sum of money or a count of the kind."""
    kind = kinds.get(block.kind)
    if kind is None:
        raise CatalogueError(f"{where}: không có loại hồ sơ «{block.kind}».")
    groups = (f"{MONEY}.{each.key}" for each in kind.money)
    for template in block.templates:
        _known_names(template, {*kind.fields, *groups, *NAMED, *COUNTED}, where)


def _known_names(template: RecordTemplate, known: Container[str], where: str) -> None:
    for name in (name for slot in template.slots for name in slot.names):
        if name not in known:
            raise CatalogueError(f"{where}: không có «{name}» trong «{template.text}».")


def _check(template: Template, indicators: Mapping[str, Indicator], where: str) -> None:
    for code in codes(template):
        if code not in indicators:
            raise CatalogueError(f"{where}: không có chỉ tiêu {code} trong «{template.text}».")

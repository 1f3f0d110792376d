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
    Choice,
    Content,
    FreeText,
    Option,
    Outline,
    OutlineBlock,
    OutlineSection,
    RecordLines,
    Sentence,
    SupportLines,
    TargetLines,
    When,
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
from ktt_desktop.domain.terms import PeriodKind
from ktt_desktop.domain.unit_particulars import DocumentKind

MONEY = "money"  # money.<group>


def load_outline(
    path: Path, indicators: Mapping[str, Indicator], kinds: Mapping[str, DossierKind]
) -> Outline:
    """Read one outline; raises CatalogueError naming section and placeholder."""
    with toml_table(path) as raw:
        outline = Outline(
            id=path.stem,
            code=raw.take("code", str),
            label=raw.take("label", str),
            document=raw.choice("document", DocumentKind),
            periods=raw.choices("periods", PeriodKind, []),
            span=raw.take("span", bool, False),
            addressed=raw.take("addressed", bool, False),
            options=tuple(_option(each) for each in raw.tables("option", [])),
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
    _check_conditions(outline, path.name)
    for name in ("subject", "opening", "closing"):
        _check(getattr(outline, name), indicators, f"{path.name}.{name}")
    for section in outline.sections:
        contents = [each.says for each in section.blocks]
        sentences = [each.template for each in contents if isinstance(each, Sentence)]
        for template in (section.heading, section.title, *sentences):
            _check(template, indicators, f"{path.name}[{section.id}]")
        for content in contents:
            if isinstance(content, RecordLines):
                _check_records(content, kinds, f"{path.name}[{section.id}]")
    return outline


def _section(raw: Table) -> OutlineSection:
    return OutlineSection(
        id=raw.take("id", str),
        level=raw.choice("level", HeadingLevel),
        heading=_template(raw, "heading"),
        title=_template(raw, "title", ""),
        blocks=tuple(_block(each) for each in raw.tables("block", [])),
        when=_when(raw),
        optional=raw.take("optional", bool, False),
        off=raw.take("off", bool, False),
        none=raw.take("none", str, ""),
    )


def _option(raw: Table) -> Option:
    choices = tuple(
        Choice(each.take("id", str), each.take("label", str)) for each in raw.tables("choice")
    )
    return Option(raw.take("id", str), raw.take("label", str), choices)


def _when(raw: Table) -> When | None:
    """ "compare=share" or "compare=share,both": an option and its choices."""
    words = raw.take("when", str, "")
    option, _, choices = words.partition("=")
    return When(option, tuple(choices.split(","))) if words else None


def _check_conditions(outline: Outline, where: str) -> None:
    """Conditions name choices there are; an id comes twice only under different choices."""
    known = {each.id: {choice.id for choice in each.choices} for each in outline.options}
    seen: dict[str, When | None] = {}
    for section in outline.sections:
        here = f"{where}[{section.id}]"
        ids = [each.id for each in section.blocks if not isinstance(each.says, FreeText)]
        unique(((each, each) for each in ids), here)
        for when in (section.when, *(each.when for each in section.blocks)):
            if when and not set(when.choices) <= known.get(when.option, set()):
                raise CatalogueError(f"{here}: không có lựa chọn «{when.option}».")
        if section.id in seen and not _excludes(seen[section.id], section.when):
            raise CatalogueError(f"{where}: «{section.id}» có hai lần.")
        seen[section.id] = section.when


def _excludes(one: When | None, other: When | None) -> bool:
    if one is None or other is None:
        return False
    return one.option == other.option and not set(one.choices) & set(other.choices)


def _template(raw: Table, key: str, default: object = MISSING) -> Template:
    return parse_template(raw.take(key, str, default), f"{raw.where}.{key}")


def _block(raw: Table) -> OutlineBlock:
    says = _content(raw)
    id_ = "" if isinstance(says, FreeText) else raw.take("id", str)
    return OutlineBlock(id_, says, _when(raw))


def _content(raw: Table) -> Content:
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

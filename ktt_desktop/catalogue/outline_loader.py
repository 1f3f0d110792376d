"""reports/*.toml → outlines whose every placeholder names an indicator or a field of a record."""

from collections.abc import Container, Iterable, Mapping
from typing import Any

from ktt_desktop.catalogue.dossiers_loader import DossierKind
from ktt_desktop.catalogue.fields import SECTOR_FORMS, UNIT_FORMS, Indicator
from ktt_desktop.catalogue.outline import (
    BY_YEAR,
    IN_SPAN,
    INDUSTRIES,
    MEASURES,
    NEXT_YEAR,
    PROGRAMMES,
    PROGRESS,
    SECTORS,
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
    SectorLines,
    Sentence,
    SupportLines,
    TargetLines,
    When,
)
from ktt_desktop.catalogue.reading import MISSING, Table
from ktt_desktop.domain.document import HeadingLevel
from ktt_desktop.domain.errors import CatalogueError
from ktt_desktop.domain.narrative_template import Template, codes, parse_template, slots, words
from ktt_desktop.domain.record_sentences import (
    COUNTED,
    NAMED,
    SUPPORT_NAMES,
    RecordTemplate,
    parse_record_template,
)
from ktt_desktop.domain.terms import OrganisationKind, PeriodKind
from ktt_desktop.domain.unit_particulars import DocumentKind

MONEY = "money"  # money.<group>


def read_outline(
    entry: Mapping[str, Any],
    id_: str,
    name: str,
    indicators: Mapping[str, Indicator],
    kinds: Mapping[str, DossierKind],
) -> Outline:
    """The outline an entry describes, called `name` in the sentence of a CatalogueError.

    It names section and placeholder too.
    """
    raw = Table(entry, name)
    outline = Outline(
        id=id_,
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
                each.take("off", bool, False),
            )
            for each in raw.tables("annex")
        ),
        entry=entry,
    )
    raw.finish()
    _check_conditions(outline, name)
    for part in ("subject", "opening", "closing"):
        _check(getattr(outline, part), indicators, f"{name}.{part}")
    for section in outline.sections:
        contents = [each.says for each in section.blocks]
        sentences = [each.template for each in contents if isinstance(each, Sentence)]
        for template in (section.heading, section.title, *sentences):
            _check(template, indicators, f"{name}[{section.id}]")
        for content in contents:
            if isinstance(content, RecordLines):
                _check_records(content, kinds, f"{name}[{section.id}]")
            if isinstance(content, SupportLines):
                _check_names(content.parts, kinds["support"], f"{name}[{section.id}]")
            if isinstance(content, SectorLines):
                _check_sectors(content, indicators, f"{name}[{section.id}]")
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
        none_when=_when(raw, "none_when"),
    )


def _option(raw: Table) -> Option:
    choices = tuple(
        Choice(each.take("id", str), each.take("label", str)) for each in raw.tables("choice")
    )
    return Option(raw.take("id", str), raw.take("label", str), choices)


def _when(raw: Table, key: str = "when") -> When | None:
    """ "compare=share" or "compare=share,both": an option and its choices."""
    said = raw.take(key, str, "")
    option, _, choices = said.partition("=")
    return When(option, tuple(choices.split(","))) if said else None


def _check_conditions(outline: Outline, where: str) -> None:
    """Conditions name choices there are; an id comes twice only under different choices."""
    known = {each.id: {choice.id for choice in each.choices} for each in outline.options}
    _once(outline.sections, where)
    for section in outline.sections:
        here = f"{where}[{section.id}]"
        _once((each for each in section.blocks if each.id), here)
        for name in {each.beside for each in section.blocks} - {each.id for each in section.blocks}:
            if name:
                raise CatalogueError(f"{here}: không có câu «{name}».")
        for when in (section.when, section.none_when, *(each.when for each in section.blocks)):
            if when and not set(when.choices) <= known.get(when.option, set()):
                raise CatalogueError(f"{here}: không có lựa chọn «{when.option}».")


def _once(places: Iterable[OutlineSection | OutlineBlock], where: str) -> None:
    seen: dict[str, list[When | None]] = {}
    for each in places:
        others = seen.setdefault(each.id, [])
        if not all(_excludes(other, each.when) for other in others):
            raise CatalogueError(f"{where}: «{each.id}» có hai lần.")
        others.append(each.when)


def _excludes(one: When | None, other: When | None) -> bool:
    if one is None or other is None:
        return False
    return one.option == other.option and not set(one.choices) & set(other.choices)


def _template(raw: Table, key: str, default: object = MISSING) -> Template:
    return parse_template(raw.take(key, str, default), f"{raw.where}.{key}")


def _block(raw: Table) -> OutlineBlock:
    says = _content(raw)
    id_ = "" if isinstance(says, FreeText) else raw.take("id", str)
    return OutlineBlock(id_, says, _when(raw), raw.take("beside", str, ""))


def _content(raw: Table) -> Content:
    if raw.has("sentence"):
        return Sentence(_template(raw, "sentence"))
    if raw.has("records"):
        return _records(raw)
    if raw.has("support"):
        return _support(raw)
    if raw.has("sectors"):
        return _sectors(raw)
    if raw.has("targets"):
        return TargetLines(raw.one_of("targets", (PROGRESS, NEXT_YEAR, IN_SPAN, BY_YEAR)))
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
        parts=tuple(parse_record_template(each, raw.where) for each in raw.strings("parts", [])),
    )
    for template in (found.template, *([found.none] if found.none else [])):
        _known_names(template, SUPPORT_NAMES, raw.where)
    return found


def _sectors(raw: Table) -> SectorLines:
    organisation = raw.take("organisation", str, "")
    return SectorLines(
        kind=raw.choice("sectors", OrganisationKind),
        by=raw.one_of("by", (SECTORS, INDUSTRIES)),
        templates=tuple(parse_template(each, raw.where) for each in raw.strings("first_of")),
        named=raw.take("named", int, 0),
        organisation=parse_template(organisation, raw.where) if organisation else None,
        only=raw.strings("only", []),
    )


def _check_sectors(block: SectorLines, indicators: Mapping[str, Indicator], where: str) -> None:
    """Every figure is of a sector, of the whole unit or of an organisation, as its place asks."""
    of_sectors = {code for code, each in indicators.items() if each.form in SECTOR_FORMS}
    if block.by == INDUSTRIES:
        of_sectors = {code.partition(".")[0] for code, each in indicators.items() if _group(each)}
    of_forms = {code for code, each in indicators.items() if each.form == "phieu"}
    of_unit = {code for code, each in indicators.items() if each.form in UNIT_FORMS}
    for templates, known in ((block.templates, of_sectors), ((block.organisation,), of_forms)):
        for slot in (slot for template in templates if template for slot in slots(template)):
            named = {slot.code, slot.base or slot.code}
            if not named <= (of_unit if slot.whole else known):
                raise CatalogueError(f"{where}: không có chỉ tiêu của «{{{slot.text}}}».")


def _group(indicator: Indicator) -> str:
    return indicator.aggregate.group if indicator.aggregate else ""


def _check_records(block: RecordLines, kinds: Mapping[str, DossierKind], where: str) -> None:
    """Every name of a template is a field, a sum of money or a count of the kind."""
    kind = kinds.get(block.kind)
    if kind is None:
        raise CatalogueError(f"{where}: không có loại hồ sơ «{block.kind}».")
    _check_names(block.templates, kind, where)


def _check_names(templates: Iterable[RecordTemplate], kind: DossierKind, where: str) -> None:
    groups = (f"{MONEY}.{each.key}" for each in kind.money)
    known = {*kind.fields, *groups, *NAMED, *COUNTED}
    for template in templates:
        _known_names(template, known, where)


def _known_names(template: RecordTemplate, known: Container[str], where: str) -> None:
    for name in (name for slot in template.slots for name in slot.names):
        if name not in known:
            raise CatalogueError(f"{where}: không có «{name}» trong «{template.text}».")


def _check(template: Template, indicators: Mapping[str, Indicator], where: str) -> None:
    asks_other = any(slot.whole for slot in slots(template))
    if asks_other or {"sector", "name"} & set(words(template)):
        raise CatalogueError(f"{where}: «{template.text}» không nói về một lĩnh vực.")
    for code in codes(template):
        if code not in indicators:
            raise CatalogueError(f"{where}: không có chỉ tiêu {code} trong «{template.text}».")

"""What another catalogue or list of units changes, in words; and what it may never change."""

from collections.abc import Iterator, Mapping, Sequence

from ktt_desktop.catalogue.edition import Catalogue
from ktt_desktop.catalogue.fields import Indicator
from ktt_desktop.catalogue.units import LAST_THREE_LEVEL_DAY, TWO_LEVEL_FROM, Units
from ktt_desktop.domain.rules import Rule

MOST_NAMED = 40  # of one kind; the rest is counted

Entries = Mapping[str, tuple[str, object]]  # code -> its name, and what makes it another one


def lost(old: Catalogue, new: Catalogue) -> list[str]:
    """What books or the program name by a code and the new catalogue drops or means otherwise."""
    found = []
    now = _lasting(new)
    for what, codes in _lasting(old).items():
        found += _of(f"bỏ {what}", [code for code in codes if code not in now[what]])
        changed = [code for code in codes if now[what].get(code, codes[code]) != codes[code]]
        found += _of(f"đổi mẫu, kiểu hoặc đơn vị tính của {what}", changed)
    for what, codes in _fixed(old).items():
        found += _of(f"thêm {what}", [code for code in now[what] if code not in codes])
    return found


def _lasting(catalogue: Catalogue) -> dict[str, Mapping[str, object]]:
    """Codes that stay for ever, with the part of their meaning that stays too."""
    edition = catalogue.edition
    return {
        "chỉ tiêu": {
            code: (each.form, each.type, each.unit, each.signed)
            for code, each in edition.indicators.items()
        },
        "biểu": {each.id: (each.form, each.kind) for each in edition.tables.values()},
        "dàn ý": dict.fromkeys(edition.outlines),
        "lĩnh vực": dict.fromkeys(catalogue.sectors),
        "nhóm lĩnh vực": {each.code: None for each in catalogue.sector_groups},
        "tình trạng": dict.fromkeys([*catalogue.operating, *catalogue.legal]),
        "sự kiện": dict.fromkeys(catalogue.events),
        "bộ tiêu chí xếp loại": dict.fromkeys(catalogue.ratings.rulesets),
        "tiêu chí xếp loại": {
            f"{each.id}.{leaf.key}": None
            for each in catalogue.ratings.rulesets.values()
            for leaf in each.leaves
        },
        "tiêu chí thô": {
            key: (each.field.type, each.field.unit) for key, each in catalogue.ratings.items.items()
        },
        "nội dung hỗ trợ": dict.fromkeys(catalogue.measures),
        "chương trình hỗ trợ": {each.code: None for each in catalogue.programmes},
        **_fixed(catalogue),
    }


def _fixed(catalogue: Catalogue) -> dict[str, Mapping[str, object]]:
    """Codes the program itself knows: none may be added either."""
    return {
        "ô của hồ sơ": {each.attr: each.type for each in catalogue.register},
        "nguồn kinh phí": dict.fromkeys(catalogue.sources),
    }


def _of(what: str, codes: Sequence[str]) -> list[str]:
    return [f"{what} {', '.join(codes)}"] if codes else []


def catalogue_changes(old: Catalogue, new: Catalogue) -> list[str]:
    """What an officer will find changed, line by line."""
    lines = []
    if old.edition.id != new.edition.id:
        title = new.edition.title
        lines.append(f"Ấn bản {new.edition.id} thay ấn bản {old.edition.id}: {title}")
    if old.edition.legal_basis != new.edition.legal_basis:
        lines.append(f"Căn cứ: {new.edition.legal_basis}")
    lines += _compared(_of_catalogue(old), _of_catalogue(new))
    return lines or ["Không thêm, bớt mã nào; chỉ sửa câu chữ"]


def unit_changes(old: Units, new: Units) -> list[str]:
    """What an officer will find changed in the list of units, line by line."""
    lines = _compared(_of_units(old), _of_units(new))
    return list(lines) or ["Không thêm, bớt, đổi tên đơn vị nào"]


def _of_catalogue(catalogue: Catalogue) -> dict[str, Entries]:
    edition = catalogue.edition
    return {
        "chỉ tiêu": {
            code: (f"{code} {each.title} ({each.unit})", _indicator(each))
            for code, each in edition.indicators.items()
        },
        "quy tắc kiểm tra": {
            each.id: (f"{each.id} {each.title}", _rule(each)) for each in edition.rules
        },
        "biểu": {each.id: (each.title, each) for each in edition.tables.values()},
        "dàn ý báo cáo": {each.id: (each.kind, each) for each in edition.outlines.values()},
        "lĩnh vực": {code: (label, label) for code, label in catalogue.sectors.items()},
        "ngưỡng quy mô của lĩnh vực": {
            code: (catalogue.sectors[code], classes)
            for code, classes in catalogue.size_rules.thresholds.items()
        },
        "nội dung hỗ trợ": {each.code: (each.label, each) for each in catalogue.measures.values()},
        "chương trình hỗ trợ": {each.code: (each.name, each) for each in catalogue.programmes},
        "ô của hồ sơ": {each.attr: (each.label, each) for each in catalogue.register},
    }


def _indicator(each: Indicator) -> object:
    """What an officer can notice; expressions are compared as they are written."""
    rule = each.aggregate
    computed = rule and (
        *(rule.how, rule.kind, rule.of, rule.weight, rule.where, rule.factor),
        rule.formula and rule.formula.text,
    )
    return each.label, each.applies_to, each.help, computed


def _rule(each: Rule) -> object:
    conditions = [each.check, each.when, each.unless]
    texts = [expression and expression.text for expression in conditions]
    return each.severity, each.scope, each.title, texts, each.advice


def _of_units(units: Units) -> dict[str, Entries]:
    times = {
        "đơn vị hiện nay": TWO_LEVEL_FROM,
        "đơn vị trước tháng 7/2025": LAST_THREE_LEVEL_DAY,
    }
    return {
        what: {each.code: (f"{each.name} ({each.code})", each) for each in units.all_of(day)}
        for what, day in times.items()
    }


def _compared(old: Mapping[str, Entries], new: Mapping[str, Entries]) -> Iterator[str]:
    for what, before in old.items():
        after = new[what]
        common = [code for code in after if code in before]
        yield from _listed("Thêm", what, [after[code][0] for code in after if code not in before])
        yield from _listed("Bớt", what, [before[code][0] for code in before if code not in after])
        edited = [code for code in common if before[code][1] != after[code][1]]
        yield from _listed("Sửa", what, [after[code][0] for code in edited])


def _listed(verb: str, what: str, names: Sequence[str]) -> Iterator[str]:
    if not names:
        return
    yield f"{verb} {len(names)} {what}:"
    yield from (f"   – {name}" for name in names[:MOST_NAMED])
    if len(names) > MOST_NAMED:
        yield f"   … và {len(names) - MOST_NAMED} {what} khác"

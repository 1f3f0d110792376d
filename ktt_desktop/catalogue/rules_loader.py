"""rules.toml → rules whose every name is an indicator and every example can be evaluated."""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from ktt_desktop.catalogue.fields import Indicator
from ktt_desktop.catalogue.reading import Table, toml_table, unique
from ktt_desktop.domain.errors import CatalogueError
from ktt_desktop.domain.expression import Expression, parse_check
from ktt_desktop.domain.rules import Rule, Scope, codes, example_figures
from ktt_desktop.domain.terms import Severity

STAND_IN = re.compile(
    r"\bX(?=[a-z]*\b)"
)  # what a rule for several indicators calls the one it is about
LABEL = "{label}"


def load_rules(path: Path, indicators: Mapping[str, Indicator]) -> tuple[Rule, ...]:
    """Read the rules of an edition; raises CatalogueError naming the rule."""
    with toml_table(path) as raw:
        read = [rule for table in raw.tables("rule") for rule in _rules(table, indicators)]
        rules = unique(((each.id, each) for each in read), path.name)
    for rule in rules.values():
        for code in codes(rule):
            if code not in indicators:
                raise CatalogueError(f"{path.name}[{rule.id}]: không có chỉ tiêu {code}.")
    return tuple(rules.values())


def _rules(raw: Table, indicators: Mapping[str, Indicator]) -> Iterator[Rule]:
    """One rule, or one for every indicator that `each` lists."""
    listed = raw.take("each", list, []) or [""]
    taken = {name: raw.take(name, str) for name in ("id", "group", "title", "check", "advice")}
    taken |= {name: raw.take(name, str, "") for name in ("when", "unless")}
    severity, scope = raw.choice("severity", Severity), raw.choice("scope", Scope)
    examples = {name: tuple(raw.take(name, list)) for name in ("holds", "fails")}
    for code in listed:
        label = _label(code, indicators)
        texts = {name: _filled(text, code, label) for name, text in taken.items()}
        where = f"{raw.where}" if not code else f"{raw.where}/{code}"
        yield Rule(
            id=texts["id"] + (f"-{code}" if code else ""),
            group=texts["group"],
            severity=severity,
            scope=scope,
            title=texts["title"],
            check=parse_check(texts["check"], where),
            when=_condition(texts["when"], where),
            unless=_condition(texts["unless"], where),
            advice=texts["advice"],
            holds=tuple(_example(each, code, where) for each in examples["holds"]),
            fails=tuple(_example(each, code, where) for each in examples["fails"]),
        )


def _label(code: str, indicators: Mapping[str, Indicator]) -> str:
    """Its title; that of a share after the title of what it is a share of."""
    if code not in indicators:
        return ""
    title, base = indicators[code].title, indicators.get(code.removesuffix("p"))
    return f"{base.title}, {title}" if base and title[:1].islower() else title


def _condition(text: str, where: str) -> Expression | None:
    return parse_check(text, where) if text else None


def _filled(text: str, code: str, label: str) -> str:
    if not code:
        return text
    return STAND_IN.sub(code.replace(".", "_"), text.replace(LABEL, label))


def _example(table: Mapping[str, Any], code: str, where: str) -> Mapping[str, Any]:
    example = _renamed(table, code.replace(".", "_")) if code else table
    try:
        example_figures(example)
    except CatalogueError as error:
        raise CatalogueError(f"{where}: {error}") from error
    return example


def _renamed(table: Mapping[str, Any], name: str) -> dict[str, Any]:
    return {
        STAND_IN.sub(name, key): _renamed(value, name) if isinstance(value, Mapping) else value
        for key, value in table.items()
    }

"""rules.toml → rules whose every name is an indicator and every example can be evaluated."""

from collections.abc import Mapping
from pathlib import Path

from ktt_desktop.catalogue.fields import Indicator
from ktt_desktop.catalogue.reading import Table, toml_table, unique
from ktt_desktop.domain.errors import CatalogueError
from ktt_desktop.domain.expression import parse_check
from ktt_desktop.domain.rules import Rule, Scope, codes, example_figures
from ktt_desktop.domain.terms import Severity


def load_rules(path: Path, indicators: Mapping[str, Indicator]) -> tuple[Rule, ...]:
    """Read the rules of an edition; raises CatalogueError naming the rule."""
    with toml_table(path) as raw:
        rules = unique(((each.id, each) for each in map(_rule, raw.tables("rule"))), path.name)
    for rule in rules.values():
        for code in codes(rule):
            if code not in indicators:
                raise CatalogueError(f"{path.name}[{rule.id}]: không có chỉ tiêu {code}.")
    return tuple(rules.values())


def _rule(raw: Table) -> Rule:
    rule_id = raw.take("id", str)
    examples = {name: tuple(raw.take(name, list)) for name in ("holds", "fails")}
    for example in (*examples["holds"], *examples["fails"]):
        try:
            example_figures(example)
        except CatalogueError as error:
            raise CatalogueError(f"{raw.where}: {error}") from error
    return Rule(
        id=rule_id,
        group=raw.take("group", str),
        severity=raw.choice("severity", Severity),
        scope=raw.choice("scope", Scope),
        title=raw.take("title", str),
        check=parse_check(raw.take("check", str), raw.where),
        advice=raw.take("advice", str),
        **examples,
    )

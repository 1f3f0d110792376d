"""Every rule is tried on the examples written beside it in rules.toml."""

from dataclasses import replace
from fractions import Fraction

import pytest

from ktt_desktop.catalogue.loader import load_catalogue
from ktt_desktop.domain.evaluation import truth
from ktt_desktop.domain.expression import code_of, is_guard, readings
from ktt_desktop.domain.rules import NESTED, TableFigures, codes, example_figures, holds

RULES = load_catalogue().edition.rules
TABLES = tuple(name for name in NESTED if name != "marks")


def pytest_generate_tests(metafunc):
    """`holding` and `failing` become one test an example, named by its rule."""
    for name, examples_of in (("holding", lambda r: r.holds), ("failing", lambda r: r.fails)):
        if name in metafunc.fixturenames:
            pairs = [(rule, each) for rule in RULES for each in examples_of(rule)]
            metafunc.parametrize(("rule", name), pairs, ids=[rule.id for rule, _ in pairs])


def named(example):
    """The codes an example gives a figure for, blanks included."""
    own = {name for name in example if name not in NESTED}
    nested = {name for key in TABLES for name in example.get(key, {})}
    return {code_of(name) for name in own | nested}


def is_complete(rule, example):
    """Whether no figure the rule reads is blank in the example."""
    blanks = [part for column in example.get("parts", {}).values() for part in column if part == ""]
    return named(example) == set(codes(rule)) and not blanks


def keeps_out(rule, example):
    """Whether the rule says nothing of the example because of its `unless`."""
    return rule.unless is not None and truth(rule.unless, example_figures(example)) is True


def test_a_rule_holds_in_the_examples_that_say_so(rule, holding):
    result = holds(rule, example_figures(holding))
    assert result is True or keeps_out(rule, holding) or not is_complete(rule, holding)
    assert result is not False


def test_a_rule_fails_in_the_examples_that_say_so(rule, failing):
    assert holds(rule, example_figures(failing)) is False


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_a_rule_has_examples_of_both_kinds_that_decide_it(rule):
    assert any(
        holds(rule, example_figures(each)) is True or keeps_out(rule, each) for each in rule.holds
    )
    assert rule.fails


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_an_example_names_only_what_its_rule_reads(rule):
    for example in (*rule.holds, *rule.fails):
        assert named(example) <= set(codes(rule)), example


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_a_rule_is_silent_where_nothing_is_known(rule):
    assert holds(rule, TableFigures()) is None


def test_a_rule_is_silent_without_any_single_figure_of_its_own(rule, failing):
    figures = example_figures(failing)
    for code, reader in readings(rule.check.root):
        if reader == "value" and not is_guard(rule.check.root):
            left = {name: value for name, value in figures.values.items() if name != code}
            without = replace(figures, values=left)
            assert holds(rule, without) is None, code


def test_a_decimal_of_an_example_is_exact():
    assert example_figures({"A5": 3.1}).value("A5") == Fraction(31, 10)

"""Indicators live in the catalogue alone: no code of one stands in the program."""

import ast
import re

import pytest

from ktt_desktop.domain.importing.words import FIGURE
from tests.architecture.sources import literals, modules, name

# A code as it is printed, as a name in expressions, or as a column: A4.1, A4_1, a4_1.
# "Biểu B2" is the name of a table.
WORD = re.compile(
    r"(?<!Biểu )(?<![A-Za-z0-9_.-])[A-Za-z][0-9]+(?:[._][0-9]+)*(?:[._]?[a-z]{1,2})?"
    r"(?![A-Za-z0-9_])"
)


def found(tree, codes):
    """Literals naming an indicator; `tables["B2"]` names a table of the edition."""
    tables = {
        id(node.slice)
        for node in ast.walk(tree)
        if isinstance(node, ast.Subscript) and ast.unparse(node.value).endswith("tables")
    }
    for node in literals(tree):
        words = {
            word.upper().replace("_", ".") for word in WORD.findall(node.value.removeprefix(FIGURE))
        }
        if words & codes and id(node) not in tables:
            yield node.lineno, node.value


@pytest.fixture(scope="module")
def codes(catalogue):
    return {code.upper() for code in catalogue.edition.indicators}


def test_no_module_names_an_indicator(codes):
    for path, tree in modules().items():
        assert not list(found(tree, codes)), name(path)


@pytest.mark.parametrize(
    "text",
    [
        'figures["A2"]',
        'x = "A4.1p"',
        'x = "A1.6ep"',
        'sql = "SELECT a4_1 FROM annual_return"',
        'f"{a}[O1.7]"',
    ],
)
def test_a_code_would_be_found(codes, text):
    assert list(found(ast.parse(text), codes))


@pytest.mark.parametrize(
    "text", ['"""A2 in words."""', 'tables["B2"]', '"Biểu B2"', 'paper = "A44"']
)
def test_words_about_indicators_and_tables_are_allowed(codes, text):
    assert not list(found(ast.parse(text), codes))


def test_a_code_behind_the_word_for_a_figure_is_found(codes):
    assert list(found(ast.parse(f'into = "{FIGURE}O4.2"'), codes))

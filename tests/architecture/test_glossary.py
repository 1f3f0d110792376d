"""The glossary speaks of words that are in the program, and of every word of the law there."""

import ast
import re
import unicodedata

import pytest

from tests.architecture.sources import PACKAGE, ROOT, modules

GLOSSARY = ROOT / "docs" / "glossary.md"


def rows():
    """Vietnamese term, abbreviation, code names, note."""
    for line in GLOSSARY.read_text(encoding="utf-8").splitlines():
        cells = [each.strip() for each in line.strip("|").split("|")]
        if line.startswith("|") and len(cells) == 4 and "`" in cells[2]:
            yield cells[0], cells[1], re.findall(r"`([^`]+)`", cells[2]), cells[3]


def names_of(tree):
    """Classes, functions, their fields and members, and module constants."""
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef):
            yield node.name
        elif isinstance(node, ast.ClassDef):
            yield node.name
            yield from (f"{node.name}.{each}" for each in bound(node))
    yield from bound(tree)


def bound(node):
    """The names that the body of a class or a module binds."""
    for each in node.body:
        match each:
            case ast.AnnAssign(target=ast.Name(id=found)) | ast.FunctionDef(name=found):
                yield found
            case ast.Assign(targets=[ast.Name(id=found)]):
                yield found


@pytest.fixture(scope="module")
def known():
    found = {name for tree in modules().values() for name in names_of(tree)}
    found |= {name.rpartition(".")[2] for name in found}
    return found | {path.stem for path in PACKAGE.rglob("*")}


def test_every_code_name_is_in_the_program(known):
    unknown = [code for _, _, codes, _ in rows() for code in codes if code not in known]
    assert len(list(rows())) > 30
    assert not unknown


def test_every_vietnamese_term_is_composed_and_stands_once():
    terms = [term for term, *_ in rows()]
    assert all(unicodedata.is_normalized("NFC", each) for each in terms)
    assert len(set(terms)) == len(terms)


def test_every_word_of_the_law_is_in_the_glossary():
    tree = modules()[PACKAGE / "domain" / "terms.py"]
    classes = {node.name for node in tree.body if isinstance(node, ast.ClassDef)}
    named = {code.partition(".")[0] for _, _, codes, _ in rows() for code in codes}
    assert classes <= named


def test_a_made_up_name_would_be_found(known):
    assert "OrganisationKind.COOPERATIVE" in known
    assert "charter_capital" in known
    assert "OrganisationKind.GUILD" not in known

"""The documents name files, commands, tests and decisions that exist."""

import re

import pytest

from tests.architecture.sources import PACKAGE, ROOT, files, name

DOCUMENTS = [path for path in files(".md") if "tests" not in path.parts]
CODE = re.compile(r"`([^`\n]+)`")
LINK = re.compile(r"\[[^\]]*\]\(([^)\s]+)\)")
PATH = re.compile(r"[\w.-]+(/[\w.-]+)*/?|[\w.-]+(/[\w.*-]+)+")
FILE_ENDINGS = (".py", ".toml", ".md", ".txt", ".tsv", ".qss", ".yaml", ".spec", ".svg")
ADR_PARTS = ["Context", "Decision", "Consequences", "Alternatives"]
ADRS = sorted((ROOT / "docs" / "adr").glob("*.md"))


def prose(path):
    """A document without its fenced blocks."""
    return re.sub(r"```.*?```", "", path.read_text(encoding="utf-8"), flags=re.DOTALL)


def paths_named_in(path):
    """Words in backticks that can only be a path of this repository."""
    made_by_tools = (ROOT / ".gitignore").read_text(encoding="utf-8").split()
    for word in CODE.findall(prose(path)):
        first = word.split("/")[0]
        is_ours = (ROOT / first).exists() or (PACKAGE / first).exists()
        looks = word.endswith(FILE_ENDINGS) or ("/" in word and is_ours)
        if looks and PATH.fullmatch(word) and f"{first}/" not in made_by_tools:
            yield word


@pytest.mark.parametrize("document", DOCUMENTS, ids=name)
def test_every_path_exists(document):
    for word in paths_named_in(document):
        places = (ROOT, PACKAGE, ROOT / "resources" / "catalogue", document.parent)
        assert any(list(place.glob(word)) for place in places), word


@pytest.mark.parametrize("document", DOCUMENTS, ids=name)
def test_every_relative_link_leads_somewhere(document):
    for target in LINK.findall(prose(document)):
        if "://" not in target and not target.startswith("#"):
            assert (document.parent / target.partition("#")[0]).exists(), target


@pytest.mark.parametrize("document", DOCUMENTS, ids=name)
def test_every_verb_of_the_development_command_exists(document):
    verbs = set(re.findall(r'add_parser\("(\w+)"', (ROOT / "dev.py").read_text(encoding="utf-8")))
    text = document.read_text(encoding="utf-8")
    assert set(re.findall(r"dev\.py ([a-z]+)", text)) <= verbs


@pytest.mark.parametrize("document", DOCUMENTS, ids=name)
def test_every_test_that_is_named_exists(document):
    tests = [path for path in files(".py") if path.is_relative_to(ROOT / "tests")]
    written = "\n".join(f"{each.stem}\n{each.read_text(encoding='utf-8')}" for each in tests)
    for word in re.findall(r"`(test_\w+)`", prose(document)):
        assert re.search(rf"\b{word}\b", written), word


def test_decisions_are_numbered_without_a_gap():
    numbers = [int(path.name[:4]) for path in ADRS]
    assert numbers == list(range(1, len(ADRS) + 1))


@pytest.mark.parametrize("adr", ADRS, ids=name)
def test_a_decision_has_its_four_parts_and_fits_half_a_page(adr):
    text = adr.read_text(encoding="utf-8")
    assert re.findall(r"^\*\*(\w+)\.\*\*", text, re.MULTILINE) == ADR_PARTS
    assert len(text.split()) < 400


def test_the_changelog_tells_of_the_version_that_is_here():
    from ktt_desktop import __version__

    assert f"## {__version__}" in (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")

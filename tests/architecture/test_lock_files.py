"""Lock files: every package pinned and checked by its hash, and from no place of its own."""

import re
import tomllib

import pytest
from packaging.markers import default_environment
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tests.architecture.sources import ROOT

PROGRAM, DEV, BUILD, WINDOWS = (
    f"requirements{which}.txt" for which in ("", "-dev", "-build", "-windows")
)
INTERPRETER = "windows/interpreter.txt"
ON_WINDOWS = {"sys_platform": "win32", "platform_system": "Windows", "os_name": "nt"}
HASH = re.compile(r"--hash=sha256:[0-9a-f]{64}")


def entries(file):
    """Each requirement with its hashes, comments left out."""
    text = (ROOT / "installer" / file).read_text(encoding="utf-8").replace("\\\n", " ")
    lines = [line.partition(" #")[0].strip() for line in text.splitlines()]
    return [line for line in lines if line and not line.startswith("#")]


def pins(file):
    """Package name → version."""
    found = {}
    for entry in entries(file):
        requirement = Requirement(entry.partition("--hash")[0])
        (version,) = (each.version for each in requirement.specifier)
        found[canonicalize_name(requirement.name)] = version
    return found


def declared(table):
    return [Requirement(each) for each in table]


@pytest.fixture(scope="module")
def project():
    return tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("file", [PROGRAM, DEV, BUILD, WINDOWS, INTERPRETER])
def test_every_requirement_is_one_version_with_its_hashes(file):
    assert entries(file)
    for entry in entries(file):
        requirement, *hashes = entry.split("--hash=")
        assert re.fullmatch(r"[A-Za-z0-9._\[\]-]+==[^\s;]+(\s*;.*)?", requirement.strip()), entry
        assert hashes, requirement
        assert all(HASH.fullmatch(f"--hash={each.strip()}") for each in hashes), requirement


@pytest.mark.parametrize("file", [PROGRAM, DEV, BUILD, WINDOWS, INTERPRETER])
def test_a_lock_names_no_address(file):
    text = (ROOT / "installer" / file).read_text(encoding="utf-8")
    assert "://" not in text
    assert not re.search(r"^\s*(-i|-f|-e|-r|-c|--(?!hash))", text, re.MULTILINE)


@pytest.mark.parametrize("file", [DEV, BUILD])
def test_what_is_tested_and_built_is_what_runs(file):
    program, other = pins(PROGRAM), pins(file)
    assert program.items() <= other.items()


def test_windows_gets_what_was_tested_here():
    """Exactly the packages of the build lock that Windows needs, at the same versions."""
    environment = {**default_environment(), **ON_WINDOWS, "python_version": "3.13"}
    wanted = {
        canonicalize_name(requirement.name): pins(BUILD)[canonicalize_name(requirement.name)]
        for entry in entries(BUILD)
        if (requirement := Requirement(entry.partition("--hash")[0])).marker is None
        or requirement.marker.evaluate(environment)
    }
    assert pins(WINDOWS) == wanted


def test_windows_gets_the_same_files_as_the_build_lock_names():
    """Each hash of the Windows lock stands in the build lock."""
    known = (ROOT / "installer" / BUILD).read_text(encoding="utf-8")
    for entry in entries(WINDOWS):
        assert any(each.strip() in known for each in entry.split("--hash=")[1:]), entry[:40]


def test_every_dependency_is_locked_at_a_version_it_allows(project):
    for requirement in declared(project["project"]["dependencies"]):
        version = pins(PROGRAM)[canonicalize_name(requirement.name)]
        assert requirement.specifier.contains(version), requirement


@pytest.mark.parametrize(("group", "file"), [("dev", DEV), ("build", BUILD)])
def test_every_tool_is_locked_at_a_version_the_group_allows(project, group, file):
    for requirement in declared(project["dependency-groups"][group]):
        version = pins(file)[canonicalize_name(requirement.name)]
        assert requirement.specifier.contains(version), requirement


def test_no_tool_comes_with_the_program(project):
    tools = {canonicalize_name(each.name) for each in declared(project["dependency-groups"]["dev"])}
    assert not tools & pins(PROGRAM).keys()

"""The project's files as the architecture tests read them."""

import ast
import os
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "ktt_desktop"
NOT_OURS = {"demo", "build", "dist", "__pycache__"}  # beside what begins with a dot


@cache
def modules():
    """Every module of the program, with its syntax tree."""
    return {path: ast.parse(path.read_text(encoding="utf-8")) for path in PACKAGE.rglob("*.py")}


@cache
def everything():
    """Every file of the repository, without what tools leave in it."""
    found = []
    for folder, below, names in os.walk(ROOT):
        below[:] = [each for each in below if each not in NOT_OURS and not each.startswith(".")]
        found += [Path(folder) / each for each in names]
    return sorted(found)


def files(*endings):
    """Every file of the repository with one of the endings."""
    return [path for path in everything() if path.suffix in endings]


def name(path):
    """The path from the root, with forward slashes."""
    return path.relative_to(ROOT).as_posix()


def literals(tree):
    """The strings of a module that are no docstrings, with their lines."""
    documented = (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)
    docstrings = {
        id(node.body[0].value)
        for node in ast.walk(tree)
        if isinstance(node, documented) and node.body and isinstance(node.body[0], ast.Expr)
    }
    for node in ast.walk(tree):
        is_text = isinstance(node, ast.Constant) and isinstance(node.value, str)
        if is_text and id(node) not in docstrings:
            yield node


def imported(tree):
    """Every module a module imports, absolutely named."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (each.name for each in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
            yield from (f"{node.module}.{each.name}" for each in node.names)

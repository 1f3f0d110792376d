"""The directions of imports that pyproject.toml declares."""

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
LINT = "from importlinter.cli import lint_imports; raise SystemExit(lint_imports(no_cache=True))"


def lint(folder):
    return subprocess.run(
        [sys.executable, "-c", LINT], cwd=folder, capture_output=True, text=True, check=False
    )


def test_every_import_follows_the_contracts():
    result = lint(ROOT)
    assert result.returncode == 0, result.stdout


@pytest.mark.parametrize(
    ("module", "line", "contract"),
    [
        ("ui/changes.py", "import sqlalchemy", "The UI never touches the database"),
        ("services/book.py", "import PySide6.QtCore", "Qt stays in the window"),
        ("domain/period.py", "import openpyxl", "The domain and the catalogue are plain Python"),
        ("domain/period.py", "import ktt_desktop.catalogue.fields", "Dependencies point downwards"),
        ("helpers/words.py", "", "Dependencies point downwards"),
    ],
)
def test_an_import_in_the_wrong_direction_breaks_its_contract(tmp_path, module, line, contract):
    for source in [ROOT / "pyproject.toml", *(ROOT / "ktt_desktop").rglob("*.py")]:
        target = tmp_path / source.relative_to(ROOT)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(source.read_bytes())
    spoilt = tmp_path / "ktt_desktop" / module
    spoilt.parent.mkdir(exist_ok=True)
    (spoilt.parent / "__init__.py").touch()
    with spoilt.open("a", encoding="utf-8") as file:
        file.write(f"\n{line}\n")
    result = lint(tmp_path)
    assert result.returncode != 0
    (broken,) = (each for each in result.stdout.splitlines() if each.endswith("BROKEN"))
    assert broken.startswith(contract)

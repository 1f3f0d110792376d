import importlib.metadata
import re
from pathlib import Path

import pytest
from packaging.utils import canonicalize_name

from installer.licences import ALLOWED, INDEX, TEXTS, components, index, write_licences
from tests.architecture.sources import ROOT
from tests.architecture.test_lock_files import BUILD, PROGRAM, pins

PARTS = {part.name: part for part in components()}
# Words by which package indexes and authors name the licence that is taken.
AS_NAMED = {
    "Apache-2.0": r"apache",
    "BSD-3-Clause": r"bsd",
    "LGPL-3.0-only": r"LGPL-3\.0",
    "PSF-2.0": r"PSF",
}


def test_every_package_of_the_program_is_listed():
    assert pins(PROGRAM).keys() <= {canonicalize_name(name) for name in PARTS}


@pytest.mark.parametrize("name", sorted(pins(PROGRAM)))
def test_the_listed_version_is_the_locked_one(name):
    assert PARTS[name].version == pins(PROGRAM)[name]


@pytest.mark.parametrize("name", sorted(pins(PROGRAM)))
def test_a_package_comes_by_the_licence_it_states(name):
    metadata = importlib.metadata.metadata(name)
    stated = " ".join(
        [
            *(metadata.get(key) or "" for key in ("License-Expression", "License")),
            *metadata.get_all("Classifier", []),
        ]
    )
    for licence in PARTS[name].choices:
        assert re.search(AS_NAMED.get(licence, re.escape(licence)), stated, re.IGNORECASE), stated


@pytest.mark.parametrize("name", sorted(PARTS))
def test_no_licence_binds_the_program(name):
    assert PARTS[name].choices <= ALLOWED


@pytest.mark.parametrize("name", sorted(PARTS))
def test_each_part_brings_the_text_of_its_licence(name):
    assert max(text.stat().st_size for text in PARTS[name].texts) > 400


def test_the_lgpl_comes_with_its_two_texts_and_how_to_exchange_the_libraries():
    qt = PARTS["pyside6-essentials"]
    assert {"LGPL-3.0.txt", "GPL-3.0.txt"} <= {each.name for each in qt.texts}
    assert "_internal/PySide6" in qt.note


def test_the_folder_holds_an_index_and_all_texts(tmp_path):
    write_licences(tmp_path / "giay-phep")
    index = (tmp_path / "giay-phep" / INDEX).read_text(encoding="utf-8-sig")
    for part in PARTS.values():
        assert f"{part.name} {part.version}: {part.licence}" in index
        folder = tmp_path / "giay-phep" / part.name
        assert len(list(folder.glob("*"))) == len(part.texts)


def test_the_committed_list_is_the_one_that_is_shipped():
    committed = (TEXTS / INDEX).read_text(encoding="utf-8")
    assert committed == index(PARTS.values()), "python -m installer.licences"


def test_the_packages_of_another_python_can_be_listed(tmp_path):
    with pytest.raises(importlib.metadata.PackageNotFoundError):
        components(tmp_path)
    here = importlib.metadata.distribution("alembic").locate_file("")
    assert components(Path(str(here))) == components()


def test_texts_of_what_is_not_shipped_are_left_out():
    names = {text.name for text in PARTS["pypdfium2"].texts}
    assert "pdfium.txt" in names
    assert not {"libgcc_and_libstdc++.txt", "musl.txt", "v8.txt"} & names


def test_nothing_older_stays_in_the_folder(tmp_path):
    (tmp_path / "giay-phep").mkdir()
    (tmp_path / "giay-phep" / "cu.txt").write_text("cũ", encoding="utf-8")
    write_licences(tmp_path / "giay-phep")
    assert not (tmp_path / "giay-phep" / "cu.txt").exists()


def test_the_listed_bootloader_is_the_one_of_the_build():
    assert PARTS["PyInstaller bootloader"].version == pins(BUILD)["pyinstaller"]


def test_the_fonts_of_the_program_are_listed():
    fonts = {path.stem.partition("-")[0] for path in (ROOT / "resources" / "fonts").glob("*.ttf")}
    assert fonts == {"LiberationSerif"}
    assert "Liberation Serif" in PARTS

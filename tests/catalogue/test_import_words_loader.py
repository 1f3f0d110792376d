"""The words of lists, read strictly."""

import shutil

import pytest

from ktt_desktop.catalogue.import_words_loader import load_import_words
from ktt_desktop.domain.errors import CatalogueError
from ktt_desktop.runtime.paths import resources
from ktt_desktop.services.list_json import SECTORS
from tests.lists import words

PATH = resources() / "catalogue" / "import_words.toml"


def test_every_sector_kind_and_state_is_one_the_register_knows(catalogue):
    assert {each.sector for each in words().sectors} <= SECTORS.keys()
    assert set(SECTORS) == set(catalogue.sectors)
    assert {kind for _, kind in words().kinds} == {"HTX", "LHHTX", "THT"}


def test_the_longest_words_for_a_kind_come_first():
    lengths = [len(word) for word, _ in words().kinds]
    assert lengths == sorted(lengths, reverse=True)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('id = "name"', 'id = "number"'),
        ("any = [", "some = ["),
        ("zeros = 6", 'zeros = "6"'),
    ],
)
def test_what_is_wrong_is_refused(tmp_path, old, new):
    path = tmp_path / PATH.name
    shutil.copy(PATH, path)
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(CatalogueError):
        load_import_words(path)

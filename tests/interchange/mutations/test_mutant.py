from collections import Counter

import pytest

from ktt_desktop.interchange.bounded_zip import RefusedZipError
from ktt_desktop.interchange.mutations import damaged_archive, damaged_bytes, damaged_json
from ktt_desktop.interchange.mutations.mutant import mutant, original
from tests.interchange.bundles import make_bundle


@pytest.fixture(scope="module")
def source():
    return original(make_bundle())


def test_a_copy_is_known_by_its_seed_and_number(source):
    assert mutant(source, 3, 41) == mutant(source, 3, 41)
    assert mutant(source, 3, 41).content != mutant(source, 4, 41).content


def test_every_kind_of_damage_is_done(source):
    kinds = Counter(mutant(source, 1, number).kind for number in range(4000))

    assert {*damaged_bytes.DAMAGES, *damaged_archive.DAMAGES} <= {*kinds}
    inside = {kind.split(":")[1] for kind in kinds if kind.startswith("data.json:")}
    assert inside == {*damaged_json.DATA_DAMAGES, *damaged_json.TEXT_DAMAGES}
    fields = {kind.split(":")[1] for kind in kinds if kind.startswith("manifest.json:")}
    assert fields >= {*damaged_json.STRANGE_FIELDS}


def test_hardly_a_copy_is_the_original(source):
    same = sum(mutant(source, 2, number).content == source.content for number in range(500))

    assert same < 50


def test_only_a_sound_file_is_damaged():
    with pytest.raises(RefusedZipError):
        original(b"nothing")

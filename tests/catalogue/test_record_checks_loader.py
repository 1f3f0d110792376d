import pytest

from ktt_desktop.catalogue.record_checks_loader import load_record_checks
from ktt_desktop.domain.errors import CatalogueError
from ktt_desktop.runtime.paths import resources

FILE = resources() / "catalogue" / "2025" / "record_checks.toml"


def test_the_indicators_of_the_edition_are_named(catalogue):
    edition = catalogue.edition
    compared = edition.record_checks

    assert edition.indicators[compared.active].title.endswith("đang hoạt động")
    assert "ngừng hoạt động" in edition.indicators[compared.stopped].title
    assert edition.target_bases["HTX"] == (compared.all,)
    assert set(compared.parts.values()) <= set(edition.target_bases)


@pytest.mark.parametrize(
    ("old", "new", "sentence"),
    [
        ('stopped = "A1.2"', 'stopped = "A77"', "không có chỉ tiêu A77"),
        ('base = "HTX_NN"', 'base = "HTX_X"', "không có «HTX_X»"),
        ('"A4.2p"]', '"A4.9p"]', "không có chỉ tiêu A4.9p"),
        ('active = "A1.1"', "active = 1", "«active» phải là str"),
        ('active = "A1.1"', 'actve = "A1.1"', "thiếu «active»"),
    ],
)
def test_a_mistake_is_refused_with_its_name(tmp_path, catalogue, old, new, sentence):
    text = FILE.read_text(encoding="utf-8")
    assert old in text
    path = tmp_path / FILE.name
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    edition = catalogue.edition

    with pytest.raises(CatalogueError, match=sentence):
        load_record_checks(path, edition.indicators, edition.target_bases)

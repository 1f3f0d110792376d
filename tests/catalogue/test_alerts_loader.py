"""Mistakes in alerts.toml stop the reading, with the entry named."""

import pytest

from ktt_desktop.catalogue.alerts_loader import load_alerts
from ktt_desktop.domain.errors import CatalogueError
from ktt_desktop.runtime.paths import resources

SOURCE = (resources() / "catalogue" / "alerts.toml").read_text(encoding="utf-8")


@pytest.fixture
def read(tmp_path, catalogue):
    def of(old="", new=""):
        assert old in SOURCE
        path = tmp_path / "alerts.toml"
        path.write_text(SOURCE.replace(old, new, 1), encoding="utf-8")
        return load_alerts(path, catalogue.edition.indicators)

    return of


def test_every_row_is_read(read):
    assert len(read().specs) == SOURCE.count("[[alert]]")
    assert len(read().minimums) == SOURCE.count("[[minimum]]") == 6


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ('check = "elapsed"', 'check = "elapsing"', "«check» không nhận giá trị «elapsing»"),
        ('field = "legal_since"', 'field = "since"', "không có «since»"),
        ("từ {value}; đến", "từ {day}; đến", "không có chữ ['day']"),
        ('valid_from = "2013-07-01"', 'valid_from = "1/7/2013"', "«valid_from» không nhận"),
        ('"O1.1"', '"O1.99"', "không có chỉ tiêu O1.99"),
        ("months = 6", 'months = "6"', "«months» phải là int"),
        ('code = "CHAM_DUT_QUA_HAN"', 'code = "GIAI_THE_QUA_HAN"', "có hai lần"),
        ('severity = "nhac"', 'severity = "cao"', "«severity» không nhận giá trị «cao»"),
    ],
)
def test_a_mistake_is_refused_and_named(read, old, new, message):
    with pytest.raises(CatalogueError) as caught:
        read(old, new)
    assert message in str(caught.value)

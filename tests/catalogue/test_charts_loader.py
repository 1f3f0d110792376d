import pytest

from ktt_desktop.catalogue.charts_loader import load_charts
from ktt_desktop.domain.errors import CatalogueError
from ktt_desktop.domain.terms import OrganisationKind
from ktt_desktop.runtime.paths import resources

FILE = resources() / "catalogue" / "2025" / "charts.toml"


def test_the_charts_of_the_edition_name_indicators_there_are(catalogue):
    charts = load_charts(FILE, catalogue.edition.indicators)
    assert charts == catalogue.edition.charts
    assert [each.kind for each in charts.organisations] == [*OrganisationKind]
    assert [each.id for each in charts.lines] == ["results", "income"]


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ('by_sector = "S1"', 'by_sector = "S99"', "không có chỉ tiêu S99"),
        ('figure = "B1"', 'figure = "B99"', "không có chỉ tiêu B99"),
        ('figure = "A6"', 'figure = "A2"', r"\[results\]: các dãy không cùng đơn vị tính"),
        ('label = "Thu nhập"', 'label = "Thu nhập", colour = 1', "colour"),
    ],
)
def test_a_mistake_is_told_with_its_entry(tmp_path, catalogue, old, new, told):
    text = FILE.read_text(encoding="utf-8")
    assert old in text
    path = tmp_path / "charts.toml"
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(CatalogueError, match=told):
        load_charts(path, catalogue.edition.indicators)

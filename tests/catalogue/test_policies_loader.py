"""policies.toml: measures under headings, the articles behind them, units for each."""

import pytest

from ktt_desktop.catalogue.policies_loader import load_policies
from ktt_desktop.domain.errors import CatalogueError
from ktt_desktop.domain.terms import FundingSource
from ktt_desktop.runtime.paths import resources

FILE = resources() / "catalogue" / "policies.toml"


@pytest.fixture(scope="module")
def policies():
    return load_policies(FILE)


def test_the_lines_of_bieu_c_are_those_of_the_form(policies):
    assert list(policies.measures) == [
        *("H1.1", "H1.2", "H2.1", "H2.2", "H2.3", "H3", "H4", "H5", "H6", "H7", "H8"),
        *("H9", "H10", "H11", "H12"),
    ]
    assert list(policies.headings) == ["H1", "H2"]
    parents = {code: each.parent for code, each in policies.measures.items() if each.parent}
    assert parents == {each: each[:2] for each in ("H1.1", "H1.2", "H2.1", "H2.2", "H2.3")}
    assert policies.programme_rows == {"QD1804": "ΣQ1804", "QD167": "ΣQ167"}


def test_every_measure_has_the_units_the_form_names(policies):
    units = {code: set(each.units) for code, each in policies.measures.items()}
    assert units["H1.1"] >= {"hội nghị", "lớp", "lượt người", "tin, bài"}
    assert units["H2.1"] >= {"lớp", "người"}
    assert units["H4"] >= {"HTX", "lượt hội chợ", "nhãn hiệu", "sản phẩm OCOP"}
    assert units["H9"] == {"HTX", "ha"}
    assert all(units.values())


def test_the_articles_of_the_law_and_of_the_frame_before_it_are_named(policies):
    articles = {code: each.article for code, each in policies.groups.items()}
    assert articles["L20"] == "Điều 20"
    assert articles["L109"] == "Điều 109"
    assert articles["N25.5"] == "Khoản 5 Điều 25"
    assert len(policies.groups) == 11 + 6 + 5


def test_the_sources_are_those_the_program_counts_with(policies):
    assert list(policies.sources) == [each.value for each in FundingSource]


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ('parent = "H2"', 'parent = "H9"', "policies.toml[H2.1]: không có «H9»"),
        ('policy = "L25"', 'policy = "L99"', "policies.toml[H4]: không có «L99»"),
        ('older = "N25.1"', 'older = "N26"', "policies.toml[H5]: không có «N26»"),
        ('code = "L21"', 'code = "L20"', "policies.toml: «L20» có hai lần"),
    ],
)
def test_a_reference_that_leads_nowhere_stops_the_reading(tmp_path, old, new, told):
    path = tmp_path / "policies.toml"
    path.write_text(FILE.read_text(encoding="utf-8").replace(old, new, 1), encoding="utf-8")
    with pytest.raises(CatalogueError) as caught:
        load_policies(path)
    assert told in str(caught.value)

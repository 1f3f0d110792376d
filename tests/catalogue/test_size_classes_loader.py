"""size_classes.toml: the real thresholds, and what is refused."""

import pytest

from ktt_desktop.catalogue.size_classes_loader import load_size_classes
from ktt_desktop.domain.errors import CatalogueError
from ktt_desktop.domain.size_classes import Figures, SizeClass, Thresholds, size_class
from ktt_desktop.runtime.paths import resources

FILE = resources() / "catalogue" / "size_classes.toml"
INDICATORS = ("O1.1", "O5", "O4")


def load(path, catalogue):
    return load_size_classes(path, INDICATORS, catalogue.sectors)


def test_the_thresholds_of_the_decree_that_are_established(catalogue):
    rules = catalogue.size_rules
    assert rules.of("NN.CN", SizeClass.LARGE) == Thresholds(300, 50_000_000_000, 10_000_000_000)
    assert rules.of("NN.TT", SizeClass.SMALL) == Thresholds(50, 2_000_000_000, 1_000_000_000)
    assert rules.of("XD", SizeClass.LARGE) == Thresholds(100, 80_000_000_000, 20_000_000_000)
    assert rules.of("XD", SizeClass.MEDIUM) == Thresholds()
    assert size_class(rules, "VT", Figures(500, 10**12, 10**12)) is SizeClass.NO_THRESHOLD


def test_the_figures_are_official_members_revenue_and_total_capital(catalogue):
    rules, indicators = catalogue.size_rules, catalogue.edition.indicators
    codes = (rules.members, rules.revenue, rules.capital)
    assert [indicators[each].title for each in codes] == [
        *("Thành viên chính thức", "Doanh thu trong kỳ", "Tổng nguồn vốn"),
    ]


def test_the_groups_of_the_decree_keep_their_names(catalogue):
    groups = catalogue.size_rules.groups
    assert list(groups) == ["Nông nghiệp", "Công nghiệp - xây dựng"]
    assert groups["Công nghiệp - xây dựng"] == ("CN", "TTCN", "XD")


def test_every_class_has_its_words(catalogue):
    assert set(catalogue.sizes) == set(SizeClass)
    assert catalogue.sizes[SizeClass.NO_THRESHOLD] == "Chưa cấu hình ngưỡng"


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('members = "O1.1"', 'members = "O9"', "không có chỉ tiêu O9"),
        ('"NN.TT", "NN.CN"', '"NN.XX", "NN.CN"', "không có lĩnh vực NN.XX"),
        ('"CN", "TTCN", "XD"', '"CN", "TTCN", "NN.TT"', "«NN.TT» có hai lần"),
        ('{ code = "VUA"', '{ code = "SIEU_NHO"', "SIEU_NHO không có ngưỡng"),
        ("members = 300", "member = 300", "không hiểu «member»"),
        ("members = 300", 'members = "300"', "phải là int"),
        ('[[class]]\ncode = "NHO"\nlabel = "Quy mô nhỏ"\n', "", "cần đủ các quy mô"),
    ],
)
def test_a_mistake_is_told_with_its_place(tmp_path, catalogue, old, new, said):
    text = FILE.read_text(encoding="utf-8")
    assert text.count(old) == 1
    path = tmp_path / FILE.name
    path.write_text(text.replace(old, new), encoding="utf-8")

    with pytest.raises(CatalogueError, match=said):
        load(path, catalogue)

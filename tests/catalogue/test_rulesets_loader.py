"""rulesets.toml: the real rulesets, and what is refused."""

import pytest

from ktt_desktop.catalogue.rulesets_loader import load_rulesets
from ktt_desktop.domain.errors import CatalogueError
from ktt_desktop.domain.rulesets import Grade
from ktt_desktop.runtime.paths import resources

FILE = resources() / "catalogue" / "rulesets.toml"


def load(catalogue, path):
    return load_rulesets(path, catalogue.edition.indicators, catalogue.sectors)


def test_circular_01_has_fifteen_criteria_in_four_groups_of_a_hundred_points(catalogue):
    rules = load(catalogue, FILE).rulesets["TT01"]

    assert [each.key for each in rules.criteria if not each.parent] == [
        str(number) for number in range(1, 16)
    ]
    of_group = {
        group.key: sum(each.most or 0 for each in rules.leaves if each.group == group.key)
        for group in rules.groups
    }
    assert of_group == {"I": 3000, "II": 3000, "III": 0, "IV": 0}
    assert sum(limit.most for limit in rules.limits) == 10_000
    for each in rules.criteria:
        if parts := rules.parts(each.key):
            assert sum(part.most or 0 for part in parts) == each.most
    unknown = [each.key for each in rules.leaves if each.most is None]
    assert unknown == ["10", "11", "12", "13", "14", "15"]
    assert not any(each.scale for each in rules.criteria)


def test_circular_09_is_for_agriculture_and_names_no_maximum(catalogue):
    rules = load(catalogue, FILE).rulesets["TT09"]
    assert len(rules.leaves) == 6
    assert {each.most for each in rules.leaves} == {None}
    assert rules.fined_by == "fined"
    assert rules.concerns("HTX", "NN.CN", 2022)
    assert rules.concerns("HTX", "NS", 2022)
    assert not rules.concerns("HTX", "QTD", 2022)
    assert rules.unconfirmed


def test_a_class_known_from_paper_needs_no_criteria(catalogue):
    rules = load(catalogue, FILE).rulesets["TRUC_TIEP"]
    assert rules.leaves == ()
    assert rules.grade_of(9000) is None


def test_grades_are_named_and_sizes_told(catalogue):
    found = load(catalogue, FILE)
    assert [found.grades[each].label for each in Grade] == ["Tốt", "Khá", "Trung bình", "Yếu"]
    assert [found.size_of("members", each) for each in (49, 50, 300, 301, 1000, 1001)] == [
        "siêu nhỏ", "nhỏ", "nhỏ", "vừa", "vừa", "lớn",
    ]  # fmt: skip
    assert found.size_of("capital", 5_000_000_000) == "vừa"


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('raw = ["capital"] }', 'raw = ["capitl"] }', "không có «capitl»"),
        ('group = "IV", raw = ["awards"]', 'group = "V", raw = ["awards"]', "không có «V»"),
        ('indicator = "O5"\n', 'indicator = "O55"\n', "không có chỉ tiêu O55"),
        ('indicator = "O5"\n', 'indicator = "O1"\n', "khác kiểu số với O1"),
        ('parent = "7", max', 'parent = "77", max', "không có «77»"),
        ('code = "YEU"\nlabel', 'code = "KEM"\nlabel', "không nhận giá trị «KEM»"),
        ('fined_by = "fined"', 'fined_by = "punished"', "không có «punished»"),
        ('groups = ["II"], max', 'groups = ["IX"], max', "không có «IX»"),
        ('sectors = ["NN.TT"', 'sectors = ["NN.XX"', "không có «NN.XX»"),
        ('{ label = "lớn" }', '{ label = "lớn", below = 5 }', "không có giới hạn trên"),
        ('good = "A1.6"', 'good = "A1.66"', "không có chỉ tiêu A1.66"),
        ('item = "members"\n', 'item = "member"\n', "không có «member»"),
        ('per = "O3"\n', 'per = "O33"\n', "không có chỉ tiêu O33"),
    ],
)  # fmt: skip
def test_what_leads_nowhere_is_refused(catalogue, tmp_path, old, new, said):
    text = FILE.read_text("utf-8")
    assert old in text
    path = tmp_path / "rulesets.toml"
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(CatalogueError, match=said):
        load(catalogue, path)


def test_a_share_must_be_a_percentage_and_every_class_be_there(catalogue, tmp_path):
    text = FILE.read_text("utf-8")
    path = tmp_path / "rulesets.toml"
    path.write_text(
        text.replace('type = "percent"\nunit = "%"\nindicator', 'type = "count"\nindicator', 1),
        encoding="utf-8",
    )
    with pytest.raises(CatalogueError, match="tỷ lệ phải là"):
        load(catalogue, path)
    path.write_text(
        text.replace('[[grade]]\ncode = "YEU"\nlabel = "Yếu"\ntone = "error"\n', "", 1),
        encoding="utf-8",
    )
    with pytest.raises(CatalogueError, match="cần đủ các loại"):
        load(catalogue, path)


def test_a_record_of_rating_has_the_fields_its_rulesets_ask_for(catalogue):
    fields = catalogue.dossiers["rating"].fields
    assert fields["TT01.1a"].quantity.factor == 100
    assert fields["TT01.1a"].label.startswith("TT 01/2020, tiêu chí 1a: Tổng nguồn vốn")
    assert fields["TT09.6.note"].tab == "TT 09/2017"
    assert fields["raw.revenue"].label == "Doanh thu trong năm"
    assert "TT01.1" not in fields
    lists = catalogue.dossier_lists
    assert lists[fields["TT09.class"].choices]["KHA"] == "Khá"
    assert set(lists[fields["TT01.reason"].choices]) == {"MOI", "NGUNG", "KHAC"}

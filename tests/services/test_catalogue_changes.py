from dataclasses import replace

import pytest

from ktt_desktop.catalogue.loader import load_catalogue
from ktt_desktop.catalogue.units import load_units
from ktt_desktop.services import catalogue_changes as module
from ktt_desktop.services.catalogue_changes import catalogue_changes, lost, unit_changes
from tests.issuing import change, newer_catalogue, newer_units

INDICATORS, RULES, EDITION = "2025/indicators.toml", "2025/rules.toml", "2025/edition.toml"


@pytest.fixture
def folder(tmp_path):
    return newer_catalogue(tmp_path / "catalogue")


def test_nothing_is_lost_by_adding(catalogue, folder):
    assert lost(catalogue, load_catalogue(folder)) == []


@pytest.mark.parametrize(
    ("file", "old", "new", "said"),
    [
        (INDICATORS, 'unit = "người"', 'unit = "lượt người"', "đơn vị tính của chỉ tiêu O1"),
        (INDICATORS, "signed = true\n", "", "đơn vị tính của chỉ tiêu O6"),
        ("policies.toml", 'code = "H1.2"', 'code = "H1.9"', "bỏ nội dung hỗ trợ H1.2"),
        ("policies.toml", 'code = "QD167"', 'code = "QD999"', "bỏ chương trình hỗ trợ QD167"),
        ("policies.toml", 'code = "QUY"', 'code = "QUY2"', "thêm nguồn kinh phí QUY2"),
        ("rulesets.toml", 'id = "TT09"', 'id = "TT10"', "bỏ bộ tiêu chí xếp loại TT09"),
        ("rulesets.toml", '{ key = "6", label = "Mức', '{ key = "7", label = "Mức', "TT09.6"),
        ("rulesets.toml", 'unit = "vụ"', 'unit = "đơn"', "đơn vị tính của tiêu chí thô disputes"),
        ("register.toml", 'attr = "note"', 'attr = "remark"', "bỏ ô của hồ sơ note"),
        ("register.toml", 'attr = "note"', 'attr = "remark"', "thêm ô của hồ sơ remark"),
    ],
)
def test_what_books_or_the_program_name_may_not_go(catalogue, folder, file, old, new, said):
    change(folder / file, old, new)
    losses = lost(catalogue, load_catalogue(folder))
    assert any(said in each for each in losses), losses


def test_a_dropped_indicator_is_named(catalogue, tmp_path):
    newer = load_catalogue(newer_catalogue(tmp_path / "catalogue"))
    assert lost(newer, catalogue) == ["bỏ chỉ tiêu A77"]


def test_a_dropped_outline_and_sector_are_named(catalogue, folder):
    scheme = folder / "2025" / "reports" / "scheme.toml"  # no other outline takes its words
    scheme.rename(scheme.with_name("other.toml"))
    sectors = folder / "sectors.toml"
    text = (
        sectors.read_text("utf-8")
        .replace('"MT"', '"MTX"')
        .replace('code = "MTX", ', 'code = "MT", ')
    )
    sectors.write_text(text, encoding="utf-8")
    losses = lost(catalogue, load_catalogue(folder))
    assert {"bỏ dàn ý scheme", "bỏ lĩnh vực MT"} <= set(losses)


def test_changes_are_told_by_code_and_name(catalogue, folder):
    change(folder / INDICATORS, 'label = "Tổng số thành viên"', 'label = "Số thành viên"')
    change(folder / EDITION, 'legal_basis = "', 'legal_basis = "Thông tư 1/2027. ')
    lines = catalogue_changes(catalogue, load_catalogue(folder))

    assert lines[0].startswith("Căn cứ: Thông tư 1/2027.")
    assert lines[1:3] == ["Thêm 1 chỉ tiêu:", "   – A77 Số HTX ứng dụng công nghệ cao (HTX)"]
    assert "Sửa 1 chỉ tiêu:" in lines
    assert "   – O1 Số thành viên (người)" in lines
    assert "Sửa 1 biểu:" in lines


def test_a_new_way_to_compute_and_another_check_are_changes(catalogue, folder):
    change(folder / INDICATORS, "100 * A4_1 / A4", "100 * A4_2 / A4")
    change(folder / RULES, "A1_1 + A1_2 == A1", "A1_1 + A1_2 <= A1")
    lines = catalogue_changes(catalogue, load_catalogue(folder))

    assert any(line.startswith("   – A4.1p ") for line in lines)
    assert any(line.startswith("   – R1-A1 ") for line in lines)


def test_a_dropped_rule_is_told(catalogue, folder):
    lines = catalogue_changes(load_catalogue(folder), catalogue)
    assert lines[:2] == ["Bớt 1 chỉ tiêu:", "   – A77 Số HTX ứng dụng công nghệ cao (HTX)"]


def test_another_edition_is_told_first(catalogue, folder):
    change(folder / EDITION, 'id = "2025"', 'id = "2027"')
    first = catalogue_changes(catalogue, load_catalogue(folder))[0]
    assert first.startswith("Ấn bản 2027 thay ấn bản 2025: ")


def test_equal_catalogues_differ_in_words_only(catalogue):
    assert catalogue_changes(catalogue, load_catalogue()) == [
        "Không thêm, bớt mã nào; chỉ sửa câu chữ"
    ]


def test_a_long_list_of_changes_is_counted(units, tmp_path, monkeypatch):
    monkeypatch.setattr(module, "MOST_NAMED", 3)
    lines = unit_changes(load_units(newer_units(tmp_path / "units")), units)

    first = lines.index("Thêm 3353 đơn vị hiện nay:")
    assert lines[first + 4] == "   … và 3350 đơn vị hiện nay khác"


def test_units_are_told_by_name_and_code(tmp_path):
    old = load_units(newer_units(tmp_path / "old"))
    folder = newer_units(tmp_path / "new")
    change(folder / "units-2025-07.tsv", "07375\txa\tXã", "07375\txa\tPhường")
    change(folder / "units-before-2025-07.tsv", "217\thuyen\tHuyện Lạng", "218\thuyen\tHuyện Lục")

    assert unit_changes(old, load_units(folder)) == [
        "Sửa 1 đơn vị hiện nay:",
        "   – Phường Lạng Giang (07375)",
        "Thêm 1 đơn vị trước tháng 7/2025:",
        "   – Huyện Lục Giang (218)",
        "Bớt 1 đơn vị trước tháng 7/2025:",
        "   – Huyện Lạng Giang (217)",
    ]
    assert unit_changes(old, old) == ["Không thêm, bớt, đổi tên đơn vị nào"]


def test_a_dropped_event_is_named(catalogue):
    fewer = {code: each for code, each in catalogue.events.items() if code != "CHIA"}
    assert lost(catalogue, replace(catalogue, events=fewer)) == ["bỏ sự kiện CHIA"]


def test_a_new_threshold_of_size_is_told_by_its_sector(catalogue, folder):
    file = folder / "size_classes.toml"
    text = file.read_text("utf-8").replace("members = 100", "members = 110")
    group = 'id = "Khác"\nsectors = ["VT"]\nthresholds = [{ code = "NHO", members = 10 }]\n'
    file.write_text(f"{text}[[group]]\n{group}", encoding="utf-8")
    told = catalogue_changes(catalogue, load_catalogue(folder))

    added = told.index("Thêm 1 ngưỡng quy mô của lĩnh vực:")
    assert told[added + 1] == "   – Vận tải"
    assert "Sửa 3 ngưỡng quy mô của lĩnh vực:" in told

import importlib.util
import json
import shutil
import sys
from datetime import date

import pytest

from ktt_desktop.catalogue.units import Unit, load_units
from ktt_desktop.domain.terms import UnitLevel
from ktt_desktop.runtime.paths import resources

THREE_LEVELS, NOW = date(2025, 6, 30), date(2026, 7, 1)
BUILT_IN = resources() / "units"
TODAY, BEFORE = "units-2025-07.tsv", "units-before-2025-07.tsv"
HEADER = "code\tlevel\tname\tparent\tvalid_from\tvalid_to\tsuccessors"


def edit(path, old, new):
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


@pytest.fixture(scope="module")
def builder():
    spec = importlib.util.spec_from_file_location("units_build", BUILT_IN / "build.py")
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module  # dataclasses look their module up
    bytecode, sys.dont_write_bytecode = sys.dont_write_bytecode, True
    spec.loader.exec_module(module)
    sys.dont_write_bytecode = bytecode
    yield module
    del sys.modules[spec.name]


NEW_LIST = [
    {
        "Code": "75",
        "FullName": "Thành phố Đồng Nai",
        "Wards": [
            {"Code": "25270", "FullName": "phường  Lộc Ninh", "ProvinceCode": "75"},
            {"Code": "26005", "FullName": "Xã Hoà An", "ProvinceCode": "75"},
            {"Code": "26009", "FullName": "Đặc khu Đảo", "ProvinceCode": "75"},
        ],
    }
]
OLD_LIST = """Mã,Tên,Tên Tiếng Anh,Cấp,Mã QH,Quận Huyện,Mã TP,Tỉnh / Thành Phố
25273,Xã Hoà ,,Xã,697,Thị Xã Lộc,70,Tỉnh Bình Phước
00001,Thị trấn Lộc Ninh,,Thị trấn,697,Thị Xã Lộc,70,Tỉnh Bình Phước
"""
CONVERSION = """provinceCode,districtCode,wardCode,province,district,ward,\
newProvince,newWard,newProvinceCode,newWardCode
70,697,1.0,Tỉnh Bình Phước,Thị xã Lộc,Thị trấn Lộc Ninh,Tỉnh Đồng Nai,Xã Lộc Ninh,75,25270
70,697,25273.0,Tỉnh Bình Phước,Thị xã Lộc,Xã Hòa,Tỉnh Đồng Nai,Xã Hòa An,75,26004
70,697,25273.0,Tỉnh Bình Phước,Thị xã Lộc,Xã Hòa,Tỉnh Đồng Nai,Xã Lộc Ninh,75,25270
70,9,,Tỉnh Bình Phước,Huyện Đảo,Đặc khu Đảo,Tỉnh Đồng Nai,Đặc khu Đảo,75,26009
"""


@pytest.fixture
def sources(tmp_path):
    today, before, changes = (tmp_path / name for name in ("new.json", "old.csv", "change.csv"))
    today.write_text(json.dumps(NEW_LIST), encoding="utf-8")
    before.write_text(OLD_LIST, encoding="utf-8-sig")
    changes.write_text(CONVERSION.replace("26004", "26005"), encoding="utf-8-sig")
    return today, before, changes


def test_rebuilding_joins_three_lists_into_two_tables(builder, sources, tmp_path):
    before, today = builder.build(*sources)
    builder.write_table(tmp_path / TODAY, today)
    builder.write_table(tmp_path / BEFORE, reversed(before))
    assert (tmp_path / TODAY).read_bytes().decode() == (
        f"{HEADER}\n"
        "75\ttinh\tTỉnh Đồng Nai\t\t2025-07-01\t2026-04-29\t\n"
        "75\ttinh\tThành phố Đồng Nai\t\t2026-04-30\t\t\n"
        "25270\txa\tXã Lộc Ninh\t75\t2025-07-01\t2026-04-29\t\n"
        "25270\txa\tPhường Lộc Ninh\t75\t2026-04-30\t\t\n"
        "26005\txa\tXã Hòa An\t75\t2025-07-01\t\t\n"
        "26009\txa\tĐặc khu Đảo\t75\t2025-07-01\t\t\n"
    )
    assert (tmp_path / BEFORE).read_bytes().decode() == (
        f"{HEADER}\n"
        "70\ttinh\tTỉnh Bình Phước\t\t\t2025-06-30\t75\n"
        "009\thuyen\tHuyện Đảo\t70\t\t2025-06-30\t26009\n"
        "697\thuyen\tThị xã Lộc\t70\t\t2025-06-30\t\n"
        "00001\txa\tThị trấn Lộc Ninh\t697\t\t2025-06-30\t25270\n"
        "25273\txa\tXã Hòa\t697\t\t2025-06-30\t25270 26005\n"
    )
    assert builder.divided(before) == 1


def test_what_was_rebuilt_can_be_read(builder, sources, tmp_path):
    before, today = builder.build(*sources)
    builder.write_table(tmp_path / TODAY, today)
    builder.write_table(tmp_path / BEFORE, before)
    rows = {TODAY: len(today), BEFORE: len(before)}
    builder.write_edition(tmp_path / "units.toml", date(2026, 4, 30), rows)
    units = load_units(tmp_path)
    assert units.edition == "2026-04-30"
    (commune, *_) = units.search("loc ninh", NOW)
    assert commune == Unit(
        "25270", UnitLevel.COMMUNE, "Phường Lộc Ninh", "75", date(2026, 4, 30), None, ()
    )
    assert len(units.successors(units.find("25273", THREE_LEVELS))) == 2


def test_a_successor_whose_code_changed_is_found_by_its_name_in_the_province(builder, sources):
    edit(sources[2], "25270", "25271")  # not in today's list, and its kind has changed since
    with pytest.raises(builder.BuildError, match="25271"):
        builder.build(*sources)
    edit(sources[2], "25271", "25270")
    edit(sources[2], "26009", "26008")
    before, _ = builder.build(*sources)
    assert next(row.successors for row in before if row.code == "009") == "26009"


def test_a_renamed_unit_whose_day_is_not_known_stops_the_build(builder, sources, monkeypatch):
    monkeypatch.setattr(builder, "RENAMED_ON", {})
    with pytest.raises(builder.BuildError, match="since which day"):
        builder.build(*sources)


def test_a_commune_without_successor_or_a_wrong_count_stops_the_build(builder, sources):
    before, today = builder.build(*sources)
    with pytest.raises(builder.BuildError, match="1 units instead of 63"):
        builder.check_counts(before, today)
    edit(sources[1], "25273,", "25274,")
    with pytest.raises(builder.BuildError, match="25273"):
        builder.build(*sources)


@pytest.mark.parametrize("code", ["1.5", "x", "123456", "-1"])
def test_a_source_code_that_is_no_code_is_refused(builder, code):
    with pytest.raises(builder.BuildError):
        builder.padded(code, "xa")


def test_the_built_in_tables_are_as_the_builder_writes_them(builder, tmp_path):
    for file in (TODAY, BEFORE):
        lines = (BUILT_IN / file).read_text(encoding="utf-8").splitlines()
        rows = [builder.Row(*line.split("\t")) for line in lines[1:]]
        builder.write_table(tmp_path / file, rows)
        assert (tmp_path / file).read_bytes() == (BUILT_IN / file).read_bytes()
    shutil.copy(BUILT_IN / "units.toml", tmp_path)
    assert len(load_units(tmp_path).provinces(NOW)) == 34

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ktt_desktop.catalogue.units import Units, load_units
from ktt_desktop.domain.errors import CatalogueError
from ktt_desktop.domain.terms import UnitLevel
from ktt_desktop.domain.text import fold
from ktt_desktop.domain.updates import Release

THREE_LEVELS, TWO_LEVELS = date(2025, 6, 30), date(2025, 7, 1)
NOW = date(2026, 7, 1)
TODAY, BEFORE = "units-2025-07.tsv", "units-before-2025-07.tsv"
HEADER = "code\tlevel\tname\tparent\tvalid_from\tvalid_to\tsuccessors"
LIST = load_units()


@pytest.fixture(scope="module")
def units() -> Units:
    return LIST


def names(found):
    return [unit.name for unit in found]


def below(units, unit, on):
    for child in units.children(unit, on):
        yield child
        yield from below(units, child, on)


# --- the built-in facts ---------------------------------------------------------------------


@pytest.mark.parametrize(
    ("on", "provinces", "districts", "communes"),
    [(THREE_LEVELS, 63, 696, 10_035), (TWO_LEVELS, 34, 0, 3_321), (NOW, 34, 0, 3_321)],
)
def test_every_unit_of_a_day_is_reached_from_its_province(
    units, on, provinces, districts, communes
):
    found = units.provinces(on)
    lower = [each for province in found for each in below(units, province, on)]
    assert len(found) == provinces
    assert sum(each.level is UnitLevel.DISTRICT for each in lower) == districts
    assert sum(each.level is UnitLevel.COMMUNE for each in lower) == communes


def test_471_communes_were_divided_and_every_commune_has_a_successor_of_today(units):
    communes = [
        each
        for province in units.provinces(THREE_LEVELS)
        for each in below(units, province, THREE_LEVELS)
        if each.level is UnitLevel.COMMUNE
    ]
    heirs = [units.successors(each) for each in communes]
    assert all(heirs)
    assert sum(len(each) > 1 for each in heirs) == 471
    assert len({unit.code for each in heirs for unit in each}) == 3_321 - 5  # five island đặc khu


def test_an_island_district_without_communes_became_a_special_zone(units):
    island = units.find("536", THREE_LEVELS)
    assert island.name == "Huyện Lý Sơn"
    assert units.children(island, THREE_LEVELS) == ()
    assert names(units.successors(island)) == ["Đặc khu Lý Sơn"]


def test_lang_giang_was_a_district_of_bac_giang_with_its_communes(units):
    district = units.find("217", THREE_LEVELS)
    assert district.name == "Huyện Lạng Giang"
    assert names(units.path(district)) == ["Huyện Lạng Giang", "Tỉnh Bắc Giang"]
    communes = names(units.children(district, THREE_LEVELS))
    assert len(communes) == 19
    assert {"Thị trấn Vôi", "Thị trấn Kép", "Xã Tân Dĩnh"} <= set(communes)
    assert units.find("217", TWO_LEVELS) is None
    assert units.successors(district) == ()


def test_the_town_of_voi_is_now_part_of_lang_giang_in_bac_ninh(units):
    town = units.find("07375", THREE_LEVELS)
    assert town.name == "Thị trấn Vôi"
    (heir,) = units.successors(town)
    assert units.full_address(heir) == "Xã Lạng Giang, tỉnh Bắc Ninh"
    assert names(units.successors(units.find("24", THREE_LEVELS))) == ["Tỉnh Bắc Ninh"]


def test_a_divided_commune_gives_all_its_successors_in_vietnamese_order(units):
    divided = units.find("00565", THREE_LEVELS)
    assert divided.name == "Thị trấn Trâu Quỳ"
    assert names(units.successors(divided)) == ["Xã Bát Tràng", "Xã Gia Lâm"]


def test_one_code_means_different_units_before_and_after_the_change(units):
    assert units.find("24", THREE_LEVELS).name == "Tỉnh Bắc Giang"
    assert units.find("24", TWO_LEVELS).name == "Tỉnh Bắc Ninh"
    assert units.find("24", THREE_LEVELS).valid_to == THREE_LEVELS
    assert units.find("24", TWO_LEVELS).valid_from == TWO_LEVELS


def test_children_of_a_unit_of_another_time_are_not_those_of_its_code(units):
    bac_giang = units.find("24", THREE_LEVELS)
    assert units.children(bac_giang, NOW) == ()
    assert len(units.children("24", NOW)) == 99


def test_dong_nai_is_a_city_with_ten_more_wards_since_30_april_2026(units):
    eve, day = date(2026, 4, 29), date(2026, 4, 30)
    assert units.find("75", eve).name == "Tỉnh Đồng Nai"
    assert units.find("75", day).name == "Thành phố Đồng Nai"
    wards = [
        sum(name.startswith("Phường ") for name in names(units.children("75", on)))
        for on in (eve, day)
    ]
    assert wards[1] - wards[0] == 10
    loc_ninh = units.find("25270", eve)
    assert units.full_address(loc_ninh) == "Xã Lộc Ninh, tỉnh Đồng Nai"
    unchanged = next(each for each in units.children("75", eve) if each.valid_to is None)
    assert units.path(unchanged, eve)[-1].name == "Tỉnh Đồng Nai"
    assert units.path(unchanged)[-1].name == "Thành phố Đồng Nai"
    assert units.path(unchanged, date(2020, 1, 1))[-1].name == "Tỉnh Đồng Nai"


def test_provinces_come_in_the_order_of_the_vietnamese_alphabet(units):
    found = [unit.short_name for unit in units.provinces(NOW)]
    assert found[:9] == [
        "An Giang", "Bắc Ninh", "Cà Mau", "Cao Bằng", "Cần Thơ", "Đà Nẵng", "Đắk Lắk",
        "Điện Biên", "Đồng Nai",
    ]  # fmt: skip
    assert found[-1] == "Vĩnh Long"


def test_numbered_wards_come_in_the_order_of_their_numbers(units):
    numbers = [
        int(unit.short_name)
        for unit in units.children("773", THREE_LEVELS)
        if unit.short_name.isdecimal()
    ]
    assert len(numbers) > 9
    assert numbers == sorted(numbers)


@pytest.mark.parametrize(
    ("code", "on", "short", "running"),
    [
        ("01", NOW, "Hà Nội", "thành phố Hà Nội"),
        ("24", NOW, "Bắc Ninh", "tỉnh Bắc Ninh"),
        ("07375", NOW, "Lạng Giang", "xã Lạng Giang"),
        ("21548", NOW, "Lý Sơn", "đặc khu Lý Sơn"),
        ("00004", NOW, "Ba Đình", "phường Ba Đình"),
        ("07375", THREE_LEVELS, "Vôi", "thị trấn Vôi"),
        ("217", THREE_LEVELS, "Lạng Giang", "huyện Lạng Giang"),
        ("001", THREE_LEVELS, "Ba Đình", "quận Ba Đình"),
        ("269", THREE_LEVELS, "Sơn Tây", "thị xã Sơn Tây"),
        ("17", THREE_LEVELS, "Hòa Bình", "tỉnh Hòa Bình"),
    ],
)
def test_a_name_without_its_kind_and_inside_a_sentence(units, code, on, short, running):
    unit = units.find(code, on)
    assert (unit.short_name, unit.running_name) == (short, running)


# --- searching ------------------------------------------------------------------------------


@pytest.mark.parametrize("typed", ["lang giang", "Lạng Giang", "XA LANG GI", "giang lang"])
def test_a_unit_is_found_without_marks_by_the_beginnings_of_its_words(units, typed):
    assert units.full_address(units.search(typed, NOW)[0]) == "Xã Lạng Giang, tỉnh Bắc Ninh"


def test_marks_that_were_typed_decide_the_order(units):
    assert names(units.search("Lạng Giang", THREE_LEVELS))[0] == "Huyện Lạng Giang"
    assert names(units.search("Làng Giàng", THREE_LEVELS))[0] == "Xã Làng Giàng"


def test_the_exact_name_comes_before_longer_ones_and_the_older_tone_placement_is_found(units):
    assert names(units.search("Hoà Bình", NOW))[0].endswith(" Hòa Bình")
    assert units.search("phuong 1", THREE_LEVELS)[0].short_name == "1"


def test_a_search_keeps_to_the_day_the_level_and_the_limit(units):
    assert names(units.search("lang giang", THREE_LEVELS, UnitLevel.DISTRICT)) == [
        "Huyện Lạng Giang"
    ]
    assert names(units.search("dong nai", NOW, UnitLevel.PROVINCE)) == ["Thành phố Đồng Nai"]
    assert len(units.search("tan", NOW)) == 20
    assert len(units.search("tan", NOW, limit=3)) == 3
    assert units.search(" - ", NOW) == ()
    assert units.search("khongcoxanao", NOW) == ()


@given(st.sampled_from([each for p in LIST.provinces(NOW) for each in LIST.children(p, NOW)]))
def test_every_commune_is_found_by_its_full_name_without_marks(unit):
    same_name = LIST.search(fold(unit.name), NOW, UnitLevel.COMMUNE, limit=100)
    assert unit in same_name
    assert fold(same_name[0].name) == fold(unit.name)


# --- laziness, strictness -------------------------------------------------------------------


@pytest.fixture
def folder(tmp_path):
    """A small valid list: one province of today, its commune, and the three levels before."""
    return write_list(tmp_path / "small", "2026-05-01")


def write_list(folder: Path, edition: str, today: str | None = None, before: str | None = None):
    folder.mkdir()
    today = today or f"{HEADER}\n24\ttinh\tTỉnh Bắc Ninh\t\t2025-07-01\t\t\n" + (
        "07375\txa\tXã Lạng Giang\t24\t2025-07-01\t\t\n"
    )
    before = before or f"{HEADER}\n24\ttinh\tTỉnh Bắc Giang\t\t\t2025-06-30\t24\n" + (
        "217\thuyen\tHuyện Lạng Giang\t24\t\t2025-06-30\t\n"
        "07375\txa\tThị trấn Vôi\t217\t\t2025-06-30\t07375\n"
    )
    (folder / TODAY).write_text(today, encoding="utf-8")
    (folder / BEFORE).write_text(before, encoding="utf-8")
    (folder / "units.toml").write_text(
        f'edition = "{edition}"\nas_of = 2026-04-30\nsources = ["one"]\n'
        f'[rows]\n"{TODAY}" = {today.count(chr(10)) - 1}\n'
        f'"{BEFORE}" = {before.count(chr(10)) - 1}\n',
        encoding="utf-8",
    )
    return folder


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def test_the_time_before_is_read_only_when_it_is_asked_for(folder):
    (folder / BEFORE).unlink()
    units = load_units(folder)
    assert names(units.provinces(NOW)) == ["Tỉnh Bắc Ninh"]
    with pytest.raises(CatalogueError, match=BEFORE):
        units.provinces(THREE_LEVELS)


def test_the_release_of_a_list_is_the_day_of_its_edition(folder):
    units = load_units(folder)
    assert units.release == Release(20260501, "Đơn vị hành chính đến 30/4/2026")
    assert (units.as_of, units.sources) == (date(2026, 4, 30), ("one",))


def test_every_unit_of_a_time_is_listed(folder):
    units = load_units(folder)
    assert names(units.all_of(NOW)) == ["Tỉnh Bắc Ninh", "Xã Lạng Giang"]
    assert names(units.all_of(THREE_LEVELS))[1] == "Huyện Lạng Giang"


@pytest.mark.parametrize(
    ("file", "old", "new", "line", "said"),
    [
        (TODAY, "code\t", "kode\t", 1, "tiêu đề"),
        (TODAY, "07375\t", "7375\t", 3, "7375"),
        (TODAY, "\txa\t", "\tthon\t", 3, "thon"),
        (TODAY, "Xã Lạng", "Lạng", 3, "loại đơn vị"),
        (TODAY, "Xã Lạng ", "Xã  Lạng ", 3, "thừa dấu cách"),
        (TODAY, "Bắc Ninh", "Ba\u0306\u0301c Ninh", 2, "dựng sẵn"),
        (TODAY, "Giang\t24\t", "Giang\t25\t", 3, "cấp trên"),
        (TODAY, "Giang\t24\t", "Giang\t\t", 3, "cấp trên"),
        (TODAY, "Giang\t24\t2025-07-01", "Giang\t24\t2025-06-30", 3, "thời kỳ"),
        (TODAY, "Giang\t24\t2025-07-01", "Giang\t24\t1/7/2025", 3, "1/7/2025"),
        (TODAY, "Giang\t24\t2025-07-01\t", "Giang\t24\t2025-07-01", 3, "ô"),
        (TODAY, "Giang\t24\t2025-07-01\t", "Giang\t24\t2026-07-01\t2026-06-30", 3, "hết hiệu lực"),
        (TODAY, "07375\txa\tXã Lạng Giang\t24", "24\ttinh\tTỉnh Bắc Ninh\t", 2, "nối tiếp"),
        (TODAY, "Ninh\t\t2025-07-01\t", "Ninh\t\t2025-07-01\t2026-01-01", 3, "cấp trên"),
        (BEFORE, "2025-06-30\t07375", "2025-06-30\t07376", 4, "07376"),
        (BEFORE, "2025-06-30\t07375", "2025-06-30\t24", 4, "không đúng cấp"),
        (BEFORE, "Vôi\t217\t\t2025-06-30", "Vôi\t217\t\t", 4, "thời kỳ"),
    ],
)
def test_a_mistake_in_a_table_is_named_with_its_file_and_line(folder, file, old, new, line, said):
    edit(folder / file, old, new)
    with pytest.raises(CatalogueError, match=rf"^{file}, dòng {line}: .*{said}"):
        load_units(folder).provinces(THREE_LEVELS)


def test_a_table_that_lost_its_last_line_is_refused(folder):
    edit(folder / TODAY, "07375\txa\tXã Lạng Giang\t24\t2025-07-01\t\t\n", "")
    with pytest.raises(CatalogueError, match=rf"^{TODAY}, dòng 2: có 1 dòng, cần 2"):
        load_units(folder).provinces(NOW)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('"2026-05-01"', '"mới nhất"'),
        ('"2026-05-01"', '"20260501"'),
        ("as_of", "ngay"),
        (f'"{TODAY}" = 2', f'"{TODAY}" = "2"'),
    ],
)
def test_a_mistake_in_the_edition_is_named(folder, old, new):
    edit(folder / "units.toml", old, new)
    with pytest.raises(CatalogueError, match=r"^units\.toml"):
        load_units(folder)


def test_a_commune_of_today_knows_the_old_ones_it_took_over(units):
    (lang_giang,) = units.search("Xã Lạng Giang", TWO_LEVELS)
    taken = units.predecessors(lang_giang.code)

    assert names(taken) == ["Xã Hương Lạc", "Xã Tân Hưng", "Thị trấn Vôi", "Xã Xương Lâm"]
    assert all(lang_giang in units.successors(each) for each in taken)
    assert units.predecessors("99999") == ()

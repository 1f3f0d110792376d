"""The tree of units, of today's and of those before 1/7/2025, with what the register holds."""

from dataclasses import replace

import pytest

from ktt_desktop.domain.register_list import Flag, RegisterQuery
from ktt_desktop.domain.terms import Measure, OrganisationKind, UnitLevel
from ktt_desktop.services import unit_tree as module
from ktt_desktop.services.annual_return import save_values
from ktt_desktop.services.register_list import organisation_ids
from ktt_desktop.services.unit_figures import unit_subject
from ktt_desktop.services.unit_tree import NOT_LISTED, NOT_RECORDED, PART, WHOLE, unit_tree

HTX, THT = OrganisationKind.COOPERATIVE, OrganisationKind.COOPERATIVE_GROUP
UNIT, HUONG_LAC, KEP = "07375", "07405", "07378"


@pytest.fixture
def filled(desk):
    year = module.today().year
    desk.add("HTX A", {"O1": "7"}, year=year - 1, commune_code=UNIT, former_commune_code=HUONG_LAC)
    desk.add("THT B", kind=THT, commune_code=UNIT, former_commune_code=HUONG_LAC)
    desk.add("HTX C", commune_code=UNIT)
    desk.add("HTX D", commune_code=UNIT, former_commune_code="00001")
    desk.add("HTX E")
    return desk


def by_title(line):
    return {each.title.split(",")[0]: each for each in line.children}


def everything(lines):
    for line in lines:
        yield line
        yield from everything(line.children)


def test_a_commune_of_today_stands_above_those_it_took_over(filled):
    tree = unit_tree(filled.book, filled.profile)
    own, rest = tree.roots

    assert (own.title, own.counts) == ("Xã Lạng Giang", {HTX: 3, THT: 1})
    assert [(each.title, each.share) for each in own.children] == [
        ("Xã Hương Lạc, huyện Lạng Giang, tỉnh Bắc Giang", WHOLE),
        ("Xã Tân Hưng, huyện Lạng Giang, tỉnh Bắc Giang", WHOLE),
        ("Thị trấn Vôi, huyện Lạng Giang, tỉnh Bắc Giang", WHOLE),
        ("Xã Xương Lâm, huyện Lạng Giang, tỉnh Bắc Giang", WHOLE),
        ("Phường Phúc Xá, quận Ba Đình, thành phố Hà Nội", NOT_LISTED),
        (NOT_RECORDED, ""),
    ]
    assert by_title(own)["Xã Hương Lạc"].counts == {HTX: 1, THT: 1}
    assert by_title(own)["Thị trấn Vôi"].counts == {}
    assert (rest.title, rest.counts) == ("Chưa ghi xã, phường hiện nay", {HTX: 1})


def test_the_years_tell_how_many_have_figures_newest_first(filled):
    tree = unit_tree(filled.book, filled.profile)
    newest = module.today().year

    assert tree.years == (newest - 1, newest - 2, newest - 3)
    own = tree.roots[0]
    assert (own.answered, by_title(own)["Xã Hương Lạc"].answered) == ({newest - 1: 1},) * 2
    assert by_title(own)[NOT_RECORDED].answered == {}


def test_figures_under_the_code_of_an_old_unit_stand_with_it(filled):
    old = replace(filled.profile, code=HUONG_LAC, historical=True)
    for profile, year in ((old, 2022), (old, 2021), (filled.profile, 2025)):
        save_values(filled.book, unit_subject(profile, ""), year, Measure.ACTUAL, {"A1": 1})
    (own, *_) = unit_tree(filled.book, filled.profile).roots

    assert own.years == (2025,)
    assert by_title(own)["Xã Hương Lạc"].years == (2021, 2022)
    assert by_title(own)["Thị trấn Vôi"].years == ()  # its code is that of xã Lạng Giang today


def test_each_line_shows_in_the_list_exactly_whom_it_counts(filled):
    tree = unit_tree(filled.book, filled.profile)
    lines = list(everything(tree.roots))

    assert [each.query for each in lines].count(RegisterQuery(flags=(Flag.NO_COMMUNE,))) == 1
    for line in lines:
        shown = organisation_ids(filled.book, line.query)
        assert len(shown) == sum(line.counts.values()), line.title


def test_a_province_of_today_has_its_communes_with_the_old_ones_below(filled):
    province = replace(filled.profile, code="24", name="Tỉnh Bắc Ninh", level=UnitLevel.PROVINCE)
    own, _ = unit_tree(filled.book, province).roots
    communes = by_title(own)

    assert len(communes) == 99
    assert communes["Xã Lạng Giang"].counts == own.counts == {HTX: 3, THT: 1}
    assert sum(len(each.children) for each in own.children) > 300
    assert len(organisation_ids(filled.book, own.query)) == 4


def test_a_district_of_before_leads_to_the_communes_of_today(practice):
    book, profile, _ = practice
    own, rest = unit_tree(book, profile).roots
    communes = by_title(own)

    assert (own.title, len(communes)) == ("Huyện Lạng Giang", 19)
    assert communes["Thị trấn Vôi"].counts == {HTX: len(
        organisation_ids(book, RegisterQuery(communes=("07375",)))
    )}  # fmt: skip
    (heir,) = communes["Thị trấn Vôi"].children
    assert (heir.title, heir.share, heir.query) == ("Xã Lạng Giang, tỉnh Bắc Ninh", WHOLE, None)
    assert 2022 in own.years
    assert own.answered[2022] > 0
    assert rest.query.flags == (Flag.NO_COMMUNE,)


def test_a_book_without_figures_shows_the_years_up_to_this_one(desk):
    assert unit_tree(desk.book, desk.profile).years[0] == module.today().year


def test_a_divided_commune_of_before_has_each_of_its_heirs(desk):
    old = replace(desk.profile, code="00007", name="", historical=True)
    (own,) = unit_tree(desk.book, replace(old, code="00025")).roots

    assert own.title == "Phường Ngọc Khánh"
    assert {each.share for each in own.children} == {PART}
    assert len(own.children) > 1

"""The lists of industries: complete, found by any spelling, never mixed up between versions."""

import unicodedata
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ktt_desktop.catalogue.vsic import RECORDED_LEVEL, Vsic, load_vsic, version_on
from ktt_desktop.domain.errors import CatalogueError
from ktt_desktop.domain.text import fold
from ktt_desktop.runtime.paths import resources

FOLDER = resources() / "vsic"
ALL = 1000  # more than there are


def industries(version):
    lines = (FOLDER / f"vsic-{version}.tsv").read_text(encoding="utf-8").splitlines()[1:]
    return [load_vsic().find(version, line.split("\t")[0]) for line in lines]


def recorded(version):
    return [each for each in industries(version) if each.level == RECORDED_LEVEL]


EVERY = [each for version in ("2018", "2025") for each in recorded(version)]


def codes(version, words, limit=ALL):
    return [each.code for each in load_vsic().search(version, words, limit)]


@pytest.mark.parametrize(
    ("version", "counts"), [("2018", [21, 88, 242, 464, 734]), ("2025", [22, 87, 259, 495, 743])]
)
def test_each_version_has_as_many_industries_as_the_decision(version, counts):
    levels = [each.level for each in industries(version)]
    assert [levels.count(level) for level in range(1, 6)] == counts


def test_a_code_is_found_with_its_title_and_those_above_and_below_it():
    vsic = load_vsic()
    assert vsic.title("2025", "0111") == "Trồng lúa"
    assert [each.code for each in vsic.path("2025", "0111")] == ["A", "01", "011"]
    assert [each.code for each in vsic.below("2025", "0141")] == ["01411", "01412"]
    assert vsic.find("2025", "9999") is None
    assert (vsic.title("2025", "9999"), vsic.path("2025", "9999")) == ("", ())


def test_the_same_digits_mean_another_trade_in_another_version():
    vsic = load_vsic()
    assert vsic.title("2018", "4763") != vsic.title("2025", "4763")
    assert vsic.path("2018", "6419")[0].code == "K"
    assert vsic.path("2025", "6419")[0].code == "L"


@pytest.mark.parametrize(
    ("words", "first"),
    [
        ("lua", "0111"),
        ("trồng lúa", "0111"),
        ("011", "0111"),
        ("01.26", "0126"),
        ("chan nuoi lon", "0145"),
        ("va li", "1512"),
        ("vali", "1512"),
        ("mì sợi", "1074"),
        ("ca phe", "0126"),
    ],
)
def test_an_industry_is_found_by_code_or_words(words, first):
    assert codes("2025", words)[0] == first


def test_words_typed_with_marks_come_before_the_others():
    assert codes("2025", "lúa")[:2] == ["0111", "4631"]
    assert codes("2025", "thuỷ sản") == codes("2025", "thủy sản")
    assert "0142" in codes("2025", "lúa"), "ngựa, lừa: found too, but later"


def test_words_of_the_titles_below_find_the_industry_above_them():
    assert "hoa hàng năm" not in load_vsic().title("2025", "0118")
    assert codes("2025", "trồng hoa hàng năm")[0] == "0118"


def test_only_what_is_recorded_is_offered_and_no_more_than_asked_for():
    assert {len(code) for code in codes("2025", "")} == {RECORDED_LEVEL}
    assert len(codes("2025", "dịch vụ", limit=7)) == 7
    assert codes("2025", "khongcotunay") == []


@settings(deadline=None)
@given(st.sampled_from(EVERY), st.data())
def test_every_industry_is_found_by_any_of_its_words_in_any_spelling(industry, data):
    words = [word for word in fold(industry.title).split() if word.isalpha()]
    chosen = data.draw(st.lists(st.sampled_from(words), min_size=1, max_size=4))
    assert industry.code in codes(industry.version, " ".join(chosen))
    typed = data.draw(
        st.sampled_from(
            [
                industry.title,
                unicodedata.normalize("NFD", industry.title),
                industry.title.upper(),
                f"  {industry.title.replace(' ', '   ')} ",
                fold(industry.title),
            ]
        )
    )
    assert industry.code in codes(industry.version, typed, limit=3)


@given(st.sampled_from(EVERY), st.integers(1, 4))
def test_a_code_is_found_while_it_is_typed(industry, digits):
    found = codes(industry.version, industry.code[:digits])
    assert industry.code in found
    assert found == sorted(found)


@given(st.text(max_size=40))
def test_nothing_that_can_be_typed_breaks_the_search(typed):
    assert all(len(code) == RECORDED_LEVEL for code in codes("2025", typed))


def test_a_code_of_2018_has_proposals_and_a_split_one_has_several():
    vsic = load_vsic()
    assert [each.code for each in vsic.proposals("0131")] == ["0130"]
    assert {each.version for each in vsic.proposals("0131")} == {"2025"}
    assert max(len(vsic.proposals(each.code)) for each in recorded("2018")) > 1
    assert vsic.proposals("9999") == ()


def test_the_version_follows_the_decision():
    assert version_on(date(2025, 11, 14)) == "2018"
    assert version_on(date(2025, 11, 15)) == "2025"


@pytest.mark.parametrize(
    ("version", "code", "sectors"),
    [
        ("2018", "0111", ("NN.TT", "NN.TH")),
        ("2018", "0145", ("NN.CN",)),
        ("2025", "0893", ("NN.DN",)),
        ("2025", "3600", ("NS",)),
        ("2018", "6419", ("TD", "DV")),
        ("2025", "6419", ("TD", "DV")),
        ("2025", "9999", ()),
    ],
)
def test_a_sector_is_suggested_by_the_nearest_industry_above(version, code, sectors):
    assert load_vsic().sectors(version, code) == sectors


def test_every_industry_has_suggestions_the_catalogue_knows(catalogue):
    for industry in EVERY:
        suggested = load_vsic().sectors(industry.version, industry.code)
        assert suggested, industry
        assert set(suggested) <= set(catalogue.sectors), industry


@pytest.mark.parametrize(
    "content",
    [
        "code\ttitle\nA\tNông nghiệp\n0111\tTrồng lúa\n",
        "code\ttitle\nA\tNông nghiệp\nA\tNông nghiệp\n",
        "code\ttitle\nA1\tNông nghiệp\n",
        "code\ttitle\nA\t\n",
        "code\ttitle\nA\n",
        "mã\ttên\nA\tNông nghiệp\n",
        "code\ttitle\nA\tNo\u0302ng nghiệp\n",
    ],
)
def test_a_mistake_in_a_list_is_told_with_the_file(tmp_path, content):
    (tmp_path / "vsic-2025.tsv").write_text(content, encoding="utf-8")
    with pytest.raises(CatalogueError, match=r"vsic-2025\.tsv"):
        Vsic(tmp_path).find("2025", "A")


def test_a_missing_list_is_told(tmp_path):
    with pytest.raises(CatalogueError, match="không đọc được"):
        Vsic(tmp_path).find("2018", "A")

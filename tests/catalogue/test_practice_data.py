"""The practice book holds what Kế hoạch 126/KH-UBND of 15/8/2022 states, and nothing else."""

from datetime import date
from fractions import Fraction

import pytest

from ktt_desktop.catalogue.fields import quantity_of
from ktt_desktop.catalogue.practice import load_practice
from ktt_desktop.domain.dates import PartialDate
from ktt_desktop.domain.errors import CatalogueError
from ktt_desktop.domain.numbers import parse
from ktt_desktop.domain.period import ReportingPeriod, TableColumn, YearMeasure
from ktt_desktop.domain.terms import Measure, UnitLevel
from ktt_desktop.runtime.paths import resources


def stated(text):
    """Code and figure, as they are written down below."""
    return dict(pair.split("=") for pair in text.split())


# Copied by hand from the plan, in the unit as printed. P and KH are what its comparisons imply:
# 1.200 "giảm 200 … so với 31/12/2021" gives 1.400 of P.
STATED = {
    "P": stated("A5=1400 A6=30 A7.k=54 C1=60"),
    "KH": stated("A2=3830 A3=890 A3.2=280 A4.1p=71.9 A4.2p=23.8 A5=2000 A6=55 A7.k=58 B2=4 C2=138"),
    "TH": stated(
        "A1=64 A1.1=62 A1.2=2 A1.6e=12 A2=3779 A3=812 A3.2=200 A4=188 A4.1=138 A4.1p=73.4 A4.2=30 "
        "A4.2p=16 A5=1200 A6=35 A7.k=52 B1=1 B1.1=1 B2=4 C1=9 C2=138 C3=138 C3.1=138"
    ),
    "KHN": stated("A5=1550 A7=60"),
}
SECTORS = {
    "NN": stated("S1=60 S1.1=58 S1.2=2 S2=3711 S3=758 S3.1=396 S7=3.5"),
    "CN": stated("S1=2"),
    "TM": stated("S1=2"),
}
ORGANISATIONS = {
    "HTX Cơ khí Lạng Giang": stated("O1=32 O4=10000 O5=7500 O7=6.5"),
    "HTX Dịch vụ tổng hợp Hương Sơn": stated("O1=7 O1.7=2 O4=950 O5=1800 O7=5"),
    "HTX VSMT thị trấn Vôi": stated("O1=8 O1.7=2 O4=154 O7=3.5"),
    "HTX quản lý chợ Mỹ Hà": stated("O1=7 O4.2=7 O7=3.5"),
}
COUNTS, PERCENTAGES, MONEY = 1, 10, 1_000_000
FACTORS = {
    **dict.fromkeys(("A4.1p", "A4.2p"), PERCENTAGES),
    **dict.fromkeys(("A5", "A6", "A7", "A7.k", "S7", "O4", "O4.2", "O5", "O7"), MONEY),
}


@pytest.fixture(scope="module")
def book():
    return load_practice()


def stored(figures):
    """The integers the book has to hold, worked out here and not by the program."""
    return {
        code: int(Fraction(value) * FACTORS.get(code, COUNTS)) for code, value in figures.items()
    }


@pytest.fixture
def read(catalogue):
    """Figures of the practice book as the program reads them."""

    def figures(texts):
        indicators = catalogue.edition.indicators
        return {
            code: parse(text, indicators[code].quantity, dot_is_thousands=True)
            for code, text in texts.items()
        }

    return figures


def test_the_columns_of_the_table_are_those_of_the_plan(book, read):
    assert {column: read(texts) for column, texts in book.figures.items()} == {
        column: stored(figures) for column, figures in STATED.items()
    }


def test_the_sectors_are_those_of_the_plan(book, read):
    assert {sector: read(texts) for sector, texts in book.sectors.items()} == {
        sector: stored(figures) for sector, figures in SECTORS.items()
    }


def test_the_organisations_are_those_the_plan_gives_figures_for(book, read):
    assert {each.name: read(each.figures) for each in book.organisations if each.figures} == {
        name: stored(figures) for name, figures in ORGANISATIONS.items()
    }


def test_the_twelve_organisations_the_plan_names_are_listed_once(book):
    names = {each.name for each in book.organisations}
    assert len(names) == len(book.organisations) == 12


def test_the_capital_of_the_market_is_seven_million(book, catalogue):
    (market,) = (each for each in book.organisations if each.charter_capital)
    field = catalogue.register_field("charter_capital")
    assert market.name == "HTX quản lý chợ Mỹ Hà"
    assert parse(market.charter_capital, quantity_of(field.type, field.unit)) == 7 * MONEY


def test_sectors_communes_and_work_records_point_to_something(book, catalogue, units):
    names = {each.name for each in book.organisations}
    for each in book.organisations:
        assert each.sector in catalogue.sectors
        if each.commune:
            commune = units.find(each.commune, date(2022, 8, 1))
            assert commune.level is UnitLevel.COMMUNE
            assert commune.parent == book.profile.code, each.name
    for each in book.dossiers:
        assert each.topic in catalogue.measures
        assert each.values.keys() <= catalogue.dossiers[each.kind].fields.keys()
        assert each.programme in {programme.code for programme in catalogue.programmes}
        assert each.organisation in {"", *names}


def test_it_is_the_plan_of_2023_on_figures_of_august_2022(book):
    assert book.period == ReportingPeriod.parse("KH2023")
    assert book.period.main == YearMeasure(2022, Measure.HALF_YEAR)
    assert TableColumn.HALF_YEAR.of(book.period.year) == book.period.main
    assert book.as_of == PartialDate(2022, 8)
    assert book.profile.signed_on == date(2022, 8, 15)


def test_it_can_never_be_taken_for_a_report(book):
    assert book.profile.practice
    assert not book.profile.list_complete


def test_a_mistake_in_it_is_named(tmp_path):
    source = resources() / "practice" / "lang_giang_2022.toml"
    copy = tmp_path / source.name
    copy.write_text(
        source.read_text(encoding="utf-8").replace('place = "', 'palce = "'), encoding="utf-8"
    )
    with pytest.raises(CatalogueError, match="unit: thiếu «place»"):
        load_practice(copy)
